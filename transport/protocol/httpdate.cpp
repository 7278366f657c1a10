// SPDX-License-Identifier: MIT
#include "transport/protocol/httpdate.h"

#include <QDate>
#include <QTime>

#include <array>

namespace telltale {

namespace {

constexpr qint64 julianDayOf1970 = 2'440'588;
constexpr qint64 msPerDay = 86'400'000;

constexpr std::array<QByteArrayView, 7> dayNames{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::array<QByteArrayView, 7> longDayNames{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                     "Friday", "Saturday", "Sunday"};
constexpr std::array<QByteArrayView, 12> monthNames{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// Takes a text apart from its start; what does not fit once spoils the rest.
class Scanner
{
public:
    explicit Scanner(QByteArrayView text)
        : m_rest(text)
    {}

    bool isDone() const { return m_fits && m_rest.isEmpty(); }

    void skip(QByteArrayView literal)
    {
        m_fits = m_fits && m_rest.startsWith(literal);
        if (m_fits)
            m_rest = m_rest.sliced(literal.size());
    }

    /// The number of the name, from 1.
    template <size_t count>
    int name(const std::array<QByteArrayView, count> &names)
    {
        for (size_t i = 0; i < count; ++i) {
            if (m_rest.startsWith(names[i])) {
                m_rest = m_rest.sliced(names[i].size());
                return int(i) + 1;
            }
        }
        m_fits = false;
        return 0;
    }

    int digits(qsizetype count)
    {
        m_fits = m_fits && m_rest.size() >= count;
        int value = 0;
        for (qsizetype i = 0; m_fits && i < count; ++i) {
            m_fits = m_rest[i] >= '0' && m_rest[i] <= '9';
            value = value * 10 + (m_rest[i] - '0');
        }
        if (m_fits)
            m_rest = m_rest.sliced(count);
        return value;
    }

    /// asctime writes a space for a leading zero.
    int paddedDay()
    {
        if (!m_rest.startsWith(' '))
            return digits(2);
        skip(" ");
        return digits(1);
    }

    QTime time()
    {
        const int hour = digits(2);
        skip(":");
        const int minute = digits(2);
        skip(":");
        return QTime(hour, minute, digits(2));
    }

private:
    QByteArrayView m_rest;
    bool m_fits = true;
};

struct Parts
{
    int dayOfWeek = 0;
    int day = 0;
    int month = 0;
    int year = 0;
    QTime time = {};
};

std::optional<Parts> readFixdate(Scanner scanner)
{
    Parts parts;
    parts.dayOfWeek = scanner.name(dayNames);
    scanner.skip(", ");
    parts.day = scanner.digits(2);
    scanner.skip(" ");
    parts.month = scanner.name(monthNames);
    scanner.skip(" ");
    parts.year = scanner.digits(4);
    scanner.skip(" ");
    parts.time = scanner.time();
    scanner.skip(" GMT");
    return scanner.isDone() ? std::optional(parts) : std::nullopt;
}

std::optional<Parts> readRfc850(Scanner scanner, int lastYear)
{
    Parts parts;
    parts.dayOfWeek = scanner.name(longDayNames);
    scanner.skip(", ");
    parts.day = scanner.digits(2);
    scanner.skip("-");
    parts.month = scanner.name(monthNames);
    scanner.skip("-");
    parts.year = lastYear - (lastYear - scanner.digits(2)) % 100;
    scanner.skip(" ");
    parts.time = scanner.time();
    scanner.skip(" GMT");
    return scanner.isDone() ? std::optional(parts) : std::nullopt;
}

std::optional<Parts> readAsctime(Scanner scanner)
{
    Parts parts;
    parts.dayOfWeek = scanner.name(dayNames);
    scanner.skip(" ");
    parts.month = scanner.name(monthNames);
    scanner.skip(" ");
    parts.day = scanner.paddedDay();
    scanner.skip(" ");
    parts.time = scanner.time();
    scanner.skip(" ");
    parts.year = scanner.digits(4);
    return scanner.isDone() ? std::optional(parts) : std::nullopt;
}

} // namespace

std::optional<milliseconds> parseHttpDate(QByteArrayView text, milliseconds wallNow)
{
    const Scanner scanner(text);
    const int thisYear = QDate::fromJulianDay(julianDayOf1970 + wallNow.count() / msPerDay).year();
    auto parts = readFixdate(scanner);
    if (!parts)
        parts = readRfc850(scanner, thisYear + 50);
    if (!parts)
        parts = readAsctime(scanner);
    if (!parts)
        return std::nullopt;
    const QDate date(parts->year, parts->month, parts->day);
    if (!date.isValid() || date.dayOfWeek() != parts->dayOfWeek || !parts->time.isValid())
        return std::nullopt;
    return milliseconds((date.toJulianDay() - julianDayOf1970) * msPerDay + parts->time.msecsSinceStartOfDay());
}

} // namespace telltale
