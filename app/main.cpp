// SPDX-License-Identifier: MIT
#include "app/commands/arguments.h"
#include "app/commands/serve.h"
#include "app/commands/tail.h"

#include <QCoreApplication>

#include <cstdio>
#include <cstring>

using namespace Qt::StringLiterals;

namespace {

constexpr auto usageText = R"(Usage: telltale COMMAND [arguments]

  tail URL     print the events of a live feed, a JSON object a line
  serve        offer this machine's state as a live feed

  telltale COMMAND --help tells more; telltale --version says which this is.
)";

using Command = int (*)(const QStringList &arguments);

Command commandNamed(const char *name)
{
    if (std::strcmp(name, "tail") == 0)
        return telltale::runTail;
    if (std::strcmp(name, "serve") == 0)
        return telltale::runServe;
    return nullptr;
}

} // namespace

int main(int argc, char *argv[])
{
    const char *name = argc > 1 ? argv[1] : "--help";
    if (std::strcmp(name, "--help") == 0 || std::strcmp(name, "-h") == 0) {
        std::fputs(usageText, stdout);
        return int(telltale::ExitCode::Success);
    }
    if (std::strcmp(name, "--version") == 0) {
        std::puts("telltale " TELLTALE_VERSION);
        return int(telltale::ExitCode::Success);
    }
    const Command command = commandNamed(name);
    if (!command) {
        std::fprintf(stderr, "telltale: there is no command \"%s\"\n%s", name, usageText);
        return int(telltale::ExitCode::Usage);
    }
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"telltale"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(TELLTALE_VERSION));
    return command(application.arguments().mid(2));
}
