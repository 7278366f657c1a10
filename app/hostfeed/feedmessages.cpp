// SPDX-License-Identifier: MIT
#include "app/hostfeed/feedmessages.h"

#include "app/hostfeed/feedjson.h"

#include <QLocale>

namespace telltale::feedmessages {

using namespace Qt::StringLiterals;

namespace {

QByteArray resumeMember(FeedResume resume)
{
    switch (resume) {
    case FeedResume::NotAsked:
        break;
    case FeedResume::Ok:
        return ",\"resume\":\"ok\""_ba;
    case FeedResume::Partial:
        return ",\"resume\":\"partial\""_ba;
    case FeedResume::Reset:
        return ",\"resume\":\"reset\""_ba;
    }
    return {};
}

} // namespace

Control hello(const FeedLog &log, const FeedLog::Start &start, quint64 head, milliseconds heartbeat, milliseconds now)
{
    const double seconds = double(heartbeat.count()) / 1000.0;
    return {.type = "hello"_ba,
            .data = "{\"epoch\":"_ba + jsonQuoted(log.epoch()) + ",\"head\":"_ba + QByteArray::number(head) +
                    ",\"heartbeat\":"_ba + QByteArray::number(seconds, 'g', QLocale::FloatingPointShortest) +
                    ",\"t\":"_ba + QByteArray::number(qint64(now.count())) + resumeMember(start.resume) + '}'};
}

Control heartbeat(const FeedLog &log, milliseconds now)
{
    return {.type = "heartbeat"_ba,
            .data = "{\"t\":"_ba + QByteArray::number(qint64(now.count())) + ",\"head\":"_ba +
                    QByteArray::number(log.head()) + '}'};
}

Control goAway(std::chrono::seconds after)
{
    return {.type = "goaway"_ba, .data = "{\"after\":"_ba + QByteArray::number(qint64(after.count())) + '}'};
}

Control result(const QByteArray &answer)
{
    return {.type = "result"_ba, .data = answer};
}

QByteArray toJson(const FeedEvent &event)
{
    return "{\"id\":"_ba + jsonQuoted(event.id) + ",\"event\":"_ba + jsonQuoted(event.type) + ",\"data\":"_ba +
           event.data + '}';
}

QByteArray toJson(const Control &control)
{
    return "{\"event\":"_ba + jsonQuoted(control.type) + ",\"data\":"_ba + control.data + '}';
}

QByteArray toArray(const QList<QByteArray> &texts)
{
    return '[' + texts.join(',') + ']';
}

QByteArray toSse(const FeedEvent &event)
{
    return "id: "_ba + event.id + "\nevent: "_ba + event.type + "\ndata: "_ba + event.data + "\n\n"_ba;
}

QByteArray toSse(const Control &control)
{
    return "event: "_ba + control.type + "\ndata: "_ba + control.data + "\n\n"_ba;
}

} // namespace telltale::feedmessages
