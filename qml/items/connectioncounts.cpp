// SPDX-License-Identifier: MIT
#include "qml/items/connectioncounts.h"

namespace telltale {

void ConnectionCounts::setConnection(ConnectionModel *connection)
{
    if (m_connection == connection)
        return;
    if (m_connection)
        m_connection->disconnect(this);
    m_connection = connection;
    if (connection)
        connect(connection, &ConnectionModel::countsChanged, this, &ConnectionCounts::countsChanged);
    Q_EMIT countsChanged();
}

QString ConnectionCounts::delivered() const
{
    return m_connection ? grouped(m_connection->delivered()) : QString();
}

QString ConnectionCounts::duplicates() const
{
    return m_connection ? grouped(m_connection->duplicates()) : QString();
}

QString ConnectionCounts::gaps() const
{
    return m_connection ? grouped(m_connection->gaps()) : QString();
}

QString ConnectionCounts::unreadable() const
{
    return m_connection ? grouped(m_connection->undecodable()) : QString();
}

QString ConnectionCounts::grouped(quint64 count)
{
    constexpr char16_t narrowSpace = u'\u202f';
    QString text = QString::number(count);
    for (qsizetype place = text.size() - 3; place > 0; place -= 3)
        text.insert(place, narrowSpace);
    return text;
}

} // namespace telltale
