// SPDX-License-Identifier: MIT
#include "models/series/historyreduction.h"

#include <algorithm>

namespace telltale {

std::optional<double> reduced(const SeriesHistory &history, Reduction reduction, qint64 fromMs, qint64 toMs)
{
    if (reduction == Reduction::Min || reduction == Reduction::Max) {
        const std::optional<SeriesHistory::Range> range = history.range(fromMs, toMs);
        if (!range)
            return {};
        return reduction == Reduction::Min ? range->min : range->max;
    }
    Reducer reducer(reduction);
    auto gap = std::find_if(history.gaps().cbegin(), history.gaps().cend(),
                            [fromMs](const GapMark &mark) { return mark.toMs > fromMs; });
    history.forEach(fromMs, toMs, [&](const SampleSpan &span) {
        for (size_t i = 0; i < span.times.size(); ++i) {
            for (; gap != history.gaps().cend() && gap->toMs <= span.times[i]; ++gap)
                reducer.addGap();
            reducer.add(span.times[i], span.values[i]);
        }
    });
    return reducer.result();
}

} // namespace telltale
