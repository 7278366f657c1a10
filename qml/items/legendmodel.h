// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractListModel>
#include <QList>
#include <QString>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

namespace telltale {

/// A series in a chart's legend.
struct LegendRow
{
    QString label;
    int colorIndex = 0;
    QStringList values = {}; ///< one for each of the columns
    bool old = false;        ///< stale or lost
    bool shown = true;       ///< false: a person hid its line

    friend bool operator==(const LegendRow &, const LegendRow &) = default;
};

/// The series of a chart with what they were in the span of time on show. Owned and filled by the chart. Rows are only
/// ever appended, but for a chart that gets another panel. Thread: GUI.
class LegendModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("A legend belongs to its chart")
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    Q_PROPERTY(QStringList columns READ columns NOTIFY columnsChanged FINAL)
    Q_PROPERTY(QString measure READ measure NOTIFY measureChanged FINAL)
public:
    enum class Role { Label = Qt::UserRole + 1, ColorIndex, Values, Old, Shown };
    Q_ENUM(Role)

    using QAbstractListModel::QAbstractListModel;

    int count() const { return int(m_rows.size()); }
    QStringList columns() const { return m_columns; } ///< "last", "min", ...: headings of the values
    /// The longest value or heading with every figure a 0, for measuring: columns do not dance with the figures.
    QString measure() const { return m_measure; }
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override; ///< label, colorIndex, values, old, shown

    void setColumns(const QStringList &columns);
    const LegendRow &row(int index) const { return m_rows[index]; }
    /// Announces the rows and roles that changed.
    void setRows(const QList<LegendRow> &rows);

Q_SIGNALS:
    void countChanged();
    void columnsChanged();
    void measureChanged();

private:
    void refreshRow(int row, const LegendRow &value);
    void refreshMeasure();

    QString m_measure;
    QStringList m_columns;
    QList<LegendRow> m_rows;
};

} // namespace telltale
