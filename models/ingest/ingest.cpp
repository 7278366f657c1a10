// SPDX-License-Identifier: MIT
#include "models/ingest/ingest.h"

#include "models/cleantext.h"
#include "models/ingest/automaticparser.h"
#include "models/ingest/mappingparser.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

std::unique_ptr<PayloadParser> makePayloadParser(const IngestOptions &options)
{
    if (options.payloads == IngestOptions::Payloads::Telltale)
        return nullptr;
    if (options.mapping.isEmpty())
        return std::make_unique<AutomaticParser>(options.limits.payload);
    return std::make_unique<MappingParser>(options.mapping, options.limits.payload);
}

} // namespace

Ingest::Ingest(HandOver *handOver, IngestLimits limits, QObject *parent)
    : Ingest(handOver, IngestOptions{.limits = limits}, parent)
{}

Ingest::Ingest(HandOver *handOver, const IngestOptions &options, QObject *parent)
    : QObject(parent)
    , m_handOver(handOver)
    , m_parser(options.limits.metrics)
    , m_logParser(options.limits.log)
    , m_free(makePayloadParser(options))
    , m_meter(options.limits.meter)
    , m_table(options.limits.series)
{}

Ingest::~Ingest() = default;

void Ingest::receive(const DeliveredEvent &event)
{
    ++m_counts.events;
    beginEvent();
    const QByteArray &type = event.event.type;
    if (m_free)
        readFree(event);
    else if (type == "snapshot")
        readMetrics(event, true);
    else if (type == "metrics" || type.isEmpty() || type == "message")
        readMetrics(event, false);
    else if (type == "log")
        readLog(event, LogRecord::Kind::Line);
    else if (type == "annotation")
        readLog(event, LogRecord::Kind::Annotation);
    else
        putEvent(event);
}

void Ingest::receiveGap(const Gap &gap)
{
    drawGap({Fence::Kind::Gap, 0, gap.reason, gap.noticedAt, gap.noticedWall}, false);
}

void Ingest::receiveReset(const QString &reason, TimePoint at, milliseconds wall)
{
    const Fence fence{Fence::Kind::Reset, 0, reason, at, wall};
    m_handOver->put([&](PendingUpdates &pending) { pending.add(fence); });
}

void Ingest::receivePast(const QByteArray &series, const QByteArray &payload, BackfillSpan span, qint64 stepMs)
{
    const SeriesTable::Found found = m_table.find({series.constData(), size_t(series.size())});
    if (found.outcome != SeriesTable::Outcome::Known)
        return;
    Result<SeriesColumns> columns = m_historyParser.parse(payload, stepMs);
    if (!columns) {
        ++m_counts.undecodable;
        m_counts.lastProblem = columns.error().message;
        return;
    }
    m_handOver->put([&](PendingUpdates &pending) {
        pending.addBackfill({found.id, span, std::move(columns).value()});
        pending.setCounts(m_counts);
    });
}

void Ingest::beat(const Beat &beat)
{
    m_handOver->put([&](PendingUpdates &pending) { pending.addBeat(beat); });
}

void Ingest::setLinkStatus(const LinkStatus &status)
{
    if (!std::exchange(m_isLive, isUp(status.state)) && m_isLive)
        m_meter.restart(status.since);
    m_handOver->put([&](PendingUpdates &pending) { pending.setLink(status); });
}

void Ingest::setStreamStatus(const StreamStatus &status)
{
    m_handOver->put([&](PendingUpdates &pending) { pending.setStream(status); });
}

void Ingest::tick(TimePoint now, milliseconds wall)
{
    if (!m_free || !m_isLive)
        return;
    beginEvent();
    if (!std::exchange(m_watchesStanding, true)) {
        for (const CountedSeries &series : m_free->standing()) {
            if (const std::optional<SeriesId> id = idOf(series.name))
                m_meter.watch(*id, series.isRate);
        }
    }
    const qint64 time = localTime(now, wall);
    for (const EventMeter::Reading &counted : m_meter.read(now)) {
        SampleRecord &sample = m_readings.emplace_back().sample;
        sample.series = counted.series;
        sample.timeMs = time;
        sample.value = counted.value;
        sample.receivedAt = now;
    }
    if (m_readings.empty() && m_newSeries.isEmpty())
        return;
    m_handOver->put([&](PendingUpdates &pending) {
        for (const NewSeries &series : std::as_const(m_newSeries))
            pending.addSeries(series);
        for (const Reading &reading : m_readings)
            pending.add(reading.sample);
    });
}

void Ingest::readMetrics(const DeliveredEvent &event, bool isSnapshot)
{
    if (event.event.isBinary)
        return refuse(event, u"a binary payload"_s);
    if (const std::optional<Error> error = m_parser.parse(event.event.payload, m_metrics))
        return refuse(event, error->message);
    collect(m_metrics, event);
    std::optional<Fence> fence;
    if (isSnapshot)
        fence = Fence{Fence::Kind::Snapshot, 0, u"the present state"_s, event.receivedAt, event.receivedWall};
    putEvent(event, fence);
}

void Ingest::readLog(const DeliveredEvent &event, LogRecord::Kind kind)
{
    const Result<ParsedLog> log = m_logParser.parse(event.event.payload, kind);
    if (!log)
        return refuse(event, log.error().message);
    addLine(log->record, log->timeMs, event);
    putEvent(event);
}

void Ingest::readFree(const DeliveredEvent &event)
{
    if (event.event.isBinary)
        return refuse(event, u"a binary payload"_s);
    if (const std::optional<Error> error = m_free->parse(event.event.payload, m_parsed))
        return refuse(event, error->message);
    collect(m_parsed.metrics, event);
    count(m_parsed, event);
    for (const ParsedPayload::Line &line : m_parsed.lines)
        addLine(m_logParser.fromText(line.text), line.timeMs, event);
    putEvent(event);
}

void Ingest::beginEvent()
{
    m_readings.clear();
    m_newSeries.clear();
    m_lines.clear();
}

/// Names to ids and views to values: whatever may take its time, before the lock is taken.
void Ingest::collect(const Metrics &metrics, const DeliveredEvent &event)
{
    const auto receipt = [&] { return localTime(event.receivedAt, event.receivedWall); };
    const qint64 eventTime = metrics.timeMs ? *metrics.timeMs + m_offset.count() : receipt();
    m_counts.refusedValues += metrics.refused;
    if (metrics.refused > 0)
        m_counts.lastProblem = metrics.firstRefusal;
    for (const MetricsValue &value : metrics.values) {
        const std::optional<SeriesId> id = idOf(value.name);
        if (!id)
            continue;
        Reading &reading = m_readings.emplace_back();
        reading.sample.series = *id;
        reading.sample.kind = value.kind;
        reading.sample.timeMs = value.timeMs ? *value.timeMs + m_offset.count() : eventTime;
        reading.sample.value = value.number;
        reading.sample.receivedAt = event.receivedAt;
        if (value.kind == SampleKind::State)
            reading.state = QString::fromUtf8(value.state.data(), qsizetype(value.state.size()));
    }
    m_counts.samples += m_readings.size();
}

void Ingest::count(const ParsedPayload &parsed, const DeliveredEvent &event)
{
    for (const CountedSeries &series : parsed.counted) {
        if (const std::optional<SeriesId> id = idOf(series.name))
            m_meter.count(*id, series.isRate, event.receivedAt);
    }
    m_counts.missingValues += parsed.missing;
    if (!parsed.firstMissing.isEmpty())
        m_counts.lastProblem = parsed.firstMissing;
}

void Ingest::addLine(LogRecord line, std::optional<qint64> timeMs, const DeliveredEvent &event)
{
    line.timeMs = timeMs ? *timeMs + m_offset.count() : localTime(event.receivedAt, event.receivedWall);
    ++m_counts.logLines;
    m_lines.append(line);
}

void Ingest::putEvent(const DeliveredEvent &event, const std::optional<Fence> &fence)
{
    m_handOver->put([&](PendingUpdates &pending) {
        if (fence)
            pending.add(*fence);
        for (const NewSeries &series : std::as_const(m_newSeries))
            pending.addSeries(series);
        for (const Reading &reading : m_readings)
            pending.add(reading.sample, reading.state);
        for (const LogRecord &line : std::as_const(m_lines))
            pending.addLog(line);
        pending.addProof(event.receivedAt);
        pending.setCounts(m_counts);
    });
}

void Ingest::refuse(const DeliveredEvent &event, const QString &reason)
{
    ++m_counts.undecodable;
    m_counts.lastProblem = reason;
    drawGap({Fence::Kind::Gap, 0, u"an event could not be read: "_s + reason, event.receivedAt, event.receivedWall},
            true);
    Q_EMIT undecodable(reason);
}

/// isProof: the server was heard, though not understood.
void Ingest::drawGap(const Fence &fence, bool isProof)
{
    LogRecord line;
    line.kind = LogRecord::Kind::Gap;
    line.level = LogLevel::Warning;
    line.timeMs = fence.noticedWall.count();
    line.text = cleanText(fence.reason);
    m_handOver->put([&](PendingUpdates &pending) {
        pending.add(fence);
        if (m_counts.logLines > 0)
            pending.addLog(line);
        if (isProof) {
            pending.addProof(fence.noticedAt);
            pending.setCounts(m_counts);
        }
    });
}

std::optional<SeriesId> Ingest::idOf(std::string_view name)
{
    const SeriesTable::Found found = m_table.find(name);
    switch (found.outcome) {
    case SeriesTable::Outcome::Added:
        m_newSeries.append({found.id, m_table.lastAdded()});
        return found.id;
    case SeriesTable::Outcome::Known:
        return found.id;
    case SeriesTable::Outcome::BadName:
        ++m_counts.refusedValues;
        m_counts.lastProblem = m_table.lastRefusal();
        return std::nullopt;
    case SeriesTable::Outcome::Hidden:
        m_counts.hiddenSeries = m_table.hidden();
        m_counts.hiddenIsAtLeast = m_table.isHiddenAtLeast();
        return std::nullopt;
    }
    Q_UNREACHABLE();
}

/// The wall clock, but never back: an older time would not move the values.
qint64 Ingest::localTime(TimePoint at, milliseconds wall)
{
    if (m_lastLocalMs && wall.count() < *m_lastLocalMs) {
        // What is left of a millisecond counts with the next one, or a thousand events a second would stop the time.
        const auto passed = std::max(std::chrono::duration_cast<milliseconds>(at - m_lastLocalAt), milliseconds(0));
        m_lastLocalMs = *m_lastLocalMs + passed.count();
        m_lastLocalAt += passed;
    } else {
        m_lastLocalMs = wall.count();
        m_lastLocalAt = at;
    }
    return *m_lastLocalMs;
}

} // namespace telltale
