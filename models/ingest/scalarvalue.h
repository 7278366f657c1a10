// SPDX-License-Identifier: MIT
#pragma once

#include "models/ingest/metricsparser.h"

#include <QByteArrayView>

#include <simdjson.h>

namespace telltale {

// For the readers of free JSON in models/ingest only.

/// Fills kind, number and state of out from a number, string (a state), boolean (the state "true" or "false") or null.
/// False, and counted as refused with its reason, where value is an object, an array or a text of more than
/// stateLimit bytes.
bool readScalar(simdjson::dom::element value, qsizetype stateLimit, MetricsValue &out, Metrics &refusals);

/// Whether a payload can be shown to a person: UTF-8 without NUL, and not empty.
bool isReadableText(QByteArrayView payload);

} // namespace telltale
