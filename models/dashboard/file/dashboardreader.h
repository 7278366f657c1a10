// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/dashboard.h"
#include "models/dashboard/file/diagnostics.h"
#include "models/dashboard/file/jsonparser.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace telltale {

/// How much of each thing a file may hold.
struct DashboardLimits
{
    int sources = 32;
    int pages = 64;
    int panels = 200;      ///< on a page
    int data = 64;         ///< of a panel
    int items = 256;       ///< of any other list: steps, mappings, columns, labels, messages to send
    int textLength = 4096; ///< characters in one text
    int diagnostics = 200; ///< that are listed; further ones are counted
};

struct DashboardReaderOptions
{
    QStringList dialects = {QStringLiteral("telltale"), QStringLiteral("plain")}; ///< that the program speaks
    QStringList zones = {}; ///< time zones that this machine knows; empty: their names are not checked
    DashboardLimits limits = {};
    JsonLimits json = {};
};

struct DashboardReading
{
    Dashboard dashboard = {};           ///< to be shown only if isUsable()
    QList<Diagnostic> diagnostics = {}; ///< in the order of the file

    bool isUsable() const;
};

/// A dashboard file's text as a dashboard, or everything that is wrong with it: docs/dashboards.md says what may stand
/// in a file. A syntax error is the only diagnostic, since what follows one means little; and so is a format that is
/// newer than this program. Pure; reads no other file. What a file leaves out has the value that the structs say.
DashboardReading readDashboard(const QByteArray &text, const DashboardReaderOptions &options = {});

} // namespace telltale
