// SPDX-License-Identifier: MIT
#include "models/dashboard/panelseries.h"

#include "models/cleantext.h"
#include "models/dashboard/legendtext.h"
#include "models/series/historyreduction.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

constexpr qsizetype wordLimit = 60;
/// Of a window that may hold a million samples: more often tells nobody more.
constexpr milliseconds reduceEvery{1'000};

} // namespace

PanelState panelStateOf(Freshness freshness)
{
    static_assert(int(PanelState::Live) == int(Freshness::Live) + 1 &&
                  int(PanelState::Lost) == int(Freshness::Lost) + 1);
    return PanelState(int(freshness) + 1);
}

const QString PanelReading::nothing = u"–"_s;

QString PanelReading::text() const
{
    return FormattedValue{number, unit}.text();
}

PanelSeries::PanelSeries(const PanelSpec *spec, const SeriesSelector *selector, SeriesStore *store, SeriesId id)
    : m_spec(spec)
    , m_selector(selector)
    , m_store(store)
    , m_id(id)
    , m_label(legendText(selector->legend, store->name(id)))
{}

FreshnessLimits PanelSeries::limits() const
{
    return m_spec->freshness.over(m_store->limits().freshness);
}

Cadence PanelSeries::cadence() const
{
    return m_spec->cadence.value_or(m_store->limits().cadence);
}

milliseconds PanelSeries::age() const
{
    return m_store->age(m_id, cadence());
}

PanelState PanelSeries::state() const
{
    if (!m_store->value(m_id).seen)
        return PanelState::Waiting;
    return panelStateOf(freshnessAt(age(), limits()));
}

bool PanelSeries::isMissing() const
{
    const CurrentValue &value = m_store->value(m_id);
    return value.seen && value.kind == SampleKind::Missing;
}

void PanelSeries::setFormat(const ValueFormat &format, std::optional<ValueRange> range)
{
    m_format = format;
    m_range = range;
    const auto end = [&range](double ValueRange::*which) {
        return range ? std::optional<double>((*range).*which) : std::nullopt;
    };
    m_tracker = ThresholdTracker(m_spec->thresholds, end(&ValueRange::min), end(&ValueRange::max));
}

void PanelSeries::refresh(qint64 nowMs, qint64 windowMs)
{
    const CurrentValue &current = m_store->value(m_id);
    if (!current.seen)
        return;
    if (current.kind == SampleKind::State) {
        m_reading = readWord(current.text);
    } else if (current.kind == SampleKind::Missing) {
        m_reading = readMissing();
    } else {
        const std::optional<double> value = valueNow(current, nowMs, windowMs);
        m_reading = value ? readNumber(*value) : PanelReading();
        const ValueMapping *mapping = value ? findMapping(m_spec->mappings, SampleKind::Number, *value, {}) : nullptr;
        const bool isMeant = mapping && mapping->state;
        if (value && !m_spec->thresholds.isEmpty() && !isMeant)
            m_reading.severity = m_tracker.step(*value);
    }
}

std::optional<double> PanelSeries::valueNow(const CurrentValue &current, qint64 nowMs, qint64 windowMs)
{
    if (m_spec->reduction == Reduction::Last)
        return current.number;
    const TimePoint now = m_store->now().boot;
    if (!m_reducedAt || now - *m_reducedAt >= reduceEvery) {
        m_reduced = reduced(history(), m_spec->reduction, nowMs - windowMs, std::max(nowMs, current.timeMs) + 1);
        m_reducedAt = now;
    }
    return m_reduced;
}

PanelReading PanelSeries::reading() const
{
    const PanelState now = state();
    return now == PanelState::Waiting || now == PanelState::Lost ? PanelReading() : m_reading;
}

PanelReading PanelSeries::readNumber(double value) const
{
    PanelReading reading;
    reading.value = value;
    if (m_range && m_range->max > m_range->min)
        reading.share = std::clamp((value - m_range->min) / (m_range->max - m_range->min), 0.0, 1.0);
    if (!m_spec->thresholds.isEmpty())
        reading.severity = stateOf(m_spec->thresholds, value, m_range ? std::optional(m_range->min) : std::nullopt,
                                   m_range ? std::optional(m_range->max) : std::nullopt);
    const ValueMapping *mapping = findMapping(m_spec->mappings, SampleKind::Number, value, {});
    if (mapping && mapping->state)
        reading.severity = mapping->state;
    if (mapping && !mapping->text.isEmpty()) {
        reading.number = cleanText(mapping->text, wordLimit);
        reading.isWord = true;
        return reading;
    }
    const FormattedValue formatted = m_format.format(value);
    reading.number = formatted.number;
    reading.unit = formatted.unit;
    return reading;
}

PanelReading PanelSeries::readWord(const QString &word) const
{
    PanelReading reading;
    const ValueMapping *mapping = findMapping(m_spec->mappings, SampleKind::State, 0, word);
    reading.number = cleanText(mapping && !mapping->text.isEmpty() ? mapping->text : word, wordLimit);
    reading.isWord = true;
    if (mapping)
        reading.severity = mapping->state;
    return reading;
}

PanelReading PanelSeries::readMissing() const
{
    PanelReading reading;
    const ValueMapping *mapping = findMapping(m_spec->mappings, SampleKind::Missing, 0, {});
    if (!mapping)
        return reading;
    if (!mapping->text.isEmpty()) {
        reading.number = cleanText(mapping->text, wordLimit);
        reading.isWord = true;
    }
    reading.severity = mapping->state;
    return reading;
}

std::optional<ValueRange> rangeOf(const PanelSpec &spec, Unit unit)
{
    const std::optional<ValueRange> promised = unit == Unit::Percent       ? std::optional<ValueRange>({0, 100})
                                               : unit == Unit::PercentUnit ? std::optional<ValueRange>({0, 1})
                                                                           : std::nullopt;
    if ((!spec.min || !spec.max) && !promised)
        return {};
    const ValueRange fallback = promised.value_or(ValueRange());
    return ValueRange{spec.min.value_or(fallback.min), spec.max.value_or(fallback.max)};
}

} // namespace telltale
