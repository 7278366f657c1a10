// SPDX-License-Identifier: MIT
#include "app/commands/arguments.h"

#include "transport/protocol/fieldsyntax.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

Error usage(const QString &message)
{
    return {ErrorKind::Usage, message};
}

/// QTimer counts milliseconds in an int, which ends after 24 days.
constexpr milliseconds longestDuration = std::chrono::hours(500);

milliseconds unitNamed(const QString &unit)
{
    if (unit == "ms"_L1)
        return milliseconds(1);
    if (unit == "s"_L1)
        return std::chrono::seconds(1);
    return unit == "m"_L1 ? milliseconds(std::chrono::minutes(1)) : milliseconds(std::chrono::hours(1));
}

} // namespace

Result<QUrl> parseFeedUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid())
        return usage(u"\"%1\" is not a URL: %2"_s.arg(text, url.errorString()));
    static const QStringList schemes{u"http"_s, u"https"_s, u"ws"_s, u"wss"_s};
    if (!schemes.contains(url.scheme()))
        return usage(u"\"%1\" must begin with http://, https://, ws:// or wss://"_s.arg(text));
    if (url.host().isEmpty())
        return usage(u"\"%1\" names no host"_s.arg(text));
    if (!url.userInfo().isEmpty())
        return usage(u"the URL holds a user name or password; put the secret into a file and use --token-file"_s);
    return url;
}

Result<milliseconds> parseDuration(const QString &text)
{
    static const QRegularExpression form(u"^([0-9]{1,9})(ms|s|m|h)$"_s);
    const auto match = form.match(text);
    const qint64 number = match.captured(1).toLongLong();
    if (!match.hasMatch() || number == 0)
        return usage(u"\"%1\" is not a duration; write 500ms, 10s, 2m or 1h"_s.arg(text));
    const milliseconds time = number * unitNamed(match.captured(2));
    if (time > longestDuration)
        return usage(u"\"%1\" is too long; at most 500h"_s.arg(text));
    return time;
}

Result<std::pair<QByteArray, QByteArray>> parseHeader(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    const qsizetype colon = bytes.indexOf(':');
    const QByteArray name = bytes.left(std::max<qsizetype>(colon, 0));
    const QByteArray value = bytes.mid(colon + 1).trimmed();
    if (!isToken(name) || !isFieldValue(value))
        return usage(u"\"%1\" is not a header; write 'Name: value'"_s.arg(text));
    return std::pair(name, value);
}

Result<qint64> parseCount(const QString &text)
{
    bool isNumber = false;
    const qint64 count = text.toLongLong(&isNumber);
    if (!isNumber || count <= 0)
        return usage(u"\"%1\" is not a whole number greater than zero"_s.arg(text));
    return count;
}

Result<HostAndPort> parseHostAndPort(const QString &text)
{
    static const QRegularExpression form(u"^(?:\\[([0-9A-Fa-f:.]+)\\]|([^:\\[\\]/\\s]+)):([0-9]{1,5})$"_s);
    const auto match = form.match(text);
    const int port = match.captured(3).toInt();
    if (!match.hasMatch() || port > 65535)
        return usage(u"\"%1\" is not HOST:PORT; write 127.0.0.1:8377 or [::1]:8377"_s.arg(text));
    const QString host = match.captured(1).isEmpty() ? match.captured(2) : match.captured(1);
    return HostAndPort{host, quint16(port)};
}

Result<Token> readTokenFile(const QString &path)
{
    constexpr qint64 maxSize = 4096;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return usage(u"%1: %2"_s.arg(path, file.errorString()));
    const QByteArray line = file.readLine(maxSize + 2).trimmed();
    const bool printable = std::all_of(line.begin(), line.end(), [](char c) { return c > 0x20 && c < 0x7f; });
    if (line.isEmpty() || line.size() > maxSize || !printable)
        return usage(
            u"%1:1: a token is one line of printable ASCII without spaces, at most 4096 characters"_s.arg(path));
    Token token{line, {}};
    if (file.permissions().testAnyFlags({QFile::ReadOther, QFile::WriteOther}))
        token.warning = u"%1 can be read by every user of this machine; run: chmod 600 %1"_s.arg(path);
    return token;
}

} // namespace telltale
