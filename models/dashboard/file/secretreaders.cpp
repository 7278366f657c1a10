// SPDX-License-Identifier: MIT
#include "models/dashboard/file/secretreaders.h"

#include "transport/protocol/fieldsyntax.h"

#include <QRegularExpression>
#include <QSet>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

using Kind = SecretReference::Kind;

constexpr auto howToRefer = "refer to it: {\"file\": \"token\"}, {\"credential\": \"NAME\"} or {\"env\": \"NAME\"}"_L1;

/// The words of a name: "X-Api-Key" is x, api, key.
QStringList partsOf(const QString &name)
{
    static const QRegularExpression separators(u"[-_.]+"_s);
    return name.toLower().split(separators, Qt::SkipEmptyParts);
}

bool isSecretName(const QString &name)
{
    static const QSet<QString> words{u"apikey"_s,  u"auth"_s,       u"authorization"_s, u"bearer"_s,
                                     u"cookie"_s,  u"credential"_s, u"credentials"_s,   u"jwt"_s,
                                     u"key"_s,     u"passwd"_s,     u"password"_s,      u"secret"_s,
                                     u"session"_s, u"sid"_s,        u"signature"_s,     u"token"_s};
    const QStringList parts = partsOf(name);
    return std::any_of(parts.begin(), parts.end(), [](const QString &part) { return words.contains(part); });
}

bool isSecretQueryItem(const QString &name)
{
    static const QSet<QString> words{
        u"accesstoken"_s, u"apikey"_s,       u"apitoken"_s, u"auth"_s,      u"authorization"_s, u"authtoken"_s,
        u"bearer"_s,      u"clientsecret"_s, u"jwt"_s,      u"passwd"_s,    u"password"_s,      u"pwd"_s,
        u"secret"_s,      u"sessionid"_s,    u"sig"_s,      u"signature"_s, u"token"_s};
    return words.contains(partsOf(name).join(QString()));
}

bool isOurs(const QString &name)
{
    static const QSet<QString> names{u"accept"_s,        u"connection"_s,        u"content-length"_s, u"host"_s,
                                     u"last-event-id"_s, u"transfer-encoding"_s, u"upgrade"_s};
    return names.contains(name.toLower()) || name.startsWith("sec-websocket-"_L1, Qt::CaseInsensitive);
}

/// A name as its kind wants it. The message leaves it out: it might be the secret itself.
void checkReference(const ObjectReader &reader, QStringView key, const SecretReference &secret)
{
    static const QRegularExpression variable(u"^[A-Za-z_][A-Za-z0-9_]*$"_s);
    if (secret.kind == Kind::Environment && !variable.match(secret.name).hasMatch())
        reader.error(key, u"\"%1\" is no name of an environment variable"_s.arg(key), u"never the secret itself"_s);
    if (secret.kind == Kind::Credential && (secret.name.contains(u'/') || secret.name.startsWith(u'.')))
        reader.error(key, u"\"%1\" is no name of a credential: it holds a path"_s.arg(key));
}

/// Exactly one of three keys, a kind each.
std::optional<SecretReference> readReference(const ObjectReader &reader, QStringView file, QStringView credential,
                                             QStringView environment)
{
    std::optional<SecretReference> secret;
    int count = 0;
    for (const auto &[key, kind] : {std::pair(file, Kind::File), std::pair(credential, Kind::Credential),
                                    std::pair(environment, Kind::Environment)}) {
        if (!reader.has(key))
            continue;
        ++count;
        if (const auto name = reader.anyWord(key)) {
            secret = SecretReference{kind, *name};
            checkReference(reader, key, *secret);
        }
    }
    if (count != 1 && reader.isObject())
        reader.error({},
                     u"exactly one of \"%1\", \"%2\" and \"%3\" is needed here"_s.arg(file, credential, environment));
    return secret;
}

void readLiteralHeader(const JsonMember &member, SourceSpec &spec, ReadContext &context)
{
    const auto value = readText(member.value, u"the header %1"_s.arg(quoted(member.key)), context);
    if (!value)
        return;
    const bool looksSecret =
        value->startsWith("Bearer "_L1, Qt::CaseInsensitive) || value->startsWith("Basic "_L1, Qt::CaseInsensitive);
    if (isSecretName(member.key) || looksSecret)
        context.diagnostics.error(member.value.place,
                                  u"a secret stands in the file: the header %1"_s.arg(quoted(member.key)), howToRefer);
    else if (!isFieldValue(value->toUtf8()))
        context.diagnostics.error(member.value.place,
                                  u"the header %1 must not hold control characters"_s.arg(quoted(member.key)));
    else
        spec.headers.insert(member.key.toLatin1(), *value);
}

void readSecretHeader(const JsonMember &member, SourceSpec &spec, ReadContext &context)
{
    const ObjectReader reader(member.value, Shape::SecretHeader, u"the header %1"_s.arg(quoted(member.key)), context);
    auto secret = readReference(reader, u"file", u"credential", u"env");
    const auto format = reader.text(u"format");
    if (format && format->count("{}"_L1) != 1)
        reader.error(u"format", u"\"format\" must hold \"{}\" once, for the secret"_s);
    if (!secret)
        return;
    secret->format = format.value_or(secret->format);
    spec.secretHeaders.insert(member.key.toLatin1(), *secret);
}

void readHeaders(const JsonValue &headers, SourceSpec &spec, ReadContext &context)
{
    if (headers.kind != JsonKind::Object) {
        errorExpecting(headers, u"\"headers\""_s, u"an object"_s, context);
        return;
    }
    QSet<QString> seen;
    for (const JsonMember &member : headers.members) {
        const QString lower = member.key.toLower();
        if (!isToken(member.key.toUtf8()))
            context.diagnostics.error(member.keyPlace, u"%1 is no name of a header"_s.arg(quoted(member.key)));
        else if (isOurs(member.key))
            context.diagnostics.error(member.keyPlace,
                                      u"the header %1 is set by the program itself"_s.arg(quoted(member.key)));
        else if (seen.contains(lower))
            context.diagnostics.error(member.keyPlace, u"the header %1 is here twice"_s.arg(quoted(member.key)));
        else if (member.value.kind == JsonKind::Object)
            readSecretHeader(member, spec, context);
        else
            readLiteralHeader(member, spec, context);
        seen.insert(lower);
    }
}

void readAuth(const JsonValue &auth, SourceSpec &spec, ReadContext &context)
{
    const JsonMember *literal = auth.kind == JsonKind::Object ? auth.member(u"bearer") : nullptr;
    if (literal) {
        context.diagnostics.error(literal->keyPlace, u"a secret stands in the file: \"bearer\""_s,
                                  u"write it into a file that only you may read, and its path as \"bearerFile\""_s);
        return;
    }
    const ObjectReader reader(auth, Shape::Auth, u"\"auth\""_s, context);
    if (auto secret = readReference(reader, u"bearerFile", u"bearerCredential", u"bearerEnv")) {
        secret->format = u"Bearer {}"_s;
        spec.secretHeaders.insert("Authorization"_ba, *secret);
    }
}

} // namespace

void readSecretsAndHeaders(const ObjectReader &source, SourceSpec &spec)
{
    if (const JsonValue *headers = source.object(u"headers"))
        readHeaders(*headers, spec, source.context());
    const JsonValue *auth = source.object(u"auth");
    if (!auth)
        return;
    for (const QByteArray &name : spec.secretHeaders.keys()) {
        if (name.toLower() == "authorization")
            source.error(u"auth", u"\"auth\" and the header \"Authorization\" say the same"_s,
                         u"leave one of them out"_s);
    }
    readAuth(*auth, spec, source.context());
}

QString readFeedUrl(const ObjectReader &source)
{
    const auto text = source.anyWord(u"url");
    if (!text)
        return {};
    const QUrl url(*text, QUrl::StrictMode);
    static const QStringList schemes{u"http"_s, u"https"_s, u"ws"_s, u"wss"_s};
    const QString name =
        url.isValid() ? quoted(url.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery)) : QString();
    if (!url.isValid())
        source.error(u"url", u"\"url\" is no URL"_s, u"it looks like https://host/path"_s);
    else if (!schemes.contains(url.scheme()))
        source.error(u"url", u"%1 must begin with http://, https://, ws:// or wss://"_s.arg(name),
                     url.scheme().isEmpty() ? QString()
                     : closestWord(url.scheme(), schemes).isEmpty()
                         ? QString()
                         : u"did you mean \"%1://\"?"_s.arg(closestWord(url.scheme(), schemes)));
    else if (url.host().isEmpty())
        source.error(u"url", u"%1 names no host"_s.arg(name));
    else if (!url.userInfo().isEmpty())
        source.error(u"url", u"a secret stands in the file: the user name or password in %1"_s.arg(name),
                     u"use \"auth\" or \"headers\", which refer to it"_s);
    else {
        const auto items = QUrlQuery(url).queryItems();
        const auto secret = std::find_if(items.begin(), items.end(), [](const auto &item) {
            return isSecretQueryItem(item.first) && !item.second.isEmpty();
        });
        if (secret == items.end())
            return *text;
        source.error(u"url", u"a secret stands in the file: %1 in the query of %2"_s.arg(quoted(secret->first), name),
                     u"use \"auth\" or \"headers\", which refer to it"_s);
    }
    return {};
}

} // namespace telltale
