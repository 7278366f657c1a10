// SPDX-License-Identifier: MIT
#pragma once

#include "models/series/freshnesstracker.h"
#include "models/series/instant.h"
#include "models/series/serieshistory.h"
#include "models/series/serieskey.h"
#include "models/series/statehistory.h"
#include "models/series/updatebatch.h"

#include <QHash>
#include <QObject>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace telltale {

struct SeriesStoreLimits
{
    qsizetype series = 10'000;       ///< of the feed
    qsizetype derivedSeries = 1'024; ///< made here, those that nobody wants any more included
    qsizetype totalBytes = 64 << 20; ///< of all histories, states too: the longest forget their oldest first
    HistoryLimits history = {};
    FreshnessLimits freshness = {};
    Cadence cadence = Cadence::Periodic; ///< of the source; whoever shows a series may be of another opinion
    StateHistoryLimits states = {};
};

/// The current value of a series.
struct CurrentValue
{
    SampleKind kind = SampleKind::Missing;
    double number = 0;
    QString text = {}; ///< State; from the feed: plain text, not yet cleaned for showing
    qint64 timeMs = 0; ///< ms since 1970 UTC
    bool seen = false; ///< false: announced, but no sample came

    friend bool operator==(const CurrentValue &, const CurrentValue &) = default;
};

/// What is known of the series of one source: names, current values, histories, freshness. Bounded.
///
/// apply() takes a batch and then emits, in this order and each at most once: seriesAdded, changed, freshnessChanged.
/// tick() ages the values and emits at most freshnessChanged, then ticked. Call tick() at nextTickAt() or earlier;
/// nothing else is needed for a value to become stale. References hold until the next apply().
///
/// Back-fill goes into the histories alone: it is the past, so it makes no value current and nothing younger.
///
/// Series may be made here, of those that the feed has (DerivedSeries): they have ids, names, values and histories as
/// any other, but no freshness of their own: a derived value is as old as the oldest of its inputs.
/// Thread: GUI.
class SeriesStore : public QObject
{
    Q_OBJECT
public:
    /// Called within apply() and tick(), before anything is emitted, with the series that have new samples or marks and
    /// those of the feed whose freshness changed: what it derives is announced together with what it is derived of.
    using Deriver = std::function<void(const QList<SeriesId> &touched, const QList<SeriesId> &moved)>;

    explicit SeriesStore(SeriesStoreLimits limits = {}, QObject *parent = nullptr);

    qsizetype count() const { return qsizetype(m_series.size()); } ///< ids are 0 .. count() - 1
    const SeriesKey &name(SeriesId series) const;
    const QByteArray &nameText(SeriesId series) const; ///< as SeriesKey::format() writes it
    std::optional<SeriesId> find(const QByteArray &name) const;
    /// Those whose name matches the glob, in order of arrival.
    QList<SeriesId> match(QByteArrayView glob) const;

    const CurrentValue &value(SeriesId series) const;
    const SeriesHistory &history(SeriesId series) const;
    /// When it was in which state; none if it never was in one.
    const StateHistory *states(SeriesId series) const { return m_series[series].states.get(); }
    const SeriesStoreLimits &limits() const { return m_limits; }
    /// How ages are judged from the next apply() or tick() on. What was collected stays.
    void setFreshness(FreshnessLimits limits, Cadence cadence);
    Freshness freshness(SeriesId series) const; ///< as of the last apply() or tick()
    milliseconds age(SeriesId series) const { return age(series, m_limits.cadence); }
    /// As of the last apply() or tick(); of a derived series that of its oldest input.
    milliseconds age(SeriesId series, Cadence cadence) const;
    bool isClockVerified(SeriesId series) const;
    qsizetype bytes() const { return m_bytes; } ///< of all histories, as of the last apply()
    /// Announced beyond this store's own cap, or under the name of a derived one.
    quint64 refusedSeries() const { return m_refusedSeries; }
    quint64 refusedSamples() const { return m_refusedSamples; } ///< older than the current value
    const IngestCounts &counts() const { return m_counts; }
    /// The moment of the last apply() or tick().
    Instant now() const { return m_now; }
    /// The time that samples are stamped with, as of now(): the server's clock where a beat tells it, else our wall
    /// clock.
    qint64 feedTimeMs() const;
    std::optional<TimePoint> nextTickAt() const;

    /// The functions below are the deriver's alone, and called within it alone.
    void setDeriver(Deriver deriver) { m_deriver = std::move(deriver); }
    /// Nothing if the name is taken, is none, or there are too many derived series.
    std::optional<SeriesId> addDerived(const QByteArray &name);
    bool isDerived(SeriesId series) const { return m_series[series].isDerived; }
    /// The feed forgot its past (Reset), and no sample came since.
    bool isRestarting(SeriesId series) const { return m_series[series].restart; }
    /// Series of the feed, whose age it has; none: it is lost.
    void setInputs(SeriesId derived, const QList<SeriesId> &inputs);
    /// Older than the current value: ignored. Without a value: known to be missing, and the line breaks.
    void appendDerived(SeriesId derived, qint64 timeMs, std::optional<double> value);
    void breakDerived(SeriesId derived); ///< the line breaks after the newest sample

public Q_SLOTS:
    void apply(const telltale::UpdateBatch &batch, telltale::Instant now);
    void tick(telltale::Instant now);

Q_SIGNALS:
    void seriesAdded(telltale::SeriesId first, telltale::SeriesId last);
    /// New samples or marks of these series (each once, unsorted).
    void changed(const QList<telltale::SeriesId> &series);
    void freshnessChanged(const QList<telltale::SeriesId> &series);
    void ticked();

private:
    struct Entry
    {
        SeriesKey name;
        QByteArray text;
        CurrentValue value = {};
        SeriesHistory history;
        qsizetype bytes = 0;                       ///< what it counts in m_bytes
        std::unique_ptr<StateHistory> states = {}; ///< few series have any
        Freshness freshness = Freshness::Lost;
        bool touched = false;
        bool restart = false;
        bool isDerived = false;
        QList<SeriesId> inputs = {}; ///< of a derived one
    };

    void add(const NewSeries &series);
    SeriesId append(const SeriesKey &name, const QByteArray &text);
    std::optional<SeriesId> ownId(SeriesId feedId) const;
    void take(const SampleRecord &sample, const QStringList &texts);
    void rememberState(Entry &entry) const;
    void recount(Entry &entry);
    void pass(const Fence &fence);
    void fill(const SeriesBackfill &backfill);
    void makeRoom();
    void touch(SeriesId series);
    void derive();
    void announce(qsizetype before);
    void refreshFreshness(bool ofDerived);
    Freshness freshnessNow(SeriesId series) const;

    SeriesStoreLimits m_limits;
    std::deque<Entry> m_series;
    std::vector<std::optional<SeriesId>> m_feedIds; ///< by the feed's own ids; none: refused
    QHash<QByteArray, SeriesId> m_ids;
    FreshnessTracker m_freshness;
    Deriver m_deriver;
    QList<SeriesId> m_touched;
    QList<SeriesId> m_moved; ///< freshness that is not announced yet
    qsizetype m_derivedCount = 0;
    qsizetype m_bytes = 0;
    IngestCounts m_counts;
    quint64 m_refusedSeries = 0;
    quint64 m_refusedSamples = 0;
    Instant m_now;
};

} // namespace telltale
