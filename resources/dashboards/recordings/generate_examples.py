#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes production-hall.jsonl and web-service.jsonl: two minutes of two invented feeds, as `telltale tail` would have
printed them. Nothing in them is real; the same every time.

    ./generate_examples.py production-hall > production-hall.jsonl
    ./generate_examples.py web-service > web-service.jsonl

The first events come all at once and are of the time before, as after a reconnect: charts are full from the beginning.
When the recording begins again they are older than what is shown, and have no effect. Counters begin at zero with the
two minutes, since a recording that begins again is a restart to whoever reads it.
"""

import json
import math
import random
import sys

START_S = 1_750_000_000
LENGTH_S = 120


class Recording:
    def __init__(self, epoch):
        self.epoch, self.lines = epoch, []

    def add(self, at_s, event, data):
        """at_s: from the start on; what is of the time before came at the start."""
        at_ms = round((START_S + at_s) * 1000)
        self.lines.append((max(at_ms, START_S * 1000), at_ms, event, {"t": at_ms, **data}))

    def write(self):
        self.lines.sort(key=lambda line: line[:2])
        for number, (came_ms, _, event, data) in enumerate(self.lines, 1):
            text = json.dumps(data, separators=(",", ":"))
            line = {"id": f"{self.epoch}:{number}", "event": event, "data": text, "transport": "ws", "t": came_ms}
            print(json.dumps(line, separators=(",", ":")))


def ramp(at, begin, full, end, over):
    """0 before begin, 1 from full to end, 0 after over; straight between."""
    return max(0.0, min(1.0, (at - begin) / (full - begin), (over - at) / (over - end)))


def times(before_s, before_step_s, step_s, counters_step_s):
    """Pairs of a time and the seconds since the one before. The recording begins again a second after its last line,
    and the last counter came a step before that. What was before ends a second earlier still: then it is older than what is
    shown, even where a timer is late, and a counter that seems to go on from it makes no peak of a rate."""
    past = [(-counters_step_s - 1 - before_step_s * n, before_step_s) for n in range(before_s // before_step_s, -1, -1)]
    return past + [(at, step_s if at else counters_step_s) for at in range(0, LENGTH_S, step_s)]


# Cell 2 grows hot and stops; what is behind it soon has nothing to do.
HALL_CELLS = {"1": 48, "2": 58, "3": 44, "4": 52, "5": 61, "6": 39}
HALL_CHANGES = [(0, "6", "WAIT"), (14, "6", "RUN"), (44, "2", "FAULT"), (50, "3", "WAIT"), (56, "4", "WAIT"),
                (80, "2", "WAIT"), (84, "2", "RUN"), (88, "3", "RUN"), (92, "4", "RUN"), (108, "6", "WAIT")]


def hall_past(recording):
    """The states of the hour before: mostly RUN, and cell 5 off for the first half."""
    lasts = {"RUN": 900, "WAIT": 90, "FAULT": 150, "OFF": 1800}
    for cell in HALL_CELLS:
        at, state = -3660, "OFF" if cell == "5" else "RUN"
        while at < -500:
            recording.add(at, "metrics", {"values": {f'cell.state{{cell="{cell}"}}': state}})
            at += int(lasts[state] * random.uniform(0.5, 1.5))
            state = random.choices(["WAIT", "FAULT"], [4, 1])[0] if state == "RUN" else "RUN"
        recording.add(-300, "metrics", {"values": {f'cell.state{{cell="{cell}"}}': "RUN"}})


def production_hall(recording):
    hall_past(recording)
    for at, cell, state in HALL_CHANGES:
        recording.add(at, "metrics", {"values": {f'cell.state{{cell="{cell}"}}': state}})
    good = scrap = 0.0
    for at, step in times(600, 10, 1, 5):
        if at == 0:
            good = scrap = 0.0
        stop = max(ramp(at, 44, 56, 82, 100), 0.55 * ramp(at, -380, -360, -300, -260))
        hot = max(ramp(at, 16, 44, 52, 112), 0.5 * ramp(at, -440, -380, -360, -240))
        rate = 36_250 * (1 - 0.72 * stop) + 450 * math.sin(at / 23) + random.gauss(0, 120)
        bad = 0.03 + 0.15 * hot * (1 - stop)
        good += step * rate / 3600 * (1 - bad)
        scrap += step * rate / 3600 * bad
        values = {"line.rate": round(rate), "line.oee": round(0.86 * rate / 36_250 * (1 - bad), 3)}
        if at < 0 or at % 5 == 0:
            values |= {"line.good": int(good), "line.scrap": int(scrap)}
        if at % 2 == 0 or at < 0:
            for cell, usual in HALL_CELLS.items():
                heat = usual + 26 * hot * (cell == "2") + 2 * math.sin(at / 40 + int(cell)) + random.gauss(0, 0.2)
                values[f'cell.temperature{{cell="{cell}"}}'] = round(heat, 1)
        recording.add(at, "metrics", {"values": values})


# One instance fails, and what it answered for is slow or not answered until it is back.
ROUTES = {"/": (420, 0.09), "/search": (270, 0.31), "/cart": (140, 0.16), "/checkout": (60, 0.38), "/login": (90, 0.12)}
HURT = {"/checkout": 0.62, "/cart": 0.12}
INSTANCES = [(-590, "a", "ready"), (-590, "b", "ready"), (-590, "c", "ready"), (-590, "d", "ready"),
             (3, "d", "draining"), (20, "d", "ready"), (40, "b", "failed"), (58, "b", None), (80, "b", "ready")]
LINES = [(-590, "annotation", "", "release 2.14.0"), (1, "info", "a", "GET /search 200 in 212 ms"),
         (3, "info", "d", "draining: the node is to be updated"), (4, "info", "b", "POST /cart 201 in 94 ms"),
         (6, "debug", "c", "cache: 1,204 entries dropped"), (13, "info", "a", "GET / 200 in 31 ms"),
         (20, "info", "d", "ready"), (28, "warning", "b", "database: 38 of 40 connections in use"),
         (36, "warning", "b", "POST /checkout 200 in 1,912 ms"), (39, "error", "b", "database: no connection for 3 s"),
         (40, "critical", "b", "health check failed three times; taken out"),
         (44, "error", "a", "POST /checkout 502: the payment provider did not answer"),
         (49, "error", "c", "POST /checkout 502: the payment provider did not answer"),
         (58, "warning", "", "instance b does not report any more"), (66, "error", "a", "POST /checkout 502"),
         (74, "info", "b", "started, warming up"), (80, "info", "b", "ready"),
         (92, "info", "a", "POST /checkout 201 in 402 ms"), (104, "info", "c", "GET /search 200 in 240 ms"),
         (LENGTH_S - 1, "info", "a", "GET / 200 in 28 ms")]


def web_service(recording):
    for at, instance, state in INSTANCES:
        recording.add(at, "metrics", {"values": {f'http.ready{{instance="{instance}"}}': state}})
    for at, level, instance, text in LINES:
        labels = {"labels": {"instance": instance}} if instance else {}
        if level == "annotation":
            recording.add(at, "annotation", {"text": text})
        else:
            recording.add(at, "log", {"text": text, "level": level, **labels})
    requests, errors = dict.fromkeys(ROUTES, 0.0), dict.fromkeys(ROUTES, 0.0)
    for at, step in times(600, 10, 2, 2):
        if at == 0:
            requests, errors = dict.fromkeys(ROUTES, 0.0), dict.fromkeys(ROUTES, 0.0)
        trouble = max(ramp(at, 34, 50, 66, 86), 0.25 * ramp(at, -400, -370, -340, -310))
        values, total, failed = {}, 0.0, 0.0
        for route, (usual, seconds) in ROUTES.items():
            rate = usual * (1 + 0.12 * math.sin(at / 70 + len(route)) + random.gauss(0, 0.04))
            wrong = rate * (0.002 + HURT.get(route, 0.004) * trouble)
            requests[route] += step * rate
            errors[route] += step * wrong
            total, failed = total + rate, failed + wrong
            values[f'http.requests{{route="{route}"}}'] = int(requests[route])
            values[f'http.errors{{route="{route}"}}'] = int(errors[route])
            slow = seconds * (1 + (9 if route in HURT else 2) * trouble) * random.uniform(0.9, 1.1)
            values[f'http.duration{{quantile="0.99",route="{route}"}}'] = round(slow, 3)
        for quantile, seconds, worse in (("0.5", 0.045, 0.8), ("0.9", 0.14, 4), ("0.99", 0.33, 7)):
            slow = seconds * (1 + worse * trouble) * random.uniform(0.93, 1.07)
            values[f'http.duration{{quantile="{quantile}"}}'] = round(slow, 3)
        values |= {"http.requests.rate": round(total, 1), "http.errors.ratio": round(failed / total, 4)}
        recording.add(at, "metrics", {"values": values})


MAKERS = {"production-hall": production_hall, "web-service": web_service}
if len(sys.argv) != 2 or sys.argv[1] not in MAKERS:
    sys.exit(f"usage: generate_examples.py {'|'.join(MAKERS)}")
random.seed(20_250_615)
made = Recording(sys.argv[1])
MAKERS[sys.argv[1]](made)
made.write()
