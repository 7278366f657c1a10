// SPDX-License-Identifier: MIT
#include "models/series/seriesstore.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>
#include <vector>

namespace telltale {

namespace {

/// A folded record becomes the points that a chart needs of it: its extremes where they were, and the last. If the line
/// broke among them nobody knows where: then nothing joins any of them.
void appendNumbers(SeriesHistory &history, const SampleRecord &sample)
{
    const bool isNumber = sample.kind == SampleKind::Number;
    const auto append = [&](const std::pair<qint64, double> &point) {
        const bool isReplaced = !history.isEmpty() && history.lastTimeMs() == point.first;
        if (sample.brokenInside && !isReplaced)
            history.markGap();
        history.append(point.first, point.second);
    };
    if (sample.hasRange && sample.count > 1) {
        const std::pair low(sample.minTimeMs, sample.min);
        const std::pair high(sample.maxTimeMs, sample.max);
        for (const auto &point : {std::min(low, high), std::max(low, high)}) {
            if (!isNumber || point.first < sample.timeMs)
                append(point);
        }
    }
    if (isNumber)
        append({sample.timeMs, sample.value});
    else
        history.markGap();
}

CurrentValue toCurrentValue(const SampleRecord &sample, const QStringList &texts)
{
    CurrentValue value{sample.kind, 0, {}, sample.timeMs, true};
    if (sample.kind == SampleKind::Number)
        value.number = sample.value;
    else if (sample.kind == SampleKind::State)
        value.text = texts.value(sample.text);
    return value;
}

/// What each may have at most, for all together to have no more than total.
template <typename Entries>
qsizetype evenShare(const Entries &entries, qsizetype total)
{
    std::vector<qsizetype> sizes;
    for (const auto &entry : entries)
        sizes.push_back(entry.bytes);
    std::sort(sizes.begin(), sizes.end());
    for (auto size = sizes.begin(); size != sizes.end(); ++size) {
        const qsizetype share = total / (sizes.end() - size);
        if (*size > share)
            return share;
        total -= *size;
    }
    return std::numeric_limits<qsizetype>::max();
}

} // namespace

SeriesStore::SeriesStore(SeriesStoreLimits limits, QObject *parent)
    : QObject(parent)
    , m_limits(limits)
    , m_freshness(limits.freshness)
{}

const SeriesKey &SeriesStore::name(SeriesId series) const
{
    return m_series[series].name;
}

const QByteArray &SeriesStore::nameText(SeriesId series) const
{
    return m_series[series].text;
}

std::optional<SeriesId> SeriesStore::find(const QByteArray &name) const
{
    const auto found = m_ids.constFind(name);
    return found == m_ids.cend() ? std::nullopt : std::optional(*found);
}

QList<SeriesId> SeriesStore::match(QByteArrayView glob) const
{
    QList<SeriesId> found;
    for (SeriesId id = 0; id < m_series.size(); ++id) {
        if (matchesGlob(glob, m_series[id].text))
            found.append(id);
    }
    return found;
}

const CurrentValue &SeriesStore::value(SeriesId series) const
{
    return m_series[series].value;
}

const SeriesHistory &SeriesStore::history(SeriesId series) const
{
    return m_series[series].history;
}

void SeriesStore::setFreshness(FreshnessLimits limits, Cadence cadence)
{
    m_limits.freshness = limits;
    m_limits.cadence = cadence;
    m_freshness.setLimits(limits);
}

Freshness SeriesStore::freshness(SeriesId series) const
{
    return m_series[series].freshness;
}

milliseconds SeriesStore::age(SeriesId series, Cadence cadence) const
{
    const Entry &found = m_series[series];
    // Nobody works it out any more: lost, however new its last value is.
    if (found.isDerived && found.inputs.isEmpty())
        return std::max(m_limits.freshness.lost, milliseconds(feedTimeMs() - found.value.timeMs));
    milliseconds oldest{0};
    for (const SeriesId input : found.inputs)
        oldest = std::max(oldest, age(input, cadence));
    if (found.isDerived)
        return oldest;
    return m_freshness.hasSample(series) ? m_freshness.age(series, cadence, m_now.boot) : milliseconds(0);
}

bool SeriesStore::isClockVerified(SeriesId series) const
{
    const QList<SeriesId> &inputs = m_series[series].inputs;
    return isDerived(series) ? std::all_of(inputs.cbegin(), inputs.cend(),
                                           [this](SeriesId input) { return m_freshness.isClockVerified(input); })
                             : m_freshness.isClockVerified(series);
}

qint64 SeriesStore::feedTimeMs() const
{
    return m_freshness.clock().timeAt(m_now.boot).value_or(m_now.wall).count();
}

std::optional<TimePoint> SeriesStore::nextTickAt() const
{
    return m_freshness.nextChangeAt(m_limits.cadence, m_now.boot);
}

void SeriesStore::apply(const UpdateBatch &batch, Instant now)
{
    m_now = now;
    m_counts = batch.counts;
    if (batch.lastProof)
        m_freshness.observeProof(*batch.lastProof);
    if (batch.beat)
        m_freshness.observeBeat(*batch.beat);

    const qsizetype before = count();
    for (const NewSeries &series : batch.newSeries)
        add(series);
    qsizetype fence = 0;
    for (qsizetype i = 0; i <= batch.samples.size(); ++i) {
        for (; fence < batch.fences.size() && batch.fences[fence].before <= i; ++fence)
            pass(batch.fences[fence]);
        if (i < batch.samples.size())
            take(batch.samples[i], batch.texts);
    }
    for (const SeriesBackfill &backfill : batch.backfills)
        fill(backfill);
    derive();
    makeRoom();
    announce(before);
}

void SeriesStore::tick(Instant now)
{
    m_now = now;
    const qsizetype before = count();
    derive();
    makeRoom();
    announce(before);
    Q_EMIT ticked();
}

void SeriesStore::add(const NewSeries &series)
{
    if (series.id != m_feedIds.size()) {
        ++m_refusedSeries;
        return;
    }
    const Result<SeriesKey> key = SeriesKey::parse(series.name, series.name.size());
    const bool isFull = count() - m_derivedCount >= m_limits.series;
    const bool isRefused = !key || isFull || m_ids.contains(series.name);
    m_feedIds.push_back(isRefused ? std::nullopt : std::optional(append(*key, series.name)));
    m_refusedSeries += isRefused ? 1 : 0;
}

SeriesId SeriesStore::append(const SeriesKey &name, const QByteArray &text)
{
    const auto id = SeriesId(m_series.size());
    m_series.push_back({name, text, {}, SeriesHistory(m_limits.history)});
    m_ids.insert(text, id);
    return id;
}

std::optional<SeriesId> SeriesStore::ownId(SeriesId feedId) const
{
    return feedId < m_feedIds.size() ? m_feedIds[feedId] : std::nullopt;
}

std::optional<SeriesId> SeriesStore::addDerived(const QByteArray &name)
{
    const Result<SeriesKey> key = SeriesKey::parse(name, name.size());
    if (!key || m_derivedCount >= m_limits.derivedSeries || m_ids.contains(name))
        return {};
    ++m_derivedCount;
    const SeriesId id = append(*key, name);
    m_series[id].isDerived = true;
    return id;
}

void SeriesStore::setInputs(SeriesId derived, const QList<SeriesId> &inputs)
{
    Q_ASSERT(isDerived(derived));
    m_series[derived].inputs = inputs;
}

void SeriesStore::appendDerived(SeriesId derived, qint64 timeMs, std::optional<double> value)
{
    Entry &entry = m_series[derived];
    if (entry.value.seen && !entry.restart && timeMs < entry.value.timeMs)
        return;
    entry.restart = false;
    entry.value = {value ? SampleKind::Number : SampleKind::Missing, value.value_or(0), {}, timeMs, true};
    if (value)
        entry.history.append(timeMs, *value);
    else
        entry.history.markGap();
    touch(derived);
}

void SeriesStore::breakDerived(SeriesId derived)
{
    SeriesHistory &history = m_series[derived].history;
    const quint64 revision = history.revision();
    history.markGap();
    if (history.revision() != revision)
        touch(derived);
}

void SeriesStore::take(const SampleRecord &sample, const QStringList &texts)
{
    const std::optional<SeriesId> id = ownId(sample.series);
    if (!id)
        return;
    Entry &entry = m_series[*id];
    if (entry.value.seen && !entry.restart && sample.timeMs < entry.value.timeMs) {
        ++m_refusedSamples;
        return;
    }
    entry.restart = false;
    entry.value = toCurrentValue(sample, texts);
    appendNumbers(entry.history, sample);
    rememberState(entry);
    m_freshness.observeSample(*id, sample.timeMs, sample.receivedAt);
    touch(*id);
}

void SeriesStore::rememberState(Entry &entry) const
{
    if (!entry.states && entry.value.kind != SampleKind::State)
        return;
    if (!entry.states)
        entry.states = std::make_unique<StateHistory>(m_limits.states);
    const bool isState = entry.value.kind == SampleKind::State;
    entry.states->append(entry.value.timeMs, isState ? std::optional(entry.value.text) : std::nullopt);
}

void SeriesStore::pass(const Fence &fence)
{
    for (SeriesId id = 0; id < m_series.size(); ++id) {
        Entry &entry = m_series[id];
        if (fence.kind == Fence::Kind::Reset) {
            entry.restart = true;
            entry.history.expectRestart();
            m_freshness.expectRestart(id);
            if (entry.states)
                entry.states->expectRestart();
        }
        if (entry.isDerived) // breaks where its inputs do
            continue;
        if (entry.states)
            entry.states->markGap();
        const quint64 revision = entry.history.revision();
        entry.history.markGap();
        if (entry.history.revision() != revision)
            touch(id);
    }
}

void SeriesStore::fill(const SeriesBackfill &backfill)
{
    const std::optional<SeriesId> id = ownId(backfill.series);
    if (!id)
        return;
    SeriesHistory &history = m_series[*id].history;
    const quint64 revision = history.revision();
    history.backfill(backfill.columns, backfill.span);
    if (history.revision() != revision)
        touch(*id);
}

/// Where all histories together are too large, the largest are cut to one size. To a little less than is allowed, so
/// that this is not due again with the next batch.
void SeriesStore::makeRoom()
{
    for (const SeriesId id : std::as_const(m_touched))
        recount(m_series[id]);
    if (m_bytes <= m_limits.totalBytes)
        return;
    const qsizetype most = evenShare(m_series, m_limits.totalBytes - m_limits.totalBytes / 16);
    for (SeriesId id = 0; id < m_series.size(); ++id) {
        Entry &entry = m_series[id];
        if (entry.bytes <= most)
            continue;
        if (entry.states)
            entry.states->trim(std::max(most - entry.history.bytes(), most / 2));
        entry.history.trim(most - (entry.states ? entry.states->bytes() : 0));
        recount(entry);
        touch(id);
    }
}

void SeriesStore::recount(Entry &entry)
{
    const qsizetype bytes = entry.history.bytes() + (entry.states ? entry.states->bytes() : 0);
    m_bytes += bytes - std::exchange(entry.bytes, bytes);
}

void SeriesStore::touch(SeriesId series)
{
    if (!std::exchange(m_series[series].touched, true))
        m_touched.append(series);
}

void SeriesStore::derive()
{
    refreshFreshness(false);
    if (m_deriver)
        m_deriver(QList<SeriesId>(m_touched), QList<SeriesId>(m_moved)); // copies, for it touches more
    refreshFreshness(true);
}

void SeriesStore::announce(qsizetype before)
{
    const QList<SeriesId> touched = std::exchange(m_touched, {});
    for (const SeriesId id : touched)
        m_series[id].touched = false;
    const QList<SeriesId> moved = std::exchange(m_moved, {});
    if (count() > before)
        Q_EMIT seriesAdded(SeriesId(before), SeriesId(count() - 1));
    if (!touched.isEmpty())
        Q_EMIT changed(touched);
    if (!moved.isEmpty())
        Q_EMIT freshnessChanged(moved);
}

void SeriesStore::refreshFreshness(bool ofDerived)
{
    for (SeriesId id = 0; id < m_series.size(); ++id) {
        if (m_series[id].isDerived != ofDerived)
            continue;
        const Freshness freshness = freshnessNow(id);
        if (std::exchange(m_series[id].freshness, freshness) != freshness)
            m_moved.append(id);
    }
}

Freshness SeriesStore::freshnessNow(SeriesId series) const
{
    const Entry &entry = m_series[series];
    if (!entry.isDerived)
        return m_freshness.freshness(series, m_limits.cadence, m_now.boot);
    if (!entry.value.seen || entry.inputs.isEmpty())
        return Freshness::Lost;
    Freshness stalest = Freshness::Live;
    for (const SeriesId input : entry.inputs)
        stalest = std::max(stalest, m_series[input].freshness);
    return stalest;
}

} // namespace telltale
