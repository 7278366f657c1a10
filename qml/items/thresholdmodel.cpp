// SPDX-License-Identifier: MIT
#include "qml/items/thresholdmodel.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace telltale {

QList<ThresholdPlace> thresholdPlaces(const Thresholds &thresholds, const QList<ThresholdStep> &steps,
                                      const ValueScale &scale, qreal height)
{
    QList<ThresholdPlace> places;
    const auto yAt = [&](double value) {
        return std::round(height * (1 - (value - scale.low) / (scale.high - scale.low)));
    };
    const bool isUp = thresholds.direction == Thresholds::Direction::Up;
    constexpr double endless = std::numeric_limits<double>::infinity();
    for (qsizetype i = 0; i < steps.size() && thresholds.show != Thresholds::Show::None; ++i) {
        const double next = i + 1 < steps.size() ? steps[i + 1].at : isUp ? endless : -endless;
        const double low = std::max(scale.low, isUp ? steps[i].at : next);
        const double high = std::min(scale.high, isUp ? next : steps[i].at);
        const bool isLine = thresholds.show == Thresholds::Show::Lines;
        if (isLine ? steps[i].at < scale.low || steps[i].at > scale.high : low >= high)
            continue;
        const qreal edge = yAt(steps[i].at);
        const int severity = int(steps[i].state);
        places.append(isLine ? ThresholdPlace{severity, edge, 0, edge}
                             : ThresholdPlace{severity, yAt(high), yAt(low) - yAt(high), edge});
    }
    return places;
}

int ThresholdModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_places.size());
}

QVariant ThresholdModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ThresholdPlace &place = m_places[index.row()];
    switch (Role(role)) {
    case Role::Severity:
        return place.severity;
    case Role::Top:
        return place.top;
    case Role::Extent:
        return place.extent;
    case Role::Edge:
        return place.edge;
    }
    return {};
}

QHash<int, QByteArray> ThresholdModel::roleNames() const
{
    return {{int(Role::Severity), "severity"_ba},
            {int(Role::Top), "bandTop"_ba},
            {int(Role::Extent), "bandHeight"_ba},
            {int(Role::Edge), "edge"_ba}};
}

void ThresholdModel::setPlaces(const QList<ThresholdPlace> &places)
{
    if (places == m_places)
        return;
    if (places.size() == m_places.size()) {
        m_places = places;
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    beginResetModel();
    m_places = places;
    endResetModel();
}

} // namespace telltale
