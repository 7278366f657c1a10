// SPDX-License-Identifier: MIT
#include "models/series/derivedname.h"

#include <utility>

namespace telltale {

namespace {

/// One-to-one but for control characters, which a glob has no use for.
QByteArray escaped(const QByteArray &text)
{
    QByteArray out;
    for (const char c : text) {
        switch (c) {
        case '{':
            out += '[';
            break;
        case '}':
            out += ']';
            break;
        case '"':
            out += '\'';
            break;
        case '[':
        case ']':
        case '\'':
        case '\\':
        case ';':
        case '=':
        case ',':
            out += '\\';
            out += c;
            break;
        default:
            out += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? '?' : c;
        }
    }
    return out;
}

QByteArray number(double value)
{
    constexpr int everyDigit = 17;
    const QByteArray brief = QByteArray::number(value);
    return brief.toDouble() == value ? brief : QByteArray::number(value, 'g', everyDigit);
}

QByteArray opName(Derivation::Op op)
{
    switch (op) {
    case Derivation::Op::Rate:
        return "rate";
    case Derivation::Op::Sum:
        return "sum";
    case Derivation::Op::Average:
        return "avg";
    case Derivation::Op::Min:
        return "min";
    case Derivation::Op::Max:
        return "max";
    case Derivation::Op::Scale:
        return "scale";
    case Derivation::Op::Difference:
        return "difference";
    case Derivation::Op::None:
        break;
    }
    return {};
}

QByteArray selectionOf(const SeriesSelector &selector)
{
    QByteArray text = escaped(selector.glob);
    for (const LabelMatcher &matcher : selector.labels)
        text += "; " + escaped(matcher.label) + (matcher.negated ? "!=" : "=") + escaped(matcher.glob);
    if (selector.derivation.by.isEmpty())
        return text;
    QByteArrayList labels;
    for (const QByteArray &label : selector.derivation.by)
        labels << escaped(label);
    return text + "; by " + labels.join(", ");
}

/// What stands before and after the name of the input.
std::pair<QByteArray, QByteArray> around(const SeriesSelector &selector)
{
    const Derivation &made = selector.derivation;
    const QByteArray before = opName(made.op) + '(';
    const QByteArray after = !made.cadence                        ? QByteArrayLiteral(")")
                             : *made.cadence == Cadence::OnChange ? QByteArrayLiteral("; on-change)")
                                                                  : QByteArrayLiteral("; periodic)");
    if (made.op == Derivation::Op::Scale)
        return {before,
                "; *" + number(made.factor) + (made.offset != 0 ? "; +" + number(made.offset) : QByteArray()) + ')'};
    if (made.op == Derivation::Op::Difference)
        return {before, " - " + escaped(made.other) + after};
    return {before, after};
}

} // namespace

bool isAggregate(Derivation::Op op)
{
    return op == Derivation::Op::Sum || op == Derivation::Op::Average || op == Derivation::Op::Min ||
           op == Derivation::Op::Max;
}

QByteArray derivedBase(const SeriesSelector &selector, const QByteArray &base)
{
    if (selector.derivation.op == Derivation::Op::None)
        return base;
    const auto [before, after] = around(selector);
    return before + (isAggregate(selector.derivation.op) ? selectionOf(selector) : base) + after;
}

QByteArray derivedName(const SeriesSelector &selector, const SeriesKey &name, const QByteArray &text)
{
    const QByteArray base = derivedBase(selector, name.base());
    if (!isAggregate(selector.derivation.op))
        return base + text.sliced(name.base().size());
    QByteArray labels;
    for (const auto &[label, value] : name.labels()) {
        if (value.isEmpty() || !selector.derivation.by.contains(label))
            continue;
        QByteArray quoted = value;
        quoted.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
        labels += (labels.isEmpty() ? "" : ",") + label + "=\"" + quoted + '"';
    }
    return labels.isEmpty() ? base : base + '{' + labels + '}';
}

std::optional<QByteArray> derivedFrom(const SeriesSelector &selector, const QByteArray &derived)
{
    if (selector.derivation.op == Derivation::Op::None)
        return derived;
    const auto [before, after] = around(selector);
    if (derived.size() <= before.size() + after.size() || !derived.startsWith(before) || !derived.endsWith(after))
        return {};
    return derived.sliced(before.size()).chopped(after.size());
}

} // namespace telltale
