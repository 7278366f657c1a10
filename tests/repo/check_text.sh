#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# check_text.sh [ROOT]: what no text of this tree may hold: white space at the end of a line, tabs, the paths of some
# developer's machine, and C++ or QML files of more than 400 lines.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/files.sh"
cd "${1:-$here/../..}"

max_lines=400
# Files that may be longer, "PATH reason" a line. Tests may be: a long list of cases is still easy to read.
long_files=''
# Where odd white space and strangers' paths are the point: recorded input, and the context lines of patches.
verbatim='^tests/data/|\.patch$'

texts() { list_files . | select_not "$verbatim"; }
# Brackets keep these lines from matching themselves.
paths='(^|[^A-Za-z0-9_.})])/(work|root)[/]|(^|[^A-Za-z0-9_.})])/home/[a-z]|\.\./shared'
{
    texts | search_files -HnIP '[ \t\r]+$' | sed -E 's/^([^:]*:[0-9]+):.*/\1: white space at the end of the line/'
    texts | search_files -HnIP '\t' | sed -E 's/^([^:]*:[0-9]+):.*/\1: a tab/'
    texts | search_files -HnIE "$paths" | sed -E 's/^([^:]*:[0-9]+):(.*)/\1: a path of one machine: \2/'
    list_files . | select_files '\.(cpp|h|qml)$' | select_not '^tests/' |
        xargs -0 -r awk -v most=$max_lines -v allowed="$long_files" '
            BEGIN { n = split(allowed, lines, "\n"); for (i = 1; i <= n; ++i) { split(lines[i], words, " "); isAllowed[words[1]] = 1 } }
            FNR == most + 1 && !(FILENAME in isAllowed) { print FILENAME ": more than " most " lines" }'
} | conclude
