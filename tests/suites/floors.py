"""Arrows only downward: which room may include which, and size of files and functions."""
import os
import re
import subprocess

from harness import ROOT

FLOOR = {"base": 0, "model": 1, "read": 2, "edition": 2, "akte": 3, "flow": 3, "font": 3, "page": 4, "out/pdf": 5, "out/odt": 5, "out/xml": 5, "import": 5, "attach": 5, "merge": 6, "pack": 7, "mail": 6, "cli": 7, "cli/pack": 8}
LIBRARY = {"libxml/": {"read"}, "hpdf": {"out/pdf"}, "zip.h": {"base", "out/odt", "import"}, "hb": {"font"}, "png.h": {"page"}, "jpeglib.h": {"page"}, "qpdf/": {"attach"}, "tiffio": {"pack"}, "jansson": {"pack"}, "gmime": {"mail"}, "csv.h": {"read"}}
EXCEPTIONS = {("cli/small.c", "libxml/"), ("cli/small.c", "hb")}  # --version names the libraries in use


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
            for prefix, rooms in LIBRARY.items():
                if inc.startswith(prefix) and (path, prefix) not in EXCEPTIONS:
                    t.ok(room_of(path) in rooms, f"{path} includes <{inc}>")


def test_sizes(t):
    for path, text in sources():
        t.ok(text.count("\n") <= 700, f"{path} has over 700 lines")


def test_only_cli_ends_the_process(t):
    for path, text in sources():
        if not path.startswith("cli/") and path != "attach/child.c":  # which ends the child that it forked
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
