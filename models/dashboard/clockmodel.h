// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/paneloptions.h"
#include "transport/protocol/clock.h"

#include <QAbstractListModel>
#include <QString>
#include <QTimeZone>

#include <vector>

namespace telltale {

/// The time of day in several zones. tick() it once a second (or a minute): rows change only when their text does.
/// Thread: GUI.
class ClockModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ rowCount CONSTANT FINAL)
public:
    enum class Role {
        ZoneName = Qt::UserRole + 1, ///< QString: "Berlin"; empty for this machine's own zone
        TimeText,                    ///< QString: "14:09", "14:09:31"; "–" of a zone that does not exist here
        DateText                     ///< QString: "Tue 14 Nov"
    };
    Q_ENUM(Role)

    explicit ClockModel(ClockOptions options, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override; ///< zoneName, timeText, dateText

    void tick(milliseconds wall); ///< ms since 1970, UTC

private:
    struct Row
    {
        QTimeZone zone;
        QString name;
        QString time = {};
        QString date = {};
    };

    ClockOptions m_options;
    std::vector<Row> m_rows;
};

} // namespace telltale
