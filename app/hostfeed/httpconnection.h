// SPDX-License-Identifier: MIT
#pragma once

#include "app/hostfeed/feedroute.h"
#include "app/hostfeed/feedserverlimits.h"
#include "app/hostfeed/httprequest.h"
#include "app/hostfeed/httpresponse.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <variant>

class QTcpSocket;

namespace telltale {

/// What a request may do, judged by its head: before a body is read, and before an upgrade is taken off the socket.
using HttpAdmission = std::function<std::variant<FeedRoute, HttpResponse>(const HttpRequest &head)>;

/// One client's HTTP/1.1 connection: requests one after the other, answers in their order.
///
///   (requested() --> answer())*  [requested() --> beginStream() --> write()* | release()]  --> closed()
///
/// The next request is not looked at before the one at hand was answered, however long that takes; until then its
/// bytes stay in the socket, whose buffer is bounded. answer(), beginStream() and write() may be called at any time:
/// once the client has gone they do nothing. closed() comes once and last; it may come from inside a call of these.
///
/// Thread: the one it lives in. Owns the socket until release().
class HttpConnection final : public QObject
{
    Q_OBJECT
public:
    HttpConnection(QTcpSocket *socket, HttpAdmission admit, const FeedServerLimits &limits, QObject *parent = nullptr);
    ~HttpConnection() override;

    /// Begins to read.
    void start();
    /// Answers without waiting for a request, and closes.
    void refuse(const HttpResponse &response);
    void answer(const HttpResponse &response);
    /// From here on the connection carries an event stream: write(), and what the client sends is discarded.
    void beginStream();
    void write(const QByteArray &bytes);
    qint64 unsent() const;
    /// Closes once everything is written.
    void finish();
    /// Closes at once; what is unsent is lost.
    void drop();
    /// Gives the socket away, the head of the request still unread in it.
    QTcpSocket *release();

    /// The request is complete, except for an upgrade to WebSocket: then its head is, and release() is expected.
    Q_SIGNAL void requested(const telltale::HttpRequest &request, const telltale::FeedRoute &route);
    /// Some of what was written has left.
    Q_SIGNAL void written();
    Q_SIGNAL void closed();

private:
    enum class State {
        Reading,   ///< waiting for a request, or for the rest of one
        Answering, ///< a request is at hand
        Streaming, ///< carries an event stream
        Lingering, ///< answered for the last time; discards what still comes
        Finishing, ///< closes as soon as everything is written
        Closed
    };

    void process();
    bool processOnce();
    bool admitHead(qsizetype headSize);
    void fail(const Error &error);
    void linger();
    void onReadyRead();
    void onDeadline();
    void onDisconnected();

    QTcpSocket *m_socket; ///< child; null after release()
    const HttpAdmission m_admit;
    const FeedServerLimits m_limits;
    HttpRequestParser m_parser;
    FeedRoute m_route;
    State m_state = State::Reading;
    bool m_begun = true;      ///< bytes of a request have come, or it is the first one
    bool m_keepAlive = false; ///< of the request at hand
    bool m_withBody = true;   ///< likewise: it was no HEAD
    QTimer m_deadline;
};

} // namespace telltale
