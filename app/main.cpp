// SPDX-License-Identifier: MIT
#include "app/commands/arguments.h"
#include "app/commands/serve.h"
#include "app/commands/tail.h"

#ifdef TELLTALE_WINDOW
#include "app/commands/open.h"
#include <QGuiApplication>
#else
#include <QCoreApplication>
#endif

#include <cstdio>
#include <memory>

using namespace Qt::StringLiterals;

namespace {

constexpr auto usageText = R"(Usage: telltale [COMMAND] [arguments]

  open [URL]   the dashboard of this machine, or of the live feed at URL; the command when none is named
  tail URL     print the events of a live feed, a JSON object a line
  serve        offer this machine's state as a live feed

  telltale COMMAND --help tells more; telltale --version says which this is.
)";

struct Command
{
    const char *name;
    int (*run)(const QStringList &arguments);
    bool hasWindow;
};

constexpr Command commands[] = {
#ifdef TELLTALE_WINDOW
    {"open", telltale::runOpen, true},
#endif
    {"serve", telltale::runServe, false},
    {"tail", telltale::runTail, false},
};

const Command *commandNamed(const QByteArray &name)
{
    for (const Command &command : commands) {
        if (name == command.name)
            return &command;
    }
    return nullptr;
}

std::unique_ptr<QCoreApplication> makeApplication(bool hasWindow, int &argc, char **argv)
{
#ifdef TELLTALE_WINDOW
    if (hasWindow)
        return std::make_unique<QGuiApplication>(argc, argv);
#else
    Q_UNUSED(hasWindow)
#endif
    return std::make_unique<QCoreApplication>(argc, argv);
}

/// "open" may be left out: before an option of its own, before a URL, and where there is nothing at all.
bool meansOpen(const QByteArray &word)
{
    return word.isEmpty() || word.startsWith("--") || word.contains("://");
}

} // namespace

int main(int argc, char *argv[])
{
    const QByteArray word(argc > 1 ? argv[1] : "");
    if (word == "--help" || word == "-h") {
        std::fputs(usageText, stdout);
        return int(telltale::ExitCode::Success);
    }
    if (word == "--version") {
        std::puts("telltale " TELLTALE_VERSION);
        return int(telltale::ExitCode::Success);
    }
    const Command *named = commandNamed(word);
    const Command *command = named ? named : meansOpen(word) ? commandNamed("open") : nullptr;
    if (!command) {
        std::fprintf(stderr, "telltale: there is no command \"%s\"\n%s", word.constData(), usageText);
        return int(telltale::ExitCode::Usage);
    }
    const auto application = makeApplication(command->hasWindow, argc, argv);
    QCoreApplication::setApplicationName(u"telltale"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(TELLTALE_VERSION));
    return command->run(QCoreApplication::arguments().mid(named ? 2 : 1));
}
