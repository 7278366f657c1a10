// SPDX-License-Identifier: MIT
// How a person moves a chart: the mouse and the keys of TimeChartItem.
#include "qml/items/timechartitem.h"

#include <QGuiApplication>
#include <QHoverEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QStyleHints>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace telltale {

namespace {

/// A notch of the wheel shows four fifths, a key half of what was shown.
constexpr double wheelFactor = 0.8;
constexpr double keyFactor = 0.5;
/// What a key or a sideways notch of the wheel pans, as a part of the width.
constexpr int panParts = 10;
constexpr double notch = 120;

} // namespace

int TimeChartItem::columnOf(qreal x) const
{
    return std::clamp(int(std::floor(x * pixelRatio())), 0, std::max(0, shownWindow().columns - 1));
}

void TimeChartItem::pointAt(std::optional<int> column)
{
    m_pointed = column;
    refreshCrosshair();
}

void TimeChartItem::stepPointer(int by)
{
    const int last = std::max(0, shownWindow().columns - 1);
    const int column = m_pointed ? *m_pointed + by : last;
    // Past an edge the chart comes along.
    if (column < 0 || column > last)
        pan(by);
    pointAt(std::clamp(column, 0, last));
}

void TimeChartItem::hoverEnterEvent(QHoverEvent *event)
{
    pointAt(columnOf(event->position().x()));
}

void TimeChartItem::hoverMoveEvent(QHoverEvent *event)
{
    pointAt(columnOf(event->position().x()));
}

void TimeChartItem::hoverLeaveEvent(QHoverEvent *)
{
    pointAt({});
}

void TimeChartItem::mousePressEvent(QMouseEvent *event)
{
    m_pressedAt = event->position();
    m_dragged = int(std::floor(event->position().x() * pixelRatio()));
    m_dragging = false;
    Q_EMIT pressed();
    event->accept();
}

void TimeChartItem::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_dragged)
        return;
    const QPointF moved = event->position() - m_pressedAt;
    const bool isFar = std::abs(moved.x()) >= QGuiApplication::styleHints()->startDragDistance();
    if (!m_dragging && isFar && std::abs(moved.x()) > std::abs(moved.y())) {
        m_dragging = true;
        // From here on the scrolling page behind must not take it for its own.
        setKeepMouseGrab(true);
    }
    if (!m_dragging)
        return;
    const int column = int(std::floor(event->position().x() * pixelRatio()));
    if (column != *m_dragged)
        pan(*m_dragged - column);
    m_dragged = column;
    pointAt(columnOf(event->position().x()));
}

void TimeChartItem::mouseReleaseEvent(QMouseEvent *)
{
    m_dragged.reset();
    m_dragging = false;
    setKeepMouseGrab(false);
}

void TimeChartItem::mouseDoubleClickEvent(QMouseEvent *event)
{
    backToLive();
    event->accept();
}

void TimeChartItem::wheelEvent(QWheelEvent *event)
{
    const QPoint turned = event->angleDelta();
    if (turned.y() != 0)
        zoom(std::pow(wheelFactor, turned.y() / notch), columnOf(event->position().x()));
    else if (turned.x() != 0)
        pan(int(std::lround(-turned.x() / notch * shownWindow().columns / panParts)));
    event->accept();
}

/// False if there was nothing to leave, so that the key is free for the window.
bool TimeChartItem::leave()
{
    const bool taken = !isLive() || m_pointed;
    pointAt({});
    backToLive();
    return taken;
}

bool TimeChartItem::isKeyTaken(int key, bool shift)
{
    const int columns = shownWindow().columns;
    const int middle = m_pointed.value_or(columns / 2);
    switch (key) {
    case Qt::Key_Left:
        shift ? pan(-columns / panParts) : stepPointer(-1);
        return true;
    case Qt::Key_Right:
        shift ? pan(columns / panParts) : stepPointer(1);
        return true;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoom(keyFactor, middle);
        return true;
    case Qt::Key_Minus:
        zoom(1 / keyFactor, middle);
        return true;
    case Qt::Key_Space:
        togglePause();
        return true;
    case Qt::Key_Home:
    case Qt::Key_Escape:
        return leave();
    default:
        return false;
    }
}

void TimeChartItem::keyPressEvent(QKeyEvent *event)
{
    const Qt::KeyboardModifiers others = event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier);
    event->setAccepted(others == Qt::NoModifier && isKeyTaken(event->key(), event->modifiers() & Qt::ShiftModifier));
}

} // namespace telltale
