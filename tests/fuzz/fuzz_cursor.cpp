// SPDX-License-Identifier: MIT
//
// Any bytes as a server's id: as a position, as the cursor that a request names, and put together from parts.
#include "tests/fuzz/fuzzing.h"
#include "transport/dialects/telltaledialect.h"

#include <QUrlQuery>

#include <algorithm>
#include <cstring>

using namespace telltale;
using namespace telltale::fuzzing;
using namespace Qt::StringLiterals;

namespace {

bool isPrintable(const QByteArray &text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

/// What was read is what stood there, and writing it gives an id that reads the same.
void checkReading(const QByteArray &id)
{
    const auto position = parsePosition(id);
    if (!position)
        return;
    demand(!position->epoch.isEmpty() && isPrintable(position->epoch), "an epoch that is none");
    demand(id.startsWith(position->epoch + ':'), "an epoch that does not stand there");
    demand(isUsableId(id, 128), "a position of an id that cannot be sent back");
    const Cursor written = toCursor(*position);
    demand(parsePosition(written) == position, "a position is not read back");
    demand(written.size() <= id.size(), "a position grows in writing");
    QByteArray digits = id.mid(position->epoch.size() + 1);
    while (digits.size() > 1 && digits.startsWith('0'))
        digits.remove(0, 1);
    demand(written == position->epoch + ':' + digits, "a sequence is not the number that stood there");
}

/// Any epoch with any sequence is written so that it is read back, or is no id.
void checkWriting(const QByteArray &input)
{
    Position position;
    std::memcpy(&position.sequence, input.constData(), std::min(size_t(input.size()), sizeof position.sequence));
    position.epoch = input.mid(sizeof position.sequence);
    const Cursor cursor = toCursor(position);
    const bool isId = !position.epoch.isEmpty() && isPrintable(position.epoch) && cursor.size() <= 128;
    demand(parsePosition(cursor) == (isId ? std::optional(position) : std::nullopt), "a written position is another");
}

/// The server finds the cursor in the header and in the query as it gave it, and the rest of the query untouched.
void checkRequest(const QByteArray &cursor)
{
    if (cursor.isEmpty() || !isUsableId(cursor, 128))
        return;
    const TelltaleDialect dialect({});
    for (const TransportKind kind : {TransportKind::WebSocket, TransportKind::Poll}) {
        const auto request = dialect.request({kind, QUrl(u"http://host/feed?room=a%26b&last_event_id=old"_s), cursor});
        demand(request.headers.contains(std::pair("Last-Event-ID"_ba, cursor)), "the header has another cursor");
        demand(request.url.isValid() && request.url.host() == u"host" && request.url.path() == u"/feed" &&
                   !request.url.hasFragment(),
               "a cursor changes where the request goes");
        const QByteArray query = request.url.query(QUrl::FullyEncoded).toLatin1();
        const auto pairs = query.split('&');
        demand(pairs.size() == 2 && pairs[0] == "room=a%26b", "a cursor changes the query");
        demand(pairs[1].startsWith("last_event_id=") && QByteArray::fromPercentEncoding(pairs[1].mid(14)) == cursor,
               "the query has another cursor");
    }
}

} // namespace

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const QByteArray input = toBytes(data, size);
    checkReading(input);
    checkWriting(input);
    checkRequest(input);
    return 0;
}
