// SPDX-License-Identifier: MIT
#pragma once

#include "transport/dialects/dialect.h"
#include "transport/linkcontroller.h"
#include "transport/streamsynchronizer.h"

#include <QObject>

#include <memory>

namespace telltale {

/// One feed, and how it is to be reached.
struct FeedSpec
{
    QUrl url;                                              ///< http, https, ws or wss
    QList<TransportKind> transports = allTransportKinds(); ///< best first, at least one
    Cursor resumeFrom = {};                                ///< empty: from now on
    PolicyLimits policy = {};
    LedgerLimits ledger = {};
};

/// One live feed, whatever carries it: the link (who, how, when) and the stream (what, once, in order) put together.
/// One for each pair of URL and credentials, shared by all who use it. Knows no payloads and no models.
///
/// Life: construct, connect, start(); then eventDelivered() and gapDrawn() in the order of the stream, each event
/// exactly once or in a drawn gap; linkChanged() and streamChanged() when those differ; beat() whenever the server
/// was heard from on a proven link. stop() ends it; start() again resumes after the last accepted event.
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
    RequestMaker requestMakerFor(TransportKind kind);
    void onFrame(Generation generation, TransportKind kind, const Frame &frame);
    PollOutcome outcomeOf(const Decoded &decoded, bool cursorMoved) const;
    void onHeard();
    void onLinkChanged(const LinkStatus &status);
    void take(const std::variant<Event, Control> &item, const Frame &frame, Generation generation);
    void takeControl(const Control &control, const Frame &frame, Generation generation);

    const FeedSpec m_spec;
    const Environment m_environment;
    const std::unique_ptr<Dialect> m_dialect;
    LinkController m_link;
    StreamSynchronizer m_stream;
    bool m_sessionRuns = false; ///< the link is proven, and the ledger was told of it
    Generation m_sessions = 0;  ///< proven so far, and each answer to a poll
    bool m_resumed = false;     ///< the last request named a cursor
    TransportKind m_kind = TransportKind::WebSocket;
    TimePoint m_frameAt{};     ///< when what is being delivered arrived
    qsizetype m_newEvents = 0; ///< handed on from the frame being taken apart
};

} // namespace telltale
