"""The unit programs (cmocka), as built and again under the sanitizers."""
import os
import re
import subprocess

from harness import SANITIZED


def run_all(t, build, asan):
    folder = os.path.join(build, "tests")
    names = sorted(n for n in os.listdir(folder) if os.access(os.path.join(folder, n), os.X_OK) and os.path.isfile(os.path.join(folder, n)) and "." not in n)
    t.ok(names, "there are unit tests")
    env = dict(os.environ, **SANITIZED)
    for n in names:
        r = subprocess.run([os.path.join(folder, n)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300, env=env,
                           cwd=os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
        text = r.stdout.decode("utf-8", "replace")
        passed = sum(int(m) for m in re.findall(r"^\[  PASSED  \] (\d+) test", text, re.M))
        failed = sum(int(m) for m in re.findall(r"^\[  FAILED  \] (?:\w+: )?(\d+) test", text, re.M))
        for m in sorted(set(re.findall(r"^\[  SKIPPED \] (\w+)$", text, re.M))):
            t.result.skipped += 1
            t.result.trouble.append(f"skipped {n}: {m}")
        if r.returncode and not failed:
            failed = 1
        t.count(passed, failed, f"{n}{' (sanitized)' if asan else ''}:\n{text[-3000:]}")


def test_units(t):
    run_all(t, t.setup.build, False)


def test_units_sanitized(t):
    run_all(t, os.path.join(t.setup.build, "asan"), True)
