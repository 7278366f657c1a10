// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/dashboard.h"
#include "models/ingest/eventmeter.h"
#include "models/ingest/handover.h"
#include "models/ingest/historyparser.h"
#include "models/ingest/logparser.h"
#include "models/ingest/metricsparser.h"
#include "models/ingest/payloadparser.h"
#include "models/ingest/seriestable.h"
#include "transport/protocol/event.h"

#include <QObject>

#include <memory>

namespace telltale {

struct IngestLimits
{
    MetricsLimits metrics = {};
    SeriesTableLimits series = {};
    PayloadLimits payload = {};
    LogLimits log = {};
    MeterLimits meter = {};
};

/// What the payloads of a source are.
struct IngestOptions
{
    enum class Payloads {
        Telltale, ///< "metrics", "snapshot", "log", "annotation", as the feed's own protocol has them
        Free      ///< JSON of any shape, or text: read by the mapping, or automatically where that is empty
    };

    Payloads payloads = Payloads::Telltale;
    FeedMapping mapping = {}; ///< Free only
    IngestLimits limits = {};
};

/// Turns the events of one source into updates and puts them into the hand-over.
///
/// Of a Telltale source, events of type "metrics" and unnamed ones are read as metrics, "snapshot" as the state as of
/// one moment, behind a fence, "log" and "annotation" as lines; of any other only the arrival counts, as a proof of
/// life. Of a free source every event is read, whatever its type (see MappingParser, AutomaticParser). A payload that
/// cannot be read is counted, reported and drawn as a gap; a gap is a line of the log, too, once there was a line.
///
/// A payload without a time has that of its receipt; where this machine's wall clock was set back meanwhile, that time
/// goes on from the last one, so that values do not stand still.
///
/// Numbers and rates of events (free sources) are put by tick(), and only while the link is live: a link that is down
/// has no rate, not even zero.
///
/// Never throws, bounded by its limits. Thread: one, the network thread. The hand-over must outlive it.
class Ingest : public QObject
{
    Q_OBJECT
public:
    explicit Ingest(HandOver *handOver, IngestLimits limits = {}, QObject *parent = nullptr);
    Ingest(HandOver *handOver, const IngestOptions &options, QObject *parent = nullptr);
    ~Ingest() override;

    const IngestCounts &counts() const { return m_counts; }
    /// tick() has something to do: call it once a second.
    bool wantsTicks() const { return m_free != nullptr; }
    /// Is added to every time that a payload says, from now on: a recording's past becomes the present.
    void setTimeOffset(milliseconds offset) { m_offset = offset; }

public Q_SLOTS:
    void receive(const telltale::DeliveredEvent &event);
    void receiveGap(const telltale::Gap &gap);
    /// The server forgot its past (a new epoch): times may begin again from earlier.
    void receiveReset(const QString &reason, telltale::TimePoint at, std::chrono::milliseconds wall);
    /// What the feed answered about the past of a series within a span. What cannot be read is counted and left out.
    void receivePast(const QByteArray &series, const QByteArray &payload, telltale::BackfillSpan span, qint64 stepMs);
    void beat(const telltale::Beat &beat);
    void setLinkStatus(const telltale::LinkStatus &status);
    void setStreamStatus(const telltale::StreamStatus &status);
    void tick(telltale::TimePoint now, std::chrono::milliseconds wall);

Q_SIGNALS:
    /// Once for each payload that could not be read; reason in words.
    void undecodable(const QString &reason);

private:
    struct Reading
    {
        SampleRecord sample;
        QString state;
    };

    void readMetrics(const DeliveredEvent &event, bool isSnapshot);
    void readLog(const DeliveredEvent &event, LogRecord::Kind kind);
    void readFree(const DeliveredEvent &event);
    void beginEvent();
    void collect(const Metrics &metrics, const DeliveredEvent &event);
    void count(const ParsedPayload &parsed, const DeliveredEvent &event);
    void addLine(LogRecord line, std::optional<qint64> timeMs, const DeliveredEvent &event);
    void putEvent(const DeliveredEvent &event, const std::optional<Fence> &fence = {});
    void refuse(const DeliveredEvent &event, const QString &reason);
    void drawGap(const Fence &fence, bool isProof);
    std::optional<SeriesId> idOf(std::string_view name);
    qint64 localTime(TimePoint at, milliseconds wall);

    HandOver *m_handOver;
    MetricsParser m_parser;
    LogParser m_logParser;
    HistoryParser m_historyParser;
    std::unique_ptr<PayloadParser> m_free; ///< of a free source
    EventMeter m_meter;
    bool m_watchesStanding = false;
    SeriesTable m_table;
    Metrics m_metrics;               ///< kept between events for its memory
    ParsedPayload m_parsed;          ///< likewise
    std::vector<Reading> m_readings; ///< of the event in hand
    QList<NewSeries> m_newSeries;    ///< of the event in hand
    QList<LogRecord> m_lines;        ///< of the event in hand
    IngestCounts m_counts;
    milliseconds m_offset{0};
    bool m_isLive = false;
    std::optional<qint64> m_lastLocalMs;
    TimePoint m_lastLocalAt = {};
};

} // namespace telltale
