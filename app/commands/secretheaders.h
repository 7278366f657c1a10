// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/result.h"
#include "transport/transport.h"

#include <functional>
#include <memory>

namespace telltale {

/// The headers of a feed, with its secrets as they are now: read anew before each request, so that a token that was
/// replaced is used without a restart. What cannot be read any more stays as it was, with a warning in the log: whether
/// it still opens the door is for the server to say, and a link that is up is not touched by it.
///
/// For DialectOptions::currentHeaders. Copies share what was read last. Thread: any, one at a time.
class SecretHeaders
{
public:
    using Read = std::function<Result<Headers>()>;

    /// first: as read() gave them when the feed was set up.
    SecretHeaders(Headers first, Read read);

    Headers operator()() const;

private:
    struct State
    {
        Headers last;
        Read read;
        bool isReadable = true;
    };
    std::shared_ptr<State> m_state;
};

} // namespace telltale
