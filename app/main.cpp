// SPDX-License-Identifier: MIT
#include "app/commands/arguments.h"
#include "app/commands/check.h"
#include "app/commands/serve.h"
#include "app/commands/signalwatcher.h"
#include "app/commands/tail.h"

#ifdef TELLTALE_WINDOW
#include "app/commands/open.h"
#endif

#include <cstdio>

namespace {

constexpr auto usageText = R"(Usage: telltale [COMMAND] [arguments]

  open [FILE|URL]  the dashboard in FILE, of the live feed at URL, or of this machine; the command when none is named
  tail URL         print the events of a live feed, a JSON object a line
  serve            offer this machine's state as a live feed
  check FILE       say what is wrong with a dashboard file

  telltale COMMAND --help tells more; telltale --version says which this is.
)";

struct Command
{
    const char *name;
    int (*run)(const telltale::Invocation &invocation);
    bool endsInGoodOrder; ///< when it is interrupted; else the signal ends the process at once
};

constexpr Command commands[] = {
#ifdef TELLTALE_WINDOW
    {"open", telltale::runOpen, true},
#endif
    {"check", telltale::runCheck, false},
    {"serve", telltale::runServe, true},
    {"tail", telltale::runTail, true},
};

const Command *commandNamed(const QByteArray &name)
{
    for (const Command &command : commands) {
        if (name == command.name)
            return &command;
    }
    return nullptr;
}

/// "open" may be left out: before an option of its own, before a URL or a file, and where there is nothing at all.
bool meansOpen(const QByteArray &word)
{
    const bool isFile = word.endsWith(".json") || word.contains('/');
    return word.isEmpty() || word.startsWith("--") || word.contains("://") || isFile;
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
    if (command->endsInGoodOrder)
        telltale::SignalWatcher::hold();
    QStringList arguments;
    for (int i = named ? 2 : 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    return command->run({argc, argv, arguments});
}
