// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/panel.h"

#include <QAbstractListModel>

#include <memory>
#include <vector>

namespace telltale {

/// The panels of a dashboard, in order, with their places on the grid. It owns them. Thread: GUI.
class PanelListModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    Q_PROPERTY(int columns READ columns CONSTANT FINAL)
    Q_PROPERTY(int rows READ rows NOTIFY countChanged FINAL)
    Q_PROPERTY(bool waiting READ isWaiting NOTIFY waitingChanged FINAL)
    Q_PROPERTY(bool mostlyLost READ isMostlyLost NOTIFY lossChanged FINAL)
    Q_PROPERTY(QString lossText READ lossText NOTIFY lossChanged FINAL)
    Q_PROPERTY(qint64 windowMs READ windowMs WRITE setWindowMs NOTIFY windowChanged FINAL)
public:
    enum class Role {
        Panel = Qt::UserRole + 1, ///< Panel*, owned by the model
        Type,                     ///< Panel::Type
        X,                        ///< int, in columns
        Y,                        ///< int, in rows
        W,                        ///< int, in columns
        H                         ///< int, in rows
    };
    Q_ENUM(Role)

    static constexpr qsizetype seriesPerPanel = 32;

    /// The store must outlive the model. More panels than the limit are not added.
    explicit PanelListModel(SeriesStore *store, qsizetype limit = 256, QObject *parent = nullptr);

    int count() const { return int(m_panels.size()); }
    int columns() const { return GridRect::columns; }
    int rows() const;                            ///< the height that the panels need, in rows of the grid
    bool isWaiting() const { return m_waiting; } ///< no panel shows series yet
    bool isMostlyLost() const { return !m_lossText.isEmpty(); } ///< half of the panels with series, or more
    /// "No data since 14:02:13", "4 of 6 panels: no data since 14:02:13"; empty unless mostly lost. The time is that of
    /// the newest sample that any of the lost panels has.
    QString lossText() const { return m_lossText; }
    qint64 windowMs() const { return m_windowMs; }
    void setWindowMs(qint64 window); ///< of every panel
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override; ///< panel, type, gridX, gridY, gridW, gridH
    telltale::Panel *panelAt(int row) const { return m_panels[size_t(row)].get(); }

    void setPanels(const QList<PanelSpec> &specs); ///< in place of those there are
    void append(const QList<PanelSpec> &specs);

Q_SIGNALS:
    void countChanged();
    void windowChanged();
    void waitingChanged();
    void lossChanged();

private:
    void refreshWaiting();
    void refreshLoss();

    SeriesStore *m_store;
    qsizetype m_limit;
    qint64 m_windowMs = 300'000;
    std::vector<std::unique_ptr<telltale::Panel>> m_panels;
    bool m_waiting = true;
    QString m_lossText;
};

} // namespace telltale
