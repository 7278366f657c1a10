// SPDX-License-Identifier: MIT
#include "app/commands/tail.h"

#include "app/commands/jsonline.h"
#include "app/commands/signalwatcher.h"
#include "app/commands/terminaltext.h"
#include "transport/protocol/fieldsyntax.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QStringDecoder>
#include <QTimer>

#include <cerrno>
#include <cstring>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

constexpr auto usageText = R"(Usage: telltale tail URL [options]

Prints the events of a live feed, one JSON object a line, and stays connected whatever the network does.

  --transport LIST       which ways to try, best first: ws,sse,longpoll,poll
  --dialect NAME         what the server speaks: telltale (default) or plain
  --last-event-id ID     resume after this event
  --header 'NAME: VALUE' send this header with every request (may be repeated)
  --token-file FILE      send the token in FILE as "Authorization: Bearer"
  --send TEXT            send TEXT on every new WebSocket (may be repeated)
  --count N              end after N events
  --for TIME             end after TIME: 500ms, 10s, 2m, 1h
  --status               tell of the link, the stream and gaps on standard error, as JSON

Exit status: 0 the count or time was reached, or interrupted, and the feed had been heard;
1 the feed was never heard, or its events could not be written; 2 the command line is wrong.
)";

/// The text with a byte order mark that it begins with, which QString::fromUtf8() would drop.
QString toExactText(const QByteArray &utf8)
{
    QStringDecoder decode(QStringDecoder::Utf8, QStringConverter::Flag::ConvertInitialBom);
    return decode(utf8);
}

} // namespace

Result<TailOptions> parseTailArguments(const QStringList &arguments)
{
    QCommandLineParser parser;
    addFeedOptions(parser);
    for (const QString &name : {u"last-event-id"_s, u"count"_s, u"for"_s})
        parser.addOption({name, QString(), u"VALUE"_s});
    parser.addOption(QCommandLineOption(u"status"_s));
    if (!parser.parse(QStringList{u"tail"_s} + arguments))
        return Error{ErrorKind::Usage, parser.errorText()};
    if (parser.positionalArguments().size() != 1)
        return Error{ErrorKind::Usage, u"tail wants one URL"_s};

    TailOptions options;
    auto source = readFeedArguments(parser, parser.positionalArguments().first());
    if (!source)
        return source.error();
    options.source = std::move(source).value();
    options.source.feed.resumeFrom = parser.value(u"last-event-id"_s).toUtf8();
    if (!isFieldValue(options.source.feed.resumeFrom)) // it travels as a header
        return Error{ErrorKind::Usage, u"\"%1\" is not an event id"_s.arg(parser.value(u"last-event-id"_s))};
    if (parser.isSet(u"count"_s)) {
        const auto count = parseCount(parser.value(u"count"_s));
        if (!count)
            return count.error();
        options.count = *count;
    }
    if (parser.isSet(u"for"_s)) {
        const auto time = parseDuration(parser.value(u"for"_s));
        if (!time)
            return time.error();
        options.time = *time;
    }
    options.status = parser.isSet(u"status"_s);
    return options;
}

Tail::Tail(TailOptions options, std::unique_ptr<Dialect> dialect, std::FILE *output, std::FILE *errors)
    : m_options(std::move(options))
    , m_output(output)
    , m_errors(errors)
    , m_manager(m_options.source.feed, std::move(dialect),
                makeTransportFactory(TransportLimits{.hold = m_options.source.dialectOptions.hold},
                                     Environment::system().random),
                Environment::system())
{
    connect(&m_manager, &TransportManager::eventDelivered, this, &Tail::print);
    connect(&m_manager, &TransportManager::linkChanged, this, &Tail::reportLink);
    connect(&m_manager, &TransportManager::streamChanged, this, &Tail::reportStream);
    connect(&m_manager, &TransportManager::gapDrawn, this, &Tail::reportGap);
    connect(&m_network, &NetworkMonitor::changed, &m_manager, &TransportManager::setNetwork);
    m_manager.setNetwork(m_network.network());
}

void Tail::start()
{
    if (m_options.time)
        QTimer::singleShot(*m_options.time, this, &Tail::finish);
    m_manager.start();
}

void Tail::finish()
{
    if (m_finished)
        return;
    m_finished = true;
    m_manager.stop();
    Q_EMIT finished(m_manager.hasProven() ? ExitCode::Success : ExitCode::Failure);
}

void Tail::print(const DeliveredEvent &delivered)
{
    if (m_finished)
        return;
    const Event &event = delivered.event;
    JsonLine line;
    line.add("id", toExactText(event.cursor));
    line.add("event", event.type.isEmpty() ? u"message"_s : toExactText(event.type));
    if (event.isBinary)
        line.add("data64", QString::fromLatin1(event.payload.toBase64()));
    else
        line.add("data", toExactText(event.payload));
    line.add("transport", toWord(delivered.transport)).add("t", qint64(delivered.receivedWall.count()));
    const QByteArray text = line.text() + '\n';
    if (std::fwrite(text.constData(), 1, size_t(text.size()), m_output) != size_t(text.size()) ||
        std::fflush(m_output) != 0)
        return failToWrite(errno);
    if (++m_printed == m_options.count)
        finish();
}

/// Qt's sockets make the process ignore SIGPIPE, so a reader that left (`| head`) shows only here: that is an ending
/// like any other. Every other failure loses events, and is told.
void Tail::failToWrite(int error)
{
    if (error == EPIPE) {
        finish();
        return;
    }
    m_finished = true;
    m_manager.stop();
    writeStatus(toTerminalText(
        u"telltale: the events cannot be written: %1"_s.arg(QString::fromLocal8Bit(std::strerror(error)))));
    Q_EMIT finished(ExitCode::Failure);
}

void Tail::reportLink(const LinkStatus &status)
{
    // When the next attempt comes changes often and interests nobody who reads lines.
    LinkStatus comparable = status;
    comparable.nextAttempt.reset();
    comparable.since = {};
    if (!m_options.status || m_finished || comparable == m_reportedLink)
        return;
    m_reportedLink = comparable;
    JsonLine line;
    line.add("link", toWord(status.state));
    if (status.transport)
        line.add("transport", toWord(*status.transport));
    if (status.degraded)
        line.add("degraded", true);
    if (status.reason)
        line.add("reason", status.reason->message).add("kind", toWord(status.reason->kind));
    if (status.reason && status.reason->httpStatus)
        line.add("status", qint64(status.reason->httpStatus));
    writeStatus(line.text());
}

void Tail::reportStream(const StreamStatus &status)
{
    const bool same = m_reportedStream && m_reportedStream->state == status.state &&
                      m_reportedStream->completenessUnknown == status.completenessUnknown;
    if (!m_options.status || m_finished || same) // counts change with every event
        return;
    m_reportedStream = status;
    JsonLine line;
    line.add("stream", toWord(status.state));
    if (status.completenessUnknown)
        line.add("reason", u"completeness unknown: the ids of this feed cannot prove that nothing was missed"_s);
    writeStatus(line.text());
}

void Tail::reportGap(const Gap &gap)
{
    const QString after = QString::fromUtf8(gap.after);
    if (m_options.status)
        writeStatus(JsonLine().add("gap", JsonLine().add("after", after).add("reason", gap.reason)).text());
    else // never in silence
        writeStatus(toTerminalText(u"telltale: gap after \"%1\": %2"_s.arg(after, gap.reason)));
}

void Tail::writeStatus(const QByteArray &line)
{
    std::fprintf(m_errors, "%s\n", line.constData());
    std::fflush(m_errors);
}

int runTail(const Invocation &invocation)
{
    const auto complain = [](const QString &message) {
        std::fprintf(stderr, "telltale: %s\nTry: telltale tail --help\n", toTerminalText(message).constData());
        return int(ExitCode::Usage);
    };
    if (invocation.asksForHelp()) {
        std::fputs(usageText, stdout);
        return int(ExitCode::Success);
    }
    const auto options = parseTailArguments(invocation.arguments);
    if (!options)
        return complain(options.error().message);
    auto dialect = makeDialect(options->source.dialect, options->source.dialectOptions);
    if (!dialect)
        return complain(dialect.error().message);
    for (const QString &warning : options->source.warnings)
        std::fprintf(stderr, "telltale: %s\n", toTerminalText(warning).constData());

    QCoreApplication application(invocation.argc, invocation.argv);
    SignalWatcher watcher;
    Tail tail(*options, std::move(dialect).value(), stdout, stderr);
    QObject::connect(&watcher, &SignalWatcher::interrupted, &tail, &Tail::finish);
    QObject::connect(&tail, &Tail::finished, qApp, [](ExitCode code) { QCoreApplication::exit(int(code)); });
    QTimer::singleShot(0, &tail, &Tail::start);
    return QCoreApplication::exec();
}

} // namespace telltale
