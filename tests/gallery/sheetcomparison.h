// SPDX-License-Identifier: MIT
#pragma once

#include <QImage>
#include <QList>
#include <QRect>
#include <QString>

namespace telltale::test {

/// A part of a sheet that is judged alone.
struct SheetCell
{
    QString name;
    QRect place;
};

/// How unlike two pictures of the same may be.
struct SheetTolerance
{
    /// Of 255, in each channel. A pixel is right if its colour lies within what the other picture has in the three by
    /// three pixels around it, give or take so much: edges may be smoothed otherwise, or half a pixel beside.
    int channel = 28;
    /// Of a cell's pixels, so many may be wrong.
    double share = 0.002;
    /// Of 255, in each channel: how far a cell's mean may be off. A large area that is a little lighter is seen here.
    double mean = 1.5;
};

struct SheetComparison
{
    struct Fault
    {
        QString cell;
        int pixels = 0;
        double share = 0;
        double drift = 0; ///< of the mean
    };

    QList<Fault> faults; ///< the cells with more than the tolerance
    QImage picture;      ///< the sheet, pale, with what is wrong in red; null if nothing is

    /// "gauge (120 pixels, 0.31 %, mean off by 0.4), table (...)"
    QString text() const;
};

/// What is in no cell is a cell of its own, "around". Pictures of different sizes are wrong everywhere. Pure.
SheetComparison compareSheets(const QImage &found, const QImage &wanted, const QList<SheetCell> &cells,
                              SheetTolerance tolerance = {});

} // namespace telltale::test
