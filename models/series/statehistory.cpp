// SPDX-License-Identifier: MIT
#include "models/series/statehistory.h"

#include <algorithm>
#include <utility>

namespace telltale {

namespace {

/// In the list and in the hash, which share the text.
qsizetype bytesOf(const QString &word)
{
    return 2 * word.size() + 2 * qsizetype(sizeof(QString)) + qsizetype(sizeof(int));
}

} // namespace

StateHistory::StateHistory(StateHistoryLimits limits)
    : m_limits(limits)
{}

bool StateHistory::append(qint64 timeMs, const std::optional<QString> &word)
{
    if (!m_runs.empty() && timeMs < m_runs.back().lastMs) {
        if (!m_restartExpected)
            return false;
        m_runs.clear();
        m_hasUnused = true;
    }
    m_restartExpected = false;
    const int index = indexOf(word);
    if (!m_runs.empty() && timeMs == m_runs.back().lastMs && index != m_runs.back().word) {
        // Equal times: the last one wins.
        if (m_runs.back().fromMs == timeMs) {
            m_gap = m_gap || m_runs.back().afterGap;
            m_runs.pop_back();
            m_hasUnused = true;
        }
    }
    const bool afterGap = std::exchange(m_gap, false);
    if (!m_runs.empty() && m_runs.back().word == index && !afterGap) {
        m_runs.back().lastMs = timeMs;
        return true;
    }
    m_runs.push_back({timeMs, timeMs, index, afterGap});
    if (qsizetype(m_runs.size()) > m_limits.runs)
        dropOldestRun();
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
    const qsizetype most = m_limits.words - 1;
    if (m_words.size() >= most && m_hasUnused)
        dropUnusedWords();
    return addWord(m_words.size() >= most ? QStringLiteral("other") : *word);
}

int StateHistory::addWord(const QString &word)
{
    const auto known = m_indices.constFind(word);
    if (known != m_indices.cend())
        return *known;
    const auto index = int(m_words.size());
    m_words.append(word);
    m_indices.insert(word, index);
    m_wordBytes += bytesOf(word);
    return index;
}

void StateHistory::dropOldestRun()
{
    m_runs.pop_front();
    m_hasUnused = true;
}

void StateHistory::dropUnusedWords()
{
    const QStringList words = std::exchange(m_words, {});
    m_indices.clear();
    m_wordBytes = 0;
    m_hasUnused = false;
    for (Run &run : m_runs) {
        if (run.word != missing)
            run.word = addWord(words[run.word]);
    }
}

void StateHistory::trim(qsizetype bytes)
{
    if (this->bytes() > bytes && m_hasUnused)
        dropUnusedWords();
    while (this->bytes() > bytes && m_runs.size() > 1) {
        // A quarter at a time: words are looked through for each.
        for (size_t left = m_runs.size() - std::max(m_runs.size() / 4, size_t(1)); m_runs.size() > left;)
            dropOldestRun();
        dropUnusedWords();
    }
}

qsizetype StateHistory::bytes() const
{
    return qsizetype(m_runs.size()) * qsizetype(sizeof(Run)) + m_wordBytes;
}

} // namespace telltale
