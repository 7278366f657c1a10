// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/panel.h"

#include <QAbstractListModel>

#include <memory>
#include <vector>

namespace telltale {

/// So long what went is kept, doing nothing: views delete what shows it some events later, and what that holds later
/// still.
constexpr milliseconds retirement{1'000};

/// The panels of one page, in order, with their places on the grid. It owns them. Thread: GUI.
class PanelListModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    Q_PROPERTY(int columns READ columns NOTIFY gridChanged FINAL)
    Q_PROPERTY(int fixedRows READ fixedRows NOTIFY gridChanged FINAL)
    Q_PROPERTY(int rows READ rows NOTIFY countChanged FINAL)
    Q_PROPERTY(bool waiting READ isWaiting NOTIFY waitingChanged FINAL)
    Q_PROPERTY(bool mostlyLost READ isMostlyLost NOTIFY lossChanged FINAL)
    Q_PROPERTY(QString lossText READ lossText NOTIFY lossChanged FINAL)
    Q_PROPERTY(telltale::ConnectionModel *lossConnection READ lossConnection NOTIFY lossChanged FINAL)
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

    /// More panels than the limit are not added. The context's sources must outlive the model.
    explicit PanelListModel(PanelContext context = {}, qsizetype limit = 256, QObject *parent = nullptr);

    int count() const { return int(m_panels.size()); }
    int columns() const { return m_columns; }
    int rows() const;                             ///< the height that the panels need, in rows of the grid
    int fixedRows() const { return m_fixedRows; } ///< how many fill the window's height; 0: as many as there are
    void setGrid(int columns, int fixedRows);
    /// For the next setPanels(): panels of other sources than these are made anew.
    void setContext(PanelContext context);
    /// Panels come with the series, and none has come yet.
    bool isWaiting() const { return m_waiting; }
    bool isMostlyLost() const { return !m_lossText.isEmpty(); } ///< half of the panels that age, or more
    /// "No data since 14:02:13", "4 of 6 panels: no data since 14:02:13"; empty unless mostly lost. The time is that of
    /// the newest sample that any of the lost panels has.
    QString lossText() const { return m_lossText; }
    /// Of the sources of the lost panels, the one that is worst off; none if there is no such panel.
    ConnectionModel *lossConnection() const { return m_lossConnection; }
    qint64 windowMs() const { return m_windowMs; }
    void setWindowMs(qint64 window); ///< of every panel
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override; ///< panel, type, gridX, gridY, gridW, gridH
    telltale::Panel *panelAt(int row) const { return m_panels[size_t(row)].get(); }

    /// Whether more panels are to be expected as series come.
    enum class Filling { Complete, Growing };
    /// In place of those there are; a panel whose spec is the same stays the object it is, with the view upon it.
    void setPanels(const QList<PanelSpec> &specs, Filling filling = Filling::Complete);
    void append(const QList<PanelSpec> &specs);
    /// Changes no more, nor do its panels: their sources may go from now on.
    void retire();

Q_SIGNALS:
    void countChanged();
    void windowChanged();
    void gridChanged();
    void waitingChanged();
    void lossChanged();

private:
    void insert(int row, const QList<PanelSpec> &specs);
    void removeAt(int row);
    int rowOf(const PanelSpec &spec, int from) const;
    void refreshWaiting();
    void refreshLoss();

    PanelContext m_context;
    qsizetype m_limit;
    qint64 m_windowMs;
    int m_columns = GridRect::columns;
    int m_fixedRows = 0;
    Filling m_filling = Filling::Complete;
    std::vector<std::unique_ptr<telltale::Panel>> m_panels;
    bool m_waiting = false;
    QString m_lossText;
    ConnectionModel *m_lossConnection = nullptr;
};

} // namespace telltale
