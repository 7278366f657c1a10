// SPDX-License-Identifier: MIT
// A peer of the chart benchmark: QCustomPlot widgets with the same lines.
// bench_charts_qcustomplot [--thinned] [--window POINTS] [--frames N]
#include "tests/bench/benchrun.h"
#include "tests/bench/zigzag.h"

#include <QApplication>
#include <QCommandLineParser>

#include <qcustomplot.h>

using namespace telltale::bench;

namespace {

QCPGraph *addPlot(QWidget &window, int chart)
{
    auto *const plot = new QCustomPlot(&window);
    plot->setGeometry(chart % 2 * ChartLoad::chartWidth, chart / 2 * ChartLoad::chartHeight, ChartLoad::chartWidth,
                      ChartLoad::chartHeight);
    plot->setBackground(QBrush(QColor(0x18, 0x1B, 0x1F)));
    plot->axisRect()->setAutoMargins(QCP::msNone);
    plot->axisRect()->setMargins(QMargins());
    for (QCPAxis *const axis : {plot->xAxis, plot->yAxis})
        axis->setVisible(false);
    plot->yAxis->setRange(0, 100);
    QCPGraph *const graph = plot->addGraph();
    graph->setPen(QPen(QColor(0x30, 0xE8, 0xCB), 0));
    graph->setAntialiased(false);
    return graph;
}

/// The points as they come: QCustomPlot thins them itself.
void appendAll(QCPGraph *graph, Zigzag &source, int points, int window)
{
    QVector<double> keys;
    QVector<double> values;
    for (int i = 0; i < points; ++i) {
        keys.append(double(source.count()));
        values.append(source.next());
    }
    graph->addData(keys, values, true);
    graph->data()->removeBefore(double(source.count() - window));
    graph->keyAxis()->setRange(double(source.count() - window), double(source.count()));
}

/// Thinned by us, to a smallest and a largest value a step.
void replaceThinned(QCPGraph *graph, Zigzag &source, int points, int window)
{
    for (int i = 0; i < points; ++i)
        source.next();
    QVector<QCPGraphData> data;
    for (const auto &[key, value] : source.points())
        data.append(QCPGraphData(key, value));
    graph->data()->set(data, true);
    graph->keyAxis()->setRange(double(source.count() - window), double(source.count()));
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption thinned(QStringLiteral("thinned"), QStringLiteral("600 points a chart"));
    const QCommandLineOption window(QStringLiteral("window"), QStringLiteral("points on show"), QStringLiteral("N"),
                                    QString::number(ChartLoad::history));
    const QCommandLineOption frames(QStringLiteral("frames"), QStringLiteral("frames"), QStringLiteral("N"),
                                    QStringLiteral("300"));
    parser.addOptions({thinned, window, frames});
    parser.process(application);

    QWidget shown;
    shown.resize(2 * ChartLoad::chartWidth, ChartLoad::charts / 2 * ChartLoad::chartHeight);
    const int points = parser.value(window).toInt();
    std::vector<Zigzag> sources;
    std::vector<QCPGraph *> graphs;
    for (int chart = 0; chart < ChartLoad::charts; ++chart) {
        sources.emplace_back(chart, points);
        graphs.push_back(addPlot(shown, chart));
    }
    long drawn = 0;
    const auto feed = [&](int more) {
        for (size_t chart = 0; chart < graphs.size(); ++chart) {
            const auto append = parser.isSet(thinned) ? replaceThinned : appendAll;
            append(graphs[chart], sources[chart], more, points);
            graphs[chart]->parentPlot()->replot(QCustomPlot::rpQueuedReplot);
        }
        ++drawn;
    };
    feed(points);
    shown.show();
    runFrames(
        parser.value(frames).toInt(), [&feed] { feed(ChartLoad::perFrame); }, [&drawn] { return drawn; });
    return QApplication::exec();
}
