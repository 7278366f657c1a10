// SPDX-License-Identifier: MIT
#include "models/series/packedcolumns.h"

#include "models/series/samplesearch.h"

#include <algorithm>
#include <array>

namespace telltale {

namespace {

using Numbers = std::array<qint64, samplesPerBlock>;

/// Where a block's bits begin (in words; a chunk has less than 2^11), how wide stamps and values are, and the form.
struct Layout
{
    quint32 word;
    quint32 timeBits;
    quint32 valueBits;
    quint32 form;

    quint32 pack() const { return word | timeBits << 11 | valueBits << 17 | form << 24; }
    static Layout unpack(quint32 layout)
    {
        return {layout & 0x7ff, layout >> 11 & 0x3f, layout >> 17 & 0x7f, layout >> 24};
    }
};

} // namespace

PackedLine PackedColumns::Block::timeLine() const
{
    return {timeBase, timeSlope, int(Layout::unpack(layout).timeBits)};
}

PackedLine PackedColumns::Block::valueLine() const
{
    return {valueBase, valueSlope, int(Layout::unpack(layout).valueBits)};
}

ValueForm PackedColumns::Block::form() const
{
    return ValueForm::fromCode(quint8(Layout::unpack(layout).form));
}

size_t PackedColumns::Block::timesAt() const
{
    return size_t(Layout::unpack(layout).word) * 64;
}

size_t PackedColumns::Block::valuesAt(int count) const
{
    return timesAt() + size_t(count) * Layout::unpack(layout).timeBits;
}

PackedColumns::PackedColumns(const RawColumns &raw)
    : m_count(raw.count())
    , m_summaries(raw.blocks().begin(), raw.blocks().end())
{
    m_blocks.reserve(m_summaries.size());
    m_words.reserve(size_t(m_count) / 2);
    size_t bits = 0;
    for (int from = 0; from < m_count; from += samplesPerBlock)
        bits = packBlock(raw, from, std::min(samplesPerBlock, m_count - from), (bits + 63) / 64);
    m_words.shrink_to_fit();
}

/// The bit after what it wrote, beginning with that word.
size_t PackedColumns::packBlock(const RawColumns &raw, int from, int count, size_t word)
{
    Numbers times;
    for (int i = 0; i < count; ++i)
        times[size_t(i)] = raw.offsetAt(from + i);
    const std::span<const qint64> stamps(times.data(), size_t(count));
    const PackedLine timeLine = fitLine(stamps);

    const std::span<const double> values = raw.values().subspan(size_t(from), size_t(count));
    Numbers decimals;
    Numbers patterns;
    std::span<const qint64> numbers(decimals.data(), size_t(count));
    std::optional<ValueForm> form = ValueForm::toDecimals(values, std::span(decimals.data(), size_t(count)));
    PackedLine valueLine = form ? fitLine(numbers) : PackedLine{0, 0, 65};
    // Decimals this wide are hardly telemetry: their patterns may be narrower.
    if (valueLine.bits > 32) {
        const std::span<qint64> others(patterns.data(), size_t(count));
        const ValueForm pattern = ValueForm::toPatterns(values, others);
        if (const PackedLine line = fitLine(others); line.bits < valueLine.bits) {
            form = pattern;
            valueLine = line;
            numbers = others;
        }
    }
    const Layout layout{quint32(word), quint32(timeLine.bits), quint32(valueLine.bits), form->code()};
    m_blocks.push_back({valueLine.base, quint32(timeLine.base), timeLine.slope, valueLine.slope, layout.pack()});
    const size_t at = packLine(timeLine, stamps, m_words, word * 64);
    return packLine(valueLine, numbers, m_words, at);
}

int PackedColumns::countOf(size_t block) const
{
    return std::min(samplesPerBlock, m_count - int(block) * samplesPerBlock);
}

quint32 PackedColumns::offsetAt(int index) const
{
    const Block &block = m_blocks[size_t(index) / samplesPerBlock];
    // The base is kept modulo 2^32, and so is the sum right.
    return quint32(unpackOne(block.timeLine(), m_words.data(), block.timesAt(), index % samplesPerBlock));
}

double PackedColumns::valueAt(int index) const
{
    const size_t number = size_t(index) / samplesPerBlock;
    const Block &block = m_blocks[number];
    return block.form().toValue(
        unpackOne(block.valueLine(), m_words.data(), block.valuesAt(countOf(number)), index % samplesPerBlock));
}

int PackedColumns::lowerBound(quint32 offset, int from, quint32 last) const
{
    return lowerBoundByGuess(from, m_count, offset, last, [this](int index) { return offsetAt(index); });
}

Extremes PackedColumns::extremesWithin(size_t number, int from, int to) const
{
    const Block &block = m_blocks[number];
    const PackedLine line = block.valueLine();
    const size_t at = block.valuesAt(countOf(number));
    const quint64 *const words = m_words.data();
    qint64 low = unpackOne(line, words, at, from);
    qint64 high = low;
    for (int i = from + 1; i < to; ++i) {
        const qint64 each = unpackOne(line, words, at, i);
        low = std::min(low, each);
        high = std::max(high, each);
    }
    // Numbers are in the order of their values, so only two need be turned back.
    return {block.form().toValue(low), block.form().toValue(high)};
}

void PackedColumns::addExtremes(int from, int to, ExtremesScan &scan) const
{
    const auto firstBlock = size_t(from + samplesPerBlock - 1) / samplesPerBlock;
    const auto endBlock = size_t(to) / samplesPerBlock;
    const auto within = [&](size_t block, int begin, int end) {
        if (begin < end)
            scan.add(extremesWithin(block, begin % samplesPerBlock, (end - 1) % samplesPerBlock + 1));
    };
    if (firstBlock > endBlock) {
        within(endBlock, from, to);
        return;
    }
    if (firstBlock < endBlock)
        scan.add(m_summaries.data() + firstBlock, endBlock - firstBlock);
    within(firstBlock - 1, from, int(firstBlock) * samplesPerBlock);
    within(endBlock, int(endBlock) * samplesPerBlock, to);
}

void PackedColumns::readValues(int from, int to, double *values) const
{
    for (int index = from; index < to;) {
        const size_t number = size_t(index) / samplesPerBlock;
        const Block &block = m_blocks[number];
        const PackedLine line = block.valueLine();
        const ValueForm form = block.form();
        const size_t at = block.valuesAt(countOf(number));
        const int end = std::min(to, int(number + 1) * samplesPerBlock);
        for (; index < end; ++index)
            *values++ = form.toValue(unpackOne(line, m_words.data(), at, index % samplesPerBlock));
    }
}

qsizetype PackedColumns::bytes() const
{
    return qsizetype(m_summaries.capacity() * sizeof(Extremes) + m_blocks.capacity() * sizeof(Block) +
                     m_words.capacity() * sizeof(quint64));
}

} // namespace telltale
