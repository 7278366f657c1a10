// SPDX-License-Identifier: MIT
#include "tests/qml/modeldoubles.h"

using namespace Qt::StringLiterals;

namespace telltale::test {

RowsModel::RowsModel(QVariantList rows)
{
    for (const QVariant &row : std::as_const(rows))
        m_rows.append(row.toMap());
    int role = Qt::UserRole;
    if (!m_rows.isEmpty()) {
        for (const QString &name : m_rows.constFirst().keys())
            m_roles.insert(++role, name.toUtf8());
    }
}

int RowsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant RowsModel::data(const QModelIndex &index, int role) const
{
    return m_rows[index.row()][QString::fromUtf8(m_roles[role])];
}

void RowsModel::append(const QVariantMap &row)
{
    beginInsertRows({}, int(m_rows.size()), int(m_rows.size()));
    m_rows.append(row);
    endInsertRows();
}

void RowsModel::set(int row, const QVariantMap &values)
{
    m_rows[row].insert(values);
    Q_EMIT dataChanged(index(row), index(row));
}

namespace {
enum GridRole { UnitText = Qt::UserRole + 1, SeverityRole, Share, IsOld };
}

GridModel::GridModel(QStringList titles, int rows)
    : m_titles(std::move(titles))
    , m_rows(rows)
{}

int GridModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int GridModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_titles.size());
}

int GridModel::recordOf(int row) const
{
    return sortedBy >= 0 && order == Qt::DescendingOrder ? m_rows - 1 - row : row;
}

QVariant GridModel::data(const QModelIndex &index, int role) const
{
    static const QStringList mounts{u"/"_s, u"/home"_s, u"/var/log"_s, u"/srv/archive of the year 2025"_s, u"/boot"_s};
    static const QList<int> shares{57, 86, 24, 97, 41};
    const int record = recordOf(index.row());
    const int share = shares[record % shares.size()];
    const bool isLast = index.column() == m_titles.size() - 1;
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == 0)
            return record < mounts.size() ? mounts[record] : u"/mnt/%1"_s.arg(record);
        return isLast ? QString::number(share) : QString::number(share * 2.4 * index.column(), 'f', 1);
    case UnitText:
        return index.column() == 0 ? QString() : isLast ? u"%"_s : u"GiB"_s;
    case SeverityRole:
        return isLast ? (share > 90 ? 4 : share > 80 ? 2 : 0) : 0;
    case Share:
        return isLast ? share / 100.0 : -1.0;
    case IsOld:
        return record == 2;
    default:
        return {};
    }
}

QVariant GridModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return orientation == Qt::Horizontal && role == Qt::DisplayRole ? QVariant(m_titles.value(section)) : QVariant();
}

QHash<int, QByteArray> GridModel::roleNames() const
{
    return {{Qt::DisplayRole, "display"_ba},
            {UnitText, "unitText"_ba},
            {SeverityRole, "severity"_ba},
            {Share, "share"_ba},
            {IsOld, "isOld"_ba}};
}

void GridModel::sort(int column, Qt::SortOrder by)
{
    Q_EMIT layoutAboutToBeChanged();
    sortedBy = column;
    order = by;
    Q_EMIT layoutChanged();
}

} // namespace telltale::test
