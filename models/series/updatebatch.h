// SPDX-License-Identifier: MIT
#pragma once

#include "models/logs/logrecord.h"
#include "models/series/seriescolumns.h"
#include "transport/protocol/event.h"
#include "transport/protocol/status.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace telltale {

/// A series of one source, by the order in which its names were first seen: 0, 1, 2, ... Never reused.
using SeriesId = quint32;

enum class SampleKind : quint8 {
    Number, ///< a finite number
    State,  ///< a word: "open"
    Missing ///< the feed says that it has no value
};

/// One reading, or, when the reader was slow, the one record that stands for `count` readings in a row.
struct SampleRecord
{
    SeriesId series = 0;
    SampleKind kind = SampleKind::Number; ///< of the last reading
    qint32 text = -1;                     ///< State: index into UpdateBatch::texts
    quint32 count = 1;
    qint64 timeMs = 0;         ///< of the last reading, ms since 1970 UTC
    double value = 0;          ///< Number: the last reading
    bool hasRange = false;     ///< the four below are set: at least one of the readings was a number
    bool brokenInside = false; ///< one of the readings but the last was no number: somewhere the line breaks
    double min = 0;
    double max = 0;
    qint64 minTimeMs = 0;
    qint64 maxTimeMs = 0;
    TimePoint receivedAt = {}; ///< of the last reading

    friend bool operator==(const SampleRecord &, const SampleRecord &) = default;
};

/// What no conflation crosses.
struct Fence
{
    enum class Kind {
        Gap,      ///< a hole that was not filled: the line breaks here
        Snapshot, ///< what follows is the state as of one moment
        Reset     ///< the server forgot its past: times may begin again from earlier
    };

    Kind kind = Kind::Gap;
    qsizetype before = 0; ///< stands before samples[before]; samples.size(): after them all
    QString reason = {};  ///< in words
    TimePoint noticedAt = {};
    milliseconds noticedWall = {}; ///< ms since 1970
    int merged = 1;                ///< more than 1: so many fences became one, and the samples between them a hole

    friend bool operator==(const Fence &, const Fence &) = default;
};

struct NewSeries
{
    SeriesId id = 0;
    QByteArray name; ///< as SeriesKey::format() writes it

    friend bool operator==(const NewSeries &, const NewSeries &) = default;
};

/// Counted from the start, never reset.
struct IngestCounts
{
    quint64 events = 0;
    quint64 samples = 0;          ///< readings taken, before conflation
    quint64 conflated = 0;        ///< readings that were folded into a record with others
    quint64 dropped = 0;          ///< readings that became part of a drawn hole because every queue was full
    quint64 undecodable = 0;      ///< payloads that could not be read
    quint64 refusedValues = 0;    ///< values of readable payloads with a name or type that is not acceptable
    quint64 missingValues = 0;    ///< places that a mapping names and a payload did not have
    quint64 hiddenSeries = 0;     ///< series over the cap
    bool hiddenIsAtLeast = false; ///< there are more than were counted
    quint64 logLines = 0;         ///< lines for logs, before any was skipped
    QString lastProblem = {};     ///< why the last payload or value was refused, in words

    friend bool operator==(const IngestCounts &, const IngestCounts &) = default;
};

/// The past of one series, as its feed remembers it.
struct SeriesBackfill
{
    SeriesId series = 0;
    BackfillSpan span = {};
    SeriesColumns columns = {};
};

/// What came since the last batch: from the network thread to the GUI thread, as a value.
struct UpdateBatch
{
    QList<NewSeries> newSeries = {};
    QList<SampleRecord> samples = {}; ///< in order of arrival; per series, between fences, in order
    QStringList texts = {};
    QList<Fence> fences = {};                ///< in order
    QList<LogRecord> logs = {};              ///< in order of arrival; the first may stand for others (Skipped)
    QList<SeriesBackfill> backfills = {};    ///< to be applied after the samples
    std::optional<TimePoint> lastProof = {}; ///< when the source last proved that it lives
    std::optional<Beat> beat = {};           ///< of the beats that tell the server's clock, the least delayed
    std::optional<LinkStatus> link = {};     ///< the newest
    std::optional<StreamStatus> stream = {}; ///< the newest
    IngestCounts counts = {};                ///< as of this batch
};

} // namespace telltale
