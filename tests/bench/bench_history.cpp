// SPDX-License-Identifier: MIT
#include "models/series/seriesstore.h"

#include <QList>
#include <QPointF>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <functional>
#include <malloc.h>
#include <random>
#include <string>
#include <time.h>
#include <vector>

using namespace telltale;

namespace {

constexpr int columnCount = 1920;
constexpr qint64 pace = 100; ///< ms between two samples
constexpr qint64 startMs = 1'700'000'000'000;

/// The process's CPU time, so that what else runs on the machine counts little.
double cpuNs()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e9 + double(now.tv_nsec);
}

struct Times
{
    double best;
    double median;
};

/// What one call of `work` takes, of so many rounds; ns.
Times measure(int rounds, int calls, const std::function<void(int)> &work)
{
    std::vector<double> times;
    for (int round = 0; round < rounds; ++round) {
        const double begin = cpuNs();
        for (int call = 0; call < calls; ++call)
            work(round * calls + call);
        times.push_back((cpuNs() - begin) / calls);
    }
    std::sort(times.begin(), times.end());
    return {times.front(), times[times.size() / 2]};
}

void print(const char *what, Times times, double aim, double scale, const char *unit)
{
    std::printf("  %-58s %9.2f %-3s [best %.2f]", what, times.median / scale, unit, times.best / scale);
    if (aim > 0)
        std::printf("  aim <= %g: %s", aim, times.median / scale <= aim ? "met" : "MISSED");
    std::printf("\n");
}

void printRatio(const char *what, Times peer, Times ours)
{
    std::printf("    %-56s %9.1f us   %.1f times ours\n", what, peer.median / 1e3, peer.median / ours.median);
}

void printBytes(const char *what, double bytes, double aim)
{
    std::printf("  %-58s %9.2f B", what, bytes);
    if (aim > 0)
        std::printf("    aim <= %g: %s", aim, bytes <= aim ? "met" : "MISSED");
    std::printf("\n");
}

/// Telemetry as it is: stamps with a jitter of 8 ms either way, and a value.
class Signal
{
public:
    enum Kind { Walk, Gauge, SixDigits, Full };
    explicit Signal(Kind kind)
        : m_kind(kind)
    {}
    qint64 time() { return startMs + m_index++ * pace + qint64(m_random() % 17) - 8; }
    double value()
    {
        const quint64 dice = m_random();
        switch (m_kind) {
        case Walk:
            m_walk += int(dice % 101) - 50;
            return m_walk / 100.0;
        case Gauge:
            m_walk += dice % 20 == 0 ? int(dice >> 32 & 2) - 1 : 0;
            return 50 + m_walk;
        case SixDigits:
            return double(dice % 1'000'000) / 1'000;
        case Full:
            break;
        }
        return double(dice >> 11) * 0x1p-53;
    }

private:
    Kind m_kind;
    std::mt19937_64 m_random{42};
    qint64 m_index = 0;
    int m_walk = 0;
};

HistoryLimits roomFor(qsizetype samples, qsizetype raw)
{
    HistoryLimits limits;
    limits.samples = samples;
    limits.span = std::chrono::hours(24 * 365);
    limits.bytes = std::numeric_limits<qsizetype>::max();
    limits.rawSamples = raw;
    return limits;
}

SeriesHistory filled(qsizetype samples, qsizetype raw, Signal::Kind kind = Signal::Walk)
{
    SeriesHistory history(roomFor(samples, raw));
    Signal signal(kind);
    for (qsizetype i = 0; i < samples; ++i) {
        const qint64 time = signal.time();
        history.append(time, signal.value());
    }
    return history;
}

/// The plain ways: a scan over two columns, and over points.
struct Naive
{
    std::vector<qint64> times;
    std::vector<double> values;
    QList<QPointF> points;

    explicit Naive(const SeriesHistory &history)
    {
        history.forEach(0, std::numeric_limits<qint64>::max(), [this](const SampleSpan &samples) {
            times.insert(times.end(), samples.times.begin(), samples.times.end());
            values.insert(values.end(), samples.values.begin(), samples.values.end());
        });
        for (size_t i = 0; i < times.size(); ++i)
            points.append(QPointF(double(times[i]), values[i]));
    }

    static void take(Column &column, double value)
    {
        if (column.count++ == 0) {
            column.min = column.max = column.first = value;
        } else {
            column.min = std::min(column.min, value);
            column.max = std::max(column.max, value);
        }
        column.last = value;
    }
    /// As quick as a plain loop is: what a column gathers stays in registers.
    void scanColumns(qint64 beginMs, qint64 columnMs, std::vector<Column> &out) const
    {
        std::fill(out.begin(), out.end(), Column{});
        const qint64 endMs = beginMs + qint64(out.size()) * columnMs;
        auto i = size_t(std::lower_bound(times.begin(), times.end(), beginMs) - times.begin());
        qint64 columnEnd = beginMs + columnMs;
        const qint64 *const time = times.data();
        const double *const value = values.data();
        const size_t end = times.size();
        for (Column &column : out) {
            if (i < end && time[i] < columnEnd && time[i] < endMs) {
                const size_t first = i;
                double low = value[i];
                double high = low;
                for (; i < end && time[i] < columnEnd; ++i) {
                    low = std::min(low, value[i]);
                    high = std::max(high, value[i]);
                }
                column = {low, high, value[first], value[i - 1], quint32(i - first)};
            }
            columnEnd += columnMs;
        }
    }
    void scanPoints(qint64 beginMs, qint64 columnMs, std::vector<Column> &out) const
    {
        std::fill(out.begin(), out.end(), Column{});
        for (const QPointF &point : points) {
            const double column = (point.x() - double(beginMs)) / double(columnMs);
            if (column >= 0 && column < double(out.size()))
                take(out[size_t(column)], point.y());
        }
    }
};

/// A zoom that nothing is prepared for: another begin and another width each time.
void zoom(qsizetype samples, double aimUs)
{
    const double millions = double(samples) / 1e6;
    std::printf("free zoom, %g million samples -> %d columns\n", millions, columnCount);
    const qint64 base = samples * pace / columnCount;
    std::vector<Column> out(columnCount);
    const auto widthOf = [&](int call) { return base - base / 50 + call * 7919 % (base / 50); };
    const auto run = [&](const SeriesHistory &history) {
        return measure(41, 1, [&](int call) {
            const qint64 width = widthOf(call);
            history.decimate(startMs / width + 1 + call % 5, width, out);
        });
    };
    const SeriesHistory raw = filled(samples, samples);
    const Times ours = run(raw);
    print("raw", ours, aimUs, 1e3, "us");
    print("all but the newest chunk packed", run(filled(samples, 0)), 0, 1e3, "us");
    const Naive naive(raw);
    std::vector<Column> check(columnCount);
    const qint64 width = widthOf(3);
    naive.scanColumns((startMs / width + 2) * width, width, check);
    raw.decimate(startMs / width + 2, width, out);
    if (check != out)
        std::printf("    WRONG: differs from the naive scan\n");
    const int rounds = samples > 2'000'000 ? 5 : 15;
    const auto beginOf = [&](int call) { return (startMs / widthOf(call) + 1) * widthOf(call); };
    printRatio("scalar scan of two columns",
               measure(rounds, 1, [&](int call) { naive.scanColumns(beginOf(call), widthOf(call), out); }), ours);
    printRatio("scalar scan of a QList<QPointF>",
               measure(rounds, 1, [&](int call) { naive.scanPoints(beginOf(call), widthOf(call), out); }), ours);
}

/// 8 charts take turns, as in a window, so that no history has the processor's caches for itself.
void slide()
{
    constexpr int charts = 8;
    constexpr int perFrame = 100;
    constexpr qsizetype samples = 1'000'000;
    std::printf("live slide, 1 million samples -> %d columns, +%d samples a frame, %d charts in turn\n", columnCount,
                perFrame, charts);
    std::vector<SeriesHistory> histories(charts, SeriesHistory());
    std::vector<Signal> signalOf(charts, Signal(Signal::Walk));
    for (int chart = 0; chart < charts; ++chart) {
        histories[size_t(chart)] = SeriesHistory(roomFor(samples, 1 << 16));
        for (qsizetype i = 0; i < samples; ++i) {
            const qint64 time = signalOf[size_t(chart)].time();
            histories[size_t(chart)].append(time, signalOf[size_t(chart)].value());
        }
    }
    const qint64 columnMs = samples * pace / columnCount;
    std::vector<Column> out(columnCount);
    std::vector<double> appends;
    std::vector<double> slides;
    for (int frame = 0; frame < 400; ++frame) {
        std::vector<std::pair<qint64, double>> news[charts];
        std::vector<qint64> newest;
        for (int chart = 0; chart < charts; ++chart) {
            for (int i = 0; i < perFrame; ++i) {
                const qint64 time = signalOf[size_t(chart)].time();
                news[chart].emplace_back(time, signalOf[size_t(chart)].value());
            }
            newest.push_back(histories[size_t(chart)].lastTimeMs());
        }
        const double begin = cpuNs();
        for (int chart = 0; chart < charts; ++chart) {
            for (const auto &[time, value] : news[chart])
                histories[size_t(chart)].append(time, value);
        }
        const double between = cpuNs();
        for (int chart = 0; chart < charts; ++chart) {
            // The columns that can have changed: from that of the newest sample known before.
            const SeriesHistory &history = histories[size_t(chart)];
            const qint64 first = newest[size_t(chart)] / columnMs;
            const qint64 last = history.lastTimeMs() / columnMs;
            history.decimate(first, columnMs, std::span(out).first(size_t(last - first + 1)));
        }
        const double end = cpuNs();
        appends.push_back((between - begin) / charts);
        slides.push_back((end - between) / charts);
    }
    const auto timesOf = [](std::vector<double> &all) {
        std::sort(all.begin(), all.end());
        return Times{all.front(), all[all.size() / 2]};
    };
    print("the new columns of one chart", timesOf(slides), 2, 1e3, "us");
    print("the appends before (100 samples, full: one goes for each)", timesOf(appends), 0, 1e3, "us");
}

void append()
{
    constexpr qsizetype samples = 1'000'000;
    std::printf("append, ns a sample, %g million samples\n", double(samples) / 1e6);
    std::vector<qint64> times;
    std::vector<double> values;
    Signal signal(Signal::Walk);
    for (qsizetype i = 0; i < samples; ++i) {
        times.push_back(signal.time());
        values.push_back(signal.value());
    }
    const auto run = [&](HistoryLimits limits) {
        return measure(11, 1, [&](int) {
            SeriesHistory history(limits);
            for (size_t i = 0; i < times.size(); ++i)
                history.append(times[i], values[i]);
        });
    };
    const double each = double(samples);
    const Times raw = run(roomFor(samples, samples));
    print("raw", raw, 10, each, "ns");
    print("with packing of all but the newest chunk", run(roomFor(samples, 0)), 10, each, "ns");
    print("with packing, and the oldest forgotten (100,000 stay)", run(roomFor(100'000, 0)), 0, each, "ns");
    const Times list = measure(5, 1, [&](int) {
        QList<QPointF> points;
        for (size_t i = 0; i < times.size(); ++i)
            points.append(QPointF(double(times[i]), values[i]));
    });
    print("(a QList<QPointF> that only grows)", list, 0, each, "ns");
}

void memory(qsizetype samples)
{
    std::printf("memory, bytes a sample, %g million samples: as bytes() says [as malloc says]\n",
                double(samples) / 1e6);
    const auto run = [&](const std::string &what, qsizetype raw, Signal::Kind kind, double aim) {
        const auto before = mallinfo2();
        const SeriesHistory history = filled(samples, raw, kind);
        const auto after = mallinfo2();
        const double heap = double(after.uordblks + after.hblkhd) - double(before.uordblks + before.hblkhd);
        const std::string label = what + " [" + std::to_string(heap / double(samples)).substr(0, 5) + "]";
        printBytes(label.c_str(), double(history.bytes()) / double(samples), aim);
    };
    run("raw", samples, Signal::Walk, 14);
    run("packed, random walk of 2 decimals", 0, Signal::Walk, 4);
    run("packed, whole-number gauge that moves slowly", 0, Signal::Gauge, 4);
    run("packed, any 6 digits", 0, Signal::SixDigits, 4);
    run("packed, full doubles", 0, Signal::Full, 0);
    std::printf("  %-58s %9.2f B\n", "(QList<QPointF>)", double(sizeof(QPointF)));
}

void rest()
{
    std::printf("parts\n");
    std::vector<double> values;
    Signal signal(Signal::Walk);
    for (int i = 0; i < 1024; ++i)
        values.push_back(signal.value());
    const ValueRun all{values.data(), values.size()};
    double sum = 0;
    const auto scanning = [&](scan::Function function) {
        return measure(21, 2'000, [&](int) { sum += function(&all, 1).max; });
    };
    print("extremes of 1,024 values, portable", scanning(&scan::portable), 0, 1, "ns");
    if (const scan::Function avx2 = scan::avx2())
        print("extremes of 1,024 values, 256 bits", scanning(avx2), 0, 1, "ns");
    const SeriesHistory packed = filled(1'000'000, 0);
    print("reading all of a million packed samples",
          measure(9, 1,
                  [&](int) { packed.forEach(0, startMs * 2, [&](const auto &span) { sum += span.values.back(); }); }),
          0, 1e6, "ms");
    SeriesColumns columns;
    packed.forEach(0, startMs * 2, [&](const SampleSpan &span) {
        columns.times.insert(columns.times.end(), span.times.begin(), span.times.end());
        columns.values.insert(columns.values.end(), span.values.begin(), span.values.end());
    });
    const Times fill = measure(9, 1, [&](int) {
        SeriesHistory history(roomFor(2'000'000, 1 << 16));
        history.append(columns.times.back() + 1, 1);
        sum += double(history.backfill(columns, {}));
    });
    print("back-fill of a million samples (packed on the way)", fill, 0, 1e6, "ms");
    if (sum == 1)
        std::printf("\n");
}

} // namespace

int main(int argc, char **argv)
{
    const bool quick = argc > 1 && std::strcmp(argv[1], "--quick") == 0;
    std::printf("CPU time, median of many; SIMD: %s\n", scan::avx2() ? "256 bits" : "none");
    slide();
    zoom(1'000'000, 150);
    if (!quick)
        zoom(10'000'000, 400);
    append();
    memory(quick ? 1'000'000 : 10'000'000);
    rest();
    return 0;
}
