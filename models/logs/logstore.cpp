// SPDX-License-Identifier: MIT
#include "models/logs/logstore.h"

#include <QDateTime>

#include <utility>

namespace telltale {

LogStore::LogStore(LogStoreLimits limits, QObject *parent)
    : QObject(parent)
    , m_limits(limits)
{}

const LogRecord &LogStore::line(quint64 number) const
{
    Q_ASSERT(number >= m_first && number < endNumber());
    return m_lines[size_t(number - m_first)];
}

void LogStore::apply(const UpdateBatch &batch, Instant now)
{
    m_now = now.wall;
    if (!batch.logs.isEmpty())
        append(batch.logs);
    tick(now);
}

void LogStore::tick(Instant now)
{
    m_now = now.wall;
    const qint64 day = QDateTime::fromMSecsSinceEpoch(m_now.count()).date().toJulianDay();
    if (std::exchange(m_day, day).value_or(day) != day)
        Q_EMIT dayChanged();
}

void LogStore::append(const QList<LogRecord> &lines)
{
    for (const LogRecord &record : lines) {
        m_lines.push_back(record);
        m_bytes += record.size();
    }
    while (count() > 1 && (count() > m_limits.lines || m_bytes > m_limits.bytes)) {
        m_bytes -= m_lines.front().size();
        m_lines.pop_front();
        ++m_first;
    }
    Q_EMIT changed();
}

} // namespace telltale
