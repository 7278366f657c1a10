// SPDX-License-Identifier: MIT
#include "tests/support/faultrule.h"

#include "tests/support/scriptedserver.h"

#include <QProcess>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

using Kind = Fault::Kind;

const std::array<std::pair<Kind, const char *>, 18> words{{{Kind::Pass, "pass"},
                                                           {Kind::Answer, "answer"},
                                                           {Kind::Hang, "hang"},
                                                           {Kind::DropUpgrade, "drop-upgrade"},
                                                           {Kind::CutAfter, "cut"},
                                                           {Kind::Refuse, "refuse"},
                                                           {Kind::Delay, "delay"},
                                                           {Kind::Slice, "slice"},
                                                           {Kind::Rate, "rate"},
                                                           {Kind::Duplicate, "duplicate"},
                                                           {Kind::Drop, "drop"},
                                                           {Kind::Reorder, "reorder"},
                                                           {Kind::HoldBack, "hold-back"},
                                                           {Kind::HalfOpen, "half-open"},
                                                           {Kind::Insert, "insert"},
                                                           {Kind::CutIdle, "cut-idle"},
                                                           {Kind::StripHeaders, "strip"},
                                                           {Kind::ReplaceStatus, "status"}}};

std::optional<Kind> kindFor(const QByteArray &word)
{
    const auto found = std::find_if(words.begin(), words.end(), [&](const auto &each) { return word == each.second; });
    return found == words.end() ? std::nullopt : std::optional(found->first);
}

QByteArray unescaped(const QByteArray &text)
{
    QByteArray bytes;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char next = text[i] == '\\' && i + 1 < text.size() ? text[i + 1] : '\0';
        if (next == 'x' && i + 3 < text.size()) {
            bytes += QByteArray::fromHex(text.sliced(i + 2, 2));
            i += 3;
        } else if (next != '\0') {
            bytes += next == 'r' ? '\r' : next == 'n' ? '\n' : next;
            ++i;
        } else {
            bytes += text[i];
        }
    }
    return bytes;
}

/// True if the key is known and its value can be read.
bool takeText(const QByteArray &key, const QByteArray &value, FaultRule &rule)
{
    if (key == "path")
        rule.match.path = value;
    else if (key == "type")
        rule.fault.type = value;
    else if (key == "body")
        rule.fault.body = unescaped(value);
    else if (key == "header")
        rule.fault.headers.append(value);
    else
        return false;
    return true;
}

bool takeNumber(const QByteArray &key, const QByteArray &value, FaultRule &rule)
{
    bool isNumber = false;
    const int number = value.toInt(&isNumber);
    if (!isNumber)
        return false;
    if (key == "nth")
        rule.match.nth = number;
    else if (key == "from")
        rule.match.from = number;
    else if (key == "times")
        rule.times = number;
    else if (key == "bytes")
        rule.fault.bytes = number;
    else if (key == "wait")
        rule.fault.wait = milliseconds(number);
    else if (key == "unit")
        rule.fault.unit = number;
    else if (key == "status")
        rule.fault.status = number;
    else
        return false;
    return true;
}

bool takeWord(const QByteArray &word, FaultRule &rule, bool &hasAction)
{
    if (const auto transports = parseTransportKinds(QString::fromUtf8(word))) {
        rule.match.kind = transports->first();
        return transports->size() == 1;
    }
    if (word == "rst") {
        rule.fault.reset = true;
        return true;
    }
    const std::optional<Kind> kind = kindFor(word);
    if (!kind || std::exchange(hasAction, true))
        return false;
    rule.fault.kind = *kind;
    return true;
}

} // namespace

QByteArray toWord(Fault::Kind kind)
{
    const auto found = std::find_if(words.begin(), words.end(), [=](const auto &each) { return each.first == kind; });
    return found->second;
}

FaultRules::FaultRules(QList<FaultRule> rules)
{
    for (const FaultRule &rule : std::as_const(rules))
        m_rules.append({rule});
}

Fault FaultRules::decide(const FaultRequest &request)
{
    std::optional<Fault> decided;
    for (Counted &each : m_rules) {
        const FaultMatch &match = each.rule.match;
        if ((match.kind && *match.kind != request.kind) ||
            (!match.path.isEmpty() && !requestTarget(request.head).contains(match.path)))
            continue;
        const int number = each.seen++;
        const bool fits = number >= match.from && (!match.nth || *match.nth == number);
        if (decided || !fits || (each.rule.times >= 0 && each.used >= each.rule.times))
            continue;
        ++each.used;
        decided = each.rule.fault;
    }
    return decided.value_or(Fault{});
}

Result<FaultRule> parseFaultRule(const QString &text)
{
    FaultRule rule;
    bool hasAction = false;
    const QStringList parts = QProcess::splitCommand(text);
    for (const QString &part : parts) {
        const QByteArray word = part.toUtf8();
        const qsizetype equals = word.indexOf('=');
        const QByteArray key = equals < 0 ? QByteArray() : word.first(equals);
        const QByteArray value = equals < 0 ? QByteArray() : word.sliced(equals + 1);
        const bool isRead =
            equals < 0 ? takeWord(word, rule, hasAction) : takeText(key, value, rule) || takeNumber(key, value, rule);
        if (!isRead)
            return Error{ErrorKind::Usage, u"\"%1\" is not understood"_s.arg(part)};
    }
    if (!hasAction)
        return Error{ErrorKind::Usage, u"\"%1\" names nothing to be done"_s.arg(text)};
    return rule;
}

FaultRules knownFaultRules(const QStringList &texts)
{
    QList<FaultRule> rules;
    for (const QString &text : texts) {
        const Result<FaultRule> rule = parseFaultRule(text);
        if (!rule)
            qFatal("%ls", qUtf16Printable(rule.error().message));
        rules.append(*rule);
    }
    return FaultRules(rules);
}

TransportKind kindOfRequest(const QByteArray &head)
{
    if (headerValue(head, "Upgrade").toLower() == "websocket")
        return TransportKind::WebSocket;
    if (headerValue(head, "Accept").contains("text/event-stream"))
        return TransportKind::Sse;
    return headerValue(head, "Prefer").isEmpty() ? TransportKind::Poll : TransportKind::LongPoll;
}

} // namespace telltale
