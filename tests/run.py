#!/usr/bin/env python3
"""Runs the whole suite: unit programs and the suites below tests/suites, two at a time.

A suite is a module tests/suites/NAME.py with functions test_*(t), t being a harness.T. The last line printed is
"N passed, N failed, N skipped". Names given on the command line choose suites (or suite.test). --bless lets golden
tests show their diff and take the new text.
"""
import argparse
import importlib
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import harness  # noqa: E402


# What `--quick` runs: all rooms, in two minutes on two quiet cores. The rest are long runs, validators, LibreOffice, other surroundings.
QUICK = ["units.test_units", "floors", "format", "golden", "editions", "slots.test_pairs", "slots.test_papers", "slots.test_title_of_an_item",
         "boundaries", "diagnostics.test_papers", "program", "schemas", "sessions", "packs.test_canaries",
         "packneutral", "merge.test_same_bytes", "merge.test_links_and_bookmarks", "merge.test_reading_order", "importing.test_edits",
         "importing.test_bad_values", "importing.test_by_style_alone", "pagebreaks.test_samples", "hostile.test_attacks", "hostile.test_pictures"]


def suites():
    return sorted(f[:-3] for f in os.listdir(os.path.join(HERE, "suites")) if f.endswith(".py") and f[0] != "_")


def tests_of(name):
    module = importlib.import_module("suites." + name)
    return [(f"{name}.{k}", v) for k, v in vars(module).items() if k.startswith("test_") and callable(v)]


def wanted(full, words):
    return not words or any(full == w or full.startswith(w + ".") for w in words)


def all_of(setup, chosen, workers):
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(lambda x: harness.run_one(setup, *x), chosen))


def until_failure(setup, chosen):
    results = []
    for x in chosen:
        results.append(harness.run_one(setup, *x))
        if results[-1].failed:
            break
    return results


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--build", default="build")
    p.add_argument("--bless", action="store_true")
    p.add_argument("--stop", action="store_true", help="one test at a time in the order of the words, up to the first failure")
    p.add_argument("--workers", type=int, default=os.cpu_count() or 2)
    p.add_argument("--quick", action="store_true", help="what tells most in two minutes")
    p.add_argument("words", nargs="*")
    a = p.parse_args()
    setup = harness.Setup(build=os.path.abspath(a.build), bless=a.bless, stop=a.stop)
    words = a.words or (QUICK if a.quick else [])
    chosen = [(n, f) for s in suites() for n, f in tests_of(s) if wanted(n, words)]
    if a.stop and words:
        chosen = [x for w in words for x in chosen if wanted(x[0], [w])]
    started = time.time()
    if a.stop:
        results = until_failure(setup, chosen)
    else:
        results = all_of(setup, chosen, 1 if a.bless else a.workers)
    passed = sum(r.passed for r in results)
    failed = sum(r.failed for r in results)
    skipped = sum(r.skipped for r in results)
    for r in results:
        for line in r.trouble:
            print(line)
    print(f"{time.time() - started:.0f} seconds")
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed or passed == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
