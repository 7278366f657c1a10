// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/fault.h"

#include <QByteArray>
#include <QElapsedTimer>
#include <QList>

#include <functional>

namespace telltale {

/// What happened on the connections of a FaultProxy, so that a test can show that its fault was met.
struct FaultLogEntry
{
    enum class What {
        Accepted, ///< a connection
        Asked,    ///< detail: the request line
        Injected, ///< the fault was done, not merely decided upon
        Ended     ///< the connection, by either side or by a fault
    };

    milliseconds at{0}; ///< since the log began
    int connection = 0; ///< from 1, in the order they came; 0: all of them
    What what = What::Accepted;
    Fault::Kind fault = Fault::Kind::Pass; ///< Injected
    QByteArray detail = {};
};

/// "   123 ms  #2  injected cut: after 40 bytes"
QByteArray toText(const FaultLogEntry &entry);

/// Keeps the first `limit` entries; what follows is only told to the listener.
class FaultLog
{
public:
    explicit FaultLog(qsizetype limit = 100'000);

    void note(int connection, FaultLogEntry::What what, const QByteArray &detail = {});
    void injected(int connection, Fault::Kind fault, const QByteArray &detail = {});

    const QList<FaultLogEntry> &entries() const { return m_entries; }
    /// How often this was injected.
    int count(Fault::Kind fault) const;
    void setListener(std::function<void(const FaultLogEntry &)> listener) { m_listener = std::move(listener); }

private:
    void append(FaultLogEntry entry);

    const qsizetype m_limit;
    QElapsedTimer m_clock;
    QList<FaultLogEntry> m_entries;
    std::function<void(const FaultLogEntry &)> m_listener;
};

} // namespace telltale
