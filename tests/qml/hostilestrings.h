// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QSet>
#include <QString>

namespace telltale::test {

/// Where hostile strings lead whoever takes them for more than text.
struct Bait
{
    quint16 port = 0; ///< of a server on the loopback
    QString file;     ///< path of a picture

    QString webAddress(int number) const;  ///< another one for each number, so that no cache answers
    QString fileAddress(int number) const; ///< likewise, of the same file
};

struct HostileString
{
    QByteArray kind; ///< "markup", "bidi", "long", ...
    QString text;    ///< may hold anything that a QString can, half surrogate pairs too
};

/// What a hostile server or author might send, of every kind that somebody once fell for. The same for equal arguments.
/// String n holds numberMark(n) where its kind allows for it.
QList<HostileString> hostileStrings(int count, const Bait &bait);
QString numberMark(int number);
/// The numbers whose marks stand in a text.
QSet<int> markedNumbers(const QString &text);

/// Fit to be written into a file: without half surrogate pairs, cut to so many characters.
QString fileText(const HostileString &string, qsizetype limit);
/// Between quotes, in ASCII: everything else is escaped, half surrogate pairs as what they are.
QByteArray jsonText(const QString &text);

} // namespace telltale::test
