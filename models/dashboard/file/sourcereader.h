// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/file/objectreader.h"

namespace telltale {

/// "sources": an object, a source a member. One that is wrong is still listed, so that panels may name it.
QList<SourceSpec> readSources(const ObjectReader &dashboard, const FreshnessLimits &freshness);

/// "map" of a source.
FeedMapping readFeedMapping(const JsonValue &value, ReadContext &context);

} // namespace telltale
