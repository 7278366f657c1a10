// SPDX-License-Identifier: MIT
#include "models/dashboard/paneltablemodel.h"

#include "models/dashboard/panel.h"
#include "tests/unit/models/modelhelpers.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;
using Role = PanelTableModel::Role;

namespace {

PanelSpec fileSystems()
{
    PanelSpec spec;
    spec.type = PanelType::Table;
    spec.series = {{"fs.used{*"}, {"fs.share{*"}};
    spec.series[1].legend = u"Full"_s;
    spec.unit = Unit::Bytes;
    spec.table.rowsBy = {"mount"};
    TableColumn mount;
    mount.label = "mount";
    mount.title = u"Mount"_s;
    TableColumn used;
    used.dataIndex = 0;
    TableColumn share;
    share.dataIndex = 1;
    share.unit = Unit::Percent;
    share.decimals = 0;
    share.cell = TableColumn::Cell::Bar;
    spec.table.columns = {mount, used, share};
    return spec;
}

} // namespace

class PanelTableModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void seriesWithEqualLabels_shareARow();
    void cells_haveTheirColumnsUnit();
    void header_namesLabelsAndData();
    void columns_withoutAnyAreMadeOfTheData();
    void change_isToldOfSingleCells();
    void changesBelowEachOther_areToldTogether();
    void changesOfOneBatch_keepTheirPlacesApart();
    void order_movesOnlyWhenRestored();
    void order_holdsPersistentIndexes();
    void order_thatNobodyHolds_isToldAsChangedCells();
    void order_putsWhatHasNoValueLast();
    void sort_isTold();
    void rows_areBounded();
    void lostValue_isOldAndNotShown();

private:
    void makePanel(const PanelSpec &spec, qsizetype rowLimit = 1'000);
    void feed(const QList<SampleRecord> &samples, qint64 at = 0);
    QString cell(int row, int column, Role role = Role::Display) const;
    QStringList column(int column) const;

    std::unique_ptr<SeriesStore> m_store;
    std::unique_ptr<Panel> m_panel;
};

void PanelTableModelTest::init()
{
    m_panel.reset();
    m_store = std::make_unique<SeriesStore>();
    m_store->apply(batchOf({"fs.used{mount=\"/\"}", "fs.share{mount=\"/\"}", "fs.used{mount=\"/home\"}",
                            "fs.share{mount=\"/home\"}", "fs.used{mount=\"/var\"}", "fs.share{mount=\"/var\"}"},
                           {}),
                   instantAt(0));
}

void PanelTableModelTest::makePanel(const PanelSpec &spec, qsizetype rowLimit)
{
    PanelContext context;
    context.sources = {{u"feed"_s, m_store.get()}};
    context.rowLimit = rowLimit;
    m_panel = std::make_unique<Panel>(spec, context);
}

void PanelTableModelTest::feed(const QList<SampleRecord> &samples, qint64 at)
{
    m_store->apply(batchOf({}, samples), instantAt(at));
}

QString PanelTableModelTest::cell(int row, int column, Role role) const
{
    return m_panel->table()->index(row, column).data(int(role)).toString();
}

QStringList PanelTableModelTest::column(int column) const
{
    QStringList texts;
    for (int row = 0; row < m_panel->table()->rowCount(); ++row)
        texts << cell(row, column);
    return texts;
}

void PanelTableModelTest::seriesWithEqualLabels_shareARow()
{
    makePanel(fileSystems());
    const QAbstractItemModelTester tester(m_panel->table());
    QCOMPARE(m_panel->table()->rowCount(), 3);
    QCOMPARE(m_panel->table()->columnCount(), 3);
    QCOMPARE(column(0), QStringList({u"/"_s, u"/home"_s, u"/var"_s}));
    QCOMPARE(column(1), QStringList({u"–"_s, u"–"_s, u"–"_s}));
}

void PanelTableModelTest::cells_haveTheirColumnsUnit()
{
    makePanel(fileSystems());
    feed({numberAt(0, 0, 2048), numberAt(1, 0, 42.4)});
    QCOMPARE(cell(0, 1), u"2.00"_s);
    QCOMPARE(cell(0, 1, Role::UnitText), u"KiB"_s);
    QCOMPARE(cell(0, 2), u"42"_s);
    QCOMPARE(cell(0, 2, Role::UnitText), u"%"_s);
    QCOMPARE(m_panel->table()->index(0, 2).data(int(Role::Share)).toDouble(), 0.424);
    QCOMPARE(m_panel->table()->index(0, 2).data(int(Role::Cell)).toInt(), int(TableColumn::Cell::Bar));
    QVERIFY(!m_panel->table()->index(0, 0).data(int(Role::IsNumber)).toBool());
}

void PanelTableModelTest::header_namesLabelsAndData()
{
    makePanel(fileSystems());
    QStringList titles;
    for (int i = 0; i < 3; ++i)
        titles << m_panel->table()->headerData(i, Qt::Horizontal, Qt::DisplayRole).toString();
    QCOMPARE(titles, QStringList({u"Mount"_s, u"fs.used"_s, u"Full"_s}));
}

void PanelTableModelTest::columns_withoutAnyAreMadeOfTheData()
{
    PanelSpec spec;
    spec.type = PanelType::Table;
    spec.series = {{"fs.used{*"}};
    makePanel(spec);
    QCOMPARE(m_panel->table()->columnCount(), 2);
    QCOMPARE(m_panel->table()->headerData(0, Qt::Horizontal, Qt::DisplayRole).toString(), u"Series"_s);
    QCOMPARE(m_panel->table()->headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(), u"Value"_s);
    QCOMPARE(column(0), QStringList({u"/"_s, u"/home"_s, u"/var"_s}));
}

void PanelTableModelTest::change_isToldOfSingleCells()
{
    makePanel(fileSystems());
    feed({numberAt(0, 0, 2048), numberAt(2, 0, 1)});
    QSignalSpy changed(m_panel->table(), &QAbstractItemModel::dataChanged);
    feed({numberAt(0, 1, 2048), numberAt(2, 1, 4096)}, 1);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex(), m_panel->table()->index(1, 1));
    QVERIFY(changed[0][2].value<QList<int>>().contains(int(Role::Display)));
    QVERIFY(!changed[0][2].value<QList<int>>().contains(int(Role::IsOld)));
}

void PanelTableModelTest::changesBelowEachOther_areToldTogether()
{
    makePanel(fileSystems());
    feed({numberAt(0, 0, 1), numberAt(2, 0, 1), numberAt(4, 0, 1)});
    QSignalSpy changed(m_panel->table(), &QAbstractItemModel::dataChanged);
    // Twice the same cell, and neither of them in the order of the rows.
    feed({numberAt(4, 1, 7), numberAt(0, 1, 8), numberAt(2, 1, 9), numberAt(0, 2, 5), numberAt(1, 2, 50)}, 2);
    QCOMPARE(changed.size(), 2);
    QCOMPARE(changed[0][0].toModelIndex(), m_panel->table()->index(0, 1));
    QCOMPARE(changed[0][1].toModelIndex(), m_panel->table()->index(2, 1));
    QCOMPARE(changed[0][2].value<QList<int>>(), QList<int>{int(Role::Display)});
    QCOMPARE(changed[1][0].toModelIndex(), m_panel->table()->index(0, 2));
    QCOMPARE(changed[1][1].toModelIndex(), m_panel->table()->index(0, 2));
    QCOMPARE(changed[1][2].value<QList<int>>(),
             QList<int>({int(Role::Display), int(Role::UnitText), int(Role::Share)}));
    QCOMPARE(column(1), QStringList({u"5"_s, u"9"_s, u"7"_s}));
}

void PanelTableModelTest::changesOfOneBatch_keepTheirPlacesApart()
{
    PanelSpec spec = fileSystems();
    spec.table.sortColumn = 1;
    spec.table.sortDescending = true;
    makePanel(spec);
    feed({numberAt(0, 0, 3), numberAt(2, 0, 1), numberAt(4, 0, 2)});
    m_store->tick(instantAt(1));
    QCOMPARE(column(0), QStringList({u"/"_s, u"/var"_s, u"/home"_s}));
    QSignalSpy changed(m_panel->table(), &QAbstractItemModel::dataChanged);
    // The first two rows of the feed stand first and last here.
    feed({numberAt(0, 2, 6), numberAt(2, 2, 5)}, 2);
    QCOMPARE(changed.size(), 2);
    QCOMPARE(changed[0][0].toModelIndex(), m_panel->table()->index(0, 1));
    QCOMPARE(changed[0][1].toModelIndex(), m_panel->table()->index(0, 1));
    QCOMPARE(changed[1][0].toModelIndex(), m_panel->table()->index(2, 1));
    QCOMPARE(changed[1][1].toModelIndex(), m_panel->table()->index(2, 1));
}

void PanelTableModelTest::order_movesOnlyWhenRestored()
{
    PanelSpec spec = fileSystems();
    spec.table.sortColumn = 1;
    spec.table.sortDescending = true;
    makePanel(spec);
    const QAbstractItemModelTester tester(m_panel->table());
    feed({numberAt(0, 0, 1), numberAt(2, 0, 3), numberAt(4, 0, 2)});
    QCOMPARE(column(0), QStringList({u"/"_s, u"/home"_s, u"/var"_s}));
    m_store->tick(instantAt(1));
    QCOMPARE(column(0), QStringList({u"/home"_s, u"/var"_s, u"/"_s}));
    // Values find their rows where these stand now.
    feed({numberAt(0, 2, 5)}, 2);
    QCOMPARE(cell(2, 1), u"5"_s);
}

void PanelTableModelTest::order_holdsPersistentIndexes()
{
    PanelSpec spec = fileSystems();
    spec.table.sortColumn = 1;
    makePanel(spec);
    feed({numberAt(0, 0, 9), numberAt(2, 0, 3), numberAt(4, 0, 2)});
    const QPersistentModelIndex root(m_panel->table()->index(0, 0));
    m_store->tick(instantAt(1));
    QCOMPARE(root.row(), 2);
    QCOMPARE(root.data().toString(), u"/"_s);
}

void PanelTableModelTest::order_thatNobodyHolds_isToldAsChangedCells()
{
    PanelSpec spec = fileSystems();
    spec.table.sortColumn = 1;
    makePanel(spec);
    feed({numberAt(0, 0, 1), numberAt(2, 0, 3), numberAt(4, 0, 2)});
    QSignalSpy changed(m_panel->table(), &QAbstractItemModel::dataChanged);
    QSignalSpy moved(m_panel->table(), &QAbstractItemModel::layoutChanged);
    m_store->tick(instantAt(1));
    QCOMPARE(column(0), QStringList({u"/"_s, u"/var"_s, u"/home"_s}));
    QCOMPARE(moved.size(), 0);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex(), m_panel->table()->index(1, 0));
    QCOMPARE(changed[0][1].toModelIndex(), m_panel->table()->index(2, 2));
    QCOMPARE(changed[0][2].value<QList<int>>().size(), 5);
    m_store->tick(instantAt(2));
    QCOMPARE(changed.size(), 1);
}

void PanelTableModelTest::order_putsWhatHasNoValueLast()
{
    makePanel(fileSystems());
    feed({numberAt(2, 0, 3), numberAt(4, 0, 2)});
    m_panel->table()->sort(1, Qt::AscendingOrder);
    QCOMPARE(column(0), QStringList({u"/var"_s, u"/home"_s, u"/"_s}));
    m_panel->table()->sort(1, Qt::DescendingOrder);
    QCOMPARE(column(0), QStringList({u"/home"_s, u"/var"_s, u"/"_s}));
}

void PanelTableModelTest::sort_isTold()
{
    makePanel(fileSystems());
    QSignalSpy sorted(m_panel->table(), &PanelTableModel::sortChanged);
    m_panel->table()->sort(0, Qt::DescendingOrder);
    QVERIFY(m_panel->table()->isSortDescending());
    QCOMPARE(m_panel->table()->sortColumn(), 0);
    QCOMPARE(column(0), QStringList({u"/var"_s, u"/home"_s, u"/"_s}));
    QCOMPARE(sorted.size(), 1);
}

void PanelTableModelTest::rows_areBounded()
{
    makePanel(fileSystems(), 2);
    QCOMPARE(m_panel->table()->rowCount(), 2);
    feed({numberAt(4, 0, 2)}); // of a row that is not shown: nothing breaks
    QCOMPARE(column(0), QStringList({u"/"_s, u"/home"_s}));
}

void PanelTableModelTest::lostValue_isOldAndNotShown()
{
    makePanel(fileSystems());
    feed({numberAt(0, 0, 2048)});
    m_store->tick(instantAt(15'000));
    QCOMPARE(cell(0, 1), u"2.00"_s);
    QVERIFY(m_panel->table()->index(0, 1).data(int(Role::IsOld)).toBool());
    m_store->tick(instantAt(70'000));
    QCOMPARE(cell(0, 1), u"–"_s);
}

QTEST_GUILESS_MAIN(PanelTableModelTest)
#include "tst_paneltablemodel.moc"
