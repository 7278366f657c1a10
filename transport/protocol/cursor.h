// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QtGlobal>

#include <optional>

namespace telltale {

/// A server's resume token, verbatim: what goes back as Last-Event-ID. Empty: from now on.
using Cursor = QByteArray;

/// Where an event stands in a dense stream: sequence numbers within an epoch have no holes. A new epoch means that
/// the server forgot its numbering (a restart), so sequences of different epochs do not compare.
struct Position
{
    QByteArray epoch;
    quint64 sequence = 0;

    friend bool operator==(const Position &, const Position &) = default;
};

/// Reads "epoch:sequence" (at most 128 printable ASCII characters, the sequence decimal), or nothing.
std::optional<Position> parsePosition(QByteArrayView id);
Cursor toCursor(const Position &position);

} // namespace telltale
