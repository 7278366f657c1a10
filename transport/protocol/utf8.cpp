// SPDX-License-Identifier: MIT
#include "transport/protocol/utf8.h"

#include <QByteArrayView>

namespace telltale {

namespace {

using Byte = unsigned char;

constexpr char replacement[] = "\xef\xbf\xbd";

/// How a sequence goes on after its first byte. Only the byte after the first has bounds of its own: they keep out
/// overlong forms, surrogates and what lies beyond U+10FFFF.
struct Continuation
{
    int bytes = -1; ///< -1: no sequence begins so
    Byte lowest = 0x80;
    Byte highest = 0xbf;
};

Continuation continuationOf(Byte first)
{
    if (first < 0x80)
        return {0};
    if (first < 0xc2)
        return {};
    if (first < 0xe0)
        return {1};
    if (first < 0xf0)
        return {2, first == 0xe0 ? Byte{0xa0} : Byte{0x80}, first == 0xed ? Byte{0x9f} : Byte{0xbf}};
    if (first < 0xf5)
        return {3, first == 0xf0 ? Byte{0x90} : Byte{0x80}, first == 0xf4 ? Byte{0x8f} : Byte{0xbf}};
    return {};
}

/// The length of the well-formed sequence or of the ill-formed subpart that text begins with, and which it is.
struct Sequence
{
    qsizetype length = 1;
    bool wellFormed = false;
};

Sequence firstSequence(QByteArrayView text)
{
    Continuation expected = continuationOf(static_cast<Byte>(text.front()));
    if (expected.bytes < 0)
        return {};
    qsizetype length = 1;
    for (; expected.bytes > 0; --expected.bytes, ++length) {
        if (length == text.size())
            return {length, false};
        const Byte next = static_cast<Byte>(text[length]);
        if (next < expected.lowest || next > expected.highest)
            return {length, false};
        expected.lowest = 0x80;
        expected.highest = 0xbf;
    }
    return {length, true};
}

} // namespace

QByteArray toWellFormedUtf8(QByteArray text)
{
    if (text.isValidUtf8())
        return text;
    QByteArray mended;
    mended.reserve(text.size() + 16);
    for (QByteArrayView rest = text; !rest.isEmpty();) {
        const Sequence sequence = firstSequence(rest);
        if (sequence.wellFormed)
            mended.append(rest.first(sequence.length));
        else
            mended.append(replacement);
        rest = rest.sliced(sequence.length);
    }
    return mended;
}

} // namespace telltale
