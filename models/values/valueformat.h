// SPDX-License-Identifier: MIT
#pragma once

#include "models/values/unit.h"
#include "models/values/unitscales.h"
#include "models/values/valuewords.h"

#include <QString>
#include <QStringView>

#include <optional>

namespace telltale {

struct FormattedValue
{
    QString number; ///< "−1.23"
    QString unit;   ///< "MB/s"; may be empty

    /// Number and unit with a narrow no-break space (U+202F) between: a line must not end there.
    QString text() const;

    friend bool operator==(const FormattedValue &, const FormattedValue &) = default;
};

/// Numbers for people: three significant digits (0.123, 1.23, 12.3, 123, 1.23 k) or, where decimals are given, so many
/// whatever the value, so that digits do not jump. Whole numbers without a unit's scale stay whole. U+2212 for minus,
/// none before a zero; "–" for what is no number; at most 6 decimals; an exponent only from 1e15 on. Always the figures
/// and the point of the C locale: a column of numbers reads the same everywhere. Only the units whose meaning is the
/// person's own language or clock ("locale", dates) take those from the context. Dates, durations and truth are words:
/// the number is the whole text, and the unit is empty.
class ValueFormat
{
public:
    explicit ValueFormat(Unit unit = Unit::None, std::optional<int> decimals = {}, ValueContext context = {});

    FormattedValue format(double value) const;
    QString text(double value) const { return format(value).text(); }
    /// A state (a word from the feed) is shown as it is, whatever the unit, but cleaned for showing.
    static FormattedValue formatState(QStringView state);
    /// A copy whose scale and decimals are those that suit largest, for numbers that stand together (an axis).
    ValueFormat fixedFor(double largest, double step) const;
    const Unit &unit() const { return m_unit; }

private:
    const UnitRung &rungFor(double magnitude, std::optional<int> decimals) const;

    Unit m_unit;
    UnitScales m_scales;
    QString m_prefix; ///< of "prefix:x"
    std::optional<int> m_decimals;
    ValueContext m_context;
    std::optional<double> m_fixedMagnitude;
};

/// The narrowest range from zero that an axis of the unit shows, so that a trickle does not look like a flood; 0 where
/// any may matter.
double leastSpan(const Unit &unit);

/// The decimals that keep digits from jumping for units whose values stay within a known span; none for the others.
std::optional<int> defaultDecimals(const Unit &unit);

} // namespace telltale
