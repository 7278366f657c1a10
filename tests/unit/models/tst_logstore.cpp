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
    void tick_saysThatTheDayChanged();
};

void LogStoreTest::apply_appendsAndSaysSoOnce()
{
    LogStore store;
    QSignalSpy changed(&store, &LogStore::changed);
    store.apply(linesOf(0, 3), instantAt(5));
    store.apply(linesOf(3, 4), instantAt(6));
    QCOMPARE(changed.count(), 2);
    QCOMPARE(store.count(), 4);
    QCOMPARE(store.line(3).text, u"3"_s);
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
    QCOMPARE(store.line(store.endNumber() - 1).text, u"1000"_s);
    QCOMPARE(store.line(store.firstNumber()).text, u"991"_s);
    QCOMPARE(store.bytes(), [&] {
        qsizetype sum = 0;
        for (quint64 i = store.firstNumber(); i < store.endNumber(); ++i)
            sum += store.line(i).size();
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
    QCOMPARE(store.line(4).text, u"4"_s);
}

void LogStoreTest::tick_saysThatTheDayChanged()
{
    constexpr qint64 dayMs = 24 * 3'600'000;
    LogStore store;
    QSignalSpy changed(&store, &LogStore::changed);
    QSignalSpy dayChanged(&store, &LogStore::dayChanged);
    store.tick(instantAt(0));
    QCOMPARE(dayChanged.count(), 0); // there was none before
    for (qint64 ms = 0; ms <= 2 * dayMs; ms += 60'000)
        store.tick(instantAt(ms));
    QCOMPARE(dayChanged.count(), 2);
    QCOMPARE(store.now(), milliseconds(epochMs + 2 * dayMs));
    store.apply(UpdateBatch(), instantAt(3 * dayMs));
    QCOMPARE(dayChanged.count(), 3);
    QCOMPARE(changed.count(), 0);
}

QTEST_GUILESS_MAIN(LogStoreTest)
#include "tst_logstore.moc"
