// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <limits>
#include <vector>

namespace telltale {

/// What a feed remembers of one series, as whole columns. Times are ms since 1970 UTC and rise; values are finite.
struct SeriesColumns
{
    std::vector<qint64> times = {};
    std::vector<double> values = {};
    /// Rising: the line breaks before the sample with this index, because the feed knows that something is missing
    /// there. times.size(): after the last.
    std::vector<qsizetype> breaks = {};

    friend bool operator==(const SeriesColumns &, const SeriesColumns &) = default;
};

/// What was asked for, both ends included: within it the columns are all there is, so nothing else is missing.
struct BackfillSpan
{
    /// As an end: up to where the live stream goes on, wherever that is. Only where nothing can have been missed since
    /// the columns were asked for, as at a series' very beginning: every later hole counts as covered.
    static constexpr qint64 untilLive = std::numeric_limits<qint64>::max();

    qint64 fromMs = 0;
    qint64 toMs = untilLive;

    friend bool operator==(const BackfillSpan &, const BackfillSpan &) = default;
};

} // namespace telltale
