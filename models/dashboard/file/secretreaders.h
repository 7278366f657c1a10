// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/file/objectreader.h"

namespace telltale {

// A dashboard file is shown around, mailed and kept in repositories: it refers to secrets, and never holds one.

/// "auth" and "headers" of a source.
void readSecretsAndHeaders(const ObjectReader &source, SourceSpec &spec);

/// "url" of a source: a feed's address, without a secret in it. Empty if it cannot be used.
QString readFeedUrl(const ObjectReader &source);

} // namespace telltale
