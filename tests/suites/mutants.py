"""tests/mutants itself: a few faults that a room's unit programs must catch, one that is none, and where faults are made."""
import os
import re
import subprocess
import sys

import cfaults
from harness import ROOT

CAUGHT = {
    "base/decimal.c: r < 0 ? -2 * r >= d -> r < 0 ? -2 * r > d": "base_decimal",
    "edition/publicity.c: s != STATUS_NICHTOEFFENTLICH && (!nnur -> (!nnur": "edition_model",
    "edition/prune.c: part || !prune_shows -> !prune_shows": "edition_model",
    "page/breaker.c: (over <= EPS) -> (1)": "page_breaker",
}
SAME = "edition/prune_table.c: n > 1 ? n : 1 -> n >= 1 ? n : 1"


def test_named_faults(t):
    command = [sys.executable, os.path.join(ROOT, "tests", "mutants"), "--build", t.setup.build, "--units"]
    for fault in [*CAUGHT, SAME]:
        command += ["--fault", fault]
    r = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300, check=False)
    said = r.stdout.decode()
    for fault, by in CAUGHT.items():
        file, change = fault.split(": ", 1)
        t.ok(re.search(rf"(?m)^caught +pipeline/{re.escape(file)}:\d+: {re.escape(change)}  \[{by}\]$", said), f"{fault}\n{said}")
    t.ok(re.search(rf"(?m)^same +.*{re.escape(SAME.split(': ', 1)[1])}$", said), f"{SAME}\n{said}")
    t.ok("edition: 2 of 2 caught (1 not counted)" in said and r.returncode == 0, said)


CODE = """#define LIMIT (a < b)
/* if (x < 1) return; */
static const char *text = "a == b";
static int f(int a, int b)
{
    CHECK(a < b);
    if (!a || g(b, "x < y", 'c')) return 1; // a > b
    else b = 3;
    for (int i = 0; i < a; i++) h(&b);
    return a - b;
}
"""
FAULTS = [
    (7, "(!a || g(b, \"x < y\", 'c')) -> (0)"), (7, "(!a || g(b, \"x < y\", 'c')) -> (1)"), (7, "! -> (nothing)"),
    (7, "!a || g(b, \"x < y\", 'c') -> !a"), (7, "!a || g(b, \"x < y\", 'c') -> g(b, \"x < y\", 'c')"),
    (7, "b, \"x < y\" -> \"x < y\", b"), (7, "\"x < y\", 'c' -> 'c', \"x < y\""), (7, "return 1; -> ;"), (7, "1 -> 0"), (7, "1 -> 2"),
    (8, "else b = 3; -> (nothing)"), (8, "b = 3; -> ;"), (8, "3 -> 2"), (8, "3 -> 4"), (9, "0 -> 1"), (9, "< -> <="), (9, "< -> >"),
    (9, "h(&b); -> ;"), (10, "- -> +"),
]


def test_where_faults_are_made(t):
    """Nothing in comments, strings, preprocessor lines or checks; the number of lines stays."""
    found = cfaults.faults(CODE)
    t.eq(sorted((f.line, str(f)) for f in found), sorted(FAULTS), "the faults of a small file")
    for f in found:
        t.eq(f.apply(CODE).count("\n"), CODE.count("\n"), f"{f}: lines")
    order = [list(cfaults.chosen([("f", x) for x in found], seed)) for seed in (1, 1, 2)]
    t.ok(order[0] == order[1] != order[2] and set(order[0]) == set(order[2]), "the same order for the same seed")


def test_every_room_has_files_and_tests(t):
    out = subprocess.run([sys.executable, os.path.join(ROOT, "tests", "mutants"), "--list"], stdout=subprocess.PIPE, check=True).stdout.decode()
    t.ok(len(out.splitlines()) > 5000, "faults are found")
    for file in sorted(set(re.findall(r"(?m)^pipeline/([^:]+):", out))):
        code = open(os.path.join(ROOT, "pipeline", file), encoding="utf-8").read()
        for f in cfaults.faults(code):
            if not t.ok(code[f.start:f.end] == f.old and f.apply(code) != code, f"{file}: {f}"):
                break
