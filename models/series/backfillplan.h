// SPDX-License-Identifier: MIT
#pragma once

#include "models/series/gapmarks.h"
#include "models/series/seriescolumns.h"

#include <deque>
#include <optional>
#include <vector>

namespace telltale {

/// Which of a feed's columns a history lacks, and which of its holes remain. Pure.
///
/// A history lacks what is before its first sample and what is within its holes; everywhere else its own samples stand,
/// so nothing comes twice even where the feed's are thinned out and have other times. A hole that the span covers goes;
/// of one that it covers in part the rest remains, between the samples that are now at its ends; where the feed says
/// that something is missing, there is a hole.
struct BackfillPlan
{
    struct Piece
    {
        qint64 afterMs = 0; ///< goes between the sample of this time and the next
        size_t begin = 0;   ///< of the columns
        size_t end = 0;

        friend bool operator==(const Piece &, const Piece &) = default;
    };

    size_t front = 0; ///< so many, from the first on, go before the history's first sample
    std::vector<Piece> pieces = {};
    std::deque<GapMark> gaps = {}; ///< all of them, afterwards

    /// first: the time of the history's first sample, if it has one.
    static BackfillPlan make(const SeriesColumns &columns, BackfillSpan span, std::optional<qint64> first,
                             const std::deque<GapMark> &gaps);
};

} // namespace telltale
