#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes recentchange.jsonl: two minutes of an invented wiki's stream of changes, as `telltale tail --dialect plain`
would have printed them. Nothing in it is real; the same every time.

    ./generate_recentchange.py > recentchange.jsonl
"""

import json
import random

START_MS = 1_750_000_000_000
LENGTH_MS = 120_000
WIKIS = {"en": 46, "de": 18, "fr": 14, "es": 12, "ja": 10}
KINDS = {"edit": 70, "new": 8, "categorize": 18, "log": 4}
SUBJECTS = ["Lighthouse", "Basalt", "Tidal power", "Sextant", "Copper", "Glacier", "Sundial", "Weir", "Barometer",
            "Canal lock", "Heather", "Granite", "Pendulum", "Estuary", "Windmill", "Compass", "Quartz", "Aqueduct"]
COMMENTS = ["fix a typo", "add a source", "shorten", "new section", "update figures", "", "sort", "link"]

random.seed(20_250_615)


def pick(weights):
    return random.choices(list(weights), list(weights.values()))[0]


def change(number, at_ms):
    wiki, kind = pick(WIKIS), pick(KINDS)
    old = int(random.lognormvariate(8.6, 1.1))
    event = {
        "type": kind,
        "wiki": wiki,
        "title": f"{random.choice(SUBJECTS)} {random.randrange(1, 400)}",
        "user": f"Reader {random.randrange(1, 900)}",
        "bot": random.random() < 0.2,
        "minor": random.random() < 0.3,
        "timestamp": at_ms // 1000,
        "comment": random.choice(COMMENTS),
    }
    if kind in ("edit", "new"):
        event["length"] = {"old": 0 if kind == "new" else old, "new": max(0, old + int(random.gauss(30, 220)))}
    return {
        "id": f"recentchange:{number}",
        "event": "message",
        "data": json.dumps(event, separators=(",", ":")),
        "transport": "sse",
        "t": at_ms,
    }


at, number = START_MS, 0
while at < START_MS + LENGTH_MS:
    number += 1
    print(json.dumps(change(number, int(at)), separators=(",", ":")))
    # Busier in the middle of the first minute, as such streams are when somebody's script runs.
    busy = 9 if START_MS + 25_000 < at < START_MS + 40_000 else 3.4
    at += random.expovariate(busy) * 1000
