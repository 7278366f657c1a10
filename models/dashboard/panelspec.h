// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/valueformat.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace telltale {

enum class PanelType {
    Stat,       ///< one value, large, with a sparkline
    TimeSeries, ///< lines or stacked areas over time
    Connection  ///< the source's connection
};

/// Which series a panel shows, and how it calls them.
struct SeriesSelector
{
    QByteArray glob;     ///< a series name, or a glob: `cpu.core*`, `net.rx{*}`
    QString legend = {}; ///< "{{dev}} in": {{label}} is replaced by the label's value; empty: chosen by the name
    bool negate = false; ///< drawn below zero: the other direction

    friend bool operator==(const SeriesSelector &, const SeriesSelector &) = default;
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

/// What a panel shows, as a dashboard file would say it.
struct PanelSpec
{
    PanelType type = PanelType::Stat;
    QString title;
    QList<SeriesSelector> series = {};
    /// Stat: more values under the large one: "load 1.84". Each is a label and a series.
    QList<SeriesSelector> details = {};
    std::optional<Unit> unit = {}; ///< none: by the name of the first series
    std::optional<int> decimals = {};
    bool stacked = false;
    std::optional<double> min = {}; ///< of the value axis
    std::optional<double> max = {};
    GridRect at = {};

    friend bool operator==(const PanelSpec &, const PanelSpec &) = default;
};

/// The built-in dashboard of this machine, over the series of the host feed.
QList<PanelSpec> hostDashboard();

} // namespace telltale
