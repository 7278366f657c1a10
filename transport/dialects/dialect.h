// SPDX-License-Identifier: MIT
#pragma once

#include "transport/frame.h"
#include "transport/proof.h"
#include "transport/protocol/event.h"
#include "transport/protocol/result.h"
#include "transport/transport.h"

#include <QList>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <variant>

namespace telltale {

/// How much a server's ids can prove.
enum class Continuity {
    Dense,  ///< epoch and dense sequence: holes, duplicates and restarts are proven
    Unique, ///< ids that tell duplicates, but not holes
    None    ///< no ids: every reconnect is a drawn gap
};

namespace control {

/// The server's first word on a stream: who it is, where it stands, and whether it can resume as asked.
struct Hello
{
    enum class Resume { Ok, Partial, Reset };

    QByteArray epoch;
    quint64 head = 0;                            ///< the newest sequence the server has
    std::optional<milliseconds> heartbeat = {};  ///< it beats this often
    std::optional<milliseconds> serverTime = {}; ///< ms since 1970
    std::optional<Resume> resume = {};           ///< none where the server did not say (nothing was asked)

    friend bool operator==(const Hello &, const Hello &) = default;
};

struct Heartbeat
{
    std::optional<milliseconds> serverTime = {};
    std::optional<quint64> head = {};

    friend bool operator==(const Heartbeat &, const Heartbeat &) = default;
};

/// "Reconnect, spread over this time": the server is about to go.
struct GoAway
{
    milliseconds after{0};

    friend bool operator==(const GoAway &, const GoAway &) = default;
};

/// "What you know is void": everything before is to be fetched anew.
struct Reset
{
    friend bool operator==(const Reset &, const Reset &) = default;
};

/// The resume id moved without an event.
struct Bookmark
{
    Cursor cursor;

    friend bool operator==(const Bookmark &, const Bookmark &) = default;
};

/// The answer to a command.
struct CommandResult
{
    QByteArray payload;

    friend bool operator==(const CommandResult &, const CommandResult &) = default;
};

/// An event was there and could not be read: counted, and drawn as a gap. The cursor is its id, if that was legible.
struct Undecodable
{
    Cursor cursor;
    QString reason;

    friend bool operator==(const Undecodable &, const Undecodable &) = default;
};

} // namespace control

using Control = std::variant<control::Hello, control::Heartbeat, control::GoAway, control::Reset, control::Bookmark,
                             control::CommandResult, control::Undecodable>;

/// What a frame says, in the order it says it.
struct Decoded
{
    QList<std::variant<Event, Control>> items = {};
    QList<QByteArray> toSend = {}; ///< answers the server expects on the same transport
    /// Only the feed itself can have said this: a hello, an event, a heartbeat; an empty answer in the feed's own form.
    bool isProof = false;
    /// A poll's answer that carries the whole resource (Changed) rather than a queue of events (BroughtEvents).
    PollOutcome pollOutcome = PollOutcome::BroughtEvents;
};

/// Which request is to be made.
struct RequestContext
{
    TransportKind kind = TransportKind::WebSocket;
    QUrl url = {};
    Cursor cursor = {};         ///< resume after this; empty: from now on
    bool firstOfSession = true; ///< a long poll's first request asks for a short hold, so that the answer proves soon

    friend bool operator==(const RequestContext &, const RequestContext &) = default;
};

/// One kind of server: how it is asked, how it resumes, beats and proves itself, and what its frames say. Knows no
/// sockets and no timers. One instance for each session, which gets its frames in order.
class Dialect
{
public:
    virtual ~Dialect() = default;

    /// The word for --dialect.
    virtual QLatin1String name() const = 0;
    virtual Continuity continuity() const = 0;
    virtual Proof proof() const = 0;
    virtual TransportRequest request(const RequestContext &context) const = 0;
    virtual Decoded receive(TransportKind kind, const Frame &frame) = 0;
    /// Another one for another session, which knows of the server what this one has learnt.
    virtual std::unique_ptr<Dialect> clone() const = 0;
};

struct DialectOptions
{
    Headers headers = {}; ///< sent with every request
    /// Asked before each request for what is sent in place of `headers`, which were right once: secrets change. Quick,
    /// and called on the network thread. None: headers.
    std::function<Headers()> currentHeaders = {};
    QList<QByteArray> firstMessages = {}; ///< sent on every new WebSocket: many servers want a subscription first
    milliseconds hold{25'000};            ///< what a long poll asks for (whole seconds)
};

/// The dialect of that name ("telltale", "plain"), or an Error that lists the names there are.
Result<std::unique_ptr<Dialect>> makeDialect(QStringView name, const DialectOptions &options);
QStringList dialectNames(); ///< that makeDialect() knows

/// Of a request that is made now.
Headers headersOf(const DialectOptions &options);

/// What every request of a kind holds, whatever the dialect: the URL with its scheme, the options' headers, the cursor
/// as Last-Event-ID, Accept, and a long poll's Prefer. pollTypes: what a poll accepts.
TransportRequest makeRequest(const RequestContext &context, const DialectOptions &options, const QByteArray &pollTypes);

/// Whether an id can be sent back as a header: at most so many bytes and no control characters. What cannot is never
/// taken as a cursor, or one event would keep the feed from ever resuming.
bool isUsableId(QByteArrayView id, qsizetype maximum);

/// url with the scheme that a transport wants: ws/wss for WebSocket, http/https else.
QUrl urlFor(TransportKind kind, QUrl url);

} // namespace telltale
