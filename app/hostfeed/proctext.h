// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

#include <optional>

namespace telltale {

/// What all files of /proc have in common: lines of fields between blanks, and decimal numbers. Pure and total: no
/// input, however broken, makes these do more than find nothing.

/// The next line of text, which loses it; nothing at the end. A line that no line feed ends is not given: the kernel
/// ends every line, so that one was cut off by a limit, and half a number is a wrong number.
std::optional<QByteArrayView> takeLine(QByteArrayView &text);

/// The next field of a line, which loses it; empty at the end.
QByteArrayView takeField(QByteArrayView &line);

/// A whole field as a number; nothing for anything else, a sign and an overflow included.
std::optional<quint64> toCount(QByteArrayView field);

/// A whole field as a finite decimal number: "0.37", "-5".
std::optional<double> toDecimal(QByteArrayView field);

} // namespace telltale
