// SPDX-License-Identifier: MIT
#include "models/dashboard/paneltablemodel.h"

#include "models/cleantext.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

constexpr qsizetype textLimit = 120;

/// What a refresh may change; a bit of Value::changes each, in this order.
constexpr std::array changeable = {PanelTableModel::Role::Display, PanelTableModel::Role::UnitText,
                                   PanelTableModel::Role::Severity, PanelTableModel::Role::Share,
                                   PanelTableModel::Role::IsOld};

QList<int> rolesOf(unsigned changes)
{
    QList<int> roles;
    for (size_t i = 0; i < changeable.size(); ++i) {
        if ((changes >> i & 1U) != 0)
            roles << int(changeable[i]);
    }
    return roles;
}

TableColumn columnForLabel(const QByteArray &label)
{
    TableColumn column;
    column.label = label;
    return column;
}

TableColumn columnForData(int index)
{
    TableColumn column;
    column.dataIndex = index;
    return column;
}

} // namespace

PanelTableModel::PanelTableModel(const PanelSpec *spec, qsizetype rowLimit, QObject *parent)
    : QAbstractTableModel(parent)
    , m_spec(spec)
    , m_rowLimit(rowLimit)
    , m_columns(spec->table.columns)
    , m_sortColumn(spec->table.sortColumn)
    , m_descending(spec->table.sortDescending)
{
    if (m_columns.isEmpty())
        makeColumns();
    if (m_sortColumn >= m_columns.size())
        m_sortColumn = -1;
}

void PanelTableModel::makeColumns()
{
    if (m_spec->table.rowsBy.isEmpty())
        m_columns << columnForLabel({});
    for (const QByteArray &label : m_spec->table.rowsBy)
        m_columns << columnForLabel(label);
    for (int i = 0; i < m_spec->series.size(); ++i)
        m_columns << columnForData(i);
}

int PanelTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : rowTotal();
}

int PanelTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columnTotal();
}

QVariant PanelTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Value &value = m_rows[size_t(m_order[size_t(index.row())])].cells[size_t(index.column())];
    const TableColumn::Cell cell = m_columns[index.column()].cell;
    switch (Role(role)) {
    case Role::Display:
        return value.text;
    case Role::UnitText:
        return value.unit;
    case Role::Severity:
        return cell == TableColumn::Cell::Text ? -1 : value.severity;
    case Role::Share:
        return cell == TableColumn::Cell::Bar ? value.share : -1.0;
    case Role::IsOld:
        return value.isOld;
    case Role::Cell:
        return int(cell);
    case Role::IsNumber:
        return m_columns[index.column()].dataIndex >= 0;
    }
    return {};
}

QVariant PanelTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= columnTotal())
        return {};
    const TableColumn &column = m_columns[section];
    if (!column.title.isEmpty())
        return cleanText(column.title, textLimit);
    if (column.dataIndex < 0)
        return column.label.isEmpty() ? u"Series"_s : cleanText(QString::fromUtf8(column.label), textLimit);
    if (column.dataIndex >= m_spec->series.size())
        return {};
    const SeriesSelector &selector = m_spec->series[column.dataIndex];
    const bool isTemplate = selector.legend.isEmpty() || selector.legend.contains("{{"_L1);
    if (!isTemplate)
        return cleanText(selector.legend, textLimit);
    if (m_spec->series.size() == 1)
        return u"Value"_s;
    return cleanText(QString::fromUtf8(selector.glob.left(selector.glob.indexOf('{'))), textLimit);
}

QHash<int, QByteArray> PanelTableModel::roleNames() const
{
    return {{int(Role::Display), "display"},  {int(Role::UnitText), "unitText"}, {int(Role::Severity), "severity"},
            {int(Role::Share), "share"},      {int(Role::IsOld), "isOld"},       {int(Role::Cell), "cell"},
            {int(Role::IsNumber), "isNumber"}};
}

void PanelTableModel::sort(int column, Qt::SortOrder order)
{
    m_sortColumn = column < columnTotal() ? column : -1;
    m_descending = order == Qt::DescendingOrder;
    Q_EMIT sortChanged();
    restoreOrder();
}

void PanelTableModel::add(const PanelSeries *series, int dataIndex)
{
    const QByteArray key = keyOf(*series);
    if (!m_keys.contains(key)) {
        if (rowTotal() >= m_rowLimit) {
            m_hiddenKeys.insert(key);
            return;
        }
        Row row{std::vector<Value>(size_t(m_columns.size()))};
        for (qsizetype i = 0; i < m_columns.size(); ++i) {
            const TableColumn &column = m_columns[i];
            row.cells[size_t(i)].text = PanelReading::nothing;
            if (column.dataIndex >= 0)
                continue;
            row.cells[size_t(i)].text =
                column.label.isEmpty() ? series->label()
                                       : cleanText(QString::fromUtf8(series->name().label(column.label)), textLimit);
        }
        const int place = rowTotal();
        beginInsertRows({}, place, place);
        m_keys.insert(key, place);
        m_rows.push_back(std::move(row));
        m_order.push_back(place);
        m_places.push_back(place);
        endInsertRows();
        Q_EMIT rowTotalChanged();
    }
    m_rowsOf.insert(series, m_keys.value(key));
    refresh(series, dataIndex);
    announce();
}

void PanelTableModel::refresh(const PanelSeries *series, int dataIndex)
{
    const auto row = m_rowsOf.constFind(series);
    const int column = columnOf(dataIndex);
    if (row == m_rowsOf.cend() || column < 0)
        return;
    const PanelReading reading = series->reading();
    const bool isOld = series->state() >= PanelState::Stale;
    Value value{reading.number, reading.unit, reading.severityNumber(), reading.share, isOld, reading.value};
    Value &current = m_rows[size_t(*row)].cells[size_t(column)];
    value.changes = current.changes | changesBetween(current, value);
    if (current.changes == 0 && value.changes != 0)
        m_changed.push_back({column, *row});
    current = std::move(value);
}

void PanelTableModel::announce()
{
    std::vector<Cell> changed = std::exchange(m_changed, {});
    std::sort(changed.begin(), changed.end(), [this](Cell a, Cell b) {
        return std::pair(a.column, m_places[size_t(a.row)]) < std::pair(b.column, m_places[size_t(b.row)]);
    });
    for (size_t begin = 0, end = 0; begin < changed.size(); begin = end) {
        const int column = changed[begin].column;
        const int first = m_places[size_t(changed[begin].row)];
        unsigned changes = 0;
        const auto belongs = [&](Cell cell) {
            return cell.column == column && m_places[size_t(cell.row)] == first + int(end - begin);
        };
        for (; end < changed.size() && belongs(changed[end]); ++end)
            changes |= std::exchange(m_rows[size_t(changed[end].row)].cells[size_t(column)].changes, 0);
        Q_EMIT dataChanged(index(first, column), index(first + int(end - begin) - 1, column), rolesOf(changes));
    }
}

void PanelTableModel::restoreOrder()
{
    announce();
    std::vector<int> order(m_rows.size());
    std::iota(order.begin(), order.end(), 0);
    if (m_sortColumn >= 0)
        std::stable_sort(order.begin(), order.end(), [this](int left, int right) { return isBefore(left, right); });
    if (order == m_order)
        return;
    // A view builds all its cells anew where rows move. If nobody holds on to a row, cells that changed say the same.
    if (persistentIndexList().isEmpty()) {
        const auto first = std::mismatch(order.cbegin(), order.cend(), m_order.cbegin()).first - order.cbegin();
        const auto behind =
            std::mismatch(order.crbegin(), order.crend(), m_order.crbegin()).first.base() - order.cbegin();
        takeOrder(std::move(order));
        Q_EMIT dataChanged(index(int(first), 0), index(int(behind) - 1, columnTotal() - 1), rolesOf(~0U));
        return;
    }
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    const std::vector<int> old = m_order;
    takeOrder(std::move(order));
    QModelIndexList after;
    for (const QModelIndex &kept : before)
        after << index(m_places[size_t(old[size_t(kept.row())])], kept.column());
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void PanelTableModel::takeOrder(std::vector<int> order)
{
    m_order = std::move(order);
    for (size_t place = 0; place < m_order.size(); ++place)
        m_places[size_t(m_order[place])] = int(place);
}

/// Numbers by size, words by the alphabet, numbers before words; what has no value stands last either way.
bool PanelTableModel::isBefore(int left, int right) const
{
    const Value &a = m_rows[size_t(m_descending ? right : left)].cells[size_t(m_sortColumn)];
    const Value &b = m_rows[size_t(m_descending ? left : right)].cells[size_t(m_sortColumn)];
    const bool hasA = a.number || a.text != PanelReading::nothing;
    const bool hasB = b.number || b.text != PanelReading::nothing;
    if (hasA != hasB)
        return m_descending ? hasB : hasA;
    if (a.number && b.number)
        return *a.number < *b.number;
    if (a.number.has_value() != b.number.has_value())
        return a.number.has_value();
    return QString::localeAwareCompare(a.text, b.text) < 0;
}

QByteArray PanelTableModel::keyOf(const PanelSeries &series) const
{
    QByteArray key;
    if (m_spec->table.rowsBy.isEmpty())
        return QByteArray::number(quintptr(series.store())) + ' ' + QByteArray::number(series.id());
    for (const QByteArray &label : m_spec->table.rowsBy)
        key += series.name().label(label) + '\n';
    return key;
}

int PanelTableModel::columnOf(int dataIndex) const
{
    for (int i = 0; i < columnTotal(); ++i) {
        if (m_columns[i].dataIndex == dataIndex)
            return i;
    }
    return -1;
}

unsigned PanelTableModel::changesBetween(const Value &before, const Value &after)
{
    const std::array isChanged = {before.text != after.text, before.unit != after.unit,
                                  before.severity != after.severity, before.share != after.share,
                                  before.isOld != after.isOld};
    static_assert(isChanged.size() == changeable.size());
    unsigned changes = 0;
    for (size_t i = 0; i < isChanged.size(); ++i)
        changes |= isChanged[i] ? 1U << i : 0;
    return changes;
}

} // namespace telltale
