// SPDX-License-Identifier: MIT
#include "app/commands/secretheaders.h"

#include <QLoggingCategory>

#include <utility>

namespace telltale {

namespace {
Q_LOGGING_CATEGORY(logSecrets, "telltale.secrets")
}

SecretHeaders::SecretHeaders(Headers first, Read read)
    : m_state(std::make_shared<State>(State{std::move(first), std::move(read)}))
{}

Headers SecretHeaders::operator()() const
{
    const Result<Headers> now = m_state->read();
    if (now)
        m_state->last = *now;
    const bool wasReadable = std::exchange(m_state->isReadable, bool(now));
    if (wasReadable && !now) // once; the message names the place, not the secret
        qCWarning(logSecrets).noquote() << now.error().message << "- what was read last is used";
    return m_state->last;
}

} // namespace telltale
