// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <utility>

namespace telltale {

/// The name of a series: `net.rx{dev="eth0"}`. The part before the brace is free text without control characters,
/// braces or quotes; labels are sorted by name, none twice; values are escaped as in OpenMetrics (\\, \" and \n).
class SeriesKey
{
public:
    using Label = std::pair<QByteArray, QByteArray>;
    static constexpr qsizetype defaultLimit = 256;

    /// Labels may come in any order, with a comma after the last one. More than limit bytes of UTF-8: TooLarge;
    /// anything else that is wrong: BadData.
    static Result<SeriesKey> parse(QByteArrayView text, qsizetype limit = defaultLimit);

    const QByteArray &base() const { return m_base; }       ///< "net.rx"
    const QList<Label> &labels() const { return m_labels; } ///< unescaped
    QByteArray label(QByteArrayView name) const;            ///< its value, or empty
    /// The one way to write this name: equal names, equal bytes.
    QByteArray format() const;

    friend bool operator==(const SeriesKey &, const SeriesKey &) = default;

private:
    QByteArray m_base;
    QList<Label> m_labels;
};

/// Whether text matches pattern, where * stands for any run of characters and nothing else is special:
/// `cpu.core*`, `net.rx{*`. Linear in practice, never exponential.
bool matchesGlob(QByteArrayView pattern, QByteArrayView text);

} // namespace telltale
