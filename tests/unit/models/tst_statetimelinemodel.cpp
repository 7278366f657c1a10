// SPDX-License-Identifier: MIT
#include "models/dashboard/statetimelinemodel.h"

#include "tests/unit/models/modelhelpers.h"

#include <QSet>
#include <QTest>

#include <memory>

using namespace telltale;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 windowMs = 60'000;

} // namespace

class StateTimelineModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void word_isWhatItIsNow();
    void word_isGoneWithTheSource();
    void colours_areBounded();

private:
    void feed(const QList<SampleRecord> &samples);
    /// The first row as of that moment.
    QVariant at(qint64 bootMs, StateTimelineModel::Role role);

    std::unique_ptr<SeriesStore> m_store;
    std::unique_ptr<StateTimelineModel> m_model;
    PanelSpec m_spec;
};

void StateTimelineModelTest::init()
{
    m_spec = {};
    m_spec.type = PanelType::StateTimeline;
    m_spec.series = {{"cell"}};
    m_store = std::make_unique<SeriesStore>();
    m_store->apply(batchOf({"cell"}, {}), instantAt(0));
    m_model = std::make_unique<StateTimelineModel>(4);
    m_model->append(u"cell"_s);
}

void StateTimelineModelTest::feed(const QList<SampleRecord> &samples)
{
    UpdateBatch batch;
    batch.samples = samples;
    batch.texts = {u"open"_s};
    m_store->apply(batch, instantAt(samples.last().timeMs - epochMs));
}

QVariant StateTimelineModelTest::at(qint64 bootMs, StateTimelineModel::Role role)
{
    m_store->tick(instantAt(bootMs));
    PanelSeries series(&m_spec, &m_spec.series.first(), m_store.get(), 0);
    series.setFormat(ValueFormat(Unit::Percent), {});
    series.refresh(epochMs + bootMs, windowMs);
    m_model->refresh(0, series, epochMs + bootMs, windowMs);
    return m_model->data(m_model->index(0), int(role));
}

void StateTimelineModelTest::word_isWhatItIsNow()
{
    QCOMPARE(at(0, StateTimelineModel::Role::Word).toString(), QString());
    feed({numberAt(0, 100, 23)});
    QVERIFY(at(100, StateTimelineModel::Role::Word).toString().startsWith(u"23"));
    SampleRecord open = numberAt(0, 200, 0);
    open.kind = SampleKind::State;
    open.text = 0;
    feed({open});
    QCOMPARE(at(200, StateTimelineModel::Role::Word).toString(), u"open"_s);
    feed({missingAt(0, 300)});
    QCOMPARE(at(300, StateTimelineModel::Role::Word).toString(), QString());
}

void StateTimelineModelTest::word_isGoneWithTheSource()
{
    feed({numberAt(0, 100, 23)});
    QCOMPARE(at(3'600'000, StateTimelineModel::Role::State).toInt(), int(PanelState::Lost));
    QCOMPARE(at(3'600'000, StateTimelineModel::Role::Word).toString(), QString());
}

/// Every number that nothing gives a meaning is a state of its own.
void StateTimelineModelTest::colours_areBounded()
{
    QList<SampleRecord> samples;
    for (int i = 0; i < 50; ++i)
        samples << numberAt(0, i * 1'000, i);
    feed(samples);
    QSet<int> colors;
    for (const QVariant &span : at(50'000, StateTimelineModel::Role::Spans).toList())
        colors << span.toMap()[u"colorIndex"_s].toInt();
    for (const int color : std::as_const(colors))
        QVERIFY(color >= 0 && color < 4);
    QCOMPARE(colors.size(), 4);
}

QTEST_GUILESS_MAIN(StateTimelineModelTest)
#include "tst_statetimelinemodel.moc"
