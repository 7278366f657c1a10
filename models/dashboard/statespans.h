// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/panelseries.h"

#include <QList>
#include <QString>

#include <functional>

namespace telltale {

/// A stretch of time in one state, in shares of the window: 0 its begin, 1 now.
struct StateSpan
{
    double start = 0;
    double end = 0;
    int severity = -1;   ///< telltale::Severity; -1: nothing says what it means
    int colorIndex = -1; ///< where there is no severity: place in the palette, the same for the same word; -1: no value
    QString word = {};   ///< clean; "no value" where the feed said so

    friend bool operator==(const StateSpan &, const StateSpan &) = default;
};

/// The states of one series within the windowMs before nowMs, oldest first, never overlapping. Equal neighbours are one
/// span. A hole is never bridged, and a state is not drawn beyond its last sample once the series is stale. Numbers are
/// looked at in columns of a 480th of the window, each as bad as its worst sample; if the newest is known to be
/// missing, that is said from the last number on.
///
/// colorOf: the palette's place of a word that nothing gives a severity.
QList<StateSpan> stateSpans(const PanelSeries &series, qint64 nowMs, qint64 windowMs,
                            const std::function<int(const QString &)> &colorOf);

} // namespace telltale
