// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <compare>
#include <vector>

namespace telltale {

enum class JsonKind { Null, Bool, Number, String, Array, Object };

/// Where something begins, as editors count: the first line and the first column are 1; a column is a character (code
/// point); a line ends with LF.
struct JsonPlace
{
    int line = 1;
    int column = 1;

    friend auto operator<=>(const JsonPlace &, const JsonPlace &) = default;
};

/// Bytes of the text, the end not included.
struct JsonSpan
{
    qsizetype begin = 0;
    qsizetype end = 0;

    friend bool operator==(const JsonSpan &, const JsonSpan &) = default;
};

struct JsonMember;

/// A value as it stood in a text. Which of the fields count follows from the kind.
struct JsonValue
{
    JsonKind kind = JsonKind::Null;
    JsonSpan span = {}; ///< of the value alone, without the comments and spaces around it
    JsonPlace place = {};

    bool boolean = false;
    double number = 0; ///< finite
    QString string = {};
    std::vector<JsonValue> elements; ///< of an array
    std::vector<JsonMember> members; ///< of an object, in order, those with an equal key included

    /// The first member of that key, or null.
    const JsonMember *member(QStringView key) const;
};

struct JsonMember
{
    QString key;
    JsonSpan keySpan; ///< with the quotes
    JsonPlace keyPlace;
    bool isDuplicate = false; ///< an earlier member of the object has the same key
    JsonValue value;
};

/// Same content, wherever and however it is written; members in the same order.
bool haveSameContent(const JsonValue &a, const JsonValue &b);

} // namespace telltale
