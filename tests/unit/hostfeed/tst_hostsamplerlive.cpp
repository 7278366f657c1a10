// SPDX-License-Identifier: MIT
#include "app/hostfeed/hostsampler.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace telltale;

/// On the machine that the test runs on: whatever it has, what is told must make sense.
class HostSamplerLiveTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thisMachine_makesSense()
    {
        HostSampler sampler;
        QJsonObject values;
        const auto look = [&] {
            values = QJsonDocument::fromJson(sampler.sampleAsJson(wallClockNow())).object().value(u"values").toObject();
            return values.contains(u"cpu.busy");
        };
        QVERIFY(!look());
        // Until the kernel's clock has ticked there is nothing to divide; and what was seen once is kept.
        QTRY_VERIFY(values.contains(u"cpu.busy") || look());
        const double busy = values.value(u"cpu.busy").toDouble(-1);
        QVERIFY2(busy >= 0 && busy <= 100, qPrintable(QString::number(busy)));
        QVERIFY(values.value(u"mem.total").toDouble() > 0);
        QVERIFY(values.value(u"telltale.memory").toDouble() > 0);
        QVERIFY(values.value(u"processes.total").toDouble() >= 1);
        for (const QString &name : values.keys()) {
            if (name.contains(u"percent") || name.startsWith(u"cpu.") || name.startsWith(u"disk.busy"))
                QVERIFY2(values.value(name).toDouble() >= 0 && values.value(name).toDouble() <= 100, qPrintable(name));
        }
    }

    void space_isThatOfTheRootFolder()
    {
        const auto space = fileSystemSpace("/");
        QVERIFY(space.has_value());
        QVERIFY(space->size > 0 && space->free <= space->size && space->available <= space->size);
        QVERIFY(!fileSystemSpace("/there/is/no/such/folder"));
    }

    void sample_costsLittle()
    {
        HostSampler sampler;
        sampler.sample();
        QBENCHMARK
        {
            sampler.sampleAsJson(milliseconds(0));
        }
    }
};

QTEST_GUILESS_MAIN(HostSamplerLiveTest)
#include "tst_hostsamplerlive.moc"
