// SPDX-License-Identifier: MIT
// Our charts, as the window has them: a store with its panels, and a chart item for each.
// bench_charts_telltale [--window MS] [--frames N]
#include "models/dashboard/panel.h"
#include "qml/items/linechartitem.h"
#include "tests/bench/benchrun.h"
#include "tests/bench/chartload.h"

#include <QCommandLineParser>
#include <QGuiApplication>
#include <QQuickItem>
#include <QQuickWindow>

#include <memory>
#include <vector>

using namespace telltale;
using namespace telltale::bench;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

SeriesStoreLimits roomForAll()
{
    SeriesStoreLimits limits;
    limits.history.samples = ChartLoad::history;
    limits.history.span = 2h;
    limits.totalBytes = qsizetype(ChartLoad::charts) * (ChartLoad::history + 16) * 16;
    return limits;
}

/// The source of the samples: the same for every chart, but for its signal.
class Feed
{
public:
    Feed()
        : store(roomForAll())
    {
        for (int chart = 0; chart < ChartLoad::charts; ++chart)
            m_signals.emplace_back(chart);
    }

    void feed(int points)
    {
        UpdateBatch batch;
        if (m_next == 0) {
            for (int chart = 0; chart < ChartLoad::charts; ++chart)
                batch.newSeries.append({SeriesId(chart), "load." + QByteArray::number(chart)});
        }
        const qint64 last = m_next + points;
        const Instant now{TimePoint(10h) + milliseconds(last), milliseconds(ChartLoad::startMs + last)};
        for (int chart = 0; chart < ChartLoad::charts; ++chart) {
            for (qint64 point = m_next; point < last; ++point) {
                SampleRecord sample;
                sample.series = SeriesId(chart);
                sample.timeMs = ChartLoad::startMs + point;
                sample.value = m_signals[size_t(chart)].next();
                sample.receivedAt = now.boot;
                batch.samples.append(sample);
            }
        }
        m_next = last;
        batch.lastProof = now.boot;
        batch.beat = Beat{now.wall, now.boot, now.wall};
        store.apply(batch, now);
    }

    SeriesStore store;

private:
    std::vector<ChartSignal> m_signals;
    qint64 m_next = 0;
};

PanelSpec specOf(int chart)
{
    PanelSpec spec;
    spec.type = PanelType::TimeSeries;
    spec.series = {{"load." + QByteArray::number(chart)}};
    spec.unit = Unit::Percent;
    spec.min = 0;
    spec.max = 100;
    return spec;
}

void addChart(QQuickWindow &window, int index, Panel *panel)
{
    auto *const chart = new LineChartItem(window.contentItem());
    chart->setPosition(QPointF(index % 2 * ChartLoad::chartWidth, index / 2 * ChartLoad::chartHeight));
    chart->setSize(QSizeF(ChartLoad::chartWidth, ChartLoad::chartHeight));
    chart->setProperty("seriesColors", QVariant::fromValue(QList<QColor>{QColor(0x30, 0xE8, 0xCB)}));
    chart->setPanel(panel);
}

} // namespace

int main(int argc, char *argv[])
{
    QGuiApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption span(u"window"_s, u"ms on show"_s, u"MS"_s, QString::number(ChartLoad::history));
    const QCommandLineOption frames(u"frames"_s, u"frames"_s, u"N"_s, u"300"_s);
    parser.addOptions({span, frames});
    parser.process(application);

    Feed feed;
    constexpr int piece = 10'000;
    for (int fed = 0; fed < ChartLoad::history; fed += piece)
        feed.feed(piece);
    QQuickWindow window;
    window.setColor(QColor(0x18, 0x1B, 0x1F));
    std::vector<std::unique_ptr<Panel>> panels;
    for (int chart = 0; chart < ChartLoad::charts; ++chart) {
        panels.push_back(std::make_unique<Panel>(specOf(chart), PanelContext{{{QStringLiteral("feed"), &feed.store}}}));
        panels.back()->setWindowMs(parser.value(span).toLongLong());
        addChart(window, chart, panels.back().get());
    }
    window.resize(2 * ChartLoad::chartWidth, ChartLoad::charts / 2 * ChartLoad::chartHeight);
    window.show();
    long swapped = 0;
    QObject::connect(&window, &QQuickWindow::frameSwapped, &application, [&swapped] { ++swapped; });
    runFrames(
        parser.value(frames).toInt(), [&feed] { feed.feed(ChartLoad::perFrame); }, [&swapped] { return swapped; });
    return QGuiApplication::exec();
}
