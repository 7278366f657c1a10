// SPDX-License-Identifier: MIT
#include "models/dashboard/panel.h"

#include "models/series/derivedseries.h"
#include "tests/unit/models/modelhelpers.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;
using State = Panel::State;
using Role = PanelSeriesListModel::Role;

namespace {

PanelContext contextOf(SeriesStore &store, qsizetype seriesLimit = 32)
{
    PanelContext context;
    context.sources = {{u"feed"_s, &store}};
    context.seriesLimit = seriesLimit;
    return context;
}

PanelSpec statOf(const QByteArray &series)
{
    PanelSpec spec;
    spec.type = PanelType::Stat;
    spec.title = u"CPU"_s;
    spec.series = {{series}};
    spec.unit = Unit::Percent;
    spec.decimals = 0;
    return spec;
}

PanelSpec chartOf(const QList<SeriesSelector> &series)
{
    PanelSpec spec;
    spec.type = PanelType::TimeSeries;
    spec.series = series;
    return spec;
}

QStringList labels(Panel &panel)
{
    QStringList labels;
    for (int row = 0; row < panel.series()->rowCount(); ++row)
        labels << panel.series()->index(row).data(int(Role::Label)).toString();
    return labels;
}

SampleRecord wordAt(qint64 bootMs, SeriesId series = 0)
{
    SampleRecord sample = numberAt(series, bootMs, 0);
    sample.kind = SampleKind::State;
    sample.text = 0;
    return sample;
}

} // namespace

class PanelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "UTC"); }
    void waiting_untilASampleCame();
    void stat_showsValueUnitAndDetails();
    void stat_agesInFourSteps();
    void stat_recovers();
    void stat_showsStatesCleaned();
    void stat_missingIsADash();
    void chart_takesSeriesInTheOrderOfItsSelectors();
    void chart_takesLaterSeriesAndIsBounded();
    void lists_takeMoreThanChartsDo();
    void details_joiningLaterHaveTheirUnit();
    void texts_areOfTheMomentThatIsAnnounced();
    void chart_legendsFillLabelsCleaned();
    void chart_isAsFreshAsItsFreshestSeries();
    void chart_readsHistories();
    void connection_hasNoDataToWaitFor();
    void signals_onlyWhenSomethingChanged();
    void samplesChanged_onlyForOwnSeries();
    void now_followsTheStore();
    void axisText_sharesOneScale();
    void panel_joinsWhatTheStoreHasAlready();
    void panel_showsSeveralSources();
    void panel_agesByItsOwnLimits();
    void panel_agesByItsOwnCadence();
    void panel_agesByItsOwnCadenceWhatIsDerived();
    void values_haveAMeaningAndAPlace();
    void mappings_nameValues();
    void reduction_isOfTheWindow();
    void thresholdMarks_sayWhatEachPartMeans();
    void whyText_namesConnectionAgeAndLimits();
    void log_isAsFreshAsItsSource();
    void words_ofTheFileAreClean();
};

void PanelTest::waiting_untilASampleCame()
{
    SeriesStore store;
    Panel panel(statOf("cpu.busy"_ba), contextOf(store));
    QCOMPARE(panel.state(), State::Waiting);
    QCOMPARE(panel.valueText(), u"–"_s);
    QCOMPARE(panel.stateText(), u"waiting for data"_s);
    QCOMPARE(panel.title(), u"CPU"_s);
    store.apply(batchOf({"cpu.busy"_ba}, {}), instantAt(0));
    QCOMPARE(panel.state(), State::Waiting);
    store.tick(instantAt(100'000));
    QCOMPARE(panel.state(), State::Waiting);
    QCOMPARE(panel.ageText(), QString());
}

void PanelTest::stat_showsValueUnitAndDetails()
{
    PanelSpec spec = statOf("cpu.busy"_ba);
    spec.details = {{"load.1m"_ba, u"load"_s}, {"mem.used"_ba, u"used"_s}};
    SeriesStore store;
    Panel panel(spec, contextOf(store));
    store.apply(batchOf({"load.1m"_ba, "cpu.busy"_ba, "mem.used"_ba},
                        {numberAt(0, 0, 1.84), numberAt(1, 0, 23.4), numberAt(2, 0, 1536)}),
                instantAt(0));
    QCOMPARE(panel.valueText(), u"23"_s);
    QCOMPARE(panel.unitText(), u"%"_s);
    QCOMPARE(panel.subText(), u"load 1.84 · used 1.50\u202fKiB"_s);
    QCOMPARE(panel.state(), State::Live);
    QCOMPARE(panel.stateText(), QString());
    QCOMPARE(panel.seriesCount(), 1); // details are not drawn
}

void PanelTest::stat_agesInFourSteps()
{
    PanelSpec spec = statOf("cpu.busy"_ba);
    spec.details = {{"load.1m"_ba, u"load"_s}};
    SeriesStore store;
    Panel panel(spec, contextOf(store));
    store.apply(batchOf({"cpu.busy"_ba, "load.1m"_ba}, {numberAt(0, 0, 42), numberAt(1, 0, 1)}), instantAt(0));
    QCOMPARE(panel.ageText(), QString());

    store.tick(instantAt(3'000));
    QCOMPARE(panel.state(), State::Late);
    QCOMPARE(panel.valueText(), u"42"_s);
    QCOMPARE(panel.ageText(), u"3.0 s"_s);
    QCOMPARE(panel.stateText(), u"late"_s);

    store.tick(instantAt(12'000));
    QCOMPARE(panel.state(), State::Stale);
    QCOMPARE(panel.valueText(), u"42"_s);
    QCOMPARE(panel.ageText(), u"12 s"_s);
    QCOMPARE(panel.stateText(), u"stale: last value 22:13:20"_s);
    QCOMPARE(panel.subText(), QString()); // the detail is stale, too: not shown as if it were fresh

    store.tick(instantAt(60'000));
    QCOMPARE(panel.state(), State::Lost);
    QCOMPARE(panel.valueText(), u"–"_s);
    QCOMPARE(panel.unitText(), QString());
    QCOMPARE(panel.subText(), u"was 42\u202f% at 22:13:20"_s);
    QCOMPARE(panel.stateText(), u"lost: last value 22:13:20"_s);
    QCOMPARE(panel.ageText(), u"1 min"_s);
}

void PanelTest::stat_recovers()
{
    SeriesStore store;
    Panel panel(statOf("cpu.busy"_ba), contextOf(store));
    store.apply(batchOf({"cpu.busy"_ba}, {numberAt(0, 0, 42)}), instantAt(0));
    store.tick(instantAt(60'000));
    store.apply(batchOf({}, {numberAt(0, 61'000, 7)}), instantAt(61'000));
    QCOMPARE(panel.state(), State::Live);
    QCOMPARE(panel.valueText(), u"7"_s);
    QCOMPARE(panel.unitText(), u"%"_s);
    QCOMPARE(panel.subText(), QString());
    QCOMPARE(panel.ageText(), QString());
}

void PanelTest::stat_showsStatesCleaned()
{
    SeriesStore store;
    Panel panel(statOf("door"_ba), contextOf(store));
    UpdateBatch batch = batchOf({"door"_ba}, {wordAt(0)});
    batch.texts = {u"<img src=x>\u202e\n"_s + QString(300, u'y')};
    store.apply(batch, instantAt(0));
    QVERIFY(panel.valueText().startsWith(u"<img src=x>\ufffd "_s));
    QVERIFY(panel.valueText().size() <= 60);
    QCOMPARE(panel.unitText(), QString());
}

void PanelTest::stat_missingIsADash()
{
    SeriesStore store;
    Panel panel(statOf("cpu.busy"_ba), contextOf(store));
    store.apply(batchOf({"cpu.busy"_ba}, {missingAt(0, 0)}), instantAt(0));
    QCOMPARE(panel.valueText(), u"–"_s);
    QCOMPARE(panel.unitText(), QString());
    QCOMPARE(panel.state(), State::Live);
    QCOMPARE(panel.stateText(), u"no value"_s);
    store.apply(batchOf({}, {numberAt(0, 1, 5)}), instantAt(1));
    QCOMPARE(panel.stateText(), QString());
}

void PanelTest::chart_takesSeriesInTheOrderOfItsSelectors()
{
    SeriesStore store;
    Panel panel(chartOf({{"cpu.user"_ba, u"user"_s}, {"net.tx{*"_ba, u"{{dev}} out"_s, true}, {"cpu.*"_ba}}),
                contextOf(store));
    const QAbstractItemModelTester tester(panel.series());
    QSignalSpy joined(&panel, &Panel::seriesJoined);
    store.apply(batchOf({"mem"_ba, "net.tx{dev=\"eth0\"}"_ba, "cpu.idle"_ba, "cpu.user"_ba}, {}), instantAt(0));
    QCOMPARE(labels(panel), (QStringList{u"user"_s, u"eth0 out"_s, u"cpu.idle"_s}));
    QCOMPARE(joined.count(), 3);
    QCOMPARE(panel.isNegated(0), false);
    QCOMPARE(panel.isNegated(1), true);
    QCOMPARE(panel.series()->index(2).data(int(Role::ColorIndex)), QVariant(2));
}

void PanelTest::chart_takesLaterSeriesAndIsBounded()
{
    SeriesStore store;
    Panel panel(chartOf({{"core*"_ba}}), contextOf(store, 3));
    store.apply(batchOf({"core0"_ba}, {}), instantAt(0));
    store.apply(batchOf({"core1"_ba, "core2"_ba, "core3"_ba, "core4"_ba}, {}, 1), instantAt(1));
    QCOMPARE(labels(panel), (QStringList{u"core0"_s, u"core1"_s, u"core2"_s}));
    QCOMPARE(panel.hiddenText(), u"2 more not shown"_s);
}

void PanelTest::lists_takeMoreThanChartsDo()
{
    SeriesStore store;
    PanelSpec spec = chartOf({{"a*"_ba}, {"b*"_ba}});
    PanelContext context = contextOf(store, 1);
    context.rowLimit = 3;
    spec.type = PanelType::StatusGrid;
    const Panel grid(spec, context);
    spec.type = PanelType::Table;
    spec.table.rowsBy = {"n"_ba};
    spec.table.columns = {{{}, "n"_ba}, {{}, {}, 0}, {{}, {}, 1}};
    const Panel table(spec, context);
    spec = statOf("a*"_ba);
    const Panel stat(spec, context);
    store.apply(batchOf({"a{n=\"1\"}"_ba, "a{n=\"2\"}"_ba, "a{n=\"3\"}"_ba, "a{n=\"4\"}"_ba, "b{n=\"1\"}"_ba,
                         "b{n=\"2\"}"_ba, "b{n=\"3\"}"_ba, "b{n=\"4\"}"_ba},
                        {numberAt(6, 0, 7)}),
                instantAt(0));
    QCOMPARE(grid.seriesCount(), 3);
    QCOMPARE(grid.hiddenText(), u"5 more not shown"_s);
    QCOMPARE(table.table()->rowTotal(), 3); // of both data
    QCOMPARE(table.table()->index(2, 2).data(Qt::DisplayRole).toString(), u"7"_s);
    QCOMPARE(stat.hiddenText(), QString()); // it has what it wants
}

void PanelTest::details_joiningLaterHaveTheirUnit()
{
    SeriesStore store;
    PanelSpec spec = statOf("cpu.busy"_ba);
    spec.details = {{"mem.used"_ba, u"memory"_s}};
    const Panel panel(spec, contextOf(store));
    store.apply(batchOf({"cpu.busy"_ba}, {numberAt(0, 0, 1)}), instantAt(0));
    store.apply(batchOf({"mem.used"_ba}, {numberAt(1, 1, 1536)}, 1), instantAt(1));
    QCOMPARE(panel.subText(), u"memory 1.50\u202fKiB"_s);
}

void PanelTest::texts_areOfTheMomentThatIsAnnounced()
{
    SeriesStore store;
    Panel panel(chartOf({{"a"_ba}}), contextOf(store));
    store.apply(batchOf({"a"_ba}, {numberAt(0, 0, 1)}), instantAt(0));
    QString atNow;
    connect(&panel, &Panel::nowChanged, this,
            [&] { atNow = panel.series()->index(0).data(int(Role::ValueText)).toString(); });
    store.apply(batchOf({}, {numberAt(0, 1'000, 2)}), instantAt(1'000));
    QCOMPARE(atNow, u"2"_s);
}

void PanelTest::chart_legendsFillLabelsCleaned()
{
    SeriesStore store;
    Panel panel(chartOf({{"a{*"_ba}, {"b{*"_ba, u"[{{x}}] {{none}}"_s}}), contextOf(store));
    store.apply(batchOf({"a{x=\"1\\n2\",y=\"<b>\"}"_ba, "b{x=\"{{y}}\",y=\"no\"}"_ba}, {}), instantAt(0));
    QCOMPARE(labels(panel).value(0), u"1 2, <b>"_s);
    QVERIFY(labels(panel).value(1).startsWith(u"["_s));
}

void PanelTest::chart_isAsFreshAsItsFreshestSeries()
{
    SeriesStore store;
    Panel panel(chartOf({{"*"_ba}}), contextOf(store));
    const QAbstractItemModelTester tester(panel.series());
    store.apply(batchOf({"a"_ba, "b"_ba}, {numberAt(0, 0, 1), numberAt(1, 0, 2)}), instantAt(0));
    store.apply(batchOf({}, {numberAt(1, 15'000, 2)}), instantAt(15'000));
    QCOMPARE(panel.state(), State::Live);
    QCOMPARE(panel.seriesState(0), State::Stale);
    QCOMPARE(panel.series()->index(0).data(int(Role::State)), QVariant(int(State::Stale)));
    QCOMPARE(panel.series()->index(1).data(int(Role::State)), QVariant(int(State::Live)));
    store.tick(instantAt(60'000));
    QCOMPARE(panel.state(), State::Stale);
    QCOMPARE(panel.stateText(), u"stale: last value 22:13:35"_s);                    // the newest of both
    QCOMPARE(panel.series()->index(0).data(int(Role::ValueText)), QVariant(u"–"_s)); // lost
    QCOMPARE(panel.series()->index(1).data(int(Role::ValueText)), QVariant(u"2"_s));
    store.tick(instantAt(80'000));
    QCOMPARE(panel.state(), State::Lost);
    QCOMPARE(panel.stateText(), u"lost: last value 22:13:35"_s);
}

void PanelTest::chart_readsHistories()
{
    SeriesStore store;
    Panel panel(chartOf({{"b"_ba}}), contextOf(store));
    store.apply(batchOf({"a"_ba, "b"_ba}, {numberAt(0, 0, 1), numberAt(1, 5, 2)}), instantAt(10));
    QCOMPARE(panel.seriesCount(), 1);
    QCOMPARE(panel.history(0)->lastValue(), 2.0);
    QCOMPARE(panel.history(0), &store.history(1));
}

void PanelTest::connection_hasNoDataToWaitFor()
{
    SeriesStore store;
    PanelSpec spec;
    spec.type = PanelType::Connection;
    Panel panel(spec, contextOf(store));
    QCOMPARE(panel.type(), Panel::Type::Connection);
    QCOMPARE(panel.state(), State::Live);
    QCOMPARE(panel.stateText(), QString());
}

void PanelTest::signals_onlyWhenSomethingChanged()
{
    SeriesStore store;
    Panel panel(statOf("cpu.busy"_ba), contextOf(store));
    store.apply(batchOf({"cpu.busy"_ba}, {numberAt(0, 0, 42)}), instantAt(0));
    QSignalSpy value(&panel, &Panel::valueTextChanged);
    QSignalSpy unit(&panel, &Panel::unitTextChanged);
    QSignalSpy sub(&panel, &Panel::subTextChanged);
    QSignalSpy state(&panel, &Panel::stateChanged);
    QSignalSpy stateText(&panel, &Panel::stateTextChanged);
    QSignalSpy age(&panel, &Panel::ageTextChanged);
    store.apply(batchOf({}, {numberAt(0, 1'000, 42.3)}), instantAt(1'000)); // the same as shown
    store.tick(instantAt(2'000));
    QCOMPARE(value.count() + unit.count() + sub.count() + state.count() + stateText.count() + age.count(), 0);
    store.apply(batchOf({}, {numberAt(0, 2'000, 43)}), instantAt(2'000));
    QCOMPARE(value.count(), 1);
    QCOMPARE(unit.count() + sub.count() + state.count(), 0);
    store.tick(instantAt(5'000));
    QCOMPARE(state.count(), 1);
    QCOMPARE(age.count(), 1);
    store.tick(instantAt(5'050)); // the same words
    QCOMPARE(age.count(), 1);
    store.apply(batchOf({"other"_ba}, {numberAt(1, 5'200, 1)}, 1), instantAt(5'200)); // nor with others' data
    QCOMPARE(age.count(), 1);
}

void PanelTest::samplesChanged_onlyForOwnSeries()
{
    SeriesStore store;
    Panel panel(statOf("a"_ba), contextOf(store));
    store.apply(batchOf({"a"_ba, "b"_ba}, {numberAt(0, 0, 1), numberAt(1, 0, 1)}), instantAt(0));
    QSignalSpy samples(&panel, &Panel::samplesChanged);
    store.apply(batchOf({}, {numberAt(1, 1, 1)}), instantAt(1));
    QCOMPARE(samples.count(), 0);
    store.apply(batchOf({}, {numberAt(0, 2, 1)}), instantAt(2));
    QCOMPARE(samples.count(), 1);
    UpdateBatch gap;
    gap.fences = {Fence{}};
    store.apply(gap, instantAt(3));
    QCOMPARE(samples.count(), 2);
}

void PanelTest::now_followsTheStore()
{
    SeriesStore store;
    Panel panel(statOf("a"_ba), contextOf(store));
    QSignalSpy now(&panel, &Panel::nowChanged);
    store.tick(instantAt(1'000));
    QCOMPARE(panel.nowMs(), epochMs + 1'000);
    store.tick(instantAt(1'000));
    QCOMPARE(now.count(), 1);
    store.apply(batchOf({"a"_ba}, {numberAt(0, 1'500, 1)}), instantAt(1'500));
    QCOMPARE(panel.nowMs(), epochMs + 1'500);

    QSignalSpy window(&panel, &Panel::windowChanged);
    panel.setWindowMs(60'000);
    panel.setWindowMs(60'000);
    QCOMPARE(window.count(), 1);
    QCOMPARE(panel.windowMs(), 60'000);
}

void PanelTest::axisText_sharesOneScale()
{
    SeriesStore store;
    PanelSpec spec = chartOf({{"net.rx"_ba}});
    Panel panel(spec, contextOf(store));
    store.apply(batchOf({"net.rx"_ba}, {}), instantAt(0));
    QCOMPARE(panel.axisText(4e6, 8e6, 4e6), u"4\u202fMB/s"_s); // the unit by the series' name
}

void PanelTest::panel_joinsWhatTheStoreHasAlready()
{
    SeriesStore store;
    store.apply(batchOf({"cpu.busy"_ba}, {numberAt(0, 0, 42)}), instantAt(0));
    Panel panel(statOf("cpu.busy"_ba), contextOf(store));
    QCOMPARE(panel.valueText(), u"42"_s);
    QCOMPARE(panel.state(), State::Live);
    QCOMPARE(panel.nowMs(), epochMs);
}

void PanelTest::panel_showsSeveralSources()
{
    SeriesStore one;
    SeriesStore two;
    PanelSpec spec = chartOf({{"x"_ba}, {"x"_ba}});
    spec.series[0].source = u"one"_s;
    spec.series[1].source = u"two"_s;
    PanelContext context;
    context.sources = {{u"two"_s, &two}, {u"one"_s, &one}};
    Panel panel(spec, context);
    one.apply(batchOf({"x"_ba}, {numberAt(0, 0, 1)}), instantAt(0));
    two.apply(batchOf({"y"_ba, "x"_ba}, {numberAt(1, 0, 2)}), instantAt(0));
    QCOMPARE(panel.seriesCount(), 2);
    QCOMPARE(panel.history(0)->lastValue(), 1.0);
    QCOMPARE(panel.history(1)->lastValue(), 2.0);
    QSignalSpy samples(&panel, &Panel::samplesChanged);
    one.apply(batchOf({}, {numberAt(0, 1, 5)}), instantAt(1));
    QCOMPARE(samples.count(), 1);
    QCOMPARE(panel.series()->index(0).data(int(Role::ValueText)).toString(), u"5"_s);
    QCOMPARE(panel.series()->index(1).data(int(Role::ValueText)).toString(), u"2"_s);
}

void PanelTest::panel_agesByItsOwnLimits()
{
    PanelSpec spec = statOf("a"_ba);
    spec.freshness.late = milliseconds(100'000);
    spec.freshness.stale = milliseconds(200'000);
    spec.freshness.lost = milliseconds(300'000);
    SeriesStore store;
    Panel panel(spec, contextOf(store));
    store.apply(batchOf({"a"_ba}, {numberAt(0, 0, 1)}), instantAt(0));
    store.tick(instantAt(99'000)); // lost long ago by the store's limits
    QCOMPARE(panel.state(), State::Live);
    store.tick(instantAt(100'000));
    QCOMPARE(panel.state(), State::Late);
    store.tick(instantAt(200'000));
    QCOMPARE(panel.state(), State::Stale);
    store.tick(instantAt(300'000));
    QCOMPARE(panel.state(), State::Lost);
}

void PanelTest::panel_agesByItsOwnCadence()
{
    SeriesStore store;
    PanelSpec spec = statOf("door"_ba);
    Panel periodic(spec, contextOf(store));
    spec.cadence = Cadence::OnChange;
    Panel onChange(spec, contextOf(store));
    store.apply(batchOf({"door"_ba}, {numberAt(0, 0, 1)}), instantAt(0));
    UpdateBatch alive;
    alive.lastProof = bootAt(100'000);
    store.apply(alive, instantAt(100'000));
    store.tick(instantAt(100'000));
    QCOMPARE(onChange.state(), State::Live);
    QCOMPARE(periodic.state(), State::Lost); // it is of the same series, and has another opinion
    // What was told of one panel is not left behind in the store by it.
    spec.cadence.reset();
    const Panel later(spec, contextOf(store));
    QCOMPARE(later.state(), State::Lost);
    // Silence alone ages it, without any data.
    store.tick(instantAt(103'000));
    QCOMPARE(onChange.state(), State::Late);
    QCOMPARE(onChange.ageText(), u"3.0 s"_s);
    store.tick(instantAt(160'000));
    QCOMPARE(onChange.state(), State::Lost);
    alive.lastProof = bootAt(161'000);
    store.apply(alive, instantAt(161'000));
    store.tick(instantAt(161'000));
    QCOMPARE(onChange.state(), State::Live);
    QCOMPARE(periodic.state(), State::Lost);
}

void PanelTest::panel_agesByItsOwnCadenceWhatIsDerived()
{
    SeriesStore store;
    DerivedSeries derived(&store);
    PanelSpec spec = statOf("door"_ba);
    spec.series[0].derivation.op = Derivation::Op::Scale;
    spec.series[0].derivation.factor = 2;
    derived.setSelectors(spec.series);
    Panel periodic(spec, contextOf(store));
    spec.cadence = Cadence::OnChange;
    Panel onChange(spec, contextOf(store));
    store.apply(batchOf({"door"_ba}, {numberAt(0, 0, 1)}), instantAt(0));
    QCOMPARE(onChange.valueText(), u"2"_s);
    UpdateBatch alive;
    alive.lastProof = bootAt(30'000);
    store.apply(alive, instantAt(30'000));
    store.tick(instantAt(30'000));
    QCOMPARE(onChange.state(), State::Live);
    QCOMPARE(periodic.state(), State::Stale);
}

void PanelTest::values_haveAMeaningAndAPlace()
{
    PanelSpec spec = statOf("a"_ba);
    spec.type = PanelType::Gauge;
    spec.thresholds.steps = {{80, Severity::Medium}, {90, Severity::Critical}};
    spec.thresholds.hysteresis = 5;
    SeriesStore store;
    Panel panel(spec, contextOf(store));
    store.apply(batchOf({"a"_ba}, {numberAt(0, 0, 95)}), instantAt(0));
    QCOMPARE(panel.severity(), int(Severity::Critical));
    QCOMPARE(panel.share(), 0.95); // of 0 to 100, which percent promises
    store.apply(batchOf({}, {numberAt(0, 1, 87)}), instantAt(1));
    QCOMPARE(panel.severity(), int(Severity::Critical)); // not far enough back
    store.apply(batchOf({}, {numberAt(0, 2, 84)}), instantAt(2));
    QCOMPARE(panel.severity(), int(Severity::Medium));
    store.tick(instantAt(100'000));
    QCOMPARE(panel.severity(), -1); // what is lost means nothing any more
    QCOMPARE(panel.share(), -1.0);
}

void PanelTest::mappings_nameValues()
{
    PanelSpec spec = statOf("a"_ba);
    ValueMapping off;
    off.number = 0;
    off.text = u"off"_s;
    off.state = Severity::Low;
    ValueMapping none;
    none.missing = true;
    none.text = u"no sensor"_s;
    spec.mappings = {off, none};
    SeriesStore store;
    Panel panel(spec, contextOf(store));
    store.apply(batchOf({"a"_ba}, {numberAt(0, 0, 0)}), instantAt(0));
    QCOMPARE(panel.valueText(), u"off"_s);
    QCOMPARE(panel.unitText(), QString());
    QCOMPARE(panel.severity(), int(Severity::Low));
    store.apply(batchOf({}, {missingAt(0, 1)}), instantAt(1));
    QCOMPARE(panel.valueText(), u"no sensor"_s);
    store.apply(batchOf({}, {numberAt(0, 2, 12)}), instantAt(2));
    QCOMPARE(panel.valueText(), u"12"_s);
    QCOMPARE(panel.severity(), -1);
}

void PanelTest::reduction_isOfTheWindow()
{
    PanelSpec spec = statOf("a"_ba);
    spec.reduction = Reduction::Max;
    spec.window = milliseconds(10'000);
    SeriesStore store;
    Panel panel(spec, contextOf(store));
    store.apply(batchOf({"a"_ba}, {numberAt(0, 0, 90), numberAt(0, 5'000, 40)}), instantAt(5'000));
    QCOMPARE(panel.valueText(), u"90"_s);
    store.apply(batchOf({}, {numberAt(0, 11'000, 20)}), instantAt(11'000));
    QCOMPARE(panel.valueText(), u"40"_s); // the 90 has left the window
}

void PanelTest::thresholdMarks_sayWhatEachPartMeans()
{
    PanelSpec spec = statOf("a"_ba);
    spec.type = PanelType::Gauge;
    spec.thresholds.direction = Thresholds::Direction::Down;
    spec.thresholds.steps = {{75, Severity::Medium}, {60, Severity::Critical}};
    SeriesStore store;
    const Panel panel(spec, contextOf(store));
    QStringList marks;
    for (const QVariant &mark : panel.thresholdMarks())
        marks << u"%1:%2"_s.arg(mark.toMap()[u"position"_s].toDouble()).arg(mark.toMap()[u"severity"_s].toInt());
    QCOMPARE(marks, QStringList({u"0:4"_s, u"0.6:2"_s, u"0.75:0"_s}));
}

void PanelTest::whyText_namesConnectionAgeAndLimits()
{
    SeriesStore store;
    ConnectionModel connection;
    PanelContext context;
    context.sources = {{u"feed"_s, &store, &connection}};
    const Panel panel(statOf("cpu.busy"_ba), context);
    QVERIFY(panel.whyText().contains(u"No series of this name has come yet: cpu.busy"_s));
    store.apply(batchOf({"cpu.busy"_ba}, {numberAt(0, 0, 42)}), instantAt(0));
    store.tick(instantAt(12'000));
    const QStringList lines = panel.whyText().split(u'\n');
    QCOMPARE(lines.first(), u"Newest value: taken 22:13:20, 12 s old"_s);
    QVERIFY(lines.contains(u"Connection: "_s + connection.headline()));
    QCOMPARE(lines.last(), u"Late after 3.0 s, stale after 10 s, lost after 1 min without a new value"_s);

    // Who reads it sees the connection change, and time pass, also where nothing else of the panel moves.
    QSignalSpy changed(&panel, &Panel::whyTextChanged);
    LinkStatus link;
    link.state = LinkState::Live;
    connection.setLinkStatus(link);
    QCOMPARE(changed.size(), 1);
    store.tick(instantAt(13'000));
    QVERIFY(changed.size() > 1);
}

void PanelTest::log_isAsFreshAsItsSource()
{
    SeriesStore store;
    LogStore logs;
    ConnectionModel connection;
    PanelSpec spec;
    spec.type = PanelType::Log;
    PanelContext context;
    context.sources = {{u"feed"_s, &store, &connection, &logs}};
    const Panel panel(spec, context);
    QVERIFY(panel.log());
    QCOMPARE(panel.state(), State::Waiting);
    const auto tick = [&](qint64 at) {
        connection.tick(instantAt(at));
        store.tick(instantAt(at));
    };
    UpdateBatch proof;
    proof.lastProof = bootAt(0);
    connection.apply(proof, instantAt(0));
    tick(1);
    QCOMPARE(panel.state(), State::Live); // no line means that nothing happened
    tick(10'000);
    QCOMPARE(panel.state(), State::Stale);
    LinkStatus link;
    link.state = LinkState::Live;
    connection.setLinkStatus(link); // which vouches for it, between two beats of 15 s
    tick(11'000);
    QCOMPARE(panel.state(), State::Live);
    tick(8 * 3'600'000); // the machine slept; the connection does not know yet
    QCOMPARE(panel.state(), State::Lost);
}

void PanelTest::words_ofTheFileAreClean()
{
    PanelSpec spec = statOf("cpu.busy"_ba);
    spec.title = u"C\u202eP\u001b[31mU\n"_s;
    spec.text = u"one\ntwo\u2067\u0007"_s;
    spec.details = {{"load.1m"_ba, u"lo\u202ead {{__name__}}"_s}, {"cpu.busy"_ba}};
    SeriesStore store;
    Panel panel(spec, contextOf(store));
    store.apply(batchOf({"cpu.busy"_ba, "load.1m"_ba}, {numberAt(0, 0, 42), numberAt(1, 0, 1)}), instantAt(0));
    QCOMPARE(panel.title(), u"C\ufffdP [31mU"_s);
    QCOMPARE(panel.text(), u"one\ntwo\ufffd "_s);
    QCOMPARE(panel.subText(), u"lo\ufffdad load.1m 1 · 42.0\u202f%"_s);
}

QTEST_GUILESS_MAIN(PanelTest)
#include "tst_panel.moc"
