// SPDX-License-Identifier: MIT
#pragma once

#include "app/hostfeed/commandbook.h"
#include "app/hostfeed/feedhistory.h"
#include "app/hostfeed/feedlog.h"
#include "transport/protocol/clock.h"
#include "transport/protocol/result.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace telltale {

struct FeedHubOptions
{
    QByteArray epoch = {}; ///< names this run: see FeedLog
    milliseconds heartbeat{15'000};
    FeedLogLimits log = {};
    FeedHistoryLimits history = {};
    qsizetype eventBytes = 1 << 20; ///< of one event's data
    qsizetype commandKeys = 1024;
    CommandHandler handleCommand = handleWithoutAlerts;
    std::function<milliseconds()> wallClock = wallClockNow; ///< ms since 1970, UTC
};

/// The feed without its sockets: numbers what is published, remembers it, runs commands, and tells whoever serves
/// clients when there is something to send. Lives in one thread. beatDue() comes only where an event loop runs.
class FeedHub final : public QObject
{
    Q_OBJECT
public:
    explicit FeedHub(FeedHubOptions options, QObject *parent = nullptr);

    /// Publishes one event and gives its id. type: 1 to 64 of A-Z a-z 0-9 . _ - and none of the words the server
    /// keeps for itself (hello, heartbeat, goaway, reset, result). data: one JSON value in whatever layout. Otherwise
    /// BadData or TooLarge, and nothing is published.
    Result<Cursor> publish(const QByteArray &type, QByteArrayView data);
    /// The same for {"event":..,"data":..} or an array of them, all or none; ids in it are ignored. Gives
    /// {"count":n,"id":"the last one's"}.
    Result<QByteArray> publishBody(QByteArrayView body);

    /// The answer to {"command":..,"data":..}, or BadData where it is no such text. A command runs once for each key.
    Result<QByteArray> executeBody(const QByteArray &key, QByteArrayView body);
    /// The answer to {"command":..,"key":..,"data":..}; what cannot be read is rejected in the same form.
    QByteArray executeMessage(QByteArrayView message);

    /// {"id":..,"t":..,"values":{..},"alerts":[]} as of the newest event.
    QByteArray snapshot() const;

    const FeedLog &log() const { return m_log; }
    const FeedHistory &history() const { return m_history; }
    milliseconds heartbeat() const { return m_options.heartbeat; }
    milliseconds now() const { return m_options.wallClock(); }
    /// "Reconnect, spread over that time": to every client.
    void goAway(std::chrono::seconds after) { Q_EMIT goingAway(after); }

    Q_SIGNAL void published();
    Q_SIGNAL void beatDue();
    Q_SIGNAL void goingAway(std::chrono::seconds after);

private:
    Result<QByteArray> checked(const QByteArray &type, QByteArrayView data) const;
    Cursor append(const QByteArray &type, const QByteArray &compactData);
    struct Command
    {
        QByteArray name, key, data;
    };
    static Result<Command> parseCommand(QByteArrayView text);

    const FeedHubOptions m_options;
    FeedLog m_log;
    FeedHistory m_history;
    CommandBook m_commands;
    QTimer m_beat;
};

} // namespace telltale
