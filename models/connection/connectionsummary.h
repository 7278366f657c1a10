// SPDX-License-Identifier: MIT
#pragma once

#include "models/connection/connectionmodel.h"

#include <QList>
#include <QObject>
#include <QString>

namespace telltale {

/// The connections of all sources as one: that of the source which is worst off, for whoever looks at the header must
/// not believe a board because most of it is alive. With several sources it says which one that is.
///
/// current() changes only when another source becomes the worst, or the first. The models must outlive it. Thread: GUI.
class ConnectionSummary : public QObject
{
    Q_OBJECT
    Q_PROPERTY(telltale::ConnectionModel *current READ current NOTIFY currentChanged FINAL)
    Q_PROPERTY(QString detailText READ detailText NOTIFY detailTextChanged FINAL)
public:
    using QObject::QObject;

    struct Source
    {
        QString name;
        ConnectionModel *connection = nullptr;
    };
    /// In place of those there were.
    void setSources(const QList<Source> &sources);

    ConnectionModel *current() const { return m_current < 0 ? nullptr : m_sources[m_current].connection; }
    QString sourceName() const; ///< of the worst, clean; empty with one source alone
    /// Which source is not live, and why: "oven: Connection refused · 2 of 3 sources live". With one source its own
    /// detail; empty if there is nothing to add.
    const QString &detailText() const { return m_detailText; }

Q_SIGNALS:
    void currentChanged();
    void detailTextChanged();

private:
    void refresh();
    QString makeDetailText() const;

    QList<Source> m_sources;
    int m_current = -1;
    QString m_detailText;
};

} // namespace telltale
