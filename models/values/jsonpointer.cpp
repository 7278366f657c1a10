// SPDX-License-Identifier: MIT
#include "models/values/jsonpointer.h"

#include <QUtf8StringView>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

Error bad(const QString &why)
{
    return Error{ErrorKind::BadData, why};
}

std::optional<std::string> unescaped(QByteArrayView step)
{
    std::string out;
    out.reserve(size_t(step.size()));
    for (qsizetype i = 0; i < step.size(); ++i) {
        if (step[i] != '~') {
            out += step[i];
            continue;
        }
        if (++i == step.size() || (step[i] != '0' && step[i] != '1'))
            return std::nullopt;
        out += step[i] == '0' ? '~' : '/';
    }
    return out;
}

} // namespace

Result<JsonPointer> JsonPointer::parse(QByteArrayView text)
{
    JsonPointer pointer;
    if (text.isEmpty())
        return pointer;
    if (!QUtf8StringView(text).isValidUtf8())
        return bad(u"a JSON Pointer is not UTF-8"_s);
    if (!text.startsWith('/'))
        return bad(u"a JSON Pointer begins with a slash, or is empty"_s);
    qsizetype from = 1;
    while (from <= text.size()) {
        const qsizetype slash = text.indexOf('/', from);
        const qsizetype end = slash < 0 ? text.size() : slash;
        std::optional<std::string> step = unescaped(text.sliced(from, end - from));
        if (!step)
            return bad(u"in a JSON Pointer ~ is followed by 0 (a tilde) or 1 (a slash)"_s);
        if (qsizetype(pointer.m_steps.size()) == maximumDepth)
            return bad(u"a JSON Pointer has more than %1 steps"_s.arg(maximumDepth));
        pointer.m_steps.push_back(*std::move(step));
        from = end + 1;
    }
    return pointer;
}

std::optional<size_t> arrayIndexOf(const std::string &step)
{
    constexpr size_t mostDigits = 9;
    if (step.empty() || step.size() > mostDigits || (step[0] == '0' && step.size() > 1))
        return std::nullopt;
    size_t index = 0;
    for (const char c : step) {
        if (c < '0' || c > '9')
            return std::nullopt;
        index = index * 10 + size_t(c - '0');
    }
    return index;
}

} // namespace telltale
