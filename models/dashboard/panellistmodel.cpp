// SPDX-License-Identifier: MIT
#include "models/dashboard/panellistmodel.h"

#include "models/timetext.h"

#include <QTimer>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace telltale {

PanelListModel::PanelListModel(PanelContext context, qsizetype limit, QObject *parent)
    : QAbstractListModel(parent)
    , m_limit(limit)
    , m_windowMs(context.window.count())
{
    setContext(std::move(context));
}

void PanelListModel::setContext(PanelContext context)
{
    for (const PanelSource &source : std::as_const(m_context.sources))
        disconnect(source.store, nullptr, this, nullptr);
    m_context = std::move(context);
    // Also with time: the clock's text gets a date at midnight.
    for (const PanelSource &source : std::as_const(m_context.sources))
        connect(source.store, &SeriesStore::ticked, this, &PanelListModel::refreshLoss);
    setWindowMs(m_context.window.count());
}

void PanelListModel::setGrid(int columns, int fixedRows)
{
    if (m_columns == columns && m_fixedRows == fixedRows)
        return;
    m_columns = columns;
    m_fixedRows = fixedRows;
    Q_EMIT gridChanged();
}

int PanelListModel::rows() const
{
    int rows = 0;
    for (const auto &panel : m_panels)
        rows = std::max(rows, panel->spec().at.y + panel->spec().at.h);
    return rows;
}

void PanelListModel::setWindowMs(qint64 window)
{
    if (std::exchange(m_windowMs, window) == window)
        return;
    for (const auto &panel : m_panels) {
        if (!panel->spec().window)
            panel->setWindowMs(window);
    }
    Q_EMIT windowChanged();
}

int PanelListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant PanelListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    telltale::Panel *panel = panelAt(index.row());
    switch (Role(role)) {
    case Role::Panel:
        return QVariant::fromValue(panel);
    case Role::Type:
        return QVariant::fromValue(panel->type());
    case Role::X:
        return panel->spec().at.x;
    case Role::Y:
        return panel->spec().at.y;
    case Role::W:
        return panel->spec().at.w;
    case Role::H:
        return panel->spec().at.h;
    }
    return {};
}

QHash<int, QByteArray> PanelListModel::roleNames() const
{
    return {{int(Role::Panel), "panel"}, {int(Role::Type), "type"}, {int(Role::X), "gridX"},
            {int(Role::Y), "gridY"},     {int(Role::W), "gridW"},   {int(Role::H), "gridH"}};
}

void PanelListModel::setPanels(const QList<PanelSpec> &specs, Filling filling)
{
    m_filling = filling;
    const QList<PanelSpec> wanted = specs.first(std::min(specs.size(), m_limit));
    for (int row = count() - 1; row >= 0; --row) {
        const auto isSame = [&](const PanelSpec &spec) { return panelAt(row)->shows(spec, m_context); };
        if (std::none_of(wanted.cbegin(), wanted.cend(), isSame))
            removeAt(row);
    }
    for (int row = 0; row < wanted.size(); ++row) {
        const int present = rowOf(wanted[row], row);
        if (present < 0) {
            insert(row, {wanted[row]});
        } else if (present > row) {
            beginMoveRows({}, present, present, {}, row);
            std::rotate(m_panels.begin() + row, m_panels.begin() + present, m_panels.begin() + present + 1);
            endMoveRows();
        }
    }
    while (count() > wanted.size())
        removeAt(count() - 1);
    Q_EMIT countChanged();
    refreshWaiting();
    refreshLoss();
}

void PanelListModel::append(const QList<PanelSpec> &specs)
{
    const qsizetype added = std::min(specs.size(), m_limit - count());
    if (added <= 0)
        return;
    insert(count(), specs.first(added));
    Q_EMIT countChanged();
    refreshWaiting();
    refreshLoss();
}

void PanelListModel::retire()
{
    for (const PanelSource &source : std::as_const(m_context.sources))
        disconnect(source.store, nullptr, this, nullptr);
    for (const auto &panel : m_panels)
        panel->retire();
}

void PanelListModel::insert(int row, const QList<PanelSpec> &specs)
{
    beginInsertRows({}, row, row + int(specs.size()) - 1);
    for (const PanelSpec &spec : specs) {
        // The parent keeps QML from taking the panel for its own and collecting it.
        auto panel = std::make_unique<telltale::Panel>(spec, m_context, this);
        if (!spec.window)
            panel->setWindowMs(m_windowMs);
        connect(panel.get(), &telltale::Panel::stateChanged, this, &PanelListModel::refreshLoss);
        m_panels.insert(m_panels.begin() + row++, std::move(panel));
    }
    endInsertRows();
}

void PanelListModel::removeAt(int row)
{
    beginRemoveRows({}, row, row);
    telltale::Panel *panel = m_panels[size_t(row)].release(); // its parent, this model, still owns it
    m_panels.erase(m_panels.begin() + row);
    endRemoveRows();
    panel->retire();
    QTimer::singleShot(retirement, panel, &QObject::deleteLater);
}

/// At or after from: before it everything is in its place.
int PanelListModel::rowOf(const PanelSpec &spec, int from) const
{
    for (int row = from; row < count(); ++row) {
        if (panelAt(row)->shows(spec, m_context))
            return row;
    }
    return -1;
}

void PanelListModel::refreshWaiting()
{
    const bool isEmpty = std::all_of(m_panels.cbegin(), m_panels.cend(), [](const auto &panel) {
        return panel->type() == telltale::Panel::Type::Connection;
    });
    const bool waiting = m_filling == Filling::Growing && isEmpty;
    if (std::exchange(m_waiting, waiting) != waiting)
        Q_EMIT waitingChanged();
}

void PanelListModel::refreshLoss()
{
    int ageing = 0;
    int lost = 0;
    qint64 lastMs = -1;
    ConnectionModel *worst = nullptr;
    for (const auto &panel : m_panels) {
        if (!panel->ages())
            continue;
        ++ageing;
        if (panel->state() != telltale::Panel::State::Lost)
            continue;
        ++lost;
        lastMs = std::max(lastMs, panel->lastTimeMs());
        ConnectionModel *const connection = panel->connection();
        if (connection && (!worst || connection->severity() > worst->severity()))
            worst = connection;
    }
    QString text;
    if (lost > 0 && 2 * lost >= ageing) {
        const QString clock = clockText(lastMs, m_context.sources.first().store->feedTimeMs());
        text = lost == ageing ? u"No data since %1"_s.arg(clock)
                              : u"%1 of %2 panels: no data since %3"_s.arg(lost).arg(ageing).arg(clock);
    }
    const bool hasMoved = std::exchange(m_lossConnection, worst) != worst;
    if (std::exchange(m_lossText, text) != text || hasMoved)
        Q_EMIT lossChanged();
}

} // namespace telltale
