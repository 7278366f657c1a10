// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/panelseries.h"

#include <QAbstractListModel>
#include <QList>
#include <QString>

namespace telltale {

/// A series of a panel: a line of a legend, a bar, a cell of a grid.
struct PanelSeriesRow
{
    QString label;
    int colorIndex = 0;
    QString valueText = {};
    int state = 0; ///< Panel::State
    QString unitText = {};
    QString stateWord = {};
    int severity = -1;
    double share = -1;
    QString fullText = {};

    friend bool operator==(const PanelSeriesRow &, const PanelSeriesRow &) = default;
};

/// As a series reads since its last refresh().
PanelSeriesRow rowOf(const PanelSeries &series, int index);

/// The series of one panel as they read now; a table has rows of its own. They are only ever appended. Thread: GUI.
class PanelSeriesListModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
public:
    enum class Role {
        Label = Qt::UserRole + 1, ///< QString, plain text: "eth0 in"
        ColorIndex,               ///< int: place in the palette, from 0
        ValueText,                ///< QString: "3.42", "open"; "–" if there is none
        State,                    ///< int: Panel::State
        UnitText,                 ///< QString: "MB/s"; may be empty
        StateWord,                ///< QString: "open", "running"; empty where the value is a number
        Severity,                 ///< int: telltale::Severity; -1: nothing says what it means
        FullText,                 ///< QString: value and unit, "3.42 MB/s"
        Share                     ///< double: place between the panel's min and max, 0..1; -1: there is none
    };
    Q_ENUM(Role)

    using QAbstractListModel::QAbstractListModel;

    int count() const { return int(m_rows.size()); }
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override; ///< as the enumerators, in camelCase

    void append(const PanelSeriesRow &row);
    /// Emits dataChanged with the roles that changed, or nothing.
    void set(int index, const PanelSeriesRow &row);

Q_SIGNALS:
    void countChanged();

private:
    QList<PanelSeriesRow> m_rows;
};

} // namespace telltale
