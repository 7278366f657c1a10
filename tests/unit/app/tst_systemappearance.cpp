// SPDX-License-Identifier: MIT
#include "app/platform/systemappearance.h"

#include <QDBusContext>
#include <QDBusMessage>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

/// A portal as desktops have it, on a bus of the test's own.
class Portal : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")
public:
    uint scheme = 0;

public Q_SLOTS:
    QDBusVariant Read(const QString &group, const QString &key)
    {
        const bool isAsked = group == u"org.freedesktop.appearance" && key == u"color-scheme";
        return QDBusVariant(QVariant::fromValue(QDBusVariant(isAsked ? QVariant(scheme) : QVariant(2U))));
    }

Q_SIGNALS:
    void SettingChanged(const QString &group, const QString &key, const QDBusVariant &value);
};

class SystemAppearanceTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void noBus_isDark();
    void noPortal_isDark();
    void portal_isAskedAndFollowed_data();
    void portal_isAskedAndFollowed();

private:
    QDBusConnection bus(const QString &name) { return QDBusConnection::connectToBus(m_address, name); }

    QProcess m_daemon;
    QString m_address;
};

void SystemAppearanceTest::initTestCase()
{
    const QString program = QStandardPaths::findExecutable(u"dbus-daemon"_s);
    if (program.isEmpty())
        QSKIP("dbus-daemon is not installed");
    m_daemon.start(program, {u"--session"_s, u"--nofork"_s, u"--print-address"_s});
    QTRY_VERIFY(m_daemon.canReadLine());
    m_address = QString::fromUtf8(m_daemon.readLine()).trimmed();
}

void SystemAppearanceTest::cleanupTestCase()
{
    m_daemon.kill();
    m_daemon.waitForFinished();
}

void SystemAppearanceTest::noBus_isDark()
{
    SystemAppearance appearance(QDBusConnection::connectToBus(u"unix:path=/nowhere/at/all"_s, u"none"_s));
    appearance.ask();
    QVERIFY(appearance.isDark());
}

void SystemAppearanceTest::noPortal_isDark()
{
    SystemAppearance appearance(bus(u"lonely"_s));
    appearance.ask();
    const auto answered = [&] { return appearance.findChildren<QObject *>().isEmpty(); };
    QVERIFY(!answered());
    QTRY_VERIFY(answered());
    QVERIFY(appearance.isDark());
}

void SystemAppearanceTest::portal_isAskedAndFollowed_data()
{
    QTest::addColumn<uint>("scheme");
    QTest::addColumn<bool>("isDark");
    QTest::newRow("no preference") << 0U << true;
    QTest::newRow("dark") << 1U << true;
    QTest::newRow("light") << 2U << false;
    QTest::newRow("of a later version") << 7U << true;
}

void SystemAppearanceTest::portal_isAskedAndFollowed()
{
    QFETCH(uint, scheme);
    QFETCH(bool, isDark);
    Portal portal;
    portal.scheme = scheme;
    QDBusConnection desktop = bus(u"desktop"_s);
    QVERIFY(desktop.registerObject(u"/org/freedesktop/portal/desktop"_s, &portal,
                                   QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
    QVERIFY(desktop.registerService(u"org.freedesktop.portal.Desktop"_s));

    SystemAppearance appearance(bus(u"program"_s));
    QSignalSpy changed(&appearance, &SystemAppearance::changed);
    appearance.ask();
    QTRY_VERIFY(appearance.findChildren<QObject *>().isEmpty()); // answered
    QCOMPARE(appearance.isDark(), isDark);
    QCOMPARE(changed.size(), isDark ? 0 : 1);

    Q_EMIT portal.SettingChanged(u"org.freedesktop.appearance"_s, u"accent-color"_s, QDBusVariant(isDark ? 2U : 1U));
    Q_EMIT portal.SettingChanged(u"org.freedesktop.appearance"_s, u"color-scheme"_s, QDBusVariant(isDark ? 2U : 1U));
    QTRY_COMPARE(appearance.isDark(), !isDark);
    QCOMPARE(changed.size(), isDark ? 1 : 2);
    desktop.unregisterService(u"org.freedesktop.portal.Desktop"_s);
    desktop.unregisterObject(u"/org/freedesktop/portal/desktop"_s);
}

QTEST_GUILESS_MAIN(SystemAppearanceTest)
#include "tst_systemappearance.moc"
