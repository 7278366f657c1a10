// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>
#include <QStringView>
#include <QtGlobal>

#include <optional>

namespace telltale {

/// How the samples within a panel's window become one number. In files: the names in lower case.
enum class Reduction {
    Last,
    Mean, ///< of the samples, not weighted by time
    Min,
    Max,
    Sum,
    Delta, ///< last minus first
    Rate,  ///< increase a second, where a fall means that a counter began again from zero
    Count  ///< how many samples
};

std::optional<Reduction> reductionFromId(QStringView id);
QString reductionId(Reduction reduction);
QStringList reductionIds();

/// A sum that does not lose small numbers beside large ones: what each addition rounds off is kept and added at the end
/// (Neumaier's variant of Kahan's summation).
class ExactSum
{
public:
    void add(double value);
    double value() const { return m_sum + m_rest; }

private:
    double m_sum = 0;
    double m_rest = 0;
};

/// Samples to one number, in one pass. Samples come in order of time, with addGap() wherever the line breaks.
///
/// Holes: Delta compares two readings that are both known, so a hole between them does not matter. What a counter did
/// within a hole is not known, so Rate leaves holes out, their time and their increase alike: it is the increase within
/// the unbroken stretches divided by the length of those.
class Reducer
{
public:
    explicit Reducer(Reduction reduction)
        : m_reduction(reduction)
    {}

    void add(qint64 timeMs, double value);
    void addGap() { m_isBroken = true; }
    /// Nothing without a sample (but for Count, which is 0), without two for Delta and two in a stretch for Rate, and
    /// where the result would be no finite number.
    std::optional<double> result() const;

private:
    Reduction m_reduction;
    ExactSum m_sum; ///< of the values; of the increases for Rate
    qint64 m_count = 0;
    double m_first = 0;
    double m_last = 0;
    double m_min = 0;
    double m_max = 0;
    qint64 m_lastMs = 0;
    qint64 m_coveredMs = 0; ///< by unbroken stretches
    bool m_isBroken = false;
};

} // namespace telltale
