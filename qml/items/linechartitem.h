// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/panel.h"
#include "qml/items/chartaxes.h"
#include "qml/items/chartlayout.h"
#include "qml/items/chartview.h"
#include "qml/items/columncache.h"
#include "qml/items/gapmodel.h"

#include <QColor>
#include <QList>
#include <QPointer>
#include <QQuickItem>
#include <QSet>

#include <vector>

namespace telltale {

/// The lines of a panel over its window of time: a time series, or a sparkline.
///
/// Data and time turn columns of the histories into a scene at once, on the GUI thread; updatePaintNode() hands it to
/// ChartStrips, which draws what is new of it. A frame is asked for only when a pixel column, the data or the look
/// changed, and nothing is done while the item is hidden. Lengths are logical pixels.
class LineChartItem : public QQuickItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(telltale::Panel *panel READ panel WRITE setPanel NOTIFY panelChanged FINAL)
    Q_PROPERTY(telltale::AxisModel *valueAxis READ valueAxis CONSTANT FINAL)
    Q_PROPERTY(telltale::AxisModel *timeAxis READ timeAxis CONSTANT FINAL)
    Q_PROPERTY(telltale::GapModel *gaps READ gaps CONSTANT FINAL)
    Q_PROPERTY(QList<QColor> seriesColors MEMBER m_seriesColors NOTIFY lookChanged FINAL)
    Q_PROPERTY(qreal lineWidth MEMBER m_lineWidth NOTIFY lookChanged FINAL)
    Q_PROPERTY(qreal fillOpacity MEMBER m_fillOpacity NOTIFY lookChanged FINAL)
    Q_PROPERTY(QColor hatchColor MEMBER m_hatchColor NOTIFY lookChanged FINAL)
    Q_PROPERTY(qreal hatchPeriod MEMBER m_hatchPeriod NOTIFY lookChanged FINAL)
    Q_PROPERTY(qreal hatchWidth MEMBER m_hatchWidth NOTIFY lookChanged FINAL)
    Q_PROPERTY(qreal valueTickSpacing MEMBER m_valueTickSpacing NOTIFY lookChanged FINAL)
    Q_PROPERTY(qreal timeLabelWidth MEMBER m_timeLabelWidth NOTIFY lookChanged FINAL)
    Q_PROPERTY(qreal gapLabelWidth MEMBER m_gapLabelWidth NOTIFY lookChanged FINAL)
    Q_PROPERTY(int maximumSeries MEMBER m_maximumSeries NOTIFY lookChanged FINAL)
public:
    explicit LineChartItem(QQuickItem *parent = nullptr);

    Panel *panel() const { return m_panel; }
    void setPanel(Panel *panel);
    AxisModel *valueAxis() { return m_axes.values(); }
    AxisModel *timeAxis() { return m_axes.times(); }
    GapModel *gaps() { return &m_gaps; }
    const ChartScene &scene() const { return m_scene; }
    const ChartWindow &shownWindow() const { return m_window; }
    /// How often the scene was rebuilt: tells a test that nothing is drawn in vain.
    quint64 rebuilds() const { return m_rebuilds; }

Q_SIGNALS:
    void panelChanged();
    void lookChanged();

protected:
    void updatePolish() override { relayout(); }
    QSGNode *updatePaintNode(QSGNode *old, UpdatePaintNodeData *) override;
    void geometryChange(const QRectF &newGeometry, const QRectF &oldGeometry) override;
    void itemChange(ItemChange change, const ItemChangeData &data) override;

    /// Makes the scene anew, if the item can be seen.
    void relayout();
    /// The scene may be another now.
    virtual void laidOut() {}
    /// Time passed, but not by a column.
    virtual void aged() {}
    virtual bool isShown(int) const { return true; }
    virtual bool isDimmed(int) const { return false; }
    virtual qreal areaOpacity() const { return m_fillOpacity; }
    qreal fillOpacity() const { return m_fillOpacity; }

    qreal pixelRatio() const;
    ChartShape chartShape() const;
    ChartView::Bounds viewBounds() const;
    const ValueScale &valueScaleShown() const { return m_scale; }
    int seriesCount() const { return int(m_caches.size()); }
    /// The columns on show of a series; empty while there is nothing.
    std::span<const Column> columnsOf(int series) const;
    int leadColumns() const { return m_window.lead; }

    ChartView m_view;

private:
    void onLookChanged();
    void onNow();
    ChartWindow chartWindow() const;
    ChartStyle chartStyle() const;
    ValueScale scaleFor(ChartRange range) const;
    std::vector<ChartSeries> readSeries(const ChartWindow &window);
    QColor colorOf(int series) const;
    void layoutGaps();

    QPointer<Panel> m_panel;
    ChartAxes m_axes;
    GapModel m_gaps;
    QList<QColor> m_seriesColors = {Qt::gray};
    qreal m_lineWidth = 1.5;
    qreal m_fillOpacity = 0;
    QColor m_hatchColor = Qt::gray;
    qreal m_hatchPeriod = 8;
    qreal m_hatchWidth = 1.5;
    qreal m_valueTickSpacing = 30; ///< at least
    qreal m_timeLabelWidth = 40;   ///< of one label with its margin
    qreal m_gapLabelWidth = 20;    ///< hatched spans narrower than this get no label
    int m_maximumSeries = 32;

    std::vector<ColumnCache> m_caches;
    ChartWindow m_window;
    ValueScale m_scale;
    ChartScene m_scene;
    quint64 m_rebuilds = 0;
};

} // namespace telltale
