// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <utility>
#include <vector>

namespace telltale {

/// Writes the name of a series: `net.rx{dev="eth0"}`. Labels come out sorted by name, whatever the order they were
/// added in, so that one series has one name. Values are escaped as in OpenMetrics (backslash, double quote, line
/// feed); bytes that are not UTF-8, which a mount point may well have, become U+FFFD.
///
/// Family and label names are ours, not the machine's: they are taken as they are.
class SeriesName
{
public:
    explicit SeriesName(QByteArrayView family);

    SeriesName &label(QByteArrayView name, QByteArrayView value);
    QByteArray toByteArray() const;

private:
    QByteArray m_family;
    std::vector<std::pair<QByteArray, QByteArray>> m_labels; ///< name, escaped value; sorted by name
};

} // namespace telltale
