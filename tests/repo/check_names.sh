#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# check_names.sh [ROOT]: fails where two headers define a type of the same name in the same namespace. The compiler sees
# one of them at a time and the linker keeps either: the program then runs the other one's destructor (ODR).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/files.sh"
cd "${1:-$here/../..}"

list_files . | select_files '\.h$' | select_not '^tests/' | sort -z |
    search_files -HE '^(namespace [a-z:]+ \{|\} // namespace|(struct|class|enum class) [A-Za-z]+( final)?( :.*)?( \{)?$)' |
    awk '{
        file = $0; sub(/:.*/, "", file)
        line = substr($0, length(file) + 2)
        if (file != before) { depth = 0; before = file }
        split(line, words, " ")
        if (words[1] == "namespace") { space[++depth] = words[2]; next }
        if (words[1] == "}") { --depth; next }
        name = words[1] == "enum" ? words[3] : words[2]
        for (i = depth; i > 0; --i) name = space[i] "::" name
        if (name in first && first[name] != file) print file ": " name " is also in " first[name]
        else first[name] = file
    }' | conclude
