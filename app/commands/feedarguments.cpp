// SPDX-License-Identifier: MIT
#include "app/commands/feedarguments.h"

#include "app/commands/secretheaders.h"

#include <QCommandLineParser>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

std::optional<Error> readHeaders(const QCommandLineParser &parser, FeedArguments &arguments)
{
    const QStringList texts = parser.values(u"header"_s);
    for (const QString &text : texts) {
        const auto header = parseHeader(text);
        if (!header)
            return header.error();
        arguments.dialectOptions.headers.append(*header);
    }
    if (!parser.isSet(u"token-file"_s))
        return std::nullopt;
    const QString path = parser.value(u"token-file"_s);
    const auto token = readTokenFile(path);
    if (!token)
        return token.error();
    if (!token->warning.isEmpty())
        arguments.warnings.append(token->warning);
    Headers &headers = arguments.dialectOptions.headers;
    const auto withToken = [others = headers](const Token &read) {
        return others + Headers{{"Authorization"_ba, "Bearer " + read.value}};
    };
    headers = withToken(*token);
    arguments.dialectOptions.currentHeaders = SecretHeaders(headers, [path, withToken]() -> Result<Headers> {
        const auto now = readTokenFile(path);
        if (!now)
            return now.error();
        return withToken(*now);
    });
    return std::nullopt;
}

} // namespace

void addFeedOptions(QCommandLineParser &parser)
{
    for (const QString &name : feedOptionNames())
        parser.addOption({name, QString(), u"VALUE"_s});
}

QStringList feedOptionNames()
{
    return {u"transport"_s, u"dialect"_s, u"header"_s, u"token-file"_s, u"send"_s};
}

Result<FeedArguments> readFeedArguments(const QCommandLineParser &parser, const QString &urlText)
{
    FeedArguments arguments;
    const auto url = parseFeedUrl(urlText);
    if (!url)
        return url.error();
    arguments.feed.url = *url;
    if (parser.isSet(u"transport"_s)) {
        const auto kinds = parseTransportKinds(parser.value(u"transport"_s));
        if (!kinds)
            return kinds.error();
        arguments.feed.transports = *kinds;
    }
    if (parser.isSet(u"dialect"_s))
        arguments.dialect = parser.value(u"dialect"_s);
    const QStringList messages = parser.values(u"send"_s);
    for (const QString &text : messages)
        arguments.dialectOptions.firstMessages.append(text.toUtf8());
    if (const auto error = readHeaders(parser, arguments))
        return *error;
    if (const auto dialect = makeDialect(arguments.dialect, arguments.dialectOptions); !dialect)
        return dialect.error();
    return arguments;
}

} // namespace telltale
