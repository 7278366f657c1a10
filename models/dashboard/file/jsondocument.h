// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/file/jsonparser.h"

#include <QList>

#include <optional>

namespace telltale {

/// A JSON text and what it says, for an editor that writes people's files: text() is what was read, byte for byte, and
/// each change touches no more bytes than it must. Comments, order, indentation and unknown members survive.
///
/// Places are named by JSON Pointers (RFC 6901): "/pages/0/panels/2/title"; "" is the root. Where an object has a key
/// twice, the first is meant. A change returns nothing when it is done, or else why it cannot be, in words; the
/// document is then as it was. References into root() end with the next change.
///
/// A value; not for use by several threads at once.
class JsonDocument
{
public:
    struct Read;

    static Read read(const QByteArray &text, const JsonLimits &limits = {});

    const QByteArray &text() const { return m_text; }
    const JsonValue &root() const { return m_root; }
    /// Null if nothing is there, or if that is no pointer.
    const JsonValue *find(QStringView pointer) const;

    /// Puts a value in the place of another. json: one value, as in a file (see toJsonString and toJsonNumber).
    std::optional<QString> setValue(QStringView pointer, const QByteArray &json);
    /// Adds a member behind the object's last, on a line of its own if that one has one.
    std::optional<QString> insertMember(QStringView object, QStringView key, const QByteArray &json);
    /// Adds an element behind the array's last.
    std::optional<QString> appendElement(QStringView array, const QByteArray &json);
    /// Takes out a member or an element; with its line, and a comment on that line, if it has one to itself.
    std::optional<QString> remove(QStringView pointer);

private:
    struct Edit;

    std::optional<QString> append(const JsonValue &container, const QByteArray &item);
    std::optional<QString> apply(QList<Edit> edits);

    QByteArray m_text;
    JsonLimits m_limits;
    JsonValue m_root;
};

struct JsonDocument::Read
{
    std::optional<JsonDocument> document = {};
    JsonFault fault = {}; ///< why there is no document
};

} // namespace telltale
