// SPDX-License-Identifier: MIT
#pragma once

#include "models/values/severity.h"

#include <QList>
#include <QString>

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

} // namespace telltale
