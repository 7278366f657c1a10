// SPDX-License-Identifier: MIT
#include "models/dashboard/statespans.h"

#include "tests/unit/models/modelhelpers.h"

#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 windowMs = 1'000;

SampleRecord wordAt(qint64 bootMs, int text)
{
    SampleRecord sample = numberAt(0, bootMs, 0);
    sample.kind = SampleKind::State;
    sample.text = text;
    return sample;
}

PanelSpec timelineSpec()
{
    PanelSpec spec;
    spec.type = PanelType::StateTimeline;
    spec.series = {{"cell"}};
    ValueMapping run;
    run.word = u"RUN"_s;
    run.text = u"running"_s;
    run.state = Severity::Ok;
    ValueMapping fault;
    fault.word = u"FAULT"_s;
    fault.state = Severity::Critical;
    spec.mappings = {run, fault};
    return spec;
}

} // namespace

class StateSpansTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void words_becomeSpansWithTheirMeaning();
    void spans_areCutAtTheWindow();
    void hole_isNotBridged();
    void staleState_endsAtItsLastSample();
    void wordsWithOneMeaningAndText_areOneSpan();
    void wordsWithoutMeaning_getAColourEach();
    void missing_getsNoColour();
    void numbers_areAsBadAsTheirWorst();
    void numbers_holeIsNotBridged();
    void numbers_missingNowIsNotTheLastState();
    void numbers_missingForLongIsSaid();
    void nothing_givesNothing();

private:
    void feed(const QList<SampleRecord> &samples, const QList<Fence> &fences = {});
    QList<StateSpan> spansAt(qint64 bootMs);

    std::unique_ptr<SeriesStore> m_store;
    PanelSpec m_spec;
};

void StateSpansTest::init()
{
    m_store = std::make_unique<SeriesStore>();
    m_spec = timelineSpec();
    m_store->apply(batchOf({"cell"}, {}), instantAt(0));
}

void StateSpansTest::feed(const QList<SampleRecord> &samples, const QList<Fence> &fences)
{
    UpdateBatch batch;
    batch.samples = samples;
    batch.texts = {u"RUN"_s, u"FAULT"_s, u"X"_s, u"Y"_s};
    batch.fences = fences;
    m_store->apply(batch, instantAt(samples.last().timeMs - epochMs));
}

QList<StateSpan> StateSpansTest::spansAt(qint64 bootMs)
{
    m_store->tick(instantAt(bootMs));
    PanelSeries series(&m_spec, &m_spec.series.first(), m_store.get(), 0);
    series.setFormat(ValueFormat(Unit::None), {});
    QStringList words;
    return stateSpans(series, epochMs + bootMs, windowMs, [&words](const QString &word) {
        if (!words.contains(word))
            words << word;
        return int(words.indexOf(word));
    });
}

void StateSpansTest::words_becomeSpansWithTheirMeaning()
{
    feed({wordAt(0, 0), wordAt(500, 1)});
    const QList<StateSpan> spans = spansAt(1'000);
    QCOMPARE(spans.size(), 2);
    QCOMPARE(spans[0], (StateSpan{0, 0.5, int(Severity::Ok), -1, u"running"_s}));
    QCOMPARE(spans[1], (StateSpan{0.5, 1, int(Severity::Critical), -1, u"FAULT"_s}));
}

void StateSpansTest::spans_areCutAtTheWindow()
{
    feed({wordAt(0, 0), wordAt(600, 1), wordAt(1'800, 1)});
    const QList<StateSpan> spans = spansAt(2'000);
    QCOMPARE(spans.size(), 1);
    QCOMPARE(spans[0].start, 0.0);
    QCOMPARE(spans[0].end, 1.0);
}

void StateSpansTest::hole_isNotBridged()
{
    feed({wordAt(0, 0), wordAt(200, 0), wordAt(800, 0)}, {{Fence::Kind::Gap, 2}});
    const QList<StateSpan> spans = spansAt(1'000);
    QCOMPARE(spans.size(), 2);
    QCOMPARE(spans[0].end, 0.2);
    QCOMPARE(spans[1].start, 0.8);
}

void StateSpansTest::staleState_endsAtItsLastSample()
{
    m_spec.freshness.late = milliseconds(100);
    m_spec.freshness.stale = milliseconds(200);
    m_spec.freshness.lost = milliseconds(10'000);
    feed({wordAt(0, 0), wordAt(400, 0)});
    QCOMPARE(spansAt(550).last().end, 1.0);
    QVERIFY(qAbs(spansAt(1'000).last().end - 0.4) < 1e-9);
}

void StateSpansTest::wordsWithOneMeaningAndText_areOneSpan()
{
    ValueMapping other = m_spec.mappings.first();
    other.word = u"X"_s;
    m_spec.mappings.append(other);
    feed({wordAt(0, 0), wordAt(400, 2)});
    QCOMPARE(spansAt(1'000).size(), 1);
}

void StateSpansTest::wordsWithoutMeaning_getAColourEach()
{
    feed({wordAt(0, 2), wordAt(400, 3), wordAt(800, 2)});
    const QList<StateSpan> spans = spansAt(1'000);
    QCOMPARE(spans.size(), 3);
    QCOMPARE(spans[0].severity, -1);
    QCOMPARE(spans[0].colorIndex, spans[2].colorIndex);
    QVERIFY(spans[0].colorIndex != spans[1].colorIndex);
}

/// "No value" is not a state of its own beside "open" and "closed".
void StateSpansTest::missing_getsNoColour()
{
    SampleRecord missing = wordAt(400, 0);
    missing.kind = SampleKind::Missing;
    feed({wordAt(0, 2), missing, wordAt(800, 3)});
    const QList<StateSpan> spans = spansAt(1'000);
    QCOMPARE(spans.size(), 3);
    QCOMPARE(spans[0].colorIndex, 0);
    QCOMPARE(spans[1], (StateSpan{0.4, 0.8, -1, -1, u"no value"_s}));
    QCOMPARE(spans[2].colorIndex, 1);
}

void StateSpansTest::numbers_areAsBadAsTheirWorst()
{
    m_spec.mappings.clear();
    m_spec.thresholds.steps = {{10, Severity::High}};
    // The column of 2 ms that holds both is as bad as the worse of them.
    feed({numberAt(0, 0, 1), numberAt(0, 500, 20), numberAt(0, 501, 1), numberAt(0, 900, 1)});
    const QList<StateSpan> spans = spansAt(1'000);
    QCOMPARE(spans.size(), 3);
    QCOMPARE(spans[0].severity, int(Severity::Ok));
    QCOMPARE(spans[1].severity, int(Severity::High));
    QCOMPARE(spans[2].severity, int(Severity::Ok));
    QVERIFY(qAbs(spans[1].start - 0.5) < 0.01);
}

void StateSpansTest::numbers_holeIsNotBridged()
{
    m_spec.mappings.clear();
    m_spec.thresholds.steps = {{10, Severity::High}};
    feed({numberAt(0, 0, 1), numberAt(0, 100, 1), numberAt(0, 900, 1)}, {{Fence::Kind::Gap, 2}});
    const QList<StateSpan> spans = spansAt(1'000);
    QCOMPARE(spans.size(), 2);
    QVERIFY(spans[0].end < 0.15);
    QVERIFY(spans[1].start > 0.85);
}

void StateSpansTest::numbers_missingNowIsNotTheLastState()
{
    m_spec.mappings.clear();
    ValueMapping none;
    none.missing = true;
    none.text = u"no reading"_s;
    none.state = Severity::Medium;
    m_spec.mappings = {none};
    m_spec.thresholds.steps = {{10, Severity::High}};
    feed({numberAt(0, 0, 20), numberAt(0, 300, 20), missingAt(0, 500), missingAt(0, 700)});
    QList<StateSpan> spans = spansAt(1'000);
    QCOMPARE(spans.size(), 2);
    QCOMPARE(spans[0].severity, int(Severity::High));
    QVERIFY(qAbs(spans[0].end - 0.3) < 0.01);
    QCOMPARE(spans[1].severity, int(Severity::Medium));
    QCOMPARE(spans[1].word, u"no reading"_s);
    QCOMPARE(spans[1].start, spans[0].end);
    QCOMPARE(spans[1].end, 1.0);
    // Once it is stale nobody knows whether it still is.
    m_spec.freshness = {milliseconds(100), milliseconds(200), milliseconds(10'000)};
    spans = spansAt(1'000);
    QCOMPARE(spans.size(), 2);
    QVERIFY(qAbs(spans[1].end - 0.7) < 1e-9);
    // A value again.
    feed({numberAt(0, 1'000, 1)});
    spans = spansAt(1'100);
    QCOMPARE(spans.last().severity, int(Severity::Ok));
}

void StateSpansTest::numbers_missingForLongIsSaid()
{
    m_spec.mappings.clear();
    feed({numberAt(0, 0, 20), missingAt(0, 500), missingAt(0, 1'900)});
    const QList<StateSpan> spans = spansAt(2'000); // the number is before the window
    QCOMPARE(spans.size(), 1);
    QCOMPARE(spans[0].start, 0.0);
    QCOMPARE(spans[0].end, 1.0);
    QCOMPARE(spans[0].severity, -1);
}

void StateSpansTest::nothing_givesNothing()
{
    QVERIFY(spansAt(1'000).isEmpty());
}

QTEST_GUILESS_MAIN(StateSpansTest)
#include "tst_statespans.moc"
