// SPDX-License-Identifier: MIT
#include "tests/simulation/oracle.h"

#include <utility>

namespace telltale::sim {

using namespace Qt::StringLiterals;

namespace {

constexpr milliseconds grace{3'000};
constexpr milliseconds window{600'000};
constexpr qsizetype mostInWindow = 40;
constexpr qsizetype burst = 4;
constexpr milliseconds clockGrain{1};
constexpr size_t mostInAMinute = 20;   ///< of one transport: backoff grows past that many, whatever the dice say
constexpr size_t mostRequests = 80;    ///< in ten seconds
constexpr milliseconds noticed{2'500}; ///< a sleep as long as this is one

} // namespace

Oracle::Oracle(const World *world, const SimServer *server, QList<TransportKind> transports)
    : m_world(world)
    , m_server(server)
    , m_transports(std::move(transports))
{}

void Oracle::fail(const QString &what)
{
    m_violations.append(what);
}

Oracle::Place Oracle::placeOf(const QByteArray &id) const
{
    const qsizetype colon = id.lastIndexOf(':');
    return {m_server->epochs().indexOf(id.first(std::max(colon, qsizetype(0)))), id.sliced(colon + 1).toULongLong()};
}

void Oracle::onAttempt(TransportKind kind, quint64 connection)
{
    m_kinds.insert(connection, kind);
    if (!m_transports.contains(kind))
        return;
    const TimePoint now = m_world->now();
    if (now + clockGrain < m_notBefore)
        fail(u"an attempt %1 ms before the time that the server asked for"_s.arg(
            std::chrono::duration_cast<milliseconds>(m_notBefore - now).count()));
    m_attempts.push_back(now);
    const auto sinceLast = [&](qsizetype count) { return now - m_attempts[m_attempts.size() - size_t(count) - 1]; };
    if (qsizetype(m_attempts.size()) > mostInWindow && sinceLast(mostInWindow) < window)
        fail(u"more than 40 attempts in ten minutes"_s);
    if (qsizetype(m_attempts.size()) > burst && sinceLast(burst) < milliseconds(1'000))
        fail(u"more than 4 attempts within a second"_s);
    if (m_attempts.size() > size_t(mostInWindow) + 1)
        m_attempts.pop_front();
    m_attemptsOfLate.push_back(now);
    if (m_attemptsOfLate.size() > mostInAMinute) {
        if (m_transports.size() == 1 && now - m_attemptsOfLate.front() < std::chrono::minutes(1))
            fail(u"more than %1 attempts in a minute"_s.arg(mostInAMinute));
        m_attemptsOfLate.pop_front();
    }
}

void Oracle::onRequest(const QByteArray &cursor)
{
    m_requests.push_back(m_world->now());
    if (m_requests.size() > mostRequests) {
        if (m_world->now() - m_requests.front() < std::chrono::seconds(10))
            fail(u"more than %1 requests in ten seconds"_s.arg(mostRequests));
        m_requests.pop_front();
    }
    if (!m_last || cursor.isEmpty()) {
        if (m_last && !m_gapSince)
            fail(u"a request forgot what was handed on, and no gap is drawn"_s);
        return;
    }
    const Place asked = placeOf(cursor);
    if (asked.epoch < 0)
        fail(u"a request names an epoch that there never was: %1"_s.arg(QString::fromLatin1(cursor)));
    else if (asked.epoch < m_last->epoch || (asked.epoch == m_last->epoch && asked.sequence < m_last->sequence))
        fail(u"a request resumes before what was handed on: %1"_s.arg(QString::fromLatin1(cursor)));
    else if ((asked.epoch > m_last->epoch || asked.sequence > m_last->sequence) && !m_gapSince)
        fail(
            u"a request resumes beyond what was handed on, and no gap is drawn: %1"_s.arg(QString::fromLatin1(cursor)));
}

void Oracle::onRetryAfter(milliseconds wait)
{
    m_notBefore = std::max(m_notBefore, m_world->now() + wait);
}

void Oracle::onEmitted()
{
    m_emitting = 0;
    m_heardAt = m_world->now();
}

void Oracle::onDelivered(const DeliveredEvent &delivered)
{
    const Event &event = delivered.event;
    const Place place = placeOf(event.cursor);
    const QString name = QString::fromLatin1(event.cursor);
    if (place.epoch < 0) {
        fail(u"an event that was never published: %1"_s.arg(name));
        return;
    }
    if (event.payload != m_server->payloadOf(m_server->epochs().at(place.epoch), place.sequence))
        fail(u"an event that was published otherwise: %1"_s.arg(name));
    if (m_last) {
        const bool sameEpoch = place.epoch == m_last->epoch;
        if (place.epoch < m_last->epoch)
            fail(u"back to an earlier epoch: %1"_s.arg(name));
        else if (sameEpoch && place.sequence <= m_last->sequence)
            fail(u"twice, or back: %1"_s.arg(name));
        else if ((!sameEpoch || place.sequence != m_last->sequence + 1) && !m_gapSince)
            fail(u"a silent gap before %1"_s.arg(name));
        else if (sameEpoch && m_gapSince && !m_gapExcused)
            fail(u"a gap drawn before %1, though the server has everything"_s.arg(name));
    }
    // What was held may come out while another connection's end is being handled.
    if (m_emitting != 0 && m_kinds.value(m_emitting) == delivered.transport) {
        if (m_emitting < m_writer)
            fail(u"%1 over a connection that was replaced"_s.arg(name));
        m_writer = std::max(m_writer, m_emitting);
    }
    m_last = place;
    m_gapSince = false;
}

void Oracle::onGap(const Gap &gap)
{
    Q_UNUSED(gap)
    m_gapSince = true;
}

void Oracle::onLink(const LinkStatus &status)
{
    m_link = status;
}

void Oracle::afterStep()
{
    if (m_link.state == LinkState::Stopped || m_world->isAsleep())
        return;
    const TimePoint now = m_world->now();
    if (!m_world->clientHasPlans())
        fail(u"nothing is planned in state %1"_s.arg(toWord(m_link.state)));
    const bool isUp =
        m_link.state == LinkState::Live || m_link.state == LinkState::Suspect || m_link.state == LinkState::Draining;
    if (!isUp && m_stream != StreamState::Cold && m_stream != StreamState::Behind)
        fail(u"%1 without a link"_s.arg(toWord(m_stream)));
    const bool isStream = m_link.transport && !isPolling(*m_link.transport);
    const auto quiet = std::chrono::duration_cast<milliseconds>(now - m_heardAt);
    if (isStream && m_link.state == LinkState::Live && quiet > SimServer::heartbeat + grace + clockGrain)
        fail(u"live, though nothing was heard for %1 ms"_s.arg(quiet.count()));
    const bool wokeUp = std::exchange(m_checkedWake, m_world->wokeAt()) != m_world->wokeAt();
    if (wokeUp && isStream && m_link.state == LinkState::Live && m_heardAt + noticed < m_world->wokeAt() &&
        m_world->sleptFor() >= noticed)
        fail(u"live, after a sleep and before anything was heard"_s);
    const bool justWoke = now - m_world->wokeAt() <= grace + clockGrain;
    if (isStream && m_link.state == LinkState::Suspect && !justWoke &&
        quiet > 2 * SimServer::heartbeat + grace + clockGrain)
        fail(u"suspect, though nothing was heard for %1 ms"_s.arg(quiet.count()));
    const bool waits = m_link.state == LinkState::Backoff || m_link.state == LinkState::Blocked ||
                       m_link.state == LinkState::WaitingForNetwork;
    const bool isOverdue = m_link.nextAttempt && *m_link.nextAttempt + clockGrain < now;
    if (waits && (!m_link.nextAttempt || (isOverdue && now > m_world->wokeAt() + clockGrain)))
        fail(u"in state %1 without a time for the next attempt"_s.arg(toWord(m_link.state)));
}

bool Oracle::isConverged() const
{
    const bool hasAll =
        m_last && m_last->epoch == m_server->epochs().size() - 1 && m_last->sequence == m_server->head();
    return m_link.state == LinkState::Live && hasAll;
}

void Oracle::atEnd(bool mustBeAtItsBest)
{
    if (mustBeAtItsBest && isConverged() && !isAtItsBest())
        fail(u"all has been well for hours, and the link is still over %1"_s.arg(QString(toWord(*m_link.transport))));
    if (!isConverged())
        fail(u"all is well again, and the client did not come to have everything: %1 in state %2, %3:%4 of %5"_s.arg(
            m_link.transport ? QString(toWord(*m_link.transport)) : u"nothing"_s, QString(toWord(m_link.state)),
            m_last ? QString::number(m_last->epoch + 1) : u"-"_s, m_last ? QString::number(m_last->sequence) : u"-"_s,
            u"%1:%2"_s.arg(m_server->epochs().size()).arg(m_server->head())));
}

} // namespace telltale::sim
