#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The load of ./dev bench models: a dashboard of 50 panels with four series each, and a feed for it.

Usage: loadfeed.py [--speed 1]    (serves the feed on a free port of the loopback, which it prints, until it is ended)

At speed 1 an event with a value of each of the 200 series comes once a second. At speed 10 the feed's own time, by
which samples are stamped and beats tell the clock, runs ten times as fast, and so do the events. The feed remembers any
past it is asked for, so that histories are full from the start.
"""

import argparse
import json
import math
import os
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

COLUMNS, ROWS = 10, 5
PER_PANEL = 4
# A panel a cell of the grid, along the rows.
KINDS = (["timeseries"] * 15 + ["stat"] * 12 + ["gauge"] * 6 + ["bargauge"] * 6 + ["table"] * 5 + ["statusgrid"] * 3
         + ["statetimeline"] * 3)
WORDS = ["RUN", "RUN", "RUN", "IDLE", "RUN", "FAULT"]
# Histories forget a chunk of samples at a time. Series that began apart do not all forget at once.
CHUNK_S = 1024


def is_word(panel):
    return KINDS[panel] in ("statusgrid", "statetimeline")


def series_name(panel, number):
    return f'load.{"state" if is_word(panel) else "value"}{{panel="{panel:02}",part="{number}"}}'


def value(index, time_ms):
    """Of the index-th series at that time: a slow wave with noise upon it, or a word that changes now and then."""
    if is_word(index // PER_PANEL):
        return WORDS[(time_ms // 30_000 + index) % len(WORDS)]
    noise = math.sin(index * 78.233 + time_ms % 999_983 * 12.9898) * 43758.5453 % 1
    return round(50 + 30 * math.sin(index + time_ms / 90_000) + 8 * noise, 1)


def panel(number):
    kind = KINDS[number]
    series = [{"series": series_name(number, part), "legend": f"part {part}"} for part in range(PER_PANEL)]
    made = {"id": f"p{number}", "type": kind, "title": f"{kind.capitalize()} {number}",
            "at": [number % COLUMNS, number // COLUMNS * 4, 1, 4], "data": series}
    if is_word(number):
        made["map"] = [{"value": "RUN", "text": "running", "state": "ok"}, {"value": "FAULT", "state": "critical"},
                       {"value": "IDLE", "state": "low"}]
        return made
    if kind in ("stat", "gauge"):
        made.update(data=series[:1], details=series[1:])
    made.update({"unit": "percent", "decimals": 1, "min": 0, "max": 100})
    if kind != "timeseries":
        made["thresholds"] = {"hysteresis": 2, "steps": [{"at": 70, "state": "medium"}, {"at": 80, "state": "high"}]}
    if kind == "table":
        made["options"] = {"rowsBy": ["part"], "columns": [{"title": "part", "label": "part"},
                                                           {"title": "share", "data": 0, "cell": "bar"}]}
        made["data"] = [{"series": f'load.value{{panel="{number:02}"*'}]
    return made


def dashboard(url, window="5m"):
    """window: of the charts. A feed is not asked for past states, so their panels keep to what is there soon."""
    panels = [panel(number) for number in range(len(KINDS))]
    for made, kind in zip(panels, KINDS):
        made["window"] = "5m" if kind == "statetimeline" else window
    return {"format": 1, "title": "Load", "sources": {"feed": {"type": "stream", "url": url, "transports": ["sse"]}},
            "pages": [{"title": "Load", "columns": COLUMNS, "rows": 4 * ROWS, "panels": panels}]}


class Feed(BaseHTTPRequestHandler):
    """Events follow from the time alone, so there is nothing to remember."""

    protocol_version = "HTTP/1.1"
    names = [series_name(number, part) for number in range(len(KINDS)) for part in range(PER_PANEL)]
    epoch = os.urandom(4).hex()
    begin = time.monotonic()
    wall_ms = int(time.time()) * 1000
    speed = 1.0

    def log_message(self, *_):
        pass

    def now_ms(self):
        return self.wall_ms + int((time.monotonic() - self.begin) * self.speed * 1000)

    def do_GET(self):
        url = urllib.parse.urlsplit(self.path)
        if url.path.endswith("/history"):
            self.answer_past({key: values[0] for key, values in urllib.parse.parse_qs(url.query).items()})
        elif "text/event-stream" in self.headers.get("Accept", ""):
            self.stream()
        else:
            self.send_error(406)

    def answer_past(self, query):
        index = self.names.index(query["series"])
        begin = int(query["from"]) // 1000 + 1
        if self.speed > 1:
            begin += index * CHUNK_S // len(self.names)
        times = [] if is_word(index // PER_PANEL) else [second * 1000 for second in range(begin, int(query["to"]) // 1000)]
        body = json.dumps({"t": times, "v": [value(index, at) for at in times]}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def stream(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        number = self.now_ms() - self.wall_ms
        number //= 1000
        self.say("hello", {"epoch": self.epoch, "head": number, "heartbeat": 15, "t": self.now_ms()})
        beat = 0
        while True:
            number += 1
            due = self.begin + number / self.speed
            time.sleep(max(0, due - time.monotonic()))
            if self.speed > 1 or due - beat >= 15:  # a clock that runs fast is told anew each time
                self.say("heartbeat", {"t": self.now_ms(), "head": number - 1})
                beat = due
            at = self.wall_ms + number * 1000
            values = {name: value(index, at) for index, name in enumerate(self.names)}
            self.say("metrics", {"t": at, "values": values}, f"{self.epoch}:{number}")

    def say(self, event, data, identity=None):
        head = f"id: {identity}\n" if identity else ""
        self.wfile.write(f"{head}event: {event}\ndata: {json.dumps(data)}\n\n".encode())


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass  # the client went away


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--speed", type=float, default=1)
    Feed.speed = parser.parse_args().speed
    server = Server(("127.0.0.1", 0), Feed)
    print(server.server_address[1], flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
