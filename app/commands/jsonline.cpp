// SPDX-License-Identifier: MIT
#include "app/commands/jsonline.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace telltale {

namespace {

/// DEL and C1 (U+0080 to U+009F, in UTF-8 0xC2 and their last byte) as \u00XX: QJsonDocument leaves them as they are.
QByteArray escapeControls(QByteArray json)
{
    json.replace('\x7f', "\\u007f");
    for (qsizetype at = json.indexOf('\xc2'); at >= 0; at = json.indexOf('\xc2', at + 1)) {
        const auto code = static_cast<unsigned char>(json.at(at + 1));
        if (code <= 0x9f)
            json.replace(at, 2, "\\u00" + QByteArray::number(code, 16));
    }
    return json;
}

} // namespace

JsonLine &JsonLine::add(QByteArrayView name, const QString &text)
{
    begin(name);
    const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    m_members += escapeControls(array.sliced(1, array.size() - 2));
    return *this;
}

JsonLine &JsonLine::add(QByteArrayView name, qint64 number)
{
    begin(name);
    m_members += QByteArray::number(number);
    return *this;
}

JsonLine &JsonLine::add(QByteArrayView name, bool flag)
{
    begin(name);
    m_members += flag ? "true" : "false";
    return *this;
}

JsonLine &JsonLine::add(QByteArrayView name, const JsonLine &object)
{
    begin(name);
    m_members += object.text();
    return *this;
}

void JsonLine::begin(QByteArrayView name)
{
    if (m_members.size() > 1)
        m_members += ',';
    m_members += '"';
    m_members += name;
    m_members += "\":";
}

} // namespace telltale
