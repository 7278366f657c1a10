// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QString>
#include <QStringList>
#include <QtGlobal>

#include <deque>
#include <optional>

namespace telltale {

struct StateHistoryLimits
{
    qsizetype runs = 4'096; ///< per series; the oldest are forgotten first
    qsizetype words = 256;  ///< different ones in the runs; what comes beyond them is kept as "other"
};

/// When a series was in which state: runs of equal words. A run says what was seen, from its first sample to its last;
/// between two runs the state is the earlier one's only if no gap was marked.
///
/// Times only ever rise, as in SeriesHistory: an equal time replaces, an older one is refused.
/// Not an object of any thread: whoever owns it serialises.
class StateHistory
{
public:
    struct Run
    {
        qint64 fromMs = 0; ///< the first sample with this word, ms since 1970 UTC
        qint64 lastMs = 0; ///< the last one so far
        int word = missing;
        bool afterGap = false; ///< nothing is known of the time before it

        friend bool operator==(const Run &, const Run &) = default;
    };
    static constexpr int missing = -1; ///< the feed said that it has no state

    explicit StateHistory(StateHistoryLimits limits = {});

    /// No word: known to be missing. Returns whether it was taken.
    bool append(qint64 timeMs, const std::optional<QString> &word);
    /// What was before says nothing of what is after.
    void markGap();
    /// The next sample may be older than the newest: then all before it is forgotten.
    void expectRestart();

    /// Forgets the oldest until bytes() is not above this, or only the newest is left.
    void trim(qsizetype bytes);

    bool isEmpty() const { return m_runs.empty(); }
    qsizetype bytes() const;                                        ///< of runs and words, nearly
    const std::deque<Run> &runs() const { return m_runs; }          ///< oldest first, never overlapping
    const QString &word(int index) const { return m_words[index]; } ///< an index holds until the next change

private:
    int indexOf(const std::optional<QString> &word);
    int addWord(const QString &word);
    void dropOldestRun();
    void dropUnusedWords();

    StateHistoryLimits m_limits;
    std::deque<Run> m_runs;
    QStringList m_words;
    QHash<QString, int> m_indices;
    qsizetype m_wordBytes = 0;
    bool m_hasUnused = false; ///< words, perhaps
    bool m_gap = false;
    bool m_restartExpected = false;
};

} // namespace telltale
