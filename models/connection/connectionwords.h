// SPDX-License-Identifier: MIT
#pragma once

#include "models/values/severity.h"
#include "transport/protocol/status.h"

#include <QString>

namespace telltale {

/// What a person reads about the connection.
struct ConnectionWords
{
    QString headline; ///< one or two words
    QString detail;   ///< plain text, empty if there is nothing to add
    /// Ok: what is shown is the present. Low: on its way there, nothing lost. Medium: live with a reservation. High:
    /// not live, what is shown is the past. Critical: not live, and waiting alone will hardly mend it.
    Severity severity = Severity::High;

    friend bool operator==(const ConnectionWords &, const ConnectionWords &) = default;
};

/// Chooses the words by kind and state alone; an error's own message only ever becomes part of the detail, cleaned and
/// bounded. wasLive: this run has been live before. clockVerified: a beat tells the server's clock; where none does,
/// ages leave out how long a value travelled, and the detail says so. Pure.
ConnectionWords describeConnection(const LinkStatus &link, const StreamStatus &stream, bool wasLive, bool clockVerified,
                                   TimePoint now);

/// The kind in words: "Connection refused", "Not authorised (401)".
QString describeError(const Error &error);

} // namespace telltale
