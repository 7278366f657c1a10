// SPDX-License-Identifier: MIT
#include "qml/items/axismodel.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace telltale {

int AxisModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_ticks.size());
}

QVariant AxisModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const AxisTick &tick = m_ticks[index.row()];
    switch (Role(role)) {
    case Role::Label:
        return tick.label;
    case Role::Position:
        return tick.position;
    }
    return {};
}

QHash<int, QByteArray> AxisModel::roleNames() const
{
    return {{int(Role::Label), "label"_ba}, {int(Role::Position), "position"_ba}};
}

void AxisModel::setTicks(const QList<AxisTick> &ticks)
{
    if (ticks == m_ticks)
        return;
    // The oldest label slid out at the left: the others keep their rows.
    while (m_ticks.size() > 1 && !ticks.isEmpty() && m_ticks[0].label != ticks[0].label &&
           m_ticks[1].label == ticks[0].label) {
        beginRemoveRows({}, 0, 0);
        m_ticks.removeFirst();
        endRemoveRows();
    }
    if (ticks.size() < m_ticks.size()) {
        beginRemoveRows({}, int(ticks.size()), int(m_ticks.size()) - 1);
        m_ticks.resize(ticks.size());
        endRemoveRows();
    }
    replaceRows(ticks);
    if (ticks.size() > m_ticks.size()) {
        beginInsertRows({}, int(m_ticks.size()), int(ticks.size()) - 1);
        m_ticks += ticks.sliced(m_ticks.size());
        endInsertRows();
    }
    refreshMeasure();
}

void AxisModel::replaceRows(const QList<AxisTick> &ticks)
{
    for (qsizetype i = 0; i < m_ticks.size(); ++i) {
        QList<int> roles;
        if (m_ticks[i].label != ticks[i].label)
            roles.append(int(Role::Label));
        if (m_ticks[i].position != ticks[i].position)
            roles.append(int(Role::Position));
        m_ticks[i] = ticks[i];
        if (!roles.isEmpty())
            Q_EMIT dataChanged(index(int(i)), index(int(i)), roles);
    }
}

void AxisModel::refreshMeasure()
{
    const auto longest = std::max_element(m_ticks.cbegin(), m_ticks.cend(), [](const AxisTick &a, const AxisTick &b) {
        return a.label.size() < b.label.size();
    });
    QString label = longest == m_ticks.cend() ? QString() : longest->label;
    std::replace_if(
        label.begin(), label.end(), [](QChar character) { return character.isDigit(); }, QChar(u'0'));
    if (label == m_measure)
        return;
    m_measure = label;
    Q_EMIT measureChanged();
}

} // namespace telltale
