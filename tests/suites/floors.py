"""Arrows only downward: which room may include which, and size of files and functions."""
import os
import re
import subprocess

from harness import ROOT

def table():
    """pipeline/floors: room -> floor, prefixes of its names, headers of libraries that it may include, what it knows."""
    rooms = {}
    for line in open(os.path.join(ROOT, "pipeline", "floors"), encoding="utf-8"):
        if line[0] not in "#=":
            floor, room, names, libraries, knows = [x.strip() for x in line.split("|")]
            rooms[room] = (int(floor), names.split(), libraries.split(), knows)
    return rooms


def circles():
    """The honest recursion that pipeline/floors lists: sets of files (without ".c") that call one another."""
    lines = [x for x in open(os.path.join(ROOT, "pipeline", "floors"), encoding="utf-8") if x[0] == "="]
    return [set(x[1:].split(":")[0].split()) for x in lines]


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


class Symbols:
    """What each object file exports, and which other files it calls; from the build's objects."""

    def __init__(self, build):
        self.exports, self.calls, self.names = {}, {}, {}
        objects = {os.path.join(build, "obj", path[:-2] + ".o"): path for path, _ in sources() if path.endswith(".c")}
        objects = {o: path for o, path in objects.items() if os.path.exists(o)}
        used = {path: set() for path in objects.values()}
        for line in subprocess.run(["nm", "-A", "-P", *objects], stdout=subprocess.PIPE, check=True).stdout.decode().splitlines():
            obj, name, kind = line.replace(": ", " ", 1).split()[:3]
            if kind in "TDBRC":
                self.exports[name] = objects[obj]
            elif kind == "U":
                used[objects[obj]].add(name)
        for path, names in used.items():
            self.names[path] = {n: self.exports[n] for n in names if self.exports.get(n, path) != path}
            self.calls[path] = set(self.names[path].values())

    def circles(self):
        """Sets of files that reach one another (Tarjan)."""
        index, low, stack, found = {}, {}, [], []

        def visit(v):
            index[v] = low[v] = len(index)
            stack.append(v)
            for w in self.calls[v]:
                if w not in index:
                    visit(w)
                    low[v] = min(low[v], low[w])
                elif w in stack:
                    low[v] = min(low[v], index[w])
            if low[v] == index[v]:
                at = stack.index(v)
                if len(stack) - at > 1:
                    found.append({p[:-2] for p in stack[at:]})
                del stack[at:]
        for v in self.calls:
            if v not in index:
                visit(v)
        return found


def test_calls(t):
    """By symbols, since a declaration written by hand escapes the includes: only downward, and in circles only where listed."""
    s = Symbols(t.setup.build)
    t.ok(len(s.calls) > 200, f"{len(s.calls)} object files")
    for path, names in s.names.items():
        for name, other in names.items():
            if room_of(other) != room_of(path):
                t.ok(FLOOR[room_of(other)] < FLOOR[room_of(path)], f"{path} calls {name} of {other}")
    known, found = circles(), s.circles()
    for c in found:
        t.ok(any(c <= k for k in known), f"a circle that is not listed: {sorted(c)}")
    for k in known:
        t.ok(any(c <= k for c in found), f"listed, but no circle: {sorted(k)}")


def test_names(t):
    """What a file exports begins as its room says."""
    for name, path in Symbols(t.setup.build).exports.items():
        if name != "main":
            t.ok(any(name == p.rstrip("_") or name.startswith(p) for p in TABLE[room_of(path)][1]), f"{path}: {name} begins with none of {TABLE[room_of(path)][1]}")


def test_helper_libraries(t):
    """The program itself starts without what only packs need."""
    r = subprocess.run(["readelf", "-d", t.setup.vorlage], stdout=subprocess.PIPE, check=True).stdout.decode()
    for library in ("qpdf", "tiff", "jansson", "gmime"):
        t.ok(library not in r, f"vorlage is linked with {library}")


def test_libraries(t):
    for path, text in sources():
        for inc in re.findall(r"^\s*#\s*include\s+<([^>]+)>", text, re.M):
            if any(inc.startswith(x) for x in LIBRARIES):
                t.ok(any(inc.startswith(x) for x in TABLE[room_of(path)][2]), f"{path} includes <{inc}>")


def test_comments(t):
    """A file that a comment names is there: in the same room, or by its way from the top of the pipeline."""
    there = {path for path, _ in sources()}
    for path, text in sources():
        for comment in re.findall(r"/\*.*?\*/", text, re.S):
            for name in re.findall(r"(?<![\w./-])([\w/-]+\w\w\.[ch])\b", comment):
                t.ok(name in there or os.path.join(os.path.dirname(path), name) in there, f"{path} speaks of {name}")


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
