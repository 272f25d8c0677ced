"""Same input, same bytes: sanitized build, locale, time zone, folder, file time; and nothing of the surroundings in the outputs."""
import os
import shutil

from harness import ROOT, samples

SURROUNDINGS = [{"LC_ALL": "de_DE.UTF-8", "TZ": "Pacific/Auckland"}, {"LC_ALL": "C", "TZ": "UTC"}]


def render(t, path, kind, env=None, binary=None, cwd=None):
    out = t.path(f"x.{kind}")
    if os.path.exists(out):
        os.remove(out)
    r = t.run(kind, path, "--edition", "full", "-o", out, env=env, binary=binary, cwd=cwd, timeout=600)
    if not t.ok(r.returncode == 0, f"{path} {kind}: {r.returncode} {r.stderr.decode()[-600:]}"):
        return None
    return open(out, "rb").read()


def test_surroundings(t):
    for path in samples():
        for kind in ("pdf", "odt"):
            want = render(t, path, kind)
            for env in SURROUNDINGS:
                t.ok(render(t, path, kind, env) == want, f"{path} {kind} under {env}")


def test_sanitized_build(t):
    binary = t.need(t.setup.asan, "the sanitized build")
    for path in samples():
        if "lang" in path:
            continue
        for kind in ("pdf", "odt"):
            t.ok(render(t, path, kind, binary=binary) == render(t, path, kind), f"{path} {kind} under the sanitizers")


def test_other_folder(t):
    for path in samples():
        folder = os.path.dirname(path)
        copy = t.path("copy", "of", "it")
        shutil.copytree(os.path.join(ROOT, "samples"), copy, dirs_exist_ok=True)
        moved = os.path.join(copy, os.path.relpath(path, os.path.join(ROOT, "samples")))
        for kind in ("pdf", "odt"):
            a, b = render(t, path, kind), render(t, moved, kind, cwd=folder)
            t.ok(a == b, f"{path} {kind} elsewhere")
            t.ok(a is None or t.dir.encode() not in a and ROOT.encode() not in a, f"{path} {kind} holds no path")
        break
