// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace telltale {

/// One JSON object on one line, its members in the order they were added. (QJsonObject sorts them.) Every control
/// character is escaped, C1 and DEL too, which JSON would allow and a terminal might obey.
class JsonLine
{
public:
    JsonLine &add(QByteArrayView name, const QString &text);
    JsonLine &add(QByteArrayView name, QLatin1String text) { return add(name, QString(text)); }
    JsonLine &add(QByteArrayView name, qint64 number);
    JsonLine &add(QByteArrayView name, bool flag);
    JsonLine &add(QByteArrayView name, const JsonLine &object);

    /// Without a line end.
    QByteArray text() const { return m_members + '}'; }

private:
    void begin(QByteArrayView name);

    QByteArray m_members = "{";
};

} // namespace telltale
