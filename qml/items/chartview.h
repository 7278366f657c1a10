// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace telltale {

/// Which span of time a chart shows: the newest, sliding along, or one that a person chose, standing still. Pure: it
/// reads no clock. Times are ms since 1970; columns are physical pixels of absolute time (SeriesHistory::decimate).
///
/// A chosen span reaches neither beyond what is known nor into the future, and no column is shorter than leastColumnMs,
/// or than the live chart's if that is shorter still.
class ChartView
{
public:
    static constexpr qint64 leastColumnMs = 20;

    enum class Mode {
        Live,   ///< the newest samples, as long as the panel's window
        Paused, ///< stopped to be looked at; data go on being collected
        Zoomed  ///< another span, chosen by zooming or panning
    };

    /// How things stand when the view is asked for or moved.
    struct Bounds
    {
        qint64 oldestMs; ///< of the first sample known
        qint64 liveMs;   ///< the present: a live chart's right edge
        qint64 windowMs; ///< what a live chart shows
        int columns;     ///< > 0
    };

    struct Span
    {
        qint64 firstColumn;
        qint64 columnMs;
    };

    Mode mode() const { return m_mode; }
    Span span(const Bounds &bounds) const;
    /// From the right edge to the present; 0 while live.
    qint64 behindMs(const Bounds &bounds) const;

    void pause(const Bounds &bounds);
    void backToLive() { m_mode = Mode::Live; }
    /// The moment at this column, counted from the left edge, stays where it is. factor > 1 shows more.
    void zoom(double factor, int column, const Bounds &bounds);
    /// Towards the present if positive.
    void pan(int columns, const Bounds &bounds);

private:
    void hold(const Bounds &bounds, Mode mode);
    void keepWithin(const Bounds &bounds);

    Mode m_mode = Mode::Live;
    qint64 m_endMs = 0;  ///< right edge
    qint64 m_spanMs = 0; ///< across
};

} // namespace telltale
