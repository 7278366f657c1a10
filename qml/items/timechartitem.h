// SPDX-License-Identifier: MIT
#pragma once

#include "qml/items/crosshairmodel.h"
#include "qml/items/legendmodel.h"
#include "qml/items/linechartitem.h"
#include "qml/items/thresholdmodel.h"

#include <QPointF>
#include <QSet>

#include <optional>

namespace telltale {

/// A chart that a person can look into: a crosshair with values, a legend with figures of the span on show, thresholds,
/// zoom, pan and pause.
///
/// Mouse: moving points, the wheel zooms about the pointer, dragging pans, a double click goes back to live. Keys,
/// which the panel that has the focus forwards: Left and Right point, with Shift they pan; + and - zoom; Space pauses;
/// Esc and Home go back to live. `live` is false whenever the right edge is not the present.
// The base is written with its namespace: moc passes it on as it stands, and the QML compiler looks it up by that name.
class TimeChartItem : public telltale::LineChartItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(telltale::CrosshairModel *crosshair READ crosshair CONSTANT FINAL)
    Q_PROPERTY(telltale::LegendModel *legend READ legend CONSTANT FINAL)
    Q_PROPERTY(telltale::ThresholdModel *thresholds READ thresholds CONSTANT FINAL)
    Q_PROPERTY(bool hasLegend READ hasLegend NOTIFY panelChanged FINAL)
    Q_PROPERTY(bool legendIsBeside READ legendIsBeside NOTIFY panelChanged FINAL)
    Q_PROPERTY(bool live READ isLive NOTIFY viewChanged FINAL)
    Q_PROPERTY(bool paused READ isPaused NOTIFY viewChanged FINAL)
    Q_PROPERTY(QString behindText READ behindText NOTIFY behindTextChanged FINAL)
public:
    explicit TimeChartItem(QQuickItem *parent = nullptr);

    CrosshairModel *crosshair() { return &m_crosshair; }
    LegendModel *legend() { return &m_legend; }
    ThresholdModel *thresholds() { return &m_thresholds; }
    bool hasLegend() const;
    bool legendIsBeside() const; ///< to the right of the chart, not below it
    bool isLive() const { return m_view.mode() == ChartView::Mode::Live; }
    bool isPaused() const { return m_view.mode() == ChartView::Mode::Paused; }
    QString behindText() const { return m_behindText; } ///< "12 s": from the right edge to the present; empty if live

    Q_INVOKABLE void backToLive();
    Q_INVOKABLE void togglePause();
    /// Hides or shows the line of a series: a row of the legend.
    Q_INVOKABLE void toggleSeries(int series);
    /// Dims all other lines; -1: none.
    Q_INVOKABLE void highlightSeries(int series);

Q_SIGNALS:
    void viewChanged();
    void behindTextChanged();
    /// A person took hold of the chart: the keys should follow.
    void pressed();

protected:
    void laidOut() override;
    void aged() override;
    bool isShown(int series) const override { return !m_hidden.contains(series); }
    bool isDimmed(int series) const override { return m_highlighted >= 0 && series != m_highlighted; }
    qreal areaOpacity() const override;
    void hoverEnterEvent(QHoverEvent *event) override;
    void hoverMoveEvent(QHoverEvent *event) override;
    void hoverLeaveEvent(QHoverEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    int columnOf(qreal x) const;
    void pointAt(std::optional<int> column);
    void stepPointer(int by);
    void zoom(double factor, int column);
    void pan(int columns);
    bool isKeyTaken(int key, bool shift);
    bool leave();
    void viewMoved();
    void watchRows();
    void refreshBehind();
    void refreshThresholds();
    void refreshCrosshair();
    void refreshLegend();
    LegendRow legendRow(int series) const;
    void fillPresentValues(LegendRow &row) const;

    CrosshairModel m_crosshair;
    LegendModel m_legend;
    ThresholdModel m_thresholds;
    QSet<int> m_hidden;
    int m_highlighted = -1;
    std::optional<int> m_pointed; ///< column, counted from the left edge
    std::optional<int> m_dragged; ///< the column that the mouse holds
    QPointF m_pressedAt;
    bool m_dragging = false;
    QString m_behindText;
    QMetaObject::Connection m_rowsConnection;
    std::optional<qint64> m_legendMs; ///< the present when the legend was made
};

} // namespace telltale
