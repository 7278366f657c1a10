// SPDX-License-Identifier: MIT
#include "app/commands/jsonline.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace telltale {

JsonLine &JsonLine::add(QByteArrayView name, const QString &text)
{
    begin(name);
    const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    m_members += QByteArrayView(array).sliced(1, array.size() - 2);
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
