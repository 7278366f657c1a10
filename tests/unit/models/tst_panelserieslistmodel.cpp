// SPDX-License-Identifier: MIT
#include "models/dashboard/panelserieslistmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;
using Role = PanelSeriesListModel::Role;

class PanelSeriesListModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void append_addsRows();
    void set_namesOnlyTheRolesThatChanged();
    void set_sameAgainIsSilent();
    void data_outsideIsNothing();
};

void PanelSeriesListModelTest::append_addsRows()
{
    PanelSeriesListModel model;
    const QAbstractItemModelTester tester(&model);
    QSignalSpy count(&model, &PanelSeriesListModel::countChanged);
    model.append({u"eth0 in"_s, 0, u"3 MB/s"_s, 1});
    model.append({u"eth0 out"_s, 1, u"1 MB/s"_s, 2});
    QCOMPARE(count.count(), 2);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(1).data(int(Role::Label)), QVariant(u"eth0 out"_s));
    QCOMPARE(model.index(1).data(int(Role::ColorIndex)), QVariant(1));
    QCOMPARE(model.index(1).data(int(Role::ValueText)), QVariant(u"1 MB/s"_s));
    QCOMPARE(model.index(1).data(int(Role::State)), QVariant(2));
    QCOMPARE(model.roleNames().values().size(), 9);
}

void PanelSeriesListModelTest::set_namesOnlyTheRolesThatChanged()
{
    PanelSeriesListModel model;
    const QAbstractItemModelTester tester(&model);
    model.append({u"a"_s, 0, u"1"_s, 1});
    model.append({u"b"_s, 1, u"2"_s, 1});
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.set(1, {u"b"_s, 1, u"3"_s, 1});
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed[0][0].toModelIndex(), model.index(1));
    QCOMPARE(changed[0][1].toModelIndex(), model.index(1));
    QCOMPARE(changed[0][2].value<QList<int>>(), QList<int>{int(Role::ValueText)});
    model.set(0, {u"x"_s, 2, u"9"_s, 3});
    QCOMPARE(changed[1][2].value<QList<int>>().size(), 4);
}

void PanelSeriesListModelTest::set_sameAgainIsSilent()
{
    PanelSeriesListModel model;
    model.append({u"a"_s, 0, u"1"_s, 1});
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.set(0, {u"a"_s, 0, u"1"_s, 1});
    QCOMPARE(changed.count(), 0);
}

void PanelSeriesListModelTest::data_outsideIsNothing()
{
    PanelSeriesListModel model;
    model.append({u"a"_s, 0, u"1"_s, 1});
    QVERIFY(!model.data(QModelIndex(), int(Role::Label)).isValid());
    QVERIFY(!model.index(0).data(Qt::DecorationRole).isValid());
    QCOMPARE(model.rowCount(model.index(0)), 0);
}

QTEST_GUILESS_MAIN(PanelSeriesListModelTest)
#include "tst_panelserieslistmodel.moc"
