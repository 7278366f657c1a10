#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# check_spdx.sh [ROOT]: every hand-written source, header, QML, CMake and script file says its licence in its first
# three lines. A script is also what begins with #!, whatever its name.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/files.sh"
cd "${1:-$here/../..}"

sources='\.(c|cc|cpp|cxx|h|hh|hpp|hxx|inl|ipp|qml|js|cmake|sh|awk|py)$|(^|/)(CMakeLists\.txt|\.clang-format|\.clang-tidy)$'
{
    list_files . | select_files "$sources"
    list_files . | select_not "$sources" | xargs -0 -r awk 'FNR == 1 && /^#!/ { printf "%s%c", FILENAME, 0 } { nextfile }'
} | xargs -0 -r awk '
    FNR == 1 { if (file != "" && !said) print file ": no SPDX line"; file = FILENAME; said = 0 }
    /SPDX-License-Identifier: MIT/ { said = 1 }
    FNR == 3 { nextfile }
    END { if (file != "" && !said) print file ": no SPDX line" }' | conclude
