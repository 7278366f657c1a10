// SPDX-License-Identifier: MIT
#include "models/dashboard/panelserieslistmodel.h"

namespace telltale {

PanelSeriesRow rowOf(const PanelSeries &series, int index)
{
    const PanelReading reading = series.reading();
    return {series.label(),           index,         reading.number,
            int(series.state()),      reading.unit,  reading.isWord ? reading.number : QString(),
            reading.severityNumber(), reading.share, reading.text()};
}

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
    case Role::UnitText:
        return row.unitText;
    case Role::StateWord:
        return row.stateWord;
    case Role::Severity:
        return row.severity;
    case Role::Share:
        return row.share;
    case Role::FullText:
        return row.fullText;
    }
    return {};
}

QHash<int, QByteArray> PanelSeriesListModel::roleNames() const
{
    return {
        {int(Role::Label), "label"},       {int(Role::ColorIndex), "colorIndex"}, {int(Role::ValueText), "valueText"},
        {int(Role::State), "state"},       {int(Role::UnitText), "unitText"},     {int(Role::StateWord), "stateWord"},
        {int(Role::Severity), "severity"}, {int(Role::Share), "share"},           {int(Role::FullText), "fullText"}};
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
    const auto note = [&](auto PanelSeriesRow::*member, Role role) {
        if (current.*member != row.*member)
            roles << int(role);
    };
    note(&PanelSeriesRow::label, Role::Label);
    note(&PanelSeriesRow::colorIndex, Role::ColorIndex);
    note(&PanelSeriesRow::valueText, Role::ValueText);
    note(&PanelSeriesRow::state, Role::State);
    note(&PanelSeriesRow::unitText, Role::UnitText);
    note(&PanelSeriesRow::stateWord, Role::StateWord);
    note(&PanelSeriesRow::severity, Role::Severity);
    note(&PanelSeriesRow::share, Role::Share);
    note(&PanelSeriesRow::fullText, Role::FullText);
    if (roles.isEmpty())
        return;
    current = row;
    Q_EMIT dataChanged(this->index(index), this->index(index), roles);
}

} // namespace telltale
