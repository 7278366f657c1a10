// SPDX-License-Identifier: MIT
#include "models/values/valuemapping.h"

#include <algorithm>
#include <cmath>

namespace telltale {

namespace {

bool isWithin(const ValueMapping::Range &range, double number)
{
    return !std::isnan(number) && (!range.from || number >= *range.from) && (!range.to || number <= *range.to);
}

bool fits(const ValueMapping &mapping, SampleKind kind, double number, QStringView text)
{
    switch (kind) {
    case SampleKind::Number:
        return (mapping.number && *mapping.number == number) || (mapping.range && isWithin(*mapping.range, number));
    case SampleKind::State:
        return mapping.word && *mapping.word == text;
    case SampleKind::Missing:
        return mapping.missing;
    }
    Q_UNREACHABLE();
}

} // namespace

const ValueMapping *findMapping(const QList<ValueMapping> &mappings, SampleKind kind, double number, QStringView text)
{
    const auto found = std::find_if(mappings.cbegin(), mappings.cend(),
                                    [&](const ValueMapping &mapping) { return fits(mapping, kind, number, text); });
    return found == mappings.cend() ? nullptr : &*found;
}

} // namespace telltale
