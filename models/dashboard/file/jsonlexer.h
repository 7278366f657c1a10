// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/file/jsonvalue.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>

namespace telltale {

// The words of JSON (RFC 8259), and what stands between them. All offsets are bytes of the text.

/// The bytes of a byte order mark at the text's begin: 0 or 3.
qsizetype byteOrderMark(QByteArrayView text);

/// The first offset from `at` on that is neither white space nor in a comment ("//" to the end of the line).
qsizetype skipTrivia(QByteArrayView text, qsizetype at);

/// What a word says; or, if problem is set, what is wrong with it, at `end`.
template <typename T>
struct JsonWord
{
    qsizetype end = 0;
    T value = {};
    QString problem = {}; ///< empty: none
};

/// The string whose opening quote is at `at`. Half a surrogate pair is a problem: it is no text.
JsonWord<QString> readJsonString(QByteArrayView text, qsizetype at);

/// The number that begins at `at`. One beyond the range of a double is a problem; one too small for it is 0.
JsonWord<double> readJsonNumber(QByteArrayView text, qsizetype at);

/// The text as a JSON string, with its quotes. Escapes what must be, and nothing else.
QByteArray toJsonString(QStringView text);

/// The shortest number that reads back as the same double; it must be finite.
QByteArray toJsonNumber(double number);

/// Counts lines and columns. Cheap if asked in ascending order.
class JsonPlaces
{
public:
    explicit JsonPlaces(QByteArrayView text);

    JsonPlace at(qsizetype offset);

private:
    QByteArrayView m_text;
    qsizetype m_offset = 0;
    JsonPlace m_place;
};

} // namespace telltale
