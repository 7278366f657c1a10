#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# check_security.sh [ROOT]: calls that this program has no business making, in C++ and QML:
#   ignoreSslErrors          a certificate error ends the connection, always
#   XMLHttpRequest, eval()   QML neither uses the network nor makes code from text
#   system(), popen()        no shell is ever started
#   Q_ASSERT(i++)            what an assertion does is not done in a release build
# That text from a feed is never read as markup is checked beside the QML, in tests/qml.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/files.sh"
cd "${1:-$here/../..}"

# forbid FILES PATTERN REASON: names each line that matches. Words in comments after // do not count.
forbid() {
    list_files . | select_files "$1" | search_files -HnP "^(?:(?!//).)*?(?:$2)" |
        sed -E "s/^([^:]*:[0-9]+):.*/\1: $3/"
}

# An assertion's text is taken as a whole, over lines, with its parentheses in balance.
assertions() {
    list_files . | select_files "$cxx" |
        search_files -HPzo '\b(?:Q_ASSERT(?:_X)?|assert)\s*(\((?:[^()]|(?1))*+\))' | tr '\n\0' ' \n'
}
# Comparisons are no assignments; the names are those of calls that change what they are called on.
changes='\+\+|--|[^=!<>]=(?!=)|<<=|>>=|(?:\.|->)(?:append|assign|clear|close|connect|emplace\w*|erase|exchange|fetch_\w+|insert|next\w*|open|pop\w*|prepend|push\w*|read\w*|remove\w*|reset|seek|send|setValue|start|stop|store|swap|take\w*|write)\s*\(|\b(?:connect|disconnect|std::exchange|std::move)\s*\('
{
    forbid "$cxx" 'ignoreSslErrors' 'a TLS error is never ignored'
    forbid "$cxx" '\bsystem\s*\(\s*(?:[^)\s]|$)|\bw?popen\s*\(' 'starts a shell'
    forbid '\.(qml|js)$' 'XMLHttpRequest' 'QML does not use the network'
    forbid '\.(qml|js)$' '\beval\s*\(|\bnew\s+Function\b' 'makes code from text'
    assertions | search -P "^[^:]*:.*?(?:$changes)" | sed -E 's/^([^:]*):(.*)/\1: an assertion with an effect: \2/'
} | conclude
