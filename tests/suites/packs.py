"""Packs of a session: who may see what, true claims, nothing written where something is wrong."""
import os
import re
import shutil
import subprocess

import pikepdf

from packing import NAME, change, pack, pages_of, planted, session, structure
from suites.editions import everything_in_odt, everything_in_pdf, shown_text


def test_canaries(t):
    source = session(t)
    r = pack(t, source, "--for", "public,members,moos,lind", "--report", "--folder", "--zip")
    t.eq(r.returncode, 0, r.stderr.decode())
    public = r.stdout.split(f"{NAME}.mitglieder.pdf".encode())[0]
    for who in ("oeffentlich", "moos"):
        path = t.path("out", f"{NAME}.{who}.pdf")
        public += everything_in_pdf(path) + shown_text(path)
    for form in ((), ("--odt",)):
        r = t.run("letter", "--quiet", source, "--for", "public", *form, "-d", t.path("out"))
        t.eq(r.returncode, 0, r.stderr.decode())
        r = t.run("letter", "--quiet", source, "--for", "moos", *form, "-d", t.path("out"))
        t.eq(r.returncode, 0, r.stderr.decode())
    for name in os.listdir(t.path("out")):
        if "einladung" in name and name.endswith(".pdf"):
            public += everything_in_pdf(t.path("out", name)) + shown_text(t.path("out", name))
        elif name.endswith(".odt"):
            public += everything_in_odt(t.path("out", name))
    public += everything_in_odt(t.path("out", f"{NAME}.oeffentlich.zip"))
    single = t.path("out", f"{NAME}.oeffentlich")
    for name in sorted(os.listdir(single)):
        path = os.path.join(single, name)
        public += name.encode() + open(path, "rb").read() + (everything_in_pdf(path) + shown_text(path) if name.endswith(".pdf") else b"")
    words = planted()
    t.ok(len(words) >= 30, f"{len(words)} canaries")
    for w in words:
        t.ok(w.encode() not in public and w.encode("utf-16-be") not in public, f"{w} is in a public output")
    t.ok(b"OFFENBAR" in public and "Grundstückssache".encode() in public, "public words are there, and the neutral title")
    full = t.path("out", f"{NAME}.mitglieder.pdf")
    whole = everything_in_pdf(full) + shown_text(full)
    seen = [w for w in words if w.encode() in whole]
    t.ok(len(seen) >= len(words) - 8, f"the full pack shows {len(seen)} of {len(words)}: not {sorted(set(words) - set(seen))}")
    for who in ("oeffentlich", "moos", "mitglieder", "lind"):
        t.ok(b"KANARIENBILD" not in everything_in_pdf(t.path("out", f"{NAME}.{who}.pdf")), f"{who}: the picture's metadata")


def test_this_consultation_counts(t):
    """What is public only in the committee is in the committee's pack and not in the council's; a closed consultation makes no public paper."""
    source = session(t)
    va = source.replace("sitzung.xml", "va.xml")
    shutil.copy(source, va)
    text = open(va, encoding="utf-8").read()
    text = re.sub(r'<top nr="1".*?</top>', '<top nr="1" status="oeffentlich"><unterlage vorlage="010/2025" datei="010/vorlage.xml"/></top>', text, count=1, flags=re.S)
    text = re.sub(r'<top nr="2" status="oeffentlich">.*?</tagesordnung>', "</tagesordnung>", text, flags=re.S)
    text = text.replace('gremium="gr"', 'gremium="va"').replace("2025-05-14T18", "2025-05-05T18").replace("2025-05-02", "2025-04-22")
    with open(va, "w", encoding="utf-8") as f:
        f.write(text)
    change(source.replace("sitzung.xml", "010/vorlage.xml"), '<ergebnis code="empfohlen"/>', "")
    r = pack(t, va, "--for", "public")
    t.eq(r.returncode, 0, r.stderr.decode())
    shown = everything_in_pdf(t.path("out", "2025-05-05_va.oeffentlich.pdf"))
    text = shown_text(t.path("out", "2025-05-05_va.oeffentlich.pdf"))
    for w in (b"KANARIE10", b"KANARIE11", b"KANARIE16"):
        t.ok(w in text, f"{w} is public in the committee")
    t.ok(b"KANARIE12" in text, "the attachment too")
    for w in (b"KANARIE13", b"KANARIE14", b"KANARIE15", b"KANARIE17"):
        t.ok(w not in shown and w not in text, f"{w} is public nowhere")


def test_claims(t):
    """A pack claims what is true of it: all parts conform; one has no tags; one is not PDF/A. The report names the cause."""
    source = session(t)
    r = pack(t, source, "--for", "public,members,kern", "--report")
    t.eq(r.returncode, 0, r.stderr.decode())
    good = [t.path("out", f"{NAME}.{w}.pdf") for w in ("oeffentlich", "mitglieder", "kern")]
    t.ok(r.stdout.decode().count("PDF/A-2a, PDF/UA-1") == 3, r.stdout.decode()[-300:])
    for p in good:
        structure(t, p)
    plan = os.path.join(os.path.dirname(source), "010", "anlagen", "plan.pdf")
    with pikepdf.open(plan, allow_overwriting_input=True) as pdf:
        del pdf.Root.StructTreeRoot
        del pdf.Root.MarkInfo
        pdf.save(plan)
    r = pack(t, source, "--for", "public", "--report", "-d", t.path("untagged"))
    t.eq(r.returncode, 0, r.stderr.decode())
    line = next(x for x in r.stdout.decode().splitlines() if "010-2025_Anlage-1" in x)
    t.ok("PDF/UA-1" in line and "PDF/A-2a, PDF/UA-1" not in r.stdout.decode().splitlines()[-1], f"the cause is named: {line}")
    untagged = t.path("untagged", f"{NAME}.oeffentlich.pdf")
    with pikepdf.open(plan, allow_overwriting_input=True) as pdf:
        font = pdf.pages[0].Resources.Font[next(iter(pdf.pages[0].Resources.Font.keys()))]
        del font.DescendantFonts[0].FontDescriptor.FontFile2
        pdf.save(plan)
    r = pack(t, source, "--for", "public", "--report", "-d", t.path("notpdfa"))
    t.eq(r.returncode, 0, r.stderr.decode())
    t.ok(any("PDF/A," in x and "010-2025_Anlage-1" in x for x in r.stdout.decode().splitlines()), r.stdout.decode())
    bad = t.path("notpdfa", f"{NAME}.oeffentlich.pdf")
    with pikepdf.open(bad) as pdf:
        meta = pdf.Root.Metadata.read_bytes()
    t.ok(b"pdfaid:part" not in meta and b"pdfuaid:part>" not in meta, "nothing is claimed")
    with pikepdf.open(untagged) as pdf:
        meta = pdf.Root.Metadata.read_bytes()
    level = re.search(rb"conformance>(\w)", meta).group(1).decode()
    t.ok(level in "UB" and b"pdfuaid:part>" not in meta, f"claims 2{level}")
    t.verapdf(good, "2a", "ua1")
    t.verapdf([untagged], "2" + level.lower())


def test_told_once(t):
    """What an attachment lacks is one warning with all causes, however many editions and places hold it."""
    source = session(t)
    folder = os.path.join(os.path.dirname(source), "010", "anlagen")
    with pikepdf.open(os.path.join(folder, "plan.pdf"), allow_overwriting_input=True) as pdf:
        del pdf.Root.StructTreeRoot, pdf.Root.MarkInfo, pdf.Root.Metadata
        fonts = pdf.pages[0].Resources.Font
        font = fonts[next(iter(fonts.keys()))]
        del font.DescendantFonts[0].FontDescriptor.FontFile2
        pdf.save(os.path.join(folder, "plan.pdf"))
    for f in os.listdir(folder):
        if f.endswith(".pdf"):
            shutil.copy(os.path.join(folder, "plan.pdf"), os.path.join(folder, f)) if f != "plan.pdf" else None
    r = t.run("pack", source, "--for", "public,members,each", "-d", t.path("out"))
    said = [x for x in r.stderr.decode().splitlines() if re.search(r"\[anlage-", x)]
    t.ok(r.returncode == 0 and len(said) == 1 and "[anlage-konform]" in said[0], f"{said}")
    t.ok(re.search(r"(Schrift|font) \S+ \((S|p)\. 1\)", said[0]) and "PDF/A" in said[0] and "Tags" in said[0], f"all causes: {said[0]}")


def test_same_bytes(t):
    source = session(t)
    digests = []
    for i, (zone, locale) in enumerate((("UTC", "C.UTF-8"), ("Pacific/Auckland", "de_DE.UTF-8"))):
        folder = t.path(f"anderswo{i}")
        shutil.copytree(os.path.dirname(source), folder)
        r = t.run("pack", "--quiet", "sitzung.xml", "--for", "public,each", "--folder", "--zip", "-d", "out", cwd=folder, env={"TZ": zone, "LC_ALL": locale})
        t.eq(r.returncode, 0, r.stderr.decode())
        t.run("letter", "--quiet", "sitzung.xml", "-d", "out", cwd=folder, env={"TZ": zone})
        digests.append({n: open(os.path.join(folder, "out", n), "rb").read() for n in sorted(os.listdir(os.path.join(folder, "out"))) if "." in n[15:]})
    t.eq(list(digests[0]), list(digests[1]), "names")
    for n in digests[0]:
        t.ok(digests[0][n] == digests[1][n], f"{n} is the same elsewhere")


def test_nothing_is_written_where_something_is_wrong(t):
    source = session(t)
    folder = os.path.dirname(source)
    old = t.write(f"out/{NAME}.mitglieder.pdf", "older")
    cases = {
        "010/anlagen/plan.pdf": (b"%PDF-1.4\nkaputt", "anlage-unlesbar"),
        "niederschriften/offen.pdf": (b"PK\x03\x04 text", "mappe-format"),
        "012/vorlage.xml": (b"<vorlage", None),
    }
    for name, (data, code) in cases.items():
        path = os.path.join(folder, name)
        keep = open(path, "rb").read()
        with open(path, "wb") as f:
            f.write(data)
        r = pack(t, source, "--for", "members")
        t.ok(r.returncode in (1, 2), f"{name}: exit {r.returncode}")
        t.ok(code is None or f"[{code}]" in r.stderr.decode(), f"{name}: {r.stderr.decode()[:400]}")
        t.ok(code != "anlage-unlesbar" or "010/2025" in r.stderr.decode(), "named with its Vorlage")
        t.eq(open(old, "rb").read(), b"older", f"{name}: the older pack stays")
        if code:
            r = pack(t, source, "--for", "members", "--skip-bad", "-d", t.path("skip"))
            t.eq(r.returncode, 0, f"--skip-bad {name}: {r.stderr.decode()[:300]}")
            r = t.run("pack", source, "--for", "members", "--skip-bad", "-d", t.path("skip"))
            said = r.stderr.decode()
            t.ok("[mappe-ersatz]" in said and not re.search(r"\(anlage-|\(mappe-", said), f"and told, in words: {said[:400]}")
            t.ok(any("nicht enthalten" in p for p in pages_of(t.path("skip", f"{NAME}.mitglieder.pdf"))), f"{name}: a page says so")
        with open(path, "wb") as f:
            f.write(keep)
    t.ok(t.run("pack", source).returncode == 2, "whom it is for must be said")
    t.ok(b"[mappe-mitglied]" in t.run("pack", source, "--for", ", ,", "-d", t.path("none")).stderr, "nobody is nobody")
    r = t.run("pack", source, "--for", "niemand", "-d", t.path("none"))
    t.ok(r.returncode == 2 and "[mappe-mitglied]" in r.stderr.decode() and not os.path.exists(t.path("none", f"{NAME}.niemand.pdf")), "unknown member")
    change(source, 'status="oeffentlich"\n         beginn', 'status="nichtoeffentlich"\n         beginn')
    text = open(source, encoding="utf-8").read()
    with open(source, "w", encoding="utf-8") as f:
        f.write(re.sub(r"<tagesordnung>.*</tagesordnung>", '<tagesordnung><top nr="1" status="nichtoeffentlich" unterlage="keine"><betreff>x</betreff></top></tagesordnung>', text, flags=re.S))
    r = pack(t, source, "--for", "public", "-d", t.path("closed"))
    t.ok(r.returncode == 1 and "[mappe-nichtoeffentlich]" in r.stderr.decode(), "a closed session has no public pack")
    t.ok(not os.path.exists(t.path("closed", f"{NAME}.oeffentlich.pdf")), "none is written")
