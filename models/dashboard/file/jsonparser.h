// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/file/jsonvalue.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace telltale {

/// What keeps a text from being read.
struct JsonFault
{
    JsonPlace place;
    QString message;   ///< one sentence part, plain text, without a stop at the end
    QString hint = {}; ///< what to do about it; may be empty
};

struct JsonLimits
{
    qsizetype bytes = 4 << 20;
    int depth = 64; ///< of objects and arrays within each other
    int values = 200'000;
};

struct JsonParsed
{
    JsonValue root = {};                 ///< meaningful without a fault
    std::optional<JsonFault> fault = {}; ///< the first; what follows a syntax error means little
};

/// JSON as RFC 8259 has it, and in addition what people need who write it by hand: "//" comments, a comma after the
/// last member or element, and a byte order mark at the begin. UTF-8 alone. Total, never deeper than the limit.
JsonParsed parseJson(const QByteArray &text, const JsonLimits &limits = {});

} // namespace telltale
