// SPDX-License-Identifier: MIT
#pragma once

#include "tests/simulation/simnetwork.h"

#include <QPointer>

#include <functional>

namespace telltale::sim {

/// A session over the simulated network, of any kind: keeps the contract of Transport, deadlines of its own included.
class SimTransport final : public Transport
{
public:
    SimTransport(SimNetwork *network, TransportKind kind, RequestMaker makeRequest);
    ~SimTransport() override;
    Q_DISABLE_COPY_MOVE(SimTransport)

    TransportKind kind() const noexcept override { return m_kind; }
    void open() override;
    void close() override;
    bool ping() override;
    void frameHandled(PollOutcome outcome) override;

    void cut(int closeCode = 0);
    void silence() { m_isSilent = true; }

private:
    void request();
    void begin(const QByteArray &cursor);
    void answerPoll(const QByteArray &cursor, bool mayHold);
    void arrive(const Message &message);
    void lookForNews(const QByteArray &cursor, TimePoint until);
    void fail(milliseconds after, const Error &reason);
    void emitLater(TimePoint at, std::function<void()> what);
    void end(const Error &reason);
    milliseconds latency();
    World *world() const { return m_network->world(); }
    static QByteArray envelope(const Message &message);

    SimNetwork *const m_network;
    const TransportKind m_kind;
    const RequestMaker m_makeRequest;
    quint64 m_number = 0;
    bool m_isOver = false;
    bool m_wasOpened = false;
    bool m_isSilent = false;
    bool m_isFirst = true;
    SimServer::SessionId m_session = 0;
    TimePoint m_lastSent{};
    TimePoint m_lastArrival{};
    World::EventId m_timeout = 0;
};

} // namespace telltale::sim
