// SPDX-License-Identifier: MIT
#include "models/values/valuewords.h"

#include "models/timetext.h"

#include <QDateTime>
#include <QStringList>

#include <cmath>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

constexpr QChar minus(0x2212);
constexpr double largestWhole = 1e15; ///< digits beyond it would not be true

QString signedText(double value, const QString &magnitude)
{
    return value < 0 ? minus + magnitude : magnitude;
}

std::optional<QString> durationText(double value, double msPerOne, int further)
{
    struct Step
    {
        qint64 ms;
        QStringView name;
    };
    constexpr Step steps[] = {{31'536'000'000, u"year"}, {2'592'000'000, u"month"}, {604'800'000, u"week"},
                              {86'400'000, u"day"},      {3'600'000, u"hour"},      {60'000, u"minute"},
                              {1'000, u"second"},        {1, u"millisecond"}};
    if (std::abs(value) * msPerOne >= largestWhole)
        return {};
    qint64 left = std::llround(std::abs(value) * msPerOne);
    if (left == 0)
        return msPerOne == 1 ? u"0 milliseconds"_s : u"0 seconds"_s;
    QStringList parts;
    for (const Step &step : steps) {
        if ((parts.isEmpty() && left < step.ms) || parts.size() > further)
            continue;
        const qint64 count = left / step.ms;
        parts << u"%1 %2%3"_s.arg(QString::number(count), step.name, count == 1 ? QString() : u"s"_s);
        left %= step.ms;
    }
    return signedText(value, parts.join(u", "_s));
}

std::optional<QString> dayClockText(double value)
{
    if (std::abs(value) >= largestWhole)
        return {};
    const auto seconds = qint64(std::abs(value));
    const auto two = [](qint64 number) { return u"%1"_s.arg(number, 2, 10, QChar(u'0')); };
    const QString clock = two(seconds / 3600 % 24) + u':' + two(seconds / 60 % 60) + u':' + two(seconds % 60);
    const qint64 days = seconds / 86'400;
    const QString text = days > 0 ? u"%1 d %2"_s.arg(QString::number(days), clock) : clock;
    return seconds == 0 ? text : signedText(value, text);
}

std::optional<QDateTime> dateOf(double ms, const ValueContext &context)
{
    constexpr double firstYear = -62'135'596'800'000;
    constexpr double lastYear = 253'402'300'799'999;
    if (ms < firstYear || ms > lastYear)
        return {};
    const auto whole = qint64(std::floor(ms));
    return context.zone.isValid() ? QDateTime::fromMSecsSinceEpoch(whole, context.zone)
                                  : QDateTime::fromMSecsSinceEpoch(whole);
}

QString isoText(const QDateTime &date)
{
    return QLocale::c().toString(date, u"yyyy-MM-dd HH:mm:ss"_s);
}

QString fromNowText(qint64 timeMs, qint64 nowMs)
{
    constexpr qint64 tenthsUntil = 10'000; // ageText() writes tenths below it, which would flicker here
    const qint64 apart = std::abs(nowMs - timeMs);
    if (apart < 1'000)
        return u"now"_s;
    const QString text = apart < tenthsUntil ? u"%1 s"_s.arg(apart / 1'000) : ageText(milliseconds(apart));
    return timeMs < nowMs ? u"%1 ago"_s.arg(text) : u"in %1"_s.arg(text);
}

std::optional<QString> dateText(Unit::Kind kind, double value, const ValueContext &context)
{
    const std::optional<QDateTime> date = dateOf(value, context);
    if (!date)
        return {};
    if (kind == Unit::DateTimeSystem)
        return context.locale.toString(*date, QLocale::ShortFormat);
    if (kind == Unit::DateTimeFromNow && context.nowMs != 0)
        return fromNowText(date->toMSecsSinceEpoch(), context.nowMs);
    return isoText(*date);
}

std::optional<QString> groupedText(double value, std::optional<int> decimals, const QLocale &locale)
{
    constexpr int most = 3;
    const double magnitude = std::abs(value);
    if (magnitude >= largestWhole)
        return {};
    const auto rounded = [magnitude](int places) { return QString::number(magnitude, 'f', places).toDouble(); };
    int places = decimals.value_or(0);
    while (!decimals && places < most && rounded(places) != rounded(most))
        ++places;
    const QString text = locale.toString(magnitude, 'f', places);
    return rounded(places) == 0 ? text : signedText(value, text);
}

/// Every digit there is, and no exponent where people expect none.
QString wholeText(double value)
{
    constexpr double smallest = 1e-6;
    const double magnitude = std::abs(value);
    const bool isUsual = magnitude == 0 || (magnitude >= smallest && magnitude < largestWhole);
    const QString text = QString::number(magnitude, isUsual ? 'f' : 'e', QLocale::FloatingPointShortest);
    return signedText(value, text);
}

} // namespace

std::optional<QString> wordsFor(const Unit &unit, double value, std::optional<int> decimals,
                                const ValueContext &context)
{
    switch (unit.kind()) {
    case Unit::Boolean:
        return value != 0 ? u"True"_s : u"False"_s;
    case Unit::YesNo:
        return value != 0 ? u"Yes"_s : u"No"_s;
    case Unit::OnOff:
        return value != 0 ? u"On"_s : u"Off"_s;
    case Unit::String:
        return wholeText(value);
    case Unit::Locale:
        return groupedText(value, decimals, context.locale);
    case Unit::DurationSeconds:
        return durationText(value, 1'000, decimals.value_or(0));
    case Unit::DurationMilliseconds:
        return durationText(value, 1, decimals.value_or(0));
    case Unit::DayClock:
        return dayClockText(value);
    case Unit::DateTimeIso:
    case Unit::DateTimeFromNow:
    case Unit::DateTimeSystem:
        return dateText(unit.kind(), value, context);
    default:
        return {};
    }
}

} // namespace telltale
