// SPDX-License-Identifier: MIT
#include "app/sources/livesource.h"

#include "models/dashboard/selectormatcher.h"

#include <algorithm>
#include <utility>

namespace telltale {

namespace {

Instant currentInstant()
{
    return {BootClock::now(), wallClockNow()};
}

/// Between two frames more boot time than this has passed without a tick: the machine slept.
constexpr milliseconds sleepSign{2'000};

SeriesStoreLimits limitsOf(const SourceSpec &spec, FreshnessLimits freshness)
{
    SeriesStoreLimits limits;
    limits.freshness = spec.freshness.over(freshness);
    limits.cadence = spec.cadence;
    return limits;
}

} // namespace

LiveSource::LiveSource(SourceSpec spec, FreshnessLimits freshness, QObject *parent)
    : QObject(parent)
    , m_spec(std::move(spec))
    , m_store(limitsOf(m_spec, freshness))
    , m_derived(&m_store)
    , m_pump(&m_handOver)
    , m_ageTimer(&m_store, currentInstant)
{
    connect(&m_pump, &UpdatePump::batchReady, this, &LiveSource::take);
    connect(&m_ageTimer, &AgeTimer::ticking, &m_connection, &ConnectionModel::tick);
    connect(&m_ageTimer, &AgeTimer::ticking, &m_logs, &LogStore::tick);
    // Queued: the source may be told only once the whole batch is in the store.
    connect(&m_store, &SeriesStore::seriesAdded, this, &LiveSource::askPast, Qt::QueuedConnection);
    connect(&m_store, &SeriesStore::changed, this, [this](const QList<SeriesId> &series) {
        for (const SeriesId id : series) {
            if (m_pastless.contains(id) && !m_store.history(id).isEmpty() && m_pastless.remove(id))
                askPastOf(id);
        }
    });
    m_ageTimer.start();
}

LiveSource::~LiveSource() = default;

void LiveSource::become(SourceSpec spec, FreshnessLimits freshness)
{
    m_spec = std::move(spec);
    m_store.setFreshness(m_spec.freshness.over(freshness), m_spec.cadence);
    m_ageTimer.tickNow();
}

void LiveSource::follow(std::unique_ptr<Source> source)
{
    m_source = std::move(source);
    m_source->start();
}

void LiveSource::tryNow()
{
    if (m_source)
        m_source->tryNow();
}

void LiveSource::refuse(const Error &reason)
{
    m_isRefused = true;
    LinkStatus status;
    status.state = LinkState::Blocked;
    status.reason = reason;
    status.since = BootClock::now();
    m_connection.setLinkStatus(status);
}

void LiveSource::ageIfAsleep()
{
    if (BootClock::now() - m_store.now().boot > sleepSign)
        m_ageTimer.tickNow();
}

void LiveSource::setWanted(const QList<Wanted> &wanted)
{
    m_wanted = wanted;
    QList<SeriesSelector> selectors;
    for (const Wanted &one : wanted)
        selectors.append(one.selector);
    m_derived.setSelectors(selectors);
    if (m_store.count() > 0)
        askPast(0, SeriesId(m_store.count() - 1));
}

/// Of each series that a panel shows the past of, up to the first sample there is. What was asked for is not asked for
/// again, unless a panel wants to see farther.
void LiveSource::askPast(SeriesId first, SeriesId last)
{
    for (SeriesId id = first; m_source && id <= last; ++id) {
        if (m_store.isDerived(id))
            continue;
        if (m_store.history(id).isEmpty())
            m_pastless.insert(id);
        else
            askPastOf(id);
    }
}

void LiveSource::askPastOf(SeriesId series)
{
    milliseconds window{0};
    for (const Wanted &wanted : std::as_const(m_wanted)) {
        const bool isShown = matches(wanted.selector, m_store.name(series), m_store.nameText(series)) ||
                             matchesInput(wanted.selector, m_store.name(series), m_store.nameText(series));
        window = isShown ? std::max(window, wanted.window) : window;
    }
    const qint64 fromMs = m_store.feedTimeMs() - window.count();
    const qint64 toMs = m_store.history(series).firstTimeMs();
    const bool wasAsked = m_askedFrom.contains(series) && m_askedFrom.value(series) <= fromMs;
    if (window.count() == 0 || fromMs >= toMs || wasAsked)
        return;
    m_askedFrom.insert(series, fromMs);
    m_source->askPast(m_store.nameText(series), fromMs, toMs);
}

void LiveSource::take(const UpdateBatch &batch)
{
    const Instant now = currentInstant();
    m_store.apply(batch, now);
    m_logs.apply(batch, now);
    m_connection.apply(batch, now);
    m_connection.setRefusedSeries(m_store.refusedSeries() + quint64(m_derived.refused()));
}

} // namespace telltale
