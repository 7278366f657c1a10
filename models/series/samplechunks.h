// SPDX-License-Identifier: MIT
#pragma once

#include "models/series/serieschunk.h"

#include <deque>

namespace telltale {

/// The samples of one series, oldest first, as a row of chunks: the newest raw, those before them packed. Knows how
/// they lie in memory and nothing of what they mean: order, limits and gaps are SeriesHistory's.
///
/// Of the oldest chunk the first few may be forgotten already; it goes when its last one does.
class SampleChunks
{
public:
    /// Between two samples: before sample `index` of chunk `chunk`. Holds until the next change.
    struct Position
    {
        qsizetype chunk = 0;
        int index = 0;
    };
    /// Samples in a row, without copying any. count 0: the rest means nothing.
    struct Summary
    {
        Extremes extremes = {};
        double first = 0;
        double last = 0;
        qsizetype count = 0;
    };

    bool isEmpty() const { return m_size == 0; }
    qsizetype size() const { return m_size; }
    qint64 firstTimeMs() const { return m_firstMs; } ///< not if empty
    qint64 lastTimeMs() const { return m_lastMs; }   ///< not if empty
    double lastValue() const;                        ///< not if empty
    qsizetype bytes() const { return m_bytes; }
    qsizetype packedChunks() const { return m_packed; }

    /// A time after the last. True: more memory was taken.
    bool append(qint64 timeMs, double value)
    {
        if (m_chunks.empty() || !m_chunks.back().canTake(timeMs))
            startChunk(timeMs);
        ++m_size;
        m_lastMs = timeMs;
        const bool grew = m_chunks.back().append(timeMs, value);
        if (grew)
            noteGrowth();
        return grew;
    }
    void replaceLast(double value);
    void clear();
    void dropOldest(); ///< one sample
    /// All before timeMs.
    void dropBefore(qint64 timeMs);
    bool dropOldestChunk(); ///< false: there is no other
    /// All but so many; the memory of the others is given back.
    void keepNewest(int samples);
    /// Packs all but the newest rawChunks, at least one.
    void pack(qsizetype rawChunks);
    bool packOldest(); ///< the oldest raw chunk; false: only the newest is raw

    /// Samples that are all before the first.
    void prepend(SampleSpan samples);
    /// Samples that are all between the last one not after timeMs and the next one.
    void insertAfter(qint64 timeMs, SampleSpan samples);

    Position begin() const { return {0, m_begin}; }
    Position lowerBound(qint64 timeMs) const;
    /// What lies between `at` and timeMs; `at` moves there. The scan is lent by whoever asks for many.
    Summary summarise(Position &at, qint64 timeMs, ExtremesScan &scan) const;
    qint64 timeAt(Position at) const; ///< not of the end
    bool isEnd(Position at) const { return at.chunk >= qsizetype(m_chunks.size()); }
    /// Calls visit(SampleSpan) for what lies between `at` and timeMs, chunk by chunk.
    template <typename Visit>
    void forEach(Position at, qint64 timeMs, const Visit &visit) const
    {
        SeriesChunk::Scratch scratch;
        for (; !isEnd(at); at = {at.chunk + 1, 0}) {
            const SeriesChunk &chunk = m_chunks[size_t(at.chunk)];
            const int end = chunk.lowerBound(timeMs, at.index);
            if (end > at.index)
                visit(chunk.read(at.index, end, scratch));
            if (end < chunk.count())
                return;
        }
    }

private:
    void packNext();
    void startChunk(qint64 timeMs);
    void noteGrowth();
    void prefetch(Position at, qsizetype ahead) const;
    void noteFront();
    void popFront();
    void insertChunks(qsizetype before, SampleSpan samples);
    qsizetype chunkOf(qint64 timeMs) const;
    void recount();

    std::deque<SeriesChunk> m_chunks;
    int m_begin = 0;        ///< so many of the oldest chunk are forgotten
    qsizetype m_packed = 0; ///< so many chunks from the oldest on are packed
    qsizetype m_size = 0;
    qsizetype m_bytes = 0;
    qsizetype m_newestBytes = 0; ///< what the newest chunk, which alone grows, counts in them
    qint64 m_firstMs = 0;
    qint64 m_lastMs = 0;
};

} // namespace telltale
