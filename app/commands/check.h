// SPDX-License-Identifier: MIT
#pragma once

#include "app/commands/arguments.h"

#include <QStringList>

namespace telltale {

/// `telltale check FILE...`: what is wrong with dashboard files. What a person asked for, parsed.
struct CheckOptions
{
    QStringList files; ///< "-" is the standard input; at least one
};

/// arguments: what follows "check".
Result<CheckOptions> parseCheckArguments(const QStringList &arguments);

/// The whole command; returns the process's exit code.
int runCheck(const Invocation &invocation);

} // namespace telltale
