#!/bin/sh
# SPDX-License-Identifier: MIT
# Plants each bug of mutants/*.patch in a copy of the tree, builds the simulation, and reports the seed that found it.
# A simulation that finds nothing in a sound client proves little; one that finds all of these can find something.
#
# Usage: mutants.sh [--schedules N] [NAME]...    names: of the patches, without .patch; all if none is given
# Exit status: 0 all were found, 1 some were not, 2 one does not apply or does not build.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
schedules=200000
if [ "${1:-}" = --schedules ]; then
    schedules=$2
    shift 2
fi
[ $# -gt 0 ] || set -- $(cd "$root/tests/simulation/mutants" && ls | sed 's/\.patch$//')

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$root" && git ls-files -z | xargs -0 tar cf - 2>/dev/null) | tar xf - -C "$work"
launcher=
command -v ccache >/dev/null && launcher=-DCMAKE_CXX_COMPILER_LAUNCHER=ccache
cmake -S "$work" -B "$work/build" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DTELLTALE_WINDOW=OFF -DTELLTALE_WERROR=OFF $launcher >"$work/log" 2>&1 ||
    { cat "$work/log"; exit 2; }
export CCACHE_BASEDIR="$work" CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=time_macros

build() {
    ninja -C "$work/build" simulate >"$work/log" 2>&1 || { echo "mutants: $1 does not build"; tail -20 "$work/log"; exit 2; }
}

build "the tree as it is"
"$work/build/tests/simulate" --until-failure >"$work/log" ||
    { echo "mutants: the sound client fails already: seed $(tail -1 "$work/log")"; exit 2; }
tail -1 "$work/log" | sed 's/^/without a bug: /'
missed=0
count=0
for name in "$@"; do
    patch -s -p1 -d "$work" <"$root/tests/simulation/mutants/$name.patch" || { echo "mutants: $name does not apply"; exit 2; }
    build "$name"
    count=$((count + 1))
    status=0
    timeout 300 "$work/build/tests/simulate" --schedules "$schedules" --until-failure >"$work/out" 2>&1 || status=$?
    case $status in
    0) echo "$name: NOT FOUND" && missed=$((missed + 1)) ;;
    1) echo "$name: seed $(tail -1 "$work/out")" ;;
    124) echo "$name: found, since it never came to an end" ;;
    *) echo "$name: found, since it crashed ($status)" ;;
    esac
    patch -s -R -p1 -d "$work" <"$root/tests/simulation/mutants/$name.patch"
done
echo "$count mutants, $missed not found"
[ "$missed" -eq 0 ]
