// SPDX-License-Identifier: MIT
#include "tests/gallery/gallerysource.h"

#include <algorithm>
#include <utility>

namespace telltale::test {

GallerySource::GallerySource(QString name, Instant start)
    : m_name(std::move(name))
    , m_now(start)
    , m_ingest(&m_handOver)
{
    tick();
}

void GallerySource::advance(milliseconds by)
{
    constexpr milliseconds second{1'000};
    for (milliseconds left = by; left > left.zero(); left -= second) {
        m_now.boot += std::min(left, second);
        m_now.wall += std::min(left, second);
        tick();
    }
}

void GallerySource::receive(const QByteArray &type, const QByteArray &payload)
{
    Event event;
    event.type = type;
    event.payload = payload;
    m_ingest.receive({event, TransportKind::WebSocket, m_now.boot, m_now.wall});
    m_ingest.beat({m_now.wall, m_now.boot, m_now.wall});
    ++m_stream.delivered;
    m_ingest.setStreamStatus(m_stream);
    take();
}

void GallerySource::receiveGap(const QString &reason)
{
    ++m_stream.gaps;
    m_ingest.receiveGap({{}, reason, m_now.boot, m_now.wall});
    m_ingest.setStreamStatus(m_stream);
    take();
}

void GallerySource::setLink(LinkStatus status)
{
    status.since = m_now.boot;
    m_ingest.setLinkStatus(status);
    take();
}

void GallerySource::setStream(StreamState state)
{
    m_stream.state = state;
    m_stream.since = m_now.boot;
    m_ingest.setStreamStatus(m_stream);
    take();
}

void GallerySource::take()
{
    const UpdateBatch batch = m_handOver.take();
    m_store.apply(batch, m_now);
    m_logs.apply(batch, m_now);
    m_connection.apply(batch, m_now);
    m_connection.tick(m_now);
}

void GallerySource::tick()
{
    m_store.tick(m_now);
    m_connection.tick(m_now);
}

} // namespace telltale::test
