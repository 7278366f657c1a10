// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/panelseries.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>

#include <optional>
#include <vector>

namespace telltale {

/// The series of a table panel as rows and columns. Series whose labels in `rowsBy` agree share a row; each of the
/// panel's data is a column.
///
/// The panel adds its series, refreshes those that changed, and then announces them: dataChanged comes for cells that
/// changed alone, one below the other in one signal, with the roles that changed in any of them. A view does the same
/// work for a signal as for hundreds of cells. Rows keep their places while values move; restoreOrder() sorts them
/// again, once a second, so that a row can be read before it jumps. Thread: GUI.
class PanelTableModel : public QAbstractTableModel
{
    Q_OBJECT
    Q_PROPERTY(int sortColumn READ sortColumn NOTIFY sortChanged FINAL)
    Q_PROPERTY(bool sortDescending READ isSortDescending NOTIFY sortChanged FINAL)
    Q_PROPERTY(int rowTotal READ rowTotal NOTIFY rowTotalChanged FINAL)
    Q_PROPERTY(int columnTotal READ columnTotal CONSTANT FINAL)
public:
    enum class Role {
        Display = Qt::DisplayRole,   ///< QString: the cell's text, without the unit
        UnitText = Qt::UserRole + 1, ///< QString; may be empty
        Severity, ///< int: telltale::Severity; -1: nothing says what it means, or the column shows text
        Share,    ///< double 0..1; -1: there is none, or the column shows no bar
        IsOld,    ///< bool: stale or lost
        Cell,     ///< int: TableColumn::Cell
        IsNumber  ///< bool: to be aligned to the right
    };
    Q_ENUM(Role)

    /// The spec must outlive it. More rows than the limit are counted, not shown.
    explicit PanelTableModel(const PanelSpec *spec, qsizetype rowLimit, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override; ///< titles, clean
    QHash<int, QByteArray> roleNames() const override; ///< display, unitText, severity, share, isOld, cell, isNumber
    Q_INVOKABLE void sort(int column, Qt::SortOrder order) override;

    int sortColumn() const { return m_sortColumn; }
    bool isSortDescending() const { return m_descending; }
    int rowTotal() const { return int(m_order.size()); }
    int columnTotal() const { return int(m_columns.size()); }
    qsizetype hiddenRows() const { return m_hiddenKeys.size(); }

    /// series must stay where it is for as long as the model lives. dataIndex: which of the panel's data it is of.
    void add(const PanelSeries *series, int dataIndex);
    /// Reads it anew. data() knows at once, views after announce().
    void refresh(const PanelSeries *series, int dataIndex);
    void announce();
    /// Emits layoutChanged where anybody holds a persistent index, else dataChanged for the rows that moved.
    void restoreOrder();

Q_SIGNALS:
    void sortChanged();
    void rowTotalChanged();

private:
    struct Value
    {
        QString text = {};
        QString unit = {};
        int severity = -1;
        double share = -1;
        bool isOld = false;
        std::optional<double> number = {};
        unsigned changes = 0; ///< roles that are not announced yet, a bit each
    };
    struct Cell
    {
        int column = 0;
        int row = 0;
    };
    struct Row
    {
        std::vector<Value> cells;
    };

    void makeColumns();
    QByteArray keyOf(const PanelSeries &series) const;
    bool isBefore(int left, int right) const;
    void takeOrder(std::vector<int> order);
    int columnOf(int dataIndex) const;
    static unsigned changesBetween(const Value &before, const Value &after);

    const PanelSpec *m_spec;
    qsizetype m_rowLimit;
    QList<TableColumn> m_columns;
    std::vector<Row> m_rows;
    std::vector<int> m_order;      ///< rows in the order in which they are shown
    std::vector<int> m_places;     ///< of each row in m_order
    QHash<QByteArray, int> m_keys; ///< to rows
    QSet<QByteArray> m_hiddenKeys; ///< of the rows that did not fit; bounded as the panel's series are
    QHash<const PanelSeries *, int> m_rowsOf;
    std::vector<Cell> m_changed; ///< not announced yet; each once
    int m_sortColumn = -1;
    bool m_descending = false;
};

} // namespace telltale
