// SPDX-License-Identifier: MIT
#include "models/ingest/seriestable.h"

namespace telltale {

SeriesTable::SeriesTable(SeriesTableLimits limits)
    : m_limits(limits)
{}

SeriesTable::Found SeriesTable::find(std::string_view name)
{
    const auto found = m_ids.find(name);
    return found != m_ids.end() ? Found{Outcome::Known, found->second} : findCanonical(name);
}

SeriesTable::Found SeriesTable::findCanonical(std::string_view spelling)
{
    const Result<SeriesKey> key =
        SeriesKey::parse(QByteArrayView(spelling.data(), qsizetype(spelling.size())), m_limits.nameBytes);
    if (!key) {
        m_lastRefusal = key.error().message;
        return {Outcome::BadName, 0};
    }
    const QByteArray text = key->format();
    const std::string canonical = text.toStdString();
    if (const auto found = m_ids.find(canonical); found != m_ids.end()) {
        // Other spellings are remembered for speed, but not so many that a feed could fill the memory with them.
        if (qsizetype(m_ids.size()) < 2 * m_limits.series)
            m_ids.emplace(spelling, found->second);
        return {Outcome::Known, found->second};
    }
    if (qsizetype(m_next) >= m_limits.series) {
        countHidden(canonical);
        return {Outcome::Hidden, 0};
    }
    m_ids.emplace(canonical, m_next);
    m_lastAdded = text;
    return {Outcome::Added, m_next++};
}

void SeriesTable::countHidden(std::string_view name)
{
    const size_t hash = Hash{}(name);
    if (m_hiddenHashes.contains(hash))
        return;
    if (qsizetype(m_hiddenHashes.size()) >= m_limits.hiddenCounted) {
        m_hiddenAtLeast = true;
        return;
    }
    m_hiddenHashes.insert(hash);
    ++m_hidden;
}

} // namespace telltale
