// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/file/jsonlexer.h"
#include "models/dashboard/file/jsonvalue.h"

#include <QList>
#include <QRandomGenerator>
#include <QString>

namespace telltale {

/// A JSON value that is only its content: what a text that was made of it must say.
struct JsonModel
{
    JsonKind kind = JsonKind::Null;
    bool boolean = false;
    double number = 0;
    QString string = {};
    QList<std::pair<QString, JsonModel>> items = {}; ///< of an object or, with empty keys, of an array

    static JsonModel text(const QString &string) { return {JsonKind::String, false, 0, string, {}}; }
    static JsonModel of(double number) { return {JsonKind::Number, false, number, {}, {}}; }
    bool isContainer() const { return kind == JsonKind::Object || kind == JsonKind::Array; }
};

inline bool says(const JsonValue &value, const JsonModel &model)
{
    if (value.kind != model.kind)
        return false;
    switch (model.kind) {
    case JsonKind::Null:
        return true;
    case JsonKind::Bool:
        return value.boolean == model.boolean;
    case JsonKind::Number:
        return value.number == model.number;
    case JsonKind::String:
        return value.string == model.string;
    default:
        break;
    }
    const bool isObject = model.kind == JsonKind::Object;
    if (size_t(model.items.size()) != (isObject ? value.members.size() : value.elements.size()))
        return false;
    for (qsizetype i = 0; i < model.items.size(); ++i) {
        const auto index = size_t(i);
        if (isObject && value.members[index].key != model.items[i].first)
            return false;
        if (!says(isObject ? value.members[index].value : value.elements[index], model.items[i].second))
            return false;
    }
    return true;
}

/// Dashboards with every kind of value, and their texts in every manner people and programs write.
class RandomJson
{
public:
    explicit RandomJson(quint32 seed)
        : m_random(seed)
    {}

    JsonModel dashboard();
    /// Strict: without comments and trailing commas, as RFC 8259 alone allows.
    QByteArray write(const JsonModel &model, bool strict);
    JsonModel scalar();
    int below(int limit) { return int(m_random.bounded(limit)); }

private:
    JsonModel panel(int index);
    QString word();
    QByteArray number(double value);
    QByteArray string(const QString &text);
    QByteArray trivia();
    QByteArray lineEnd() const { return m_crlf ? "\r\n" : "\n"; }
    void write(const JsonModel &model, int depth, QByteArray &out);

    QRandomGenerator m_random;
    bool m_strict = false;
    bool m_crlf = false;
    bool m_pretty = true;
};

inline QString RandomJson::word()
{
    static const QStringList words{QStringLiteral("cpu.busy"),
                                   QStringLiteral("net.rx{dev=\"eth0\"}"),
                                   QStringLiteral("Größe"),
                                   QStringLiteral("// no comment"),
                                   QStringLiteral("a\\b/c"),
                                   QStringLiteral("\t\n\u0001"),
                                   QStringLiteral("\U0001F321 hot"),
                                   QStringLiteral("{},[]:"),
                                   QStringLiteral("")};
    return words[below(int(words.size()))];
}

inline JsonModel RandomJson::scalar()
{
    switch (below(6)) {
    case 0:
        return {};
    case 1:
        return {JsonKind::Bool, below(2) == 1, 0, {}, {}};
    case 2:
        return JsonModel::of(below(200) - 100);
    case 3:
        return JsonModel::of(m_random.generateDouble() * (below(2) ? 1e-7 : 1e21));
    default:
        return JsonModel::text(word() + QString::number(below(1000)));
    }
}

inline JsonModel RandomJson::panel(int index)
{
    JsonModel at{JsonKind::Array, false, 0, {}, {}};
    for (int i = 0; i < 4; ++i)
        at.items.append({QString(), JsonModel::of(below(24))});
    JsonModel data{JsonKind::Array, false, 0, {}, {}};
    for (int i = below(3); i > 0; --i)
        data.items.append(
            {QString(), {JsonKind::Object, false, 0, {}, {{QStringLiteral("series"), JsonModel::text(word())}}}});
    JsonModel panel{JsonKind::Object,
                    false,
                    0,
                    {},
                    {{QStringLiteral("id"), JsonModel::text(QStringLiteral("panel%1").arg(index))},
                     {QStringLiteral("at"), at},
                     {QStringLiteral("data"), data}}};
    for (int i = below(4); i > 0; --i)
        panel.items.append({QStringLiteral("x-%1/~%2").arg(i).arg(word()), scalar()});
    if (below(3) == 0)
        panel.items.append({QStringLiteral("options"), {JsonKind::Object, false, 0, {}, {}}});
    return panel;
}

inline JsonModel RandomJson::dashboard()
{
    JsonModel panels{JsonKind::Array, false, 0, {}, {}};
    for (int i = below(6); i > 0; --i)
        panels.items.append({QString(), panel(i)});
    const JsonModel page{
        JsonKind::Object, false, 0, {}, {{QStringLiteral("title"), scalar()}, {QStringLiteral("panels"), panels}}};
    const JsonModel pages{JsonKind::Array, false, 0, {}, {{QString(), page}}};
    return {JsonKind::Object,
            false,
            0,
            {},
            {{QStringLiteral("format"), JsonModel::of(1)},
             {QStringLiteral("title"), JsonModel::text(word())},
             {QStringLiteral("unknown"), scalar()},
             {QStringLiteral("pages"), pages}}};
}

inline QByteArray RandomJson::number(double value)
{
    if (below(2))
        return toJsonNumber(value);
    return QByteArray::number(value, 'e', 17); // the same double in other words
}

inline QByteArray RandomJson::string(const QString &text)
{
    if (below(3))
        return toJsonString(text);
    QByteArray out = "\"";
    for (const QChar c : text)
        out += "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
    return out + "\"";
}

inline QByteArray RandomJson::trivia()
{
    QByteArray out;
    for (int i = m_pretty ? below(2) : below(4); i > 0; --i) {
        switch (below(m_strict ? 3 : 5)) {
        case 0:
            out += ' ';
            break;
        case 1:
            out += "\t";
            break;
        case 2:
            out += lineEnd();
            break;
        case 3:
            out += "// \"quoted\", {braces}: [1, // 2] \xc3\xa9" + lineEnd();
            break;
        default:
            out += "//" + lineEnd() + "  ";
            break;
        }
    }
    return out;
}

inline void RandomJson::write(const JsonModel &model, int depth, QByteArray &out)
{
    switch (model.kind) {
    case JsonKind::Null:
        out += "null";
        return;
    case JsonKind::Bool:
        out += model.boolean ? "true" : "false";
        return;
    case JsonKind::Number:
        out += number(model.number);
        return;
    case JsonKind::String:
        out += string(model.string);
        return;
    default:
        break;
    }
    const bool isObject = model.kind == JsonKind::Object;
    const QByteArray newLine = m_pretty && depth < 4 ? lineEnd() + QByteArray(2 * (depth + 1), ' ') : trivia();
    out += isObject ? '{' : '[';
    for (qsizetype i = 0; i < model.items.size(); ++i) {
        out += newLine;
        if (isObject)
            out += string(model.items[i].first) + trivia() + ":" + (m_pretty ? QByteArray(" ") : trivia());
        write(model.items[i].second, depth + 1, out);
        if (!m_pretty)
            out += trivia();
        if (i + 1 < model.items.size() || (!m_strict && below(2)))
            out += ',';
        if (m_pretty && !m_strict && below(4) == 0)
            out += " // what this is for" + (newLine.contains('\n') ? QByteArray() : lineEnd());
    }
    if (m_pretty && !m_strict)
        out += below(4) == 0 ? lineEnd() + "// the end" : QByteArray();
    out += m_pretty && depth < 4 ? lineEnd() + QByteArray(2 * depth, ' ') : lineEnd() + trivia();
    out += isObject ? '}' : ']';
}

inline QByteArray RandomJson::write(const JsonModel &model, bool strict)
{
    m_strict = strict;
    m_crlf = below(4) == 0;
    m_pretty = below(3) > 0;
    QByteArray out = !strict && below(5) == 0 ? QByteArray("\xef\xbb\xbf") : QByteArray();
    out += trivia();
    write(model, 0, out);
    return out + trivia();
}

} // namespace telltale
