"""What the suites share: running the program, folders, golden files, validators."""
import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import traceback

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CI = bool(os.environ.get("CI"))
# What a sanitized program is run with: lost memory is a fault too, and a fault's exit status is none of the program's own.
SANITIZED = {"ASAN_OPTIONS": "detect_leaks=1:abort_on_error=0:exitcode=99", "UBSAN_OPTIONS": "print_stacktrace=1:exitcode=99"}
_print = threading.Lock()


class Skip(Exception):
    pass


class Setup:
    def __init__(self, build, bless, stop=False):
        self.build, self.bless, self.stop = build, bless, stop
        self.vorlage = os.path.join(build, "vorlage")
        self.asan = os.path.join(build, "asan", "vorlage")
        self.tools = os.path.join(build, "tools")


class Stop(Exception):
    """Ends a test at its first failure (run.py --stop)."""


class Result:
    def __init__(self):
        self.passed = self.failed = self.skipped = 0
        self.trouble = []


class T:
    """One test: its folder, checks that are counted, and helpers."""

    def __init__(self, setup, name):
        self.setup, self.name, self.result = setup, name, Result()
        self.dir = tempfile.mkdtemp(prefix="vorlage-test-")

    # -- counting ------------------------------------------------------------------------------------
    def ok(self, cond, what):
        """A counted check: goes on after a failure."""
        if cond:
            self.result.passed += 1
        else:
            self.result.failed += 1
            self.result.trouble.append(f"FAILED {self.name}: {what}")
            if self.setup.stop:
                raise Stop
        return bool(cond)

    def eq(self, got, want, what):
        if got == want:
            return self.ok(True, what)
        return self.ok(False, f"{what}\n{diff(str(want), str(got))}")

    def count(self, passed, failed, what=""):
        self.result.passed += passed
        self.result.failed += failed
        if failed:
            self.result.trouble.append(f"FAILED {self.name}: {what}")

    def need(self, tool_or_path, what):
        """A tool the test cannot do without: absent, the test is a skip (in CI a failure)."""
        if shutil.which(tool_or_path) or os.path.exists(tool_or_path):
            return tool_or_path
        if CI:
            self.ok(False, f"{what} is missing")
        raise Skip(f"{what} is missing")

    # -- running -------------------------------------------------------------------------------------
    def run(self, *args, stdin=None, env=None, cwd=None, timeout=120, binary=None):
        """The program with these arguments; .returncode, .stdout, .stderr (bytes)."""
        e = dict(os.environ, **SANITIZED, LC_ALL="C.UTF-8", VORLAGE_ETC="/nonexistent")
        e.update(env or {})
        cmd = [binary or self.setup.vorlage, *map(str, args)]
        return subprocess.run(cmd, input=stdin, env=e, cwd=cwd or self.dir, timeout=timeout,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def tool(self, *args, timeout=600, cwd=None, env=None):
        return subprocess.run(list(map(str, args)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              timeout=timeout, cwd=cwd or self.dir, env=dict(os.environ, **(env or {})))

    def path(self, *parts):
        return os.path.join(self.dir, *parts)

    def write(self, name, data):
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as f:
            f.write(data if isinstance(data, bytes) else data.encode("utf-8"))
        return path

    # -- validators ----------------------------------------------------------------------------------
    def verapdf(self, pdfs, *flavours):
        """Each file passes each flavour ("2a", "ua1" ...): a counted check a file, all files in one call."""
        jar = self.need(os.path.join(self.setup.tools, "cli.jar"), "veraPDF")
        for flavour in flavours:
            text = self.tool("java", "-jar", jar, "-f", flavour, "--format", "text", "-v", *pdfs, timeout=3000).stdout.decode()
            for p in pdfs:
                told = "\n".join(x for x in text.splitlines() if not x.startswith("PASS"))
                self.ok(re.search(r"^PASS " + re.escape(p), text, re.M), f"{flavour} {os.path.basename(p)}:\n{told[:1500]}")

    # -- golden --------------------------------------------------------------------------------------
    def golden(self, file, got, what):
        """Compares with tests/<file>; --bless shows the diff and takes the new text."""
        path = os.path.join(ROOT, "tests", file)
        old = open(path, encoding="utf-8").read() if os.path.exists(path) else None
        if old == got:
            return self.ok(True, what)
        shown = diff(old or "", got)
        if self.setup.bless:
            print(f"--- {file}\n{shown}")
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as f:
                f.write(got)
            return self.ok(True, what)
        return self.ok(False, f"{what}: differs from tests/{file} (tests/run.py --bless takes it)\n{shown}")


def diff(want, got):
    lines = list(difflib.unified_diff(want.splitlines(), got.splitlines(), "expected", "got", lineterm="", n=2))
    return "\n".join(lines[:60])


def run_one(setup, name, function):
    t, started = T(setup, name), time.time()
    try:
        function(t)
    except Skip as s:
        t.result.skipped += 1
        t.result.trouble.append(f"skipped {name}: {s}")
    except Stop:
        pass
    except Exception:  # noqa: BLE001 - a broken test is a failed one, with its trace
        t.result.failed += 1
        t.result.trouble.append(f"FAILED {name}: {traceback.format_exc()}")
    finally:
        shutil.rmtree(t.dir, ignore_errors=True)
    with _print:
        state = "FAILED" if t.result.failed else "skipped" if t.result.skipped and not t.result.passed else "ok"
        print(f"{state:8}{name} ({t.result.passed}, {time.time() - started:.0f} s)", flush=True)
    return t.result


def samples():
    """Every Vorlage among the samples that is meant to be good: (path, edition arguments)."""
    out = []
    for folder, _, files in sorted(os.walk(os.path.join(ROOT, "samples"))):
        for f in sorted(files):
            if f.endswith(".xml") and f.startswith("vorlage") and "fehlerhaft" not in folder + f:
                out.append(os.path.join(folder, f))
    return out


if __name__ == "__main__":
    sys.exit("run tests/run.py")
