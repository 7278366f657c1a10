// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/clock.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QtGlobal>

#include <deque>
#include <map>

namespace telltale {

struct FeedHistoryLimits
{
    qsizetype series = 1024;           ///< more are refused and counted
    qsizetype samplesPerSeries = 3600; ///< an hour at one a second; the oldest make room
};

/// What the metrics events of a feed said, for its /history and /snapshot: the newest value of every series, and the
/// last hour of numbers. Pure: the caller brings the time. Times are ms since 1970, UTC.
class FeedHistory
{
public:
    explicit FeedHistory(FeedHistoryLimits limits = {});

    /// Takes a metrics event's data, compact JSON: {"t":ms,"values":{name:number|string|null}}. Without "t" it is as
    /// of now. Equal t: the last wins; an older t than the series' newest changes nothing. What is no such data is
    /// not taken.
    void take(QByteArrayView metrics, milliseconds now);

    struct Query
    {
        QByteArray series;
        qint64 from = 0;                                ///< ms, inclusive
        qint64 to = std::numeric_limits<qint64>::max(); ///< ms, inclusive
        qint64 step = 0;                                ///< ms; 0: the samples as they are
    };
    /// {"t":[...],"v":[...]}; with a step, one entry for each step that has a sample: t its beginning (a multiple of
    /// the step), v the mean, and "min" and "max" columns. A null sample is null in v; a step of nulls alone too. A
    /// series that is not known has empty columns.
    QByteArray columns(const Query &query) const;
    /// {name:[t,value],...}, strings and nulls too; the value's text is as it came.
    QByteArray lastValues() const;

    qsizetype seriesCount() const { return qsizetype(m_series.size()); }
    quint64 refusedSamples() const { return m_refused; }

private:
    struct Sample
    {
        qint64 t = 0;
        double value = 0; ///< NaN where the sample was null
    };
    struct Series
    {
        qint64 t = 0;
        QByteArray lastValue;
        std::deque<Sample> samples;
    };

    void takeValue(const QByteArray &name, const QByteArray &value, qint64 t);

    const FeedHistoryLimits m_limits;
    std::map<QByteArray, Series> m_series;
    quint64 m_refused = 0;
};

} // namespace telltale
