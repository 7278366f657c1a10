// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractListModel>
#include <QList>
#include <QString>
#include <QtQml/qqmlregistration.h>

namespace telltale {

/// A labelled place on an axis.
struct AxisTick
{
    QString label;
    qreal position = 0; ///< logical pixels from the chart's left or upper edge

    friend bool operator==(const AxisTick &, const AxisTick &) = default;
};

/// The ticks of one axis of a chart, for the labels and grid lines that QML draws. Owned and filled by the chart.
class AxisModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("An axis belongs to its chart")
    Q_PROPERTY(QString measure READ measure NOTIFY measureChanged FINAL)
public:
    enum class Role { Label = Qt::UserRole + 1, Position };
    Q_ENUM(Role)

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override; ///< label, position
    /// The label with the most characters and every figure a 0, for measuring; empty without ticks. Were it the label
    /// itself, each figure would move the chart, which would change the labels.
    QString measure() const { return m_measure; }

    /// Only rows and roles that changed are announced: an axis that slides moves its labels and lays out none.
    void setTicks(const QList<AxisTick> &ticks);

Q_SIGNALS:
    void measureChanged();

private:
    void replaceRows(const QList<AxisTick> &ticks);
    void refreshMeasure();

    QList<AxisTick> m_ticks;
    QString m_measure;
};

} // namespace telltale
