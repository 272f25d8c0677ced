"""Arrows only downward: which room may include which, and size of files and functions."""
import os
import re
import subprocess

from harness import ROOT

def table():
    """pipeline/floors: room -> floor, prefixes of its names, headers of libraries that it may include, what it knows."""
    rooms = {}
    for line in open(os.path.join(ROOT, "pipeline", "floors"), encoding="utf-8"):
        if line[0] != "#":
            floor, room, names, libraries, knows = [x.strip() for x in line.split("|")]
            rooms[room] = (int(floor), names.split(), libraries.split(), knows)
    return rooms


TABLE = table()
FLOOR = {room: row[0] for room, row in TABLE.items()}
LIBRARIES = sorted({x for row in TABLE.values() for x in row[2]}, key=len, reverse=True)


def sources():
    for folder, _, files in os.walk(os.path.join(ROOT, "pipeline")):
        for f in files:
            if f.endswith((".c", ".h")):
                path = os.path.join(folder, f)
                yield os.path.relpath(path, os.path.join(ROOT, "pipeline")), open(path, encoding="utf-8").read()


def room_of(path):
    return next((r for r in sorted(FLOOR, key=len, reverse=True) if path.startswith(r + "/")), None)


def test_arrows(t):
    for path, text in sources():
        room = room_of(path)
        for inc in re.findall(r'^\s*#\s*include\s+"([^"]+)"', text, re.M):
            other = room_of(inc)
            if other and other != room:
                t.ok(FLOOR[other] < FLOOR[room], f"{path} includes {inc}")


def test_libraries(t):
    for path, text in sources():
        for inc in re.findall(r"^\s*#\s*include\s+<([^>]+)>", text, re.M):
            if any(inc.startswith(x) for x in LIBRARIES):
                t.ok(any(inc.startswith(x) for x in TABLE[room_of(path)][2]), f"{path} includes <{inc}>")


def test_sizes(t):
    for path, text in sources():
        t.ok(text.count("\n") <= 700, f"{path} has over 700 lines")


def test_only_cli_ends_the_process(t):
    for path, text in sources():
        if not path.startswith("cli/") and path not in ("base/child.c", "office/soffice.c"):  # which end the children that they forked
            t.ok(not re.search(r"\b_?exit\(", text), f"{path} ends the process")


def test_nothing_reads_clock_or_locale(t):
    for path, text in sources():
        if not path.startswith("cli/"):
            t.ok(not re.search(r"\b(time|localtime|gmtime|setlocale|strftime|gettimeofday|clock_gettime)\s*\(", text), f"{path} reads clock, zone or locale")


def test_top_level(t):
    files = subprocess.run(["git", "-C", ROOT, "ls-files"], stdout=subprocess.PIPE, check=False).stdout.decode().split("\n")
    top = {f.split("/")[0] for f in files if f}
    if not top:
        top = {n for n in os.listdir(ROOT) if not n.startswith("build")}
    t.eq(sorted(n for n in top if n[0] != "."), ["LICENCE", "Makefile", "README.md", "fonts", "pipeline", "samples", "tests"], "top level")
