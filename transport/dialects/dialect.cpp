// SPDX-License-Identifier: MIT
#include "transport/dialects/dialect.h"

#include "transport/dialects/plaindialect.h"
#include "transport/dialects/telltaledialect.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace telltale {

Result<std::unique_ptr<Dialect>> makeDialect(QStringView name, const DialectOptions &options)
{
    if (name == "telltale"_L1)
        return std::unique_ptr<Dialect>(std::make_unique<TelltaleDialect>(options));
    if (name == "plain"_L1)
        return std::unique_ptr<Dialect>(std::make_unique<PlainDialect>(options));
    return Error{ErrorKind::Usage, u"\"%1\" is not a dialect; there are telltale and plain"_s.arg(name)};
}

bool isUsableId(QByteArrayView id, qsizetype maximum)
{
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    return id.size() <= maximum && std::none_of(id.begin(), id.end(), isControl);
}

QUrl urlFor(TransportKind kind, QUrl url)
{
    const bool secure = url.scheme() == "https"_L1 || url.scheme() == "wss"_L1;
    if (kind == TransportKind::WebSocket)
        url.setScheme(secure ? u"wss"_s : u"ws"_s);
    else
        url.setScheme(secure ? u"https"_s : u"http"_s);
    url.setFragment({});
    return url;
}

} // namespace telltale
