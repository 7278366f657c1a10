// SPDX-License-Identifier: MIT
#pragma once

#include "transport/transportmanager.h"

#include <QObject>

namespace telltale {

/// The whole client without a window, with limits short enough for a test, and a record of what it delivered.
class FeedClient final : public QObject
{
    Q_OBJECT
public:
    explicit FeedClient(const QUrl &url, QList<TransportKind> transports = allTransportKinds(), const Cursor &from = {},
                        const QString &dialect = QStringLiteral("telltale"), TransportLimits limits = quickTransports(),
                        PolicyLimits policy = quickPolicy(), DialectOptions options = {})
        : manager({.url = url, .transports = std::move(transports), .resumeFrom = from, .policy = policy, .ledger = {}},
                  std::move(makeDialect(dialect, with(std::move(options), limits.hold))).value(),
                  makeTransportFactory(limits, [] { return 0.5; }), Environment::system())
    {
        connect(&manager, &TransportManager::eventDelivered, this,
                [this](const DeliveredEvent &e) { events.append(e); });
        connect(&manager, &TransportManager::gapDrawn, this, [this](const Gap &gap) { gaps.append(gap); });
        connect(&manager, &TransportManager::linkChanged, this,
                [this](const LinkStatus &status) { links.append(status); });
        connect(&manager, &TransportManager::streamChanged, this,
                [this](const StreamStatus &status) { streams.append(status); });
    }

    /// The same rules as in the product, a hundred times as fast; the proof budgets stay above what a busy machine
    /// needs.
    static PolicyLimits quickPolicy()
    {
        return {.backoff = {.base = milliseconds(2), .cap = milliseconds(20)},
                .governor = {.refill = milliseconds(1), .burst = 100, .window = milliseconds(1), .perWindow = 1000},
                .proofWebSocket = milliseconds(1500),
                .proofSse = milliseconds(1500),
                .proofPolling = milliseconds(3000),
                .overload = milliseconds(50),
                .restartWait = milliseconds(100)};
    }
    static TransportLimits quickTransports()
    {
        return {.hold = milliseconds(2000), .pollInterval = milliseconds(20), .pollIntervalMax = milliseconds(40)};
    }

    static DialectOptions with(DialectOptions options, milliseconds hold)
    {
        options.hold = hold;
        return options;
    }

    bool isLiveOn(TransportKind kind) const
    {
        return manager.linkStatus().state == LinkState::Live && manager.linkStatus().transport == kind;
    }

    TransportManager manager;
    QList<DeliveredEvent> events;
    QList<Gap> gaps;
    QList<LinkStatus> links;
    QList<StreamStatus> streams;
};

} // namespace telltale
