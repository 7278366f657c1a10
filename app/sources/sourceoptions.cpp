// SPDX-License-Identifier: MIT
#include "app/sources/sourceoptions.h"

#include "app/commands/secretheaders.h"
#include "app/sources/secret.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

/// In the order of their names, so that two sources with the same headers can be told to be the same.
template <typename Map>
QList<QByteArray> sortedNames(const Map &headers)
{
    QList<QByteArray> names = headers.keys();
    std::sort(names.begin(), names.end());
    return names;
}

std::optional<Error> addHeader(const QByteArray &name, const QString &value, Headers &headers)
{
    const auto header = parseHeader(QString::fromUtf8(name) + u": "_s + value);
    if (!header || header->first != name) // said without the value, which may be a secret
        return Error{ErrorKind::Usage,
                     u"\"%1\" is not a header, or its value cannot be sent"_s.arg(QString::fromUtf8(name))};
    headers.append(*header);
    return std::nullopt;
}

/// All headers of the source, its secrets as they are now.
Result<Headers> readHeaders(const SourceSpec &spec, const QString &baseDirectory, QStringList &warnings)
{
    Headers headers;
    for (const QByteArray &name : sortedNames(spec.headers)) {
        if (const auto error = addHeader(name, spec.headers.value(name), headers))
            return *error;
    }
    for (const QByteArray &name : sortedNames(spec.secretHeaders)) {
        const SecretReference reference = spec.secretHeaders.value(name);
        const auto secret = readSecret(reference, baseDirectory);
        if (!secret)
            return secret.error();
        if (!secret->warning.isEmpty())
            warnings << secret->warning;
        QString value = reference.format;
        value.replace(u"{}"_s, QString::fromLatin1(secret->value));
        if (const auto error = addHeader(name, value, headers))
            return *error;
    }
    return headers;
}

std::optional<Error> addHeaders(const SourceSpec &spec, const QString &baseDirectory, ResolvedSource &source)
{
    const auto headers = readHeaders(spec, baseDirectory, source.warnings);
    if (!headers)
        return headers.error();
    source.options.dialectOptions.headers = *headers;
    if (spec.secretHeaders.isEmpty())
        return std::nullopt;
    source.options.dialectOptions.currentHeaders = SecretHeaders(*headers, [spec, baseDirectory] {
        QStringList saidBefore;
        return readHeaders(spec, baseDirectory, saidBefore);
    });
    const QUrl &url = source.options.feed.url;
    const bool isSealed = url.scheme() == "https"_L1 || url.scheme() == "wss"_L1;
    if (!isSealed && !isOnThisMachine(url))
        source.warnings << u"the secret travels unencrypted; use https or wss"_s;
    return std::nullopt;
}

std::optional<Error> fill(const SourceSpec &spec, const QString &baseDirectory, ResolvedSource &source)
{
    FeedSourceOptions &options = source.options;
    const auto url = parseFeedUrl(spec.url);
    if (!url)
        return url.error();
    options.feed.url = *url;
    if (!spec.transports.isEmpty()) {
        const auto kinds = parseTransportKinds(spec.transports.join(u','));
        if (!kinds)
            return kinds.error();
        options.feed.transports = *kinds;
    }
    options.dialect = spec.dialect;
    options.mapping = spec.mapping;
    for (const QString &message : spec.send)
        options.dialectOptions.firstMessages.append(message.toUtf8());
    if (auto error = addHeaders(spec, baseDirectory, source))
        return error;
    const auto dialect = makeDialect(options.dialect, options.dialectOptions);
    return dialect ? std::nullopt : std::optional(dialect.error());
}

} // namespace

Result<ResolvedSource> resolveSource(const SourceSpec &spec, const QString &baseDirectory)
{
    const QString prefix = u"source \"%1\": "_s.arg(spec.name);
    ResolvedSource source;
    if (const auto error = fill(spec, baseDirectory, source))
        return Error{error->kind, prefix + error->message};
    for (QString &warning : source.warnings)
        warning.prepend(prefix);
    return source;
}

} // namespace telltale
