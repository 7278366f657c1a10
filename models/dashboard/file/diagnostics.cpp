// SPDX-License-Identifier: MIT
#include "models/dashboard/file/diagnostics.h"

#include "models/cleantext.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace telltale {

QString toLine(const Diagnostic &diagnostic, const QString &file)
{
    const QString line = diagnostic.place.line > 0 ? u':' + QString::number(diagnostic.place.line) : QString();
    const QString level = diagnostic.level == Diagnostic::Level::Warning ? u"warning: "_s : QString();
    const QString hint = diagnostic.hint.isEmpty() ? QString() : u"; "_s + diagnostic.hint;
    return file + line + u": "_s + level + diagnostic.message + hint;
}

QString quoted(QStringView word)
{
    return u'"' + cleanText(word, 60) + u'"';
}

void Diagnostics::error(JsonPlace place, const QString &message, const QString &hint)
{
    m_hasErrors = true;
    add({place, Diagnostic::Level::Error, message, hint});
}

void Diagnostics::warning(JsonPlace place, const QString &message, const QString &hint)
{
    add({place, Diagnostic::Level::Warning, message, hint});
}

void Diagnostics::add(const Diagnostic &diagnostic)
{
    if (m_list.size() < m_limit)
        m_list.append(diagnostic);
    else
        ++m_left;
}

QList<Diagnostic> Diagnostics::sorted() const
{
    QList<Diagnostic> list = m_list;
    std::stable_sort(list.begin(), list.end(),
                     [](const Diagnostic &a, const Diagnostic &b) { return a.place < b.place; });
    if (m_left > 0)
        list.append({{0, 0},
                     m_hasErrors ? Diagnostic::Level::Error : Diagnostic::Level::Warning,
                     u"%1 more problems are not listed"_s.arg(m_left)});
    return list;
}

} // namespace telltale
