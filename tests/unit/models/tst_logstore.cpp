// SPDX-License-Identifier: MIT
#include "models/logs/logstore.h"

#include "tests/unit/models/modelhelpers.h"

#include <QSignalSpy>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

namespace {

UpdateBatch linesOf(int from, int to)
{
    UpdateBatch batch;
    for (int i = from; i < to; ++i) {
        LogRecord record;
        record.text = QString::number(i);
        batch.logs.append(record);
    }
    return batch;
}

} // namespace

class LogStoreTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void apply_appendsAndSaysSoOnce();
    void apply_withoutLinesSaysNothing();
    void lines_areBounded();
    void bytes_areBounded();
    void numbers_haveNoHoles();
};

void LogStoreTest::apply_appendsAndSaysSoOnce()
{
    LogStore store;
    QSignalSpy changed(&store, &LogStore::changed);
    store.apply(linesOf(0, 3), instantAt(5), 1);
    store.apply(linesOf(3, 4), instantAt(6), 2);
    QCOMPARE(changed.count(), 2);
    QCOMPARE(store.count(), 4);
    QCOMPARE(store.line(0).source, 1);
    QCOMPARE(store.line(3).source, 2);
    QCOMPARE(store.line(3).record.text, u"3"_s);
    QCOMPARE(store.now(), milliseconds(epochMs + 6));
}

void LogStoreTest::apply_withoutLinesSaysNothing()
{
    LogStore store;
    QSignalSpy changed(&store, &LogStore::changed);
    store.apply(UpdateBatch(), instantAt(5));
    QCOMPARE(changed.count(), 0);
}

void LogStoreTest::lines_areBounded()
{
    LogStore store({.lines = 10});
    for (int i = 0; i < 1'000; i += 7)
        store.apply(linesOf(i, i + 7), instantAt(i));
    QCOMPARE(store.count(), 10);
    QCOMPARE(store.line(store.endNumber() - 1).record.text, u"1000"_s);
    QCOMPARE(store.line(store.firstNumber()).record.text, u"991"_s);
    QCOMPARE(store.bytes(), [&] {
        qsizetype sum = 0;
        for (quint64 i = store.firstNumber(); i < store.endNumber(); ++i)
            sum += store.line(i).record.size();
        return sum;
    }());
}

void LogStoreTest::bytes_areBounded()
{
    UpdateBatch batch = linesOf(0, 1);
    batch.logs[0].text = QString(1'000, u'x');
    LogStore store({.bytes = 5 * batch.logs[0].size()});
    for (int i = 0; i < 20; ++i)
        store.apply(batch, instantAt(i));
    QCOMPARE(store.count(), 5);
    LogStore tiny({.bytes = 1});
    tiny.apply(batch, instantAt(0));
    tiny.apply(batch, instantAt(1));
    QCOMPARE(tiny.count(), 1);
}

void LogStoreTest::numbers_haveNoHoles()
{
    LogStore store({.lines = 2});
    store.apply(linesOf(0, 5), instantAt(0));
    QCOMPARE(store.firstNumber(), quint64(3));
    QCOMPARE(store.endNumber(), quint64(5));
    store.apply(linesOf(5, 6), instantAt(0));
    QCOMPARE(store.firstNumber(), quint64(4));
    QCOMPARE(store.line(4).record.text, u"4"_s);
}

QTEST_GUILESS_MAIN(LogStoreTest)
#include "tst_logstore.moc"
