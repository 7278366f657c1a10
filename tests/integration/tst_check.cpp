// SPDX-License-Identifier: MIT
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

struct Outcome
{
    int exitCode = -1;
    QByteArray output;
    QByteArray errors;
};

QString inTree(const QString &path)
{
    return QStringLiteral(TELLTALE_SOURCE_DIR) + u'/' + path;
}

Outcome run(const QString &program, const QStringList &arguments, const QString &folder, const QByteArray &input = {})
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    process.waitForFinished(60'000);
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

Outcome check(const QStringList &arguments, const QByteArray &input = {}, const QString &folder = QDir::tempPath())
{
    return run(QStringLiteral(TELLTALE_PROGRAM), QStringList{u"check"_s} + arguments, folder, input);
}

QStringList filesIn(const QString &folder)
{
    return QDir(folder).entryList({u"*.json"_s}, QDir::Files, QDir::Name);
}

QStringList examples()
{
    QStringList paths;
    for (const QString &name : filesIn(inTree(u"resources/dashboards"_s)))
        paths.append(inTree(u"resources/dashboards/"_s + name));
    return paths;
}

} // namespace

/// `telltale check` as a process, and the files that come with the program.
///
/// The golden file holds what is said of every file in tests/data/dashboards/bad. To renew it after a change that is
/// meant: TELLTALE_RENEW_GOLDEN=1 build/tests/tst_check, then read what git diff shows.
class CheckCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void badFiles_areToldAsInTheGoldenFile();
    void everyBadFile_isTold();
    void examples_areFine();
    void examples_fitTheSchema();
    void schema_refusesWhatIsWrong();
    void standardInput_isRead();
    void unreadableFile_isTold();
    void terminal_getsNoControlCharacters();
    void usage_isExplained_data();
    void usage_isExplained();
};

void CheckCommandTest::badFiles_areToldAsInTheGoldenFile()
{
    const QString folder = inTree(u"tests/data/dashboards/bad"_s);
    const QStringList files = filesIn(folder);
    QVERIFY2(files.size() >= 60, qPrintable(QString::number(files.size())));
    const Outcome outcome = check(files, {}, folder);
    QCOMPARE(outcome.exitCode, 1);
    QCOMPARE(outcome.errors, QByteArray());

    QFile golden(inTree(u"tests/data/dashboards/bad.golden"_s));
    if (qEnvironmentVariableIsSet("TELLTALE_RENEW_GOLDEN")) {
        QVERIFY(golden.open(QIODevice::WriteOnly));
        golden.write(outcome.output);
        golden.close();
    }
    QVERIFY2(golden.open(QIODevice::ReadOnly), qPrintable(golden.errorString()));
    const QByteArrayList expected = golden.readAll().split('\n');
    const QByteArrayList lines = outcome.output.split('\n');
    for (qsizetype i = 0; i < qMin(lines.size(), expected.size()); ++i)
        QCOMPARE(lines[i], expected[i]);
    QCOMPARE(lines.size(), expected.size());
}

void CheckCommandTest::everyBadFile_isTold()
{
    const QString folder = inTree(u"tests/data/dashboards/bad"_s);
    const QByteArray output = '\n' + check(filesIn(folder), {}, folder).output;
    for (const QString &file : filesIn(folder))
        QVERIFY2(output.contains('\n' + file.toUtf8() + ':'), qPrintable(file));
}

void CheckCommandTest::examples_areFine()
{
    QVERIFY(examples().size() >= 4);
    const Outcome outcome = check(examples());
    QCOMPARE(outcome.output, QByteArray());
    QCOMPARE(outcome.errors, QByteArray());
    QCOMPARE(outcome.exitCode, 0);
}

void CheckCommandTest::examples_fitTheSchema()
{
    const Outcome outcome = run(u"python3"_s,
                                QStringList{inTree(u"tests/integration/validate_dashboards.py"_s),
                                            inTree(u"resources/schema/dashboard.schema.json"_s)} +
                                    examples(),
                                QDir::tempPath());
    QCOMPARE(outcome.errors, QByteArray());
    QCOMPARE(outcome.output, QByteArray());
    QCOMPARE(outcome.exitCode, 0);
}

void CheckCommandTest::schema_refusesWhatIsWrong()
{
    for (const QString &name : {u"key-misspelt"_s, u"panel-type-misspelt"_s, u"thresholds-state"_s, u"window-number"_s,
                                u"options-stat"_s, u"panel-without-data"_s, u"format-newer"_s, u"source-auth-two"_s}) {
        const Outcome outcome = run(u"python3"_s,
                                    {inTree(u"tests/integration/validate_dashboards.py"_s),
                                     inTree(u"resources/schema/dashboard.schema.json"_s),
                                     inTree(u"tests/data/dashboards/bad/%1.json"_s.arg(name))},
                                    QDir::tempPath());
        QCOMPARE(outcome.errors, QByteArray());
        QVERIFY2(outcome.output.contains("/" + name.toUtf8() + ".json: /"), qPrintable(name));
        QCOMPARE(outcome.exitCode, 1);
    }
}

void CheckCommandTest::standardInput_isRead()
{
    const Outcome bad = check({u"-"_s}, "{\n\"format\": 3\n}");
    QVERIFY2(bad.output.startsWith("(standard input):2: the file has format 3"), bad.output.constData());
    QCOMPARE(bad.exitCode, 1);
    const Outcome good = check({u"-"_s}, "{\"format\": 1, \"pages\": [{\"panels\": []}]}");
    QCOMPARE(good.output, QByteArray());
    QCOMPARE(good.exitCode, 0);
    const Outcome warned = check({u"-"_s}, "{\"format\": 1, \"wobble\": 1, \"pages\": [{\"panels\": []}]}");
    QVERIFY2(warned.output.startsWith("(standard input):1: warning: "), warned.output.constData());
    QCOMPARE(warned.exitCode, 0);
    const Outcome nothing = check({u"-"_s});
    QVERIFY2(nothing.output.startsWith("(standard input):1: "), nothing.output.constData());
    QCOMPARE(nothing.exitCode, 1);
}

void CheckCommandTest::unreadableFile_isTold()
{
    // The others are told all the same.
    const Outcome outcome = check({u"there-is-none.json"_s, u"."_s, u"-"_s}, "[]");
    QCOMPARE(outcome.output, "there-is-none.json: cannot be read: No such file or directory\n"
                             ".: cannot be read: it is a folder\n"
                             "(standard input):1: the dashboard must be an object, not a list\n"_ba);
    QCOMPARE(outcome.exitCode, 1);
}

void CheckCommandTest::terminal_getsNoControlCharacters()
{
    QTemporaryDir folder;
    const QString name = u"a\x1b[2Jb.json"_s;
    QFile file(folder.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"format\": 1, \"ti\\u001b]0;x\\u0007\": 1, \"theme\": \"\\u009b31m\", \"pages\": []}");
    file.close();
    const QByteArray output = check({name}, {}, folder.path()).output;
    QVERIFY(output.count('\n') >= 3);
    for (const char c : output)
        QVERIFY2(uchar(c) >= 0x20 || c == '\n', output.constData());
    QVERIFY(!output.contains("\xc2\x9b"));
}

void CheckCommandTest::usage_isExplained_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("no file") << QStringList() << 2;
    QTest::newRow("unknown option") << QStringList{u"--strict"_s, u"a.json"_s} << 2;
    QTest::newRow("help") << QStringList{u"--help"_s} << 0;
    QTest::newRow("a file like an option") << QStringList{u"--"_s, u"--strict"_s} << 1;
}

void CheckCommandTest::usage_isExplained()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, exitCode);
    const Outcome outcome = check(arguments);
    QCOMPARE(outcome.exitCode, exitCode);
    if (exitCode == 2)
        QVERIFY2(outcome.errors.contains("Try: telltale check --help"), outcome.errors.constData());
    if (exitCode == 0)
        QVERIFY2(outcome.output.contains("Usage: telltale check FILE..."), outcome.output.constData());
}

QTEST_GUILESS_MAIN(CheckCommandTest)
#include "tst_check.moc"
