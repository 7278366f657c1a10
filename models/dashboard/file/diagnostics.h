// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/file/jsonvalue.h"

#include <QList>
#include <QString>

namespace telltale {

/// What is wrong with a file, and where.
struct Diagnostic
{
    enum class Level {
        Error,  ///< the file cannot be shown as it is
        Warning ///< it can, and something in it has no effect
    };

    JsonPlace place; ///< line 0: the file as a whole
    Level level = Level::Error;
    QString message;   ///< plain text, without a stop at the end; words out of the file are cleaned and cut
    QString hint = {}; ///< what to do about it: `did you mean "title"?`; may be empty

    friend bool operator==(const Diagnostic &, const Diagnostic &) = default;
};

/// `hall.json:12: unknown key "tittle"; did you mean "title"?`, warnings with "warning: " before the message. May hold
/// whatever the name of the file holds: a terminal wants it cleaned.
QString toLine(const Diagnostic &diagnostic, const QString &file);

/// A word out of a file as part of a message: in quotes, without control characters, at most 60 long.
QString quoted(QStringView word);

/// Collects them while a file is read. Over the limit only the fact is noted.
class Diagnostics
{
public:
    explicit Diagnostics(int limit)
        : m_limit(limit)
    {}

    void error(JsonPlace place, const QString &message, const QString &hint = {});
    void warning(JsonPlace place, const QString &message, const QString &hint = {});
    bool hasErrors() const { return m_hasErrors; }
    /// In the order of the file.
    QList<Diagnostic> sorted() const;

private:
    void add(const Diagnostic &diagnostic);

    int m_limit;
    int m_left = 0; ///< not taken up
    bool m_hasErrors = false;
    QList<Diagnostic> m_list;
};

} // namespace telltale
