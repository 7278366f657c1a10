// SPDX-License-Identifier: MIT
#pragma once

#include "models/series/updatebatch.h"
#include "models/values/severity.h"

#include <QList>
#include <QString>
#include <QStringView>

#include <optional>

namespace telltale {

/// What a value is called, and what it means: {"value": "RUN", "text": "running", "state": "ok"}. Exactly one of the
/// four conditions is set.
struct ValueMapping
{
    /// Both ends belong to it; an end that is not set is open.
    struct Range
    {
        std::optional<double> from = {};
        std::optional<double> to = {};

        friend bool operator==(const Range &, const Range &) = default;
    };

    std::optional<QString> word = {};  ///< a state, to the letter
    std::optional<double> number = {}; ///< exactly this number
    std::optional<Range> range = {};
    bool missing = false; ///< known to be missing (null)

    QString text = {}; ///< in place of the value; empty: the value itself
    std::optional<Severity> state = {};

    friend bool operator==(const ValueMapping &, const ValueMapping &) = default;
};

/// The first that fits the value (of number and text, the one that its kind names), or null. Points into the list.
/// A number never fits a word nor a word a number: "1" is not 1.
const ValueMapping *findMapping(const QList<ValueMapping> &mappings, SampleKind kind, double number, QStringView text);
const ValueMapping *findMapping(const QList<ValueMapping> &&, SampleKind, double, QStringView) = delete;

} // namespace telltale
