// SPDX-License-Identifier: MIT
#include "models/dashboard/selectormatcher.h"

#include "models/series/derivedname.h"

#include <algorithm>
#include <optional>

namespace telltale {

namespace {

bool labelsMatch(const SeriesSelector &selector, const SeriesKey &name)
{
    return std::all_of(selector.labels.cbegin(), selector.labels.cend(), [&name](const LabelMatcher &matcher) {
        return matchesGlob(matcher.glob, name.label(matcher.label)) != matcher.negated;
    });
}

bool nameMatches(const SeriesSelector &selector, const QByteArray &base, const QByteArray &text)
{
    return matchesGlob(selector.glob, text) || (!selector.labels.isEmpty() && matchesGlob(selector.glob, base));
}

} // namespace

bool matches(const SeriesSelector &selector, const SeriesKey &name, const QByteArray &text)
{
    const Derivation::Op op = selector.derivation.op;
    if (op == Derivation::Op::None)
        return matchesInput(selector, name, text);
    if (isAggregate(op))
        return name.base() == derivedBase(selector, {});
    const std::optional<QByteArray> base = derivedFrom(selector, name.base());
    return base && nameMatches(selector, *base, *base + text.sliced(name.base().size())) && labelsMatch(selector, name);
}

bool matches(const SeriesSelector &selector, const SeriesKey &name)
{
    return matches(selector, name, name.format());
}

bool matchesInput(const SeriesSelector &selector, const SeriesKey &name, const QByteArray &text)
{
    return nameMatches(selector, name.base(), text) && labelsMatch(selector, name);
}

} // namespace telltale
