// SPDX-License-Identifier: MIT
#include "tests/gallery/sheetcomparison.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <vector>

using namespace Qt::StringLiterals;

namespace telltale::test {

namespace {

constexpr int channels = 3;

int channelOf(QRgb pixel, int channel)
{
    return int(pixel >> (8 * channel)) & 0xff;
}

QRgb pixelOf(const QImage &image, int x, int y)
{
    return reinterpret_cast<const QRgb *>(image.constScanLine(y))[x];
}

bool areAlike(QRgb a, QRgb b, int tolerance)
{
    for (int i = 0; i < channels; ++i) {
        if (std::abs(channelOf(a, i) - channelOf(b, i)) > tolerance)
            return false;
    }
    return true;
}

/// Whether the colour is among those around this place, or between them.
bool isAround(QRgb color, const QImage &image, int x, int y, int tolerance)
{
    const int right = std::min(x + 1, image.width() - 1);
    const int bottom = std::min(y + 1, image.height() - 1);
    for (int i = 0; i < channels; ++i) {
        int least = 255;
        int most = 0;
        for (int row = std::max(y - 1, 0); row <= bottom; ++row) {
            for (int column = std::max(x - 1, 0); column <= right; ++column) {
                const int value = channelOf(pixelOf(image, column, row), i);
                least = std::min(least, value);
                most = std::max(most, value);
            }
        }
        const int value = channelOf(color, i);
        if (value < least - tolerance || value > most + tolerance)
            return false;
    }
    return true;
}

bool isWrong(const QImage &found, const QImage &wanted, int x, int y, int tolerance)
{
    const QRgb one = pixelOf(found, x, y);
    const QRgb other = pixelOf(wanted, x, y);
    // Both ways, or a thin line could be missing without being missed.
    return !areAlike(one, other, tolerance) &&
           !(isAround(one, wanted, x, y, tolerance) && isAround(other, found, x, y, tolerance));
}

/// For each pixel the place of its cell in the list; of those in none, one more than the last.
std::vector<int> mapOf(QSize size, const QList<SheetCell> &cells)
{
    std::vector<int> map(size_t(size.width()) * size_t(size.height()), int(cells.size()));
    for (int i = 0; i < int(cells.size()); ++i) {
        const QRect place = cells[i].place & QRect({0, 0}, size);
        for (int y = place.top(); y <= place.bottom(); ++y) {
            const auto row = map.begin() + qsizetype(y) * size.width();
            std::fill(row + place.left(), row + place.right() + 1, i);
        }
    }
    return map;
}

/// What one cell comes to.
struct Tally
{
    int size = 0;
    int wrong = 0;
    std::array<qint64, channels> lighter = {}; ///< summed over its pixels

    void add(QRgb found, QRgb wanted)
    {
        ++size;
        for (int i = 0; i < channels; ++i)
            lighter[size_t(i)] += channelOf(found, i) - channelOf(wanted, i);
    }
    double share() const { return size > 0 ? double(wrong) / size : 0; }
    double drift() const
    {
        double most = 0;
        for (const qint64 sum : lighter)
            most = std::max(most, size > 0 ? std::abs(double(sum)) / size : 0);
        return most;
    }
};

QImage paled(const QImage &image)
{
    QImage pale = image;
    for (int y = 0; y < pale.height(); ++y) {
        auto *row = reinterpret_cast<QRgb *>(pale.scanLine(y));
        std::transform(row, row + pale.width(), row, [](QRgb pixel) {
            const int grey = 160 + qGray(pixel) / 4;
            return qRgb(grey, grey, grey);
        });
    }
    return pale;
}

} // namespace

QString SheetComparison::text() const
{
    QStringList parts;
    for (const Fault &fault : faults)
        parts << u"%1 (%2 pixels, %3 %, mean off by %4)"_s.arg(fault.cell)
                     .arg(fault.pixels)
                     .arg(100 * fault.share, 0, 'f', 2)
                     .arg(fault.drift, 0, 'f', 1);
    return parts.join(u", "_s);
}

SheetComparison compareSheets(const QImage &foundSheet, const QImage &wantedSheet, const QList<SheetCell> &cells,
                              SheetTolerance tolerance)
{
    const QImage found = foundSheet.convertToFormat(QImage::Format_RGB32);
    const QImage wanted = wantedSheet.convertToFormat(QImage::Format_RGB32);
    if (found.size() != wanted.size())
        return {{{u"all: another size"_s, found.width() * found.height(), 1}}, found};
    const std::vector<int> map = mapOf(found.size(), cells);
    std::vector<Tally> tallies(size_t(cells.size()) + 1);
    SheetComparison comparison;
    comparison.picture = paled(found);
    for (int y = 0; y < found.height(); ++y) {
        for (int x = 0; x < found.width(); ++x) {
            Tally &tally = tallies[size_t(map[size_t(y) * size_t(found.width()) + size_t(x)])];
            tally.add(pixelOf(found, x, y), pixelOf(wanted, x, y));
            if (!isWrong(found, wanted, x, y, tolerance.channel))
                continue;
            ++tally.wrong;
            comparison.picture.setPixel(x, y, qRgb(220, 0, 0));
        }
    }
    for (int i = 0; i <= int(cells.size()); ++i) {
        const Tally &tally = tallies[size_t(i)];
        if (tally.share() > tolerance.share || tally.drift() > tolerance.mean)
            comparison.faults.append(
                {i < cells.size() ? cells[i].name : u"around"_s, tally.wrong, tally.share(), tally.drift()});
    }
    if (comparison.faults.isEmpty())
        comparison.picture = {};
    return comparison;
}

} // namespace telltale::test
