// SPDX-License-Identifier: MIT
#include "app/commands/open.h"

#include "app/application.h"
#include "app/commands/signalwatcher.h"
#include "app/commands/terminaltext.h"
#include "app/hostfeed/hostfeed.h"
#include "app/hostfeed/hostsampler.h"

#include <QCommandLineParser>
#include <QGuiApplication>
#include <QQuickWindow>
#include <QSysInfo>
#include <QTimer>

#include <cstdio>
#include <future>
#include <memory>
#include <optional>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

constexpr auto usageText = R"(Usage: telltale [open] [URL] [options]

Opens the dashboard: of this machine, or of the live feed at URL (one panel for each family of series).

  --transport LIST       which ways to try, best first: ws,sse,longpoll,poll
  --dialect NAME         what the server speaks: telltale (default) or plain
  --header 'NAME: VALUE' send this header with every request (may be repeated)
  --token-file FILE      send the token in FILE as "Authorization: Bearer"
  --send TEXT            send TEXT on every new WebSocket (may be repeated)
  --screenshot PNG       save a picture of the window there, and end
  --after TIME           take the picture after TIME (default 5s)

Keys: Q quits, F is full screen, T changes the theme, ? helps.
Exit status: 0 closed; 1 there is no window, feed or picture; 2 the command line is wrong.
)";

int complain(const QString &message, ExitCode code)
{
    std::fprintf(stderr, "telltale: %s\n", toTerminalText(message).constData());
    return int(code);
}

/// Qt aborts the process where it finds none, so it is asked first.
bool hasDisplay()
{
    return qEnvironmentVariableIsSet("QT_QPA_PLATFORM") || !qEnvironmentVariableIsEmpty("DISPLAY") ||
           !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
}

/// This machine as a feed inside this process: on the loopback, behind a token nobody else knows.
class EmbeddedFeed
{
public:
    EmbeddedFeed()
        : m_feed(options())
    {}

    /// Begins to listen, beside what the caller does next; source() waits for it.
    void start()
    {
        m_url = std::async(std::launch::async, [this] { return m_feed.start(); });
    }
    Result<FeedArguments> source()
    {
        const auto url = m_url.get();
        if (!url)
            return url.error();
        FeedArguments source;
        source.feed.url = *url;
        source.dialectOptions.headers = {{"Authorization"_ba, "Bearer " + m_token}};
        return source;
    }

private:
    HostFeedOptions options() const
    {
        const auto sampler = std::make_shared<HostSampler>();
        HostFeedOptions options;
        options.server.token = m_token;
        options.sampler = [sampler] { return sampler->sampleAsJson(wallClockNow()); };
        return options;
    }

    const QByteArray m_token = randomHex(32);
    HostFeed m_feed;
    std::future<Result<QUrl>> m_url; ///< waits in its destructor, so before the feed's
};

/// Saves a picture of the window once the time has come, then ends.
void takePictureLater(QQuickWindow *window, const OpenOptions &options)
{
    QTimer::singleShot(options.after, window, [window, path = options.screenshot] {
        if (window->grabWindow().save(path))
            QCoreApplication::exit(int(ExitCode::Success));
        else
            QCoreApplication::exit(complain(u"cannot write %1"_s.arg(path), ExitCode::Failure));
    });
}

} // namespace

Result<OpenOptions> parseOpenArguments(const QStringList &arguments)
{
    QCommandLineParser parser;
    addFeedOptions(parser);
    for (const QString &name : {u"screenshot"_s, u"after"_s})
        parser.addOption({name, QString(), u"VALUE"_s});
    if (!parser.parse(QStringList{u"open"_s} + arguments))
        return Error{ErrorKind::Usage, parser.errorText()};
    const QStringList targets = parser.positionalArguments();
    if (targets.size() > 1)
        return Error{ErrorKind::Usage, u"open wants one URL, or none for this machine"_s};

    OpenOptions options;
    if (!targets.isEmpty()) {
        auto source = readFeedArguments(parser, targets.first());
        if (!source)
            return source.error();
        options.source = std::move(source).value();
    }
    options.screenshot = parser.value(u"screenshot"_s);
    if (parser.isSet(u"after"_s)) {
        const auto after = parseDuration(parser.value(u"after"_s));
        if (!after)
            return after.error();
        options.after = *after;
    }
    return options;
}

int runOpen(const Invocation &invocation)
{
    if (invocation.asksForHelp()) {
        std::fputs(usageText, stdout);
        return int(ExitCode::Success);
    }
    auto options = parseOpenArguments(invocation.arguments);
    if (!options)
        return complain(options.error().message + u" (try: telltale open --help)"_s, ExitCode::Usage);

    if (!hasDisplay())
        return complain(
            u"there is no display (DISPLAY and WAYLAND_DISPLAY are not set); for a picture of the dashboard "
            u"run: QT_QPA_PLATFORM=offscreen telltale --screenshot telltale.png"_s,
            ExitCode::Failure);
    QGuiApplication gui(invocation.argc, invocation.argv);
    QGuiApplication::setApplicationName(u"telltale"_s);
    ApplicationOptions shown;
    std::optional<EmbeddedFeed> embedded;
    if (options->source) {
        shown.title = options->source->feed.url.authority();
        for (const QString &warning : std::as_const(options->source->warnings))
            complain(warning, ExitCode::Success);
    } else {
        shown.title = u"This machine"_s;
        shown.panels = hostDashboard();
        embedded.emplace().start();
    }

    SignalWatcher watcher;
    Application dashboard(shown);
    if (!dashboard.show())
        return complain(u"the window could not be made"_s, ExitCode::Failure);
    const auto source = embedded ? embedded->source() : Result<FeedArguments>(*options->source);
    if (!source)
        return complain(source.error().message, ExitCode::Failure);
    dashboard.follow({source->feed, source->dialect, source->dialectOptions, {}},
                     std::move(makeDialect(source->dialect, source->dialectOptions)).value());
    QObject::connect(&watcher, &SignalWatcher::interrupted, qApp, &QCoreApplication::quit);
    if (!options->screenshot.isEmpty())
        takePictureLater(dashboard.window(), *options);
    return QCoreApplication::exec();
}

} // namespace telltale
