// SPDX-License-Identifier: MIT
#include "models/ingest/payloadparser.h"

namespace telltale {

void ParsedPayload::clear()
{
    metrics.timeMs.reset();
    metrics.values.clear();
    metrics.refused = 0;
    metrics.firstRefusal.clear();
    counted.clear();
    lines.clear();
    missing = 0;
    firstMissing.clear();
}

} // namespace telltale
