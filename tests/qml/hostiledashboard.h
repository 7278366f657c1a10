// SPDX-License-Identifier: MIT
#pragma once

#include "tests/qml/hostilestrings.h"

#include <QUrl>

namespace telltale::test {

/// A dashboard whose every text is hostile, and what a feed of the same mind sent: pages with a panel of each type, on
/// which each string stands in a place of the file, in a series' label, as a state, as a line of a log and as its
/// label. Of its three sources one plays that, one is refused for its file, and one connects to `server`.
class HostileDashboard
{
public:
    static constexpr int stringsPerPage = 25;
    static constexpr int refusedNumber = 8'888; ///< of the string that stands in the name of the refused source
    /// The page whose panels are lost at once, behind the others.
    int lostPage() const { return pages; }

    explicit HostileDashboard(QList<HostileString> strings, QUrl server);

    QByteArray dashboard() const; ///< the dashboard file, over "recording.jsonl"
    QByteArray recording() const;

    const int pages;

private:
    QString next(qsizetype limit = 4'000) const;
    QByteArray page(int number, bool isLost) const;
    QByteArray panel(const QByteArray &type, const QByteArray &at, const QByteArray &more) const;

    const QList<HostileString> m_strings;
    const QUrl m_server;
    mutable int m_next = 0; ///< string of the file's next place
};

} // namespace telltale::test
