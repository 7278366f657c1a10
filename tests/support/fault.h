// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/clock.h"

#include <QByteArray>
#include <QList>

namespace telltale {

/// What a FaultProxy does to one connection. "Towards the client" is meant wherever nothing else is said: what the
/// client sends is handed on as it is. A *unit* is what the server sent as one: an SSE block, a WebSocket frame, an
/// HTTP chunk, or a whole body where there is neither; the head of an answer is none.
struct Fault
{
    enum class Kind {
        Pass,        ///< hand everything on
        Answer,      ///< answer with `status`, `type`, `headers` and `body`, and keep the connection open
        Hang,        ///< read, and never answer
        DropUpgrade, ///< hand on, without the request's Upgrade header (a middle box that knows no WebSocket)
        CutAfter,    ///< hand on, and cut the connection after `bytes`
        Refuse,      ///< reset as soon as it is known what is asked for
        Delay,       ///< hand everything on `wait` later
        Slice,       ///< in pieces of `bytes` (at least one), `wait` apart
        Rate,        ///< at most `bytes` a second
        Duplicate,   ///< unit number `unit` (from 1; 0: every one) comes twice
        Drop,        ///< unit number `unit` (from 1; 0: every one) never comes
        Reorder,     ///< unit number `unit` (from 1; 0: every odd one) comes after the next
        HoldBack, ///< collect what follows the answer's head for `wait`, and release it in one bunch; again and again
        HalfOpen, ///< after `bytes` nothing goes either way any more, and nobody is told
        Insert,   ///< `body`, as it stands, behind unit number `unit` (0: behind the head)
        CutIdle,  ///< cut once nothing came from the server for `wait`
        StripHeaders, ///< without the `headers` (names), in the request and in the answer
        ReplaceStatus ///< the server's answer with `status` in place of its own, `headers` ("Name: value") added
    };

    Kind kind = Kind::Pass;
    int status = 200;
    QByteArray type = "text/html";
    QByteArray body = {};
    qint64 bytes = 0;
    bool reset = false; ///< CutAfter, CutIdle: RST instead of FIN
    QList<QByteArray> headers = {};
    milliseconds wait{0};
    int unit = 0;
};

/// The word for it, as rules on a command line have it: "pass", "cut", "half-open", ...
QByteArray toWord(Fault::Kind kind);

} // namespace telltale
