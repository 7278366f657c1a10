// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/result.h"

#include <QString>

#include <simdjson.h>

namespace telltale {

// What the readers of JSON say of a payload that they cannot read. For the sources of models/ingest only.

inline Error badPayload(const QString &why)
{
    return Error{ErrorKind::BadData, why};
}

inline Error unreadableJson(simdjson::error_code code)
{
    return badPayload(QStringLiteral("not readable JSON: %1").arg(QString::fromLatin1(simdjson::error_message(code))));
}

} // namespace telltale
