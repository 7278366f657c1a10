// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace telltale {

/// Rounds towards minus infinity: a grid of columns goes on before 1970 as it does after. by is greater than zero.
constexpr qint64 floorDivided(qint64 value, qint64 by)
{
    return value / by - (value % by < 0 ? 1 : 0);
}

} // namespace telltale
