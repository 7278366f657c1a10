// SPDX-License-Identifier: MIT
// How soon the first event is there, how soon a lost link is live again and how soon a silent one is found: real
// sockets, and the patience of the product. The faults are done by a FaultProxy before each client.
#include "app/hostfeed/feedserver.h"
#include "tests/integration/feedclient.h"
#include "tests/support/faultproxy.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QRandomGenerator>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

using namespace telltale;
using namespace Qt::StringLiterals;

namespace {

using Kind = Fault::Kind;
using Measured = std::function<void(double ms)>;

/// A trial that is not over by then failed.
constexpr int trialLimitMs = 60'000;

/// What a timer and a turn of the event loop may come late.
constexpr double timerSlackMs = 20;

/// A feed with an event every 50 ms.
class Feed
{
public:
    explicit Feed(milliseconds heartbeat)
        : m_server({.feed = {.epoch = "e"_ba, .heartbeat = heartbeat}})
    {
        const Result<QUrl> url = m_server.listen();
        if (!url)
            qFatal("%ls", qUtf16Printable(url.error().message));
        m_port = quint16(url->port());
        QObject::connect(&m_clock, &QTimer::timeout, &m_server, [this] { (void)m_server.publish("m"_ba, "1"); });
        m_clock.start(50);
    }
    quint16 port() const { return m_port; }

private:
    FeedServer m_server;
    QTimer m_clock;
    quint16 m_port = 0;
};

/// One client as the product makes it, behind a proxy of its own.
struct Client
{
    Client(quint16 server, const QStringList &rules, const QList<TransportKind> &transports)
        : proxy(server, knownFaultRules(rules))
        , feed(QUrl(u"http://127.0.0.1:%1/feed"_s.arg(proxy.port())), transports, {}, u"telltale"_s, TransportLimits{},
               PolicyLimits{})
    {}
    bool isLive() const { return feed.manager.linkStatus().state == LinkState::Live; }

    FaultProxy proxy;
    FeedClient feed;
    QElapsedTimer clock;
};

/// What a client is put through. Calls its Measured once.
using Trial = std::function<void(Client &client, Measured measured)>;

/// How many clients of which kind.
struct Crowd
{
    int count = 200;
    int atOnce = 20; ///< few enough for the processor to be idle most of the time: it is the waits that are measured
    QList<TransportKind> transports = allTransportKinds();
    QStringList rules = {};
};

struct Outcome
{
    std::vector<double> ms;               ///< sorted
    std::map<TransportKind, int> endedOn; ///< over what the clients were live in the end
    int failed = 0;                       ///< trials that were not over in time
};

/// Runs the trial with fresh clients, some side by side, until each is over.
class Trials
{
public:
    Trials(const Feed &feed, Crowd crowd, Trial trial)
        : m_server(feed.port())
        , m_crowd(std::move(crowd))
        , m_trial(std::move(trial))
    {}

    Outcome run()
    {
        for (int i = 0; i < m_crowd.atOnce; ++i)
            QTimer::singleShot(i * 23, &m_loop, [this] { next(); }); // apart, so that they do not move in step
        m_loop.exec();
        std::sort(m_outcome.ms.begin(), m_outcome.ms.end());
        return m_outcome;
    }

private:
    void next()
    {
        if (m_begun == m_crowd.count)
            return;
        const int number = m_begun++;
        auto &client = m_clients[number];
        client = std::make_unique<Client>(m_server, m_crowd.rules, m_crowd.transports);
        QTimer::singleShot(trialLimitMs, &client->feed, [this, number] { over(number, std::nullopt); });
        m_trial(*client, [this, number](double ms) { over(number, ms); });
        client->clock.start();
        client->feed.manager.start();
    }
    void over(int number, std::optional<double> ms)
    {
        const auto it = m_clients.find(number);
        if (it == m_clients.end())
            return; // measured already
        if (ms)
            m_outcome.ms.push_back(*ms);
        else
            ++m_outcome.failed;
        if (const auto kind = it->second->feed.manager.linkStatus().transport)
            ++m_outcome.endedOn[*kind];
        // Not from inside its own signal.
        QMetaObject::invokeMethod(
            &m_loop,
            [this, client = std::shared_ptr<Client>(std::move(it->second))]() mutable {
                client.reset();
                next();
            },
            Qt::QueuedConnection);
        m_clients.erase(it);
        if (int(m_outcome.ms.size()) + m_outcome.failed == m_crowd.count)
            m_loop.quit();
    }

    const quint16 m_server;
    const Crowd m_crowd;
    const Trial m_trial;
    QEventLoop m_loop;
    int m_begun = 0;
    std::map<int, std::unique_ptr<Client>> m_clients; ///< by number
    Outcome m_outcome;
};

double quantile(const std::vector<double> &sorted, double part)
{
    return sorted.empty() ? NAN : sorted[size_t(std::ceil(part * double(sorted.size()))) - 1];
}

/// A line of a table; false if the limit is not kept. limitMs: of the given quantile; none: nothing to keep.
struct Limit
{
    double quantile = 1;
    double ms = INFINITY;
};

bool report(const QString &name, const Outcome &outcome, const Limit &limit)
{
    QStringList over;
    for (const auto &[kind, count] : outcome.endedOn)
        over += outcome.endedOn.size() == 1 ? QString(toWord(kind)) : u"%1 x%2"_s.arg(toWord(kind)).arg(count);
    const bool kept = outcome.failed == 0 && quantile(outcome.ms, limit.quantile) <= limit.ms;
    std::printf("  %-44s %-16s %7.0f %7.0f %7.0f %7.0f   ", qPrintable(name), qPrintable(over.join(u", "_s)),
                quantile(outcome.ms, 0.5), quantile(outcome.ms, 0.95), quantile(outcome.ms, 0.99),
                quantile(outcome.ms, 1));
    if (std::isfinite(limit.ms))
        std::printf("%s <= %.0f: %s",
                    limit.quantile == 1      ? "max"
                    : limit.quantile == 0.95 ? "p95"
                                             : "p99",
                    limit.ms, kept ? "kept" : "MISSED");
    if (outcome.failed > 0)
        std::printf("  %d NEVER CAME", outcome.failed);
    std::printf("\n");
    std::fflush(stdout);
    return kept;
}

void heading(const char *text)
{
    std::printf("\n%s\n  %-44s %-16s %7s %7s %7s %7s\n", text, "", "over", "p50", "p95", "p99", "max");
}

/// From start() to the first event.
void untilFirstEvent(Client &client, const Measured &measured)
{
    QObject::connect(&client.feed.manager, &TransportManager::eventDelivered, &client.feed,
                     [&client, measured] { measured(double(client.clock.nsecsElapsed()) / 1e6); });
}

bool firstEvents(bool quick)
{
    struct Scenario
    {
        QString name;
        QStringList rules;
        Limit limit = {};
    };
    const std::vector<Scenario> scenarios{
        {u"everything works"_s, {}},
        {u"the WebSocket is refused"_s, {u"ws refuse"_s}},
        {u"the WebSocket is never answered"_s, {u"ws hang"_s}, {.quantile = 0.95, .ms = 2500}},
        {u"the WebSocket's upgrade is stripped"_s, {u"ws drop-upgrade"_s}},
        {u"stripped, and event streams held back"_s, {u"ws drop-upgrade"_s, u"sse hold-back wait=600000"_s}},
        {u"nothing but a poll is ever answered"_s, {u"ws hang"_s, u"sse hang"_s, u"longpoll hang"_s}}};
    heading("From start to the first event, ms");
    const Feed feed(milliseconds(15'000));
    bool kept = true;
    for (const Scenario &each : scenarios) {
        const Outcome outcome = Trials(feed, {.count = quick ? 20 : 200, .rules = each.rules}, untilFirstEvent).run();
        kept = report(each.name, outcome, each.limit) && kept;
    }
    return kept;
}

bool isStream(TransportKind kind)
{
    return kind == TransportKind::WebSocket || kind == TransportKind::Sse;
}

/// Lets the client work for some moment after it is live, then does this once.
void onceItWorks(Client &client, std::function<void()> fault)
{
    QObject::connect(
        &client.feed.manager, &TransportManager::eventDelivered, &client.feed,
        [&client, fault = std::move(fault)] {
            const int wait = 200 + int(QRandomGenerator::global()->bounded(600));
            QTimer::singleShot(wait, &client.feed, fault);
        },
        Qt::SingleShotConnection);
}

/// Ends the link, by FIN or RST, and measures from there until it is live again. The network is fine at once: of a poll
/// as soon as it noticed, for there Qt asks up to three times more by itself.
void untilLiveAgain(Client &client, const Measured &measured, bool reset)
{
    const Fault cut{.kind = Kind::CutAfter, .reset = reset};
    onceItWorks(client, [&client, cut] {
        const TransportKind kind = *client.feed.manager.linkStatus().transport;
        client.proxy.log().setListener([&client, kind](const FaultLogEntry &entry) {
            const bool isDrop = entry.what == FaultLogEntry::What::Injected &&
                                entry.fault == (isStream(kind) ? Kind::CutAfter : Kind::Refuse);
            if (isDrop && !client.clock.isValid())
                client.clock.start();
        });
        client.clock.invalidate();
        if (!isStream(kind))
            client.proxy.setRules(knownFaultRules({u"refuse"_s}));
        client.proxy.impose(cut);
    });
    QObject::connect(&client.feed.manager, &TransportManager::linkChanged, &client.feed,
                     [&client, measured, wasLost = false](const LinkStatus &link) mutable {
                         if (client.feed.events.isEmpty())
                             return; // on the way to its first link
                         if (link.state != LinkState::Live) {
                             wasLost = true;
                             client.proxy.setRules({});
                         } else if (wasLost) {
                             measured(double(client.clock.nsecsElapsed()) / 1e6);
                         }
                     });
}

bool cuts(bool quick)
{
    heading("From the cut of a link to its being live again, ms");
    const Feed feed(milliseconds(15'000));
    bool kept = true;
    for (const TransportKind kind : allTransportKinds()) {
        const Crowd crowd{.count = quick ? 40 : 1000, .transports = {kind}};
        bool reset = false;
        const Outcome outcome = Trials(feed, crowd, [&reset](Client &client, const Measured &measured) {
                                    untilLiveAgain(client, measured, reset = !reset);
                                }).run();
        kept = report(toWord(kind), outcome, {.quantile = 0.99, .ms = 2000}) && kept;
    }
    return kept;
}

/// Lets the line go silent without an end, and measures from there until the link is given up.
void untilGivenUp(Client &client, const Measured &measured)
{
    onceItWorks(client, [&client] {
        client.clock.start();
        client.proxy.impose({.kind = Kind::HalfOpen});
    });
    QObject::connect(&client.feed.manager, &TransportManager::linkChanged, &client.feed,
                     [&client, measured](const LinkStatus &link) {
                         const bool isUp = link.state == LinkState::Live || link.state == LinkState::Suspect;
                         if (!client.feed.events.isEmpty() && !isUp)
                             measured(double(client.clock.nsecsElapsed()) / 1e6);
                     });
}

bool silence(bool quick)
{
    heading("From the silence of a line to its being given up, ms");
    bool kept = true;
    for (const int beat : {2'000, 15'000}) {
        const Feed feed{milliseconds(beat)};
        for (const TransportKind kind : {TransportKind::WebSocket, TransportKind::Sse}) {
            const Crowd crowd{.count = quick ? 20 : 100, .atOnce = 50, .transports = {kind}};
            const QString name = u"%1, a heartbeat every %2 s"_s.arg(toWord(kind)).arg(beat / 1000);
            const Outcome outcome = Trials(feed, crowd, untilGivenUp).run();
            kept = report(name, outcome, {.ms = 2.0 * beat + 3000 + timerSlackMs}) && kept;
        }
    }
    return kept;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    QCommandLineParser arguments;
    arguments.setApplicationDescription(u"What faults of the way cost in time, on real sockets."_s);
    arguments.addHelpOption();
    const QCommandLineOption quick(u"quick"_s, u"A tenth of the trials and less."_s);
    const QCommandLineOption only(u"only"_s, u"This part alone: first, cuts or silence. May be given again."_s,
                                  u"PART"_s);
    arguments.addOptions({quick, only});
    arguments.process(app);

    const std::vector<std::pair<QString, bool (*)(bool)>> parts{
        {u"first"_s, firstEvents}, {u"cuts"_s, cuts}, {u"silence"_s, silence}};
    bool kept = true;
    for (const auto &[name, part] : parts) {
        if (arguments.values(only).isEmpty() || arguments.values(only).contains(name))
            kept = part(arguments.isSet(quick)) && kept;
    }
    return kept ? 0 : 1;
}
