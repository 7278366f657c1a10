#!/bin/sh
# SPDX-License-Identifier: MIT
# Shows that the fuzzer would find a real fault: plants one (planted-bug.patch: after a CR the parser goes on waiting
# for a LF, so one that begins a later chunk is swallowed) in a copy of the sources, and fuzzes that without seeds.
# Exit 0 only if it is found within the given number of seconds (60).
# Needs clang++ with libFuzzer (libclang-rt-dev), pkg-config, patch and Qt 6.
set -eu

seconds=${1:-60}
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT

mkdir -p "$copy/transport" "$copy/tests"
cp -r "$root/transport/protocol" "$copy/transport/"
cp -r "$root/tests/fuzz" "$copy/tests/"
patch --quiet --strip=1 --directory="$copy" <"$root/tests/fuzz/planted-bug.patch"

# shellcheck disable=SC2046 # the flags are words
"${CXX:-clang++}" -std=c++20 -O1 -g -fPIC -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all -I"$copy" \
    "$copy/tests/fuzz/fuzz_sseparser.cpp" "$copy/transport/protocol/sseparser.cpp" \
    "$copy/transport/protocol/utf8.cpp" $(pkg-config --cflags --libs Qt6Core) -o "$copy/fuzz_sseparser"

if "$copy/fuzz_sseparser" -max_total_time="$seconds" -print_final_stats=1 -artifact_prefix="$copy/" \
    >"$copy/log" 2>&1; then
    tail -n 5 "$copy/log"
    echo "not found within $seconds seconds" >&2
    exit 1
fi
# A fuzzer that dies of anything else has found nothing.
grep -q '^fuzz_sseparser: ' "$copy/log" || { cat "$copy/log" >&2; exit 1; }
grep '^fuzz_sseparser: ' "$copy/log"
grep 'number_of_executed_units' "$copy/log"
echo "the input:"
od -c "$copy"/crash-*
