// SPDX-License-Identifier: MIT
#pragma once

#include "models/series/serieskey.h"
#include "models/series/updatebatch.h"

#include <QHashFunctions>
#include <QString>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace telltale {

struct SeriesTableLimits
{
    qsizetype series = 10'000;
    qsizetype nameBytes = SeriesKey::defaultLimit;
    qsizetype hiddenCounted = 65'536; ///< refused names that are told apart; beyond it the count is "at least"
};

/// Names to ids. The first names get in, up to the cap; the others are refused and counted, each once.
class SeriesTable
{
public:
    enum class Outcome { Known, Added, Hidden, BadName };
    struct Found
    {
        Outcome outcome = Outcome::BadName;
        SeriesId id = 0;
    };

    explicit SeriesTable(SeriesTableLimits limits = {});

    /// Two spellings of one name (labels in another order) give one id.
    Found find(std::string_view name);
    /// The name of the id that was Added last, as SeriesKey::format() writes it.
    const QByteArray &lastAdded() const { return m_lastAdded; }
    const QString &lastRefusal() const { return m_lastRefusal; } ///< why the last BadName was one
    quint64 hidden() const { return m_hidden; }
    bool isHiddenAtLeast() const { return m_hiddenAtLeast; }

private:
    struct Hash
    {
        using is_transparent = void;
        /// Seeded by chance, so that a feed cannot choose names that collide.
        size_t operator()(std::string_view text) const noexcept
        {
            return qHashBits(text.data(), text.size(), QHashSeed::globalSeed());
        }
    };

    Found findCanonical(std::string_view spelling);
    void countHidden(std::string_view name);

    SeriesTableLimits m_limits;
    SeriesId m_next = 0;
    std::unordered_map<std::string, SeriesId, Hash, std::equal_to<>>
        m_ids; ///< canonical names and known other spellings
    std::unordered_set<size_t> m_hiddenHashes;
    QByteArray m_lastAdded;
    QString m_lastRefusal;
    quint64 m_hidden = 0;
    bool m_hiddenAtLeast = false;
};

} // namespace telltale
