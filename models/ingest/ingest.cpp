// SPDX-License-Identifier: MIT
#include "models/ingest/ingest.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace telltale {

Ingest::Ingest(HandOver *handOver, IngestLimits limits, QObject *parent)
    : QObject(parent)
    , m_handOver(handOver)
    , m_parser(limits.metrics)
    , m_table(limits.series)
{}

void Ingest::receive(const DeliveredEvent &event)
{
    ++m_counts.events;
    const QByteArray &type = event.event.type;
    if (type == "snapshot")
        readMetrics(event, true);
    else if (type == "metrics" || type.isEmpty() || type == "message")
        readMetrics(event, false);
    else
        m_handOver->put([&](PendingUpdates &pending) {
            pending.addProof(event.receivedAt);
            pending.setCounts(m_counts);
        });
}

void Ingest::receiveGap(const Gap &gap)
{
    const Fence fence{Fence::Kind::Gap, 0, gap.reason, gap.noticedAt, gap.noticedWall};
    m_handOver->put([&](PendingUpdates &pending) { pending.add(fence); });
}

void Ingest::receiveReset(const QString &reason, TimePoint at, milliseconds wall)
{
    const Fence fence{Fence::Kind::Reset, 0, reason, at, wall};
    m_handOver->put([&](PendingUpdates &pending) { pending.add(fence); });
}

void Ingest::beat(const Beat &beat)
{
    m_handOver->put([&](PendingUpdates &pending) { pending.addBeat(beat); });
}

void Ingest::setLinkStatus(const LinkStatus &status)
{
    m_handOver->put([&](PendingUpdates &pending) { pending.setLink(status); });
}

void Ingest::setStreamStatus(const StreamStatus &status)
{
    m_handOver->put([&](PendingUpdates &pending) { pending.setStream(status); });
}

void Ingest::readMetrics(const DeliveredEvent &event, bool isSnapshot)
{
    if (event.event.isBinary) {
        refuse(event, u"a binary payload"_s);
        return;
    }
    if (const std::optional<Error> error = m_parser.parse(event.event.payload, m_metrics)) {
        refuse(event, error->message);
        return;
    }
    collect(event);
    const Fence fence{Fence::Kind::Snapshot, 0, u"the present state"_s, event.receivedAt, event.receivedWall};
    m_handOver->put([&](PendingUpdates &pending) {
        if (isSnapshot)
            pending.add(fence);
        for (const NewSeries &series : m_newSeries)
            pending.addSeries(series);
        for (const Reading &reading : m_readings)
            pending.add(reading.sample, reading.state);
        pending.addProof(event.receivedAt);
        pending.setCounts(m_counts);
    });
}

/// Names to ids and views to values: whatever may take its time, before the lock is taken.
void Ingest::collect(const DeliveredEvent &event)
{
    m_readings.clear();
    m_newSeries.clear();
    const qint64 eventTime = m_metrics.timeMs ? *m_metrics.timeMs : timeOf(event);
    m_counts.refusedValues += m_metrics.refused;
    if (m_metrics.refused > 0)
        m_counts.lastProblem = m_metrics.firstRefusal;
    for (const MetricsValue &value : m_metrics.values) {
        const SeriesTable::Found found = m_table.find(value.name);
        if (found.outcome == SeriesTable::Outcome::BadName) {
            ++m_counts.refusedValues;
            m_counts.lastProblem = m_table.lastRefusal();
        }
        if (found.outcome == SeriesTable::Outcome::Added)
            m_newSeries.append({found.id, m_table.lastAdded()});
        if (found.outcome != SeriesTable::Outcome::Known && found.outcome != SeriesTable::Outcome::Added)
            continue;
        Reading &reading = m_readings.emplace_back();
        reading.sample.series = found.id;
        reading.sample.kind = value.kind;
        reading.sample.timeMs = value.timeMs.value_or(eventTime);
        reading.sample.value = value.number;
        reading.sample.receivedAt = event.receivedAt;
        if (value.kind == SampleKind::State)
            reading.state = QString::fromUtf8(value.state.data(), qsizetype(value.state.size()));
    }
    m_counts.samples += m_readings.size();
    m_counts.hiddenSeries = m_table.hidden();
    m_counts.hiddenIsAtLeast = m_table.isHiddenAtLeast();
}

void Ingest::refuse(const DeliveredEvent &event, const QString &reason)
{
    ++m_counts.undecodable;
    m_counts.lastProblem = reason;
    const Fence fence{Fence::Kind::Gap, 0, u"an event could not be read: "_s + reason, event.receivedAt,
                      event.receivedWall};
    m_handOver->put([&](PendingUpdates &pending) {
        pending.add(fence);
        pending.addProof(event.receivedAt);
        pending.setCounts(m_counts);
    });
    Q_EMIT undecodable(reason);
}

/// The wall clock at receipt, but never back: an older time would not move the values.
qint64 Ingest::timeOf(const DeliveredEvent &event)
{
    const qint64 wall = event.receivedWall.count();
    const qint64 passed = std::chrono::duration_cast<milliseconds>(event.receivedAt - m_lastLocalAt).count();
    const bool wentBack = m_lastLocalMs && wall < *m_lastLocalMs;
    m_lastLocalMs = wentBack ? *m_lastLocalMs + std::max(passed, qint64(0)) : wall;
    m_lastLocalAt = event.receivedAt;
    return *m_lastLocalMs;
}

} // namespace telltale
