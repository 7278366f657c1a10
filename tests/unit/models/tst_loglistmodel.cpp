// SPDX-License-Identifier: MIT
#include "models/logs/loglistmodel.h"

#include "tests/unit/models/modelhelpers.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;
using Role = LogListModel::Role;

namespace {

LogRecord lineOf(const QString &text, LogLevel level = LogLevel::Info, LogRecord::Kind kind = LogRecord::Kind::Line)
{
    LogRecord record;
    record.kind = kind;
    record.level = level;
    record.text = text;
    record.timeMs = epochMs;
    return record;
}

UpdateBatch batchOf(const QList<LogRecord> &lines)
{
    UpdateBatch batch;
    batch.logs = lines;
    return batch;
}

QStringList textsOf(const LogListModel &model)
{
    QStringList texts;
    for (int row = 0; row < model.count(); ++row)
        texts << model.data(model.index(row), int(Role::Text)).toString();
    return texts;
}

} // namespace

class LogListModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rows_areTheStoresNewestLast();
    void roles_sayWhatALineIs();
    void level_hidesTheLesserButNoGap();
    void limit_keepsTheNewest();
    void changes_signalOnlyTheirRows();
    void storeThatForgets_takesRowsWithIt();
    void moreThanTheStoreHolds_atOnce();
    void filter_isAppliedToWhatIsThere();
    void newDay_datesTheOldLines();
    void newDay_datesTheOldLinesOfAQuietLog();
};

void LogListModelTest::rows_areTheStoresNewestLast()
{
    LogStore store;
    store.apply(batchOf({lineOf(u"a"_s)}), instantAt(0));
    LogListModel model(&store);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QSignalSpy counted(&model, &LogListModel::countChanged);
    store.apply(batchOf({lineOf(u"b"_s), lineOf(u"c"_s)}), instantAt(1));
    QCOMPARE(textsOf(model), (QStringList{u"a"_s, u"b"_s, u"c"_s}));
    QCOMPARE(counted.count(), 1);
}

void LogListModelTest::roles_sayWhatALineIs()
{
    LogStore store;
    LogListModel model(&store);
    LogRecord skipped = lineOf({}, LogLevel::Warning, LogRecord::Kind::Skipped);
    skipped.skipped = 12;
    LogRecord line = lineOf(u"full"_s, LogLevel::Error, LogRecord::Kind::Annotation);
    line.labels = u"host=a"_s;
    store.apply(batchOf({skipped, line}), instantAt(0));
    const auto role = [&](int row, Role r) { return model.data(model.index(row), int(r)); };
    QCOMPARE(role(0, Role::Text).toString(), u"12 lines not shown"_s);
    QCOMPARE(role(0, Role::LevelText).toString(), QString());
    QCOMPARE(role(1, Role::Text).toString(), u"full"_s);
    QCOMPARE(role(1, Role::Level).toInt(), int(Severity::High));
    QCOMPARE(role(1, Role::LevelText).toString(), u"error"_s);
    QCOMPARE(role(1, Role::Kind).toInt(), int(LogRecord::Kind::Annotation));
    QCOMPARE(role(1, Role::LabelsText).toString(), u"host=a"_s);
    QCOMPARE(role(1, Role::TimeText).toString().size(), 8);
    QCOMPARE(model.roleNames().size(), 6);
}

void LogListModelTest::level_hidesTheLesserButNoGap()
{
    LogStore store;
    LogListModel model(&store);
    model.setFilter(LogLevel::Warning, 100);
    store.apply(
        batchOf({lineOf(u"debug"_s, LogLevel::Debug), lineOf(u"info"_s), lineOf(u"warn"_s, LogLevel::Warning),
                 lineOf(u"gap"_s, LogLevel::Info, LogRecord::Kind::Gap), lineOf(u"critical"_s, LogLevel::Critical)}),
        instantAt(0));
    QCOMPARE(textsOf(model), (QStringList{u"warn"_s, u"gap"_s, u"critical"_s}));
}

void LogListModelTest::limit_keepsTheNewest()
{
    LogStore store;
    LogListModel model(&store);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setFilter(LogLevel::Debug, 3);
    for (int i = 0; i < 100; ++i)
        store.apply(batchOf({lineOf(QString::number(2 * i)), lineOf(QString::number(2 * i + 1))}), instantAt(i));
    QCOMPARE(textsOf(model), (QStringList{u"197"_s, u"198"_s, u"199"_s}));
}

void LogListModelTest::changes_signalOnlyTheirRows()
{
    LogStore store;
    LogListModel model(&store);
    model.setFilter(LogLevel::Info, 4);
    store.apply(batchOf({lineOf(u"a"_s), lineOf(u"b"_s), lineOf(u"c"_s)}), instantAt(0));
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy data(&model, &QAbstractItemModel::dataChanged);
    store.apply(batchOf({lineOf(u"d"_s), lineOf(u"hidden"_s, LogLevel::Debug), lineOf(u"e"_s)}), instantAt(1));
    QCOMPARE(removed.count(), 1);
    QCOMPARE(removed[0][2].toInt() - removed[0][1].toInt() + 1, 1);
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(inserted[0][1].toInt(), 2);
    QCOMPARE(inserted[0][2].toInt(), 3);
    store.apply(batchOf({lineOf(u"hidden"_s, LogLevel::Debug)}), instantAt(2));
    QCOMPARE(removed.count() + inserted.count(), 2);
    QCOMPARE(reset.count() + data.count(), 0);
}

void LogListModelTest::storeThatForgets_takesRowsWithIt()
{
    LogStore store({.lines = 5});
    LogListModel model(&store);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setFilter(LogLevel::Info, 100);
    const LogRecord hidden = lineOf(u"x"_s, LogLevel::Debug);
    store.apply(batchOf({lineOf(u"a"_s), lineOf(u"b"_s)}), instantAt(0));
    store.apply(batchOf({hidden, hidden, hidden, lineOf(u"c"_s)}), instantAt(1));
    QCOMPARE(textsOf(model), (QStringList{u"b"_s, u"c"_s}));
    store.apply(batchOf({hidden, hidden, hidden, hidden, hidden}), instantAt(1));
    QCOMPARE(model.count(), 0);
}

void LogListModelTest::moreThanTheStoreHolds_atOnce()
{
    LogStore store({.lines = 3});
    LogListModel model(&store);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    store.apply(batchOf({lineOf(u"a"_s)}), instantAt(0));
    QList<LogRecord> lines;
    for (int i = 0; i < 50; ++i)
        lines << lineOf(QString::number(i));
    store.apply(batchOf(lines), instantAt(1));
    QCOMPARE(textsOf(model), (QStringList{u"47"_s, u"48"_s, u"49"_s}));
}

void LogListModelTest::filter_isAppliedToWhatIsThere()
{
    LogStore store;
    LogListModel model(&store);
    store.apply(batchOf({lineOf(u"info"_s), lineOf(u"error"_s, LogLevel::Error)}), instantAt(0));
    model.setFilter(LogLevel::Error, 10);
    QCOMPARE(textsOf(model), QStringList{u"error"_s});
    model.setFilter(LogLevel::Debug, 10);
    QCOMPARE(model.count(), 2);
}

void LogListModelTest::newDay_datesTheOldLines()
{
    LogStore store;
    LogListModel model(&store);
    store.apply(batchOf({lineOf(u"a"_s)}), instantAt(0));
    QSignalSpy data(&model, &QAbstractItemModel::dataChanged);
    store.apply(batchOf({lineOf(u"b"_s)}), instantAt(24 * 3'600'000));
    QCOMPARE(data.count(), 1);
    QCOMPARE(data[0][2].value<QList<int>>(), QList<int>{int(Role::TimeText)});
    QVERIFY(model.data(model.index(0), int(Role::TimeText)).toString().contains(u"2023"_s));
}

void LogListModelTest::newDay_datesTheOldLinesOfAQuietLog()
{
    LogStore store;
    LogListModel model(&store);
    store.apply(batchOf({lineOf(u"a"_s), lineOf(u"b"_s)}), instantAt(0));
    QSignalSpy data(&model, &QAbstractItemModel::dataChanged);
    for (qint64 hour = 1; hour <= 24; ++hour)
        store.tick(instantAt(hour * 3'600'000));
    QCOMPARE(data.count(), 1); // once
    QCOMPARE(data[0][1].toModelIndex().row(), 1);
    QVERIFY(model.data(model.index(0), int(Role::TimeText)).toString().contains(u"2023"_s));
}

QTEST_GUILESS_MAIN(LogListModelTest)
#include "tst_loglistmodel.moc"
