// SPDX-License-Identifier: MIT
#include "app/commands/open.h"

#include "app/application.h"
#include "app/commands/dashboardreading.h"
#include "app/commands/signalwatcher.h"
#include "app/commands/terminaltext.h"
#include "app/dashboardreloader.h"
#include "models/dashboard/file/dashboardfile.h"

#include <QCommandLineParser>
#include <QGuiApplication>
#include <QQuickWindow>
#include <QTimer>
#include <QUrl>

#include <cstdio>
#include <optional>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

constexpr auto usageText = R"(Usage: telltale [open] [FILE|URL] [options]

Opens a dashboard: the one that FILE describes, or of the live feed at URL (one panel for each family of series), or of
this machine. A FILE that changes is shown anew at once.

  --transport LIST       which ways to try, best first: ws,sse,longpoll,poll
  --dialect NAME         what the server speaks: telltale (default) or plain
  --header 'NAME: VALUE' send this header with every request (may be repeated)
  --token-file FILE      send the token in FILE as "Authorization: Bearer"
  --send TEXT            send TEXT on every new WebSocket (may be repeated)
  --screenshot PNG       save a picture of the window there, and end
  --after TIME           take the picture after TIME (default 5s)

Keys: Q quits, F is full screen, T changes the theme, ? helps.
Exit status: 0 closed; 1 no window, a FILE that cannot be shown, or a picture that cannot be written; 2 the command
line is wrong. A feed that cannot be reached ends nothing: the window says why, and goes on trying.
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

void complainOf(const QStringList &lines)
{
    for (const QString &line : lines)
        complain(line, ExitCode::Success);
}

/// Saves a picture of the window once the time has come, then ends.
void takePictureLater(QQuickWindow *window, const OpenOptions &options)
{
    QTimer::singleShot(options.after, window, [window, path = options.screenshot] {
        if (window->grabWindow().save(path, "PNG"))
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
        return Error{ErrorKind::Usage, u"open wants one dashboard file or one URL, or nothing for this machine"_s};

    OpenOptions options;
    const QString target = targets.isEmpty() ? QString() : targets.first();
    if (const QUrl url(target); url.isLocalFile()) {
        options.file = url.toLocalFile();
    } else if (!target.contains("://"_L1)) {
        options.file = target;
    } else {
        auto source = readFeedArguments(parser, target);
        if (!source)
            return source.error();
        options.source = std::move(source).value();
    }
    for (const QString &name : feedOptionNames()) {
        if (!options.source && parser.isSet(name))
            return Error{ErrorKind::Usage,
                         u"--%1 goes with the URL of a feed; a dashboard file says it itself"_s.arg(name)};
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
    DashboardSession session;
    QObject::connect(&session, &DashboardSession::said, &gui,
                     [](const QString &line) { complain(line, ExitCode::Success); });
    std::optional<DashboardReloader> file;
    if (!options->file.isEmpty()) {
        file.emplace(options->file, dashboardReaderOptions(), &session);
        const DashboardReloader::Outcome outcome = file->load();
        complainOf(outcome.toSay);
        if (!outcome.isShown)
            return int(ExitCode::Failure);
    } else if (options->source) {
        complainOf(options->source->warnings);
        const auto &[feed, dialect, dialectOptions, warnings] = *options->source;
        session.show(FeedSourceOptions{feed, dialect, dialectOptions, {}, {}}, feed.url.authority());
    } else {
        const DashboardFile builtIn = DashboardFile::load(u":/dashboards/this-machine.json"_s);
        complainOf(builtIn.lines());
        session.show(builtIn.reading.dashboard, {});
    }

    SignalWatcher watcher;
    Application dashboard(&session);
    if (!dashboard.show())
        return complain(u"the window could not be made"_s, ExitCode::Failure);
    session.begin();
    QObject::connect(&watcher, &SignalWatcher::interrupted, qApp, &QCoreApplication::quit);
    if (!options->screenshot.isEmpty())
        takePictureLater(dashboard.window(), *options);
    return QCoreApplication::exec();
}

} // namespace telltale
