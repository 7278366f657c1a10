// SPDX-License-Identifier: MIT
#include "tests/support/hostileserver.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <algorithm>
#include <memory>
#include <vector>

using namespace telltale;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 residentLimitKb = 256 << 10;
constexpr int pauseLimitMs = 250;

/// How long a server attacks: TELLTALE_HOSTILE_MS, to try it for longer.
int attackMs()
{
    bool isSet = false;
    const int ms = qEnvironmentVariableIntValue("TELLTALE_HOSTILE_MS", &isSet);
    return isSet ? ms : 700;
}

/// What the memory of a program with sanitizers is says nothing of the program, nor does its time.
constexpr bool isMeasured()
{
#ifdef TELLTALE_SANITIZED
    return false;
#else
    return true;
#endif
}

/// A client in a process of its own, which prints lines.
class Client
{
public:
    Client(const QString &program, const QStringList &arguments)
    {
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        environment.insert(u"QT_QUICK_BACKEND"_s, u"software"_s);
        m_process.setProcessEnvironment(environment);
        m_process.setStandardErrorFile(QProcess::nullDevice());
        m_process.start(program, arguments);
    }
    ~Client()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    bool isRunning() const { return m_process.state() == QProcess::Running; }
    void write(const QByteArray &line) { m_process.write(line); }
    /// The last whole line that it printed; what came before is dropped.
    QByteArray lastLine()
    {
        m_output += m_process.readAllStandardOutput();
        const qsizetype end = m_output.lastIndexOf('\n');
        if (end < 0)
            return {};
        const qsizetype begin = end == 0 ? 0 : m_output.lastIndexOf('\n', end - 1) + 1;
        m_output = m_output.mid(begin);
        return m_output.left(end - begin);
    }
    void forgetLines()
    {
        lastLine();
        m_output = m_output.mid(m_output.lastIndexOf('\n') + 1);
    }
    /// Of /proc/PID/status, in kB.
    qint64 status(const QByteArray &name) const
    {
        QFile file(u"/proc/%1/status"_s.arg(m_process.processId()));
        if (!file.open(QIODevice::ReadOnly))
            return -1;
        for (const QByteArray &line : file.readAll().split('\n')) {
            if (line.startsWith(name + ':'))
                return line.mid(name.size() + 1).trimmed().split(' ').first().toLongLong();
        }
        return -1;
    }

private:
    QProcess m_process;
    QByteArray m_output;
};

QString words(const QList<TransportKind> &transports)
{
    QStringList words;
    for (const TransportKind kind : transports)
        words << QString(toWord(kind));
    return words.join(u',');
}

/// `telltale tail`, and the server that turns on it.
struct Tail
{
    explicit Tail(const HostileServer::Attack &a)
        : attack(a)
        , client(QStringLiteral(TELLTALE_PROGRAM),
                 {u"tail"_s, server.url().toString(), u"--transport"_s, words(a.transports)})
    {}

    /// An event of the well-behaved server came, once that behaves.
    bool delivers()
    {
        const QByteArray line = client.lastLine();
        if (backAfterMs < 0 && line.contains("good") && server.requests() > 0)
            backAfterMs = sinceTurn.isValid() ? sinceTurn.elapsed() : 0;
        return backAfterMs >= 0;
    }
    void turn()
    {
        requests = server.requests();
        sent = server.sent();
        server.behave();
        client.forgetLines();
        sinceTurn.start();
        backAfterMs = -1;
    }

    HostileServer server;
    const HostileServer::Attack attack;
    Client client;
    int requests = 0;
    qint64 sent = 0;
    QElapsedTimer sinceTurn;
    qint64 backAfterMs = -1;
};

} // namespace

/// Servers that mean harm: the client keeps to 256 MiB, its window is never away for longer than 250 ms, and it goes on
/// when the server behaves.
class HostileServerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tail_staysSmallAndGoesOn();
#ifdef TELLTALE_WATCHED_WINDOW
    void window_staysSmallAndAwakeAndGoesOn_data()
    {
        addAttacks();
    }
    void window_staysSmallAndAwakeAndGoesOn();
#endif

private:
    static void tryTails(const std::vector<std::unique_ptr<Tail>> &tails);
    static void judge(const Tail &tail);
    static void addAttacks();
    static HostileServer::Attack attackNamed(const QByteArray &name);
};

void HostileServerTest::addAttacks()
{
    QTest::addColumn<QByteArray>("name");
    for (const HostileServer::Attack &attack : HostileServer::attacks())
        QTest::addRow("%s", attack.name.constData()) << attack.name;
}

HostileServer::Attack HostileServerTest::attackNamed(const QByteArray &name)
{
    for (const HostileServer::Attack &attack : HostileServer::attacks()) {
        if (attack.name == name)
            return attack;
    }
    return {};
}

/// As in the product, with all its limits. Several at a time, since only their size is measured.
void HostileServerTest::tail_staysSmallAndGoesOn()
{
    constexpr qsizetype atOnce = 6;
    const QList<HostileServer::Attack> attacks = HostileServer::attacks();
    for (qsizetype first = 0; first < attacks.size(); first += atOnce) {
        std::vector<std::unique_ptr<Tail>> tails;
        for (const HostileServer::Attack &attack : attacks.mid(first, atOnce))
            tails.push_back(std::make_unique<Tail>(attack));
        tryTails(tails);
        if (QTest::currentTestFailed())
            return;
    }
}

void HostileServerTest::tryTails(const std::vector<std::unique_ptr<Tail>> &tails)
{
    const auto allDeliver = [&] { // each is asked, so that each reads
        return std::count_if(tails.begin(), tails.end(), [](const auto &tail) { return tail->delivers(); }) ==
               std::ssize(tails);
    };
    const auto allAttacked = [&] {
        return std::all_of(tails.begin(), tails.end(), [](const auto &tail) { return tail->server.requests() > 0; });
    };
    QTRY_VERIFY_WITH_TIMEOUT(allDeliver(), 30'000);
    for (const auto &tail : tails)
        tail->server.attack(tail->attack);
    QElapsedTimer time;
    time.start();
    // What they print is read meanwhile, as by a consumer that keeps up.
    QTRY_VERIFY_WITH_TIMEOUT((allDeliver(), time.elapsed() > attackMs() && allAttacked()), attackMs() + 30'000);
    for (const auto &tail : tails)
        tail->turn();
    QTRY_VERIFY_WITH_TIMEOUT(allDeliver(), 60'000);
    for (const auto &tail : tails)
        judge(*tail);
}

void HostileServerTest::judge(const Tail &tail)
{
    const qint64 peakKb = tail.client.status("VmHWM"_ba);
    qInfo("tail, %s: %d sessions, %lld MiB sent; peak %lld MiB; delivering again after %lld ms",
          tail.attack.name.constData(), tail.requests, tail.sent >> 20, peakKb >> 10, tail.backAfterMs);
    QVERIFY2(tail.requests > 0, tail.attack.name.constData());
    QVERIFY2(peakKb > 0, tail.attack.name.constData());
    if (isMeasured())
        QVERIFY2(peakKb < residentLimitKb, tail.attack.name.constData());
}

#ifdef TELLTALE_WATCHED_WINDOW
void HostileServerTest::window_staysSmallAndAwakeAndGoesOn()
{
    QFETCH(QByteArray, name);
    HostileServer server;
    const HostileServer::Attack attack = attackNamed(name);
    Client client(QStringLiteral(TELLTALE_WATCHED_WINDOW), {server.url().toString(), words(attack.transports)});
    const auto seen = [&client] { return QJsonDocument::fromJson(client.lastLine()).object(); };
    const auto isLive = [&seen](qint64 beyond) {
        const QJsonObject state = seen();
        return state["live"_L1].toBool() && state["delivered"_L1].toInteger() > beyond;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isLive(5), 20'000);

    server.attack(attack);
    client.write("\n"); // from now on
    QElapsedTimer time;
    time.start();
    QTRY_VERIFY_WITH_TIMEOUT((client.lastLine(), time.elapsed() > attackMs() && server.requests() > 0),
                             attackMs() + 30'000);
    const int requests = server.requests() + server.pastRequests();
    const qint64 sent = server.sent();
    QVERIFY(client.isRunning());
    QVERIFY(!attack.answersAll || server.pastRequests() > 0);

    server.behave();
    time.restart();
    QTRY_VERIFY_WITH_TIMEOUT(server.requests() > 0, 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(isLive(0), 30'000);
    const qint64 delivered = seen()["delivered"_L1].toInteger();
    QTRY_VERIFY_WITH_TIMEOUT(isLive(delivered + 5), 30'000);
    const qint64 peakKb = client.status("VmHWM"_ba);
    const int pause = seen()["pause"_L1].toInt();
    qInfo("window, %s: %d requests, %lld MiB sent; peak %lld MiB, longest pause %d ms; delivering again after %lld ms",
          name.constData(), requests, sent >> 20, peakKb >> 10, pause, time.elapsed());
    QVERIFY(requests > 0);
    QVERIFY(peakKb > 0);
    if (!isMeasured()) {
        qInfo("with sanitizers: memory and pauses are not judged");
        return;
    }
    QVERIFY2(peakKb < residentLimitKb, QByteArray::number(peakKb).constData());
    QVERIFY2(pause <= pauseLimitMs, QByteArray::number(pause).constData());
}
#endif

QTEST_GUILESS_MAIN(HostileServerTest)
#include "tst_hostileserver.moc"
