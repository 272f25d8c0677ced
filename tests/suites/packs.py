"""Packs and letters of a session: who may see what, true claims, numbers that hold, places of the letter, nothing written where something is wrong."""
import email
import email.policy
import hashlib
import json
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree
import zipfile

import pikepdf

import pdfwalk
from harness import ROOT
from suites.editions import everything_in_odt, everything_in_pdf, shown_text

HERE = os.path.join(ROOT, "tests", "packs")
CANARY = re.compile(r"KANARIE\d\d")
PAPER = """<?xml version="1.0" encoding="UTF-8"?>
<vorlage xmlns="urn:x-vorlage:1" nummer="1" art="information" status="oeffentlich"><kopf><betreff>{words}</betreff></kopf><sachverhalt>{paragraphs}</sachverhalt></vorlage>
"""
FILES = re.compile(r'datei="([^"]+\.pdf)"')
NAME = "2025-05-14_gr"


def attachment(t, path, words, pages=1):
    """A PDF/A-2a, PDF/UA-1 with these words."""
    xml = t.write("anlage.xml", PAPER.format(words=words, paragraphs="<seitenumbruch/>".join(f"<p>{words} Seite {i + 1}.</p>" for i in range(pages))))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    r = t.run("pdf", "--quiet", xml, "-o", path)
    t.ok(r.returncode == 0, r.stderr.decode())


def session(t, name="s", pages=1):
    """The session of tests/packs with all its attachments; their names are their words."""
    folder = t.path(name)
    shutil.copytree(HERE, folder)
    for sub, _, files in list(os.walk(folder)):
        for f in files:
            if not f.endswith(".xml"):
                continue
            for pdf in FILES.findall(open(os.path.join(sub, f), encoding="utf-8").read()):
                word = os.path.basename(pdf)[:-4]
                attachment(t, os.path.join(sub, pdf), word if "KANARIE" in word else "OFFENBAR Anlage", pages)
    os.makedirs(os.path.join(folder, "010", "anlagen"), exist_ok=True)
    shutil.copy(os.path.join(ROOT, "tests", "editions", "bild.jpg"), os.path.join(folder, "010", "anlagen", "bild.jpg"))
    return os.path.join(folder, "sitzung.xml")


def pack(t, source, *args):
    r = t.run("pack", "--quiet", source, "-d", t.path("out"), *args)
    return r


def change(path, old, new):
    text = open(path, encoding="utf-8").read()
    assert old in text, old
    with open(path, "w", encoding="utf-8") as f:
        f.write(text.replace(old, new, 1))


def pages_of(path):
    return subprocess.run(["pdftotext", "-layout", path, "-"], stdout=subprocess.PIPE).stdout.decode().split("\f")[:-1]


def planted():
    words = set()
    for sub, _, files in os.walk(HERE):
        for f in files:
            words |= set(CANARY.findall(open(os.path.join(sub, f), encoding="utf-8").read()))
    return sorted(words)


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


def test_single_files(t):
    """Folder and zip: stable names, a list for programs, a page for people; every file a conforming PDF; nothing of an earlier run stays unseen."""
    source = session(t, pages=2)
    t.eq(pack(t, source, "--for", "members", "--folder", "--zip").returncode, 0, "made")
    folder = t.path("out", f"{NAME}.mitglieder")
    names = sorted(os.listdir(folder))
    t.ok({"00_Einladung.pdf", "00_Mappe.pdf", "TOP-02_010-2025.pdf", "TOP-02_010-2025_Anlage-1.pdf", "TOP-N01_Anlage-1.pdf", "index.html", "sitzung.json"} <= set(names), f"{names}")
    data = json.load(open(os.path.join(folder, "sitzung.json"), encoding="utf-8"))
    listed = [f for part in data["teile"] for f in part["dateien"]]
    t.eq(sorted([f["datei"] for f in listed] + ["00_Mappe.pdf", "index.html", "sitzung.json"]), names, "each file is listed once")
    pages = pages_of(os.path.join(folder, "00_Mappe.pdf"))
    for f in listed:
        raw = open(os.path.join(folder, f["datei"]), "rb").read()
        t.eq((len(raw), hashlib.sha256(raw).hexdigest()), (f["bytes"], f["sha256"]), f"{f['datei']}: size and digest")
        own = pages_of(os.path.join(folder, f["datei"]))
        t.eq(len(own), f["seiten"], f"{f['datei']}: pages")
        for i, p in enumerate(own):
            t.ok(re.search(rf"Mappe S\.\s{f['seite'] + i}\b", p) and re.search(rf"Mappe S\.\s{f['seite'] + i}\b", pages[f["seite"] + i - 1]), f"{f['datei']}: the pack's numbers")
    page = xml.etree.ElementTree.fromstring(re.sub(r"<!DOCTYPE html>|<meta[^>]*>", "", open(os.path.join(folder, "index.html"), encoding="utf-8").read()))
    links = [a.get("href") for a in page.iter("a")]
    t.eq(sorted(links), sorted(n for n in names if n.endswith(".pdf")), "the page links every PDF, and no other")
    t.ok(page.get("lang") == "de" and len(list(page.iter("h1"))) == 1 and not list(page.iter("script")), "the page is accessible and needs no script")
    with zipfile.ZipFile(t.path("out", f"{NAME}.mitglieder.zip")) as z:
        t.ok(sorted(z.namelist()) == names and all(z.read(n) == open(os.path.join(folder, n), "rb").read() for n in names), "the zip holds the same")
    with pikepdf.open(os.path.join(folder, "00_Inhalt.pdf")) as pdf:
        targets = {str(a.A.URI) for p in pdf.pages for a in p.get("/Annots", [])}
    t.ok(targets and targets <= set(names), f"the contents list leads to the files: {targets - set(names)}")
    t.verapdf([os.path.join(folder, n) for n in ("00_Inhalt.pdf", "TOP-02_010-2025_Anlage-1.pdf", "TOP-02_010-2025_Anlage-4.pdf")], "2a", "ua1")
    t.write(f"out/{NAME}.mitglieder/alt.pdf", "x")
    r = pack(t, source, "--for", "members", "--folder")
    t.ok(r.returncode == 2 and "[mappe-ordner]" in r.stderr.decode(), "a file of an earlier run is told")


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


def test_numbers(t):
    """Contents list, stamps, labels and bookmarks say the page that it is; every page carries its stamp; parts begin on right-hand pages."""
    source = session(t, pages=3)
    for duplex in ((), ("--duplex",)):
        t.eq(pack(t, source, "--for", "members", *duplex).returncode, 0, f"pack {duplex}")
        path = t.path("out", f"{NAME}.mitglieder.pdf")
        pages = pages_of(path)
        for i, p in enumerate(pages):
            t.ok(re.search(rf"Mappe S\.\s{i + 1}\b", p), f"page {i + 1} has its number: {p[-80:]!r}")
            t.ok(re.match(r"\s*(TOP|Einladung|Inhalt)", p.rstrip().rsplit("\n", 1)[-1]), f"page {i + 1} says what it is: {p.rstrip()[-90:]!r}")
        listed = re.findall(r"^\s*(.+?)\s*(?:\. ?){9,}\s*(\d+)\s*$", "\n".join(p for p in pages[:6] if "Inhalt" in p), re.M)
        t.ok(len(listed) >= 15, f"{len(listed)} entries")
        for words, number in listed:
            n = int(number)
            first = pages[n - 1]
            key = re.search(r"Anlage\s\d+|Vorlage\s\S+", words)
            t.ok(not key or re.sub(r"\s", " ", key.group()) in re.sub(r"\s", " ", first), f"{words} is on page {n}")
            t.ok(not duplex or n % 2 == 1, f"{words} begins on the right")
        with pikepdf.open(path) as pdf:
            labels = pdf.Root.PageLabels.Nums
            t.ok(len(labels) >= 2, "page labels")
            with pdf.open_outline() as outline:
                flat = []

                def walk(items, depth):
                    for x in items:
                        flat.append((depth, x.title))
                        walk(x.children, depth + 1)
                walk(outline.root, 0)
            t.ok(any("N 1" in x for d, x in flat if d == 0) and any("010/2025" in x for d, x in flat if d == 1) and any("Anlage 1" in x for d, x in flat if d == 2), f"bookmarks {flat[:9]}")
            index = {p.objgen: i for i, p in enumerate(pdf.pages)}
            to = set()
            for p in pdf.pages:
                for a in p.get("/Annots", []):
                    t.ok("/A" not in a or "x-vorlage" not in str(a.A.get("/URI", "")), "no link is left open")
                    if "/Dest" in a and isinstance(a.Dest, pikepdf.Array):
                        to.add(index[a.Dest[0].objgen] + 1)
            t.ok({int(n) for _, n in listed} <= to, "each entry is linked to its page")


def structure(t, path):
    walker = pdfwalk.Walker(path)
    walker.blocks()
    t.eq(walker.faults[:5], [], f"{os.path.basename(path)}: marks")
    with pikepdf.open(path) as pdf:
        t.eq(pdfwalk.parent_tree(pdf)[:5], [], f"{os.path.basename(path)}: parent tree")


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


def test_dividers(t):
    """A sheet before the papers of each item that has some: in its place, linked, without a word that its edition must not say, and no single file."""
    source = session(t)
    style = t.write("stil.xml", '<stil xmlns="urn:x-vorlage:1" name="x"><mappe trennung="blatt"/></stil>')
    for duplex in ((), ("--duplex",)):
        r = pack(t, source, "--for", "public,members,kern", "--folder", "--style", style, *duplex)
        t.eq(r.returncode, 0, r.stderr.decode())
    names = os.listdir(t.path("out", f"{NAME}.mitglieder"))
    t.ok("TOP-02.pdf" not in names and "TOP-02_010-2025.pdf" in names, f"no single file: {names}")
    paths = [t.path("out", f"{NAME}.{w}.pdf") for w in ("oeffentlich", "mitglieder", "kern")]
    sheets = {}
    for path in paths:
        pages = [re.sub(r"[\s\u00a0]+", " ", p).strip() for p in pages_of(path)]
        sheets[path] = [(i + 1, p) for i, p in enumerate(pages) if re.match(r"(NICHTÖFFENTLICH )?TOP \S+( \S+)? .*TOP \S+( \d+)? Mappe S\. \d+$", p) and "Seite 1 von 1" in p and ("Vorlage " in p or "Niederschrift" in p)]
        structure(t, path)
    t.ok(len(sheets[paths[1]]) >= 3 and len(sheets[paths[0]]) >= 2, f"{sheets}")
    t.ok(all(n % 2 for n, _ in sheets[paths[1]]), "on the right")
    t.ok(any("Anlage 1 zu 010/2025" in p for _, p in sheets[paths[0]]), f"the papers are listed: {sheets[paths[0]]}")
    shown = everything_in_pdf(paths[0]) + shown_text(paths[0])
    t.eq([w for w in planted() if w.encode() in shown or w.encode("utf-16-be") in shown], [], "nothing that is not public")
    t.verapdf(paths, "2a", "ua1")


def test_paper_counts(t):
    """Sheets of A4 and A3 apart: pages of two sizes share none; a blank verso needs none."""
    source = session(t, pages=3)
    plan = os.path.join(os.path.dirname(source), "010", "anlagen", "plan.pdf")
    with pikepdf.open(plan, allow_overwriting_input=True) as pdf:
        for i, box in ((1, [0, 0, 1191, 842]), (2, [0, 0, 960, 540])):  # A4, A3, a slide: no two share a leaf with A4
            pdf.pages[i].MediaBox = box
        pdf.save(plan)
    for duplex in ((), ("--duplex",)):
        r = pack(t, source, "--for", "members", "--report", *duplex)
        t.eq(r.returncode, 0, r.stderr.decode())
        lines = r.stdout.decode().splitlines()
        parts = [(int(x.split()[0]), int(re.search(r"(\d+) (?:S\.|pp\.)", x).group(1)), x) for x in lines[1:] if re.match(r" *\d+  ", x)]
        said = [int(n) for n in re.findall(r"\d+", re.sub(r"A[34]", "", next(x for x in lines if re.match("Pap[ie]+r", x))))]
        t.ok("010-2025_Anlage-1" in "".join(x for _, n, x in parts if re.search(", 1 A3, 1 (larger|größer)", x)), "sizes of the plan")
        pages = sum(n for _, n, _ in parts)
        t.eq(said, [sum((n + 1) // 2 for _, n, _ in parts) - 1, 2] if duplex else [pages - 2, 2], f"{duplex}: {lines[-3:]}")


def test_contents_say_it_once(t):
    """A Vorlage whose Betreff is its item's title stands in lists by its number alone."""
    source = session(t)
    t.eq(pack(t, source, "--for", "public").returncode, 0, "made")
    path = t.path("out", f"{NAME}.oeffentlich.pdf")
    listed = [re.sub(r"\s+", " ", x).strip() for p in pages_of(path) if re.search(r"^\s*Inhalt", p) for x in p.splitlines()]
    alone = [x for x in listed if re.match(r"Vorlage \d+/\d+ (\. ?)+", x)]
    t.ok(alone, f"an entry by its number alone: {listed}")
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        kids = {k.title: x.title for x in outline.root for k in x.children}
    for x in alone:
        name = re.match(r"Vorlage \S+", x).group()
        t.ok(name in kids, f"so do the bookmarks: {name} in {kids}")


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


def test_personal_copies(t):
    """The name on each page, as an artifact, and in the metadata; nothing else differs from the common copy's pages."""
    source = session(t)
    t.eq(pack(t, source, "--for", "members,each").returncode, 0, "made")
    common = pages_of(t.path("out", f"{NAME}.mitglieder.pdf"))
    path = t.path("out", f"{NAME}.lind.pdf")
    own = pages_of(path)
    t.eq(len(own), len(common), "as many pages")
    with pikepdf.open(path) as pdf:
        meta = pdf.Root.Metadata.read_bytes()
        t.ok(b"Luis Lind" in meta and b"exemplar" in meta, "metadata name the member")
        t.ok(b"KANARIE40" not in meta and b"Moos" not in meta, "and nobody else")
        forms = [sum(1 for k in x.keys() if x[k].get("/Subtype") == "/Form") for p in pdf.pages for x in [p.Resources.get("/XObject", pikepdf.Dictionary())]]
        t.ok(min(forms) >= 1, f"each page draws the mark: {forms}")
    for i, p in enumerate(own):
        letters = re.sub(r"\s", "", subprocess.run(["pdftotext", "-f", str(i + 1), "-l", str(i + 1), "-raw", path, "-"], stdout=subprocess.PIPE).stdout.decode())
        t.ok("LuisLind" in letters, f"page {i + 1} has the name")
    w = pdfwalk.Walker(path)
    t.ok("Luis Lind" not in "".join(w.blocks()), "a screen reader does not meet it")


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
            t.ok("[mappe-ersatz]" in r.stderr.decode(), "and told")
            t.ok(any("nicht enthalten" in p for p in pages_of(t.path("skip", f"{NAME}.mitglieder.pdf"))), f"{name}: a page says so")
        with open(path, "wb") as f:
            f.write(keep)
    t.ok(t.run("pack", source).returncode == 2, "whom it is for must be said")
    r = t.run("pack", source, "--for", "niemand", "-d", t.path("none"))
    t.ok(r.returncode == 2 and "[mappe-mitglied]" in r.stderr.decode() and not os.path.exists(t.path("none", f"{NAME}.niemand.pdf")), "unknown member")
    change(source, 'status="oeffentlich"\n         beginn', 'status="nichtoeffentlich"\n         beginn')
    text = open(source, encoding="utf-8").read()
    with open(source, "w", encoding="utf-8") as f:
        f.write(re.sub(r"<tagesordnung>.*</tagesordnung>", '<tagesordnung><top nr="1" status="nichtoeffentlich" unterlage="keine"><betreff>x</betreff></top></tagesordnung>', text, flags=re.S))
    r = pack(t, source, "--for", "public", "-d", t.path("closed"))
    t.ok(r.returncode == 1 and "[mappe-nichtoeffentlich]" in r.stderr.decode(), "a closed session has no public pack")
    t.ok(not os.path.exists(t.path("closed", f"{NAME}.oeffentlich.pdf")), "none is written")


def words_with_places(path, page):
    """(text, x0, y0, x1, y1) in mm from the paper's upper left corner."""
    out = subprocess.run(["pdftotext", "-bbox", "-f", str(page), "-l", str(page), path, "-"], stdout=subprocess.PIPE).stdout.decode()
    mm = 25.4 / 72
    return [(w, *(float(v) * mm for v in box)) for *box, w in re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', out)]


def test_letters(t):
    """One letter a member in one print file: address in the window, sheets of its own, printed as it is."""
    source = session(t)
    for form, top in (("b", 45), ("a", 27)):
        style = t.write("stil.xml", f'<stil xmlns="urn:x-vorlage:1" name="x"><brief form="{form}"><briefangabe titel="Unser Zeichen">GR {{nummer}}</briefangabe></brief></stil>')
        path = t.path(f"{form}.pdf")
        r = t.run("letter", "--quiet", source, "--style", style, "--duplex", "-o", path)
        t.eq(r.returncode, 0, r.stderr.decode())
        with pikepdf.open(path) as pdf:
            n = len(pdf.pages)
            t.ok(n % 2 == 0 and pdf.Root.ViewerPreferences.PrintScaling == "/None" and pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge", "page-exact")
        starts = [i + 1 for i, p in enumerate(pages_of(path)) if "Tagesordnung" in p and "Einladung zur" in p]
        t.ok(len(starts) == 2 and all(s % 2 for s in starts), f"two letters by post, each on the right: {starts}")
        for s in starts:
            words = words_with_places(path, s)
            zone = [w for w in words if w[2] > top + 17 and w[4] < top + 46 and w[1] < 110]
            t.ok(len(zone) >= 6, f"form {form}, page {s}: {zone}")
            for w, x0, y0, x1, y1 in zone:  # the box of a face is 1 mm deeper than its letters
                t.ok(x0 >= 23 and x1 <= 105 and y0 >= top + 17 and y1 - 1 <= top + 45, f"form {form}: {w} at {x0:.1f} {y0:.1f} is in the window")
            heights = {round(w[4] - w[2], 1) for w in zone}
            t.ok(len(heights) == 1, f"one size: {heights}")
            sender = [w for w in words if w[0].startswith("Obertal") and top < w[2] < top + 6]
            t.ok(sender, "the return line is in its place")
            t.ok(any(w[0] == "Zeichen" and w[1] >= 124 and top + 4 < w[2] for w in words), "the information block is in its place")
            t.ok(all(w[2] > top + 45 for w in words if w[0] == "Einladung"), "the subject is below")
        austria = " ".join(w[0] for w in words_with_places(path, starts[1]))
        t.ok("ÖSTERREICH" in austria, "the foreign country in capitals")
        t.verapdf([path], "2a", "ua1")
    marks = t.run("letter", "--quiet", source, "--for", "lind", "-o", t.path("one.pdf"))
    t.eq(marks.returncode, 0, marks.stderr.decode())
    with pikepdf.open(t.path("one.pdf")) as pdf:
        content = pdf.pages[0].Contents
        data = b"".join(c.read_bytes() for c in (content if isinstance(content, pikepdf.Array) else [content]))
    rules = [float(y) for x, y in re.findall(rb"([\d.]+) ([\d.]+) [\d.]+ 0\.4 re", data) if float(x) < 20]
    t.eq([round(297 - (y + 0.4) * 25.4 / 72) for y in rules], [105, 148, 210], "fold and punch marks")


def test_address_too_long(t):
    source = session(t)
    change(source.replace("sitzung.xml", "mitglieder.xml"), "<adresszeile>Hauptstraße", "<adresszeile>Haus 3</adresszeile><adresszeile>Hauptstraße")
    r = t.run("letter", source, "-o", t.path("l.pdf"))
    t.ok(r.returncode == 1 and not os.path.exists(t.path("l.pdf")), f"seven lines: {r.stderr.decode()[:300]}")
    source = session(t, "s2")
    change(source.replace("sitzung.xml", "mitglieder.xml"), "c/o Familie Sommer", "Bevollmächtigte der Erbengemeinschaft Sommer und Winter GbR")
    r = t.run("letter", source, "-o", t.path("l.pdf"))
    t.ok(r.returncode == 0 and "[brief-zeile-breit]" in r.stderr.decode(), f"a line wider than the window: {r.stderr.decode()[:300]}")


def test_letter_as_odt(t):
    source = session(t)
    for who, size in (("members", None), ("chair", "14")):
        r = t.run("letter", "--quiet", "--odt", source, "--for", who, "-o", t.path(f"{who}.odt"))
        t.eq(r.returncode, 0, r.stderr.decode())
        with zipfile.ZipFile(t.path(f"{who}.odt")) as z:
            text, styles = z.read("content.xml").decode(), z.read("styles.xml").decode()
        t.ok("Anschriftfeld" in text and "Tagesordnung" in text and 'svg:y="127.56pt"' in text, "the field is in its place")
        t.ok(size is None or (f'fo:font-size="{size}pt"' in styles and 'fo:font-size="15pt"' not in styles), "14 point for the chair")


def test_signed_original(t):
    """The copy in the pack says that the signature holds only in the original, which goes beside it byte for byte."""
    source = session(t)
    plan = os.path.join(os.path.dirname(source), "010", "anlagen", "plan.pdf")
    with pikepdf.open(plan, allow_overwriting_input=True) as pdf:
        sig = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Sig, Filter=pikepdf.Name("/Adobe.PPKLite"), SubFilter=pikepdf.Name("/adbe.pkcs7.detached"),
                                                   ByteRange=[0, 10, 20, 10], Contents=pikepdf.String("0" * 64)))
        field = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Sig, T="S", V=sig, Rect=[0, 0, 0, 0], F=132, P=pdf.pages[0].obj))
        pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([field]))
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[field], SigFlags=3)
        pdf.save(plan)
    r = t.run("pack", source, "--for", "public", "-d", t.path("out"))
    t.ok(r.returncode == 0 and "[anlage-unterschrift]" in r.stderr.decode(), r.stderr.decode()[:500])
    beside = t.path("out", f"{NAME}.oeffentlich_TOP-02_010-2025_Anlage-1.original.pdf")
    t.ok(os.path.exists(beside) and open(beside, "rb").read() == open(plan, "rb").read(), f"{os.listdir(t.path('out'))}")


def test_scans_and_text_documents(t):
    """A TIFF of several pages stands on pages of ours; a text document comes through LibreOffice, without it there is a clear error; hostile ones fail alone."""
    from PIL import Image, ImageDraw
    source = session(t)
    folder = os.path.join(os.path.dirname(source), "010")
    pages = []
    for word in ("eins", "zwei", "drei"):
        im = Image.new("L", (600, 850), 255)
        ImageDraw.Draw(im).text((80, 90), word, fill=0)
        pages.append(im)
    tif = os.path.join(folder, "anlagen", "scan.tif")
    pages[0].save(tif, save_all=True, append_images=pages[1:], dpi=(100, 100), compression="tiff_lzw")
    change(os.path.join(folder, "vorlage.xml"), 'datei="anlagen/bild.jpg"', 'datei="anlagen/scan.tif"')
    os.remove(os.path.join(folder, "anlagen", "bild.jpg"))
    r = pack(t, source, "--for", "public")
    t.eq(r.returncode, 0, r.stderr.decode()[:500])
    path = t.path("out", f"{NAME}.oeffentlich.pdf")
    shown = [p for p in pages_of(path) if re.search(r"Anlage\s4", p.rstrip().rsplit("\n", 1)[-1])]
    t.eq(len(shown), 3, "three pages of the scan")
    with pikepdf.open(path) as pdf:
        alt = [str(e.Alt) for tag, e in pdfwalk.Walker(path).tags() if tag == "Figure"]
        t.ok([a for a in alt if "Der alte Schulhof (2/3)" in a], f"alternative texts {alt}")
        t.ok(len(pdf.pages) >= 8, "all pages")
    t.verapdf([path], "2a", "ua1")
    raw = open(tif, "rb").read()
    for name, data in (("cut", raw[:len(raw) // 2]), ("head", raw[:8]), ("noise", raw[:8] + bytes(range(256)) * 40)):
        with open(tif, "wb") as f:
            f.write(data)
        r = pack(t, source, "--for", "public", "-d", t.path(name))
        t.ok(r.returncode == 1 and "[mappe-format]" in r.stderr.decode(), f"{name}: {r.returncode} {r.stderr.decode()[:300]}")
    with open(tif, "wb") as f:
        f.write(raw)
    odt = os.path.join(folder, "anlagen", "text.odt")
    t.eq(t.run("odt", "--quiet", t.write("text.xml", PAPER.format(words="OFFENBAR Schriftstück", paragraphs="<p>OFFENBAR aus Writer.</p>")), "-o", odt).returncode, 0, "an ODT")
    change(os.path.join(folder, "vorlage.xml"), 'datei="anlagen/plan.pdf"', 'datei="anlagen/text.odt"')
    os.remove(os.path.join(folder, "anlagen", "plan.pdf"))
    r = t.run("pack", source, "--for", "public", "-d", t.path("none"), env={"VORLAGE_SOFFICE": "/nonexistent/soffice"})
    t.ok(r.returncode == 2 and not os.path.exists(t.path("none", f"{NAME}.oeffentlich.pdf")) and "soffice" in r.stderr.decode(), r.stderr.decode()[:400])
    r = t.run("pack", "--skip-bad", source, "--for", "public", "-d", t.path("none"), env={"VORLAGE_SOFFICE": "/nonexistent/soffice"})
    t.ok(r.returncode == 0 and "[mappe-ersatz]" in r.stderr.decode(), "with --skip-bad a page takes its place")
    t.need("soffice", "LibreOffice")
    r = pack(t, source, "--for", "public", "-d", t.path("office"))
    t.eq(r.returncode, 0, r.stderr.decode()[:400])
    t.ok(any("OFFENBAR aus Writer" in p and "Anlage 1" in p.replace("\u00a0", " ") for p in pages_of(t.path("office", f"{NAME}.oeffentlich.pdf"))), "the text is in its place")


def test_messages(t):
    """A ready message for each member with an address: their own edition attached, nothing of the others', equal bytes."""
    source = session(t)
    for out in ("eins", "zwei"):
        r = t.run("pack", "--quiet", source, "--for", "each", "--eml", "-d", t.path(out), env={"TZ": "Asia/Tokyo" if out == "zwei" else "UTC"})
        t.eq(r.returncode, 0, r.stderr.decode())
    t.eq(sorted(n for n in os.listdir(t.path("eins")) if n.endswith(".eml")), [f"{NAME}.moos.eml"], "who has an address gets one")
    raw = open(t.path("eins", f"{NAME}.moos.eml"), "rb").read()
    t.ok(raw == open(t.path("zwei", f"{NAME}.moos.eml"), "rb").read(), "the same bytes elsewhere")
    t.ok(max(len(x) for x in raw.split(b"\r\n")) <= 78 and b"\n" not in raw.replace(b"\r\n", b"") and raw.isascii(), "short lines of ASCII")
    m = email.message_from_bytes(raw, policy=email.policy.default)
    t.eq((m["To"].addresses[0].addr_spec, m["To"].addresses[0].display_name, m["From"].addresses[0].addr_spec), ("mia.moos@obertal.example", "Mia Moos", "rathaus@obertal.example"), "addresses")
    t.ok(str(m["Subject"]).replace("\u00a0", " ") == "Sitzung des Gemeinderats am 14. Mai 2025" and m["Date"].datetime.date().isoformat() == "2025-05-02" and not m.defects, f"{m['Subject']!r} {m['Date']}")
    t.ok("Guten Tag Mia Moos" in m.get_body().get_content(), "the salutation")
    files = list(m.iter_attachments())
    t.eq([(f.get_filename(), f.get_content_type()) for f in files], [(f"{NAME}.moos.pdf", "application/pdf")], "one attachment")
    t.ok(files[0].get_content() == open(t.path("eins", f"{NAME}.moos.pdf"), "rb").read(), "their own edition")
    t.ok(not CANARY.search(m.as_string()), "no canary in the message")


def old_list(t, source, edition="members"):
    """The pack as it was, with its list; the folder that holds it."""
    t.eq(pack(t, source, "--for", edition, "--folder", "--zip").returncode, 0, "the earlier pack")
    return t.path("out", f"{NAME}.{'oeffentlich' if edition == 'public' else 'mitglieder'}")


def supplement(t, source, old, who="members", *args):
    r = t.run("pack", source, "--for", who, "--since", old, "-d", t.path("out"), *args)
    name = {"public": "oeffentlich", "members": "mitglieder"}.get(who, who)
    return r, t.path("out", f"{NAME}.{name}.nachtrag.pdf")


def plain(text):
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))


NEW_ITEM = '<top nr="4" status="oeffentlich"><betreff>OFFENBAR Nachgereichtes</betreff><anlage nr="1" datei="top4/neu.pdf" status="oeffentlich">OFFENBAR Zusatz</anlage></top>'
THIRD = '<top nr="3" status="oeffentlich" unterlage="keine"><betreff>Verschiedenes</betreff></top>'


def test_supplement(t):
    """New item, changed attachment, removed item: only these, marked in words; numbers, labels and bookmarks go on; the claim is true; the same bytes from folder, zip, list."""
    source = session(t, pages=2)
    folder = os.path.dirname(source)
    old = old_list(t, source)
    before = len(pages_of(t.path("out", f"{NAME}.mitglieder.pdf")))
    change(source, THIRD, NEW_ITEM)
    attachment(t, os.path.join(folder, "top4", "neu.pdf"), "OFFENBAR Zusatz", 2)
    attachment(t, os.path.join(folder, "010", "anlagen", "plan.pdf"), "OFFENBAR anders", 3)
    r, path = supplement(t, source, old)
    t.eq(r.returncode, 0, r.stderr.decode())
    pages = pages_of(path)
    for i, p in enumerate(pages):
        t.ok(re.search(rf"Mappe S\.\s{before + i + 1}\b", p), f"page {i + 1} goes on behind {before}: {p[-80:]!r}")
    whole = plain("\n".join(pages))
    agenda = plain("\n".join(p for p in pages if "Einladung" in p.rstrip().rsplit("\n", 1)[-1]))
    t.ok("OFFENBAR Nachgereichtes (neu)" in agenda, agenda)
    t.eq(agenda.count("(geändert)"), 1, "one item has changed")
    t.ok(re.search(r"TOP (Ö )?3 Verschiedenes \(entfallen\)", agenda), agenda)
    t.ok("OFFENBAR anders Seite 3" in whole and "OFFENBAR Zusatz Seite 2" in whole, "what is new is there")
    t.ok("Inhalt des Nachtrags" in whole and "KANARIE25" not in whole and len(pages) <= 9, f"and nothing else: {len(pages)} pages")
    with pikepdf.open(path) as pdf:
        t.eq(str(pdf.Root.PageLabels.Nums[1].get("/P", pdf.Root.PageLabels.Nums[1].get("/St"))), str(before + 1), "labels go on")
        flat = []
        with pdf.open_outline() as outline:
            def walk(items):
                for x in items:
                    flat.append(x.title)
                    walk(x.children)
            walk(outline.root)
        t.ok(any("Nachgereichtes (neu)" in x for x in flat) and any("zu 010/2025 (geändert)" in x for x in flat), f"bookmarks {flat}")
        t.ok("Nachtrag" in str(pdf.docinfo.get("/Title", "")) or b"Nachtrag" in pdf.Root.Metadata.read_bytes(), "its title says what it is")
    structure(t, path)
    t.verapdf([path], "2a", "ua1")
    raw = open(path, "rb").read()
    for other in (old + ".zip", os.path.join(old, "sitzung.json")):
        r, _ = supplement(t, source, other)
        t.ok(r.returncode == 0 and open(path, "rb").read() == raw, f"the same from {os.path.basename(other)}")
    lists = path.replace(".pdf", ".json")
    r, again = supplement(t, source, lists)
    t.ok(r.returncode == 0 and "[mappe-unveraendert]" in r.stderr.decode(), f"nothing since the supplement: {r.stderr.decode()}")
    change(source, "OFFENBAR Nachgereichtes", "OFFENBAR Nochmals")
    r, _ = supplement(t, source, lists)
    second = pages_of(path.replace("nachtrag", "nachtrag-2"))
    t.ok(r.returncode == 0 and re.search(rf"Mappe S\.\s{before + len(pages) + 1}\b", second[0]) and open(path, "rb").read() == raw, "a second one goes on behind the first, which stays")
    t.ok("OFFENBAR Nochmals (geändert)" in plain("\n".join(second)) and "(neu)" not in "".join(second) and "entfallen" not in "".join(second), "and tells only what is new since")
    t.eq(json.load(open(path.replace("nachtrag.pdf", "nachtrag-2.json"), encoding="utf-8"))["seiten"], before + len(pages) + len(second), "its list counts on")
    change(source, "OFFENBAR Nochmals", "OFFENBAR Nachgereichtes")
    r, path = supplement(t, source, old, "members", "--duplex")
    t.eq(r.returncode, 0, r.stderr.decode())
    first = re.search(r"Mappe S\.\s(\d+)", pages_of(path)[0])
    t.ok(int(first.group(1)) % 2 == 1 and int(first.group(1)) > before, f"on both sides it begins on the right: {first.group()}")
    r, path = supplement(t, source, old, "lind", "--report")
    t.ok(r.returncode == 0 and f"{NAME}.lind.nachtrag.pdf" in r.stdout.decode(), f"a member's own: {r.stderr.decode()}")
    with pikepdf.open(path) as pdf:
        t.ok(b"Luis Lind" in pdf.Root.Metadata.read_bytes() and len(pdf.pages) == len(pages), "with the name")


def test_supplement_sees_each_change(t):
    """A word in a Vorlage, a picture's bytes, a title, the room: each is a change; nothing changed: a message and no file."""
    source = session(t)
    folder = os.path.dirname(source)
    old = old_list(t, source)
    r, path = supplement(t, source, old)
    t.ok(r.returncode == 0 and "[mappe-unveraendert]" in r.stderr.decode() and not os.path.exists(path), f"unchanged: {r.stderr.decode()}")
    cases = (("010/vorlage.xml", "OFFENBAR", "OFFENBAR Wort", "010/2025", 1), ("sitzung.xml", "Großer Saal", "Kleiner Saal", "Kleiner Saal", 0),
             ("sitzung.xml", "Verschiedenes", "Anfragen", "Anfragen (geändert)", 1), ("sitzung.xml", ">OFFENBAR Lageplan<", ">OFFENBAR Plan<", "OFFENBAR Plan (geändert)", 0))
    for name, a, b, shown, marks in cases:
        file = os.path.join(folder, name)
        keep = open(file, "rb").read()
        change(file, a, b)
        r, path = supplement(t, source, old)
        t.eq(r.returncode, 0, f"{name}: {r.stderr.decode()}")
        text = plain("\n".join(pages_of(path))) if os.path.exists(path) else ""
        agenda = text.split("Inhalt des Nachtrags")[0]
        t.ok(shown in text and agenda.count("(geändert)") == marks and "(neu)" not in text and "(entfallen)" not in text, f"{name} {b}: {text[:1500]}")
        os.remove(path)
        with open(file, "wb") as f:
            f.write(keep)
    with open(os.path.join(folder, "010", "anlagen", "bild.jpg"), "ab") as f:
        f.write(b"\xff\xd9")
    r, path = supplement(t, source, old)
    t.ok(r.returncode == 0 and os.path.exists(path), f"other bytes of a picture: {r.stderr.decode()}")


def test_supplement_canaries(t):
    """A public supplement is made from public lists only; what has become non-public leaves only its item's number, what changed in non-public parts no mark."""
    source = session(t)
    folder = os.path.dirname(source)
    full, public = old_list(t, source), old_list(t, source, "public")
    for old, who in ((full, "public"), (public, "members"), (full, "moos"), (public, "lind")):
        r, path = supplement(t, source, old, who)
        t.ok(r.returncode == 1 and "[mappe-liste-ausgabe]" in r.stderr.decode() and not os.path.exists(path), f"{who} with the other edition: {r.stderr.decode()}")
    for name, a, b in (("sitzung.xml", "KANARIE04", "KANARIE04 anders"), ("sitzung.xml", "KANARIE20", "KANARIE20 anders"), ("010/vorlage.xml", "KANARIE13", "KANARIE13 anders"), ("sitzung.xml", "KANARIE08", "KANARIE08 anders")):
        change(os.path.join(folder, name), a, b)
    attachment(t, os.path.join(folder, "top-n1", "KANARIE24.pdf"), "KANARIE24 anders")
    r, path = supplement(t, source, public, "public")
    t.ok(r.returncode == 0 and "[mappe-unveraendert]" in r.stderr.decode() and not os.path.exists(path), f"non-public changes do not show: {r.stderr.decode()}")
    r, whole = supplement(t, source, full)
    t.ok(r.returncode == 0 and b"KANARIE24 anders" in shown_text(whole).replace(b"\xc2\xa0", b" "), "the full one has them")
    change(source, THIRD, THIRD.replace('"oeffentlich"', '"nichtoeffentlich"').replace('nr="3"', 'nr="9"'))
    change(source, ' status="oeffentlich">OFFENBAR Lageplan', ' status="nichtoeffentlich">OFFENBAR Lageplan')
    text = open(source, encoding="utf-8").read()
    item = re.search(r'<top nr="9".*?</top>', text, re.S).group()
    with open(source, "w", encoding="utf-8") as f:
        f.write(text.replace(item, "").replace("</tagesordnung>", item + "</tagesordnung>"))
    r, path = supplement(t, source, public, "public")
    t.eq(r.returncode, 0, r.stderr.decode())
    seen = everything_in_pdf(path) + shown_text(path) + open(path.replace(".pdf", ".json"), "rb").read()
    text = plain("\n".join(pages_of(path)))
    t.ok(re.search(r"TOP (Ö )?3 \(entfallen\)", text) and "Einladung: Unterlage (entfallen)" in text, text)
    for w in ["Verschiedenes", "Lageplan"] + planted():
        t.ok(w.encode() not in seen and w.encode("utf-16-be") not in seen, f"{w} is in a public supplement")


def test_supplement_lists(t):
    """Damaged, foreign, old and hostile lists: a clear error each, no file, an older one unharmed."""
    source = session(t)
    old = old_list(t, source)
    good = json.load(open(os.path.join(old, "sitzung.json"), encoding="utf-8"))
    older = t.write(f"out/{NAME}.mitglieder.nachtrag.pdf", "older")

    def altered(key, value):
        return json.dumps({**good, key: value})

    def stripped(key):
        return json.dumps({**good, "teile": [{**p, "dateien": [{k: v for k, v in f.items() if k != key} for f in p["dateien"]]} for p in good["teile"]]})
    head = good["teile"][0]
    cases = {
        "empty": ("", "mappe-liste"), "noise": ("\x00\x01", "mappe-liste"), "cut": (json.dumps(good)[:400], "mappe-liste"), "array": ("[]", "mappe-liste"), "foreign": ('{"name": "x", "version": 1}', "mappe-liste"),
        "deep": ("[" * 100000, "mappe-liste"), "twice": ('{"ausgabe": "voll", "ausgabe": "oeffentlich"}', "mappe-liste"), "edition": (altered("ausgabe", "geheim"), "mappe-liste"),
        "pages": (altered("seiten", -4), "mappe-liste"), "pages text": (altered("seiten", "9"), "mappe-liste"), "many pages": (altered("seiten", 10**12), "mappe-liste"), "which": (altered("nachtrag", 99), "mappe-liste"), "parts": (altered("teile", 7), "mappe-liste"),
        "digest": (json.dumps({**good, "teile": [{"dateien": [{**head["dateien"][0], "inhalt": "xyz"}]}]}), "mappe-liste"), "long": (altered("gremium", "x" * 5000), "mappe-liste"),
        "number": (altered("teile", [head, {"name": "TOP-01", "top": "KANARIE" * 9, "dateien": []}]), "mappe-liste"), "many": (altered("teile", [{"dateien": []}] * 20001), "mappe-liste"),
        "large": ('{"x": "' + "y" * (16 << 20) + '"}', "datei-lesen"), "without digests": (stripped("inhalt"), "mappe-liste-alt"), "without pages": (json.dumps({k: v for k, v in good.items() if k != "seiten"}), "mappe-liste-alt"),
        "other day": (altered("beginn", "2025-06-14T18:00:00"), "mappe-liste-sitzung"), "other body": (altered("gremium", "Bauausschuss"), "mappe-liste-sitzung"),
    }
    for name, (text, code) in cases.items():
        r, path = supplement(t, source, t.write("liste.json", text))
        t.ok(r.returncode == (2 if code == "datei-lesen" else 1) and f"[{code}]" in r.stderr.decode(), f"{name}: {r.returncode} {r.stderr.decode()[:300]}")
        t.eq(open(older, "rb").read(), b"older", f"{name}: nothing is written")
    r, _ = supplement(t, source, t.path("fehlt.json"))
    t.ok(r.returncode == 2 and "[datei-lesen]" in r.stderr.decode(), "not there")
    with zipfile.ZipFile(t.path("ohne.zip"), "w") as z:
        z.writestr("x.txt", "x")
    with zipfile.ZipFile(t.path("gross.zip"), "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("sitzung.json", " " * (17 << 20))
    t.write("kaputt.zip", "PK\x03\x04 kaputt")
    for name in ("ohne.zip", "gross.zip", "kaputt.zip"):
        r, _ = supplement(t, source, t.path(name))
        t.ok(r.returncode == 1 and "[mappe-liste]" in r.stderr.decode(), f"{name}: {r.stderr.decode()[:300]}")
    for wrong in (("--folder",), ("--zip",)):
        t.ok(t.run("pack", source, "--for", "members", "--since", old, *wrong, "-d", t.path("out")).returncode == 2, f"with {wrong[0]}")
