// SPDX-License-Identifier: MIT
#include "models/connection/connectionsummary.h"

#include "models/cleantext.h"

#include <QStringList>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {
constexpr qsizetype nameLimit = 40;
} // namespace

void ConnectionSummary::setSources(const QList<Source> &sources)
{
    for (const Source &source : std::as_const(m_sources))
        disconnect(source.connection, nullptr, this, nullptr);
    m_sources = sources;
    m_current = -1;
    for (const Source &source : std::as_const(m_sources)) {
        connect(source.connection, &ConnectionModel::wordsChanged, this, &ConnectionSummary::refresh);
        connect(source.connection, &ConnectionModel::linkChanged, this, &ConnectionSummary::refresh);
    }
    refresh();
    Q_EMIT currentChanged();
}

QString ConnectionSummary::sourceName() const
{
    return m_sources.size() < 2 ? QString() : cleanText(m_sources[m_current].name, nameLimit);
}

void ConnectionSummary::refresh()
{
    int worst = m_sources.isEmpty() ? -1 : 0;
    for (int i = 0; i < m_sources.size(); ++i) {
        if (m_sources[i].connection->severity() > m_sources[worst].connection->severity())
            worst = i;
    }
    if (std::exchange(m_current, worst) != worst)
        Q_EMIT currentChanged();
    const QString text = makeDetailText();
    if (std::exchange(m_detailText, text) != text)
        Q_EMIT detailTextChanged();
}

QString ConnectionSummary::makeDetailText() const
{
    if (m_sources.size() < 2)
        return m_sources.isEmpty() ? QString() : current()->detail();
    QStringList parts;
    const bool isWell = current()->severity() <= ConnectionModel::Severity::Low;
    if (!current()->detail().isEmpty())
        parts << sourceName() + u": "_s + current()->detail();
    else if (!isWell)
        parts << sourceName();
    const auto live = std::count_if(m_sources.cbegin(), m_sources.cend(),
                                    [](const Source &source) { return source.connection->isLive(); });
    if (live < m_sources.size())
        parts << u"%1 of %2 sources live"_s.arg(live).arg(m_sources.size());
    return parts.join(u" · "_s);
}

} // namespace telltale
