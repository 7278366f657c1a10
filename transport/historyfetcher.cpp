// SPDX-License-Identifier: MIT
#include "transport/historyfetcher.h"

#include "transport/dialects/dialect.h"
#include "transport/httprequest.h"

#include <QNetworkReply>
#include <QTimer>
#include <QUrlQuery>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

/// There is no history here, now or later.
bool isUnsupported(int status)
{
    return status == 404 || status == 405 || status == 410 || status == 501;
}

/// Not now.
bool isOverloaded(int status)
{
    return status == 429 || status == 503;
}

} // namespace

HistoryFetcher::HistoryFetcher(QUrl feed, std::function<Headers()> headers, TransportLimits transport,
                               HistoryFetcherLimits limits, QObject *parent)
    : QObject(parent)
    , m_feed(urlFor(TransportKind::Poll, std::move(feed)))
    , m_headers(std::move(headers))
    , m_transport(transport)
    , m_limits(limits)
    , m_network(std::make_unique<HttpManager>(this))
{}

HistoryFetcher::~HistoryFetcher()
{
    for (auto exchange = m_underWay.keyBegin(); exchange != m_underWay.keyEnd(); ++exchange)
        (*exchange)->disconnect(this);
}

void HistoryFetcher::fetch(const HistoryQuery &query)
{
    const bool isFull = m_waiting.size() >= m_limits.queue;
    if (m_unsupported || isFull) {
        const Error reason =
            m_unsupported.value_or(Error{ErrorKind::Flood, u"too many questions for the past at once"_s});
        QMetaObject::invokeMethod(
            this, [this, query, reason] { Q_EMIT failed(query, reason); }, Qt::QueuedConnection);
        return;
    }
    m_waiting.enqueue(query);
    next();
}

void HistoryFetcher::next()
{
    while (!m_waiting.isEmpty() && m_underWay.size() < m_limits.inFlight)
        ask(m_waiting.dequeue());
}

void HistoryFetcher::ask(const HistoryQuery &query)
{
    TransportRequest wanted;
    wanted.url = urlOf(query);
    wanted.headers = m_headers ? m_headers() : Headers();
    wanted.headers.append({"Accept"_ba, "application/json"_ba});
    const auto request = makeHttpRequest(wanted, m_transport, HttpUse::Document);
    if (!request) {
        QMetaObject::invokeMethod(
            this, [this, query, reason = request.error()] { Q_EMIT failed(query, reason); }, Qt::QueuedConnection);
        return;
    }
    QNetworkReply *reply = m_network->get(*request);
    reply->setReadBufferSize(m_transport.readBuffer);
    m_underWay.insert(reply, {query});
    connect(reply, &QNetworkReply::readyRead, this, [this, reply] { takeBytes(reply); });
    connect(reply, &QNetworkReply::finished, this, [this, reply] { finish(reply); });
    auto *deadline = new QTimer(reply);
    deadline->setSingleShot(true);
    // Queued: the reply does not outlive it.
    connect(
        deadline, &QTimer::timeout, this, [this, ticket = query.ticket] { onTooLate(ticket); }, Qt::QueuedConnection);
    deadline->start(m_limits.answer);
}

void HistoryFetcher::takeBytes(QNetworkReply *reply)
{
    Exchange &exchange = m_underWay[reply];
    // read() makes room for all that it may bring, so it is told what there is.
    exchange.body += reply->read(std::min(reply->bytesAvailable(), m_limits.body + 1 - exchange.body.size()));
    if (exchange.body.size() > m_limits.body)
        end(reply, {ErrorKind::TooLarge, u"the answer about the past is over %1 MiB"_s.arg(m_limits.body >> 20)});
}

void HistoryFetcher::finish(QNetworkReply *reply)
{
    takeBytes(reply);
    if (!m_underWay.contains(reply))
        return;
    const int status = httpStatus(*reply);
    if (reply->error() != QNetworkReply::NoError || status != 200) {
        const Error reason = reply->error() != QNetworkReply::NoError ? failureOf(*reply) : statusError(*reply);
        QQueue<HistoryQuery> hopeless;
        if (isUnsupported(status))
            m_unsupported = reason;
        if (isUnsupported(status) || isOverloaded(status))
            hopeless = std::exchange(m_waiting, {});
        end(reply, reason);
        for (const HistoryQuery &query : std::as_const(hopeless))
            Q_EMIT failed(query, reason);
        return;
    }
    const QByteArray type = mediaType(reply->rawHeader("Content-Type"_ba));
    if (type != "application/json" && !type.endsWith("+json")) {
        end(reply, wrongTypeError(type, u"a history"_s));
        return;
    }
    const Exchange exchange = m_underWay.take(reply);
    reply->deleteLater();
    next();
    Q_EMIT fetched(exchange.query, exchange.body);
}

void HistoryFetcher::end(QNetworkReply *reply, const Error &reason)
{
    const HistoryQuery query = m_underWay.take(reply).query;
    reply->disconnect(this);
    reply->abort();
    reply->deleteLater();
    next();
    Q_EMIT failed(query, reason);
}

/// An answer that takes too long may keep Qt's HTTP thread busy without an end, and then no other comes through: the
/// others that are under way are asked for once more, on a thread of their own.
void HistoryFetcher::onTooLate(quint32 ticket)
{
    std::optional<HistoryQuery> late;
    QQueue<HistoryQuery> others;
    for (const Exchange &exchange : std::as_const(m_underWay)) {
        if (exchange.query.ticket == ticket)
            late = exchange.query;
        else
            others.append(exchange.query);
    }
    if (!late)
        return; // it came in the last moment
    m_underWay.clear();
    m_network = std::make_unique<HttpManager>(this);
    others.append(m_waiting);
    m_waiting = std::move(others);
    next();
    Q_EMIT failed(*late, stalledError(u"the answer about the past"_s, m_limits.answer));
}

/// A suffix extends the path; the feed's own query is kept.
QUrl HistoryFetcher::urlOf(const HistoryQuery &query) const
{
    QUrl url = m_feed;
    QString path = url.path(QUrl::FullyEncoded);
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path + u"/history"_s, QUrl::TolerantMode);
    QUrlQuery items(url);
    // A plus is a space to many servers; QUrlQuery leaves it.
    const QByteArray series = query.series.toPercentEncoding();
    items.addQueryItem(u"series"_s, QString::fromLatin1(series));
    items.addQueryItem(u"from"_s, QString::number(query.fromMs));
    items.addQueryItem(u"to"_s, QString::number(query.toMs));
    items.addQueryItem(u"step"_s, QString::number(query.stepMs));
    url.setQuery(items);
    return url;
}

} // namespace telltale
