// SPDX-License-Identifier: MIT
#include "models/series/samplechunks.h"

#include <algorithm>
#include <iterator>
#include <vector>

namespace telltale {

double SampleChunks::lastValue() const
{
    return m_chunks.back().valueAt(m_chunks.back().count() - 1);
}

void SampleChunks::startChunk(qint64 timeMs)
{
    if (m_chunks.empty())
        m_firstMs = timeMs;
    m_chunks.emplace_back(timeMs);
    m_newestBytes = m_chunks.back().bytes();
    m_bytes += m_newestBytes;
}

void SampleChunks::noteGrowth()
{
    m_bytes += m_chunks.back().bytes() - m_newestBytes;
    m_newestBytes = m_chunks.back().bytes();
}

void SampleChunks::replaceLast(double value)
{
    m_chunks.back().replaceLast(value);
}

void SampleChunks::clear()
{
    *this = {};
}

void SampleChunks::dropOldest()
{
    ++m_begin;
    --m_size;
    noteFront();
}

void SampleChunks::dropBefore(qint64 timeMs)
{
    while (!m_chunks.empty() && m_chunks.front().lastMs() < timeMs)
        popFront();
    while (!m_chunks.empty() && m_firstMs < timeMs)
        dropOldest();
}

bool SampleChunks::dropOldestChunk()
{
    if (m_chunks.size() < 2)
        return false;
    popFront();
    return true;
}

void SampleChunks::keepNewest(int samples)
{
    samples = int(std::min(qsizetype(samples), m_size)); // those before are forgotten, though they are still there
    while (m_chunks.size() > 1 && m_size - (m_chunks.front().count() - m_begin) >= samples)
        popFront();
    if (m_chunks.size() != 1 || m_chunks.front().count() <= samples)
        return;
    SeriesChunk::Scratch scratch;
    const SeriesChunk &old = m_chunks.front();
    SampleSpan newest = old.read(old.count() - samples, old.count(), scratch);
    SeriesChunk chunk(newest);
    m_chunks.front() = std::move(chunk);
    m_begin = 0;
    m_packed = 0;
    recount();
    noteFront();
}

void SampleChunks::pack(qsizetype rawChunks)
{
    const qsizetype wanted = qsizetype(m_chunks.size()) - std::max(rawChunks, qsizetype(1));
    while (m_packed < wanted)
        packNext();
}

bool SampleChunks::packOldest()
{
    if (m_packed + 1 >= qsizetype(m_chunks.size()))
        return false;
    packNext();
    return true;
}

void SampleChunks::packNext()
{
    SeriesChunk &chunk = m_chunks[size_t(m_packed++)];
    m_bytes -= chunk.bytes();
    chunk.pack();
    m_bytes += chunk.bytes();
}

void SampleChunks::prepend(SampleSpan samples)
{
    if (samples.times.empty())
        return;
    if (m_begin > 0) { // what is forgotten must not lie between
        SeriesChunk::Scratch scratch;
        SampleSpan rest = m_chunks.front().read(m_begin, m_chunks.front().count(), scratch);
        m_chunks.front() = SeriesChunk(rest);
        m_begin = 0;
    }
    insertChunks(0, samples);
}

void SampleChunks::insertAfter(qint64 timeMs, SampleSpan samples)
{
    const qsizetype number = chunkOf(timeMs);
    const SeriesChunk &chunk = m_chunks[size_t(number)];
    const int from = number == 0 ? m_begin : 0;
    const int split = chunk.lastMs() <= timeMs ? chunk.count() : chunk.lowerBound(timeMs + 1, from);
    if (split == chunk.count()) {
        insertChunks(number + 1, samples);
        return;
    }
    SeriesChunk::Scratch scratch;
    const SampleSpan old = chunk.read(from, chunk.count(), scratch);
    const auto merge = [&](const auto &kept, const auto &added) {
        std::vector merged(kept.begin(), kept.end());
        merged.insert(merged.begin() + (split - from), added.begin(), added.end());
        return merged;
    };
    const std::vector<qint64> times = merge(old.times, samples.times);
    const std::vector<double> values = merge(old.values, samples.values);
    m_chunks.erase(m_chunks.begin() + number);
    if (number == 0)
        m_begin = 0;
    insertChunks(number, {times, values});
}

SampleChunks::Position SampleChunks::lowerBound(qint64 timeMs) const
{
    if (m_chunks.empty() || timeMs <= m_firstMs)
        return begin();
    if (timeMs > m_chunks.back().lastMs())
        return {qsizetype(m_chunks.size()), 0};
    // A live chart asks for the newest.
    if (m_chunks.back().beginMs() < timeMs) {
        const auto last = qsizetype(m_chunks.size()) - 1;
        return {last, m_chunks.back().lowerBound(timeMs, last == 0 ? m_begin : 0)};
    }
    const auto found = std::partition_point(m_chunks.begin(), m_chunks.end(),
                                            [=](const SeriesChunk &chunk) { return chunk.lastMs() < timeMs; });
    const auto number = qsizetype(found - m_chunks.begin());
    return {number, found->lowerBound(timeMs, number == 0 ? m_begin : 0)};
}

void SampleChunks::prefetch(Position at, qsizetype ahead) const
{
    if (ahead < samplesPerBlock || isEnd(at))
        return;
    const qsizetype index = at.index + ahead;
    const qsizetype number = at.chunk + index / SeriesChunk::most;
    if (number < qsizetype(m_chunks.size())) {
        const SeriesChunk &chunk = m_chunks[size_t(number)];
        chunk.prefetch(std::min(int(index % SeriesChunk::most), chunk.count() - 1));
    }
}

SampleChunks::Summary SampleChunks::summarise(Position &at, qint64 timeMs, ExtremesScan &scan) const
{
    Summary summary;
    const SeriesChunk *lastChunk = nullptr;
    int lastIndex = 0;
    while (!isEnd(at)) {
        const SeriesChunk &chunk = m_chunks[size_t(at.chunk)];
        if (const size_t later = size_t(at.chunk) + 16; later < m_chunks.size())
            __builtin_prefetch(&m_chunks[later]); // a wide column passes many
        const bool isWhole = chunk.lastMs() < timeMs;
        const int end = isWhole ? chunk.count() : chunk.lowerBound(timeMs, at.index);
        if (end > at.index) {
            if (summary.count == 0)
                summary.first = chunk.valueAt(at.index);
            summary.count += end - at.index;
            chunk.addExtremes(at.index, end, scan);
            lastChunk = &chunk;
            lastIndex = end - 1;
        }
        at = isWhole ? Position{at.chunk + 1, 0} : Position{at.chunk, end};
        if (!isWhole)
            break;
    }
    if (!lastChunk)
        return summary;
    summary.last = lastChunk->valueAt(lastIndex);
    summary.extremes = scan.result();
    // The next column will end about as many samples on, the one after that twice as many: far enough off for the
    // memory to be here by then. Almost all the time of a zoom was waiting for it.
    prefetch(at, 2 * summary.count);
    return summary;
}

qint64 SampleChunks::timeAt(Position at) const
{
    return m_chunks[size_t(at.chunk)].timeAt(at.index);
}

/// After the oldest sample went.
void SampleChunks::noteFront()
{
    if (!m_chunks.empty() && m_begin == m_chunks.front().count()) {
        popFront();
        return;
    }
    if (!m_chunks.empty())
        m_firstMs = m_chunks.front().timeAt(m_begin);
}

void SampleChunks::popFront()
{
    const SeriesChunk &chunk = m_chunks.front();
    m_size -= chunk.count() - m_begin;
    m_bytes -= chunk.bytes();
    m_chunks.pop_front();
    m_begin = 0;
    m_packed = std::max(m_packed - 1, qsizetype(0));
    if (!m_chunks.empty())
        m_firstMs = m_chunks.front().beginMs();
}

void SampleChunks::insertChunks(qsizetype before, SampleSpan samples)
{
    std::vector<SeriesChunk> chunks;
    while (!samples.times.empty())
        chunks.emplace_back(samples);
    m_chunks.insert(m_chunks.begin() + before, std::make_move_iterator(chunks.begin()),
                    std::make_move_iterator(chunks.end()));
    m_packed = std::min(m_packed, before);
    recount();
    noteFront();
}

/// The last chunk that begins at or before timeMs.
qsizetype SampleChunks::chunkOf(qint64 timeMs) const
{
    const auto after = std::partition_point(m_chunks.begin(), m_chunks.end(),
                                            [=](const SeriesChunk &chunk) { return chunk.beginMs() <= timeMs; });
    return std::max(qsizetype(after - m_chunks.begin()) - 1, qsizetype(0));
}

void SampleChunks::recount()
{
    m_size = -m_begin;
    m_bytes = 0;
    for (const SeriesChunk &chunk : m_chunks) {
        m_size += chunk.count();
        m_bytes += chunk.bytes();
    }
    m_newestBytes = m_chunks.empty() ? 0 : m_chunks.back().bytes();
    m_lastMs = m_chunks.empty() ? 0 : m_chunks.back().lastMs();
}

} // namespace telltale
