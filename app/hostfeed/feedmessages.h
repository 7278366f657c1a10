// SPDX-License-Identifier: MIT
#pragma once

#include "app/hostfeed/feedlog.h"
#include "transport/protocol/clock.h"

#include <QByteArray>
#include <QList>

/// The texts of the feed, in one place so that all four transports say the same. Pure.
namespace telltale::feedmessages {

/// What the server says of itself: an event without an id.
struct Control
{
    QByteArray type;
    QByteArray data;

    friend bool operator==(const Control &, const Control &) = default;
};

/// The first word on a stream. start: as the log gave it; "resume" is left out where no id came. head: the newest
/// sequence at the moment the request was taken up.
Control hello(const FeedLog &log, const FeedLog::Start &start, quint64 head, milliseconds heartbeat, milliseconds now);
Control heartbeat(const FeedLog &log, milliseconds now);
Control goAway(std::chrono::seconds after);
Control result(const QByteArray &answer);

/// {"id":...,"event":...,"data":...}, the data as it was published.
QByteArray toJson(const FeedEvent &event);
QByteArray toJson(const Control &control);
/// A JSON array of such texts.
QByteArray toArray(const QList<QByteArray> &texts);
/// A block of an event stream (WHATWG HTML 9.2), its blank line included.
QByteArray toSse(const FeedEvent &event);
QByteArray toSse(const Control &control);

} // namespace telltale::feedmessages
