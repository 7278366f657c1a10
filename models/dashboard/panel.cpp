// SPDX-License-Identifier: MIT
#include "models/dashboard/panel.h"

#include "models/dashboard/panelwords.h"
#include "models/dashboard/selectormatcher.h"
#include "models/timetext.h"

#include <QStringList>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace telltale {

static_assert(int(Panel::Type::Stat) == int(PanelType::Stat));
static_assert(int(Panel::Type::Row) == int(PanelType::Row));
static_assert(int(Panel::State::Waiting) == int(PanelState::Waiting));
static_assert(int(Panel::State::Lost) == int(PanelState::Lost));

Panel::Panel(PanelSpec spec, const PanelContext &context, QObject *parent)
    : QObject(parent)
    , m_spec(std::move(spec))
    , m_sources(sourcesOf(m_spec, context.sources))
    , m_seriesLimit(m_spec.type == PanelType::Table ? context.rowLimit : context.seriesLimit)
    , m_windowMs(m_spec.window.value_or(context.window).count())
{
    makeModels(context);
    for (const PanelSource &source : std::as_const(m_sources))
        follow(source);
    refreshFormats();
    refreshNow();
    refresh();
}

Panel::~Panel() = default;

void Panel::retire()
{
    for (const PanelSource &source : std::as_const(m_sources))
        disconnect(source.store, nullptr, this, nullptr);
}

bool Panel::shows(const PanelSpec &spec, const PanelContext &context) const
{
    return m_spec == spec && m_sources == sourcesOf(spec, context.sources);
}

ConnectionModel *Panel::connection() const
{
    return m_sources.isEmpty() ? nullptr : m_sources.first().connection;
}

void Panel::makeModels(const PanelContext &context)
{
    switch (m_spec.type) {
    case PanelType::StateTimeline:
        m_timeline = std::make_unique<StateTimelineModel>();
        break;
    case PanelType::Table:
        m_table = std::make_unique<PanelTableModel>(&m_spec, context.rowLimit);
        break;
    case PanelType::Log:
        if (!m_sources.isEmpty() && m_sources.first().logs) {
            m_log = std::make_unique<LogListModel>(m_sources.first().logs);
            m_log->setFilter({}, m_spec.log.least, m_spec.log.limit);
        }
        break;
    case PanelType::Clock:
        m_clock = std::make_unique<ClockModel>(m_spec.clock);
        break;
    default:
        break;
    }
}

void Panel::follow(const PanelSource &source)
{
    SeriesStore *store = source.store;
    connect(store, &SeriesStore::seriesAdded, this,
            [this, source](SeriesId first, SeriesId last) { join(source, first, last); });
    connect(store, &SeriesStore::changed, this,
            [this, store](const QList<SeriesId> &series) { onChanged(store, series); });
    connect(store, &SeriesStore::freshnessChanged, this,
            [this, store](const QList<SeriesId> &series) { refreshSome(store, series); });
    connect(store, &SeriesStore::ticked, this, [this, store] {
        if (store == m_sources.first().store)
            onTicked();
    });
    if (store->count() > 0)
        join(source, 0, SeriesId(store->count() - 1));
}

void Panel::setWindowMs(qint64 window)
{
    if (std::exchange(m_windowMs, window) != window)
        Q_EMIT windowChanged();
}

void Panel::join(const PanelSource &source, SeriesId first, SeriesId last)
{
    SeriesStore *store = source.store;
    auto &ids = m_ids[store];
    const auto collect = [&](const QList<SeriesSelector> &selectors, std::deque<PanelSeries> &shown, auto joined) {
        for (const SeriesSelector &selector : selectors) {
            if (!isOf(selector, source, m_sources))
                continue;
            for (SeriesId id = first; id <= last && qsizetype(shown.size()) < m_seriesLimit; ++id) {
                const bool isKnown = std::any_of(shown.cbegin(), shown.cend(), [&](const PanelSeries &s) {
                    return s.store() == store && s.id() == id;
                });
                if (isKnown || !matches(selector, store->name(id), store->nameText(id)))
                    continue;
                shown.emplace_back(&m_spec, &selector, store, id);
                joined(shown.back());
            }
        }
    };
    const size_t before = m_series.size();
    collect(m_spec.series, m_series, [&](const PanelSeries &series) { ids.insert(series.id(), seriesCount() - 1); });
    collect(m_spec.details, m_details, [&](const PanelSeries &series) {
        if (!ids.contains(series.id()))
            ids.insert(series.id(), detail);
    });
    if (m_series.size() == before)
        return;
    refreshFormats();
    for (size_t i = before; i < m_series.size(); ++i)
        announce(int(i));
}

void Panel::announce(int index)
{
    const PanelSeries &series = m_series[size_t(index)];
    m_rows.append({series.label(), index, PanelReading::nothing, int(State::Waiting)});
    if (m_timeline)
        m_timeline->append(series.label());
    if (m_table)
        m_table->add(&series, dataIndexOf(series));
    Q_EMIT seriesJoined();
}

int Panel::dataIndexOf(const PanelSeries &series) const
{
    return int(&series.selector() - m_spec.series.constData());
}

/// A column of a table may have a unit of its own; everything else is written as the panel says.
void Panel::refreshFormats()
{
    for (PanelSeries &series : m_series) {
        Unit unit = this->unit();
        std::optional<int> decimals = m_spec.decimals;
        for (const TableColumn &column : m_spec.table.columns) {
            if (column.dataIndex < 0 || column.dataIndex != dataIndexOf(series))
                continue;
            unit = column.unit.value_or(m_spec.unit.value_or(unitForSeries(series.name())));
            decimals = column.decimals ? column.decimals : m_spec.decimals;
        }
        series.setFormat(ValueFormat(unit, decimals ? decimals : defaultDecimals(unit)), rangeOf(m_spec, unit));
    }
    for (PanelSeries &series : m_details) {
        const Unit unit = unitForSeries(series.name());
        series.setFormat(ValueFormat(unit, defaultDecimals(unit)), {});
    }
    Q_EMIT rangeChanged();
}

void Panel::onChanged(const SeriesStore *store, const QList<SeriesId> &series)
{
    refreshNow();
    if (refreshSome(store, series))
        Q_EMIT samplesChanged();
}

bool Panel::refreshSome(const SeriesStore *store, const QList<SeriesId> &series)
{
    const auto ids = m_ids.constFind(store);
    if (ids == m_ids.cend())
        return false;
    bool isAny = false;
    for (const SeriesId id : series) {
        const auto index = ids->constFind(id);
        if (index == ids->cend())
            continue;
        isAny = true;
        if (*index != detail)
            refreshSeries(*index);
    }
    if (isAny)
        refreshPanel();
    return isAny;
}

/// Time alone moves a window, an age, and what a panel's own limits call fresh.
void Panel::onTicked()
{
    refreshNow();
    const bool isWindowed = m_spec.reduction != Reduction::Last || m_timeline;
    const bool hasOwnLimits = m_spec.freshness != FreshnessOverrides();
    for (int i = 0; (isWindowed || hasOwnLimits) && i < seriesCount(); ++i)
        refreshSeries(i);
    if (m_table)
        m_table->restoreOrder();
    if (m_clock)
        m_clock->tick(m_sources.first().store->now().wall);
    if (isWindowed || hasOwnLimits || m_log)
        refreshPanel();
    else
        refreshAge();
}

void Panel::refreshNow()
{
    const qint64 now = m_sources.isEmpty() ? 0 : m_sources.first().store->feedTimeMs();
    if (std::exchange(m_nowMs, now) != now)
        Q_EMIT nowChanged();
    if (!m_timeline)
        return;
    setText(m_fromText, clockText(m_nowMs - m_windowMs, m_nowMs), &Panel::spanTextChanged);
    setText(m_toText, clockText(m_nowMs, m_nowMs), &Panel::spanTextChanged);
}

void Panel::refresh()
{
    for (int i = 0; i < seriesCount(); ++i)
        refreshSeries(i);
    if (m_clock && !m_sources.isEmpty())
        m_clock->tick(m_sources.first().store->now().wall);
    refreshPanel();
}

void Panel::refreshSeries(int index)
{
    PanelSeries &series = m_series[size_t(index)];
    series.refresh(m_nowMs, m_windowMs);
    const PanelReading reading = series.reading();
    m_rows.set(index,
               {series.label(), index, reading.number, int(series.state()), reading.unit,
                reading.isWord ? reading.number : QString(), reading.severityNumber(), reading.share, reading.text()});
    if (m_timeline)
        m_timeline->refresh(index, series, m_nowMs, m_windowMs);
    if (m_table)
        m_table->refresh(&series, dataIndexOf(series));
}

void Panel::refreshPanel()
{
    refreshState();
    if (showsOneValue())
        refreshReading();
    refreshAge();
}

bool Panel::showsOneValue() const
{
    return m_spec.type == PanelType::Stat || m_spec.type == PanelType::Gauge;
}

bool Panel::ages() const
{
    return m_spec.type == PanelType::Log || !m_spec.series.isEmpty();
}

void Panel::refreshState()
{
    PanelState state = ages() ? PanelState::Waiting : PanelState::Live;
    m_newest = nullptr;
    for (const PanelSeries &series : m_series) {
        const PanelState one = series.state();
        const bool isFresher = one != PanelState::Waiting && (state == PanelState::Waiting || one < state);
        if (isFresher || (one == state && m_newest && series.timeMs() > m_newest->timeMs()))
            m_newest = &series;
        if (isFresher)
            state = one;
        if (showsOneValue())
            break;
    }
    if (m_spec.type == PanelType::Log)
        state = logState();
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged();
    const bool isMissing = showsOneValue() && m_newest && m_newest->isMissing();
    setText(m_stateText, panelStateText(m_state, m_newest, isMissing, m_nowMs), &Panel::stateTextChanged);
}

/// No line means that nothing happened: a log is as fresh as its source's last sign of life.
PanelState Panel::logState() const
{
    if (m_sources.isEmpty() || !m_sources.first().connection || m_sources.first().connection->dataAgeMs() < 0)
        return PanelState::Waiting;
    const FreshnessLimits limits = m_spec.freshness.over(m_sources.first().store->limits().freshness);
    return panelStateOf(freshnessAt(milliseconds(m_sources.first().connection->dataAgeMs()), limits));
}

void Panel::refreshAge()
{
    const bool isShown = m_newest && m_state != PanelState::Live;
    setText(m_ageText, isShown ? telltale::ageText(m_newest->age()) : QString(), &Panel::ageTextChanged);
}

void Panel::refreshReading()
{
    for (PanelSeries &series : m_details)
        series.refresh(m_nowMs, m_windowMs);
    setReading(m_series.empty() ? PanelReading() : m_series.front().reading());
    setText(m_subText, m_state == PanelState::Lost ? rememberedText() : detailText(), &Panel::subTextChanged);
}

void Panel::setReading(const PanelReading &reading)
{
    const PanelReading before = std::exchange(m_reading, reading);
    if (before.number != reading.number)
        Q_EMIT valueTextChanged();
    if (before.unit != reading.unit)
        Q_EMIT unitTextChanged();
    if (before.severity != reading.severity)
        Q_EMIT severityChanged();
    if (before.share != reading.share)
        Q_EMIT shareChanged();
}

QString Panel::detailText() const
{
    QStringList parts;
    for (const PanelSeries &series : m_details) {
        const PanelState state = series.state();
        if (state == PanelState::Live || state == PanelState::Late)
            parts << (series.selector().legend + u' ' + series.reading().text()).trimmed();
    }
    return parts.join(u" · "_s);
}

/// Of a lost value: what it was, said as the past.
QString Panel::rememberedText() const
{
    const PanelSeries &series = m_series.front();
    return u"was %1 at %2"_s.arg(series.lastReading().text(), clockText(series.timeMs(), m_nowMs));
}

QString Panel::whyText() const
{
    return panelWhyText(m_spec, m_state, m_sources, m_newest, seriesCount(), m_nowMs);
}

QString Panel::axisText(double value, double largest, double step) const
{
    return format().fixedFor(largest, step).text(value);
}

QVariantList Panel::thresholdMarks() const
{
    return range() ? telltale::thresholdMarks(m_spec.thresholds, *range()) : QVariantList();
}

QString Panel::minimumText() const
{
    return range() ? format().text(range()->min) : QString();
}

QString Panel::maximumText() const
{
    return range() ? format().text(range()->max) : QString();
}

Unit Panel::unit() const
{
    if (m_spec.unit || m_series.empty())
        return m_spec.unit.value_or(Unit::Short);
    return unitForSeries(m_series.front().name());
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
