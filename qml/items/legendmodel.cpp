// SPDX-License-Identifier: MIT
#include "qml/items/legendmodel.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace telltale {

int LegendModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant LegendModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const LegendRow &row = m_rows[index.row()];
    switch (Role(role)) {
    case Role::Label:
        return row.label;
    case Role::ColorIndex:
        return row.colorIndex;
    case Role::Values:
        return row.values;
    case Role::Old:
        return row.old;
    case Role::Shown:
        return row.shown;
    }
    return {};
}

QHash<int, QByteArray> LegendModel::roleNames() const
{
    return {{int(Role::Label), "label"_ba},
            {int(Role::ColorIndex), "colorIndex"_ba},
            {int(Role::Values), "values"_ba},
            {int(Role::Old), "old"_ba},
            {int(Role::Shown), "shown"_ba}};
}

void LegendModel::setColumns(const QStringList &columns)
{
    if (std::exchange(m_columns, columns) != columns)
        Q_EMIT columnsChanged();
}

void LegendModel::refreshRow(int row, const LegendRow &value)
{
    LegendRow &current = m_rows[row];
    QList<int> roles;
    if (current.label != value.label)
        roles << int(Role::Label);
    if (current.colorIndex != value.colorIndex)
        roles << int(Role::ColorIndex);
    if (current.values != value.values)
        roles << int(Role::Values);
    if (current.old != value.old)
        roles << int(Role::Old);
    if (current.shown != value.shown)
        roles << int(Role::Shown);
    current = value;
    if (!roles.isEmpty())
        Q_EMIT dataChanged(index(row), index(row), roles);
}

void LegendModel::refreshMeasure()
{
    QString longest;
    const auto widen = [&longest](const QStringList &texts) {
        for (const QString &text : texts)
            longest = text.size() > longest.size() ? text : longest;
    };
    widen(m_columns);
    for (const LegendRow &row : std::as_const(m_rows))
        widen(row.values);
    std::replace_if(
        longest.begin(), longest.end(), [](QChar character) { return character.isDigit(); }, QChar(u'0'));
    if (std::exchange(m_measure, longest) != longest)
        Q_EMIT measureChanged();
}

void LegendModel::setRows(const QList<LegendRow> &rows)
{
    const bool sameCount = rows.size() == m_rows.size();
    if (rows.size() < m_rows.size()) {
        beginRemoveRows({}, int(rows.size()), count() - 1);
        m_rows.resize(rows.size());
        endRemoveRows();
    }
    for (int i = 0; i < count(); ++i)
        refreshRow(i, rows[i]);
    if (rows.size() > m_rows.size()) {
        beginInsertRows({}, count(), int(rows.size()) - 1);
        m_rows += rows.sliced(m_rows.size());
        endInsertRows();
    }
    refreshMeasure();
    if (!sameCount)
        Q_EMIT countChanged();
}

} // namespace telltale
