// SPDX-License-Identifier: MIT
#include "tests/support/faultproxy.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace telltale {

FaultProxy::FaultProxy(quint16 serverPort, Rule rule, QObject *parent)
    : FaultProxy(serverPort, FaultRules(), parent)
{
    m_rule = std::move(rule);
}

FaultProxy::FaultProxy(quint16 serverPort, FaultRules rules, QObject *parent)
    : QObject(parent)
    , m_server{u"127.0.0.1"_s, serverPort}
    , m_rules(std::move(rules))
{
    connect(&m_listener, &QTcpServer::newConnection, this, &FaultProxy::accept);
    m_listener.listen(QHostAddress::LocalHost);
}

bool FaultProxy::listen(const QHostAddress &address, quint16 port)
{
    m_listener.close();
    return m_listener.listen(address, port);
}

void FaultProxy::setDown(bool down)
{
    if (!down) {
        m_listener.listen(QHostAddress::LocalHost, m_downPort);
        return;
    }
    m_downPort = m_listener.serverPort();
    m_listener.close();
    m_log.injected(0, Fault::Kind::Refuse, "nobody listens");
    for (FaultConnection *connection : connections())
        connection->end(true);
}

int FaultProxy::impose(const Fault &fault)
{
    int count = 0;
    for (FaultConnection *connection : connections()) {
        if (!connection->isHandedOn())
            continue;
        connection->impose(fault);
        ++count;
    }
    return count;
}

QList<FaultConnection *> FaultProxy::connections() const
{
    return findChildren<FaultConnection *>(Qt::FindDirectChildrenOnly);
}

void FaultProxy::accept()
{
    while (QTcpSocket *socket = m_listener.nextPendingConnection()) {
        const auto decide = [this](const QByteArray &head) {
            const FaultRequest request{kindOfRequest(head), head, m_decided++};
            return m_rule ? m_rule(request.kind, request.connection) : m_rules.decide(request);
        };
        auto *connection = new FaultConnection(++m_accepted, socket, m_server, decide, m_log, this);
        connect(connection, &FaultConnection::asked, this, [this](const QByteArray &head) {
            m_requests.append({kindOfRequest(head), head});
        });
        connection->start();
    }
}

} // namespace telltale
