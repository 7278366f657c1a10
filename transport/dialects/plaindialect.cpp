// SPDX-License-Identifier: MIT
#include "transport/dialects/plaindialect.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {
constexpr qsizetype maxIdLength = 4096;
} // namespace

PlainDialect::PlainDialect(DialectOptions options)
    : m_options(std::move(options))
{}

QLatin1String PlainDialect::name() const
{
    return "plain"_L1;
}

Continuity PlainDialect::continuity() const
{
    return m_sawId ? Continuity::Unique : Continuity::None;
}

TransportRequest PlainDialect::request(const RequestContext &context) const
{
    return makeRequest(context, m_options, "application/json, text/*;q=0.9"_ba);
}

Decoded PlainDialect::receive(TransportKind kind, const Frame &frame)
{
    Decoded decoded{.isProof = true};
    const bool ownId = frame.identified && isUsableId(frame.lastEventId, maxIdLength);
    if (ownId) {
        m_lastId = frame.lastEventId;
        m_sawId = m_sawId || !m_lastId.isEmpty();
    }
    if (frame.kind == Frame::Kind::CursorOnly) {
        decoded.items.append(Control(control::Bookmark{m_lastId}));
        return decoded;
    }
    const bool identified = ownId && !frame.lastEventId.isEmpty();
    decoded.items.append(Event{.cursor = m_lastId,
                               .identified = identified,
                               .type = frame.type,
                               .payload = frame.payload,
                               .isBinary = frame.isBinary});
    if (isPolling(kind)) {
        const QByteArray digest = QCryptographicHash::hash(frame.payload, QCryptographicHash::Sha1);
        decoded.pollOutcome = digest == m_lastBodyDigest ? PollOutcome::Nothing : PollOutcome::Changed;
        m_lastBodyDigest = digest;
    }
    return decoded;
}

} // namespace telltale
