// SPDX-License-Identifier: MIT
#pragma once

#include "transport/dialects/dialect.h"

namespace telltale {

/// Any SSE stream, any WebSocket that sends messages (after firstMessages, since many want a subscription first), any
/// URL that answers text: each message, block or answer is one event, as it stands.
///
/// Over SSE an id resumes; it tells duplicates only where it stood on the event itself. Polling reads a resource, not
/// a queue: every 200 is an event, and the next request waits for the interval. An id longer than 4,096 bytes, or with
/// control characters, is not used, since no server would accept it back as a header.
class PlainDialect final : public Dialect
{
public:
    explicit PlainDialect(DialectOptions options);

    QLatin1String name() const override;
    /// Unique once an id was seen, None until then.
    Continuity continuity() const override;
    Proof proof() const override { return Proof::Transport; }
    TransportRequest request(const RequestContext &context) const override;
    Decoded receive(TransportKind kind, const Frame &frame) override;
    std::unique_ptr<Dialect> clone() const override { return std::make_unique<PlainDialect>(*this); }

private:
    const DialectOptions m_options;
    QByteArray m_lastId;
    bool m_sawId = false;
    QByteArray m_lastBodyDigest; ///< of the last polled body: tells whether the resource changed
};

} // namespace telltale
