// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/clock.h"

#include <QtGlobal>

namespace telltale {

/// Every bound of one transport session. Sizes in bytes.
struct TransportLimits
{
    milliseconds connect{10'000};     ///< name, TCP, TLS; and the answer's status line or the upgrade
    milliseconds progress{30'000};    ///< a message, block or body that began must end within this
    milliseconds pollAnswer{10'000};  ///< an answer must begin within this, beyond what the server was asked to hold
    milliseconds hold{25'000};        ///< what a long poll asks the server to wait (Prefer: wait, whole seconds)
    qsizetype message = 8 << 20;      ///< a WebSocket message, an SSE event, a poll's body
    qsizetype frame = 1 << 20;        ///< a WebSocket frame
    qsizetype line = 1 << 20;         ///< an SSE line
    qsizetype readBuffer = 256 << 10; ///< what an HTTP reply may buffer before TCP pushes back
    qsizetype unsent = 1 << 20;       ///< bytes queued towards a peer that does not read
    int messagesPerTick = 65'536;     ///< WebSocket messages and pongs in one turn of the event loop: a full read
                                      ///< buffer of them means messages of 16 bytes; a fast replay stays below
    int framesPerMessage = 1024;      ///< continuation frames in one message
    milliseconds pollInterval{2'000}; ///< between polls, after an empty answer; grows by half to pollIntervalMax
    milliseconds pollIntervalMax{30'000};
    int redirects = 3;
};

} // namespace telltale
