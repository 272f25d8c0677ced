"""Merged files object by object: awkward attachments of every kind and plans of every kind, each file as text without its fonts and pictures."""
import os
import re
import subprocess

from generate import awkward
from suites.merge import EXPECTED, drive

KINDS = sorted(set(k for k, v in EXPECTED.items() if v.startswith("ok")) - {"many-pages", "page-chain", "object-chain"} | {"rotated", "unbalanced", "tagged-text", "scan-2u", "scan-colour", "spot-red", "partly", "ways"})


def dumped(t, path):
    """All objects in the order they are reached, streams inflated; what is no text is left out, for it comes from fonts and pictures."""
    raw = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", "--no-original-object-ids", "--static-id", path, "-"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    t.eq(raw.stderr, b"", path)
    data = re.sub(rb"stream\n(.*?)\nendstream", lambda m: b"stream\n" + (m.group(1) if text(m.group(1)) else b"(no text)") + b"\nendstream", raw.stdout, flags=re.S)
    data = re.sub(r"\n\d+ 0 obj\n\d+\nendobj".encode(), b"", data)
    data = re.sub(r"/(Widths|FontBBox|W) \[.*?\n  \]", "", data[:data.rindex(b"\nxref\n")].decode("latin-1"), flags=re.S)
    lines = re.sub(r"\[\n([^\[\]]*?)\s*\]", lambda m: "[" + " ".join(m.group(1).split()) + "]", data).splitlines()
    return "\n".join(x for x in lines if x and not re.match(r"%|.*/(Length|Ascent|Descent|CapHeight|StemV|ItalicAngle)\b|endobj$", x)) + "\n"


def text(stream):
    return all(32 <= c < 127 or c in (10, 13, 9) or c >= 160 for c in stream) and len(stream) < 6000


def small(t):
    """A tagged paper of three pages as the own PDF."""
    return awkward.write(t.dir, ["tagged"])["tagged"]


def run(t, name, *lines, variants=("Sitzung",)):
    """Golden text of each variant, or what is said where there is none."""
    outs = [t.path(f"{name}.{k}.pdf") for k in range(len(variants))]
    plan = [f"own {small(t)} 3", *lines]
    for out, v in zip(outs, variants):
        title, *more = v.split("\n")
        plan += [f"variant {out} {title}", *more]
    r = subprocess.run([drive(t), "plan", t.write("plan.txt", "\n".join(plan))], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120, check=False)
    got = r.stdout.decode() + r.stderr.decode()
    for out in outs:
        if os.path.exists(out):
            with open(out, "rb") as f:
                data = f.read()
            got += f"==== {os.path.basename(out)} linear {b'/Linearized' in data} object streams {b'/ObjStm' in data}\n" + dumped(t, out)
    t.golden(f"merged/{name}.txt", got, name)


def part(t, kind):
    return awkward.write(t.dir, [kind])[kind]


AROUND = ("page own 0", "label i")


def test_kinds(t):
    """Each kind of attachment between two own pages."""
    for kind in KINDS:
        run(t, kind, f"part {part(t, kind)} Anlage", *AROUND, "page part 0 0", "label A-1", "page own 1", "bookmark 1 0 open inner Mappe", "bookmark 2 1 closed inner Anlage")


def test_plans(t):
    """Parts in pieces, turned about, scaled, stamped, twice, and with blank pages between."""
    tagged, form, layers = (part(t, k) for k in ("tagged", "tagged-form", "layers"))
    partly = t.write("partly.pdf", awkward.partly("KANARIE"))
    run(t, "turned", f"part {tagged} Anlage 1", "page part 0 2", "page own 1", "page part 0 0", "bookmark 1 0 open inner Anlage 1", "bookmark 1 1 open - Text", "bookmark 2 2 closed inner Rest")
    run(t, "pieces", f"part {partly} Anlage 1", f"part {tagged} Anlage 2", *AROUND, "page part 0 0", "page part 1 1", "bookmark 1 0 open - Mappe", "bookmark 3 1 open inner Anlage 1", "bookmark 2 2 closed inner Anlage 2")
    run(t, "scaled", f"part {tagged} Anlage 1", f"part {form} Anlage 2", f"part {part(t, 'rotated')} Anlage 3", f"part {part(t, 'patterns')} Anlage 4", "page own 0", "page part 0 0", "scale 0.9 10 20", "stamp 2 30 40", "page part 0 1", "stamp 2 10 20", "stamp 1 0 0.5", "page part 1 0", "scale 0.95 0 12.5", "page part 2 1", "scale 0.9 20 60", "page part 3 0", "scale 0.92 -5 0", "page part 2 0", "page blank 300 400", "label leer")
    run(t, "twice", f"part {layers} Anlage 1", f"part {layers} Anlage 2", f"part {tagged} Anlage 3", "page part 0 0", "page part 1 0", "page part 2 0", "page own 0", "page own 2")
    run(t, "variants", f"part {form} Anlage", "page own 0", "page blank 595.276 841.89", "page part 0 0", "stamp 1 30 30",
        variants=("Exemplar A\nmark 0.5 G 3 w 100 100 m 500 700 l S\nfield Empfaenger Frau Eins", "Exemplar B\nmark 0.5 G 3 w 500 100 m 100 700 l S\nfield Empfaenger Herr Zwei\nfield Nummer 2", "Ohne"))
    run(t, "linear", "linearize", "compact", f"part {tagged} Anlage", "page own 0", "page part 0 0", "page part 0 1", variants=("Eins", "Zwei"))
    run(t, "compact", "compact", "noclaim", "lang en-GB", f"part {part(t, 'scan')} Anlage", "alt 0 Ein Blatt", "page own 0", "page part 0 0")
    run(t, "own", "page own 2", "label iii", "page own 0", "page own 1", "label 1", "page blank 100 100")
    run(t, "all", *[f"part {part(t, k)} Anlage {i}" for i, k in enumerate(KINDS)], "page own 0", *[f"page part {i} 0" for i in range(len(KINDS))], "page own 1")
    run(t, "alt", f"part {part(t, 'scan-2b')} Anlage", f"part {part(t, 'scan')} Anlage 2", "alt 1 Ein Plan", "page own 0", "page part 0 0", "page part 1 0", "scale 0.9 1 2")
    ways = part(t, "ways")
    run(t, "ways-whole", f"part {ways} Anlage", *AROUND, "page part 0 0", "page part 0 2", "page part 0 1", "bookmark 1 1 open inner Anlage", "bookmark 1 2 open - Zweites")
    run(t, "ways-scaled", f"part {ways} Anlage", "page part 0 0", "scale 0.9 10 20", "page own 2", "page part 0 2", "scale 0.95 -3 40", "bookmark 1 0 open inner Anlage")
