// SPDX-License-Identifier: MIT
#pragma once

#include "tests/simulation/schedule.h"

#include <QStringList>

namespace telltale::sim {

struct Outcome
{
    QStringList violations; ///< empty: all held
    int steps = 0;
    QStringList story; ///< what happened, where asked for
};

/// One client, one server and one network, through that schedule.
Outcome run(const Schedule &schedule, bool wantsStory = false);

/// The same with as few faults as still violate something.
Schedule shrink(Schedule schedule);

} // namespace telltale::sim
