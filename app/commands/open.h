// SPDX-License-Identifier: MIT
#pragma once

#include "app/commands/feedarguments.h"

#include <QStringList>

#include <optional>

namespace telltale {

/// `telltale open [FILE|URL]`: the window. What a person asked for, parsed. Neither source nor file: this machine.
struct OpenOptions
{
    std::optional<FeedArguments> source; ///< a feed alone
    QString file;                        ///< not empty: a dashboard file
    QString screenshot;                  ///< not empty: save a picture there, then end
    milliseconds after{5'000};           ///< before the picture
};

/// arguments: what follows "open".
Result<OpenOptions> parseOpenArguments(const QStringList &arguments);

/// The whole command; returns the process's exit code.
int runOpen(const Invocation &invocation);

} // namespace telltale
