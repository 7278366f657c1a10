// SPDX-License-Identifier: MIT
#include "transport/policy/connectround.h"

#include "transport/policy/verdict.h"

#include <algorithm>

namespace telltale {

ConnectRound::ConnectRound(QList<TransportKind> order, Pace pace, std::optional<TransportKind> lastGood,
                           RaceLimits limits)
    : m_waiting(std::move(order))
    , m_pace(pace)
    , m_lastGood(lastGood)
    , m_limits(limits)
{}

TransportKind ConnectRound::takeNext(TimePoint now)
{
    const TransportKind kind = m_waiting.takeFirst();
    if (m_begun++ == 0)
        m_beganAt = now;
    m_nextAt.reset();
    if (m_pace == Pace::Race && hasNext()) {
        const milliseconds after = m_limits.starts.at(std::min(size_t(m_begun), m_limits.starts.size()) - 1);
        m_nextAt = m_beganAt + (m_waiting.first() == m_lastGood ? std::min(after, m_limits.lastGood) : after);
    }
    return kind;
}

void ConnectRound::joined(TransportKind kind, TimePoint now)
{
    m_waiting.removeOne(kind);
    m_waiting.prepend(kind);
    takeNext(now);
}

void ConnectRound::failed(TransportKind kind, const Error &reason, TimePoint now)
{
    m_failures.append({kind, reason});
    m_nextAt = now;
    if (m_pace == Pace::FirstAlone) { // the race of the others begins
        m_pace = Pace::Race;
        m_begun = 0;
    }
}

ConnectRound::End ConnectRound::end() const
{
    const auto all = [this](auto matches) { return std::all_of(m_failures.begin(), m_failures.end(), matches); };
    const auto is = [](Verdict verdict) { return [=](const auto &each) { return judge(each.second) == verdict; }; };
    if (std::any_of(m_failures.begin(), m_failures.end(), is(Verdict::Stop)))
        return End::Blocked;
    // A WebSocket refused alone says little: many middle boxes refuse every upgrade with 400 or 403.
    const bool isRefused = all([&](const auto &each) {
        const Verdict verdict = judge(each.second);
        return verdict == Verdict::Refused || verdict == Verdict::Evicted ||
               (each.first == TransportKind::WebSocket && m_failures.size() > 1);
    });
    if (isRefused)
        return End::Blocked;
    return all(is(Verdict::NoNetwork)) ? End::WaitForNetwork : End::TryAgain;
}

} // namespace telltale
