// SPDX-License-Identifier: MIT
#pragma once

#include "transport/deadlinetimer.h"
#include "transport/policy/connectionpolicy.h"
#include "transport/transportfactory.h"

#include <QObject>

#include <functional>
#include <map>
#include <memory>

namespace telltale {

/// Carries out what the ConnectionPolicy decides: opens and closes transports, pings, asks for a status, keeps its one
/// timer; and reports to it what happens. Knows no events.
///
/// Life: start(); then for each session opening(), its frames, and ended(), the last that is heard of it. One of them
/// is elected(): until then its frames are to be held. statusChanged() whenever the link's status differs, after the
/// elected() that caused it. stop(). A transport is deleted once the event loop turns.
///
/// Thread: the one it lives in, with all its transports.
class LinkController final : public QObject
{
    Q_OBJECT
public:
    /// Makes the request maker of a session; generation 0: of the one plain request that asks for a status.
    using RequestMakerFor = std::function<RequestMaker(Generation, TransportKind)>;

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
    /// Events are missing that this session should have brought. False: they are not asked for.
    bool replay(Generation generation);
    /// What it brings does not follow what it was asked to follow.
    void cannotResume(Generation generation);
    /// No more of its frames can be held.
    void holdFull(Generation generation);
    /// Its beats come in bunches.
    void heldBack(Generation generation);
    /// This session turned out to be of no use, though its transport sees nothing wrong: as if it had closed so.
    void failed(Generation generation, const Error &reason);
    void frameHandled(Generation generation, PollOutcome outcome);
    /// Sends a message on that session; false if it cannot carry one.
    bool send(Generation generation, const QByteArray &message);
    void tryNow();
    /// The way to the server is another one: ConnectionPolicy, NetworkChanged.
    void setNetwork(const QByteArray &network);

Q_SIGNALS:
    void opening(quint64 generation, telltale::TransportKind kind);
    void elected(quint64 generation);
    void frameReceived(quint64 generation, const telltale::Frame &frame);
    /// The server was heard from by something that is no frame: a comment, a pong, a 304.
    void heardFrom(quint64 generation);
    /// reason: what its transport said, if it ended by itself.
    void ended(quint64 generation, const telltale::Error &reason);
    void statusChanged(const telltale::LinkStatus &status);

private:
    void feed(const input::Any &input);
    void perform(const action::Any &action);
    void openTransport(Generation generation, TransportKind kind);
    void askStatus();
    void release(Generation generation);
    Transport *find(Generation generation) const;

    ConnectionPolicy m_policy;
    const TransportFactory m_factory;
    const RequestMakerFor m_requestMakerFor;
    const Environment m_environment;
    const std::unique_ptr<DeadlineTimer> m_timer;
    std::map<Generation, std::unique_ptr<Transport>> m_transports; ///< 0: the one that asks for a status
    LinkStatus m_reported;
};

} // namespace telltale
