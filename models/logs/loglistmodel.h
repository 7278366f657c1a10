// SPDX-License-Identifier: MIT
#pragma once

#include "models/logs/logstore.h"

#include <QAbstractListModel>

#include <deque>

namespace telltale {

/// The lines that one log panel shows, newest last: those of its least level and above, no more than its limit. Gaps
/// and skipped lines are shown whatever the level. Only the rows that come and go are signalled.
///
/// The store must outlive it. Thread: GUI.
class LogListModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
public:
    enum class Role {
        TimeText = Qt::UserRole + 1, ///< QString: "14:08:12", with the date if it is another day
        Level,                       ///< int: Severity
        LevelText,                   ///< QString: "warning"; empty for gaps and skipped lines
        Kind,                        ///< int: LogRecord::Kind
        Text,                        ///< QString, plain text: "12 lines not shown"
        LabelsText                   ///< QString, plain text: "unit=web host=a"
    };
    Q_ENUM(Role)

    explicit LogListModel(const LogStore *store, QObject *parent = nullptr);

    /// What is shown from now on, of what the store holds and gets. A reset.
    void setFilter(LogLevel least, int limit);

    int count() const { return int(m_rows.size()); }
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    /// timeText, level, levelText, kind, text, labelsText.
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void countChanged();

private:
    void follow();
    void rebuild();
    void removeFirst(qsizetype rows);
    bool accepts(const LogRecord &line) const;
    std::deque<quint64> matching(quint64 from) const;
    void redate();

    const LogStore *m_store;
    LogLevel m_least = LogLevel::Debug;
    qsizetype m_limit = 1'000;
    std::deque<quint64> m_rows; ///< numbers of the store's lines
    quint64 m_seen = 0;         ///< the store's end when last looked at
};

} // namespace telltale
