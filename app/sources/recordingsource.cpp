// SPDX-License-Identifier: MIT
#include "app/sources/recordingsource.h"

#include "transport/deadlinetimer.h"

#include <QTimer>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {
constexpr milliseconds tickInterval{1'000};
/// Before the event loop turns again.
constexpr int mostAtOnce = 1'000;
} // namespace

/// Everything that lives on the recording's thread.
class RecordingSource::Worker final : public QObject
{
public:
    Worker(QList<RecordedEvent> events, IngestOptions payloads, HandOver *handOver, PlayOptions options)
        : m_player(std::move(events), options)
        , m_payloads(std::move(payloads))
        , m_handOver(handOver)
    {}

    void begin()
    {
        m_ingest = std::make_unique<Ingest>(m_handOver, m_payloads);
        m_due = m_environment.makeTimer();
        m_ticks = std::make_unique<QTimer>();
        connect(m_due.get(), &DeadlineTimer::expired, this, &Worker::play);
        connect(m_ticks.get(), &QTimer::timeout, this, &Worker::tick);
        const TimePoint now = m_environment.now();
        m_ingest->setLinkStatus({.state = LinkState::Live, .since = now, .isRecording = true});
        m_stream = {.state = StreamState::InSync, .since = now};
        m_ticks->start(tickInterval);
        tick();
        m_player.start(now);
        play();
    }
    void end()
    {
        m_due.reset();
        m_ticks.reset();
        m_ingest.reset();
    }

private:
    void play()
    {
        for (int i = 0; i < mostAtOnce; ++i) {
            const TimePoint now = m_environment.now();
            const RecordedEvent *recorded = m_player.takeDue(now);
            if (!recorded)
                break;
            const milliseconds wall = m_environment.wallNow();
            m_ingest->setTimeOffset(wall - recorded->receivedWall);
            m_ingest->receive({recorded->event, recorded->transport, now, wall});
            ++m_stream.delivered;
        }
        m_ingest->setStreamStatus(m_stream);
        m_due->setDeadline(m_player.nextAt());
    }
    /// The recording is always there, and its clock is ours.
    void tick()
    {
        const TimePoint now = m_environment.now();
        const milliseconds wall = m_environment.wallNow();
        m_ingest->beat({wall, now, wall});
        m_ingest->tick(now, wall);
    }

    const Environment m_environment = Environment::system();
    RecordingPlayer m_player;
    const IngestOptions m_payloads;
    HandOver *const m_handOver;
    std::unique_ptr<Ingest> m_ingest;
    std::unique_ptr<DeadlineTimer> m_due;
    std::unique_ptr<QTimer> m_ticks;
    StreamStatus m_stream;
};

RecordingSource::RecordingSource(QList<RecordedEvent> events, IngestOptions payloads, HandOver *handOver,
                                 PlayOptions options)
    : m_worker(std::make_unique<Worker>(std::move(events), std::move(payloads), handOver, options))
{
    m_thread.setObjectName(u"recording"_s);
    m_worker->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::started, m_worker.get(), &Worker::begin);
    QObject::connect(&m_thread, &QThread::finished, m_worker.get(), &Worker::end, Qt::DirectConnection);
}

RecordingSource::~RecordingSource()
{
    m_thread.quit();
    m_thread.wait();
}

void RecordingSource::start()
{
    m_thread.start();
}

} // namespace telltale
