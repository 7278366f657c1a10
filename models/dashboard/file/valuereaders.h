// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/file/objectreader.h"

namespace telltale {

// Readers of what panels and sources have in common. Each says what is wrong and then gives what is left.

/// "unit", with hints at Grafana's ids and at what people write instead of them.
std::optional<Unit> readUnit(const ObjectReader &owner, QStringView key);

FreshnessOverrides readFreshness(const ObjectReader &owner);
/// Says so if what is set here breaks the order late < stale < lost of what is then in force. from says where the other
/// limits come from: `the dashboard`.
void checkFreshness(const ObjectReader &owner, const FreshnessOverrides &set, const FreshnessLimits &inherited,
                    const QString &from);
bool isAscending(const FreshnessLimits &limits);

/// "thresholds". Percentages need the range that the owner's "min" and "max" give.
Thresholds readThresholds(const ObjectReader &owner);
/// "map" of a panel.
QList<ValueMapping> readValueMappings(const ObjectReader &owner);

} // namespace telltale
