// SPDX-License-Identifier: MIT
#include <QProcess>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;

/// `telltale open` as a process.
class OpenCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void interrupt_endsItInGoodOrder();
};

void OpenCommandTest::interrupt_endsItInGoodOrder()
{
    // The platform and the embedded feed have threads of their own, any of which the kernel may give the signal to.
    for (const int signal : {SIGINT, SIGTERM}) {
        QProcess process;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
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
