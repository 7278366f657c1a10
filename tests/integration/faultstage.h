// SPDX-License-Identifier: MIT
#pragma once

#include "app/hostfeed/feedserver.h"
#include "models/connection/connectionwords.h"
#include "tests/integration/feedclient.h"
#include "tests/support/faultproxy.h"

#include <QTest>

#include <algorithm>
#include <functional>
#include <memory>

namespace telltale {

/// Server, proxy and client for one row of the fault table (docs/faults.md): the fault is done by the proxy, whose log
/// proves it, and the client is the real one, a hundred times as impatient as in the product.
class FaultStage
{
public:
    explicit FaultStage(const QList<TransportKind> &transports = allTransportKinds(), qsizetype logEvents = 4096)
        : m_server(std::make_unique<FeedServer>(options("e", logEvents)))
        , m_proxy(listen(), FaultRules())
        , m_client(QUrl(QStringLiteral("http://127.0.0.1:%1/feed").arg(m_proxy.port())), transports, {},
                   QStringLiteral("telltale"), limits(), policy())
    {
        const auto record = [this] { recordWords(); };
        QObject::connect(&m_client.manager, &TransportManager::linkChanged, &m_client, record);
        QObject::connect(&m_client.manager, &TransportManager::streamChanged, &m_client, record);
    }

    static PolicyLimits policy()
    {
        PolicyLimits limits = FeedClient::quickPolicy();
        limits.race = {.starts = {milliseconds(400), milliseconds(800), milliseconds(1200)},
                       .lastGood = milliseconds(100),
                       .grace = milliseconds(100)};
        limits.watch.grace = milliseconds(800);
        limits.overload = milliseconds(60);
        limits.restartWait = milliseconds(60);
        limits.blocked = milliseconds(300);
        limits.proofWebSocket = milliseconds(1200);
        limits.proofSse = milliseconds(1200);
        return limits;
    }
    static TransportLimits limits()
    {
        TransportLimits limits = FeedClient::quickTransports();
        limits.hold = milliseconds(1000);
        limits.connect = milliseconds(2000);
        limits.progress = milliseconds(700);
        limits.message = limits.frame = 64 << 10;
        limits.line = 32 << 10;
        return limits;
    }

    FeedServer &server() { return *m_server; }
    FaultProxy &proxy() { return m_proxy; }
    FeedClient &client() { return m_client; }

    void publish(int count)
    {
        for (int i = 0; i < count; ++i)
            (void)m_server->publish("m", QByteArray::number(++m_published));
    }
    /// One event of so many bytes.
    void publishLarge(qsizetype bytes)
    {
        ++m_published;
        (void)m_server->publish("m", '"' + QByteArray(bytes - 2, 'x') + '"');
    }
    int published() const { return m_published; }
    /// Another run of the server takes the place of this one.
    void restartServer(const QByteArray &epoch)
    {
        auto next = std::make_unique<FeedServer>(options(epoch, 4096));
        std::swap(m_server, next);
        m_proxy.setServer({QStringLiteral("127.0.0.1"), listen()});
    }

    bool isLive() const { return m_client.manager.linkStatus().state == LinkState::Live; }
    bool isInSync() const { return isLive() && m_client.manager.streamStatus().state == StreamState::InSync; }
    /// "e:1 e:2", in the order they were delivered.
    QByteArray ids() const
    {
        QByteArrayList ids;
        for (const DeliveredEvent &each : m_client.events)
            ids.append(each.event.cursor);
        return ids.join(' ');
    }
    static QByteArray idsUpTo(int last, const QByteArray &epoch = "e")
    {
        QByteArrayList ids;
        for (int i = 1; i <= last; ++i)
            ids.append(epoch + ':' + QByteArray::number(i));
        return ids.join(' ');
    }
    /// Some moment showed words that begin so.
    bool showed(const QString &words) const
    {
        return std::any_of(m_words.begin(), m_words.end(), [&](const QString &each) { return each.startsWith(words); });
    }
    const QStringList &words() const { return m_words; }
    QByteArray report() const
    {
        QByteArray text = "\nids " + ids() + "\nwords " + m_words.join(QStringLiteral(" | ")).toUtf8();
        for (const FaultLogEntry &entry :
             m_proxy.log().entries().last(std::min<qsizetype>(40, m_proxy.log().entries().size())))
            text += '\n' + toText(entry);
        return text;
    }

private:
    static FeedServerOptions options(const QByteArray &epoch, qsizetype logEvents)
    {
        return {.feed = {.epoch = epoch, .heartbeat = milliseconds(1000), .log = {.events = logEvents}}};
    }
    quint16 listen()
    {
        const Result<QUrl> url = m_server->listen();
        if (!url)
            qFatal("%ls", qUtf16Printable(url.error().message));
        return quint16(url->port());
    }
    void recordWords()
    {
        const LinkStatus &link = m_client.manager.linkStatus();
        const ConnectionWords words =
            describeConnection(link, m_client.manager.streamStatus(), m_wasLive, true, BootClock::now());
        m_wasLive = m_wasLive || link.state == LinkState::Live;
        const QString text =
            words.detail.isEmpty() ? words.headline : words.headline + QStringLiteral(" · ") + words.detail;
        if (m_words.isEmpty() || m_words.last() != text)
            m_words.append(text);
    }

    std::unique_ptr<FeedServer> m_server;
    FaultProxy m_proxy;
    FeedClient m_client;
    QStringList m_words;
    bool m_wasLive = false;
    int m_published = 0;
};

/// Does this to the connections that there are.
inline std::function<void(FaultStage &)> impose(const Fault &fault)
{
    return [fault](FaultStage &stage) { stage.proxy().impose(fault); };
}

/// A row of the fault table, of which fault_table.py makes docs/faults.md.
struct FaultRow
{
    QByteArray tag;  ///< the number, and the fault in words
    QByteArray does; ///< what Telltale does
    QString sees;    ///< how the words begin that the person sees meanwhile
    QList<TransportKind> transports = allTransportKinds();
    QStringList rules = {};                        ///< of the proxy
    std::function<void(FaultStage &)> inject = {}; ///< what else is done, and when
    std::optional<TransportKind> goesOnOver = {};  ///< while the fault lasts
    QByteArray ids = {};                           ///< delivered in the end, if not each once
    int gaps = 0;
};

} // namespace telltale

Q_DECLARE_METATYPE(telltale::FaultRow)

/// With what happened, where a condition does not come about.
#define FAULT_TRY(condition) QTRY_VERIFY2_WITH_TIMEOUT(condition, stage.report().constData(), 15'000)
