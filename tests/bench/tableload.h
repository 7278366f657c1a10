// SPDX-License-Identifier: MIT
#pragma once

namespace telltale::bench {

/// What both tables of the benchmark show: every value changes in every frame.
struct TableLoad
{
    static constexpr int rows = 200;
    static constexpr int valueColumns = 3; ///< behind the one that names the row
    static constexpr int width = 1920;
    static constexpr int height = 1080;

    /// 0 to 100, with one decimal.
    static double value(int row, int column, int frame)
    {
        return double((row * 37 + column * 311 + frame * 13) % 1001) / 10;
    }
};

} // namespace telltale::bench
