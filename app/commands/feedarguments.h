// SPDX-License-Identifier: MIT
#pragma once

#include "app/commands/arguments.h"
#include "transport/transportmanager.h"

#include <QStringList>

class QCommandLineParser;

namespace telltale {

/// Which feed, and how to reach it, as several commands ask for it.
struct FeedArguments
{
    FeedSpec feed;
    QString dialect = QStringLiteral("telltale");
    DialectOptions dialectOptions = {};
    QStringList warnings = {}; ///< to be said first
};

/// --transport, --dialect, --header, --token-file and --send.
void addFeedOptions(QCommandLineParser &parser);
QStringList feedOptionNames(); ///< without the dashes
/// Those options of a parsed command line, with this URL; or what is wrong with them.
Result<FeedArguments> readFeedArguments(const QCommandLineParser &parser, const QString &url);

} // namespace telltale
