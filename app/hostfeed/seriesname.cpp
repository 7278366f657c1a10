// SPDX-License-Identifier: MIT
#include "app/hostfeed/seriesname.h"

#include <QString>

#include <algorithm>

namespace telltale {

namespace {

QByteArray escaped(QByteArrayView value)
{
    const QByteArray text = QString::fromUtf8(value).toUtf8();
    QByteArray out;
    out.reserve(text.size());
    for (const char c : text) {
        if (c == '\n') {
            out += "\\n";
            continue;
        }
        if (c == '\\' || c == '"')
            out += '\\';
        out += c;
    }
    return out;
}

} // namespace

SeriesName::SeriesName(QByteArrayView family)
    : m_family(family.toByteArray())
{}

SeriesName &SeriesName::label(QByteArrayView name, QByteArrayView value)
{
    const auto place = std::find_if(m_labels.begin(), m_labels.end(), [name](const auto &l) { return l.first > name; });
    m_labels.insert(place, {name.toByteArray(), escaped(value)});
    return *this;
}

QByteArray SeriesName::toByteArray() const
{
    QByteArray out = m_family;
    char separator = '{';
    for (const auto &[name, value] : m_labels) {
        out += separator;
        out += name + "=\"" + value + '"';
        separator = ',';
    }
    if (!m_labels.empty())
        out += '}';
    return out;
}

} // namespace telltale
