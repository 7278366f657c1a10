// SPDX-License-Identifier: MIT
#pragma once

#include "models/logs/loglevel.h"
#include "models/values/reduction.h"
#include "models/values/unit.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace telltale {

/// "options" of a `timeseries` panel.
struct ChartOptions
{
    enum class Style {
        Line, ///< from sample to sample
        Area, ///< a line, filled down to zero
        Steps ///< a value holds until the next sample
    };
    enum class Stacking { None, Normal };
    enum class Legend { Hidden, Bottom, Right };

    Style style = Style::Line;
    Stacking stacking = Stacking::None;
    Legend legend = Legend::Bottom;
    QList<Reduction> legendValues = {Reduction::Last}; ///< columns of the legend, of the samples in view
    double fill = -1;                                  ///< opacity of an area, 0..1; below zero: the theme's
    bool zeroCentered = false;                         ///< zero in the middle of the value axis

    friend bool operator==(const ChartOptions &, const ChartOptions &) = default;
};

/// "options" of a `stat` panel.
struct StatOptions
{
    enum class Spark { None, Line, Area };

    Spark spark = Spark::Area;

    friend bool operator==(const StatOptions &, const StatOptions &) = default;
};

/// A column of a `table` panel.
struct TableColumn
{
    enum class Cell {
        Text,
        Bar,  ///< the value, over a bar from min to max
        State ///< the value, with the colour and shape of its state
    };

    QString title = {};            ///< empty: the label's or the series' name
    QByteArray label = {};         ///< shows this label of the row; empty: shows data[dataIndex]
    int dataIndex = -1;            ///< which of the panel's data; -1 for a label
    std::optional<Unit> unit = {}; ///< none: the panel's
    std::optional<int> decimals = {};
    Cell cell = Cell::Text;

    friend bool operator==(const TableColumn &, const TableColumn &) = default;
};

/// "options" of a `table` panel. Rows are made of the series whose labels in `rowsBy` agree.
struct TableOptions
{
    QList<QByteArray> rowsBy = {};   ///< empty: a row for each series
    QList<TableColumn> columns = {}; ///< empty: the labels of rowsBy (or the legend), then each of the panel's data
    int sortColumn = -1;             ///< index into columns; -1: in order of arrival
    bool sortDescending = false;

    friend bool operator==(const TableOptions &, const TableOptions &) = default;
};

/// "options" of a `log` panel.
struct LogOptions
{
    int limit = 1'000;                ///< lines kept
    LogLevel least = LogLevel::Debug; ///< what is less is not shown

    friend bool operator==(const LogOptions &, const LogOptions &) = default;
};

/// "options" of a `clock` panel.
struct ClockOptions
{
    QStringList zones = {}; ///< IANA names: "Europe/Berlin"; empty: this machine's
    bool seconds = false;

    friend bool operator==(const ClockOptions &, const ClockOptions &) = default;
};

} // namespace telltale
