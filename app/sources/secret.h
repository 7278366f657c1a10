// SPDX-License-Identifier: MIT
#pragma once

#include "app/commands/arguments.h"
#include "models/dashboard/dashboard.h"

#include <QString>

namespace telltale {

/// Fetches a secret from where the dashboard file says it is. It is one line of printable ASCII without spaces. A file
/// that every user can read is refused; one that a group can read is used, with a warning. Paths are relative to
/// baseDirectory. Errors name the file, the credential or the variable, never the secret. Any thread.
Result<Token> readSecret(const SecretReference &reference, const QString &baseDirectory);

} // namespace telltale
