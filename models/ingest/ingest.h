// SPDX-License-Identifier: MIT
#pragma once

#include "models/ingest/handover.h"
#include "models/ingest/metricsparser.h"
#include "models/ingest/seriestable.h"
#include "transport/protocol/event.h"

#include <QObject>

namespace telltale {

struct IngestLimits
{
    MetricsLimits metrics = {};
    SeriesTableLimits series = {};
};

/// Turns the events of one source into updates and puts them into the hand-over. Events of type "metrics" and unnamed
/// ones are read as metrics, "snapshot" as the state as of one moment, behind a fence; of any other only the arrival
/// counts, as a proof of life. A payload that cannot be read is counted, reported and drawn as a gap.
///
/// A payload without "t" has the time of its receipt; where this machine's wall clock was set back meanwhile, that time
/// goes on from the last one, so that values do not stand still.
///
/// Never throws, bounded by its limits. Thread: one, the network thread. The hand-over must outlive it.
class Ingest : public QObject
{
    Q_OBJECT
public:
    explicit Ingest(HandOver *handOver, IngestLimits limits = {}, QObject *parent = nullptr);

    const IngestCounts &counts() const { return m_counts; }

public Q_SLOTS:
    void receive(const telltale::DeliveredEvent &event);
    void receiveGap(const telltale::Gap &gap);
    /// The server forgot its past (a new epoch): times may begin again from earlier.
    void receiveReset(const QString &reason, telltale::TimePoint at, std::chrono::milliseconds wall);
    void beat(const telltale::Beat &beat);
    void setLinkStatus(const telltale::LinkStatus &status);
    void setStreamStatus(const telltale::StreamStatus &status);

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
    void collect(const DeliveredEvent &event);
    void refuse(const DeliveredEvent &event, const QString &reason);
    qint64 timeOf(const DeliveredEvent &event);

    HandOver *m_handOver;
    MetricsParser m_parser;
    SeriesTable m_table;
    Metrics m_metrics;               ///< kept between events for its memory
    std::vector<Reading> m_readings; ///< of the event in hand
    QList<NewSeries> m_newSeries;    ///< of the event in hand
    IngestCounts m_counts;
    std::optional<qint64> m_lastLocalMs;
    TimePoint m_lastLocalAt = {};
};

} // namespace telltale
