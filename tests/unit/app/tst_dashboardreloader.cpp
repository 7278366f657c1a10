// SPDX-License-Identifier: MIT
#include "app/dashboardreloader.h"

#include "tests/support/scriptedserver.h"

#include <QFile>
#include <QPointer>
#include <QSaveFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Samples of x and y, a tenth of a second apart, as `telltale tail` prints them.
QByteArray recording()
{
    QByteArray lines;
    for (int i = 0; i < 20; ++i) {
        const QByteArray time = QByteArray::number(1'700'000'000'000 + qint64(100) * i);
        lines += "{\"id\":\"\",\"event\":\"metrics\",\"data\":\"{\\\"t\\\":" + time +
                 ",\\\"values\\\":{\\\"x\\\":" + QByteArray::number(i) +
                 ",\\\"y\\\":7}}\",\"transport\":\"sse\",\"t\":" + time + "}\n";
    }
    return lines;
}

QByteArray panel(const QByteArray &id, const QByteArray &series, int column)
{
    return "{\"id\": \"" + id + "\", \"type\": \"stat\", \"title\": \"" + id + "\", \"at\": [" +
           QByteArray::number(column) + ", 0, 6, 4], \"data\": [{\"series\": \"" + series + "\"}]}";
}

QByteArray board(const QByteArray &panels, const QByteArray &source = "\"type\": \"recording\", \"file\": \"a.jsonl\"")
{
    return "{\"format\": 1, \"title\": \"Hall\", // a comment\n \"sources\": {\"feed\": {" + source +
           "}},\n \"pages\": [{\"id\": \"now\", \"panels\": [" + panels + "]}]}\n";
}

} // namespace

class DashboardReloaderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void file_isShownAndAlive();
    void changedFile_keepsSourcesAndPanelsThatAreTheSame();
    void sourceJudgedAnew_keepsItsHistory();
    void changedSource_beginsAnew();
    void badFile_leavesTheDashboardAndSaysWhy();
    void badFileAtFirst_isNotShown();
    void sourceThatCannotBeMade_isRefusedAndTheRestLives();
    void sourceThatWasRefused_isTriedAgain();
    void newTry_reachesTheSource();
    void notice_namesTheErrorNotAWarning();
    void noSource_stillTellsTheTime();

private:
    void write(const QString &name, const QByteArray &content) const;
    DashboardReloader::Outcome open();
    Panel *panelAt(int row) const { return m_session->model()->panels()->panelAt(row); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<DashboardSession> m_session;
    std::unique_ptr<DashboardReloader> m_reloader;
};

void DashboardReloaderTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_session = std::make_unique<DashboardSession>();
    write(u"a.jsonl"_s, recording());
    write(u"b.jsonl"_s, recording());
}

void DashboardReloaderTest::cleanup()
{
    m_reloader.reset();
    m_session.reset();
}

void DashboardReloaderTest::write(const QString &name, const QByteArray &content) const
{
    QSaveFile file(m_folder->filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
    QVERIFY(file.commit());
}

DashboardReloader::Outcome DashboardReloaderTest::open()
{
    m_reloader = std::make_unique<DashboardReloader>(m_folder->filePath(u"board.json"_s), DashboardReaderOptions(),
                                                     m_session.get(), FileWatcherIntervals{10ms, 10min});
    DashboardReloader::Outcome outcome = m_reloader->load();
    m_session->begin();
    return outcome;
}

void DashboardReloaderTest::file_isShownAndAlive()
{
    write(u"board.json"_s, board(panel("x", "x", 0)));
    const DashboardReloader::Outcome outcome = open();
    QVERIFY2(outcome.isShown, qPrintable(outcome.toSay.join(u'\n')));
    QCOMPARE(m_session->model()->title(), u"Hall"_s);
    QTRY_COMPARE(panelAt(0)->state(), Panel::State::Live);
    QCOMPARE(m_session->model()->connections()->current()->isLive(), true);
}

void DashboardReloaderTest::changedFile_keepsSourcesAndPanelsThatAreTheSame()
{
    write(u"board.json"_s, board(panel("x", "x", 0) + "," + panel("y", "y", 6)));
    QVERIFY(open().isShown);
    QTRY_VERIFY(panelAt(0)->seriesCount() == 1 && panelAt(0)->history(0)->size() > 2);
    const Panel *x = panelAt(0);
    const SeriesHistory *history = x->history(0);
    const qsizetype samples = history->size();
    write(u"board.json"_s, board(panel("x", "x", 0) + "," + panel("z", "x", 6)));
    QTRY_COMPARE(panelAt(1)->title(), u"z"_s);
    QCOMPARE(panelAt(0), x);
    QCOMPARE(panelAt(1)->history(0), history); // of the store that went on: nothing that was collected is lost
    QVERIFY(history->size() >= samples);
    QCOMPARE(m_session->model()->noticeText(), QString());
}

void DashboardReloaderTest::sourceJudgedAnew_keepsItsHistory()
{
    write(u"board.json"_s, board(panel("x", "x", 0)));
    QVERIFY(open().isShown);
    QTRY_VERIFY(panelAt(0)->seriesCount() == 1 && panelAt(0)->history(0)->size() > 2);
    const SeriesHistory *history = panelAt(0)->history(0);
    // Limits that no reading of the recording keeps: they count for what is there already, and at once.
    QByteArray strict = board(panel("strict", "x", 0), "\"type\": \"recording\", \"file\": \"a.jsonl\", "
                                                       "\"freshness\": {\"late\": \"1ms\", \"stale\": \"2ms\"}");
    strict.replace("\"feed\"", "\"renamed\"");
    write(u"board.json"_s, strict);
    QTRY_COMPARE(panelAt(0)->title(), u"strict"_s);
    QCOMPARE(panelAt(0)->history(0), history);
    QTRY_COMPARE(panelAt(0)->state(), Panel::State::Stale);
}

void DashboardReloaderTest::changedSource_beginsAnew()
{
    write(u"board.json"_s, board(panel("x", "x", 0)));
    QVERIFY(open().isShown);
    QTRY_COMPARE(panelAt(0)->state(), Panel::State::Live);
    const QPointer<Panel> before = panelAt(0);
    write(u"board.json"_s, board(panel("x", "x", 0), "\"type\": \"recording\", \"file\": \"b.jsonl\""));
    QTRY_VERIFY(panelAt(0) != before.data());
    QTRY_COMPARE(panelAt(0)->state(), Panel::State::Live);
}

void DashboardReloaderTest::badFile_leavesTheDashboardAndSaysWhy()
{
    write(u"board.json"_s, board(panel("x", "x", 0)));
    QVERIFY(open().isShown);
    const Panel *before = panelAt(0);
    write(u"board.json"_s, board("{\"id\": \"x\", \"type\": \"stta\", \"at\": [0, 0, 6, 4]}"));
    QTRY_VERIFY(!m_session->model()->noticeText().isEmpty());
    const QString notice = m_session->model()->noticeText();
    QVERIFY2(notice.startsWith(u"Not shown: board.json:3:"_s), qPrintable(notice));
    QVERIFY2(notice.contains(u"did you mean \"stat\""_s), qPrintable(notice));
    QCOMPARE(panelAt(0), before);
    write(u"board.json"_s, board(panel("x", "x", 0) + "," + panel("y", "y", 6)));
    QTRY_COMPARE(m_session->model()->noticeText(), QString());
    QCOMPARE(m_session->model()->panels()->count(), 2);
}

void DashboardReloaderTest::badFileAtFirst_isNotShown()
{
    write(u"board.json"_s, "{\"format\": 1,\n \"pages\": [}");
    const DashboardReloader::Outcome outcome = open();
    QVERIFY(!outcome.isShown);
    QCOMPARE(outcome.toSay.size(), 1);
    QVERIFY2(outcome.toSay.first().contains(u"board.json:2:"_s), qPrintable(outcome.toSay.first()));
}

void DashboardReloaderTest::sourceThatCannotBeMade_isRefusedAndTheRestLives()
{
    QByteArray text = board(panel("x", "x", 0).replace("{\"series\"", "{\"source\": \"feed\", \"series\""));
    text.replace("\"sources\": {", "\"sources\": {\"gone\": {\"type\": \"recording\", \"file\": \"none.jsonl\"}, ");
    write(u"board.json"_s, text);
    QSignalSpy said(m_session.get(), &DashboardSession::said);
    const DashboardReloader::Outcome outcome = open();
    QVERIFY2(outcome.isShown, qPrintable(outcome.toSay.join(u'\n')));
    QCOMPARE(said.size(), 1);
    QTRY_COMPARE(panelAt(0)->state(), Panel::State::Live);
    // The header tells of the worst of them.
    QCOMPARE(m_session->model()->connections()->sourceName(), u"gone"_s);
    QCOMPARE(m_session->model()->connections()->current()->link(), ConnectionModel::Link::Blocked);
}

void DashboardReloaderTest::sourceThatWasRefused_isTriedAgain()
{
    QVERIFY(QFile::remove(m_folder->filePath(u"a.jsonl"_s)));
    write(u"board.json"_s, board(panel("x", "x", 0)));
    QVERIFY(open().isShown);
    QCOMPARE(m_session->model()->connections()->current()->link(), ConnectionModel::Link::Blocked);
    const QString why = m_session->model()->connections()->detailText();
    QVERIFY2(why.contains(u"a.jsonl"_s), qPrintable(why));
    QVERIFY2(!why.contains(u"address"_s), qPrintable(why)); // it is a file
    write(u"a.jsonl"_s, recording());
    write(u"board.json"_s, board(panel("x", "x", 6)));
    QTRY_COMPARE(panelAt(0)->state(), Panel::State::Live);
}

void DashboardReloaderTest::newTry_reachesTheSource()
{
    ScriptedServer server([](QTcpSocket *socket, const QByteArray &) { writeResponse(socket, 403, {}, {}); });
    write(u"board.json"_s,
          board(panel("x", "x", 0),
                "\"type\": \"stream\", \"dialect\": \"plain\", \"transports\": [\"sse\"], \"url\": \"" +
                    server.url().toEncoded() + '"'));
    const DashboardReloader::Outcome outcome = open();
    QVERIFY2(outcome.isShown, qPrintable(outcome.toSay.join(u'\n')));
    const ConnectionModel *connection = m_session->model()->connections()->current();
    QTRY_COMPARE(connection->link(), ConnectionModel::Link::Blocked); // for a quarter of an hour
    server.setHandler([](QTcpSocket *socket, const QByteArray &) {
        writeHead(socket, 200, {"Content-Type: text/event-stream"_ba});
        socket->write("data: {\"x\":1}\n\n");
    });
    m_session->model()->tryNow();
    QTRY_VERIFY(connection->isLive());
}

void DashboardReloaderTest::notice_namesTheErrorNotAWarning()
{
    write(u"board.json"_s, board(panel("x", "x", 0)));
    QVERIFY(open().isShown);
    QByteArray bad = board("{\"id\": \"x\", \"type\": \"stta\", \"at\": [0, 0, 6, 4]}");
    bad.replace("\"title\": \"Hall\",", "\"title\": \"Hall\", \"colour\": 1,"); // a warning, above the error
    write(u"board.json"_s, bad);
    QTRY_VERIFY(!m_session->model()->noticeText().isEmpty());
    const QString notice = m_session->model()->noticeText();
    QVERIFY2(notice.contains(u"did you mean \"stat\""_s), qPrintable(notice));
    QVERIFY2(notice.contains(u"(and 1 more)"_s), qPrintable(notice));
}

void DashboardReloaderTest::noSource_stillTellsTheTime()
{
    write(u"board.json"_s, "{\"format\": 1, \"pages\": [{\"id\": \"now\", \"panels\": ["
                           "{\"type\": \"clock\", \"at\": [0, 0, 6, 4], \"options\": {\"seconds\": true}}]}]}");
    const DashboardReloader::Outcome outcome = open();
    QVERIFY2(outcome.isShown, qPrintable(outcome.toSay.join(u'\n')));
    const auto timeText = [this] {
        return panelAt(0)->clock()->index(0).data(int(ClockModel::Role::TimeText)).toString();
    };
    QTRY_COMPARE(timeText().size(), 8);
    const QString before = timeText();
    QTRY_VERIFY(timeText() != before);
}

QTEST_GUILESS_MAIN(DashboardReloaderTest)
#include "tst_dashboardreloader.moc"
