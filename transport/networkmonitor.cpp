// SPDX-License-Identifier: MIT
#include "transport/networkmonitor.h"

#include "transport/logging.h"

#include <QByteArrayList>
#include <QFile>
#include <QHash>
#include <QNetworkInterface>

#include <algorithm>
#include <array>

#ifdef Q_OS_LINUX
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace telltale {

namespace {

constexpr qint64 mostOfATable = 256 << 10; // a router with a full table is no display

QByteArray read(const QByteArray &path)
{
    QFile file(QFile::decodeName(path));
    return file.open(QIODevice::ReadOnly) ? file.read(mostOfATable) : QByteArray();
}

/// The fields of each line after the heading.
template <typename Visit>
void forEachLine(const QByteArray &text, bool hasHeading, const Visit &visit)
{
    bool isHeading = hasHeading;
    for (const QByteArray &line : text.split('\n')) {
        if (!std::exchange(isHeading, false))
            visit(line.simplified().split(' '));
    }
}

/// "0101A8C0", as the kernel writes an address of this byte order, to "192.168.1.1".
QByteArray dotted(const QByteArray &hex)
{
    QByteArrayList parts;
    const QByteArray bytes = QByteArray::fromHex(hex);
    for (auto byte = bytes.crbegin(); byte != bytes.crend(); ++byte)
        parts.append(QByteArray::number(static_cast<unsigned char>(*byte)));
    return parts.join('.');
}

/// Of all interfaces that are up and lead anywhere.
QByteArray ownAddresses()
{
    QByteArrayList addresses;
    for (const QNetworkInterface &each : QNetworkInterface::allInterfaces()) {
        const auto flags = each.flags();
        if (flags.testFlag(QNetworkInterface::IsLoopBack) || !flags.testFlag(QNetworkInterface::IsRunning))
            continue;
        for (const QNetworkAddressEntry &entry : each.addressEntries()) {
            if (!entry.ip().isLinkLocal())
                addresses.append(entry.ip().toString().toLatin1());
        }
    }
    std::sort(addresses.begin(), addresses.end());
    return addresses.join(' ');
}

} // namespace

QByteArray networkName(const QByteArray &routes, const QByteArray &routes6, const QByteArray &neighbours)
{
    QHash<QByteArray, QByteArray> hardware; // by address
    forEachLine(neighbours, true, [&](const QByteArrayList &fields) {
        if (fields.size() >= 4 && fields[3] != "00:00:00:00:00:00")
            hardware.insert(fields[0], fields[3]);
    });
    QByteArrayList gateways;
    forEachLine(routes, true, [&](const QByteArrayList &fields) {
        if (fields.size() < 8 || fields[1] != "00000000" || fields[7] != "00000000")
            return;
        const QByteArray gateway = dotted(fields[2]);
        gateways.append(fields[0] + ' ' + hardware.value(gateway, gateway));
    });
    forEachLine(routes6, false, [&](const QByteArrayList &fields) {
        const bool isDefault = fields.size() >= 10 && fields[0].count('0') == 32 && fields[1] == "00";
        if (isDefault && fields[9] != "lo") // the kernel keeps an unreachable one there
            gateways.append(fields[9] + ' ' + fields[4]);
    });
    std::sort(gateways.begin(), gateways.end());
    gateways.erase(std::unique(gateways.begin(), gateways.end()), gateways.end());
    return gateways.join(',');
}

NetworkMonitor::NetworkMonitor(NetworkMonitorOptions options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_settle(this)
{
    m_settle.setSingleShot(true);
    connect(&m_settle, &QTimer::timeout, this, &NetworkMonitor::look);
    listen();
    look();
}

NetworkMonitor::~NetworkMonitor()
{
    m_notifier.reset();
#ifdef Q_OS_LINUX
    if (m_socket >= 0)
        close(m_socket);
#endif
}

void NetworkMonitor::listen()
{
#ifdef Q_OS_LINUX
    m_socket = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE);
    sockaddr_nl address{};
    address.nl_family = AF_NETLINK;
    address.nl_groups = RTMGRP_IPV4_IFADDR | RTMGRP_IPV4_ROUTE | RTMGRP_IPV6_IFADDR | RTMGRP_IPV6_ROUTE;
    if (m_socket < 0 || bind(m_socket, reinterpret_cast<sockaddr *>(&address), sizeof(address)) != 0) {
        qCInfo(logTransport) << "the kernel tells nothing of the network: changes of it are not noticed";
        return;
    }
    m_notifier = std::make_unique<QSocketNotifier>(m_socket, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &NetworkMonitor::drain);
#endif
}

/// What changed is not read from the messages, of which some may be lost, but from how things are afterwards.
void NetworkMonitor::drain()
{
#ifdef Q_OS_LINUX
    std::array<char, 8192> buffer; // NOLINT(cppcoreguidelines-pro-type-member-init): recv() fills what is read
    while (recv(m_socket, buffer.data(), buffer.size(), 0) > 0) {
    }
#endif
    if (!m_settle.isActive())
        m_settle.start(m_options.settle);
}

void NetworkMonitor::look()
{
    const QByteArray net = m_options.procRoot + "/net/";
    const QByteArray network = networkName(read(net + "route"), read(net + "ipv6_route"), read(net + "arp"));
    const QByteArray addresses = ownAddresses();
    const bool isFirst = m_addresses.isNull();
    const bool differs = network != m_network || addresses != m_addresses;
    m_network = network;
    m_addresses = addresses.isNull() ? QByteArray("") : addresses;
    if (differs && !isFirst)
        Q_EMIT changed(m_network);
}

} // namespace telltale
