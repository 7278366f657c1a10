// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/paneloptions.h"
#include "models/dashboard/seriesselector.h"
#include "models/series/freshness.h"
#include "models/values/reduction.h"
#include "models/values/thresholds.h"
#include "models/values/valueformat.h"
#include "models/values/valuemapping.h"

#include <QList>
#include <QString>

#include <optional>

namespace telltale {

enum class PanelType {
    Stat,          ///< one value, large, with a sparkline
    TimeSeries,    ///< lines, areas or steps over time
    Connection,    ///< a source's connection
    Gauge,         ///< one value on an arc
    BarGauge,      ///< a bar for each series
    Table,         ///< rows of labels and values
    StatusGrid,    ///< a cell for each series, coloured by its state
    StateTimeline, ///< when each series was in which state
    Log,           ///< lines of text as they come
    Text,          ///< what the dashboard's author wrote
    Clock,
    Row ///< a heading over the panels below it
};

/// A place on a grid of 24 columns. Rows have no fixed number.
struct GridRect
{
    static constexpr int columns = 24;

    int x = 0;
    int y = 0;
    int w = 6;
    int h = 4;

    friend bool operator==(const GridRect &, const GridRect &) = default;
};

/// Limits as a panel or source may set them: each alone, the others come from where it stands.
struct FreshnessOverrides
{
    std::optional<milliseconds> late = {};
    std::optional<milliseconds> stale = {};
    std::optional<milliseconds> lost = {};

    FreshnessLimits over(FreshnessLimits limits) const
    {
        return {late.value_or(limits.late), stale.value_or(limits.stale), lost.value_or(limits.lost)};
    }
    friend bool operator==(const FreshnessOverrides &, const FreshnessOverrides &) = default;
};

/// What a panel shows, as a dashboard file says it.
struct PanelSpec
{
    PanelType type = PanelType::Stat;
    QString title;
    QList<SeriesSelector> series = {};
    /// Stat and Gauge: more values under the large one: "load 1.84". Each is a label and a series.
    QList<SeriesSelector> details = {};
    std::optional<Unit> unit = {}; ///< none: by the name of the first series
    std::optional<int> decimals = {};
    std::optional<double> min = {}; ///< of the value axis, the gauge, the bars
    std::optional<double> max = {};
    GridRect at = {};

    QString id = {};                       ///< unique on its page
    Reduction reduction = Reduction::Last; ///< of the window, for one number
    Thresholds thresholds = {};
    QList<ValueMapping> mappings = {}; ///< the first that fits counts
    std::optional<Cadence> cadence = {};
    FreshnessOverrides freshness = {};
    std::optional<milliseconds> window = {}; ///< how much of the past; none: the dashboard's
    QString source = {};                     ///< Connection, Log: which; empty: the only one
    QString text = {};                       ///< Text: what it says; plain text
    ChartOptions chart = {};
    StatOptions stat = {};
    TableOptions table = {};
    LogOptions log = {};
    ClockOptions clock = {};

    friend bool operator==(const PanelSpec &, const PanelSpec &) = default;
};

} // namespace telltale
