// SPDX-License-Identifier: MIT
#include "tests/qml/colormath.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace telltale::test {

namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

constexpr Matrix machado(Vision vision)
{
    switch (vision) {
    case Vision::Normal:
        break;
    case Vision::Deuteranopia:
        return {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
    case Vision::Protanopia:
        return {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
    case Vision::Tritanopia:
        return {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};
    }
    return {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
}

constexpr Matrix toXyz{
    {{0.4124564, 0.3575761, 0.1804375}, {0.2126729, 0.7151522, 0.0721750}, {0.0193339, 0.1191920, 0.9503041}}};
constexpr Triple whitePoint{0.95047, 1, 1.08883};

Triple product(const Matrix &matrix, const Triple &vector)
{
    Triple result{};
    for (size_t row = 0; row < 3; ++row) {
        for (size_t column = 0; column < 3; ++column)
            result[row] += matrix[row][column] * vector[column];
    }
    return result;
}

double toLinear(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

float fromLinear(double value)
{
    const double clamped = std::clamp(value, 0.0, 1.0);
    return float(clamped <= 0.0031308 ? clamped * 12.92 : 1.055 * std::pow(clamped, 1 / 2.4) - 0.055);
}

Triple linear(QColor color)
{
    return {toLinear(double(color.redF())), toLinear(double(color.greenF())), toLinear(double(color.blueF()))};
}

double luminance(QColor color)
{
    return product(toXyz, linear(color))[1];
}

Triple lab(QColor color)
{
    Triple xyz = product(toXyz, linear(color));
    for (size_t i = 0; i < 3; ++i) {
        const double part = xyz[i] / whitePoint[i];
        xyz[i] = part > 0.008856 ? std::cbrt(part) : 7.787 * part + 16.0 / 116;
    }
    return {116 * xyz[1] - 16, 500 * (xyz[0] - xyz[1]), 200 * (xyz[1] - xyz[2])};
}

} // namespace

double contrast(QColor one, QColor other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

QColor seen(QColor color, Vision vision)
{
    const Triple rgb = product(machado(vision), linear(color));
    return QColor::fromRgbF(fromLinear(rgb[0]), fromLinear(rgb[1]), fromLinear(rgb[2]));
}

double difference(QColor one, QColor other)
{
    const Triple a = lab(one);
    const Triple b = lab(other);
    return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

double smallestDifference(const QList<QColor> &colors)
{
    double smallest = std::numeric_limits<double>::infinity();
    for (const auto vision : {Vision::Normal, Vision::Deuteranopia, Vision::Protanopia, Vision::Tritanopia}) {
        for (qsizetype i = 0; i < colors.size(); ++i) {
            for (qsizetype j = 0; j < i; ++j)
                smallest = std::min(smallest, difference(seen(colors[i], vision), seen(colors[j], vision)));
        }
    }
    return smallest;
}

} // namespace telltale::test
