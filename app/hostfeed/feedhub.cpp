// SPDX-License-Identifier: MIT
#include "app/hostfeed/feedhub.h"

#include "app/hostfeed/feedjson.h"

#include <algorithm>
#include <array>
#include <utility>

namespace telltale {

using namespace Qt::StringLiterals;

namespace {

Error badData(const QString &message)
{
    return {.kind = ErrorKind::BadData, .message = message};
}

bool isTypeCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '_' ||
           c == '-';
}

bool isType(QByteArrayView type)
{
    return !type.isEmpty() && type.size() <= 64 && std::all_of(type.begin(), type.end(), isTypeCharacter);
}

bool isReserved(QByteArrayView type)
{
    constexpr std::array<QByteArrayView, 5> words{"hello", "heartbeat", "goaway", "reset", "result"};
    return std::find(words.begin(), words.end(), type) != words.end();
}

} // namespace

FeedHub::FeedHub(FeedHubOptions options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_log(m_options.epoch, m_options.log)
    , m_history(m_options.history)
    , m_commands(m_options.handleCommand, m_options.commandKeys)
    , m_beat(this)
{
    connect(&m_beat, &QTimer::timeout, this, &FeedHub::beatDue);
    m_beat.start(m_options.heartbeat);
}

Result<Cursor> FeedHub::publish(const QByteArray &type, QByteArrayView data)
{
    const Result<QByteArray> compact = checked(type, data);
    if (!compact)
        return compact.error();
    return append(type, *compact);
}

Result<QByteArray> FeedHub::publishBody(QByteArrayView body)
{
    const Result<QByteArray> compact = compactJson(body);
    if (!compact)
        return compact.error();
    const Result<QList<QByteArray>> array = jsonItems(*compact);
    const QList<QByteArray> texts = array ? *array : QList<QByteArray>{*compact};
    QList<std::pair<QByteArray, QByteArray>> events;
    for (const QByteArray &text : texts) {
        const Result<QList<RawMember>> members = jsonMembers(text);
        if (!members)
            return badData(u"an event is an object with event and data"_s);
        const QByteArray type = jsonText(jsonValue(*members, "event"));
        const QByteArray data = jsonValue(*members, "data");
        if (const Result<QByteArray> fine = checked(type, data); !fine)
            return fine.error();
        events.append({type, data});
    }
    Cursor last = m_log.headId();
    for (const auto &[type, data] : std::as_const(events))
        last = append(type, data);
    return "{\"count\":"_ba + QByteArray::number(events.size()) + ",\"id\":"_ba + jsonQuoted(last) + '}';
}

Result<QByteArray> FeedHub::checked(const QByteArray &type, QByteArrayView data) const
{
    if (!isType(type))
        return badData(u"an event's type is 1 to 64 letters, digits, dots, dashes or underscores"_s);
    if (isReserved(type))
        return badData(u"events of type %1 are the server's own"_s.arg(QLatin1String(type)));
    if (data.size() > m_options.eventBytes)
        return Error{.kind = ErrorKind::TooLarge, .message = u"the data is too large"_s};
    return compactJson(data);
}

Cursor FeedHub::append(const QByteArray &type, const QByteArray &compactData)
{
    Cursor id = m_log.append(type, compactData).id;
    if (type == "metrics"_ba)
        m_history.take(compactData, now());
    Q_EMIT published();
    return id;
}

Result<FeedHub::Command> FeedHub::parseCommand(QByteArrayView text)
{
    const Result<QByteArray> compact = compactJson(text);
    if (!compact)
        return compact.error();
    const Result<QList<RawMember>> members = jsonMembers(*compact);
    Command command;
    if (members) {
        command = {.name = jsonText(jsonValue(*members, "command")),
                   .key = jsonText(jsonValue(*members, "key")),
                   .data = jsonValue(*members, "data")};
    }
    if (!isType(command.name))
        return badData(u"a command is an object with command and data"_s);
    return command;
}

Result<QByteArray> FeedHub::executeBody(const QByteArray &key, QByteArrayView body)
{
    if (!CommandBook::isKey(key))
        return badData(u"a key of 1 to 128 printable characters is required"_s);
    const Result<Command> command = parseCommand(body);
    if (!command)
        return command.error();
    return m_commands.execute(key, command->name, command->data);
}

QByteArray FeedHub::executeMessage(QByteArrayView message)
{
    const Result<Command> command = parseCommand(message);
    if (!command)
        return rejectedAnswer({}, command.error().message);
    if (!CommandBook::isKey(command->key))
        return rejectedAnswer({}, u"a key of 1 to 128 printable characters is required"_s);
    return m_commands.execute(command->key, command->name, command->data);
}

QByteArray FeedHub::snapshot() const
{
    return "{\"id\":"_ba + jsonQuoted(m_log.headId()) + ",\"t\":"_ba + QByteArray::number(qint64(now().count())) +
           ",\"values\":"_ba + m_history.lastValues() + ",\"alerts\":[]}"_ba;
}

} // namespace telltale
