// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

namespace telltale {

/// The time of day for the header: "14:09", local time. Wakes once a minute, when the minute changes. Thread: GUI.
class MinuteClock : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString text READ text NOTIFY textChanged FINAL)
public:
    explicit MinuteClock(QObject *parent = nullptr);

    QString text() const { return m_text; }

Q_SIGNALS:
    void textChanged();

private:
    void refresh();

    QTimer m_timer;
    QString m_text;
};

} // namespace telltale
