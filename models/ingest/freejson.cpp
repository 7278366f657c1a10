// SPDX-License-Identifier: MIT
#include "models/ingest/freejson.h"

#include "models/furthesttime.h"
#include "models/ingest/jsonerrors.h"

#include <QDateTime>
#include <QString>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
namespace dom = simdjson::dom;

namespace telltale {

namespace {

/// Above this the parser's tables, which are many times as large as the payload, are not kept for the next.
constexpr size_t keptCapacity = 1 << 20;
/// As ms the third of March 1973, as s the year 5138.
constexpr double leastMs = 1e11;

std::optional<qint64> timeFromText(std::string_view text)
{
    constexpr size_t longest = 40;
    if (text.size() > longest)
        return std::nullopt;
    const QString iso = QString::fromUtf8(text.data(), qsizetype(text.size()));
    QDateTime time = QDateTime::fromString(iso, Qt::ISODateWithMs);
    // Without a zone Qt means this machine's; a feed can hardly mean that.
    if (time.isValid() && time.timeSpec() == Qt::LocalTime)
        time = QDateTime::fromString((iso.size() == 10 ? iso + u"T00:00"_s : iso) + u'Z', Qt::ISODateWithMs);
    return time.isValid() ? std::optional(time.toMSecsSinceEpoch()) : std::nullopt;
}

} // namespace

std::optional<Error> FreeJson::parse(QByteArrayView payload, dom::element &root)
{
    if (payload.size() > m_maximum)
        return Error{ErrorKind::TooLarge, u"a payload has more than %1 bytes"_s.arg(m_maximum)};
    const auto size = size_t(payload.size());
    if (m_parser.capacity() > keptCapacity && size < keptCapacity) {
        m_parser = dom::parser();
        m_buffer = std::vector<char>();
    }
    if (m_buffer.size() < size + simdjson::SIMDJSON_PADDING)
        m_buffer.resize(size + simdjson::SIMDJSON_PADDING);
    std::copy(payload.begin(), payload.end(), m_buffer.begin());
    std::fill_n(m_buffer.begin() + qptrdiff(size), simdjson::SIMDJSON_PADDING, ' ');
    if (const auto code = m_parser.parse(m_buffer.data(), size, false).get(root))
        return unreadableJson(code);
    return std::nullopt;
}

std::optional<dom::element> find(dom::element value, const JsonPointer &pointer)
{
    for (const std::string &step : pointer.steps()) {
        dom::object object;
        dom::array array;
        if (!value.get(object)) {
            if (object.at_key(step).get(value))
                return std::nullopt;
        } else if (!value.get(array)) {
            const std::optional<size_t> index = arrayIndexOf(step);
            if (!index || array.at(*index).get(value))
                return std::nullopt;
        } else {
            return std::nullopt;
        }
    }
    return value;
}

std::optional<qint64> timeFrom(dom::element value)
{
    std::string_view text;
    if (!value.get(text))
        return timeFromText(text);
    double number = 0;
    if (value.get(number))
        return std::nullopt;
    const double ms = std::abs(number) < leastMs ? number * 1'000 : number;
    return std::abs(ms) <= double(furthestMs) ? std::optional(qint64(std::round(ms))) : std::nullopt;
}

std::optional<std::string> scalarText(dom::element value)
{
    switch (value.type()) {
    case dom::element_type::STRING:
        return std::string(value.get_string().value_unsafe());
    case dom::element_type::BOOL:
        return std::string(value.get_bool().value_unsafe() ? "true" : "false");
    case dom::element_type::INT64:
        return std::to_string(value.get_int64().value_unsafe());
    case dom::element_type::UINT64:
        return std::to_string(value.get_uint64().value_unsafe());
    case dom::element_type::DOUBLE:
        return QByteArray::number(value.get_double().value_unsafe(), 'g', QLocale::FloatingPointShortest).toStdString();
    default:
        return std::nullopt;
    }
}

} // namespace telltale
