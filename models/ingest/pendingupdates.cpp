// SPDX-License-Identifier: MIT
#include "models/ingest/pendingupdates.h"

#include "models/furthesttime.h"

#include <algorithm>
#include <utility>

namespace telltale {

namespace {

/// A record that stands for itself alone.
void initialise(SampleRecord &record)
{
    if (record.kind != SampleKind::Number || record.hasRange)
        return;
    record.hasRange = true;
    record.min = record.max = record.value;
    record.minTimeMs = record.maxTimeMs = record.timeMs;
}

void widen(SampleRecord &record, const SampleRecord &sample)
{
    if (!sample.hasRange)
        return;
    if (!record.hasRange || sample.min < record.min) {
        record.min = sample.min;
        record.minTimeMs = sample.minTimeMs;
    }
    if (!record.hasRange || sample.max > record.max) {
        record.max = sample.max;
        record.maxTimeMs = sample.maxTimeMs;
    }
    record.hasRange = true;
}

/// Folds a later reading into a record. An older time never moves the current value, here as in the store.
void foldInto(SampleRecord &record, const SampleRecord &sample)
{
    record.count += sample.count;
    if (sample.timeMs < record.timeMs)
        return;
    widen(record, sample);
    record.brokenInside = record.brokenInside || record.kind != SampleKind::Number || sample.brokenInside;
    record.kind = sample.kind;
    record.value = sample.value;
    if (sample.timeMs > record.timeMs)
        record.receivedAt = sample.receivedAt; // the same time again makes nothing younger
    record.timeMs = sample.timeMs;
}

Beat lessDelayed(const Beat &a, const Beat &b)
{
    const auto delay = [](const Beat &beat) {
        const qint64 received = std::chrono::duration_cast<milliseconds>(beat.receivedAt.time_since_epoch()).count();
        return received - std::clamp<qint64>(beat.serverTime->count(), -furthestMs, furthestMs);
    };
    return delay(b) <= delay(a) ? b : a;
}

} // namespace

PendingUpdates::PendingUpdates(PendingLimits limits)
    : m_limits(limits)
{
    m_limits.samples = std::max(m_limits.samples, qsizetype(1));
    m_limits.fences = std::max(m_limits.fences, qsizetype(2));
}

void PendingUpdates::addSeries(const NewSeries &series)
{
    m_empty = false;
    m_batch.newSeries.append(series);
}

void PendingUpdates::add(SampleRecord sample, const QString &text)
{
    m_empty = false;
    initialise(sample);
    if (m_conflating && fold(sample, text))
        return;
    if (m_batch.samples.size() < m_limits.samples) {
        append(sample, text);
        return;
    }
    const bool hasRoom = makeRoom();
    if (fold(sample, text))
        return;
    if (hasRoom)
        append(sample, text);
    else
        m_dropped += sample.count;
}

bool PendingUpdates::addBackfill(SeriesBackfill backfill)
{
    const auto samples = qsizetype(backfill.columns.times.size());
    if (m_batch.backfills.size() >= m_limits.backfills || m_backfillSamples + samples > m_limits.backfillSamples)
        return false;
    m_empty = false;
    m_backfillSamples += samples;
    m_batch.backfills.append(std::move(backfill));
    return true;
}

void PendingUpdates::add(const Fence &fence)
{
    m_empty = false;
    if (fence.kind == Fence::Kind::Reset) {
        m_batch.backfills.clear();
        m_backfillSamples = 0;
    }
    if (m_batch.fences.size() >= m_limits.fences)
        mergeOldestFences();
    m_batch.fences.append(fence);
    m_batch.fences.last().before = m_batch.samples.size();
    m_records.clear();
}

void PendingUpdates::addLog(const LogRecord &line)
{
    m_empty = false;
    m_batch.logs.append(line);
    m_logBytes += line.size();
    while (m_batch.logs.size() > std::max(m_limits.logs, qsizetype(1)) ||
           (m_logBytes > m_limits.logBytes && m_batch.logs.size() > 1)) {
        m_logBytes -= m_batch.logs.constFirst().size();
        m_batch.logs.removeFirst();
        ++m_skippedLogs;
    }
}

void PendingUpdates::addProof(TimePoint at)
{
    m_empty = false;
    m_batch.lastProof = std::max(m_batch.lastProof.value_or(at), at);
}

void PendingUpdates::addBeat(const Beat &beat)
{
    addProof(beat.receivedAt);
    if (beat.serverTime)
        m_batch.beat = m_batch.beat ? lessDelayed(*m_batch.beat, beat) : beat;
}

void PendingUpdates::setLink(const LinkStatus &status)
{
    m_empty = false;
    m_batch.link = status;
}

void PendingUpdates::setStream(const StreamStatus &status)
{
    m_empty = false;
    m_batch.stream = status;
}

void PendingUpdates::setCounts(const IngestCounts &counts)
{
    m_empty = false;
    m_batch.counts = counts;
}

UpdateBatch PendingUpdates::take()
{
    closeLogs();
    m_batch.counts.conflated = m_conflated;
    m_batch.counts.dropped = m_dropped;
    m_empty = true;
    m_conflating = false;
    m_records.clear();
    m_backfillSamples = 0;
    const IngestCounts counts = m_batch.counts;
    UpdateBatch batch = std::exchange(m_batch, {});
    m_batch.counts = counts;
    return batch;
}

/// Says what the newest lines pushed out.
void PendingUpdates::closeLogs()
{
    m_logBytes = 0;
    if (const quint64 skipped = std::exchange(m_skippedLogs, 0)) {
        LogRecord record;
        record.kind = LogRecord::Kind::Skipped;
        record.level = LogLevel::Warning;
        record.skipped = skipped;
        record.timeMs = m_batch.logs.constFirst().timeMs;
        m_batch.logs.prepend(record);
    }
}

/// Into the record that the series has in the last segment, if it has one.
bool PendingUpdates::fold(const SampleRecord &sample, const QString &text)
{
    const auto found = m_records.find(sample.series);
    if (found == m_records.end())
        return false;
    SampleRecord &record = m_batch.samples[found->second];
    const bool isCurrent = sample.timeMs >= record.timeMs;
    foldInto(record, sample);
    m_conflated += sample.count;
    if (isCurrent && sample.kind == SampleKind::State) {
        // Each text belongs to one record, so no more texts come than records.
        if (record.text < 0) {
            record.text = qint32(m_batch.texts.size());
            m_batch.texts.append(text);
        } else {
            m_batch.texts[record.text] = text;
        }
    }
    return true;
}

void PendingUpdates::append(SampleRecord sample, const QString &text)
{
    sample.text = -1;
    if (sample.kind == SampleKind::State) {
        sample.text = qint32(m_batch.texts.size());
        m_batch.texts.append(text);
    }
    if (m_conflating)
        m_records.emplace(sample.series, m_batch.samples.size());
    m_batch.samples.append(sample);
}

bool PendingUpdates::makeRoom()
{
    if (!m_conflating)
        startConflating();
    while (m_batch.samples.size() >= m_limits.samples && !m_batch.fences.isEmpty()) {
        const qsizetype first = m_batch.fences.constFirst().before;
        if (first > 0)
            dropSamples(0, first);
        else if (m_batch.fences.size() > 1)
            mergeOldestFences();
        else
            break;
    }
    return m_batch.samples.size() < m_limits.samples;
}

void PendingUpdates::startConflating()
{
    const QList<SampleRecord> samples = std::exchange(m_batch.samples, {});
    const QStringList texts = std::exchange(m_batch.texts, {});
    qsizetype fence = 0;
    const auto passFences = [&](qsizetype i) {
        for (; fence < m_batch.fences.size() && m_batch.fences[fence].before <= i; ++fence) {
            m_batch.fences[fence].before = m_batch.samples.size();
            m_records.clear();
        }
    };
    m_conflating = true;
    m_records.clear();
    for (qsizetype i = 0; i < samples.size(); ++i) {
        passFences(i);
        const QString text = texts.value(samples[i].text);
        if (!fold(samples[i], text))
            append(samples[i], text);
    }
    passFences(samples.size());
}

void PendingUpdates::mergeOldestFences()
{
    const Fence second = m_batch.fences[1];
    dropSamples(m_batch.fences[0].before, second.before);
    Fence &first = m_batch.fences[0];
    first.kind = std::max(first.kind, second.kind);
    first.merged += second.merged;
    m_batch.fences.remove(1);
}

void PendingUpdates::dropSamples(qsizetype from, qsizetype to)
{
    const qsizetype count = to - from;
    if (count == 0)
        return;
    for (qsizetype i = from; i < to; ++i)
        m_dropped += m_batch.samples[i].count;
    m_batch.samples.remove(from, count);
    for (Fence &fence : m_batch.fences) {
        if (fence.before >= to)
            fence.before -= count;
    }
    for (auto &record : m_records)
        record.second -= count; // all of the last segment, so after what went
    if (m_batch.texts.size() > 2 * m_batch.samples.size())
        dropUnusedTexts();
}

void PendingUpdates::dropUnusedTexts()
{
    const QStringList texts = std::exchange(m_batch.texts, {});
    for (SampleRecord &sample : m_batch.samples) {
        if (sample.text < 0)
            continue;
        m_batch.texts.append(texts[sample.text]);
        sample.text = qint32(m_batch.texts.size()) - 1;
    }
}

} // namespace telltale
