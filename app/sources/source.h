// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QtGlobal>

namespace telltale {

/// Where a dashboard's values come from. What it brings goes into a hand-over, which must outlive it; its link and
/// stream are told there, too.
///
///   construct --> start() --> destruction (stops and joins)
///
/// Thread: construct, start and destroy on the GUI thread.
class Source
{
public:
    virtual ~Source() = default;

    virtual void start() = 0;
    /// A person does not want to wait for the next attempt to connect. Not every source connects.
    virtual void tryNow() {}
    /// Asks for what is known of the past of a series, which comes into the hand-over as any other update, or never:
    /// not every source has a past. series: as the feed names it. Times in ms since 1970 UTC, both ends included.
    virtual void askPast(const QByteArray &series, qint64 fromMs, qint64 toMs)
    {
        Q_UNUSED(series)
        Q_UNUSED(fromMs)
        Q_UNUSED(toMs)
    }
};

} // namespace telltale
