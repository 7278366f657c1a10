#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# check_boundaries.sh [ROOT]: fails on an #include (or a QML import) that points against the layers:
#
#   transport/protocol  <-  transport          <-  app (commands and wiring)
#   transport/protocol  <-  models  <-  qml    <-  app
#                           models  <-  models/ingest  <-  app
#   transport/protocol  <-  app/hostfeed       <-  app
#
# and nothing but tests/ includes tests/. Which module a Qt header belongs to is looked up where Qt is installed
# (QT_HEADERS, else by qmake6), so that <QColor>, <qcolor.h> and <QtGui/QColor> are all the same header of Gui.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/files.sh"
cd "${1:-$here/../..}"

qt=${QT_HEADERS:-$(qmake6 -query QT_INSTALL_HEADERS 2>/dev/null || true)}
[ -d "$qt/QtCore" ] || { echo "check_boundaries: no Qt headers in \"$qt\"; set QT_HEADERS" >&2; exit 1; }

{
    find -L "$qt" -mindepth 2 -maxdepth 2 -path "$qt/Qt*/*" -printf 'module %h %f\n' | sed "s|^module $qt/Qt|module |"
    list_files . | select_files "$cxx" | select_not '^tests/' |
        search_files -HE '^[[:space:]]*#[[:space:]]*(include|import|include_next)[[:space:]]*[<"]' |
        sed -E 's/^([^:]*):[^<"]*([<"])([^>"]*).*/include \1 \2 \3/'
    list_files . | select_files '^qml/.*\.(qml|js)$' | search_files -HE '^[[:space:]]*\.?import[[:space:]]' |
        sed -E 's/^([^:]*):[[:space:]]*\.?import[[:space:]]+/import \1 /'
} | awk -f "$here/boundaries.awk" | conclude
