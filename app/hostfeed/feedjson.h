// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace telltale {

/// A member of a JSON object: its unescaped name, and its value's text as it stood.
struct RawMember
{
    QByteArray name;
    QByteArray value;

    friend bool operator==(const RawMember &, const RawMember &) = default;
};

/// The text of one JSON value (RFC 8259, UTF-8) without the white space between its tokens, so that it is one line;
/// every token stays as it was written. BadData if it is anything else. Integers beyond 64 bits are refused too.
Result<QByteArray> compactJson(QByteArrayView text);

/// The members of an object, in order, or BadData if it is no object. Only for text that compactJson() gave.
Result<QList<RawMember>> jsonMembers(QByteArrayView compact);
/// The items of an array, likewise.
Result<QList<QByteArray>> jsonItems(QByteArrayView compact);

/// The value of the last member of that name (RFC 8259 leaves doubles open; most readers take the last); empty if
/// there is none.
QByteArray jsonValue(const QList<RawMember> &members, QByteArrayView name);
/// The text of a JSON string, or empty if value is no string.
QByteArray jsonText(QByteArrayView value);
/// text (UTF-8) as a JSON string, quotes included.
QByteArray jsonQuoted(QByteArrayView text);

} // namespace telltale
