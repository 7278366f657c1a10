// SPDX-License-Identifier: MIT
#include "models/logs/logstore.h"

namespace telltale {

LogStore::LogStore(LogStoreLimits limits, QObject *parent)
    : QObject(parent)
    , m_limits(limits)
{}

const LogStore::Line &LogStore::line(quint64 number) const
{
    Q_ASSERT(number >= m_first && number < endNumber());
    return m_lines[size_t(number - m_first)];
}

void LogStore::apply(const UpdateBatch &batch, Instant now, int source)
{
    m_now = now.wall;
    if (batch.logs.isEmpty())
        return;
    for (const LogRecord &record : batch.logs) {
        m_lines.push_back({source, record});
        m_bytes += record.size();
    }
    while (count() > 1 && (count() > m_limits.lines || m_bytes > m_limits.bytes)) {
        m_bytes -= m_lines.front().record.size();
        m_lines.pop_front();
        ++m_first;
    }
    Q_EMIT changed();
}

} // namespace telltale
