#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes docs/faults.md out of the tests that inject faults: fault_table.py SOURCE_DIR [--check].

A row is a FaultRow in tests/integration/tst_faults_*.cpp, or a comment "// fault-row:" with the same three texts before
the slot that shows it. Faults that need no socket are named here, with the slot that shows them.
"""
import ast
import re
import sys
from pathlib import Path

TEXT = r'((?:u?"(?:[^"\\]|\\.)*"(?:_s)?\s*)+)'
ROW = re.compile(rf'\.tag\s*=\s*{TEXT},\s*\.does\s*=\s*{TEXT},\s*\.sees\s*=\s*{TEXT}')
COMMENT = re.compile(r'// fault-row:((?:.*\n//)*.*)\nvoid \w+::(\w+)\(')
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')

# Number and fault, what Telltale does, what the person sees, test, slot: no socket can show these in a short time.
PURE = [
    ('20 Retry-After as a date, in seconds, or as nonsense', 'reads both forms, ignores nonsense', '-',
     'tests/unit/protocol/tst_retryafter.cpp', None),
    ('44 a million series', 'keeps those it has up to the cap, refuses and counts the rest', 'the number that is hidden',
     'tests/unit/models/tst_seriestable.cpp', 'find_millionNamesAreBounded'),
    ('63 a storm of losses, whatever their cause', 'opens at most 40 transports in 10 min', 'Offline · next try in …',
     'tests/unit/transport/tst_connectionpolicy.cpp', 'governor_boundsAnyStorm'),
    ('64 there is no network', 'waits, tries now and then all the same', 'No network',
     'tests/unit/transport/tst_connectionpolicy.cpp', 'noNetwork_isWaitedFor'),
]

# What no test shows, and why.
MISSING = [
    (2, 'a name server that does not answer', 'the look-up is Qt’s own; the deadline that ends it is that of row 5'),
    (3, 'a name that resolves to another address', 'Qt asks anew for each attempt, but remembers answers for a minute'),
    ('7–11', 'faults of TLS', 'not built yet'),
    (26, 'a proxy that wants a login', 'not built yet'),
    (53, 'the place to renew a login is down', 'logins are not renewed yet'),
]


def join(literals):
    return ''.join(ast.literal_eval(text) for text in QUOTED.findall(literals))


def rows_of(path):
    source = path.read_text(encoding='utf-8')
    for match in ROW.finditer(source):
        yield (*map(join, match.groups()), path.stem, match.start())
    for match in COMMENT.finditer(source):
        texts = [ast.literal_eval(text) for text in QUOTED.findall(match.group(1).replace('\n//', ''))]
        if len(texts) != 3:
            sys.exit(f'{path}: a fault-row needs three texts: {match.group(1)}')
        yield (*texts, f'{path.stem} {match.group(2)}', match.start())


def pure_rows(root):
    for tag, does, sees, path, slot in PURE:
        source = (root / path).read_text(encoding='utf-8')
        if slot and f'::{slot}()' not in source:
            sys.exit(f'{path} has no slot {slot}')
        yield tag, does, sees, f'{Path(path).stem} {slot}' if slot else Path(path).stem, 0


def split(row):
    number, fault = row[0].split(' ', 1)
    return int(number), fault, *row[1:]


def cell(text):
    return text.strip().removesuffix(' ·').replace('|', '\\|')


def table(rows):
    lines = ['| no. | fault | what Telltale does | what the person sees | shown by |', '|---|---|---|---|---|']
    for number, fault, does, sees, test, _ in rows:
        sees = cell(re.sub(r' · next try in $', ' · next try in …', sees))
        lines.append(f'| {number} | {cell(fault)} | {cell(does)} | {sees} | `{test}` |')
    return '\n'.join(lines)


def document(root):
    sockets = [split(row) for path in sorted((root / 'tests/integration').glob('tst_faults_*.cpp')) for row in rows_of(path)]
    sockets.sort(key=lambda row: row[0])
    pure = sorted(map(split, pure_rows(root)))
    missing = '\n'.join(f'| {number} | {fault} | {why} |' for number, fault, why in MISSING)
    distinct = len({row[0] for row in sockets})
    return f"""# What can go wrong on the way, and what happens then

<!-- Made from the tests by tests/integration/fault_table.py; a test fails where the two differ. -->

Each row is a test: it injects that fault, the log of who injected it proves that it was met, and it asserts on the state
of the link, on the words and on the ids of the events: each delivered once, or a gap that is drawn. What the person sees
is how the words begin while the fault lasts; afterwards they are those of a live link again. The waits are those of the
product, which the tests of the policy pin; here they are shorter, and the rules are the same.

## On real sockets: {len(sockets)} tests, {distinct} kinds of fault

{table(sockets)}

## Without a socket, with clocks and dice of the test's own

{table(pure)}

## Not shown

| no. | fault | why |
|---|---|---|
{missing}
"""


def main():
    root = Path(sys.argv[1])
    target = root / 'docs/faults.md'
    text = document(root)
    if '--check' not in sys.argv:
        target.write_text(text, encoding='utf-8')
    elif not target.exists() or target.read_text(encoding='utf-8') != text:
        sys.exit(f'{target} is out of date: run tests/integration/fault_table.py {root}')


main()
