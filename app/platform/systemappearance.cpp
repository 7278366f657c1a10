// SPDX-License-Identifier: MIT
#include "app/platform/systemappearance.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

#include <utility>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

const QString service = u"org.freedesktop.portal.Desktop"_s;
const QString path = u"/org/freedesktop/portal/desktop"_s;
const QString settings = u"org.freedesktop.portal.Settings"_s;
const QString appearance = u"org.freedesktop.appearance"_s;
const QString colorScheme = u"color-scheme"_s;

/// Of color-scheme; 0 is no preference, 1 dark, and what is not known counts as no preference.
constexpr uint prefersLight = 2;

} // namespace

SystemAppearance::SystemAppearance(QDBusConnection bus, QObject *parent)
    : QObject(parent)
    , m_bus(std::move(bus))
{}

void SystemAppearance::ask()
{
    if (!m_bus.isConnected())
        return;
    m_bus.connect(service, path, settings, u"SettingChanged"_s, this,
                  SLOT(onSettingChanged(QString, QString, QDBusVariant)));
    QDBusMessage read = QDBusMessage::createMethodCall(service, path, settings, u"Read"_s);
    read << appearance << colorScheme;
    auto *const call = new QDBusPendingCallWatcher(m_bus.asyncCall(read), this);
    connect(call, &QDBusPendingCallWatcher::finished, this, &SystemAppearance::onAnswer);
}

void SystemAppearance::onAnswer(QDBusPendingCallWatcher *call)
{
    const QDBusPendingReply<QDBusVariant> reply = *call;
    if (reply.isValid())
        take(reply.value().variant());
    call->deleteLater();
}

void SystemAppearance::onSettingChanged(const QString &group, const QString &key, const QDBusVariant &value)
{
    if (group == appearance && key == colorScheme)
        take(value.variant());
}

/// Read() wraps the value in a second variant, SettingChanged() does not.
void SystemAppearance::take(const QVariant &scheme)
{
    const QVariant value =
        scheme.metaType() == QMetaType::fromType<QDBusVariant>() ? scheme.value<QDBusVariant>().variant() : scheme;
    const bool isDark = value.toUInt() != prefersLight;
    if (std::exchange(m_isDark, isDark) != isDark)
        Q_EMIT changed();
}

} // namespace telltale
