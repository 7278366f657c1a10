// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractListModel>
#include <QAbstractTableModel>
#include <QVariantMap>

namespace telltale::test {

/// Rows of a panel as a test wants them: the roles are the keys of the first row.
class RowsModel : public QAbstractListModel
{
    Q_OBJECT
public:
    explicit RowsModel(QVariantList rows = {});

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override { return m_roles; }
    void append(const QVariantMap &row);
    void set(int row, const QVariantMap &values);

private:
    QList<QVariantMap> m_rows;
    QHash<int, QByteArray> m_roles;
};

/// A table as its panel wants it; remembers how it was asked to sort.
class GridModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    GridModel(QStringList titles, int rows);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    Q_INVOKABLE void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    int sortedBy = -1;
    Qt::SortOrder order = Qt::AscendingOrder;

private:
    int recordOf(int row) const;

    QStringList m_titles;
    int m_rows;
};

} // namespace telltale::test
