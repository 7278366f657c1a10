// SPDX-License-Identifier: MIT
#pragma once

#include "models/connection/connectionmodel.h"

#include <QObject>
#include <QPointer>
#include <QString>
#include <QtQml/qqmlregistration.h>

namespace telltale {

/// The counts of a connection as text, thousands set apart by narrow spaces: "1 234 567". Thread: GUI.
class ConnectionCounts : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(telltale::ConnectionModel *connection READ connection WRITE setConnection NOTIFY countsChanged FINAL)
    Q_PROPERTY(QString delivered READ delivered NOTIFY countsChanged FINAL)
    Q_PROPERTY(QString duplicates READ duplicates NOTIFY countsChanged FINAL)
    Q_PROPERTY(QString gaps READ gaps NOTIFY countsChanged FINAL)
    Q_PROPERTY(QString unreadable READ unreadable NOTIFY countsChanged FINAL)
    Q_PROPERTY(bool hasGaps READ hasGaps NOTIFY countsChanged FINAL)
    Q_PROPERTY(bool hasUnreadable READ hasUnreadable NOTIFY countsChanged FINAL)
public:
    using QObject::QObject;

    ConnectionModel *connection() const { return m_connection; }
    void setConnection(ConnectionModel *connection);
    QString delivered() const;
    QString duplicates() const;
    QString gaps() const;
    QString unreadable() const;
    bool hasGaps() const { return m_connection && m_connection->gaps() > 0; }
    bool hasUnreadable() const { return m_connection && m_connection->undecodable() > 0; }

    static QString grouped(quint64 count);

Q_SIGNALS:
    void countsChanged();

private:
    QPointer<ConnectionModel> m_connection;
};

} // namespace telltale
