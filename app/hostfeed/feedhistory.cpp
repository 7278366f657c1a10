// SPDX-License-Identifier: MIT
#include "app/hostfeed/feedhistory.h"

#include "app/hostfeed/feedjson.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace telltale {

using namespace Qt::StringLiterals;

namespace {

// A JSON number, or NaN for null; nothing for a string, a boolean or a container.
std::optional<double> numberOf(const QByteArray &value)
{
    if (value == "null"_ba)
        return std::numeric_limits<double>::quiet_NaN();
    bool ok = false;
    const double number = value.toDouble(&ok);
    return ok ? std::optional(number) : std::nullopt;
}

QByteArray textOf(double number)
{
    return std::isfinite(number) ? QByteArray::number(number, 'g', QLocale::FloatingPointShortest) : "null"_ba;
}

/// The four columns of an answer, as they grow.
struct Columns
{
    QByteArray t, v, min, max;

    void add(qint64 time, double value) { append(t, QByteArray::number(time)), append(v, textOf(value)); }
    void addRange(double low, double high) { append(min, textOf(low)), append(max, textOf(high)); }
    static void append(QByteArray &column, const QByteArray &text)
    {
        if (!column.isEmpty())
            column += ',';
        column += text;
    }
};

/// The samples of one step.
struct Bucket
{
    qint64 begin = 0;
    int count = 0;
    double sum = 0;
    double low = std::numeric_limits<double>::quiet_NaN();
    double high = std::numeric_limits<double>::quiet_NaN();

    void take(double value)
    {
        if (std::isnan(value))
            return;
        ++count;
        sum += value;
        low = std::fmin(low, value);
        high = std::fmax(high, value);
    }
    void writeTo(Columns &columns) const
    {
        columns.add(begin, count > 0 ? sum / count : std::numeric_limits<double>::quiet_NaN());
        columns.addRange(low, high);
    }
};

qint64 floorTo(qint64 t, qint64 step)
{
    const qint64 rest = t % step;
    return t - (rest < 0 ? rest + step : rest);
}

} // namespace

FeedHistory::FeedHistory(FeedHistoryLimits limits)
    : m_limits(limits)
{}

void FeedHistory::take(QByteArrayView metrics, milliseconds now)
{
    const Result<QList<RawMember>> members = jsonMembers(metrics);
    if (!members)
        return;
    const Result<QList<RawMember>> values = jsonMembers(jsonValue(*members, "values"));
    if (!values)
        return;
    constexpr double farthest = 1e15; // the year 33658: beyond it a double is no longer a whole millisecond
    bool hasTime = false;
    const double t = jsonValue(*members, "t").toDouble(&hasTime);
    const bool usable = hasTime && std::abs(t) < farthest;
    for (const RawMember &member : *values)
        takeValue(member.name, member.value, usable ? qint64(t) : now.count());
}

void FeedHistory::takeValue(const QByteArray &name, const QByteArray &value, qint64 t)
{
    auto found = m_series.find(name);
    if (found == m_series.end()) {
        if (seriesCount() >= m_limits.series) {
            ++m_refused;
            return;
        }
        found = m_series.emplace(name, Series{.t = t, .lastValue = {}, .samples = {}}).first;
    }
    Series &series = found->second;
    if (t < series.t)
        return;
    series.t = t;
    series.lastValue = value;
    const std::optional<double> number = numberOf(value);
    if (!number)
        return;
    if (!series.samples.empty() && series.samples.back().t == t)
        series.samples.back().value = *number;
    else
        series.samples.push_back({.t = t, .value = *number});
    if (qsizetype(series.samples.size()) > m_limits.samplesPerSeries)
        series.samples.pop_front();
}

QByteArray FeedHistory::columns(const Query &query) const
{
    Columns columns;
    std::optional<Bucket> bucket;
    const auto series = m_series.find(query.series);
    if (series != m_series.end()) {
        const std::deque<Sample> &samples = series->second.samples;
        auto sample = std::lower_bound(samples.begin(), samples.end(), query.from,
                                       [](const Sample &each, qint64 t) { return each.t < t; });
        for (; sample != samples.end() && sample->t <= query.to; ++sample) {
            if (query.step <= 0) {
                columns.add(sample->t, sample->value);
                continue;
            }
            const qint64 begin = floorTo(sample->t, query.step);
            if (bucket && bucket->begin != begin) {
                bucket->writeTo(columns);
                bucket.reset();
            }
            if (!bucket)
                bucket = Bucket{.begin = begin};
            bucket->take(sample->value);
        }
    }
    if (bucket)
        bucket->writeTo(columns);
    const QByteArray ranges =
        query.step > 0 ? ",\"min\":["_ba + columns.min + "],\"max\":["_ba + columns.max + ']' : QByteArray();
    return "{\"t\":["_ba + columns.t + "],\"v\":["_ba + columns.v + ']' + ranges + '}';
}

QByteArray FeedHistory::lastValues() const
{
    QByteArray text = "{"_ba;
    for (const auto &[name, series] : m_series) {
        if (text.size() > 1)
            text += ',';
        text += jsonQuoted(name) + ":["_ba + QByteArray::number(series.t) + ',' + series.lastValue + ']';
    }
    return text + '}';
}

} // namespace telltale
