// SPDX-License-Identifier: MIT
#include "app/hostfeed/readings.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace telltale {

namespace {

void appendJsonString(QByteArray &out, const QByteArray &text)
{
    constexpr char hex[] = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            out += "\\u00";
            out += hex[c >> 4];
            out += hex[c & 0xf];
        } else {
            out += c;
        }
    }
    out += '"';
}

void appendJsonNumber(QByteArray &out, double value)
{
    // Whole numbers go out as such: the shortest form of a million would be 1e+06.
    constexpr double exactInDouble = 9'007'199'254'740'992.0;
    std::array<char, 64> text{};
    const auto result = value == std::trunc(value) && std::abs(value) <= exactInDouble
                            ? std::to_chars(text.begin(), text.end(), static_cast<qint64>(value))
                            : std::to_chars(text.begin(), text.end(), value);
    out.append(text.data(), result.ptr - text.data());
}

} // namespace

Readings::Readings(qsizetype maxNameBytes)
    : m_maxNameBytes(maxNameBytes)
{}

void Readings::add(const QByteArray &name, std::optional<double> value)
{
    if (name.size() > m_maxNameBytes || m_current.contains(name))
        return;
    const bool hasValue = value && std::isfinite(*value);
    m_current.insert(name, hasValue || m_before.value(name, false));
    if (hasValue)
        m_samples.append({name, value});
}

QList<Sample> Readings::endRound()
{
    QList<QByteArray> gone;
    for (auto it = m_before.cbegin(); it != m_before.cend(); ++it) {
        if (it.value() && !m_current.contains(it.key()))
            gone.append(it.key());
    }
    std::sort(gone.begin(), gone.end());
    for (const QByteArray &name : std::as_const(gone))
        m_samples.append({name, std::nullopt});
    m_before = std::exchange(m_current, {});
    return std::exchange(m_samples, {});
}

QByteArray toMetricsJson(qint64 t, const QList<Sample> &samples)
{
    constexpr qsizetype usualBytes = 40;
    QByteArray out;
    out.reserve(samples.size() * usualBytes);
    out += "{\"t\":" + QByteArray::number(t) + ",\"values\":{";
    for (const Sample &sample : samples) {
        if (&sample != &samples.front())
            out += ',';
        appendJsonString(out, sample.name);
        out += ':';
        if (sample.value)
            appendJsonNumber(out, *sample.value);
        else
            out += "null";
    }
    return out += "}}";
}

} // namespace telltale
