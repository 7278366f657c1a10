// SPDX-License-Identifier: MIT
#include "models/series/derivedvalue.h"

#include "models/series/derivedname.h"
#include "models/values/reduction.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace telltale {

namespace {

constexpr double msPerSecond = 1'000;

std::optional<double> finite(double value)
{
    return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

bool isWithin(const std::vector<GapMark> &gaps, qint64 timeMs)
{
    return std::any_of(gaps.cbegin(), gaps.cend(),
                       [timeMs](const GapMark &gap) { return gap.fromMs < timeMs && timeMs < gap.toMs; });
}

bool isBetween(const std::vector<GapMark> &gaps, qint64 beforeMs, qint64 timeMs)
{
    return std::any_of(gaps.cbegin(), gaps.cend(),
                       [=](const GapMark &gap) { return gap.toMs > beforeMs && gap.toMs <= timeMs; });
}

} // namespace

DerivedValue::DerivedValue(Derivation made, milliseconds past, std::optional<qint64> doneMs)
    : m_made(std::move(made))
    , m_past(past)
    , m_doneMs(doneMs)
    , m_isBroken(doneMs.has_value())
{}

bool DerivedValue::addInput(SeriesId input, qsizetype limit)
{
    const bool isKnown =
        std::any_of(m_inputs.cbegin(), m_inputs.cend(), [input](const Input &i) { return i.id == input; });
    if (isKnown)
        return false;
    if (qsizetype(m_inputs.size()) >= limit) {
        m_isOverfull = true;
        return false;
    }
    m_inputs.push_back({input});
    return true;
}

QList<SeriesId> DerivedValue::inputs() const
{
    QList<SeriesId> ids;
    for (const Input &input : m_inputs)
        ids.append(input.id);
    return ids;
}

QList<SeriesId> DerivedValue::live() const
{
    QList<SeriesId> ids;
    for (const Input &input : m_inputs) {
        if (input.isLive)
            ids.append(input.id);
    }
    return ids;
}

qsizetype DerivedValue::samplesRead() const
{
    qsizetype count = 0;
    for (const Input &input : m_inputs)
        count += qsizetype(input.times.size());
    return count;
}

bool DerivedValue::isOpen(const SeriesStore &store) const
{
    return std::any_of(m_inputs.cbegin(), m_inputs.cend(), [&](const Input &input) {
        const std::deque<GapMark> &gaps = store.history(input.id).gaps();
        if (!input.isLive || gaps.empty() || gaps.back().toMs != GapMark::open || !m_doneMs)
            return false;
        return isBreakAlone(gaps.back(), input, store) ? gaps.back().fromMs == *m_doneMs
                                                       : gaps.back().fromMs <= *m_doneMs;
    });
}

/// A hole after which an input that is on-change has not changed yet: it counts with what it had.
bool DerivedValue::isBreakAlone(const GapMark &gap, const Input &input, const SeriesStore &store) const
{
    return gap.toMs == GapMark::open && cadence(store) == Cadence::OnChange &&
           store.value(input.id).kind == SampleKind::Number;
}

QList<DerivedValue::Step> DerivedValue::advance(const SeriesStore &store)
{
    const bool isSameInputs = !refreshLive(store);
    const QList<SeriesId> ids = live();
    const bool isWaiting = ids.isEmpty() || std::any_of(ids.cbegin(), ids.cend(),
                                                        [&store](SeriesId id) { return store.isRestarting(id); });
    if (isWaiting)
        return {};
    refreshRestart(store);
    const bool isOnChange = cadence(store) == Cadence::OnChange;
    qint64 toMs = store.value(ids.first()).timeMs;
    bool isMissing = m_isOverfull;
    bool hasNumbers = !m_isOverfull;
    for (const SeriesId id : ids) {
        const qint64 timeMs = store.value(id).timeMs;
        toMs = isOnChange ? std::max(toMs, timeMs) : std::min(toMs, timeMs);
        isMissing = isMissing || store.value(id).kind != SampleKind::Number;
        hasNumbers = hasNumbers && !store.history(id).isEmpty();
    }
    QList<Step> steps = hasNumbers ? advanceTo(toMs, store, isSameInputs) : QList<Step>();
    const Step missing{toMs, {}, false};
    if (isMissing && (!m_last || (*m_last != missing && toMs >= m_last->timeMs))) {
        m_last = missing;
        steps.append(missing);
    }
    return steps;
}

/// True if other inputs count than before.
bool DerivedValue::refreshLive(const SeriesStore &store)
{
    const auto isSeen = [&store](const Input &input) { return store.value(input.id).seen; };
    const auto isLive = [&](const Input &input) {
        return isSeen(input) &&
               freshnessAt(store.age(input.id, cadence(store)), store.limits().freshness) != Freshness::Lost;
    };
    const bool mayLeave = isAggregate(m_made.op);
    const bool isComplete = std::all_of(m_inputs.cbegin(), m_inputs.cend(), isSeen);
    const bool anyLive = std::any_of(m_inputs.cbegin(), m_inputs.cend(), isLive);
    if (mayLeave && !anyLive && !live().isEmpty())
        return false; // all are lost: what was known stays, as the past
    bool isChanged = false;
    for (Input &input : m_inputs) {
        const bool counts = mayLeave ? (anyLive ? isLive(input) : isSeen(input)) : isComplete;
        if (std::exchange(input.isLive, counts) == counts)
            continue;
        input.heldMs.reset();
        isChanged = true;
    }
    m_isBroken = m_isBroken || (isChanged && m_doneMs);
    return isChanged;
}

/// Times that went back: what was worked out belongs to another past.
void DerivedValue::refreshRestart(const SeriesStore &store)
{
    bool isRestart = false;
    for (Input &input : m_inputs) {
        const quint64 revision = store.history(input.id).pastRevision();
        const qint64 newestMs = store.value(input.id).timeMs;
        const bool isOther = std::exchange(input.pastRevision, revision) != revision;
        const bool wentBack = newestMs < std::exchange(input.newestMs, newestMs);
        isRestart = isRestart || (isOther && wentBack && input.isLive && m_doneMs);
    }
    if (!isRestart)
        return;
    m_doneMs.reset();
    m_doneValue.reset();
    m_last.reset();
    m_isBroken = true;
    for (Input &input : m_inputs)
        input.heldMs.reset();
}

QList<DerivedValue::Step> DerivedValue::advanceTo(qint64 toMs, const SeriesStore &store, bool isSameInputs)
{
    const qint64 doneMs = m_doneMs.value_or(toMs - m_past.count() - 1);
    for (Input &input : m_inputs) {
        if (input.isLive)
            input.read(store.history(input.id), input.heldMs.value_or(doneMs - m_past.count()), toMs);
    }
    // The newest again, too: an equal time replaces a value. But what other inputs made is not made anew.
    std::vector<qint64> times = timesAfter(doneMs - (m_doneMs && isSameInputs ? 1 : 0));
    if (times.empty() && m_doneMs && toMs >= doneMs)
        times.push_back(doneMs);
    const std::vector<GapMark> gaps = gapsAfter(doneMs, store);
    QList<Step> steps;
    for (const qint64 timeMs : times) {
        const bool isAgain = m_doneMs == timeMs;
        const bool isAfterGap = isBetween(gaps, m_doneMs.value_or(doneMs), timeMs);
        if (!moveTo(timeMs))
            continue;
        m_doneMs = timeMs;
        if (isWithin(gaps, timeMs)) {
            m_isBroken = true;
            m_doneValue.reset();
            continue;
        }
        m_isBroken = m_isBroken || isAfterGap;
        m_doneIsFirst = m_isBroken || (isAgain && m_doneIsFirst);
        const std::optional<double> value = combined();
        if (isAgain && (value == m_doneValue || !value))
            continue;
        m_doneValue = value;
        m_last = Step{timeMs, value, m_isBroken && !isAgain};
        m_isBroken = isAgain && m_isBroken;
        steps.append(*m_last);
    }
    return steps;
}

std::vector<qint64> DerivedValue::timesAfter(qint64 fromMs) const
{
    std::vector<qint64> times;
    for (const Input &input : m_inputs) {
        if (!input.isLive)
            continue;
        const auto from = std::upper_bound(input.times.cbegin(), input.times.cend(), fromMs);
        times.insert(times.end(), from, input.times.cend());
    }
    std::sort(times.begin(), times.end());
    times.erase(std::unique(times.begin(), times.end()), times.end());
    return times;
}

std::vector<GapMark> DerivedValue::gapsAfter(qint64 fromMs, const SeriesStore &store) const
{
    std::vector<GapMark> all;
    for (const Input &input : m_inputs) {
        const std::deque<GapMark> &gaps = store.history(input.id).gaps();
        for (auto gap = gaps.crbegin(); input.isLive && gap != gaps.crend() && gap->toMs > fromMs; ++gap) {
            if (!isBreakAlone(*gap, input, store))
                all.push_back(*gap);
        }
    }
    return all;
}

/// False: an input has no sample so early.
bool DerivedValue::moveTo(qint64 timeMs)
{
    const bool isRate = m_made.op == Derivation::Op::Rate;
    return std::all_of(m_inputs.begin(), m_inputs.end(),
                       [timeMs, isRate](Input &input) { return !input.isLive || input.moveTo(timeMs, isRate); });
}

std::optional<double> DerivedValue::combined() const
{
    if (m_made.op == Derivation::Op::Rate)
        return rate();
    ExactSum sum;
    double least = std::numeric_limits<double>::infinity();
    double most = -least;
    int count = 0;
    for (const Input &input : m_inputs) {
        if (!input.isLive)
            continue;
        const double value = input.values[input.at];
        const bool isSubtracted = m_made.op == Derivation::Op::Difference && count > 0;
        sum.add(isSubtracted ? -value : value);
        least = std::min(least, value);
        most = std::max(most, value);
        ++count;
    }
    switch (m_made.op) {
    case Derivation::Op::Average:
        return finite(sum.value() / count);
    case Derivation::Op::Min:
        return finite(least);
    case Derivation::Op::Max:
        return finite(most);
    case Derivation::Op::Scale:
        return finite(sum.value() * m_made.factor + m_made.offset);
    default:
        return finite(sum.value());
    }
}

/// A fall: the counter began again from zero.
std::optional<double> DerivedValue::rate() const
{
    const Input &input = m_inputs.front();
    if (input.at == 0 || m_doneIsFirst)
        return {};
    const double before = input.values[input.at - 1];
    const double value = input.values[input.at];
    const double seconds = double(input.times[input.at] - input.times[input.at - 1]) / msPerSecond;
    return finite((value >= before ? value - before : value) / seconds);
}

void DerivedValue::Input::read(const SeriesHistory &history, qint64 fromMs, qint64 toMs)
{
    times.clear();
    values.clear();
    at = 0;
    history.forEach(fromMs, toMs + 1, [this](const SampleSpan &span) {
        times.insert(times.end(), span.times.begin(), span.times.end());
        values.insert(values.end(), span.values.begin(), span.values.end());
    });
}

bool DerivedValue::Input::moveTo(qint64 timeMs, bool isRate)
{
    if (times.empty() || times.front() > timeMs)
        return false;
    while (at + 1 < times.size() && times[at + 1] <= timeMs)
        ++at;
    heldMs = times[isRate && at > 0 ? at - 1 : at];
    return true;
}

} // namespace telltale
