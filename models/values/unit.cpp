// SPDX-License-Identifier: MIT
#include "models/values/unit.h"

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

constexpr qsizetype longestWord = 32;

struct Id
{
    Unit::Kind kind;
    QStringView text;
};

constexpr Id ids[] = {
    {Unit::None, u"none"},
    {Unit::ShortScale, u"short"},
    {Unit::Percent, u"percent"},
    {Unit::PercentUnit, u"percentunit"},
    {Unit::Locale, u"locale"},
    {Unit::String, u"string"},
    {Unit::Boolean, u"bool"},
    {Unit::YesNo, u"bool_yes_no"},
    {Unit::OnOff, u"bool_on_off"},
    {Unit::Bytes, u"bytes"},
    {Unit::DecBytes, u"decbytes"},
    {Unit::Bits, u"bits"},
    {Unit::DecBits, u"decbits"},
    {Unit::BytesPerSec, u"Bps"},
    {Unit::BitsPerSec, u"bps"},
    {Unit::BinBytesPerSec, u"binBps"},
    {Unit::PacketsPerSec, u"pps"},
    {Unit::Nanoseconds, u"ns"},
    {Unit::Microseconds, u"µs"},
    {Unit::Milliseconds, u"ms"},
    {Unit::Seconds, u"s"},
    {Unit::Minutes, u"m"},
    {Unit::Hours, u"h"},
    {Unit::Days, u"d"},
    {Unit::DurationSeconds, u"dtdurations"},
    {Unit::DurationMilliseconds, u"dtdurationms"},
    {Unit::DayClock, u"dtdhms"},
    {Unit::DateTimeIso, u"dateTimeAsIso"},
    {Unit::DateTimeFromNow, u"dateTimeFromNow"},
    {Unit::DateTimeSystem, u"dateTimeAsSystem"},
    {Unit::OpsPerSec, u"ops"},
    {Unit::RequestsPerSec, u"reqps"},
    {Unit::ReadsPerSec, u"rps"},
    {Unit::WritesPerSec, u"wps"},
    {Unit::IoPerSec, u"iops"},
    {Unit::CountsPerSec, u"cps"},
    {Unit::EventsPerSec, u"eps"},
    {Unit::Hertz, u"hertz"},
    {Unit::Celsius, u"celsius"},
    {Unit::Rpm, u"rotrpm"},
    {Unit::Volt, u"volt"},
    {Unit::Ampere, u"amp"},
    {Unit::Watt, u"watt"},
    {Unit::Cores, u"cores"},
};

constexpr QStringView suffixPrefix = u"suffix:";
constexpr QStringView prefixPrefix = u"prefix:";
constexpr QStringView siPrefix = u"si:";
constexpr QStringView perSecondWord = u"/s";

std::optional<Unit> withWord(Unit::Kind kind, QStringView word)
{
    if (word.isEmpty() || word.size() > longestWord)
        return {};
    return Unit(kind, word.toString());
}

} // namespace

std::optional<Unit> unitFromId(QStringView id)
{
    const auto *const found =
        std::find_if(std::begin(ids), std::end(ids), [id](const Id &one) { return one.text == id; });
    if (found != std::end(ids))
        return Unit(found->kind);
    if (id == u"us" || id == u"μs") // the second with the Greek letter, which looks like the micro sign
        return Unit(Unit::Microseconds);
    if (id.startsWith(suffixPrefix))
        return withWord(Unit::Suffix, id.sliced(suffixPrefix.size()));
    if (id.startsWith(prefixPrefix))
        return withWord(Unit::Prefix, id.sliced(prefixPrefix.size()));
    if (!id.startsWith(siPrefix))
        return {};
    const QStringView word = id.sliced(siPrefix.size());
    if (word.isEmpty())
        return Unit(Unit::Short);
    return word == perSecondWord ? Unit(Unit::PerSecond) : withWord(Unit::Si, word);
}

QString unitId(const Unit &unit)
{
    switch (unit.kind()) {
    case Unit::Short:
        return siPrefix.toString();
    case Unit::PerSecond:
        return siPrefix.toString() + perSecondWord.toString();
    case Unit::Suffix:
        return suffixPrefix.toString() + unit.word();
    case Unit::Prefix:
        return prefixPrefix.toString() + unit.word();
    case Unit::Si:
        return siPrefix.toString() + unit.word();
    default:
        break;
    }
    const auto *const found =
        std::find_if(std::begin(ids), std::end(ids), [&unit](const Id &one) { return one.kind == unit.kind(); });
    Q_ASSERT(found != std::end(ids));
    return found->text.toString();
}

QStringList unitIds()
{
    QStringList all;
    for (const Id &one : ids)
        all << one.text.toString();
    return all;
}

bool isBinary(const Unit &unit)
{
    return unit == Unit::Bytes || unit == Unit::Bits || unit == Unit::BinBytesPerSec;
}

} // namespace telltale
