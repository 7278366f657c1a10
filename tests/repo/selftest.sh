#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# selftest.sh CHECK: shows that a check of this folder can fail. Copies the tree, plants faults in the copy, and wants
# every one of them named and nothing else.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/files.sh"
check=$1
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
fail() { printf 'selftest: %s: %s\n' "$check" "$*" >&2; exit 1; }

planted=()
innocents=()
put() { mkdir -p "$copy/$(dirname "$1")" && printf '%b' "$2" >"$copy/$1"; }
plant() { put "$1" "$2"; planted+=("$1"); }
innocent() { put "$1" "$2"; innocents+=("$1"); }

plant_boundaries() {
    plant transport/protocol/a.h '#include "transport/frame.h"\n'
    plant transport/protocol/b.h '#include <QNetworkReply>\n'
    plant transport/a.cpp '#include "models/series/seriesstore.h"\n'
    plant transport/b.cpp '#include <QtGui/QColor>\n'
    plant transport/c.cpp '#include "transport/protocol/../../app/main.h"\n'
    plant transport/d.cpp '#include "tests/support/faultproxy.h"\n'
    plant models/a.h '#include "transport/transport.h"\n'
    plant models/b.h '#include <QtWebSockets/QWebSocket>\n'
    plant models/c.h '  #  include <QWebSocket>\n'
    plant models/d.h '#include <qwebsocket.h>\n'
    plant models/e.h '#include <QtNetwork>\n'
    plant models/f.h '#include <QColor>\n'
    plant models/g.h '#include "qml/items/axismodel.h"\n'
    plant models/h.h '#include "models/ingest/ingest.h"\n'
    plant models/i.h '#include "seriesstore.h"\n'
    plant models/ingest/a.cpp '#include <transport/transportmanager.h>\n'
    plant models/ingest/b.cpp '#include "QTcpSocket"\n'
    plant qml/a.h '#include "transport/linkcontroller.h"\n'
    plant qml/b.h '#include "app/commands/tail.h"\n'
    plant qml/c.h '#include <QNetworkAccessManager>\n'
    plant qml/d.h '#include <QtQuick/private/qquickitem_p.h>\n'
    plant qml/A.qml 'import QtQuick\nimport QtWebSockets\n'
    plant app/hostfeed/a.cpp '#include "transport/transport.h"\n'
    plant app/hostfeed/b.cpp '#include "models/timetext.h"\n'
    plant app/hostfeed/c.cpp '#include "app/commands/tail.h"\n'
    plant app/a.cpp '#include "tests/support/faultproxy.h"\n'
    plant elsewhere/a.cpp '#include <QString>\n'
    innocent transport/protocol/z.h '#include <QtCore/QString>\n#include <qstring.h>\n#include <optional>\n'
    innocent transport/z.cpp '#include "transport/protocol/clock.h"\n#include <QtWebSockets/QWebSocket>\n#include "z.moc"\n'
    innocent models/z.h '// #include <QColor>\n#include "transport/protocol/clock.h"\n#include <simdjson.h>\n'
    innocent models/ingest/z.h '#include "models/series/seriesstore.h"\n'
    innocent qml/z.h '#include "models/timetext.h"\n#include <QtQml/qqmlregistration.h>\n#include <QColor>\n'
    innocent qml/Z.qml 'import QtQuick.Window\nimport QtQml.Models\nimport Telltale\n'
    innocent app/hostfeed/z.cpp '#include "transport/protocol/clock.h"\n#include <QTcpServer>\n'
    innocent app/z.cpp '#include "transport/transportmanager.h"\n#include "qml/items/axismodel.h"\n#include <QGuiApplication>\n'
    innocent tests/unit/z.cpp '#include "tests/support/faultproxy.h"\n#include "helper.h"\n'
}

plant_spdx() {
    local line='SPDX-License-''Identifier'
    plant app/a.cpp 'int i;\n'
    plant models/a.h '#pragma once\n\n\n\n// '$line': MIT\n'
    plant qml/A.qml 'import QtQuick\n'
    plant cmake/A.cmake '# nothing\n'
    plant app/new/CMakeLists.txt '# nothing\n'
    plant tests/a.sh 'echo\n'
    plant tests/script '#!/bin/sh\n'
    plant transport/b.cpp '// '$line': LicenseRef-other\n'
    innocent app/z.cpp '// '$line': MIT\n'
    innocent tests/zscript '#!/bin/sh\n# '$line': MIT\n'
    innocent docs/z.md 'words\n'
}

plant_text() {
    local long; long=$(printf '//\\n%.0s' {1..401})
    local up=.. home=/home root=/root work=/work # not whole, or this file would be found too
    plant app/a.cpp 'int i; \n'
    plant app/b.cpp 'int i;\r\n'
    plant app/c.cpp '\tint i;\n'
    plant docs/a.md "see $up/shared\n"
    plant docs/b.md "cd $home/me/telltale\n"
    plant docs/c.md "run $work/telltale\n"
    plant tests/a.sh "cat $root/.profile\n"
    plant models/a.cpp "$long"
    plant qml/A.qml "$long"
    innocent docs/z.md "a frame${work}/of art, \$HOME${work}/telltale, https://example.org${root}/\n"
    innocent models/z.cpp "${long%??//*}"
    innocent tests/unit/z.cpp "$long"
    innocent tests/data/z.sse 'data: \t \n'
}

plant_names() {
    plant transport/protocol/twice.h 'namespace telltale {\n\nstruct SeriesStore\n{\n};\n\n} // namespace telltale\n'
    plant transport/protocol/word.h 'namespace telltale {\nenum class LogLevel {\nA\n};\n} // namespace telltale\n'
    put models/one.h 'namespace telltale {\nnamespace input {\nstruct Same\n{};\n} // namespace input\n} // namespace telltale\n'
    plant models/two.h 'namespace telltale {\nnamespace input {\nstruct Same\n{};\n} // namespace input\n} // namespace telltale\n'
    innocent models/three.h 'namespace telltale {\nnamespace other {\nstruct Same\n{};\n} // namespace other\n} // namespace telltale\n'
    innocent models/four.h 'namespace telltale {\nclass SeriesStore;\nstruct Panel;\n} // namespace telltale\n'
}

plant_security() {
    plant transport/a.cpp 'reply->ignoreSslErrors();\n'
    plant qml/A.qml 'var r = new XMLHttpRequest();\n'
    plant qml/B.qml 'eval("1")\n'
    plant app/a.cpp 'std::system("reboot");\n'
    plant app/b.cpp 'FILE *f = popen(line, "r");\n'
    plant app/c.cpp 'int i = system(\n    "reboot");\n'
    plant models/a.cpp 'Q_ASSERT(++i < 3);\n'
    plant models/b.cpp 'Q_ASSERT(i = 3);\n'
    plant models/c.cpp 'int j;\nQ_ASSERT(f(i) &&\n         queue.takeFirst() == g((1), 2));\n'
    plant models/d.cpp 'Q_ASSERT(connect(a, &A::b, c, &C::d));\n'
    plant models/e.cpp 'Q_ASSERT_X(m_set.insert(1).second, "here", "twice");\n'
    innocent app/z.cpp 'auto e = Environment::system();\nstatic Environment system();\n// system("x") is never called\n'
    innocent models/z.cpp 'Q_ASSERT(a == b && c <= d && e != f(g));\ni = 3; ++i;\nstatic_assert(x >= 1);\n'
    innocent qml/Z.qml '// no XMLHttpRequest here\nproperty real retrieval: medieval(1)\n'
}

list_files "$here/../.." | (cd "$here/../.." && xargs -0 -r cp --parents -t "$copy")
"$here/check_$check.sh" "$copy" || fail "complains of the tree as it is"
"plant_$check"
if complaints=$("$here/check_$check.sh" "$copy" 2>&1); then fail "finds nothing"; fi
for file in "${planted[@]}"; do
    grep -q "^$file:" <<<"$complaints" || fail "misses $file: $(cat "$copy/$file")"
done
for file in "${innocents[@]}"; do
    ! grep "^$file:" <<<"$complaints" >&2 || fail "blames $file"
done
echo "found ${#planted[@]} of ${#planted[@]} planted faults, blamed none of ${#innocents[@]} innocents"
