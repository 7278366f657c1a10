// SPDX-License-Identifier: MIT
// The FaultProxy by hand: stands between a client and a server and does what the rules on its command line say.
#include "tests/support/faultproxy.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QUrl>

#include <cstdio>

using namespace telltale;
using namespace Qt::StringLiterals;

namespace {

const QString help =
    u"Stands between a client and a server, and misbehaves by rules. Each RULE is one argument:\n"
    "  [ws|sse|longpoll|poll] [path=/x] [nth=N] [from=N] [times=N] ACTION [parameters]\n"
    "The first rule that fits a connection decides; without one it is handed on. Actions:\n"
    "  pass  refuse  hang  answer status=503 type=.. body=.. header=..  status status=503 header=..\n"
    "  strip header=NAME  drop-upgrade  delay wait=MS  slice bytes=1 wait=MS  rate bytes=PER_SECOND\n"
    "  cut bytes=N [rst]  cut-idle wait=MS [rst]  half-open bytes=N  hold-back wait=MS\n"
    "  duplicate unit=N  drop unit=N  reorder unit=N  insert unit=N body=..\n"
    "Example: telltale-faultproxy 127.0.0.1:8080 'ws answer status=403' 'sse from=1 half-open bytes=500'"_s;

int fail(const QString &words)
{
    std::fprintf(stderr, "telltale-faultproxy: %s\n", qUtf8Printable(words));
    return 2;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    QCommandLineParser arguments;
    arguments.setApplicationDescription(help);
    arguments.addHelpOption();
    const QCommandLineOption port({u"p"_s, u"port"_s}, u"Listen on this port of the loopback (any free one)."_s,
                                  u"PORT"_s, u"0"_s);
    arguments.addOption(port);
    arguments.addPositionalArgument(u"server"_s, u"The server: HOST:PORT, without TLS."_s, u"HOST:PORT"_s);
    arguments.addPositionalArgument(u"rules"_s, u"What to do."_s, u"[RULE...]"_s);
    arguments.process(app);

    QStringList words = arguments.positionalArguments();
    const QUrl server(u"//"_s + (words.isEmpty() ? QString() : words.takeFirst()));
    if (server.host().isEmpty() || server.port() <= 0)
        return fail(u"where is the server? HOST:PORT"_s);
    QList<FaultRule> rules;
    for (const QString &word : std::as_const(words)) {
        const Result<FaultRule> rule = parseFaultRule(word);
        if (!rule)
            return fail(rule.error().message);
        rules.append(*rule);
    }
    FaultProxy proxy(quint16(server.port()), FaultRules(rules));
    proxy.setServer({server.host(), quint16(server.port())});
    if (!proxy.listen(QHostAddress::LocalHost, arguments.value(port).toUShort()))
        return fail(u"port %1 cannot be listened on"_s.arg(arguments.value(port)));
    std::printf("listening on 127.0.0.1:%d\n", proxy.port());
    std::fflush(stdout);
    proxy.log().setListener([](const FaultLogEntry &entry) {
        std::printf("%s\n", toText(entry).constData());
        std::fflush(stdout);
    });
    return QCoreApplication::exec();
}
