"""Each diagnostic is told for an input that deserves it, and not for the input beside it: the smallest change that mends it.

Small papers are tests/diag and their neighbours tests/neighbours.py; sessions are those of suites/sessions.py beside the good one; what needs more
(attachments, packs, earlier packs, documents, fonts, a faulty world) is a function in tests/diagcases.py."""
import os
import re
import shutil

import diagcases
from neighbours import NEIGHBOURS
from suites import sessions
from suites.golden import DIAG, command

CODE = re.compile(r"\[([a-z0-9-]+)\]$", re.M)


def codes(t):
    return set(re.findall(r"(?m)^([a-z0-9-]+)$", t.run("help", "codes").stdout.decode()))


def papers():
    return {n.rsplit(".", 1)[0]: n for n in sorted(os.listdir(DIAG)) if n.endswith((".xml", ".fodt"))}


def told(t, args, cwd):
    return set(CODE.findall(t.run(*args, "--lang", "en", cwd=cwd).stderr.decode()))


def test_every_code_is_raised_and_silenced(t):
    """No code without an input and a neighbour, and no case for a code that is gone."""
    raised = set(NEIGHBOURS) | set(SESSIONS) | set(diagcases.CASES)
    known = codes(t)
    t.eq(sorted(known - raised - set(diagcases.NEVER)), [], "every code is raised by an input and silenced by a neighbour")
    t.eq(sorted(raised - known), [], "no case is left over")
    t.eq(sorted(set(diagcases.NEVER) & raised), [], "what no input raises has no case")
    t.ok(all(len(why) > 40 for why in diagcases.NEVER.values()), "a reason for each")
    t.eq(sorted(set(papers()) - set(NEIGHBOURS)), [], "every paper below tests/diag has its neighbour")


def edited(text, code, pairs, t):
    for old, new in pairs:
        if t.ok(old in text, f"{code}: the input holds {old!r}"):
            text = text + new if not old else text.replace(old, new, 1)
    return text


def test_papers(t):
    """The papers of tests/diag: each tells its code; its neighbour does not, and tells nothing that the paper did not."""
    folder = t.path("diag")
    shutil.copytree(DIAG, folder)
    t.write("diag/bilder/gut.png", diagcases.png(2, 2))
    shutil.copy(diagcases.font(t), os.path.join(folder, "haus", "gut.ttf"))
    known = papers()
    for code, edits in NEIGHBOURS.items():
        name = known[code]
        args = [*command(os.path.join(folder, name)), name]
        before = told(t, args, folder)
        t.ok(code in before, f"{name}: told {sorted(before)}")
        files = {}
        for f in {e[2] if len(e) > 2 else name for e in edits}:
            with open(os.path.join(folder, f), "rb") as x:
                files[f] = x.read()
            text = edited(files[f].decode("utf-8", "surrogateescape"), code, [e[:2] for e in edits if (e[2] if len(e) > 2 else name) == f], t)
            with open(os.path.join(folder, f), "wb") as x:
                x.write(text.encode("utf-8", "surrogateescape"))
        after = told(t, args, folder)
        t.ok(code not in after and after <= before, f"the neighbour of {name}: told {sorted(after)}, the input {sorted(before)}")
        for f, data in files.items():
            with open(os.path.join(folder, f), "wb") as x:
                x.write(data)


# Sessions: what is changed in the good one so that it tells the code; the good one tells nothing (sessions.test_the_good_one_is_good).
SESSIONS = {code: changes for code, changes in sessions.CASES.items() if code not in NEIGHBOURS and code != "alles"}


def test_sessions(t):
    for code, changes in SESSIONS.items():
        got = told(t, ["check", "sitzung.xml"], sessions.make(t, code, changes))
        t.ok(code in got, f"{code}: told {sorted(got)}")
    t.eq(told(t, ["check", "sitzung.xml"], sessions.GOOD), set(), "their neighbour, the good session, tells nothing")


def test_others(t):
    for code, case in diagcases.CASES.items():
        for bad in (True, False):
            w = diagcases.World(t, f"{code}-{'bad' if bad else 'good'}")
            text = case(w, bad)
            got = set(CODE.findall(text))
            if bad:
                before = got | diagcases.HIDES.get(code, set())
                t.ok(code in got, f"{code}: told {sorted(got)}\n{text[-600:]}")
            else:
                t.ok(code not in got and got <= before, f"the neighbour of {code}: told {sorted(got)}, the input {sorted(before)}\n{text[-600:]}")
            shutil.rmtree(w.dir, ignore_errors=True)
