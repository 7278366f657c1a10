// SPDX-License-Identifier: MIT
#pragma once

#include "models/series/serieshistory.h"

#include <QString>

#include <optional>
#include <span>

namespace telltale {

/// What a line is at one of its columns: the last sample in it, or, where it has none, what the line that passes comes
/// from: the nearer of the samples on either side, the one before for steps. Nothing within a hole, before the first
/// sample, and behind the last one unless it is `held`.
std::optional<double> readColumn(std::span<const Column> columns, size_t at, bool steps, bool held);

/// The moment of a column, in seconds, or in milliseconds where its columns are shorter than a second.
QString columnTimeText(qint64 timeMs, qint64 columnMs, qint64 nowMs);

} // namespace telltale
