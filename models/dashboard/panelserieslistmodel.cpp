// SPDX-License-Identifier: MIT
#include "models/dashboard/panelserieslistmodel.h"

namespace telltale {

int PanelSeriesListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant PanelSeriesListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const PanelSeriesRow &row = m_rows[index.row()];
    switch (Role(role)) {
    case Role::Label:
        return row.label;
    case Role::ColorIndex:
        return row.colorIndex;
    case Role::ValueText:
        return row.valueText;
    case Role::State:
        return row.state;
    }
    return {};
}

QHash<int, QByteArray> PanelSeriesListModel::roleNames() const
{
    return {{int(Role::Label), "label"},
            {int(Role::ColorIndex), "colorIndex"},
            {int(Role::ValueText), "valueText"},
            {int(Role::State), "state"}};
}

void PanelSeriesListModel::append(const PanelSeriesRow &row)
{
    beginInsertRows({}, count(), count());
    m_rows.append(row);
    endInsertRows();
    Q_EMIT countChanged();
}

void PanelSeriesListModel::set(int index, const PanelSeriesRow &row)
{
    Q_ASSERT(index >= 0 && index < count());
    PanelSeriesRow &current = m_rows[index];
    QList<int> roles;
    if (current.label != row.label)
        roles << int(Role::Label);
    if (current.colorIndex != row.colorIndex)
        roles << int(Role::ColorIndex);
    if (current.valueText != row.valueText)
        roles << int(Role::ValueText);
    if (current.state != row.state)
        roles << int(Role::State);
    if (roles.isEmpty())
        return;
    current = row;
    Q_EMIT dataChanged(this->index(index), this->index(index), roles);
}

} // namespace telltale
