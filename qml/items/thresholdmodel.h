// SPDX-License-Identifier: MIT
#pragma once

#include "models/values/thresholds.h"
#include "qml/items/axisticks.h"

#include <QAbstractListModel>
#include <QList>
#include <QtQml/qqmlregistration.h>

namespace telltale {

/// Where a threshold is on a chart.
struct ThresholdPlace
{
    int severity = 0; ///< Severity
    qreal top = 0;    ///< logical pixels from the chart's upper edge
    qreal extent = 0; ///< logical pixels downwards; 0: a line
    qreal edge = 0;   ///< where a band's line is: its lower or its upper end

    friend bool operator==(const ThresholdPlace &, const ThresholdPlace &) = default;
};

/// What of the thresholds a value axis shows, from the first that is reached to the worst. `steps` are values
/// (absoluteSteps()); the axis is `height` logical pixels high.
QList<ThresholdPlace> thresholdPlaces(const Thresholds &thresholds, const QList<ThresholdStep> &steps,
                                      const ValueScale &scale, qreal height);

/// The thresholds of a chart, for the lines and bands that QML draws behind it. Owned and filled by the chart.
class ThresholdModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Thresholds belong to their chart")
public:
    enum class Role { Severity = Qt::UserRole + 1, Top, Extent, Edge };
    Q_ENUM(Role)

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override; ///< severity, bandTop, bandHeight, edge

    void setPlaces(const QList<ThresholdPlace> &places);

private:
    QList<ThresholdPlace> m_places;
};

} // namespace telltale
