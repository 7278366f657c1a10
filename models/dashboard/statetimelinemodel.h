// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/panelseries.h"
#include "models/dashboard/statespans.h"

#include <QAbstractListModel>
#include <QHash>
#include <QList>

#include <vector>

namespace telltale {

/// When each series of a panel was in which state. Equal neighbours are one span; where nothing is known there is none:
/// a hole is never bridged, and a state is not drawn beyond its last sample once the series is stale.
///
/// The panel adds rows and refreshes them; dataChanged comes only for rows whose spans moved. Thread: GUI.
class StateTimelineModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ rowCount NOTIFY countChanged FINAL)
public:
    enum class Role {
        Label = Qt::UserRole + 1, ///< QString
        Spans,                    ///< list of maps with the members of StateSpan, oldest first
        Word,                     ///< QString: what it is now, "open" or "23 %"; empty while unknown
        State                     ///< int: PanelState
    };
    Q_ENUM(Role)

    /// colorLimit: so many words without a severity get a colour of their own; those that come later share theirs.
    explicit StateTimelineModel(int colorLimit = 256, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override; ///< label, spans, word, state

    void append(const QString &label);
    /// Reads the row's past anew: the window ends at nowMs.
    void refresh(int row, const PanelSeries &series, qint64 nowMs, qint64 windowMs);
    const QList<StateSpan> &spans(int row) const { return m_rows[size_t(row)].spans; }

Q_SIGNALS:
    void countChanged();

private:
    struct Row
    {
        QString label;
        QList<StateSpan> spans = {};
        QString word = {};
        PanelState state = PanelState::Waiting;
    };

    int colorOf(const QString &word);

    const int m_colorLimit;
    std::vector<Row> m_rows;
    QHash<QString, int> m_colors; ///< of words that have no severity, in order of appearance
};

} // namespace telltale
