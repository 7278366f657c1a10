// SPDX-License-Identifier: MIT
#pragma once

#include "models/series/freshness.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace telltale {

/// {"labels": {"dev": "eth*", "mount": "!/boot"}}: a glob that the label's value must match, or, after a "!", must not.
/// A label that a series does not have is an empty one.
struct LabelMatcher
{
    QByteArray label;
    QByteArray glob;
    bool negated = false;

    friend bool operator==(const LabelMatcher &, const LabelMatcher &) = default;
};

/// How series that are not in the feed are made of those that are.
struct Derivation
{
    enum class Op {
        None,      ///< the series themselves
        Rate,      ///< increase a second, of each; a fall means that a counter began again from zero
        Sum,       ///< over the series that agree in the labels of `by`, at each moment
        Average,   ///< as Sum
        Min,       ///< as Sum
        Max,       ///< as Sum
        Scale,     ///< value * factor + offset, of each
        Difference ///< of each, minus the series of `other` with the same labels
    };

    Op op = Op::None;
    QList<QByteArray> by = {}; ///< label names; empty: all into one
    double factor = 1;
    double offset = 0;
    QByteArray other = {}; ///< name without labels: "mem.used"
    /// Of the inputs, where several series become one and a panel says another cadence than their source.
    std::optional<Cadence> cadence = {};

    friend bool operator==(const Derivation &, const Derivation &) = default;
};

/// Which series a panel shows, and how it calls them.
struct SeriesSelector
{
    QByteArray glob;     ///< a series name, or a glob: `cpu.core*`, `net.rx{*}`
    QString legend = {}; ///< "{{dev}} in": {{label}} is replaced by the label's value; empty: chosen by the name
    bool negate = false; ///< drawn below zero: the other direction
    QString source = {}; ///< name in the dashboard's "sources"; empty: the only one
    QList<LabelMatcher> labels = {}; ///< all must hold; in order of the label's name
    Derivation derivation = {};

    friend bool operator==(const SeriesSelector &, const SeriesSelector &) = default;
};

} // namespace telltale
