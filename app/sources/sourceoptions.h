// SPDX-License-Identifier: MIT
#pragma once

#include "app/sources/feedconnection.h"

#include <QStringList>

namespace telltale {

/// A source of type Stream, ready to be connected to.
struct ResolvedSource
{
    FeedSourceOptions options;
    QStringList warnings = {}; ///< to be said once, naming the source
};

/// What a dashboard file says of a feed, with its secrets fetched. Errors name the source and what is wrong.
Result<ResolvedSource> resolveSource(const SourceSpec &spec, const QString &baseDirectory);

} // namespace telltale
