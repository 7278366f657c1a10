// SPDX-License-Identifier: MIT
#include "models/dashboard/statetimelinemodel.h"

#include <QVariantMap>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

QVariantList toVariants(const QList<StateSpan> &spans)
{
    QVariantList list;
    for (const StateSpan &span : spans)
        list << QVariantMap{{u"start"_s, span.start},
                            {u"end"_s, span.end},
                            {u"severity"_s, span.severity},
                            {u"colorIndex"_s, span.colorIndex},
                            {u"word"_s, span.word}};
    return list;
}

} // namespace

StateTimelineModel::StateTimelineModel(int colorLimit, QObject *parent)
    : QAbstractListModel(parent)
    , m_colorLimit(std::max(1, colorLimit))
{}

int StateTimelineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant StateTimelineModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows[size_t(index.row())];
    switch (Role(role)) {
    case Role::Label:
        return row.label;
    case Role::Spans:
        return toVariants(row.spans);
    case Role::Word:
        return row.word;
    case Role::State:
        return int(row.state);
    }
    return {};
}

QHash<int, QByteArray> StateTimelineModel::roleNames() const
{
    return {{int(Role::Label), "label"},
            {int(Role::Spans), "spans"},
            {int(Role::Word), "word"},
            {int(Role::State), "state"}};
}

void StateTimelineModel::append(const QString &label)
{
    beginInsertRows({}, rowCount(), rowCount());
    m_rows.push_back({label});
    endInsertRows();
    Q_EMIT countChanged();
}

int StateTimelineModel::colorOf(const QString &word)
{
    const auto known = m_colors.constFind(word);
    if (known != m_colors.cend())
        return *known;
    if (m_colors.size() >= m_colorLimit)
        return int(qHash(word, size_t(0)) % size_t(m_colorLimit));
    return *m_colors.insert(word, int(m_colors.size()));
}

void StateTimelineModel::refresh(int index, const PanelSeries &series, qint64 nowMs, qint64 windowMs)
{
    Q_ASSERT(index >= 0 && index < rowCount());
    Row &row = m_rows[size_t(index)];
    QList<int> roles;
    QList<StateSpan> spans = stateSpans(series, nowMs, windowMs, [this](const QString &word) { return colorOf(word); });
    if (spans != row.spans) {
        row.spans = std::move(spans);
        roles << int(Role::Spans);
    }
    const PanelReading reading = series.reading();
    const QString word = reading.isWord || reading.value ? reading.text() : QString();
    if (std::exchange(row.word, word) != word)
        roles << int(Role::Word);
    if (const PanelState state = series.state(); std::exchange(row.state, state) != state)
        roles << int(Role::State);
    if (!roles.isEmpty())
        Q_EMIT dataChanged(this->index(index), this->index(index), roles);
}

} // namespace telltale
