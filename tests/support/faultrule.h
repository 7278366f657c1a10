// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/fault.h"
#include "transport/protocol/result.h"
#include "transport/protocol/transportkind.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace telltale {

/// The first request of a connection, as a rule sees it.
struct FaultRequest
{
    TransportKind kind = TransportKind::Poll;
    QByteArray head;    ///< request line and header lines
    int connection = 0; ///< decided upon so far, from 0
};

/// Which connections a rule is for: all that fit every part that is given.
struct FaultMatch
{
    std::optional<TransportKind> kind = {};
    QByteArray path = {};        ///< the request's target has this in it
    std::optional<int> nth = {}; ///< of the connections that fit the other parts, this one alone, from 0
    int from = 0;                ///< of those, this one and all later ones
};

struct FaultRule
{
    FaultMatch match = {};
    Fault fault = {};
    int times = -1; ///< then the rule is used up; -1: never
};

/// Rules in order: the first that fits a connection and is not used up decides; without one it is handed on. Counts, so
/// it is no longer the same afterwards; otherwise pure.
class FaultRules
{
public:
    FaultRules() = default;
    explicit FaultRules(QList<FaultRule> rules);

    Fault decide(const FaultRequest &request);

private:
    struct Counted
    {
        FaultRule rule;
        int seen = 0; ///< connections that fit by kind and path
        int used = 0;
    };
    QList<Counted> m_rules;
};

/// Reads "[ws|sse|longpoll|poll] [path=/x] [nth=N] [from=N] [times=N] ACTION [bytes=N] [wait=250] [unit=N] [status=503]
/// [type=text/plain] [body=...] [header=...]... [rst]", words apart by blanks, values in quotes where they have some.
/// In a body \r, \n, \\ and \xHH stand for the bytes. wait is in milliseconds.
Result<FaultRule> parseFaultRule(const QString &text);
/// Of texts that stand in a program: ends it where one cannot be read.
FaultRules knownFaultRules(const QStringList &texts);

/// Which transport a request head asks for in Telltale's own feed.
TransportKind kindOfRequest(const QByteArray &head);

} // namespace telltale
