// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/panelspec.h"
#include "models/series/seriesstore.h"
#include "models/values/thresholds.h"

#include <QString>

#include <optional>

namespace telltale {

/// How far what a panel shows may be believed.
enum class PanelState {
    Waiting, ///< no sample yet
    Live,
    Late,
    Stale,
    Lost
};

PanelState panelStateOf(Freshness freshness); ///< Live to Lost

/// What one series of a panel reads at this moment, in words and numbers. Nothing in it is rich text.
struct PanelReading
{
    static const QString nothing; ///< "–"

    QString number = nothing;              ///< "23", "open", "running"; nothing if there is none to show
    QString unit = {};                     ///< "%"; empty for words
    std::optional<double> value = {};      ///< the number itself, after reduction
    std::optional<Severity> severity = {}; ///< none: neither thresholds nor mappings say anything
    double share = -1;                     ///< place between the panel's min and max, 0..1; -1: there is none
    bool isWord = false;                   ///< a state's word or a mapping's text

    /// Number and unit with a narrow no-break space between.
    QString text() const;

    int severityNumber() const { return severity ? int(*severity) : -1; } ///< for QML

    friend bool operator==(const PanelReading &, const PanelReading &) = default;
};

/// The panel's range, once all its ends are known.
struct ValueRange
{
    double min = 0;
    double max = 0;
};

/// One series as one panel shows it: with the panel's cadence, limits, thresholds, mappings and reduction.
///
/// refresh() reads it anew; readings in between are those of the last refresh(). The spec and the store must outlive
/// it. Thread: GUI.
class PanelSeries
{
public:
    PanelSeries(const PanelSpec *spec, const SeriesSelector *selector, SeriesStore *store, SeriesId id);

    SeriesStore *store() const { return m_store; }
    SeriesId id() const { return m_id; }
    const SeriesSelector &selector() const { return *m_selector; }
    const SeriesKey &name() const { return m_store->name(m_id); }
    const SeriesHistory &history() const { return m_store->history(m_id); }
    const StateHistory *states() const { return m_store->states(m_id); }
    const QString &label() const { return m_label; } ///< for a legend, clean and short
    PanelState state() const;                        ///< by the panel's own cadence and limits, as of the store's now
    FreshnessLimits limits() const;
    Cadence cadence() const;
    milliseconds age() const;
    qint64 timeMs() const { return m_store->value(m_id).timeMs; } ///< of the newest sample
    bool isMissing() const;                                       ///< the feed itself says that there is no value

    /// How numbers are written from now on, and between which ends they have a share.
    void setFormat(const ValueFormat &format, std::optional<ValueRange> range);
    /// Reads the value; where the panel reduces, of the last windowMs before nowMs, and at most once a second.
    void refresh(qint64 nowMs, qint64 windowMs);
    /// As it may be shown: nothing while waiting and once lost.
    PanelReading reading() const;
    /// As it was, also once it is lost.
    const PanelReading &lastReading() const { return m_reading; }

    /// Of any value: what it is called and what it means, without memory.
    PanelReading readNumber(double value) const;
    PanelReading readWord(const QString &word) const;
    PanelReading readMissing() const;

private:
    std::optional<double> valueNow(const CurrentValue &current, qint64 nowMs, qint64 windowMs);

    const PanelSpec *m_spec;
    const SeriesSelector *m_selector;
    SeriesStore *m_store;
    SeriesId m_id;
    QString m_label;
    ValueFormat m_format;
    std::optional<ValueRange> m_range;
    ThresholdTracker m_tracker;
    PanelReading m_reading;
    std::optional<double> m_reduced = {};
    std::optional<TimePoint> m_reducedAt = {};
};

/// The range of a panel: as the file says it, else what the unit promises (0 to 100 %).
std::optional<ValueRange> rangeOf(const PanelSpec &spec, Unit unit);

} // namespace telltale
