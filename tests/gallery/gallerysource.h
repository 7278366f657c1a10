// SPDX-License-Identifier: MIT
#pragma once

#include "models/connection/connectionmodel.h"
#include "models/dashboard/panelsource.h"
#include "models/ingest/handover.h"
#include "models/ingest/ingest.h"
#include "models/logs/logstore.h"
#include "models/series/seriesstore.h"

namespace telltale::test {

/// A source of a dashboard with everything real but the network and the clock: payloads are read by Ingest and go
/// through the hand-over into the stores, and time passes when advance() says so.
class GallerySource
{
public:
    GallerySource(QString name, Instant start);

    PanelSource panelSource() { return {m_name, &m_store, &m_connection, &m_logs}; }
    Instant now() const { return m_now; }
    qint64 timeMs() const { return m_now.wall.count(); }

    /// Nothing comes meanwhile. Ages move once a second, as they do in the program.
    void advance(milliseconds by);
    /// An event comes, and proves that the source lives and what its clock says.
    void receive(const QByteArray &type, const QByteArray &payload);
    void receiveGap(const QString &reason);
    /// status.since is now.
    void setLink(LinkStatus status);
    void setStream(StreamState state);

private:
    void take();
    void tick();

    const QString m_name;
    Instant m_now;
    HandOver m_handOver;
    Ingest m_ingest;
    SeriesStore m_store;
    LogStore m_logs;
    ConnectionModel m_connection;
    StreamStatus m_stream;
};

} // namespace telltale::test
