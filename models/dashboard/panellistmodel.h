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
    int rows() const; ///< the height that the panels need, in rows of the grid
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

private:
    SeriesStore *m_store;
    qsizetype m_limit;
    qint64 m_windowMs = 300'000;
    std::vector<std::unique_ptr<telltale::Panel>> m_panels;
};

} // namespace telltale
