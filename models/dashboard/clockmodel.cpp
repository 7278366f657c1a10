// SPDX-License-Identifier: MIT
#include "models/dashboard/clockmodel.h"

#include "models/cleantext.h"

#include <QDateTime>
#include <QLocale>

#include <utility>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

constexpr qsizetype nameLimit = 40;

/// "Berlin" for "Europe/Berlin", "New York" for "America/New_York".
QString cityOf(const QString &zone)
{
    return cleanText(zone.section(u'/', -1).replace(u'_', u' '), nameLimit);
}

} // namespace

ClockModel::ClockModel(ClockOptions options, QObject *parent)
    : QAbstractListModel(parent)
    , m_options(std::move(options))
{
    if (m_options.zones.isEmpty())
        m_rows.push_back({QTimeZone::systemTimeZone(), QString()});
    for (const QString &zone : std::as_const(m_options.zones))
        m_rows.push_back({QTimeZone(zone.toUtf8()), cityOf(zone)});
}

int ClockModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant ClockModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows[size_t(index.row())];
    switch (Role(role)) {
    case Role::ZoneName:
        return row.name;
    case Role::TimeText:
        return row.time;
    case Role::DateText:
        return row.date;
    }
    return {};
}

QHash<int, QByteArray> ClockModel::roleNames() const
{
    return {{int(Role::ZoneName), "zoneName"}, {int(Role::TimeText), "timeText"}, {int(Role::DateText), "dateText"}};
}

void ClockModel::tick(milliseconds wall)
{
    for (size_t i = 0; i < m_rows.size(); ++i) {
        Row &row = m_rows[i];
        QString time = u"–"_s;
        QString date = u"unknown time zone"_s;
        if (row.zone.isValid()) {
            const QDateTime now = QDateTime::fromMSecsSinceEpoch(wall.count(), row.zone);
            time = now.toString(m_options.seconds ? u"HH:mm:ss"_s : u"HH:mm"_s);
            date = QLocale::c().toString(now, u"ddd d MMM"_s);
        }
        QList<int> roles;
        if (std::exchange(row.time, time) != time)
            roles << int(Role::TimeText);
        if (std::exchange(row.date, date) != date)
            roles << int(Role::DateText);
        if (!roles.isEmpty())
            Q_EMIT dataChanged(index(int(i)), index(int(i)), roles);
    }
}

} // namespace telltale
