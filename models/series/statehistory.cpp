// SPDX-License-Identifier: MIT
#include "models/series/statehistory.h"

#include <utility>

namespace telltale {

StateHistory::StateHistory(StateHistoryLimits limits)
    : m_limits(limits)
{}

bool StateHistory::append(qint64 timeMs, const std::optional<QString> &word)
{
    if (!m_runs.empty() && timeMs < m_runs.back().lastMs) {
        if (!m_restartExpected)
            return false;
        m_runs.clear();
    }
    m_restartExpected = false;
    const int index = indexOf(word);
    if (!m_runs.empty() && timeMs == m_runs.back().lastMs && index != m_runs.back().word) {
        // Equal times: the last one wins.
        if (m_runs.back().fromMs == timeMs) {
            m_gap = m_gap || m_runs.back().afterGap;
            m_runs.pop_back();
        }
    }
    const bool afterGap = std::exchange(m_gap, false);
    if (!m_runs.empty() && m_runs.back().word == index && !afterGap) {
        m_runs.back().lastMs = timeMs;
        return true;
    }
    m_runs.push_back({timeMs, timeMs, index, afterGap});
    if (qsizetype(m_runs.size()) > m_limits.runs)
        m_runs.pop_front();
    return true;
}

void StateHistory::markGap()
{
    m_gap = !m_runs.empty();
}

void StateHistory::expectRestart()
{
    m_restartExpected = true;
    markGap();
}

int StateHistory::indexOf(const std::optional<QString> &word)
{
    if (!word)
        return missing;
    const auto found = m_indices.constFind(*word);
    if (found != m_indices.cend())
        return *found;
    // The last place is kept for all that find none.
    const bool isFull = m_words.size() >= m_limits.words - 1;
    const QString kept = isFull ? QStringLiteral("other") : *word;
    const auto known = m_indices.constFind(kept);
    if (known != m_indices.cend())
        return *known;
    m_words.append(kept);
    m_indices.insert(kept, int(m_words.size()) - 1);
    return int(m_words.size()) - 1;
}

} // namespace telltale
