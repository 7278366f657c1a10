// SPDX-License-Identifier: MIT
#pragma once

#include "transport/dialects/dialect.h"
#include "transport/linkcontroller.h"
#include "transport/policy/beatbunching.h"
#include "transport/streamsynchronizer.h"

#include <QObject>

#include <map>
#include <memory>
#include <utility>

namespace telltale {

/// Of what a session brings before it is elected.
struct HoldLimits
{
    qsizetype frames = 64;
    qsizetype bytes = 1 << 20;
};

/// One feed, and how it is to be reached.
struct FeedSpec
{
    QUrl url;                                              ///< http, https, ws or wss
    QList<TransportKind> transports = allTransportKinds(); ///< best first, at least one
    Cursor resumeFrom = {};                                ///< empty: from now on
    PolicyLimits policy = {};
    LedgerLimits ledger = {};
    HoldLimits hold = {};
};

/// The URL's host is this machine, by its name or a loopback address.
bool isOnThisMachine(const QUrl &url);

/// One live feed, whatever carries it: the link (who, how, when) and the stream (what, once, in order) put together.
/// One for each pair of URL and credentials, shared by all who use it. Knows no payloads and no models.
///
/// Life: construct, connect, start(); then eventDelivered() and gapDrawn() in the order of the stream, each event
/// exactly once or in a drawn gap; linkChanged() and streamChanged() when those differ; beat() whenever the server
/// was heard from on a proven link. stop() ends it; start() again resumes after the last accepted event.
///
/// Several sessions may be open (ConnectionPolicy). Only the elected one feeds the ledger; of the others a little is
/// held, in case they are elected. When one follows another that still runs, it was asked for what comes after the
/// cursor of that time, so the two overlap and the ledger drops what comes twice; where there are no ids to tell that
/// by, what was held is dropped, and a gap drawn.
///
/// Thread: the one it lives in (the network thread); sockets are made inside start().
class TransportManager final : public QObject
{
    Q_OBJECT
public:
    TransportManager(FeedSpec spec, std::unique_ptr<Dialect> dialect, TransportFactory factory, Environment environment,
                     QObject *parent = nullptr);
    ~TransportManager() override;

    void start();
    void stop();
    /// A person does not want to wait: the next attempt comes as soon as the server and the limit of attempts allow.
    void tryNow() { m_link.tryNow(); }
    /// The way to the server is another one. Any text that differs where the way differs (gateway, proxy, medium): what
    /// is learnt about the transports is remembered under it.
    void setNetwork(const QByteArray &network);

    const LinkStatus &linkStatus() const { return m_link.status(); }
    const StreamStatus &streamStatus() const { return m_stream.status(); }
    /// Some transport has proven itself since construction.
    bool hasProven() const { return m_link.hasProven(); }
    /// What a resume would ask for now.
    const Cursor &accepted() const { return m_stream.accepted(); }

Q_SIGNALS:
    void eventDelivered(const telltale::DeliveredEvent &event);
    void gapDrawn(const telltale::Gap &gap);
    void linkChanged(const telltale::LinkStatus &status);
    void streamChanged(const telltale::StreamStatus &status);
    void beat(const telltale::Beat &beat);

private:
    /// What is known of one session of the link, from its opening to its end.
    struct Session
    {
        TransportKind kind = TransportKind::WebSocket;
        std::unique_ptr<Dialect> dialect = {};
        Cursor asked = {};                       ///< what its last request named
        bool isProven = false;                   ///< the feed's own words came
        std::optional<milliseconds> beat = {};   ///< promised
        BeatBunching bunching = BeatBunching();  ///< of those beats
        QList<std::pair<Decoded, Frame>> held{}; ///< until it is elected
        qsizetype heldBytes = 0;
    };

    RequestMaker requestMakerFor(Generation generation, TransportKind kind);
    void onOpening(Generation generation, TransportKind kind);
    void onElected(Generation generation);
    void onEnded(Generation generation, const Error &reason);
    void onFrame(Generation generation, const Frame &frame);
    void onHeard(Generation generation);
    void hold(Generation generation, Decoded decoded, const Frame &frame);
    void deliver(Generation generation, const Decoded &decoded, const Frame &frame);
    PollOutcome outcomeOf(const Decoded &decoded, const Cursor &before) const;
    void take(const std::variant<Event, Control> &item, const Frame &frame, Generation generation);
    void takeControl(const Control &control, const Frame &frame, Generation generation);
    void takeBeat(const control::Heartbeat &heartbeat, const Frame &frame, Generation generation);
    Session *find(Generation generation);

    const FeedSpec m_spec;
    const Environment m_environment;
    std::unique_ptr<Dialect> m_dialect; ///< as the last elected session left it
    LinkController m_link;
    StreamSynchronizer m_stream;
    std::map<Generation, Session> m_sessions;
    Generation m_elected = 0;       ///< the one session that feeds the ledger; 0: none
    Generation m_ledgerSession = 0; ///< elected so far, and each answer to a poll
    TransportKind m_kind = TransportKind::WebSocket;
    TimePoint m_frameAt{};     ///< when what is being delivered arrived
    qsizetype m_newEvents = 0; ///< handed on from the frame being taken apart
};

} // namespace telltale
