// SPDX-License-Identifier: MIT
#include "models/dashboard/file/dashboardfile.h"

#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

DashboardFile unreadable(const QString &name, const QString &reason)
{
    DashboardFile file{name, {}};
    file.reading.diagnostics.append({{0, 0}, Diagnostic::Level::Error, u"cannot be read: "_s + reason});
    return file;
}

} // namespace

DashboardFile DashboardFile::load(const QString &path, const DashboardReaderOptions &options)
{
    QFile device(path);
    // Qt opens a folder as a file that is empty.
    if (QFileInfo(path).isDir())
        return unreadable(path, u"it is a folder"_s);
    if (!device.open(QIODevice::ReadOnly))
        return unreadable(path, device.errorString());
    DashboardFile file = read(device, path, options);
    if (file.reading.dashboard.id.isEmpty())
        file.reading.dashboard.id = QFileInfo(path).completeBaseName();
    return file;
}

DashboardFile DashboardFile::read(QIODevice &device, const QString &name, const DashboardReaderOptions &options)
{
    // One byte more than is allowed, so that the reader sees that it is too much.
    const QByteArray text = device.read(options.json.bytes + 1);
    const auto *file = qobject_cast<const QFileDevice *>(&device);
    if (file && file->error() != QFileDevice::NoError)
        return unreadable(name, device.errorString());
    return {name, readDashboard(text, options)};
}

QStringList DashboardFile::lines() const
{
    QStringList lines;
    for (const Diagnostic &diagnostic : reading.diagnostics)
        lines.append(toLine(diagnostic, name));
    return lines;
}

} // namespace telltale
