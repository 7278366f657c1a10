// SPDX-License-Identifier: MIT
#include "models/values/unitscales.h"

#include "models/cleantext.h"

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

constexpr qsizetype longestWord = 32;
constexpr double kibi = 1024;
constexpr double mebi = kibi * kibi;
constexpr double tebi = mebi * mebi;

constexpr UnitRung single[] = {{1, u""}};
constexpr UnitRung hundredths[] = {{0.01, u""}};
constexpr UnitRung metric[] = {{1e-15, u"f"}, {1e-12, u"p"}, {1e-9, u"n"}, {1e-6, u"µ"}, {1e-3, u"m"},
                               {1, u""},      {1e3, u"k"},   {1e6, u"M"},  {1e9, u"G"},  {1e12, u"T"},
                               {1e15, u"P"},  {1e18, u"E"},  {1e21, u"Z"}, {1e24, u"Y"}};
constexpr qsizetype metricHome = 5;
constexpr UnitRung binary[] = {{1, u""},
                               {kibi, u"Ki"},
                               {mebi, u"Mi"},
                               {kibi * mebi, u"Gi"},
                               {tebi, u"Ti"},
                               {kibi * tebi, u"Pi"},
                               {mebi * tebi, u"Ei"},
                               {kibi * mebi * tebi, u"Zi"},
                               {tebi * tebi, u"Yi"}};
constexpr UnitRung counts[] = {{1, u""}, {1e3, u"K"}, {1e6, u"M"}, {1e9, u"B"}, {1e12, u"T"}};
constexpr UnitRung shortScale[] = {{1, u""},         {1e3, u"K"},      {1e6, u"Mil"},   {1e9, u"Bil"},  {1e12, u"Tri"},
                                   {1e15, u"Quadr"}, {1e18, u"Quint"}, {1e21, u"Sext"}, {1e24, u"Sept"}};
/// In seconds. The year is the Gregorian calendar's mean.
constexpr UnitRung times[] = {{1e-9, u"ns"}, {1e-6, u"µs"}, {1e-3, u"ms"},      {1, u"s"},           {60, u"min"},
                              {3600, u"h"},  {86400, u"d"}, {604800, u"weeks"}, {31556952, u"years"}};
constexpr qsizetype timesHome = 3;

/// From zero up: half a byte is no 500 millibytes.
UnitScales metricUp(const QString &word, bool whole = false)
{
    return {std::span(metric).subspan(metricHome), word, false, 1, 0, whole};
}

UnitScales metricBothWays(const QString &word, double one = 1)
{
    return {metric, word, false, one, metricHome, false};
}

UnitScales countsOf(const QString &word)
{
    return {counts, word, true};
}

UnitScales binaryOf(const QString &word, bool whole)
{
    return {binary, word, false, 1, 0, whole};
}

/// Upwards from the unit's own rung.
UnitScales timesFrom(size_t rung)
{
    return {std::span(times).subspan(rung), {}, false, times[rung].size};
}

/// A letter before the rest of the word says what the numbers are in.
UnitScales siOf(const QString &text)
{
    const QString word = cleanText(text, longestWord);
    if (word.size() > 1) {
        const QChar first = word.front() == u'μ' ? QChar(u'µ') : word.front();
        for (const UnitRung &rung : metric) {
            if (rung.text == QStringView(&first, 1))
                return metricBothWays(word.sliced(1), rung.size);
        }
    }
    // Before a sign, a letter for a part would be read as something else: 500 m/s.
    return !word.isEmpty() && word.front().isLetter() ? metricBothWays(word) : metricUp(word);
}

UnitScales singleOf(const QString &word, bool whole = true)
{
    return {single, word, false, 1, 0, whole};
}

} // namespace

QString UnitScales::unitText(const UnitRung &rung) const
{
    const bool needsSpace = spaced && !rung.text.isEmpty();
    return rung.text.toString() + (needsSpace ? u" "_s : QString()) + word;
}

UnitScales scalesOf(const Unit &unit)
{
    switch (unit.kind()) {
    case Unit::Short:
        return metricUp({}, true);
    case Unit::ShortScale:
        return {shortScale, {}, false, 1, 0, true};
    case Unit::Percent:
        return singleOf(u"%"_s, false);
    case Unit::PercentUnit:
        return {hundredths, u"%"_s};
    case Unit::Bytes:
        return binaryOf(u"B"_s, true);
    case Unit::DecBytes:
        return metricUp(u"B"_s, true);
    case Unit::Bits:
        return binaryOf(u"b"_s, true);
    case Unit::DecBits:
        return metricUp(u"b"_s, true);
    case Unit::BytesPerSec:
        return metricUp(u"B/s"_s);
    case Unit::BinBytesPerSec:
        return binaryOf(u"B/s"_s, false);
    case Unit::BitsPerSec:
        return metricUp(u"b/s"_s);
    case Unit::PacketsPerSec:
        return metricUp(u"p/s"_s);
    case Unit::Nanoseconds:
        return timesFrom(0);
    case Unit::Microseconds:
        return timesFrom(1);
    case Unit::Milliseconds:
        return timesFrom(2);
    case Unit::DurationMilliseconds: // what follows of the durations: where a value is too large for words
        return timesFrom(2);
    case Unit::DurationSeconds:
    case Unit::DayClock:
    case Unit::Seconds:
        return {times, {}, false, 1, timesHome};
    case Unit::Minutes:
        return timesFrom(4);
    case Unit::Hours:
        return timesFrom(5);
    case Unit::Days:
        return timesFrom(6);
    case Unit::PerSecond:
        return metricUp(u"/s"_s);
    case Unit::OpsPerSec:
        return countsOf(u"ops/s"_s);
    case Unit::RequestsPerSec:
        return countsOf(u"req/s"_s);
    case Unit::ReadsPerSec:
        return countsOf(u"rd/s"_s);
    case Unit::WritesPerSec:
        return countsOf(u"wr/s"_s);
    case Unit::IoPerSec:
        return countsOf(u"io/s"_s);
    case Unit::CountsPerSec:
        return countsOf(u"c/s"_s);
    case Unit::EventsPerSec:
        return countsOf(u"evt/s"_s);
    case Unit::Hertz:
        return metricBothWays(u"Hz"_s);
    case Unit::Celsius:
        return singleOf(u"°C"_s, false);
    case Unit::Rpm:
        return singleOf(u"rpm"_s);
    case Unit::Volt:
        return metricBothWays(u"V"_s);
    case Unit::Ampere:
        return metricBothWays(u"A"_s);
    case Unit::Watt:
        return metricBothWays(u"W"_s);
    case Unit::Cores:
        return singleOf(u"cores"_s);
    case Unit::Suffix:
        return singleOf(cleanText(unit.word(), longestWord));
    case Unit::Si:
        return siOf(unit.word());
    default:
        return singleOf({});
    }
}

} // namespace telltale
