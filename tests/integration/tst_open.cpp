// SPDX-License-Identifier: MIT
#include <QFile>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;

namespace {

struct Run
{
    int exitCode;
    QByteArray errors;
};

QProcessEnvironment withoutDisplay()
{
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    environment.insert(u"QT_QUICK_BACKEND"_s, u"software"_s);
    return environment;
}

Run open(const QStringList &arguments)
{
    QProcess process;
    process.setProcessEnvironment(withoutDisplay());
    process.start(QStringLiteral(TELLTALE_PROGRAM), QStringList{u"open"_s} + arguments);
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
        return {-1, process.errorString().toLocal8Bit()};
    return {process.exitCode(), process.readAllStandardError()};
}

} // namespace

/// `telltale open` as a process.
class OpenCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void badArguments_areUsageErrors_data();
    void badArguments_areUsageErrors();
    void fileThatCannotBeShown_fails();
    void file_isShownAndPictured();
    void interrupt_endsItInGoodOrder();
};

void OpenCommandTest::badArguments_areUsageErrors_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("two targets") << QStringList{u"a.json"_s, u"b.json"_s} << "one dashboard file or one URL"_ba;
    QTest::newRow("feed option with a file")
        << QStringList{u"hall.json"_s, u"--transport"_s, u"sse"_s} << "--transport goes with the URL of a feed"_ba;
    QTest::newRow("feed option with nothing") << QStringList{u"--send"_s, u"x"_s} << "--send goes with"_ba;
    QTest::newRow("unknown option") << QStringList{u"--fullscren"_s} << "fullscren"_ba;
    QTest::newRow("not a duration") << QStringList{u"--after"_s, u"soon"_s} << "soon"_ba;
    QTest::newRow("unknown scheme") << QStringList{u"gopher://example.org/"_s} << "gopher"_ba;
}

void OpenCommandTest::badArguments_areUsageErrors()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, says);
    const Run run = open(arguments);
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.errors.contains(says), run.errors.constData());
}

void OpenCommandTest::fileThatCannotBeShown_fails()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"hall.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\n  \"format\": 1,\n  \"pages\": 3\n}\n");
    file.close();
    const Run bad = open({file.fileName()});
    QCOMPARE(bad.exitCode, 1);
    QVERIFY2(bad.errors.contains("hall.json:3: "), bad.errors.constData());

    const Run missing = open({folder.filePath(u"nowhere.json"_s)});
    QCOMPARE(missing.exitCode, 1);
    QVERIFY2(missing.errors.contains("nowhere.json"), missing.errors.constData());
}

void OpenCommandTest::file_isShownAndPictured()
{
    QTemporaryDir folder;
    const QString picture = folder.filePath(u"shown"_s); // no suffix: it is a PNG all the same
    const Run run = open({QStringLiteral(TELLTALE_SOURCE_DIR "/resources/dashboards/production-hall.json"),
                          u"--screenshot"_s, picture, u"--after"_s, u"1ms"_s});
    QVERIFY2(run.exitCode == 0, run.errors.constData());
    QVERIFY2(!run.errors.contains("telltale:"), run.errors.constData());
    const QImage image(picture, "PNG");
    QVERIFY(!image.isNull());
    QVERIFY(image.width() >= 1280);
}

void OpenCommandTest::interrupt_endsItInGoodOrder()
{
    // The platform and the embedded feed have threads of their own, any of which the kernel may give the signal to.
    for (const int signal : {SIGINT, SIGTERM}) {
        QProcess process;
        auto environment = withoutDisplay();
        environment.insert(u"QT_LOGGING_RULES"_s, u"telltale.transport.debug=true"_s);
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(TELLTALE_PROGRAM), {u"open"_s});
        QByteArray log;
        const auto isLive = [&] { return (log += process.readAllStandardError()).contains("link \"live\""); };
        QTRY_VERIFY_WITH_TIMEOUT(isLive(), 30'000);
        ::kill(pid_t(process.processId()), signal);
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 30'000);
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 0);
    }
}

QTEST_GUILESS_MAIN(OpenCommandTest)
#include "tst_open.moc"
