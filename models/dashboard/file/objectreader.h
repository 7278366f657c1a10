// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/file/dashboardreader.h"
#include "models/dashboard/file/didyoumean.h"
#include "models/dashboard/file/vocabulary.h"

#include <optional>

namespace telltale {

/// What all readers share while they read one file.
struct ReadContext
{
    Diagnostics &diagnostics;
    const DashboardReaderOptions &options;
};

/// Reads an object of a dashboard file. Construction says what is wrong with its keys: one that stands there twice, one
/// that looks like a known one, one that nobody knows (kept, but a warning; not for those that begin with "x-"). Each
/// reading function returns nothing if the member is missing, or if it is wrong, which it then says. Keys are those of
/// the shape; asking for another one is a fault of the program.
class ObjectReader
{
public:
    /// value may be anything; if it is no object, that is said, and all members are missing.
    ObjectReader(const JsonValue &value, Shape shape, const QString &name, ReadContext &context);

    bool isObject() const { return m_value.kind == JsonKind::Object; }
    bool has(QStringView key) const { return find(key) != nullptr; }
    const JsonValue *find(QStringView key) const;
    /// Of the member's value; of the object where there is none.
    JsonPlace place(QStringView key = {}) const;
    ReadContext &context() const { return m_context; }

    std::optional<QString> text(QStringView key) const;    ///< may be empty
    std::optional<QString> anyWord(QStringView key) const; ///< not empty, without control characters
    std::optional<double> number(QStringView key) const;
    std::optional<int> integer(QStringView key, int least, int most) const;
    std::optional<bool> boolean(QStringView key) const;
    std::optional<milliseconds> duration(QStringView key) const;
    const JsonValue *object(QStringView key) const; ///< null if missing; any kind, for ObjectReader to judge
    /// Null if missing, no array, or of more elements than limit.
    const JsonValue *array(QStringView key, int limit) const;
    QStringList texts(QStringView key) const; ///< an array of texts, none empty

    template <typename T>
    std::optional<T> word(QStringView key, const Words<T> &table) const
    {
        const QString chosen = wordOf(key, wordsOf(table));
        for (const auto &[word, value] : table) {
            if (word == chosen)
                return value;
        }
        return {};
    }
    /// The member's text if it is one of these; else empty.
    QString wordOf(QStringView key, const QStringList &words) const;

    void error(QStringView key, const QString &message, const QString &hint = {}) const;
    void warning(QStringView key, const QString &message, const QString &hint = {}) const;
    void require(QStringView key,
                 const QString &hint = {}) const; ///< an error if it is missing, unless something like it is there

private:
    void checkKeys(const ObjectShape &shape);

    const JsonValue &m_value;
    const ObjectShape &m_shape;
    QString m_name;      ///< "a panel"
    QStringList m_meant; ///< keys that are there, misspelt: not to be missed, too
    ReadContext &m_context;
};

/// "a number", "null", ...
QString nameOfKind(JsonKind kind);
/// Says that something must be something else than it is.
void errorExpecting(const JsonValue &value, const QString &name, const QString &expected, ReadContext &context);
/// A text of an array. name is what the message calls it.
std::optional<QString> readText(const JsonValue &value, const QString &name, ReadContext &context);
/// "250ms", "5s", "1m", "2h", "1d": greater than zero, at most 31 days.
std::optional<milliseconds> parseTime(QStringView text);
/// "1 d", "90 s", for messages.
QString timeText(milliseconds time);

} // namespace telltale
