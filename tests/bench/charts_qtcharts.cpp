// SPDX-License-Identifier: MIT
// A peer of the chart benchmark: Qt Charts with the same lines, thinned to 600 points a chart, as it slows down beyond
// any use with more. bench_charts_qtcharts [--antialiased] [--window POINTS] [--frames N]
#include "tests/bench/benchrun.h"
#include "tests/bench/zigzag.h"

#include <QApplication>
#include <QChart>
#include <QChartView>
#include <QCommandLineParser>
#include <QLegend>
#include <QLineSeries>
#include <QValueAxis>

using namespace telltale::bench;

namespace {

QLineSeries *addChart(QWidget &window, int index, bool antialiased)
{
    auto *const series = new QLineSeries;
    series->setPen(QPen(QColor(0x30, 0xE8, 0xCB), 1));
    auto *const chart = new QChart;
    chart->setAnimationOptions(QChart::NoAnimation);
    chart->legend()->hide();
    chart->setMargins(QMargins());
    chart->setBackgroundRoundness(0);
    chart->setBackgroundBrush(QColor(0x18, 0x1B, 0x1F));
    chart->addSeries(series);
    for (const Qt::Alignment side : {Qt::AlignBottom, Qt::AlignLeft}) {
        auto *const axis = new QValueAxis;
        axis->setVisible(false);
        axis->setRange(0, 100);
        chart->addAxis(axis, side);
        series->attachAxis(axis);
    }
    auto *const view = new QChartView(chart, &window);
    view->setRenderHint(QPainter::Antialiasing, antialiased);
    view->setFrameShape(QFrame::NoFrame);
    view->setGeometry(index % 2 * ChartLoad::chartWidth, index / 2 * ChartLoad::chartHeight, ChartLoad::chartWidth,
                      ChartLoad::chartHeight);
    return series;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption antialiased(QStringLiteral("antialiased"), QStringLiteral("smooth lines, as ours are"));
    const QCommandLineOption window(QStringLiteral("window"), QStringLiteral("points on show"), QStringLiteral("N"),
                                    QString::number(ChartLoad::history));
    const QCommandLineOption frames(QStringLiteral("frames"), QStringLiteral("frames"), QStringLiteral("N"),
                                    QStringLiteral("300"));
    parser.addOptions({antialiased, window, frames});
    parser.process(application);

    QWidget shown;
    shown.resize(2 * ChartLoad::chartWidth, ChartLoad::charts / 2 * ChartLoad::chartHeight);
    const int points = parser.value(window).toInt();
    std::vector<Zigzag> sources;
    std::vector<QLineSeries *> charts;
    for (int chart = 0; chart < ChartLoad::charts; ++chart) {
        sources.emplace_back(chart, points);
        charts.push_back(addChart(shown, chart, parser.isSet(antialiased)));
    }
    long drawn = 0;
    const auto feed = [&](int more) {
        for (size_t chart = 0; chart < charts.size(); ++chart) {
            Zigzag &source = sources[chart];
            for (int i = 0; i < more; ++i)
                source.next();
            QList<QPointF> thinned;
            for (const auto &[time, value] : source.points())
                thinned.append({time, value});
            charts[chart]->replace(thinned);
            charts[chart]->attachedAxes().constFirst()->setRange(double(source.count() - points),
                                                                 double(source.count()));
        }
        ++drawn;
    };
    feed(points);
    shown.show();
    runFrames(
        parser.value(frames).toInt(), [&feed] { feed(ChartLoad::perFrame); }, [&drawn] { return drawn; });
    return QApplication::exec();
}
