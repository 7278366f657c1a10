// SPDX-License-Identifier: MIT
#include "models/series/statehistory.h"

#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

class StateHistoryTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void equalWords_areOneRun()
    {
        StateHistory history;
        history.append(1, u"run"_s);
        history.append(2, u"run"_s);
        history.append(3, u"stop"_s);
        QCOMPARE(history.runs().size(), 2u);
        QCOMPARE(history.runs()[0], (StateHistory::Run{1, 2, 0, false}));
        QCOMPARE(history.runs()[1], (StateHistory::Run{3, 3, 1, false}));
        QCOMPARE(history.word(1), u"stop"_s);
    }
    void gap_endsARunOfEqualWords()
    {
        StateHistory history;
        history.append(1, u"run"_s);
        history.markGap();
        history.append(9, u"run"_s);
        QCOMPARE(history.runs().size(), 2u);
        QVERIFY(history.runs()[1].afterGap);
    }
    void gapBeforeAnything_saysNothing()
    {
        StateHistory history;
        history.markGap();
        history.append(1, u"run"_s);
        QVERIFY(!history.runs()[0].afterGap);
    }
    void missing_isARunOfItsOwn()
    {
        StateHistory history;
        history.append(1, u"run"_s);
        history.append(2, std::nullopt);
        QCOMPARE(history.runs().back().word, int(StateHistory::missing));
    }
    void olderSample_isRefused()
    {
        StateHistory history;
        history.append(5, u"run"_s);
        QVERIFY(!history.append(4, u"stop"_s));
        QCOMPARE(history.runs().size(), 1u);
    }
    void olderSampleAfterARestart_forgetsThePast()
    {
        StateHistory history;
        history.append(5, u"run"_s);
        history.expectRestart();
        QVERIFY(history.append(1, u"stop"_s));
        QCOMPARE(history.runs().size(), 1u);
        QCOMPARE(history.runs()[0].fromMs, 1);
    }
    void equalTime_theLastWins()
    {
        StateHistory history;
        history.append(1, u"run"_s);
        history.append(2, u"wait"_s);
        history.append(2, u"stop"_s);
        QCOMPARE(history.runs().size(), 2u);
        QCOMPARE(history.word(history.runs().back().word), u"stop"_s);
    }
    void equalTimeAtTheEndOfARun_keepsTheRun()
    {
        StateHistory history;
        history.append(1, u"run"_s);
        history.append(2, u"run"_s);
        history.append(2, u"stop"_s);
        QCOMPARE(history.runs().size(), 2u);
        QCOMPARE(history.runs()[0].fromMs, 1);
        QCOMPARE(history.runs()[1].fromMs, 2);
    }
    void runs_areBounded()
    {
        StateHistory history({3, 16});
        for (int i = 0; i < 10; ++i)
            history.append(i, i % 2 ? u"a"_s : u"b"_s);
        QCOMPARE(history.runs().size(), 3u);
        QCOMPARE(history.runs()[0].fromMs, 7);
    }
    void words_areBounded()
    {
        StateHistory history({100, 3});
        for (int i = 0; i < 10; ++i)
            history.append(i, QString::number(i));
        QCOMPARE(history.word(history.runs().back().word), u"other"_s);
        QCOMPARE(history.runs().size(), 3u);
    }
    void words_thatNoRunNeedsMakeRoom()
    {
        StateHistory history({4, 6});
        for (int i = 0; i < 1'000; ++i) {
            history.append(i, QString::number(i));
            QCOMPARE(history.word(history.runs().back().word), QString::number(i));
        }
        QCOMPARE(history.word(history.runs().front().word), u"996"_s);
    }
    void words_afterARestartAreNewOnes()
    {
        StateHistory history({100, 3});
        for (int i = 0; i < 10; ++i)
            history.append(10 + i, QString::number(i));
        history.expectRestart();
        history.append(0, u"new"_s);
        QCOMPARE(history.word(history.runs().back().word), u"new"_s);
    }
    void bytes_countRunsAndWords()
    {
        StateHistory history;
        QCOMPARE(history.bytes(), 0);
        history.append(0, QString(100, u'x'));
        QVERIFY(history.bytes() >= 200);
        const qsizetype one = history.bytes();
        history.append(1, QString(100, u'x'));
        QCOMPARE(history.bytes(), one);
        history.append(2, u"y"_s);
        QVERIFY(history.bytes() > one);
    }
    void trim_forgetsTheOldestAndTheirWords()
    {
        StateHistory history;
        for (int i = 0; i < 200; ++i)
            history.append(i, QString(100, u'x') + QString::number(i));
        const qsizetype all = history.bytes();
        history.trim(all);
        QCOMPARE(history.runs().size(), 200u);
        history.trim(all / 2);
        QVERIFY(history.bytes() <= all / 2);
        QVERIFY(history.bytes() > all / 4);
        QCOMPARE(history.word(history.runs().back().word), QString(100, u'x') + u"199"_s);
        history.trim(0); // the newest stays, whatever it takes
        QCOMPARE(history.runs().size(), 1u);
        QCOMPARE(history.runs().back().lastMs, 199);
        QVERIFY(history.bytes() < 1'000);
    }
};

QTEST_GUILESS_MAIN(StateHistoryTest)
#include "tst_statehistory.moc"
