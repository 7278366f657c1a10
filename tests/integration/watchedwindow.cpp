// SPDX-License-Identifier: MIT
//
// `telltale open URL` with a stopwatch: the whole program with its window, and a timer on the GUI thread that notices
// whenever it comes late. Sizes are limited as in the product; times are shorter, so that a hostile session is left,
// and another begun, many times within a short test.
//
//   watchedwindow URL TRANSPORTS (ws,sse,longpoll,poll)
//
// Prints {"pause":ms,"link":"live","delivered":n} ten times a second, pause being the longest since the last line that
// came on standard input. Ends when that ends.
#include "app/application.h"
#include "app/dashboardsession.h"

#include <QGuiApplication>
#include <QSocketNotifier>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <unistd.h>

using namespace telltale;
using namespace Qt::StringLiterals;

namespace {

FeedSourceOptions optionsFor(const QStringList &arguments)
{
    FeedSourceOptions options;
    options.feed.url = QUrl(arguments.value(1));
    options.feed.transports.clear();
    for (const QString &word : arguments.value(2).split(u',')) {
        for (const TransportKind kind : allTransportKinds()) {
            if (toWord(kind) == word)
                options.feed.transports << kind;
        }
    }
    options.feed.policy = {
        .backoff = {.base = milliseconds(20), .cap = milliseconds(200)},
        .governor = {.refill = milliseconds(20), .burst = 100, .window = milliseconds(1'000), .perWindow = 1'000},
        .blocked = milliseconds(500),
        .overload = milliseconds(200)};
    options.transport.connect = milliseconds(2'000);
    options.transport.progress = milliseconds(2'000);
    options.transport.pollInterval = milliseconds(50);
    options.transport.pollIntervalMax = milliseconds(100);
    return options;
}

/// The longest that the event loop took to come round.
class Stopwatch : public QObject
{
public:
    Stopwatch()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            const TimePoint now = BootClock::now();
            m_longest = std::max(m_longest, std::chrono::duration_cast<milliseconds>(now - m_last));
            m_last = now;
        });
        m_timer.start(10);
    }
    void restart() { m_longest = milliseconds(0); }
    milliseconds longest() const
    {
        return std::max(m_longest, std::chrono::duration_cast<milliseconds>(BootClock::now() - m_last));
    }

private:
    QTimer m_timer;
    TimePoint m_last = BootClock::now();
    milliseconds m_longest{0};
};

} // namespace

int main(int argc, char **argv)
{
    QGuiApplication gui(argc, argv);
    DashboardSession session;
    session.show(optionsFor(QGuiApplication::arguments()), u"feed"_s);
    Application window(&session);
    if (!window.show())
        return 1;
    session.begin();

    Stopwatch stopwatch;
    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &gui, [&] {
        char bytes[64];
        if (::read(STDIN_FILENO, bytes, sizeof bytes) <= 0)
            QGuiApplication::quit();
        stopwatch.restart();
    });
    QTimer report;
    QObject::connect(&report, &QTimer::timeout, &gui, [&] {
        const ConnectionModel *connection = session.model()->connections()->current();
        std::printf("{\"pause\":%lld,\"live\":%s,\"delivered\":%llu,\"headline\":\"%s\"}\n",
                    static_cast<long long>(stopwatch.longest().count()),
                    connection && connection->link() == ConnectionModel::Link::Live ? "true" : "false",
                    connection ? static_cast<unsigned long long>(connection->delivered()) : 0ULL,
                    connection ? qPrintable(connection->headline()) : "");
        std::fflush(stdout);
    });
    report.start(100);
    return QGuiApplication::exec();
}
