// SPDX-License-Identifier: MIT
#pragma once

#include "transport/deadlinetimer.h"
#include "transport/streamledger.h"

#include <QObject>

#include <memory>

namespace telltale {

/// Carries out what the StreamLedger decides: hands on events and gaps, keeps its one timer, reports its status.
///
/// delivered() and gapDrawn() come in the order of the stream, from inside the feed() that caused them. A frame is
/// several inputs, so statusChanged() waits for reportStatus() (or the ledger's own deadline), and comes if the state
/// or a count differs from what was reported last.
///
/// Thread: the one it lives in.
class StreamSynchronizer final : public QObject
{
    Q_OBJECT
public:
    StreamSynchronizer(StreamLedger ledger, Environment environment, QObject *parent = nullptr);
    ~StreamSynchronizer() override;

    /// Gives the ledger an input; how many events that handed on.
    qsizetype feed(const ledger::Input &input);
    void reportStatus();
    void setContinuity(Continuity continuity) { m_ledger.setContinuity(continuity); }

    const Cursor &accepted() const { return m_ledger.accepted(); }
    const StreamStatus &status() const { return m_ledger.status(); }

Q_SIGNALS:
    void delivered(const telltale::Event &event);
    void gapDrawn(const telltale::Gap &gap);
    /// The server is to be asked once more for what follows accepted(). From inside its own timer alone.
    void replayWanted();
    void statusChanged(const telltale::StreamStatus &status);

private:
    StreamLedger m_ledger;
    const Environment m_environment;
    const std::unique_ptr<DeadlineTimer> m_timer;
    std::optional<TimePoint> m_deadline;
    StreamStatus m_reported;
};

} // namespace telltale
