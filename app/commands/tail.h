// SPDX-License-Identifier: MIT
#pragma once

#include "app/commands/feedarguments.h"
#include "transport/networkmonitor.h"
#include "transport/transportmanager.h"

#include <QObject>

#include <cstdio>
#include <memory>

namespace telltale {

/// `telltale tail URL`: the client with its fallbacks, without a window. What a person asked for, parsed.
struct TailOptions
{
    FeedArguments source;
    std::optional<qint64> count;      ///< end after this many events
    std::optional<milliseconds> time; ///< end after this long
    bool status = false;              ///< link, stream and gaps as JSON on standard error
};

/// arguments: what follows "tail".
Result<TailOptions> parseTailArguments(const QStringList &arguments);

/// Prints each delivered event as a JSON object on a line of its own, flushed at once. finished() comes once; also
/// where the output cannot be written any more.
///
/// Thread: the main thread; its transport manager lives there too.
class Tail final : public QObject
{
    Q_OBJECT
public:
    /// The streams are not owned.
    Tail(TailOptions options, std::unique_ptr<Dialect> dialect, std::FILE *output, std::FILE *errors);

    void start();
    /// Ends as if the time had come.
    void finish();

Q_SIGNALS:
    void finished(telltale::ExitCode code);

private:
    void print(const DeliveredEvent &delivered);
    void failToWrite(int error);
    void reportLink(const LinkStatus &status);
    void reportStream(const StreamStatus &status);
    void reportGap(const Gap &gap);
    void writeStatus(const QByteArray &line);

    const TailOptions m_options;
    std::FILE *const m_output;
    std::FILE *const m_errors;
    TransportManager m_manager;
    NetworkMonitor m_network;
    LinkStatus m_reportedLink;
    std::optional<StreamStatus> m_reportedStream;
    qint64 m_printed = 0;
    bool m_finished = false;
};

/// The whole command; returns the process's exit code.
int runTail(const Invocation &invocation);

} // namespace telltale
