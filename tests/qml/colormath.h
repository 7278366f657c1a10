// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QList>

namespace telltale::test {

/// As WCAG 2.1 counts it: 1 to 21.
double contrast(QColor one, QColor other);

/// How people see colour: most, and those who lack one kind of cone.
enum class Vision { Normal, Deuteranopia, Protanopia, Tritanopia };

/// A colour as such an eye sees it: Machado, Oliveira and Fernandes 2009, severity 1, in linear light.
QColor seen(QColor color, Vision vision);

/// CIE76: the distance of two colours in CIELAB (D65).
double difference(QColor one, QColor other);

/// The smallest distance of any two of these for any kind of vision.
double smallestDifference(const QList<QColor> &colors);

} // namespace telltale::test
