// SPDX-License-Identifier: MIT
#pragma once

#include "models/values/unit.h"

#include <QString>
#include <QStringView>

#include <span>

namespace telltale {

/// A size that numbers of a unit are written in: 1e6, "M".
struct UnitRung
{
    double size;
    QStringView text;
};

/// How numbers of a unit are scaled: value * one is shown as so many of the largest rung that it fills.
struct UnitScales
{
    std::span<const UnitRung> rungs = {}; ///< smallest first; never empty
    QString word = {};                    ///< follows the rung's text: "M" + "B/s"; cleaned
    bool spaced = false;                  ///< a space between the two: "K ops/s"
    double one = 1;                       ///< rung sizes in one of the unit
    qsizetype home = 0;                   ///< the rung that zero is written in
    bool wholeStaysWhole = false;         ///< 5, not 5.00, in the rung of size 1

    QString unitText(const UnitRung &rung) const;
};

/// For units that have no scales (dates, words): the number alone.
UnitScales scalesOf(const Unit &unit);

} // namespace telltale
