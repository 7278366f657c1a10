// SPDX-License-Identifier: MIT
#include "models/timetext.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

QString wholeText(std::chrono::seconds duration)
{
    const auto seconds = duration.count();
    if (seconds < 60)
        return u"%1 s"_s.arg(seconds);
    const auto minutes = seconds / 60;
    if (minutes < 60)
        return u"%1 min"_s.arg(minutes);
    const auto hours = minutes / 60;
    if (hours < 24)
        return minutes % 60 ? u"%1 h %2 min"_s.arg(hours).arg(minutes % 60) : u"%1 h"_s.arg(hours);
    const auto days = hours / 24;
    return hours % 24 ? u"%1 d %2 h"_s.arg(days).arg(hours % 24) : u"%1 d"_s.arg(days);
}

} // namespace

QString ageText(milliseconds age)
{
    const milliseconds shown = std::max(age, milliseconds(0));
    if (shown < std::chrono::seconds(10))
        return u"%1.%2 s"_s.arg(shown.count() / 1000).arg(shown.count() % 1000 / 100);
    return wholeText(std::chrono::floor<std::chrono::seconds>(shown));
}

QString waitText(milliseconds wait)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(std::max(wait, milliseconds(0)));
    if (seconds < std::chrono::minutes(1))
        return wholeText(seconds);
    return wholeText(std::chrono::ceil<std::chrono::minutes>(seconds));
}

QString clockText(qint64 timeMs, qint64 nowMs)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(timeMs);
    const bool sameDay = time.date() == QDateTime::fromMSecsSinceEpoch(nowMs).date();
    return QLocale::c().toString(time, sameDay ? u"HH:mm:ss"_s : u"d MMM yyyy HH:mm"_s);
}

} // namespace telltale
