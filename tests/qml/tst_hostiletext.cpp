// SPDX-License-Identifier: MIT
#include "app/commands/dashboardreading.h"
#include "app/dashboardreloader.h"
#include "tests/qml/dashboardfixture.h"
#include "tests/qml/hostiledashboard.h"
#include "tests/qml/textwalk.h"
#include "tests/qml/tripwires.h"
#include "tests/support/rawwebsocket.h"
#include "tests/support/scriptedserver.h"

#include <QElapsedTimer>
#include <QQmlComponent>
#include <QQmlIncubationController>
#include <QtTest>

#include <tuple>

using namespace telltale;
using namespace telltale::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int stringCount = 500;
constexpr int reasonNumber = 7'777; ///< of the string that stands in the reason for which a server hangs up

bool save(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

/// What no text that is shown may hold, whatever was sent; empty if it holds nothing of the kind.
QString unclean(const QString &text)
{
    static const QSet<char16_t> turning{0x061c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c,
                                        0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069};
    for (const QChar c : text) {
        const bool isControl = c.category() == QChar::Other_Control && c != u'\n' && c != u'\t';
        if (isControl || turning.contains(c.unicode()))
            return u"U+%1 in \"%2\""_s.arg(uint(c.unicode()), 4, 16, QChar(u'0')).arg(text.left(60));
    }
    return text.isValidUtf16() ? QString() : u"half a surrogate pair in \"%1\""_s.arg(text.left(60));
}

} // namespace

/// Five hundred hostile strings in every place of the window that shows text, with tripwires laid for whoever takes
/// them for more than text. The window is made as in Application, but for its engine, which is not sealed: here the
/// strings must be harmless by themselves.
class HostileTextTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_engine.reset(); }
    void init() { QTest::failOnWarning(anyQmlWarning()); }

    void feedAndFile_areShownAsText();
    void brokenFile_isNamedAsText();
    void bindings_takeTextForText();
    void markup_isNoticed_data();
    void markup_isNoticed();
    void turnedText_isNoticed();

private:
    struct Trodden
    {
        int connections = 0;
        int requests = 0;
        int openings = 0;

        friend bool operator==(const Trodden &, const Trodden &) = default;
        friend char *toString(const Trodden &one) // for QCOMPARE
        {
            const QString text = u"%1 connections, %2 requests, %3 openings of the file"_s;
            return QTest::toString(text.arg(one.connections).arg(one.requests).arg(one.openings));
        }
    };

    void awaitFeed();
    void showPage(int page);
    void paint();
    void read(QSet<int> &written, QSet<int> &spoken);
    void walk(const char *scene);
    void setEverywhere(const QList<TextBinding> &bindings);
    void readOnAChart();
    void askWhy();
    void checkThatNobodyCame(Trodden before);
    Trodden trodden() { return {m_wires.connections(), m_wires.requests(), m_wires.openings()}; }
    std::unique_ptr<QQuickItem> addText(const QByteArray &format, const QString &text);
    QString pictures();
    bool has(const QString &objectName);
    QList<QQuickItem *> itemsWith(const char *property);

    Tripwires m_wires;
    const QList<HostileString> m_strings = hostileStrings(stringCount, m_wires.bait());
    ScriptedServer m_server{[this](QTcpSocket *socket, const QByteArray &head) {
        const QString reason =
            u"<img src='%1'>%2"_s.arg(m_wires.bait().webAddress(reasonNumber), numberMark(reasonNumber));
        writeUpgrade(socket, head);
        socket->write(webSocketFrame(WebSocketOpcode::Close, "\x0f\xa0" + reason.toUtf8())); // 4000
    }};
    const HostileDashboard m_hostile{m_strings, m_server.url(u"/feed"_s, u"ws"_s)};
    QTemporaryDir m_folder;
    const QString m_file = m_folder.filePath(u"hostile.json"_s);
    DashboardSession m_session;
    std::unique_ptr<DashboardReloader> m_reloader;
    std::unique_ptr<QQmlApplicationEngine> m_engine;
    QQuickWindow *m_window = nullptr;
    QSet<QByteArray> m_walked; ///< sites
    int m_pictures = 1'000'000;
};

void HostileTextTest::initTestCase()
{
    QVERIFY(m_wires.isValid());
    QVERIFY(save(m_folder.filePath(u"recording.jsonl"_s), m_hostile.recording()));
    QVERIFY(save(m_file, m_hostile.dashboard()));
    m_reloader = std::make_unique<DashboardReloader>(m_file, dashboardReaderOptions(), &m_session,
                                                     FileWatcherIntervals{20ms, 50ms});
    const DashboardReloader::Outcome outcome = m_reloader->load();
    QVERIFY2(outcome.isShown, qPrintable(outcome.toSay.join(u'\n').left(2'000)));
    m_session.begin();
    awaitFeed();

    m_engine = std::make_unique<QQmlApplicationEngine>();
    m_engine->setNetworkAccessManagerFactory(&m_wires);
    m_engine->addImportPath(u"qrc:/qt/qml"_s);
    m_engine->setInitialProperties({{u"dashboard"_s, QVariant::fromValue(m_session.model())}});
    m_engine->load(QUrl(u"qrc:/qt/qml/Telltale/Main.qml"_s));
    QVERIFY(!m_engine->rootObjects().isEmpty());
    m_window = qobject_cast<QQuickWindow *>(m_engine->rootObjects().constFirst());
    QVERIFY(m_window);
    m_window->resize(1280, 960);
    QVERIFY(QTest::qWaitForWindowExposed(m_window));
}

/// Until the last of it is there.
void HostileTextTest::awaitFeed()
{
    DashboardModel *const model = m_session.model();
    model->setCurrentPage(m_hostile.pages - 1);
    const Panel *grid = model->panels()->panelAt(8);
    QCOMPARE(grid->type(), Panel::Type::StatusGrid);
    QTRY_VERIFY(grid->seriesCount() > HostileDashboard::stringsPerPage / 2);
}

void HostileTextTest::showPage(int page)
{
    m_session.model()->setCurrentPage(page);
    paint();
}

/// A frame, with all that lists make beside it: what is half made has no format yet, nor does it show anything.
void HostileTextTest::paint()
{
    QVERIFY(!m_window->grabWindow().isNull());
    QTRY_COMPARE(m_engine->incubationController()->incubatingObjectCount(), 0);
    QCOMPARE(markupReaders(m_window).join(u'\n'), QString());
}

/// What the window says now, in letters and aloud: clean, and which of the strings.
void HostileTextTest::read(QSet<int> &written, QSet<int> &spoken)
{
    for (const QString &text : writtenTexts(m_window)) {
        QVERIFY2(unclean(text).isEmpty(), qPrintable(unclean(text)));
        written += markedNumbers(text);
    }
    for (const QString &text : spokenTexts(m_window)) {
        QVERIFY2(unclean(text).isEmpty(), qPrintable(unclean(text)));
        spoken += markedNumbers(text);
    }
}

void HostileTextTest::feedAndFile_areShownAsText()
{
    const Trodden before; // from the window's making on
    QTRY_VERIFY(m_server.connectionCount() > 0);
    QSet<int> written;
    QSet<int> spoken;
    for (int page = 0; page <= m_hostile.pages && !QTest::currentTestFailed(); ++page) {
        showPage(page);
        read(written, spoken);
    }
    qInfo("%d of %d strings were written, %d spoken", int(written.size()), stringCount, int(spoken.size()));
    QVERIFY(written.size() > stringCount * 9 / 10);
    QVERIFY(spoken.size() > stringCount * 9 / 10);
    showPage(1);
    QTRY_VERIFY((read(written, spoken), written.contains(reasonNumber))); // why the server hung up
    QVERIFY(written.contains(HostileDashboard::refusedNumber));
    checkThatNobodyCame(before);
}

void HostileTextTest::brokenFile_isNamedAsText()
{
    const Trodden before = trodden();
    QSet<int> written;
    QSet<int> spoken;
    for (int i = 0; i < m_strings.size(); i += 99) {
        QVERIFY(save(m_file, "{\"format\": 1, \"pages\": " +
                                 jsonText(numberMark(10'000 + i) + fileText(m_strings[i], 99)) + "}"));
        QTRY_VERIFY(m_session.model()->noticeText().contains(numberMark(10'000 + i)));
        read(written, spoken);
        QVERIFY(written.contains(10'000 + i));
        QVERIFY(spoken.contains(10'000 + i));
    }
    checkThatNobodyCame(before);
}

/// The texts of what there is now and was not walked before.
void HostileTextTest::walk(const char *scene)
{
    QElapsedTimer timer;
    timer.start();
    paint();
    QList<TextBinding> bindings = textBindings(m_window);
    bindings.removeIf([this](const TextBinding &binding) { return m_walked.contains(binding.site); });
    for (const TextBinding &binding : std::as_const(bindings))
        m_walked.insert(binding.site);
    setEverywhere(bindings);
    qInfo("%s: %d strings x %d bindings in %lld ms", scene, stringCount, int(bindings.size()), timer.elapsed());
}

void HostileTextTest::setEverywhere(const QList<TextBinding> &bindings)
{
    constexpr int perFrame = 50;
    for (int i = 0; i < m_strings.size() && !QTest::currentTestFailed(); ++i) {
        const QString &text = m_strings[i].text;
        const bool isLink = text.contains("href"_L1, Qt::CaseInsensitive);
        for (const TextBinding &binding : bindings) {
            if (!binding.object)
                continue; // what it stood in took itself away
            binding.object->setProperty(binding.property.constData(), text);
            if (isLink && binding.object)
                QVERIFY2(!hasLink(binding.object), binding.site.constData());
        }
        if (i % perFrame == perFrame - 1)
            paint();
    }
}

QList<QQuickItem *> HostileTextTest::itemsWith(const char *property)
{
    QList<QQuickItem *> found;
    const QList<QObject *> objects = objectsOf(m_window);
    for (QObject *object : objects) {
        if (auto *item = qobject_cast<QQuickItem *>(object);
            item && item->isVisible() && item->property(property).toBool())
            found.append(item);
    }
    return found;
}

bool HostileTextTest::has(const QString &objectName)
{
    const QList<QObject *> objects = objectsOf(m_window);
    return std::any_of(objects.begin(), objects.end(),
                       [&](const QObject *one) { return one->objectName() == objectName; });
}

/// Crosshairs, and charts that are held.
void HostileTextTest::readOnAChart()
{
    const QList<QQuickItem *> charts = itemsWith("hasLegend");
    QVERIFY(!charts.isEmpty());
    QTest::mouseMove(m_window, charts.first()->mapToScene({charts.first()->width() / 2, 20}).toPoint());
    charts.first()->forceActiveFocus();
    QTest::keyClick(m_window, Qt::Key_Space);
    QTRY_VERIFY(has(u"crosshairBox"_s));
    QTRY_VERIFY(has(u"viewNote"_s));
}

/// A panel that is lost says so, and over it why; the window says that most are.
void HostileTextTest::askWhy()
{
    showPage(m_hostile.lostPage());
    QTRY_VERIFY(m_session.model()->panels()->isMostlyLost());
    QTRY_VERIFY(!itemsWith("canSayWhy").isEmpty());
    itemsWith("canSayWhy").first()->forceActiveFocus();
    QTest::keyClick(m_window, Qt::Key_Return);
    QTRY_VERIFY(has(u"popOver"_s));
}

void HostileTextTest::bindings_takeTextForText()
{
    const Trodden before = trodden();
    showPage(0);
    readOnAChart();
    walk("panels");
    QTest::keyClick(m_window, Qt::Key_F1);
    walk("help");
    QTest::keyClick(m_window, Qt::Key_Escape);
    askWhy();
    walk("lost panels");
    qInfo("%d strings x %d bindings", stringCount, int(m_walked.size()));
    QVERIFY(m_walked.size() > 300);
    checkThatNobodyCame(before);
}

/// Two addresses that nobody asked for yet.
QString HostileTextTest::pictures()
{
    ++m_pictures;
    const Bait bait = m_wires.bait();
    return u"<img src='%1'><img src='%2'>"_s.arg(bait.webAddress(m_pictures), bait.fileAddress(m_pictures));
}

std::unique_ptr<QQuickItem> HostileTextTest::addText(const QByteArray &format, const QString &text)
{
    QQmlComponent component(m_engine.get());
    component.setData("import QtQuick\nText { objectName: \"unguarded\"; textFormat: Text." + format + " }", QUrl());
    std::unique_ptr<QQuickItem> item(qobject_cast<QQuickItem *>(component.create()));
    item->setParentItem(m_window->contentItem());
    item->setProperty("text", text);
    return item;
}

/// Somebody walks into the wires behind whoever came, so that it is sure that all who came are counted, and that the
/// wires are still there.
void HostileTextTest::checkThatNobodyCame(Trodden before)
{
    const Trodden expected{before.connections + 1, before.requests + 1, before.openings + 1};
    const auto last = addText("RichText", pictures());
    // QTRY_COMPARE would not wait where something else failed before.
    std::ignore = QTest::qWaitFor(
        [&] { return m_wires.connections() >= expected.connections && m_wires.openings() >= expected.openings; });
    QCOMPARE(trodden(), expected);
}

void HostileTextTest::markup_isNoticed_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::newRow("rich") << "RichText"_ba;
    QTest::newRow("styled") << "StyledText"_ba;
    QTest::newRow("guessed") << "AutoText"_ba;
}

/// What this test would see if one text of the window were not plain.
void HostileTextTest::markup_isNoticed()
{
    QFETCH(QByteArray, format);
    const Trodden before = trodden();
    const auto text = addText(format, pictures());
    QTRY_VERIFY(m_wires.connections() > before.connections);
    QVERIFY(m_wires.requests() > before.requests);
    QTRY_VERIFY(m_wires.openings() > before.openings);
    QCOMPARE(markupReaders(m_window), QStringList(nameOf(text.get())));
    text->setProperty("text", u"<a href='x'>link link link</a>"_s);
    QVERIFY(hasLink(text.get()));
}

void HostileTextTest::turnedText_isNoticed()
{
    const auto text = addText("PlainText", u"gnp.live \u202e"_s);
    const QStringList written = writtenTexts(m_window);
    QVERIFY(std::any_of(written.begin(), written.end(), [](const QString &one) { return !unclean(one).isEmpty(); }));
    QCOMPARE(markupReaders(m_window), QStringList());
}

int main(int argc, char *argv[])
{
    QGuiApplication app(argc, argv);
    HostileTextTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_hostiletext.moc"
