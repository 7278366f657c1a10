// SPDX-License-Identifier: MIT
#include "models/logs/loglistmodel.h"

#include "models/timetext.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

QString textOf(const LogRecord &record)
{
    if (record.kind != LogRecord::Kind::Skipped)
        return record.text;
    return record.skipped == 1 ? u"1 line not shown"_s : u"%1 lines not shown"_s.arg(record.skipped);
}

bool isOfFeed(const LogRecord &record)
{
    return record.kind == LogRecord::Kind::Line || record.kind == LogRecord::Kind::Annotation;
}

} // namespace

LogListModel::LogListModel(const LogStore *store, QObject *parent)
    : QAbstractListModel(parent)
    , m_store(store)
{
    connect(store, &LogStore::changed, this, &LogListModel::follow);
    connect(store, &LogStore::dayChanged, this, &LogListModel::redate);
    rebuild();
}

void LogListModel::setFilter(LogLevel least, int limit)
{
    m_least = least;
    m_limit = std::max(limit, 1);
    rebuild();
}

int LogListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant LogListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const quint64 number = m_rows[size_t(index.row())];
    if (number < m_store->firstNumber()) // gone from the store, not yet from here
        return {};
    const LogRecord &record = m_store->line(number);
    switch (Role(role)) {
    case Role::TimeText:
        return clockText(record.timeMs, m_store->now().count());
    case Role::Level:
        return int(severityOf(record.level));
    case Role::LevelText:
        return isOfFeed(record) ? QString(toWord(record.level)) : QString();
    case Role::Kind:
        return int(record.kind);
    case Role::Text:
        return textOf(record);
    case Role::LabelsText:
        return record.labels;
    }
    return {};
}

QHash<int, QByteArray> LogListModel::roleNames() const
{
    return {{int(Role::TimeText), "timeText"}, {int(Role::Level), "level"}, {int(Role::LevelText), "levelText"},
            {int(Role::Kind), "kind"},         {int(Role::Text), "text"},   {int(Role::LabelsText), "labelsText"}};
}

void LogListModel::follow()
{
    const int before = count();
    std::deque<quint64> added = matching(m_seen);
    m_seen = m_store->endNumber();
    const auto kept = std::lower_bound(m_rows.begin(), m_rows.end(), m_store->firstNumber());
    const qsizetype gone = kept - m_rows.begin();
    const qsizetype over = qsizetype(m_rows.size() + added.size()) - m_limit;
    removeFirst(std::clamp(std::max(gone, over), qsizetype(0), qsizetype(m_rows.size())));
    if (!added.empty()) {
        beginInsertRows({}, count(), count() + int(added.size()) - 1);
        m_rows.insert(m_rows.end(), added.begin(), added.end());
        endInsertRows();
    }
    if (count() != before)
        Q_EMIT countChanged();
}

void LogListModel::rebuild()
{
    const int before = count();
    beginResetModel();
    m_rows = matching(m_store->firstNumber());
    m_seen = m_store->endNumber();
    endResetModel();
    if (count() != before)
        Q_EMIT countChanged();
}

void LogListModel::removeFirst(qsizetype rows)
{
    if (rows == 0)
        return;
    beginRemoveRows({}, 0, int(rows) - 1);
    m_rows.erase(m_rows.begin(), m_rows.begin() + rows);
    endRemoveRows();
}

bool LogListModel::accepts(const LogRecord &line) const
{
    return line.level >= m_least || !isOfFeed(line);
}

/// The newest of those that the filter accepts, no more than the limit, oldest first.
std::deque<quint64> LogListModel::matching(quint64 from) const
{
    std::deque<quint64> numbers;
    const quint64 first = std::max(from, m_store->firstNumber());
    for (quint64 number = m_store->endNumber(); number > first && qsizetype(numbers.size()) < m_limit; --number) {
        if (accepts(m_store->line(number - 1)))
            numbers.push_front(number - 1);
    }
    return numbers;
}

/// After midnight the times of yesterday's lines want their date.
void LogListModel::redate()
{
    if (count() > 0)
        Q_EMIT dataChanged(index(0), index(count() - 1), {int(Role::TimeText)});
}

} // namespace telltale
