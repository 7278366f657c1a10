// SPDX-License-Identifier: MIT
#include "qml/items/gapmodel.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace telltale {

int GapModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_places.size());
}

QVariant GapModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const GapPlace &place = m_places[index.row()];
    switch (Role(role)) {
    case Role::Duration:
        return place.duration;
    case Role::Start:
        return place.start;
    case Role::Extent:
        return place.extent;
    }
    return {};
}

QHash<int, QByteArray> GapModel::roleNames() const
{
    return {{int(Role::Duration), "duration"_ba}, {int(Role::Start), "start"_ba}, {int(Role::Extent), "extent"_ba}};
}

void GapModel::setPlaces(const QList<GapPlace> &places)
{
    if (places == m_places)
        return;
    if (places.size() < m_places.size()) {
        beginRemoveRows({}, int(places.size()), int(m_places.size()) - 1);
        m_places.resize(places.size());
        endRemoveRows();
    }
    const qsizetype kept = m_places.size();
    std::copy_n(places.cbegin(), kept, m_places.begin());
    if (kept > 0)
        Q_EMIT dataChanged(index(0), index(int(kept) - 1));
    if (places.size() > kept) {
        beginInsertRows({}, int(kept), int(places.size()) - 1);
        m_places = places;
        endInsertRows();
    }
}

} // namespace telltale
