// SPDX-License-Identifier: MIT
#pragma once

#include "models/series/updatebatch.h"

#include <unordered_map>

namespace telltale {

struct PendingLimits
{
    qsizetype samples = 65'536; ///< records kept as they came; from then on one record a series between two fences
    qsizetype fences = 1'024;
    qsizetype logs = 4'096;       ///< lines
    qsizetype logBytes = 4 << 20; ///< of all lines
    qsizetype backfills = 1'024;
    qsizetype backfillSamples = 1 << 20; ///< of all back-fills: 16 bytes each
};

/// What waits for the GUI thread. Bounded, whatever comes and however long nobody takes:
///
/// - up to the limit every sample is kept;
/// - beyond it samples of a series are folded into one record (last, smallest, largest, how many), never across a
/// fence;
/// - where even that is too much, the oldest samples before or between fences become part of the hole that those draw:
///   what is missing is then shown as missing. Counted as dropped. Fences that come to stand together become one;
/// - of the words of states no more are kept than twice the limit.
///
/// Of lines of a log the newest are kept; the others become one record that says how many they were.
///
/// Back-fill that finds no room is refused whole: the hole stays drawn, and can be asked for again. What waits when the
/// server forgets its past goes: it is of the old one.
///
/// The limit of samples must be above the number of series, or a series may get no record; that is counted, too.
///
/// Pure, not thread-safe.
class PendingUpdates
{
public:
    explicit PendingUpdates(PendingLimits limits = {});

    void addSeries(const NewSeries &series);
    /// sample.text is ignored; a State's word is text.
    void add(SampleRecord sample, const QString &text = {});
    void add(const Fence &fence); ///< fence.before is ignored
    void addLog(const LogRecord &line);
    bool addBackfill(SeriesBackfill backfill); ///< false: no room, nothing was taken
    void addProof(TimePoint at);
    void addBeat(const Beat &beat);
    void setLink(const LinkStatus &status);
    void setStream(const StreamStatus &status);
    void setCounts(const IngestCounts &counts); ///< but for conflated and dropped, which are counted here

    bool isEmpty() const { return m_empty; }
    qsizetype sampleCount() const { return m_batch.samples.size(); }
    UpdateBatch take();

private:
    bool fold(const SampleRecord &sample, const QString &text);
    void append(SampleRecord sample, const QString &text);
    bool makeRoom();
    void startConflating();
    void mergeOldestFences();
    void dropSamples(qsizetype from, qsizetype to);
    void dropUnusedTexts();
    void closeLogs();

    PendingLimits m_limits;
    UpdateBatch m_batch;
    bool m_empty = true;
    bool m_conflating = false;
    std::unordered_map<SeriesId, qsizetype> m_records; ///< while conflating: the last segment's record of each series
    qsizetype m_logBytes = 0;
    qsizetype m_backfillSamples = 0;
    quint64 m_skippedLogs = 0; ///< since the last take()
    quint64 m_conflated = 0;
    quint64 m_dropped = 0;
};

} // namespace telltale
