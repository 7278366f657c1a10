// SPDX-License-Identifier: MIT
#pragma once

#include "models/series/instant.h"
#include "models/series/updatebatch.h"

#include <initializer_list>

namespace telltale {

/// A wall clock time that the tests' feeds start at: 2023-11-14 22:13:20 UTC.
constexpr qint64 epochMs = 1'700'000'000'000;

/// So many ms after the machine was started.
inline TimePoint bootAt(qint64 ms)
{
    return TimePoint(milliseconds(ms));
}

/// That moment by both clocks, which run alike.
inline Instant instantAt(qint64 ms)
{
    return {bootAt(ms), milliseconds(epochMs + ms)};
}

/// A reading taken at bootMs and received then, too.
inline SampleRecord numberAt(SeriesId series, qint64 bootMs, double value)
{
    SampleRecord sample;
    sample.series = series;
    sample.timeMs = epochMs + bootMs;
    sample.value = value;
    sample.receivedAt = bootAt(bootMs);
    return sample;
}

inline SampleRecord missingAt(SeriesId series, qint64 bootMs)
{
    SampleRecord sample = numberAt(series, bootMs, 0);
    sample.kind = SampleKind::Missing;
    return sample;
}

/// A beat of a server whose clock agrees with ours.
inline Beat beatAt(qint64 bootMs)
{
    return {milliseconds(epochMs + bootMs), bootAt(bootMs), milliseconds(epochMs + bootMs)};
}

inline UpdateBatch batchOf(std::initializer_list<QByteArray> names, const QList<SampleRecord> &samples,
                           SeriesId firstId = 0)
{
    UpdateBatch batch;
    for (const QByteArray &name : names)
        batch.newSeries.append({firstId++, name});
    batch.samples = samples;
    if (!samples.isEmpty())
        batch.lastProof = samples.last().receivedAt;
    return batch;
}

} // namespace telltale
