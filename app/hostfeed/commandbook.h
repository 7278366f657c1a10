// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>

#include <functional>
#include <list>

namespace telltale {

/// What became of a command.
struct CommandOutcome
{
    enum class Status {
        Applied,
        Already, ///< what it asks for was so before
        Rejected ///< it never will be; reason says why
    };

    Status status = Status::Rejected;
    QString reason = {};
};

/// command: "ack", "shelve", ...; data: its JSON text, empty if it brought none.
using CommandHandler = std::function<CommandOutcome(const QByteArray &command, const QByteArray &data)>;

/// Handles what a feed without alerts can: "ping" is applied; "ack", "unack", "shelve" and "unshelve" are rejected.
CommandOutcome handleWithoutAlerts(const QByteArray &command, const QByteArray &data);

/// Runs each command once, however often it comes: an idempotency key that was seen gets the same answer again. The
/// last so many keys are remembered, by last use. Pure but for the handler.
class CommandBook
{
public:
    explicit CommandBook(CommandHandler handler, qsizetype keys = 1024);

    /// The answer, JSON: {"key":..,"status":"applied|already|rejected","reason":..}.
    QByteArray execute(const QByteArray &key, const QByteArray &command, const QByteArray &data);

    /// 1 to 128 printable ASCII characters.
    static bool isKey(QByteArrayView key);

private:
    struct Answered
    {
        QByteArray key;
        QByteArray answer;
    };

    const CommandHandler m_handler;
    const qsizetype m_keys;
    std::list<Answered> m_byUse; ///< the most recently used first
    QHash<QByteArray, std::list<Answered>::iterator> m_byKey;
};

/// The answer to what cannot be executed at all.
QByteArray rejectedAnswer(const QByteArray &key, const QString &reason);

} // namespace telltale
