// SPDX-License-Identifier: MIT
#pragma once

#include "app/commands/arguments.h"
#include "app/hostfeed/hostfeed.h"

#include <QStringList>

namespace telltale {

/// `telltale serve`: this machine as a live feed, for other displays. What a person asked for, parsed.
struct ServeOptions
{
    HostFeedOptions feed;
    QStringList warnings; ///< to be said first
};

/// arguments: what follows "serve".
Result<ServeOptions> parseServeArguments(const QStringList &arguments);

/// The whole command; returns the process's exit code.
int runServe(const Invocation &invocation);

} // namespace telltale
