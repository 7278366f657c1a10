// SPDX-License-Identifier: MIT
#include "models/dashboard/panellistmodel.h"

#include "models/timetext.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace telltale {

PanelListModel::PanelListModel(SeriesStore *store, qsizetype limit, QObject *parent)
    : QAbstractListModel(parent)
    , m_store(store)
    , m_limit(limit)
{
    // Also with time: the clock's text gets a date at midnight.
    connect(store, &SeriesStore::ticked, this, &PanelListModel::refreshLoss);
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
    for (const auto &panel : m_panels)
        panel->setWindowMs(window);
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

void PanelListModel::setPanels(const QList<PanelSpec> &specs)
{
    beginResetModel();
    // QML may still hold the old ones in this event.
    for (auto &panel : m_panels)
        panel.release()->deleteLater();
    m_panels.clear();
    endResetModel();
    append(specs);
    if (specs.isEmpty())
        Q_EMIT countChanged();
    refreshWaiting();
    refreshLoss();
}

void PanelListModel::append(const QList<PanelSpec> &specs)
{
    const qsizetype added = std::min(specs.size(), m_limit - count());
    if (added <= 0)
        return;
    beginInsertRows({}, count(), count() + int(added) - 1);
    for (const PanelSpec &spec : specs.first(added)) {
        // The parent keeps QML from taking the panel for its own and collecting it.
        auto panel = std::make_unique<telltale::Panel>(spec, m_store, seriesPerPanel, this);
        panel->setWindowMs(m_windowMs);
        connect(panel.get(), &telltale::Panel::stateChanged, this, &PanelListModel::refreshLoss);
        m_panels.push_back(std::move(panel));
    }
    endInsertRows();
    Q_EMIT countChanged();
    refreshWaiting();
    refreshLoss();
}

void PanelListModel::refreshWaiting()
{
    const bool waiting = std::all_of(m_panels.cbegin(), m_panels.cend(), [](const auto &panel) {
        return panel->type() == telltale::Panel::Type::Connection;
    });
    if (std::exchange(m_waiting, waiting) != waiting)
        Q_EMIT waitingChanged();
}

void PanelListModel::refreshLoss()
{
    int ageing = 0;
    int lost = 0;
    qint64 lastMs = -1;
    for (const auto &panel : m_panels) {
        if (panel->type() == telltale::Panel::Type::Connection)
            continue;
        ++ageing;
        if (panel->state() != telltale::Panel::State::Lost)
            continue;
        ++lost;
        lastMs = std::max(lastMs, panel->lastTimeMs());
    }
    QString text;
    if (lost > 0 && 2 * lost >= ageing) {
        const QString clock = clockText(lastMs, m_store->feedTimeMs());
        text = lost == ageing ? u"No data since %1"_s.arg(clock)
                              : u"%1 of %2 panels: no data since %3"_s.arg(lost).arg(ageing).arg(clock);
    }
    if (std::exchange(m_lossText, text) != text)
        Q_EMIT lossChanged();
}

} // namespace telltale
