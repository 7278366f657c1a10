// SPDX-License-Identifier: MIT
#pragma once

#include "app/sources/recordingplayer.h"
#include "app/sources/source.h"
#include "models/ingest/ingest.h"

#include <QThread>

#include <memory>

namespace telltale {

/// A recording in place of a feed: its events come again and again, at their original distance, as if they came now.
/// Their own times are moved by as much as their arrival, so what was 400 ms old then is 400 ms old now. The link is
/// live, and says that it is a recording; the stream is complete.
class RecordingSource final : public Source
{
public:
    /// events: from readRecording(). payloads: as for a feed of the dialect that was recorded.
    RecordingSource(QList<RecordedEvent> events, IngestOptions payloads, HandOver *handOver, PlayOptions options = {});
    ~RecordingSource() override;
    Q_DISABLE_COPY_MOVE(RecordingSource)

    void start() override;

private:
    class Worker;

    QThread m_thread;
    std::unique_ptr<Worker> m_worker; ///< lives in m_thread
};

} // namespace telltale
