// SPDX-License-Identifier: MIT
#include "tests/support/faultlog.h"

#include <algorithm>
#include <utility>

namespace telltale {

namespace {

QByteArray toText(FaultLogEntry::What what)
{
    switch (what) {
    case FaultLogEntry::What::Accepted:
        return "accepted";
    case FaultLogEntry::What::Asked:
        return "asked";
    case FaultLogEntry::What::Injected:
        return "injected";
    case FaultLogEntry::What::Ended:
        return "ended";
    }
    Q_UNREACHABLE();
}

} // namespace

QByteArray toText(const FaultLogEntry &entry)
{
    QByteArray line = QByteArray::number(qint64(entry.at.count())).rightJustified(8) + " ms  #" +
                      QByteArray::number(entry.connection) + "  " + toText(entry.what);
    if (entry.what == FaultLogEntry::What::Injected)
        line += ' ' + toWord(entry.fault);
    return entry.detail.isEmpty() ? line : line + ": " + entry.detail;
}

FaultLog::FaultLog(qsizetype limit)
    : m_limit(limit)
{
    m_clock.start();
}

void FaultLog::note(int connection, FaultLogEntry::What what, const QByteArray &detail)
{
    append({.connection = connection, .what = what, .detail = detail});
}

void FaultLog::injected(int connection, Fault::Kind fault, const QByteArray &detail)
{
    append({.connection = connection, .what = FaultLogEntry::What::Injected, .fault = fault, .detail = detail});
}

int FaultLog::count(Fault::Kind fault) const
{
    return int(std::count_if(m_entries.begin(), m_entries.end(), [=](const FaultLogEntry &entry) {
        return entry.what == FaultLogEntry::What::Injected && entry.fault == fault;
    }));
}

void FaultLog::append(FaultLogEntry entry)
{
    entry.at = milliseconds(m_clock.elapsed());
    if (m_entries.size() < m_limit)
        m_entries.append(entry);
    if (m_listener)
        m_listener(entry);
}

} // namespace telltale
