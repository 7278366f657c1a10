// SPDX-License-Identifier: MIT
//
// Any bytes as a Retry-After field. Two readers must agree on every input and at every time: parseRetryAfter(), and the
// one below, which writes the date that it believes to have read and looks whether it is that text. A wait is never
// negative and never over its bound, and one that a date asks for shrinks as time passes.
#include "tests/fuzz/fuzzing.h"
#include "transport/protocol/retryafter.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <string>

using namespace telltale;
using namespace telltale::fuzzing;
using namespace Qt::StringLiterals;

namespace {

constexpr milliseconds longest(600'000);

bool isTwoDigits(const QByteArray &text, qsizetype at)
{
    return text[at] >= '0' && text[at] <= '9' && text[at + 1] >= '0' && text[at + 1] <= '9';
}

/// RFC 9110 5.6.7 "IMF-fixdate", by its shape, and then by writing the date that it seems to be: exactly that text is
/// the date. Nothing else than a calendar decides which day exists, and which day of the week it is.
std::optional<milliseconds> referenceFixdate(const QByteArray &text)
{
    // Sun, 06 Nov 1994 08:49:37 GMT
    if (text.size() != 29)
        return std::nullopt;
    for (const qsizetype at : {5, 12, 14, 17, 20, 23}) {
        if (!isTwoDigits(text, at))
            return std::nullopt;
    }
    static const QByteArray months("JanFebMarAprMayJunJulAugSepOctNovDec");
    const qsizetype month = months.indexOf(text.mid(8, 3));
    if (month < 0 || month % 3 != 0)
        return std::nullopt;
    const QDate date(text.mid(12, 4).toInt(), int(month / 3) + 1, text.mid(5, 2).toInt());
    const QTime time(text.mid(17, 2).toInt(), text.mid(20, 2).toInt(), text.mid(23, 2).toInt());
    if (!date.isValid() || !time.isValid())
        return std::nullopt;
    const QDateTime moment(date, time, Qt::UTC);
    if (QLocale::c().toString(moment, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'").toLatin1() != text)
        return std::nullopt;
    return milliseconds(moment.toMSecsSinceEpoch());
}

/// The two obsolete forms, rewritten as the first.
std::optional<milliseconds> referenceDate(const QByteArray &text, milliseconds now)
{
    // Sun Nov  6 08:49:37 1994
    if (text.size() == 24 && text[3] == ' ' && text[7] == ' ' && text[10] == ' ' && text[19] == ' ') {
        QByteArray day = text.mid(8, 2);
        if (day.startsWith(' '))
            day[0] = '0';
        return referenceFixdate(text.first(3) + ", " + day + ' ' + text.mid(4, 3) + ' ' + text.last(4) + ' ' +
                                text.mid(11, 8) + " GMT");
    }
    // Sunday, 06-Nov-94 08:49:37 GMT
    const qsizetype comma = text.indexOf(", ");
    static const QByteArrayList days{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    if (comma > 3 && days.contains(text.first(comma)) && text.size() == comma + 24) {
        const QByteArray rest = text.mid(comma + 2);
        if (rest[2] != '-' || rest[6] != '-' || !isTwoDigits(rest, 7))
            return std::nullopt;
        int year = QDateTime::fromMSecsSinceEpoch(now.count(), Qt::UTC).date().year() + 50;
        while (year % 100 != rest.mid(7, 2).toInt())
            --year;
        return referenceFixdate(text.first(3) + ", " + rest.first(2) + ' ' + rest.mid(3, 3) + ' ' +
                                QByteArray::number(year).rightJustified(4, '0') + rest.mid(9));
    }
    return referenceFixdate(text);
}

std::optional<milliseconds> reference(QByteArray field, milliseconds now)
{
    field = field.trimmed();
    std::string digits = field.toStdString();
    if (!digits.empty() && digits.find_first_not_of("0123456789") == std::string::npos) {
        digits.erase(0, digits.find_first_not_of('0')); // npos: all of them
        return digits.size() > 9 ? longest : std::min(longest, milliseconds(1'000 * std::atoll(digits.c_str())));
    }
    const auto date = referenceDate(field, now);
    if (!date || *date <= now)
        return std::nullopt;
    return std::min(longest, *date - now);
}

} // namespace

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const QByteArray field = toBytes(data, size);
    std::optional<milliseconds> before;
    // 1970, the date in RFC 9110's examples and the seconds before it, today, another century.
    for (const qint64 now : {0LL, 784'111'770'000LL, 784'111'777'000LL, 1'795'323'600'000LL, 4'070'908'800'000LL}) {
        const auto wait = parseRetryAfter(field, milliseconds(now));
        demand(wait == reference(field, milliseconds(now)), "the readers disagree");
        demand(!wait || (*wait >= milliseconds(0) && *wait <= longest), "a wait below zero or over its bound");
        // Of a year with two digits the century depends on the time.
        demand(now == 0 || !wait || field.contains('-') || (before && *wait <= *before),
               "a wait that grows while time passes");
        const auto shorter = parseRetryAfter(field, milliseconds(now), milliseconds(5));
        demand(shorter.has_value() == wait.has_value() && (!wait || *shorter == std::min(*wait, milliseconds(5))),
               "another bound changes more than the bound");
        before = wait;
    }
    return 0;
}
