// SPDX-License-Identifier: MIT
#include "qml/items/chartbands.h"

#include <algorithm>

namespace telltale {

namespace {

/// A time, ms, in which nothing is known: from the last sample before it to the first one after it, or to `open`.
struct Span
{
    qint64 fromMs;
    qint64 toMs;
};

/// In order of time, none overlapping another.
std::vector<Span> unknownSpans(const ChartSeries &series)
{
    std::vector<Span> spans;
    for (const GapMark &gap : series.gaps)
        spans.push_back({gap.fromMs, gap.toMs});
    if (series.stale && series.hasSamples)
        spans.push_back({series.lastTimeMs, GapMark::open});
    std::sort(spans.begin(), spans.end(), [](const Span &a, const Span &b) { return a.fromMs < b.fromMs; });
    std::vector<Span> merged;
    for (const Span &span : spans) {
        if (!merged.empty() && span.fromMs < merged.back().toMs)
            merged.back().toMs = std::max(merged.back().toMs, span.toMs);
        else
            merged.push_back(span);
    }
    return merged;
}

std::vector<Span> intersection(const std::vector<Span> &a, const std::vector<Span> &b)
{
    std::vector<Span> both;
    for (const Span &one : a) {
        for (const Span &other : b) {
            const Span span{std::max(one.fromMs, other.fromMs), std::min(one.toMs, other.toMs)};
            if (span.fromMs < span.toMs)
                both.push_back(span);
        }
    }
    return both;
}

/// As much of a span as the window shows; empty (left >= right) if nothing.
ChartBand bandOf(const ChartWindow &window, const Span &span)
{
    const bool isOpen = span.toMs == GapMark::open;
    const qint64 toMs = isOpen ? std::max(span.fromMs, window.endColumn() * window.columnMs) : span.toMs;
    const float end = float(window.columns);
    const float left = window.xAt(window.columnAt(span.fromMs)) + 1;
    const float right = isOpen ? end : window.xAt(window.columnAt(span.toMs));
    // Even the shortest hole is seen.
    return {std::max(0.0F, left), std::min(end, std::max(right, left + 2)), toMs - span.fromMs};
}

} // namespace

std::vector<ChartBand> chartBands(const ChartWindow &window, std::span<const ChartSeries> series)
{
    std::vector<Span> spans;
    bool first = true;
    for (const ChartSeries &one : series) {
        if (!one.hasSamples)
            continue;
        std::vector<Span> own = unknownSpans(one);
        spans = first ? std::move(own) : intersection(spans, own);
        first = false;
    }
    std::vector<ChartBand> bands;
    for (const Span &span : spans) {
        ChartBand band = bandOf(window, span);
        // Two holes in neighbouring columns: nothing is hatched twice.
        if (!bands.empty())
            band.left = std::max(band.left, bands.back().right);
        if (band.left < band.right)
            bands.push_back(band);
    }
    return bands;
}

} // namespace telltale
