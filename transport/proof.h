// SPDX-License-Identifier: MIT
#pragma once

namespace telltale {

/// What shows that a transport really carries a dialect's feed. An open socket does not: middle boxes accept and then
/// starve, and login pages answer 200 to everything.
enum class Proof {
    Message,  ///< a hello, an event or a heartbeat must come: the dialect promises one at once
    Transport ///< WebSocket: a pong to our ping; SSE: 200 and the right type; poll: 200 or 304
};

} // namespace telltale
