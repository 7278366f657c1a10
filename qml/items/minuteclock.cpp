// SPDX-License-Identifier: MIT
#include "qml/items/minuteclock.h"

#include <QTime>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace telltale {

MinuteClock::MinuteClock(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &MinuteClock::refresh);
    refresh();
}

void MinuteClock::refresh()
{
    const QTime now = QTime::currentTime();
    const QString text = now.toString(u"HH:mm"_s);
    // At most a minute, so that a clock that was set or a machine that slept is soon right again.
    const std::chrono::milliseconds past = now.second() * 1s + now.msec() * 1ms;
    m_timer.start(60s - past);
    if (text == m_text)
        return;
    m_text = text;
    Q_EMIT textChanged();
}

} // namespace telltale
