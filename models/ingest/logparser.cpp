// SPDX-License-Identifier: MIT
#include "models/ingest/logparser.h"

#include "models/cleantext.h"
#include "models/ingest/freejson.h"

using namespace Qt::StringLiterals;
namespace dom = simdjson::dom;

namespace telltale {

namespace {

QString toText(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

QString labelsText(dom::element labels, const LogLimits &limits)
{
    dom::object object;
    if (labels.get(object))
        return {};
    QString text;
    qsizetype count = 0;
    for (const dom::key_value_pair label : object) {
        const std::optional<std::string> value = scalarText(label.value);
        if (!value)
            continue;
        if (++count > limits.labelCount || text.size() > limits.labels) {
            text += u" \u2026"_s;
            break;
        }
        text += (text.isEmpty() ? u""_s : u" "_s) + toText(label.key) + u'=' + toText(*value);
    }
    return cleanText(text, limits.labels);
}

} // namespace

struct LogParser::Private
{
    LogLimits limits;
    FreeJson json{limits.payload};
};

LogParser::LogParser(LogLimits limits)
    : m_private(new Private{limits})
{}

LogParser::~LogParser() = default;

Result<ParsedLog> LogParser::parse(QByteArrayView payload, LogRecord::Kind kind)
{
    const LogLimits &limits = m_private->limits;
    dom::element root;
    if (const std::optional<Error> error = m_private->json.parse(payload, root))
        return *error;
    std::string_view text;
    if (root["text"].get(text))
        return Error{ErrorKind::BadData, u"no \"text\""_s};
    ParsedLog log{fromText(text)};
    log.record.kind = kind;
    std::string_view level;
    if (!root["level"].get(level))
        log.record.level = parseLogLevel(toText(level)).value_or(LogLevel::Info);
    dom::element member;
    if (!root["labels"].get(member))
        log.record.labels = labelsText(member, limits);
    if (!root["t"].get(member))
        log.timeMs = timeFrom(member);
    return log;
}

LogRecord LogParser::fromText(std::string_view text) const
{
    // No character takes more than four bytes, so what is cut here would not be seen.
    const auto seen = size_t(4 * (m_private->limits.text + 1));
    LogRecord record;
    record.text = cleanText(toText(text.substr(0, seen)), m_private->limits.text);
    return record;
}

} // namespace telltale
