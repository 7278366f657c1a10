// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/seriesselector.h"
#include "models/series/seriesstore.h"

#include <QList>

#include <limits>
#include <optional>
#include <vector>

namespace telltale {

/// Works out one derived series from the histories of its inputs; reads the store, changes nothing.
///
/// A value is worked out for each time at which an input has a sample, once every input has one at that time or a newer
/// one; an input without a sample at that very time counts with its last before. So the time of the newest value is
/// that of the input that is farthest behind. But where the inputs are on-change, one that is silent did not change:
/// there the time is that of the newest input, and after a hole each counts with what it had. An input of an aggregate
/// that is lost leaves until it comes back; whenever the inputs change, the line breaks. It also breaks where an
/// input's line does, and within an input's hole there are no values. Where an input is known to be missing or is a
/// word, so is the result missing. Not finite: missing.
class DerivedValue
{
public:
    struct Step
    {
        qint64 timeMs = 0;
        std::optional<double> value = {}; ///< none: known to be missing
        bool isBroken = false;            ///< the line breaks before it

        friend bool operator==(const Step &, const Step &) = default;
    };

    /// Of the inputs' past, the last `past` is worked out at first; nothing up to doneMs, if given.
    DerivedValue(Derivation made, milliseconds past, std::optional<qint64> doneMs = {});

    /// Difference: the first minus the second. One more than the limit makes the result missing for good, because
    /// without it it would be wrong. True if it is new.
    bool addInput(SeriesId input, qsizetype limit);
    /// What is new since the last call, times rising.
    QList<Step> advance(const SeriesStore &store);
    QList<SeriesId> inputs() const;
    /// The inputs that count now: whose age the result has.
    QList<SeriesId> live() const;
    /// By the last advance(), of all inputs together.
    qsizetype samplesRead() const;
    /// The line breaks after the newest value: an input's does there.
    bool isOpen(const SeriesStore &store) const;

private:
    struct Input
    {
        SeriesId id = 0;
        bool isLive = false;
        std::optional<qint64> heldMs = {}; ///< where to read on: the sample that counts at the newest value's time
        quint64 pastRevision = 0;
        qint64 newestMs = std::numeric_limits<qint64>::min(); ///< of its samples, by the last advance()
        std::vector<qint64> times = {};                       ///< read on from there
        std::vector<double> values = {};
        size_t at = 0; ///< the sample that counts

        void read(const SeriesHistory &history, qint64 fromMs, qint64 toMs);
        bool moveTo(qint64 timeMs, bool isRate); ///< false: none yet
    };

    Cadence cadence(const SeriesStore &store) const { return m_made.cadence.value_or(store.limits().cadence); }
    bool isBreakAlone(const GapMark &gap, const Input &input, const SeriesStore &store) const;
    bool refreshLive(const SeriesStore &store);
    void refreshRestart(const SeriesStore &store);
    QList<Step> advanceTo(qint64 toMs, const SeriesStore &store, bool isSameInputs);
    std::vector<qint64> timesAfter(qint64 fromMs) const;
    std::vector<GapMark> gapsAfter(qint64 fromMs, const SeriesStore &store) const;
    bool moveTo(qint64 timeMs);
    std::optional<double> combined() const;
    std::optional<double> rate() const;

    Derivation m_made;
    milliseconds m_past;
    std::vector<Input> m_inputs;
    std::optional<qint64> m_doneMs; ///< all up to here is worked out
    std::optional<double> m_doneValue;
    bool m_doneIsFirst = false; ///< after a break: no rate leads to it
    std::optional<Step> m_last; ///< that was given out
    bool m_isBroken;
    bool m_isOverfull = false;
};

} // namespace telltale
