// SPDX-License-Identifier: MIT
#include "models/dashboard/panellistmodel.h"

#include "models/connection/connectionmodel.h"
#include "models/logs/logstore.h"
#include "tests/unit/models/modelhelpers.h"
#include "tests/unit/models/thismachine.h"

#include <QAbstractItemModelTester>
#include <QPointer>
#include <QSignalSpy>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;
using Role = PanelListModel::Role;

namespace {

PanelContext contextOf(SeriesStore &store, qsizetype seriesLimit = 32)
{
    PanelContext context;
    context.sources = {{u"feed"_s, &store}};
    context.seriesLimit = seriesLimit;
    return context;
}

PanelSpec specAt(GridRect at, PanelType type = PanelType::Stat)
{
    PanelSpec spec;
    spec.type = type;
    spec.at = at;
    return spec;
}
} // namespace

class PanelListModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void setPanels_replacesAndKeepsOldOnesForAWhile();
    void append_keepsThePanelsThereAre();
    void append_isBounded();
    void rows_isTheHeightOfTheGrid();
    void windowMs_isOfEveryPanel();
    void waiting_untilAPanelShowsSeries();
    void lossText_fromHalfOfThePanelsOn();
    void loss_blamesTheSourceOfTheLostPanels();
    void loss_ofLogsAloneHasATime();
    void thisMachine_shows();
    void data_outsideIsNothing();
};

void PanelListModelTest::setPanels_replacesAndKeepsOldOnesForAWhile()
{
    SeriesStore store;
    PanelListModel model(contextOf(store));
    const QAbstractItemModelTester tester(&model);
    QSignalSpy count(&model, &PanelListModel::countChanged);
    model.setPanels({specAt({0, 0, 6, 4}), specAt({6, 0, 12, 7}, PanelType::TimeSeries)});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(1).data(int(Role::X)), QVariant(6));
    QCOMPARE(model.index(1).data(int(Role::Y)), QVariant(0));
    QCOMPARE(model.index(1).data(int(Role::W)), QVariant(12));
    QCOMPARE(model.index(1).data(int(Role::H)), QVariant(7));
    QCOMPARE(model.index(1).data(int(Role::Type)).value<Panel::Type>(), Panel::Type::TimeSeries);
    QCOMPARE(model.index(1).data(int(Role::Panel)).value<Panel *>(), model.panelAt(1));
    QCOMPARE(model.roleNames().size(), 6);

    QPointer<Panel> old = model.panelAt(0);
    model.setPanels({specAt({1, 0, 6, 4})});
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(old); // views let go of it later
    QTRY_VERIFY(!old);
    model.setPanels({});
    QCOMPARE(model.count(), 0);
    QCOMPARE(count.count(), 3);
}

void PanelListModelTest::append_keepsThePanelsThereAre()
{
    SeriesStore store;
    PanelListModel model(contextOf(store));
    const QAbstractItemModelTester tester(&model);
    model.setPanels({specAt({0, 0, 6, 4})});
    Panel *first = model.panelAt(0);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.append({specAt({6, 0, 6, 4}), specAt({12, 0, 6, 4})});
    QCOMPARE(reset.count(), 0);
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(model.count(), 3);
    QCOMPARE(model.panelAt(0), first);
    model.append({});
    QCOMPARE(inserted.count(), 1);
}

void PanelListModelTest::append_isBounded()
{
    SeriesStore store;
    PanelListModel model(contextOf(store), 2);
    const QAbstractItemModelTester tester(&model);
    model.append({specAt({}), specAt({}), specAt({})});
    QCOMPARE(model.count(), 2);
    model.append({specAt({})});
    QCOMPARE(model.count(), 2);
}

void PanelListModelTest::rows_isTheHeightOfTheGrid()
{
    SeriesStore store;
    PanelListModel model(contextOf(store));
    QCOMPARE(model.rows(), 0);
    QCOMPARE(model.columns(), 24);
    model.setPanels({specAt({0, 4, 6, 7}), specAt({6, 0, 6, 4})});
    QCOMPARE(model.rows(), 11);
}

void PanelListModelTest::windowMs_isOfEveryPanel()
{
    SeriesStore store;
    PanelListModel model(contextOf(store));
    model.setPanels({specAt({})});
    QSignalSpy window(&model, &PanelListModel::windowChanged);
    model.setWindowMs(60'000);
    model.setWindowMs(60'000);
    QCOMPARE(window.count(), 1);
    QCOMPARE(model.panelAt(0)->windowMs(), 60'000);
    model.append({specAt({})});
    QCOMPARE(model.panelAt(1)->windowMs(), 60'000);
}

void PanelListModelTest::waiting_untilAPanelShowsSeries()
{
    SeriesStore store;
    PanelListModel model(contextOf(store));
    QSignalSpy waiting(&model, &PanelListModel::waitingChanged);
    QVERIFY(!model.isWaiting()); // a dashboard that is complete waits for nothing as a whole
    model.setPanels({specAt({}, PanelType::Connection)}, PanelListModel::Filling::Growing);
    QVERIFY(model.isWaiting());
    model.append({specAt({})});
    QVERIFY(!model.isWaiting());
    QCOMPARE(waiting.count(), 2);
    model.setPanels({}, PanelListModel::Filling::Growing);
    QVERIFY(model.isWaiting());
}

/// A series is lost after 60 s; what shows no series does not count.
void PanelListModelTest::lossText_fromHalfOfThePanelsOn()
{
    SeriesStore store;
    PanelListModel model(contextOf(store));
    const auto showing = [](const QByteArray &series) {
        PanelSpec spec = specAt({});
        spec.series = {{series}};
        return spec;
    };
    model.setPanels({showing("a"_ba), showing("b"_ba), showing("c"_ba), specAt({}, PanelType::Connection)});
    QSignalSpy loss(&model, &PanelListModel::lossChanged);
    store.apply(batchOf({"a"_ba, "b"_ba, "c"_ba}, {numberAt(0, 0, 1), numberAt(1, 1000, 1), numberAt(2, 90'000, 1)}),
                instantAt(90'000));
    QCOMPARE(model.lossText(), u"2 of 3 panels: no data since 22:13:21"_s);
    QVERIFY(model.isMostlyLost());
    store.apply(batchOf({}, {numberAt(0, 91'000, 1)}), instantAt(91'000));
    QVERIFY(!model.isMostlyLost());
    QCOMPARE(model.lossText(), QString());

    store.tick(instantAt(151'000));
    QCOMPARE(model.lossText(), u"No data since 22:14:51"_s);
    const qsizetype told = loss.count();
    store.tick(instantAt(152'000));
    QCOMPARE(loss.count(), told);
    store.tick(instantAt(24LL * 3600 * 1000));
    QCOMPARE(model.lossText(), u"No data since 14 Nov 2023 22:14"_s);
    model.setPanels({});
    QVERIFY(!model.isMostlyLost());
}

/// That another source is worse off explains nothing.
void PanelListModelTest::loss_blamesTheSourceOfTheLostPanels()
{
    SeriesStore store;
    SeriesStore otherStore;
    ConnectionModel silent;
    ConnectionModel offline;
    LinkStatus status;
    status.state = LinkState::Live;
    silent.setLinkStatus(status);
    status.state = LinkState::Backoff;
    offline.setLinkStatus(status);
    PanelContext context;
    context.sources = {{u"silent"_s, &store, &silent}, {u"offline"_s, &otherStore, &offline}};
    PanelListModel model(context);
    PanelSpec spec = specAt({});
    spec.series = {{"a"_ba}};
    model.setPanels({spec});
    store.apply(batchOf({"a"_ba}, {numberAt(0, 0, 1)}), instantAt(0));
    QCOMPARE(model.lossConnection(), nullptr);
    store.tick(instantAt(60'000));
    QVERIFY(model.isMostlyLost());
    QCOMPARE(model.lossConnection(), &silent);
}

void PanelListModelTest::loss_ofLogsAloneHasATime()
{
    SeriesStore store;
    ConnectionModel connection;
    LogStore logs;
    PanelContext context;
    context.sources = {{u"feed"_s, &store, &connection, &logs}};
    PanelListModel model(context);
    model.setPanels({specAt({}, PanelType::Log)});
    UpdateBatch proof;
    proof.lastProof = bootAt(1'000);
    for (const qint64 at : {1'000, 70'000, 71'000}) {
        connection.apply(proof, instantAt(at));
        connection.tick(instantAt(at));
        store.tick(instantAt(at));
    }
    QCOMPARE(model.panelAt(0)->state(), Panel::State::Lost);
    QCOMPARE(model.panelAt(0)->ageText(), u"1 min"_s);
    QCOMPARE(model.lossText(), u"No data since 22:13:21"_s);
}

void PanelListModelTest::thisMachine_shows()
{
    SeriesStore store;
    PanelListModel model(contextOf(store));
    const QAbstractItemModelTester tester(&model);
    model.setPanels(thisMachine().pages.first().panels);
    store.apply(batchOf({"cpu.busy"_ba, "net.rx{dev=\"eth0\"}"_ba, "net.tx{dev=\"eth0\"}"_ba,
                         "net.rx.packets{dev=\"eth0\"}"_ba},
                        {numberAt(0, 0, 22.6), numberAt(1, 0, 3.42e6), numberAt(2, 0, 1.18e6), numberAt(3, 0, 5)}),
                instantAt(0));
    QCOMPARE(model.panelAt(0)->valueText(), u"23"_s);
    Panel *network = nullptr;
    for (int row = 0; row < model.count(); ++row) {
        if (model.panelAt(row)->title() == u"Network"_s)
            network = model.panelAt(row);
    }
    QVERIFY(network);
    QCOMPARE(network->seriesCount(), 2);
    const auto text = [&](int row, PanelSeriesListModel::Role role) {
        return network->series()->index(row).data(int(role)).toString();
    };
    QCOMPARE(text(0, PanelSeriesListModel::Role::Label), u"eth0 in"_s);
    QCOMPARE(text(0, PanelSeriesListModel::Role::FullText), u"3.42\u202fMB/s"_s);
    QVERIFY(network->isNegated(1));
}

void PanelListModelTest::data_outsideIsNothing()
{
    SeriesStore store;
    PanelListModel model(contextOf(store));
    model.setPanels({specAt({})});
    QVERIFY(!model.data(QModelIndex(), int(Role::X)).isValid());
    QVERIFY(!model.index(0).data(Qt::DisplayRole).isValid());
    QCOMPARE(model.rowCount(model.index(0)), 0);
}

QTEST_GUILESS_MAIN(PanelListModelTest)
#include "tst_panellistmodel.moc"
