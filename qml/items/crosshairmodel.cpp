// SPDX-License-Identifier: MIT
#include "qml/items/crosshairmodel.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace telltale {

int CrosshairModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant CrosshairModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const CrosshairRow &row = m_rows[index.row()];
    switch (Role(role)) {
    case Role::Label:
        return row.label;
    case Role::ColorIndex:
        return row.colorIndex;
    case Role::ValueText:
        return row.valueText;
    case Role::Known:
        return row.known;
    }
    return {};
}

QHash<int, QByteArray> CrosshairModel::roleNames() const
{
    return {{int(Role::Label), "label"_ba},
            {int(Role::ColorIndex), "colorIndex"_ba},
            {int(Role::ValueText), "valueText"_ba},
            {int(Role::Known), "known"_ba}};
}

void CrosshairModel::setRows(const QList<CrosshairRow> &rows)
{
    if (rows.size() != m_rows.size()) {
        beginResetModel();
        m_rows = rows;
        endResetModel();
        return;
    }
    for (int i = 0; i < rowCount(); ++i) {
        if (std::exchange(m_rows[i], rows[i]) != rows[i])
            Q_EMIT dataChanged(index(i), index(i));
    }
}

void CrosshairModel::show(qreal position, const QString &timeText, const QList<CrosshairRow> &rows)
{
    setRows(rows);
    QString spoken = timeText;
    for (const CrosshairRow &row : rows)
        spoken += u", "_s + row.label + u' ' + (row.known ? row.valueText : tr("no data"));
    if (std::exchange(m_position, position) != position)
        Q_EMIT positionChanged();
    if (std::exchange(m_timeText, timeText) != timeText)
        Q_EMIT timeTextChanged();
    if (std::exchange(m_spokenText, spoken) != spoken)
        Q_EMIT spokenTextChanged();
    if (!std::exchange(m_active, true))
        Q_EMIT activeChanged();
}

void CrosshairModel::hide()
{
    if (!std::exchange(m_active, false))
        return;
    Q_EMIT activeChanged();
}

} // namespace telltale
