// SPDX-License-Identifier: MIT
#pragma once

#include <QDBusConnection>
#include <QDBusVariant>
#include <QObject>
#include <QString>

class QDBusPendingCallWatcher;

namespace telltale {

/// What the desktop says of how it looks: whether it is dark, asked of its portal and followed from then on
/// (org.freedesktop.portal.Settings, namespace org.freedesktop.appearance, key color-scheme).
///
///   construct --> ask() --> changed(), as often as it does
///
/// Where there is no bus, no portal or no preference it is dark, as a wall display wants it. Thread: GUI; nothing
/// waits.
class SystemAppearance final : public QObject
{
    Q_OBJECT
public:
    explicit SystemAppearance(QDBusConnection bus = QDBusConnection::sessionBus(), QObject *parent = nullptr);

    bool isDark() const { return m_isDark; }
    void ask();

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void onSettingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void onAnswer(QDBusPendingCallWatcher *call);
    void take(const QVariant &scheme);

    QDBusConnection m_bus;
    bool m_isDark = true;
};

} // namespace telltale
