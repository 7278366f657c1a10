// SPDX-License-Identifier: MIT
#include "models/connection/connectionmodel.h"

#include "models/timetext.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace telltale {

// Link, Stream and Severity are the transport's and the words' enums under names that QML can see.
static_assert(int(ConnectionModel::Link::Blocked) == int(LinkState::Blocked));
static_assert(int(ConnectionModel::Link::Live) == int(LinkState::Live));
static_assert(int(ConnectionModel::Stream::Behind) == int(StreamState::Behind));
static_assert(int(ConnectionModel::Stream::InSync) == int(StreamState::InSync));
static_assert(int(ConnectionModel::Severity::Critical) == int(Severity::Critical));

ConnectionModel::ConnectionModel(QObject *parent)
    : QObject(parent)
    , m_words(describeConnection({}, {}, false, true, {}))
{}

bool ConnectionModel::isLive() const
{
    return isUp(m_link.state);
}

QString ConnectionModel::transport() const
{
    return m_link.transport ? toText(*m_link.transport) : QString();
}

QString ConnectionModel::streamText() const
{
    switch (m_stream.state) {
    case StreamState::Cold:
        return u"nothing received yet"_s;
    case StreamState::Snapshotting:
        return u"fetching the present state"_s;
    case StreamState::CatchingUp:
        return u"catching up"_s;
    case StreamState::InSync:
        return m_stream.completenessUnknown ? u"completeness unknown"_s : u"complete"_s;
    case StreamState::GapHeld:
        return u"waiting for what is missing"_s;
    case StreamState::Behind:
        return u"behind"_s;
    }
    Q_UNREACHABLE();
}

quint64 ConnectionModel::undecodable() const
{
    return m_stream.undecodable + m_counts.undecodable;
}

QString ConnectionModel::hiddenText() const
{
    const quint64 hidden = m_counts.hiddenSeries + m_refusedSeries;
    if (hidden == 0)
        return {};
    const QString count = QString::number(hidden);
    return m_counts.hiddenIsAtLeast ? u"more than %1 series hidden"_s.arg(count) : u"%1 series hidden"_s.arg(count);
}

void ConnectionModel::setRefusedSeries(quint64 count)
{
    if (std::exchange(m_refusedSeries, count) != count)
        Q_EMIT countsChanged();
}

void ConnectionModel::setLinkStatus(const LinkStatus &status)
{
    m_wasLive = status.state != LinkState::Stopped && (m_wasLive || status.state == LinkState::Live);
    if (std::exchange(m_link, status) == status)
        return;
    Q_EMIT linkChanged();
    refreshWords();
}

void ConnectionModel::setStreamStatus(const StreamStatus &status)
{
    const StreamStatus before = std::exchange(m_stream, status);
    if (before.state != status.state || before.completenessUnknown != status.completenessUnknown)
        Q_EMIT streamChanged();
    if (before.delivered != status.delivered || before.duplicates != status.duplicates || before.gaps != status.gaps ||
        before.undecodable != status.undecodable)
        Q_EMIT countsChanged();
    refreshWords();
}

void ConnectionModel::apply(const UpdateBatch &batch, Instant now)
{
    m_now = now;
    if (batch.beat)
        m_clock.observe(*batch.beat);
    if (batch.link)
        setLinkStatus(*batch.link);
    if (batch.stream)
        setStreamStatus(*batch.stream);
    if (batch.lastProof)
        m_lastProof = std::max(m_lastProof.value_or(*batch.lastProof), *batch.lastProof);
    const IngestCounts before = std::exchange(m_counts, batch.counts);
    if (before.undecodable != m_counts.undecodable || before.hiddenSeries != m_counts.hiddenSeries ||
        before.hiddenIsAtLeast != m_counts.hiddenIsAtLeast)
        Q_EMIT countsChanged();
    constexpr qint64 silenceMs = 1'500;
    if (m_dataAgeMs < 0 || m_dataAgeMs > silenceMs)
        refreshAge();
}

void ConnectionModel::tick(Instant now)
{
    m_now = now;
    refreshWords();
    refreshAge();
}

void ConnectionModel::refreshWords()
{
    ConnectionWords words =
        describeConnection(m_link, m_stream, m_wasLive, m_clock.timeAt(m_now.boot).has_value(), m_now.boot);
    if (words == m_words)
        return;
    m_words = std::move(words);
    Q_EMIT wordsChanged();
}

void ConnectionModel::refreshAge()
{
    if (!m_lastProof)
        return;
    const milliseconds age =
        std::max(std::chrono::duration_cast<milliseconds>(m_now.boot - *m_lastProof), milliseconds(0));
    if (std::exchange(m_dataAgeMs, age.count()) != age.count())
        Q_EMIT dataAgeChanged();
    QString text = ageText(age);
    if (std::exchange(m_dataAgeText, text) != text)
        Q_EMIT dataAgeTextChanged();
}

} // namespace telltale
