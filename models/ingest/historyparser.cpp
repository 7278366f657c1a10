// SPDX-License-Identifier: MIT
#include "models/ingest/historyparser.h"

#include "models/furthesttime.h"
#include "models/ingest/jsonerrors.h"

#include <QString>

#include <simdjson.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>
#include <vector>

using namespace Qt::StringLiterals;
namespace json = simdjson::ondemand;

namespace telltale {

namespace {

/// The columns as they came; NaN for null.
struct RawAnswer
{
    std::optional<std::vector<double>> t;
    std::optional<std::vector<double>> v;
    std::optional<std::vector<double>> min;
    std::optional<std::vector<double>> max;

    std::optional<std::vector<double>> *column(std::string_view name)
    {
        return name == "t" ? &t : name == "v" ? &v : name == "min" ? &min : name == "max" ? &max : nullptr;
    }
};

std::optional<Error> readNumber(json::value value, double &number)
{
    json::json_type type{};
    if (const auto code = value.type().get(type))
        return unreadableJson(code);
    if (type == json::json_type::null) {
        bool isNull = false;
        if (value.is_null().get(isNull) || !isNull)
            return badPayload(u"not readable JSON: a word that is not null"_s);
        number = std::nan("");
        return std::nullopt;
    }
    if (type != json::json_type::number || value.get_double().get(number) || !std::isfinite(number))
        return badPayload(u"a column has something that is no number or null"_s);
    return std::nullopt;
}

bool haveLength(const RawAnswer &answer, size_t length)
{
    const auto fits = [=](const auto &column) { return !column || column->size() == length; };
    return fits(answer.v) && fits(answer.min) && fits(answer.max);
}

/// Puts the columns together.
class Writer
{
public:
    Writer(const RawAnswer &answer, qint64 stepMs)
        : m_answer(answer)
        , m_step(stepMs)
    {}

    Result<SeriesColumns> write()
    {
        const std::vector<double> &times = *m_answer.t;
        for (const double time : times) {
            if (!(std::abs(time) <= double(furthestMs)))
                return badPayload(u"\"t\" has something that is no time"_s);
        }
        for (size_t i = 0; i < times.size(); ++i) {
            const qint64 begin = qint64(times[i]);
            const qint64 end = i + 1 < times.size() ? qint64(times[i + 1]) : begin + m_step;
            if (end < begin)
                return badPayload(u"\"t\" goes back"_s);
            if (end > begin || i + 1 == times.size()) // of equal times the last wins
                writeEntry(i, begin, std::min(end - begin, m_step));
        }
        if (m_breaks)
            m_columns.breaks.push_back(qsizetype(m_columns.times.size()));
        return std::move(m_columns);
    }

private:
    void writeEntry(size_t i, qint64 beginMs, qint64 roomMs)
    {
        const double value = (*m_answer.v)[i];
        if (std::isnan(value)) {
            m_breaks = true;
            return;
        }
        if (std::exchange(m_breaks, false))
            m_columns.breaks.push_back(qsizetype(m_columns.times.size()));
        const double low = m_answer.min ? (*m_answer.min)[i] : value;
        const double high = m_answer.max ? (*m_answer.max)[i] : value;
        if (low < high && roomMs >= 3) {
            writeSample(beginMs, low);
            writeSample(beginMs + roomMs / 3, high);
            writeSample(beginMs + roomMs / 3 * 2, value);
        } else {
            writeSample(beginMs, value);
        }
    }

    void writeSample(qint64 timeMs, double value)
    {
        m_columns.times.push_back(timeMs);
        m_columns.values.push_back(value);
    }

    const RawAnswer &m_answer;
    qint64 m_step;
    bool m_breaks = false;
    SeriesColumns m_columns;
};

} // namespace

struct HistoryParser::Private
{
    explicit Private(HistoryParserLimits l)
        : limits(l)
    {}

    std::optional<Error> read(QByteArrayView payload, RawAnswer &answer);
    std::optional<Error> readMembers(json::object object, RawAnswer &answer);
    std::optional<Error> readColumn(json::value value, std::vector<double> &column);

    HistoryParserLimits limits;
    json::parser parser;
};

HistoryParser::HistoryParser(HistoryParserLimits limits)
    : m_private(std::make_unique<Private>(limits))
{}

HistoryParser::~HistoryParser() = default;

Result<SeriesColumns> HistoryParser::parse(QByteArrayView payload, qint64 stepMs)
{
    if (payload.size() > m_private->limits.payload)
        return Error{ErrorKind::TooLarge, u"a history has more than %1 bytes"_s.arg(m_private->limits.payload)};
    RawAnswer answer;
    if (auto error = m_private->read(payload, answer))
        return *std::move(error);
    if (!answer.t || !answer.v)
        return badPayload(u"no \"t\" or no \"v\""_s);
    if (!haveLength(answer, answer.t->size()))
        return badPayload(u"columns of unequal length"_s);
    return Writer(answer, std::clamp(stepMs, qint64(0), furthestMs)).write();
}

std::optional<Error> HistoryParser::Private::read(QByteArrayView payload, RawAnswer &answer)
{
    // Answers are rare and large: their copy, with the padding that the parser wants behind it, is not kept.
    const simdjson::padded_string text(payload.data(), size_t(payload.size()));
    json::document document;
    if (const auto code = parser.iterate(text).get(document))
        return unreadableJson(code);
    json::object object;
    if (const auto code = document.get_object().get(object))
        return code == simdjson::INCORRECT_TYPE ? badPayload(u"not a JSON object"_s) : unreadableJson(code);
    if (auto error = readMembers(object, answer))
        return error;
    if (document.current_location().error() != simdjson::OUT_OF_BOUNDS)
        return badPayload(u"something follows the JSON object"_s);
    return std::nullopt;
}

std::optional<Error> HistoryParser::Private::readMembers(json::object object, RawAnswer &answer)
{
    for (simdjson::simdjson_result<json::field> member : object) {
        json::field field;
        std::string_view name;
        if (auto code = std::move(member).get(field); code || (code = field.unescaped_key().get(name)))
            return unreadableJson(code);
        std::optional<std::vector<double>> *const column = answer.column(name);
        if (!column)
            continue;
        if (*column)
            return badPayload(u"a column is there twice"_s);
        if (auto error = readColumn(field.value(), column->emplace()))
            return error;
    }
    return std::nullopt;
}

std::optional<Error> HistoryParser::Private::readColumn(json::value value, std::vector<double> &column)
{
    json::array array;
    if (const auto code = value.get_array().get(array))
        return code == simdjson::INCORRECT_TYPE ? badPayload(u"a column is no array"_s) : unreadableJson(code);
    for (simdjson::simdjson_result<json::value> element : array) {
        json::value each;
        if (const auto code = std::move(element).get(each))
            return unreadableJson(code);
        if (qsizetype(column.size()) >= limits.samples)
            return Error{ErrorKind::TooLarge, u"a history has more than %1 samples"_s.arg(limits.samples)};
        if (auto error = readNumber(each, column.emplace_back()))
            return error;
    }
    return std::nullopt;
}

} // namespace telltale
