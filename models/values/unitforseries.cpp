// SPDX-License-Identifier: MIT
#include "models/values/unit.h"

#include <QByteArrayList>

#include <algorithm>
#include <initializer_list>

namespace telltale {

namespace {

using Words = QByteArrayList;

Words wordsOf(QByteArrayView base)
{
    QByteArray text = base.toByteArray().toLower();
    for (char &c : text) {
        if (c == '_' || c == '-' || c == '/' || c == ':' || c == ' ')
            c = '.';
    }
    return text.split('.');
}

bool isOneOf(const QByteArray &word, std::initializer_list<QByteArrayView> set)
{
    return std::any_of(set.begin(), set.end(), [&word](QByteArrayView one) { return word == one; });
}

bool hasOneOf(const Words &words, std::initializer_list<QByteArrayView> set)
{
    return std::any_of(words.begin(), words.end(), [set](const QByteArray &word) { return isOneOf(word, set); });
}

bool isRate(const Words &words)
{
    return hasOneOf(words, {"per"}) && hasOneOf(words, {"second", "sec", "s"});
}

bool isBytesPerSecond(const Words &words)
{
    return hasOneOf(words, {"bps"}) || (hasOneOf(words, {"bytes"}) && isRate(words)) ||
           (isOneOf(words.first(), {"net", "network"}) && isOneOf(words.last(), {"rx", "tx", "in", "out"})) ||
           (isOneOf(words.first(), {"disk"}) && isOneOf(words.last(), {"read", "write"}));
}

bool isPerSecond(const Words &words)
{
    return isRate(words) || isOneOf(words.last(), {"io", "iops", "ops", "rps", "qps"}) ||
           (isOneOf(words.first(), {"net", "network"}) && isOneOf(words.last(), {"packets", "errors", "drops"}));
}

bool isBytes(const Words &words)
{
    return hasOneOf(words, {"bytes", "byte"}) || isOneOf(words.last(), {"memory", "rss"}) ||
           (isOneOf(words.first(), {"mem", "memory", "swap", "fs", "disk"}) &&
            isOneOf(words.last(), {"total", "used", "free", "available", "cache", "cached", "buffers", "size"}));
}

} // namespace

Unit unitForSeries(const SeriesKey &name)
{
    const Words words = wordsOf(name.base());
    if (hasOneOf(words, {"percent", "pct", "percentage"}) || isOneOf(words.first(), {"pressure", "psi"}))
        return Unit::Percent;
    if (isOneOf(words.last(), {"seconds", "uptime"}))
        return Unit::Seconds;
    if (hasOneOf(words, {"celsius", "temperature", "temp"}))
        return Unit::Celsius;
    if (hasOneOf(words, {"hertz", "hz", "frequency"}))
        return Unit::Hertz;
    if (isBytesPerSecond(words))
        return Unit::BytesPerSec;
    if (isPerSecond(words))
        return Unit::PerSecond;
    if (isBytes(words))
        return Unit::Bytes;
    if (isOneOf(words.last(), {"busy", "utilization", "utilisation"}) ||
        (words.size() > 1 && words.first() == "cpu" &&
         isOneOf(words.last(), {"user", "system", "iowait", "irq", "softirq", "steal", "idle", "nice", "guest"})))
        return Unit::Percent;
    return Unit::Short;
}

} // namespace telltale
