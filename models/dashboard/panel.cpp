// SPDX-License-Identifier: MIT
#include "models/dashboard/panel.h"

#include "models/cleantext.h"
#include "models/timetext.h"

#include <QStringList>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace telltale {

static_assert(int(Panel::Type::Stat) == int(PanelType::Stat));
static_assert(int(Panel::Type::TimeSeries) == int(PanelType::TimeSeries));
static_assert(int(Panel::Type::Connection) == int(PanelType::Connection));
static_assert(int(Panel::State::Live) == int(Freshness::Live) + 1);
static_assert(int(Panel::State::Lost) == int(Freshness::Lost) + 1);

namespace {

constexpr qsizetype legendLimit = 60;
constexpr qsizetype stateLimit = 60;
const QString noValue = u"–"_s;

QString toText(QByteArrayView utf8)
{
    return QString::fromUtf8(utf8);
}

/// "eth0" for net.rx{dev="eth0"}; the whole name where there are no labels.
QString plainLegend(const SeriesKey &name)
{
    QStringList values;
    for (const SeriesKey::Label &label : name.labels())
        values << toText(label.second);
    return values.isEmpty() ? toText(name.base()) : values.join(u", "_s);
}

QString filledLegend(QString legend, const SeriesKey &name)
{
    for (const SeriesKey::Label &label : name.labels())
        legend.replace(u"{{"_s + toText(label.first) + u"}}"_s, toText(label.second));
    return legend;
}

} // namespace

Panel::Panel(PanelSpec spec, SeriesStore *store, qsizetype seriesLimit, QObject *parent)
    : QObject(parent)
    , m_spec(std::move(spec))
    , m_store(store)
    , m_seriesLimit(seriesLimit)
    , m_nowMs(store->feedTimeMs())
{
    connect(store, &SeriesStore::seriesAdded, this, &Panel::join);
    connect(store, &SeriesStore::changed, this, &Panel::onChanged);
    connect(store, &SeriesStore::freshnessChanged, this, &Panel::onFreshnessChanged);
    connect(store, &SeriesStore::ticked, this, &Panel::onTicked);
    if (store->count() > 0)
        join(0, SeriesId(store->count() - 1));
    refresh();
}

void Panel::setWindowMs(qint64 window)
{
    if (std::exchange(m_windowMs, window) != window)
        Q_EMIT windowChanged();
}

const SeriesHistory *Panel::history(int index) const
{
    return &m_store->history(m_series[index].id);
}

bool Panel::isNegated(int index) const
{
    return m_spec.series[m_series[index].selector].negate;
}

Panel::State Panel::seriesState(int index) const
{
    const SeriesId id = m_series[index].id;
    return m_store->value(id).seen ? State(int(m_store->freshness(id)) + 1) : State::Waiting;
}

QString Panel::axisText(double value, double largest, double step) const
{
    return format().fixedFor(largest, step).text(value);
}

void Panel::join(SeriesId first, SeriesId last)
{
    const auto collect = [&](const QList<SeriesSelector> &selectors, QList<Shown> &shown, const auto &joined) {
        for (qsizetype selector = 0; selector < selectors.size(); ++selector) {
            for (SeriesId id = first; id <= last && shown.size() < m_seriesLimit; ++id) {
                const bool known =
                    std::any_of(shown.cbegin(), shown.cend(), [id](const Shown &s) { return s.id == id; });
                if (known || !matchesGlob(selectors[selector].glob, m_store->nameText(id)))
                    continue;
                shown.append({id, selector});
                m_ids.insert(id);
                joined(shown.last());
            }
        }
    };
    collect(m_spec.series, m_series, [this](const Shown &shown) {
        m_rows.append({legendOf(shown), int(m_series.size()) - 1, noValue, int(State::Waiting)});
        Q_EMIT seriesJoined();
    });
    collect(m_spec.details, m_details, [](const Shown &) {});
}

void Panel::onChanged(const QList<SeriesId> &series)
{
    refreshNow();
    if (std::none_of(series.cbegin(), series.cend(), [this](SeriesId id) { return m_ids.contains(id); }))
        return;
    refresh();
    Q_EMIT samplesChanged();
}

void Panel::onFreshnessChanged(const QList<SeriesId> &series)
{
    if (std::any_of(series.cbegin(), series.cend(), [this](SeriesId id) { return m_ids.contains(id); }))
        refresh();
}

void Panel::onTicked()
{
    refreshNow();
    refreshAge();
}

void Panel::refreshNow()
{
    const qint64 now = m_store->feedTimeMs();
    if (std::exchange(m_nowMs, now) != now)
        Q_EMIT nowChanged();
}

void Panel::refresh()
{
    refreshState();
    for (int i = 0; i < seriesCount(); ++i)
        refreshRow(i);
    if (m_spec.type == PanelType::Stat)
        refreshStat();
    refreshAge();
}

void Panel::refreshState()
{
    State state = m_spec.type == PanelType::Connection ? State::Live : State::Waiting;
    m_newest = -1;
    for (int i = 0; i < seriesCount(); ++i) {
        const State one = seriesState(i);
        const bool isFresher = one != State::Waiting && (state == State::Waiting || one < state);
        if (isFresher || (one == state && m_newest >= 0 && timeOf(i) > timeOf(m_newest)))
            m_newest = i;
        if (isFresher)
            state = one;
        if (m_spec.type == PanelType::Stat)
            break;
    }
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged();
    setText(m_stateText, stateWords(), &Panel::stateTextChanged);
}

QString Panel::stateWords() const
{
    switch (m_state) {
    case State::Waiting:
        return u"waiting for data"_s;
    case State::Live:
        return hasNoValue() ? u"no value"_s : QString();
    case State::Late:
        return hasNoValue() ? u"late · no value"_s : u"late"_s;
    case State::Stale:
        return u"stale: last value "_s + clockText(timeOf(m_newest), m_nowMs);
    case State::Lost:
        return u"lost: last value "_s + clockText(timeOf(m_newest), m_nowMs);
    }
    Q_UNREACHABLE();
}

/// The feed itself says that there is none: fresh, and still nothing to show.
bool Panel::hasNoValue() const
{
    return m_spec.type == PanelType::Stat && m_newest >= 0 &&
           m_store->value(m_series[m_newest].id).kind == SampleKind::Missing;
}

void Panel::refreshAge()
{
    const bool isShown = m_newest >= 0 && m_state != State::Live;
    setText(m_ageText, isShown ? telltale::ageText(m_store->age(m_series[m_newest].id)) : QString(),
            &Panel::ageTextChanged);
}

void Panel::refreshStat()
{
    QString value = noValue;
    QString unit;
    const bool isShown = m_state != State::Waiting && m_state != State::Lost;
    if (isShown) {
        const CurrentValue &current = m_store->value(m_series.first().id);
        if (current.kind == SampleKind::State) {
            value = cleanText(current.text, stateLimit);
        } else if (current.kind == SampleKind::Number) {
            const FormattedValue formatted = format().format(current.number);
            value = formatted.number;
            unit = formatted.unit;
        }
    }
    setText(m_valueText, value, &Panel::valueTextChanged);
    setText(m_unitText, unit, &Panel::unitTextChanged);
    setText(m_subText, m_state == State::Lost ? rememberedText() : detailText(), &Panel::subTextChanged);
}

void Panel::refreshRow(int index)
{
    const SeriesId id = m_series[index].id;
    const State state = seriesState(index);
    const bool isShown = state != State::Waiting && state != State::Lost;
    m_rows.set(index, {legendOf(m_series[index]), index, isShown ? valueTextOf(id, format()) : noValue, int(state)});
}

qint64 Panel::timeOf(int index) const
{
    return m_store->value(m_series[index].id).timeMs;
}

QString Panel::legendOf(const Shown &shown) const
{
    const QString &legend = m_spec.series[shown.selector].legend;
    const SeriesKey &name = m_store->name(shown.id);
    return cleanText(legend.isEmpty() ? plainLegend(name) : filledLegend(legend, name), legendLimit);
}

QString Panel::valueTextOf(SeriesId id, const ValueFormat &format) const
{
    const CurrentValue &value = m_store->value(id);
    switch (value.kind) {
    case SampleKind::Number:
        return format.text(value.number);
    case SampleKind::State:
        return cleanText(value.text, stateLimit);
    case SampleKind::Missing:
        return noValue;
    }
    Q_UNREACHABLE();
}

QString Panel::detailText() const
{
    QStringList parts;
    for (const Shown &shown : m_details) {
        const bool isFresh = m_store->value(shown.id).seen && m_store->freshness(shown.id) < Freshness::Stale;
        if (!isFresh)
            continue;
        const Unit unit = unitForSeries(m_store->name(shown.id));
        const QString value = valueTextOf(shown.id, ValueFormat(unit, defaultDecimals(unit)));
        parts << (m_spec.details[shown.selector].legend + u' ' + value).trimmed();
    }
    return parts.join(u" · "_s);
}

/// Of a lost value: what it was, said as the past.
QString Panel::rememberedText() const
{
    const SeriesId id = m_series.first().id;
    return u"was %1 at %2"_s.arg(valueTextOf(id, format()), clockText(m_store->value(id).timeMs, m_nowMs));
}

Unit Panel::unit() const
{
    if (m_spec.unit || m_series.isEmpty())
        return m_spec.unit.value_or(Unit::Short);
    return unitForSeries(m_store->name(m_series.first().id));
}

ValueFormat Panel::format() const
{
    return ValueFormat(unit(), m_spec.decimals ? m_spec.decimals : defaultDecimals(unit()));
}

void Panel::setText(QString &member, const QString &text, void (Panel::*changed)())
{
    if (std::exchange(member, text) != text)
        Q_EMIT(this->*changed)();
}

} // namespace telltale
