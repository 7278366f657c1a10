// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/result.h"
#include "transport/transport.h"

#include <QString>
#include <QStringList>
#include <QUrl>

namespace telltale {

// Readers of what a person types. Each gives a value, or an ErrorKind::Usage whose message says what was wrong with
// which words.

/// Exit codes of every command.
enum class ExitCode {
    Success = 0,
    Failure = 1, ///< it ran and did not get what it was for
    Usage = 2    ///< the command line or a file it names is wrong
};

/// How a command was called: main()'s own arguments, which the application object it makes wants, and what follows the
/// command's name.
struct Invocation
{
    int &argc;
    char **argv;
    QStringList arguments;

    bool asksForHelp() const
    {
        return arguments.contains(QLatin1String("--help")) || arguments.contains(QLatin1String("-h"));
    }
};

/// A feed's address: http, https, ws or wss, with a host, without user and password (those end up in logs).
Result<QUrl> parseFeedUrl(const QString &text);
/// "10s", "500ms", "2m", "1h": a number and a unit, greater than zero, at most 500 hours.
Result<milliseconds> parseDuration(const QString &text);
/// "Name: value" (RFC 9110 5.1, 5.5).
Result<std::pair<QByteArray, QByteArray>> parseHeader(const QString &text);
/// A whole number greater than zero.
Result<qint64> parseCount(const QString &text);
struct HostAndPort
{
    QString host;
    quint16 port = 0;
};
/// "HOST:PORT", "[::1]:PORT".
Result<HostAndPort> parseHostAndPort(const QString &text);

struct Token
{
    QByteArray value;
    QString warning; ///< set if other users can read the file
};
/// A token out of a file: its first line, printable ASCII, at most 4 KiB.
Result<Token> readTokenFile(const QString &path);

} // namespace telltale
