// SPDX-License-Identifier: MIT
#include "models/dashboard/panel.h"

#include "models/dashboard/panelwords.h"
#include "models/timetext.h"

#include <QStringList>

#include <limits>
#include <utility>

using namespace Qt::StringLiterals;

namespace telltale {

static_assert(int(Panel::Type::Stat) == int(PanelType::Stat));
static_assert(int(Panel::Type::Row) == int(PanelType::Row));
static_assert(int(Panel::State::Waiting) == int(PanelState::Waiting));
static_assert(int(Panel::State::Lost) == int(PanelState::Lost));
static_assert(int(Panel::Spark::None) == int(StatOptions::Spark::None));
static_assert(int(Panel::Spark::Area) == int(StatOptions::Spark::Area));

namespace {

/// Those that list their series scroll. A table bounds its rows itself: each has a series for every column.
qsizetype seriesLimitOf(const PanelSpec &spec, const PanelContext &context)
{
    switch (spec.type) {
    case PanelType::Table:
        return std::numeric_limits<qsizetype>::max();
    case PanelType::BarGauge:
    case PanelType::StatusGrid:
    case PanelType::StateTimeline:
        return context.rowLimit;
    default:
        return context.seriesLimit;
    }
}

} // namespace

Panel::Panel(PanelSpec spec, const PanelContext &context, QObject *parent)
    : QObject(parent)
    , m_spec(std::move(spec))
    , m_sources(sourcesOf(m_spec, context.sources))
    , m_series(&m_spec, m_sources, seriesLimitOf(m_spec, context))
    , m_windowMs(m_spec.window.value_or(context.window).count())
{
    makeModels(context);
    for (const PanelSource &source : std::as_const(m_sources))
        follow(source);
    if (const ConnectionModel *const connection = this->connection())
        connect(connection, &ConnectionModel::wordsChanged, this, &Panel::whyTextChanged);
    moveOn();
    refresh();
}

Panel::~Panel() = default;

void Panel::retire()
{
    for (const PanelSource &source : std::as_const(m_sources)) {
        disconnect(source.store, nullptr, this, nullptr);
        if (source.connection)
            disconnect(source.connection, nullptr, this, nullptr);
    }
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
            m_log->setFilter(m_spec.log.least, m_spec.log.limit);
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
    const int before = seriesCount();
    const bool areAny = m_series.join(source, first, last);
    for (int i = before; i < seriesCount(); ++i)
        announce(i);
    if (areAny)
        Q_EMIT rangeChanged();
    refreshHidden();
}

void Panel::announce(int index)
{
    const PanelSeries &series = m_series.at(index);
    if (!m_table)
        m_rows.append({series.label(), index, PanelReading::nothing, int(State::Waiting)});
    if (m_timeline)
        m_timeline->append(series.label());
    if (m_table)
        m_table->add(&series, m_series.dataIndexOf(series));
    Q_EMIT seriesJoined();
}

/// What a single panel cannot show any more; one that shows one value has its first series, and wants no other.
void Panel::refreshHidden()
{
    const qsizetype hidden = m_series.hiddenCount() + (m_table ? m_table->hiddenRows() : 0);
    const bool isSaid = hidden > 0 && !showsOneValue();
    setText(m_hiddenText, isSaid ? u"%1 more not shown"_s.arg(hidden) : QString(), &Panel::hiddenTextChanged);
}

/// The texts first: who draws on what follows writes them beside the lines. Samples before time: a chart that has drawn
/// them stands where it should already.
void Panel::onChanged(const SeriesStore *store, const QList<SeriesId> &series)
{
    const bool hasMoved = moveOn();
    const bool areMine = refreshSome(store, series);
    if (areMine)
        Q_EMIT samplesChanged();
    if (hasMoved)
        Q_EMIT nowChanged();
}

bool Panel::refreshSome(const SeriesStore *store, const QList<SeriesId> &series)
{
    bool areAny = false;
    for (const SeriesId id : series) {
        const std::optional<int> index = m_series.indexOf(store, id);
        if (!index)
            continue;
        areAny = true;
        if (*index != PanelSeriesSet::detail)
            refreshSeries(*index);
    }
    if (m_table)
        m_table->announce();
    if (areAny)
        refreshPanel();
    return areAny;
}

/// Time alone moves a window, an age, and what a panel's own limits and cadence call fresh.
void Panel::onTicked()
{
    const bool hasMoved = moveOn();
    const bool isWindowed = m_spec.reduction != Reduction::Last || m_timeline;
    const bool hasOwnLimits = m_spec.freshness != FreshnessOverrides() || m_spec.cadence;
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
    Q_EMIT whyTextChanged();
    if (hasMoved)
        Q_EMIT nowChanged();
}

/// Takes over the first source's time; whether it has moved.
bool Panel::moveOn()
{
    const qint64 now = m_sources.isEmpty() ? 0 : m_sources.first().store->feedTimeMs();
    const bool hasMoved = std::exchange(m_nowMs, now) != now;
    if (m_timeline) {
        setText(m_fromText, clockText(m_nowMs - m_windowMs, m_nowMs), &Panel::spanTextChanged);
        setText(m_toText, clockText(m_nowMs, m_nowMs), &Panel::spanTextChanged);
    }
    return hasMoved;
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
    PanelSeries &series = m_series.at(index);
    series.refresh(m_nowMs, m_windowMs);
    if (m_table)
        return m_table->refresh(&series, m_series.dataIndexOf(series));
    m_rows.set(index, rowOf(series, index));
    if (m_timeline)
        m_timeline->refresh(index, series, m_nowMs, m_windowMs);
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
    for (const PanelSeries &series : m_series.series()) {
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

/// Since the source of a log was last heard; negative: never.
milliseconds Panel::silence() const
{
    const ConnectionModel *const source = connection();
    return milliseconds(source ? source->dataAgeMs() : -1);
}

/// No line means that nothing happened, for as long as the connection vouches for it, and it was heard from lately: a
/// machine that slept wakes with a connection that still calls itself live. Else a log is as fresh as its source's last
/// sign of life.
PanelState Panel::logState() const
{
    if (silence() < milliseconds(0))
        return PanelState::Waiting;
    const FreshnessLimits limits = m_spec.freshness.over(m_sources.first().store->limits().freshness);
    const bool isVouchedFor = connection()->isLive() && connection()->link() != ConnectionModel::Link::Suspect;
    if (isVouchedFor && silence() < limits.lost)
        return PanelState::Live;
    return panelStateOf(freshnessAt(silence(), limits));
}

qint64 Panel::lastTimeMs() const
{
    if (m_spec.type == PanelType::Log)
        return m_state == PanelState::Waiting ? -1 : m_sources.first().store->feedTimeMs() - silence().count();
    return m_newest ? m_newest->timeMs() : -1;
}

void Panel::refreshAge()
{
    QString age;
    if (m_state > PanelState::Live && m_spec.type == PanelType::Log)
        age = telltale::ageText(silence());
    else if (m_state != PanelState::Live && m_newest)
        age = telltale::ageText(m_newest->age());
    setText(m_ageText, age, &Panel::ageTextChanged);
}

void Panel::refreshReading()
{
    for (PanelSeries &series : m_series.details())
        series.refresh(m_nowMs, m_windowMs);
    setReading(m_series.isEmpty() ? PanelReading() : m_series.at(0).reading());
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
    for (const PanelSeries &series : m_series.details()) {
        const PanelState state = series.state();
        if (state == PanelState::Live || state == PanelState::Late)
            parts << (series.selector().legend.isEmpty() ? u""_s : series.label() + u' ') + series.reading().text();
    }
    return parts.join(u" · "_s);
}

/// Of a lost value: what it was, said as the past.
QString Panel::rememberedText() const
{
    const PanelSeries &series = m_series.at(0);
    return u"was %1 at %2"_s.arg(series.lastReading().text(), clockText(series.timeMs(), m_nowMs));
}

QString Panel::whyText() const
{
    return panelWhyText(m_spec, m_state, m_sources, m_newest, seriesCount(), m_nowMs);
}

QString Panel::axisText(double value, double largest, double step) const
{
    return m_series.format().fixedFor(largest, step).text(value);
}

QVariantList Panel::thresholdMarks() const
{
    return range() ? telltale::thresholdMarks(m_spec.thresholds, *range()) : QVariantList();
}

void Panel::setText(QString &member, const QString &text, void (Panel::*changed)())
{
    if (std::exchange(member, text) != text)
        Q_EMIT(this->*changed)();
}

} // namespace telltale
