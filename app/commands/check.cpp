// SPDX-License-Identifier: MIT
#include "app/commands/check.h"

#include "app/commands/dashboardreading.h"
#include "app/commands/terminaltext.h"
#include "models/dashboard/file/dashboardfile.h"

#include <QFile>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

constexpr auto usageText = R"(Usage: telltale check FILE...

Reads dashboard files and prints what is wrong with them, a line a problem:

  hall.json:12: unknown key "tittle" in a panel; did you mean "title"?

Nothing is printed where all is well. What has no effect, but does no harm, is a "warning:". FILE may be - for the
standard input.

Exit status: 0 every file can be shown; 1 a file cannot be read or shown; 2 the command line is wrong.
)";

DashboardFile readFile(const QString &path, const DashboardReaderOptions &options)
{
    if (path != "-"_L1)
        return DashboardFile::load(path, options);
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return DashboardFile::load(u"/dev/stdin"_s, options);
    return DashboardFile::read(input, u"(standard input)"_s, options);
}

} // namespace

Result<CheckOptions> parseCheckArguments(const QStringList &arguments)
{
    CheckOptions options;
    bool areOptions = true;
    for (const QString &argument : arguments) {
        if (areOptions && argument == "--"_L1)
            areOptions = false;
        else if (areOptions && argument.startsWith(u'-') && argument != "-"_L1)
            return Error{ErrorKind::Usage, u"check has no option \"%1\""_s.arg(argument)};
        else
            options.files.append(argument);
    }
    if (options.files.isEmpty())
        return Error{ErrorKind::Usage, u"check wants a file"_s};
    return options;
}

int runCheck(const Invocation &invocation)
{
    if (invocation.asksForHelp()) {
        std::fputs(usageText, stdout);
        return int(ExitCode::Success);
    }
    const auto options = parseCheckArguments(invocation.arguments);
    if (!options) {
        std::fprintf(stderr, "telltale: %s\nTry: telltale check --help\n",
                     toTerminalText(options.error().message).constData());
        return int(ExitCode::Usage);
    }
    const DashboardReaderOptions reader = dashboardReaderOptions();
    bool areUsable = true;
    for (const QString &path : options->files) {
        const DashboardFile file = readFile(path, reader);
        areUsable = areUsable && file.isUsable();
        for (const QString &line : file.lines())
            std::printf("%s\n", toTerminalText(line).constData());
    }
    return int(areUsable ? ExitCode::Success : ExitCode::Failure);
}

} // namespace telltale
