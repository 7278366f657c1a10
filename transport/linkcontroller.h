// SPDX-License-Identifier: MIT
#pragma once

#include "transport/connectionpolicy.h"
#include "transport/deadlinetimer.h"
#include "transport/transportfactory.h"

#include <QObject>

#include <functional>
#include <memory>

namespace telltale {

/// Carries out what the ConnectionPolicy decides: opens and closes transports, pings, keeps its one timer; and reports
/// to it what happens. Knows no events.
///
/// Life: start(); then frames of the one current session, and statusChanged() whenever the link's status differs;
/// stop(). A session that the policy has closed, or that ended, is never heard of again: it is disconnected and deleted
/// once the event loop turns.
///
/// Thread: the one it lives in, with all its transports.
class LinkController final : public QObject
{
    Q_OBJECT
public:
    /// Makes the request maker of a session.
    using RequestMakerFor = std::function<RequestMaker(TransportKind)>;

    LinkController(ConnectionPolicy policy, TransportFactory factory, RequestMakerFor requestMakerFor,
                   Environment environment, QObject *parent = nullptr);
    ~LinkController() override;

    void start();
    void stop();

    const LinkStatus &status() const { return m_policy.status(); }
    bool hasProven() const { return m_policy.hasProven(); }

    /// A frame of this session showed that the feed flows.
    void proved(Generation generation);
    void heartbeatPromised(Generation generation, milliseconds interval);
    void goAway(Generation generation, milliseconds after);
    /// This session turned out to be of no use, though its transport sees nothing wrong: as if it had closed so.
    void failed(Generation generation, const Error &reason);
    void frameHandled(Generation generation, PollOutcome outcome);
    /// Sends a message on the current session; false if it cannot carry one.
    bool send(Generation generation, const QByteArray &message);

Q_SIGNALS:
    void frameReceived(quint64 generation, telltale::TransportKind kind, const telltale::Frame &frame);
    /// The server was heard from by something that is no frame: a comment, a pong, a 304.
    void heardFrom(quint64 generation);
    void statusChanged(const telltale::LinkStatus &status);

private:
    void feed(const input::Any &input);
    void perform(const action::Any &action);
    void openTransport(Generation generation, TransportKind kind);
    void release();
    Transport *current(Generation generation) const;

    ConnectionPolicy m_policy;
    const TransportFactory m_factory;
    const RequestMakerFor m_requestMakerFor;
    const Environment m_environment;
    const std::unique_ptr<DeadlineTimer> m_timer;
    std::unique_ptr<Transport> m_transport;
    Generation m_generation = 0; ///< of m_transport
    LinkStatus m_reported;
};

} // namespace telltale
