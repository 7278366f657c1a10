// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractListModel>
#include <QList>
#include <QString>

namespace telltale {

/// A line of a legend.
struct PanelSeriesRow
{
    QString label;
    int colorIndex = 0;
    QString valueText = {};
    int state = 0; ///< Panel::State

    friend bool operator==(const PanelSeriesRow &, const PanelSeriesRow &) = default;
};

/// The series of one panel, for its legend. Rows are only ever appended. Thread: GUI.
class PanelSeriesListModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
public:
    enum class Role {
        Label = Qt::UserRole + 1, ///< QString, plain text: "eth0 in"
        ColorIndex,               ///< int: place in the palette, from 0
        ValueText,                ///< QString: "3.42 MB/s"
        State                     ///< int: Panel::State
    };
    Q_ENUM(Role)

    using QAbstractListModel::QAbstractListModel;

    int count() const { return int(m_rows.size()); }
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override; ///< label, colorIndex, valueText, state

    void append(const PanelSeriesRow &row);
    /// Emits dataChanged with the roles that changed, or nothing.
    void set(int index, const PanelSeriesRow &row);

Q_SIGNALS:
    void countChanged();

private:
    QList<PanelSeriesRow> m_rows;
};

} // namespace telltale
