// SPDX-License-Identifier: MIT
#include "models/dashboard/selectorunit.h"

#include "models/series/derivedname.h"

namespace telltale {

namespace {

Unit unitForBase(const QByteArray &base)
{
    const Result<SeriesKey> name = SeriesKey::parse(base, base.size());
    return name ? unitForSeries(*name) : Unit::Short;
}

/// Nothing if the name is a pattern.
std::optional<QByteArray> baseOf(const SeriesSelector &selector)
{
    const qsizetype brace = selector.glob.indexOf('{');
    const QByteArray base = brace < 0 ? selector.glob : selector.glob.first(brace);
    return base.contains('*') ? std::nullopt : std::optional(base);
}

Unit derived(Derivation::Op op, const Unit &input)
{
    switch (op) {
    case Derivation::Op::None:
    case Derivation::Op::Sum:
    case Derivation::Op::Average:
    case Derivation::Op::Min:
    case Derivation::Op::Max:
    case Derivation::Op::Difference:
        return input;
    case Derivation::Op::Rate:
        if (input == Unit::Bytes)
            return Unit::BytesPerSec;
        return input == Unit::Short ? Unit::PerSecond : Unit::Short;
    case Derivation::Op::Scale:
        break;
    }
    return Unit::Short;
}

} // namespace

Unit unitForSelected(const SeriesSelector &selector, const SeriesKey &name)
{
    const Derivation::Op op = selector.derivation.op;
    const auto base = isAggregate(op) ? baseOf(selector) : derivedFrom(selector, name.base());
    return base ? derived(op, unitForBase(*base)) : Unit::Short;
}

std::optional<Unit> unitForSelector(const SeriesSelector &selector)
{
    const auto base = baseOf(selector);
    return base ? std::optional(derived(selector.derivation.op, unitForBase(*base))) : std::nullopt;
}

} // namespace telltale
