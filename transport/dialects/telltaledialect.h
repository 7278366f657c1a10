// SPDX-License-Identifier: MIT
#pragma once

#include "transport/dialects/dialect.h"

namespace telltale {

/// Telltale's own feed: one URL, four transports, ids "epoch:sequence" that are dense within an epoch.
///
/// An event is {"id":...,"event":...,"data":...}; a WebSocket message or a poll's body is one event or an array of
/// them; over SSE id, event and data are the stream's own fields. hello, heartbeat, goaway, reset and result are
/// controls. A binary WebSocket message is the same envelope as CBOR (RFC 8949). The payload keeps the exact text of
/// the "data" member. An event without an id inherits the last one, as WHATWG's lastEventId does, on every transport.
class TelltaleDialect final : public Dialect
{
public:
    explicit TelltaleDialect(DialectOptions options);

    QLatin1String name() const override;
    Continuity continuity() const override { return Continuity::Dense; }
    Proof proof() const override { return Proof::Message; }
    TransportRequest request(const RequestContext &context) const override;
    Decoded receive(TransportKind kind, const Frame &frame) override;
    std::unique_ptr<Dialect> clone() const override { return std::make_unique<TelltaleDialect>(*this); }

private:
    struct Envelope;
    void take(const Envelope &envelope, Decoded &decoded);
    void takeCbor(const QByteArray &cbor, Decoded &decoded);
    void takeJson(const QByteArray &json, Decoded &decoded);

    const DialectOptions m_options;
    QByteArray m_lastId; ///< what an event without an id inherits
};

} // namespace telltale
