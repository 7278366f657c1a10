// SPDX-License-Identifier: MIT
#include "models/values/reduction.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace telltale {

namespace {

struct Id
{
    Reduction reduction;
    QStringView text;
};

constexpr Id ids[] = {{Reduction::Last, u"last"}, {Reduction::Mean, u"mean"},  {Reduction::Min, u"min"},
                      {Reduction::Max, u"max"},   {Reduction::Sum, u"sum"},    {Reduction::Delta, u"delta"},
                      {Reduction::Rate, u"rate"}, {Reduction::Count, u"count"}};

} // namespace

std::optional<Reduction> reductionFromId(QStringView id)
{
    const auto *const found =
        std::find_if(std::begin(ids), std::end(ids), [id](const Id &one) { return one.text == id; });
    return found == std::end(ids) ? std::nullopt : std::optional(found->reduction);
}

QString reductionId(Reduction reduction)
{
    const auto *const found =
        std::find_if(std::begin(ids), std::end(ids), [reduction](const Id &one) { return one.reduction == reduction; });
    Q_ASSERT(found != std::end(ids));
    return found->text.toString();
}

QStringList reductionIds()
{
    QStringList all;
    for (const Id &one : ids)
        all << one.text.toString();
    return all;
}

void ExactSum::add(double value)
{
    const double sum = m_sum + value;
    if (std::isfinite(sum))
        m_rest += std::abs(m_sum) >= std::abs(value) ? (m_sum - sum) + value : (value - sum) + m_sum;
    m_sum = sum;
}

void Reducer::add(qint64 timeMs, double value)
{
    if (m_count == 0) {
        m_first = m_min = m_max = value;
    } else if (!m_isBroken && m_reduction == Reduction::Rate) {
        m_sum.add(value >= m_last ? value - m_last : value);
        m_coveredMs += timeMs - m_lastMs;
    }
    if (m_reduction != Reduction::Rate)
        m_sum.add(value);
    m_min = std::min(m_min, value);
    m_max = std::max(m_max, value);
    m_last = value;
    m_lastMs = timeMs;
    m_isBroken = false;
    ++m_count;
}

std::optional<double> Reducer::result() const
{
    constexpr double msPerSecond = 1'000;
    if (m_reduction == Reduction::Count)
        return double(m_count);
    if (m_count == 0 || (m_reduction == Reduction::Delta && m_count == 1) ||
        (m_reduction == Reduction::Rate && m_coveredMs <= 0))
        return {};
    const auto reduced = [this] {
        switch (m_reduction) {
        case Reduction::Last:
            return m_last;
        case Reduction::Mean:
            return m_sum.value() / double(m_count);
        case Reduction::Min:
            return m_min;
        case Reduction::Max:
            return m_max;
        case Reduction::Sum:
            return m_sum.value();
        case Reduction::Delta:
            return m_last - m_first;
        case Reduction::Rate:
            return m_sum.value() / double(m_coveredMs) * msPerSecond;
        case Reduction::Count:
            break;
        }
        Q_UNREACHABLE();
    };
    const double result = reduced();
    return std::isfinite(result) ? std::optional(result) : std::nullopt;
}

} // namespace telltale
