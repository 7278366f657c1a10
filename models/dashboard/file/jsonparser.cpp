// SPDX-License-Identifier: MIT
#include "models/dashboard/file/jsonparser.h"

#include "models/cleantext.h"
#include "models/dashboard/file/jsonlexer.h"
#include "transport/protocol/utf8.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

bool isWordByte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || uchar(c) >= 0x80;
}

class Parser
{
public:
    Parser(const QByteArray &text, const JsonLimits &limits)
        : m_text(text)
        , m_limits(limits)
        , m_places(text)
        , m_at(byteOrderMark(text))
    {}

    JsonParsed parse();

private:
    bool readValue(JsonValue &value, int depth);
    bool readContent(JsonValue &value, int depth);
    bool readObject(JsonValue &value, int depth);
    bool readMember(JsonMember &member, int depth);
    bool readArray(JsonValue &value, int depth);
    bool readString(QString &string);
    bool readNumber(double &number);
    bool readLiteral(JsonValue &value);

    char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    void skip() { m_at = skipTrivia(m_text, m_at); }
    QByteArray wordHere() const;
    QString nameOfWhatIsHere() const;
    QString hintForWhatIsHere() const;
    bool isWellFormed();
    bool fail(qsizetype at, const QString &message, const QString &hint = {});
    bool failExpecting(const QString &what, const QString &hint = {});
    bool failUnclosed(const JsonValue &value, QStringView kind, QStringView closing);

    const QByteArray &m_text;
    const JsonLimits m_limits;
    JsonPlaces m_places;
    qsizetype m_at;
    int m_values = 0;
    int m_lastLine = 1; ///< where the value before the current place ended
    JsonParsed m_parsed;
};

JsonParsed Parser::parse()
{
    if (m_text.size() > m_limits.bytes) {
        fail(m_at, u"the file is larger than %1 bytes"_s.arg(m_limits.bytes));
    } else if (isWellFormed()) {
        skip();
        if (readValue(m_parsed.root, 0)) {
            skip();
            if (m_at < m_text.size())
                failExpecting(u"the end of the file"_s);
        }
    }
    return std::move(m_parsed);
}

bool Parser::isWellFormed()
{
    const QByteArray wellFormed = toWellFormedUtf8(m_text);
    if (wellFormed.constData() == m_text.constData())
        return true;
    const auto [here, there] = std::mismatch(m_text.begin(), m_text.end(), wellFormed.begin(), wellFormed.end());
    if (here == m_text.end() && there == wellFormed.end())
        return true;
    return fail(here - m_text.begin(), u"this is not UTF-8"_s, u"save the file with the encoding UTF-8"_s);
}

bool Parser::readValue(JsonValue &value, int depth)
{
    if (++m_values > m_limits.values)
        return fail(m_at, u"more than %1 values in one file"_s.arg(m_limits.values));
    value.span.begin = m_at;
    value.place = m_places.at(m_at);
    if (!readContent(value, depth))
        return false;
    value.span.end = m_at;
    m_lastLine = m_places.at(m_at).line;
    return true;
}

bool Parser::readContent(JsonValue &value, int depth)
{
    switch (const char c = peek()) {
    case '{':
        value.kind = JsonKind::Object;
        return readObject(value, depth + 1);
    case '[':
        value.kind = JsonKind::Array;
        return readArray(value, depth + 1);
    case '"':
        value.kind = JsonKind::String;
        return readString(value.string);
    default:
        if (c != '-' && (c < '0' || c > '9'))
            return readLiteral(value);
        value.kind = JsonKind::Number;
        return readNumber(value.number);
    }
}

bool Parser::readObject(JsonValue &value, int depth)
{
    if (depth > m_limits.depth)
        return fail(m_at, u"nested more than %1 deep"_s.arg(m_limits.depth));
    QSet<QString> keys;
    ++m_at;
    for (;;) {
        skip();
        if (peek() == '}')
            break;
        JsonMember member{};
        if (m_at >= m_text.size())
            return failUnclosed(value, u"object", u"}");
        if (!readMember(member, depth))
            return false;
        member.isDuplicate = keys.contains(member.key);
        keys.insert(member.key);
        value.members.push_back(std::move(member));
        skip();
        if (peek() == ',')
            ++m_at;
        else if (m_at >= m_text.size())
            return failUnclosed(value, u"object", u"}");
        else if (peek() != '}')
            return failExpecting(u"\",\" or \"}\""_s, u"is a comma missing at the end of line %1?"_s.arg(m_lastLine));
    }
    ++m_at;
    return true;
}

bool Parser::readMember(JsonMember &member, int depth)
{
    if (peek() != '"')
        return failExpecting(u"a key in double quotes"_s);
    member.keySpan.begin = m_at;
    member.keyPlace = m_places.at(m_at);
    if (!readString(member.key))
        return false;
    member.keySpan.end = m_at;
    skip();
    if (peek() != ':')
        return failExpecting(u"\":\" after the key"_s);
    ++m_at;
    skip();
    return readValue(member.value, depth);
}

bool Parser::readArray(JsonValue &value, int depth)
{
    if (depth > m_limits.depth)
        return fail(m_at, u"nested more than %1 deep"_s.arg(m_limits.depth));
    ++m_at;
    for (;;) {
        skip();
        if (peek() == ']')
            break;
        if (m_at >= m_text.size())
            return failUnclosed(value, u"array", u"]");
        JsonValue element;
        if (!readValue(element, depth))
            return false;
        value.elements.push_back(std::move(element));
        skip();
        if (peek() == ',')
            ++m_at;
        else if (m_at >= m_text.size())
            return failUnclosed(value, u"array", u"]");
        else if (peek() != ']')
            return failExpecting(u"\",\" or \"]\""_s, u"is a comma missing at the end of line %1?"_s.arg(m_lastLine));
    }
    ++m_at;
    return true;
}

bool Parser::readString(QString &string)
{
    auto word = readJsonString(m_text, m_at);
    if (!word.problem.isEmpty())
        return fail(word.end, word.problem);
    string = std::move(word.value);
    m_at = word.end;
    return true;
}

bool Parser::readNumber(double &number)
{
    const auto word = readJsonNumber(m_text, m_at);
    if (!word.problem.isEmpty())
        return fail(word.end, word.problem);
    number = word.value;
    m_at = word.end;
    // "5s" and "1.2.3": what follows a number must not look like more of it.
    if (isWordByte(peek()) || peek() == '.')
        return fail(m_at, u"a number does not go on with \"%1\""_s.arg(cleanText(QString::fromUtf8(wordHere()), 20)),
                    u"if it is a text, put it in double quotes"_s);
    return true;
}

bool Parser::readLiteral(JsonValue &value)
{
    const QByteArray word = wordHere();
    if (word != "true" && word != "false" && word != "null")
        return failExpecting(u"a value"_s);
    value.kind = word == "null" ? JsonKind::Null : JsonKind::Bool;
    value.boolean = word == "true";
    m_at += word.size();
    return true;
}

QByteArray Parser::wordHere() const
{
    qsizetype end = m_at;
    while (end < m_text.size() && isWordByte(m_text[end]))
        ++end;
    return end > m_at ? m_text.mid(m_at, end - m_at) : m_text.mid(m_at, 1);
}

QString Parser::nameOfWhatIsHere() const
{
    if (m_at >= m_text.size())
        return u"the end of the file"_s;
    const uchar byte = uchar(peek());
    if (byte < 0x20 || byte == 0x7f)
        return u"the character U+%1"_s.arg(int(byte), 4, 16, QChar(u'0'));
    if (byte == '"')
        return u"a string"_s;
    return u"\"%1\""_s.arg(cleanText(QString::fromUtf8(wordHere()), 30));
}

QString Parser::hintForWhatIsHere() const
{
    const QByteArray word = wordHere();
    const QByteArray lower = word.toLower();
    if (word == "/" && m_text.mid(m_at, 2) == "/*")
        return u"comments begin with \"//\" and end with the line; \"/*\" is not read"_s;
    if (word == "#")
        return u"comments begin with \"//\""_s;
    if (word == "'")
        return u"strings stand in double quotes"_s;
    if (lower == "true" || lower == "false" || lower == "null")
        return u"did you mean \"%1\"?"_s.arg(QString::fromLatin1(lower));
    if (lower == "none" || lower == "undefined" || lower == "nil")
        return u"did you mean \"null\"?"_s;
    if (word.size() > 1)
        return u"a text stands in double quotes"_s;
    return {};
}

bool Parser::fail(qsizetype at, const QString &message, const QString &hint)
{
    m_parsed.fault = JsonFault{m_places.at(at), message, hint};
    return false;
}

bool Parser::failExpecting(const QString &what, const QString &hint)
{
    const QString better = hintForWhatIsHere();
    return fail(m_at, u"%1 was expected, not %2"_s.arg(what, nameOfWhatIsHere()),
                better.isEmpty() || peek() == '"' ? hint : better);
}

bool Parser::failUnclosed(const JsonValue &value, QStringView kind, QStringView closing)
{
    return fail(m_text.size(), u"the file ends within the %1 that begins on line %2"_s.arg(kind).arg(value.place.line),
                u"a \"%1\" is missing"_s.arg(closing));
}

} // namespace

JsonParsed parseJson(const QByteArray &text, const JsonLimits &limits)
{
    return Parser(text, limits).parse();
}

} // namespace telltale
