// SPDX-License-Identifier: MIT
#include "models/dashboard/clockmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;
using Role = ClockModel::Role;

class ClockModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "UTC"); }
    void zones_areNamedAndTold();
    void noZone_isThisMachines();
    void unknownZone_saysSo();
    void tick_tellsOnlyWhatChanged();

private:
    static constexpr milliseconds present{1'700'000'000'000}; ///< 2023-11-14 22:13:20 UTC, a Tuesday
};

void ClockModelTest::zones_areNamedAndTold()
{
    ClockModel model({{u"America/New_York"_s, u"Asia/Tokyo"_s}, true});
    const QAbstractItemModelTester tester(&model);
    model.tick(present);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0).data(int(Role::ZoneName)).toString(), u"New York"_s);
    QCOMPARE(model.index(0).data(int(Role::TimeText)).toString(), u"17:13:20"_s);
    QCOMPARE(model.index(1).data(int(Role::TimeText)).toString(), u"07:13:20"_s);
    QCOMPARE(model.index(1).data(int(Role::DateText)).toString(), u"Wed 15 Nov"_s);
}

void ClockModelTest::noZone_isThisMachines()
{
    ClockModel model({});
    model.tick(present);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0).data(int(Role::ZoneName)).toString(), QString());
    QCOMPARE(model.index(0).data(int(Role::TimeText)).toString(), u"22:13"_s);
}

void ClockModelTest::unknownZone_saysSo()
{
    ClockModel model({{u"Europe/Atlantis"_s}, false});
    model.tick(present);
    QCOMPARE(model.index(0).data(int(Role::TimeText)).toString(), u"–"_s);
    QCOMPARE(model.index(0).data(int(Role::DateText)).toString(), u"unknown time zone"_s);
}

void ClockModelTest::tick_tellsOnlyWhatChanged()
{
    ClockModel model({});
    model.tick(present);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.tick(present + milliseconds(1'000));
    QCOMPARE(changed.size(), 0);
    model.tick(present + milliseconds(60'000));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][2].value<QList<int>>(), QList<int>{int(Role::TimeText)});
}

QTEST_GUILESS_MAIN(ClockModelTest)
#include "tst_clockmodel.moc"
