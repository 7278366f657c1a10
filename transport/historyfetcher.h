// SPDX-License-Identifier: MIT
#pragma once

#include "transport/httpmanager.h"
#include "transport/transport.h"
#include "transport/transportlimits.h"

#include <QHash>
#include <QObject>
#include <QQueue>
#include <QUrl>

#include <functional>
#include <memory>
#include <optional>

namespace telltale {

/// Which past is asked for. Times in ms since 1970 UTC, both ends belong to it.
struct HistoryQuery
{
    quint32 ticket = 0; ///< the asker's own, given back with the answer
    QByteArray series;  ///< its name, as the feed wrote it
    qint64 fromMs = 0;
    qint64 toMs = 0;
    qint64 stepMs = 0; ///< 0: every sample there is

    friend bool operator==(const HistoryQuery &, const HistoryQuery &) = default;
};

struct HistoryFetcherLimits
{
    int inFlight = 2;            ///< requests at once: the live feed needs connections, too
    qsizetype queue = 1'000;     ///< queries that wait; what comes beyond them fails
    qsizetype body = 4 << 20;    ///< bytes of one answer: some 150,000 samples; reading it takes ten times as much
    milliseconds answer{20'000}; ///< an answer must be complete within this
};

/// Asks a telltale feed for the past of its series: GET URL/history?series=NAME&from=MS&to=MS&step=MS, a JSON document
/// of columns.
///
/// fetch() as often as wanted: each query is answered by exactly one fetched() or failed(), later, in no promised
/// order. Nothing is tried again: the past is good to have, and the present does not wait for it. Where the server says
/// that it has none (404, 405, 410, 501) or that it wants to be left alone (429, 503), what waits fails with the same
/// answer, and of the former kind everything that is asked afterwards, too.
///
/// Thread: the one it lives in (the network thread).
class HistoryFetcher final : public QObject
{
    Q_OBJECT
public:
    /// feed: the feed's URL, http, https, ws or wss; headers: asked for those of each request, if there are any.
    HistoryFetcher(QUrl feed, std::function<Headers()> headers, TransportLimits transport = {},
                   HistoryFetcherLimits limits = {}, QObject *parent = nullptr);
    ~HistoryFetcher() override;

    void fetch(const telltale::HistoryQuery &query);

Q_SIGNALS:
    void fetched(const telltale::HistoryQuery &query, const QByteArray &body);
    void failed(const telltale::HistoryQuery &query, const telltale::Error &reason);

private:
    struct Exchange
    {
        HistoryQuery query;
        QByteArray body = {};
    };

    void next();
    void ask(const HistoryQuery &query);
    void takeBytes(QNetworkReply *reply);
    void finish(QNetworkReply *reply);
    void end(QNetworkReply *reply, const Error &reason);
    void onTooLate(quint32 ticket);
    QUrl urlOf(const HistoryQuery &query) const;

    const QUrl m_feed;
    const std::function<Headers()> m_headers;
    const TransportLimits m_transport;
    const HistoryFetcherLimits m_limits;
    std::unique_ptr<HttpManager> m_network;
    QQueue<HistoryQuery> m_waiting;
    QHash<QNetworkReply *, Exchange> m_underWay;
    std::optional<Error> m_unsupported; ///< the server has no history
};

} // namespace telltale

Q_DECLARE_METATYPE(telltale::HistoryQuery)
