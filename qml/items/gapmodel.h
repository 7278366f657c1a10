// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractListModel>
#include <QList>
#include <QString>
#include <QtQml/qqmlregistration.h>

namespace telltale {

/// A hatched span of a chart that is wide enough for words.
struct GapPlace
{
    QString duration; ///< "14 s"
    qreal start = 0;  ///< logical pixels from the chart's left edge
    qreal extent = 0; ///< logical pixels across, as far as the chart shows it

    friend bool operator==(const GapPlace &, const GapPlace &) = default;
};

/// The hatched spans of a chart, for the labels that QML draws upon them. Owned and filled by the chart.
class GapModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Gaps belong to their chart")
public:
    enum class Role { Duration = Qt::UserRole + 1, Start, Extent };
    Q_ENUM(Role)

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override; ///< duration, start, extent

    void setPlaces(const QList<GapPlace> &places);

private:
    QList<GapPlace> m_places;
};

} // namespace telltale
