// SPDX-License-Identifier: MIT
#include "app/hostfeed/commandbook.h"

#include "app/hostfeed/feedjson.h"

#include <algorithm>
#include <utility>

namespace telltale {

using namespace Qt::StringLiterals;

namespace {

QByteArray answerText(const QByteArray &key, const CommandOutcome &outcome)
{
    const QByteArray reason =
        outcome.reason.isEmpty() ? QByteArray() : ",\"reason\":"_ba + jsonQuoted(outcome.reason.toUtf8());
    const QByteArray status = outcome.status == CommandOutcome::Status::Applied   ? "applied"_ba
                              : outcome.status == CommandOutcome::Status::Already ? "already"_ba
                                                                                  : "rejected"_ba;
    return "{\"key\":"_ba + jsonQuoted(key) + ",\"status\":\""_ba + status + '"' + reason + '}';
}

} // namespace

CommandOutcome handleWithoutAlerts(const QByteArray &command, const QByteArray &)
{
    if (command == "ping"_ba)
        return {.status = CommandOutcome::Status::Applied};
    const bool isForAlerts =
        command == "ack"_ba || command == "unack"_ba || command == "shelve"_ba || command == "unshelve"_ba;
    return {.status = CommandOutcome::Status::Rejected,
            .reason = isForAlerts ? u"no such alert"_s : u"no such command"_s};
}

QByteArray rejectedAnswer(const QByteArray &key, const QString &reason)
{
    return answerText(key, {.status = CommandOutcome::Status::Rejected, .reason = reason});
}

CommandBook::CommandBook(CommandHandler handler, qsizetype keys)
    : m_handler(std::move(handler))
    , m_keys(keys)
{}

QByteArray CommandBook::execute(const QByteArray &key, const QByteArray &command, const QByteArray &data)
{
    if (const auto known = m_byKey.constFind(key); known != m_byKey.constEnd()) {
        m_byUse.splice(m_byUse.begin(), m_byUse, *known);
        return (*known)->answer;
    }
    m_byUse.push_front({.key = key, .answer = answerText(key, m_handler(command, data))});
    m_byKey.insert(key, m_byUse.begin());
    if (m_byKey.size() > m_keys) {
        m_byKey.remove(m_byUse.back().key);
        m_byUse.pop_back();
    }
    return m_byUse.front().answer;
}

bool CommandBook::isKey(QByteArrayView key)
{
    return !key.isEmpty() && key.size() <= 128 &&
           std::all_of(key.begin(), key.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

} // namespace telltale
