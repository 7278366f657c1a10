// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/clock.h"

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <memory>

namespace telltale {

struct NetworkMonitorOptions
{
    QByteArray procRoot = "/proc"; ///< where the kernel's tables are read
    milliseconds settle{500};      ///< changes come in flocks: an address goes, a route goes, both come back
};

/// Which network the machine is on, as far as the way to a server depends on it. A change is a reason to doubt every
/// connection, and what was learnt about the transports is remembered by the name.
///
/// The kernel tells of changes (rtnetlink(7)); there is no polling. Where it cannot be asked (another system, a
/// sandbox) there is one network, and it never changes. Life: network() is known from the construction on. Thread: the
/// one it lives in.
class NetworkMonitor final : public QObject
{
    Q_OBJECT
public:
    explicit NetworkMonitor(NetworkMonitorOptions options = {}, QObject *parent = nullptr);
    ~NetworkMonitor() override;

    /// Equal where the way is the same: the gateways, by their hardware addresses where those are known. Empty: none.
    const QByteArray &network() const { return m_network; }

Q_SIGNALS:
    /// The gateway or an own address differs. network may be the one it was: connections break all the same.
    void changed(const QByteArray &network);

private:
    void listen();
    void drain();
    void look();

    const NetworkMonitorOptions m_options;
    int m_socket = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QTimer m_settle;
    QByteArray m_network;
    QByteArray m_addresses;
};

/// From the kernel's tables as text (/proc/net/route, /proc/net/ipv6_route, /proc/net/arp): the default routes'
/// gateways and interfaces, one "wlan0 c0a80101 aa:bb:cc:dd:ee:ff" each, joined by commas. What cannot be read is left
/// out.
QByteArray networkName(const QByteArray &routes, const QByteArray &routes6, const QByteArray &neighbours);

} // namespace telltale
