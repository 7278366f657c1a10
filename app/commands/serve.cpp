// SPDX-License-Identifier: MIT
#include "app/commands/serve.h"

#include "app/commands/signalwatcher.h"
#include "app/commands/terminaltext.h"
#include "app/hostfeed/hostsampler.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>
#include <memory>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

constexpr quint16 defaultPort = 8377;

constexpr auto usageText = R"(Usage: telltale serve [options]

Offers this machine's state (CPU, memory, disks, networks, temperatures) once a second as a live feed over WebSocket,
SSE, long poll and poll, all at one URL. Prints that URL.

  --listen HOST:PORT   where to listen (default 127.0.0.1:8377; port 0 takes any free one). HOST is an IP
                       address or localhost; beyond the loopback a token is required
  --token-file FILE    clients must bring the token in FILE as "Authorization: Bearer"

Exit status: 0 interrupted; 1 it could not listen; 2 the command line is wrong.
)";

} // namespace

Result<ServeOptions> parseServeArguments(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption({u"listen"_s, QString(), u"HOST:PORT"_s});
    parser.addOption({u"token-file"_s, QString(), u"FILE"_s});
    if (!parser.parse(QStringList{u"serve"_s} + arguments))
        return Error{ErrorKind::Usage, parser.errorText()};
    if (!parser.positionalArguments().isEmpty())
        return Error{ErrorKind::Usage, u"serve takes no argument \"%1\""_s.arg(parser.positionalArguments().first())};

    ServeOptions options;
    options.feed.server.port = defaultPort;
    if (parser.isSet(u"listen"_s)) {
        const auto address = parseHostAndPort(parser.value(u"listen"_s));
        if (!address)
            return address.error();
        options.feed.server.host = address->host;
        options.feed.server.port = address->port;
    }
    if (parser.isSet(u"token-file"_s)) {
        const auto token = readTokenFile(parser.value(u"token-file"_s));
        if (!token)
            return token.error();
        options.feed.server.token = token->value;
        if (!token->warning.isEmpty())
            options.warnings.append(token->warning);
    }
    return options;
}

int runServe(const Invocation &invocation)
{
    if (invocation.asksForHelp()) {
        std::fputs(usageText, stdout);
        return int(ExitCode::Success);
    }
    auto options = parseServeArguments(invocation.arguments);
    if (!options) {
        std::fprintf(stderr, "telltale: %s\nTry: telltale serve --help\n",
                     toTerminalText(options.error().message).constData());
        return int(ExitCode::Usage);
    }
    for (const QString &warning : std::as_const(options->warnings))
        std::fprintf(stderr, "telltale: %s\n", toTerminalText(warning).constData());

    QCoreApplication application(invocation.argc, invocation.argv);
    SignalWatcher watcher;
    const auto sampler = std::make_shared<HostSampler>();
    options->feed.sampler = [sampler] { return sampler->sampleAsJson(wallClockNow()); };
    HostFeed feed(options->feed);
    const auto url = feed.start();
    if (!url) {
        std::fprintf(stderr, "telltale: %s\n", toTerminalText(url.error().message).constData());
        return int(url.error().kind == ErrorKind::Usage ? ExitCode::Usage : ExitCode::Failure);
    }
    std::printf("serving this machine at %s\n", qUtf8Printable(url->toString()));
    std::fflush(stdout);
    QObject::connect(&watcher, &SignalWatcher::interrupted, qApp, &QCoreApplication::quit);
    return QCoreApplication::exec();
}

} // namespace telltale
