"""What begins the papers of an item in a pack, as the style says: nothing, a sheet, or a line in the head of its first page."""
import os
import re
import shutil
import subprocess

import pikepdf

from harness import ROOT
from packing import NAME, attachment, change, pack, pages_of, plain, planted, session, structure
from suites.editions import everything_in_pdf, shown_text

LINE = re.compile(r"TOP (?:[ÖN] )?\S+ · ")


def style_of(t, kind, more=""):
    return t.write(f"stil-{kind}.xml", f'<stil xmlns="urn:x-vorlage:1" name="x"><mappe trennung="{kind}"/>{more}</stil>')


def outline_of(path):
    flat = []
    with pikepdf.open(path) as pdf:
        at = {p.objgen: i for i, p in enumerate(pdf.pages)}

        def walk(items, depth):
            for x in items:
                d = x.destination if x.destination is not None else x.action.D
                flat.append((depth, x.title, at[d[0].objgen] + 1))
                walk(x.children, depth + 1)
        with pdf.open_outline() as outline:
            walk(outline.root, 0)
    return flat


def words_of(path, page):
    """Words of a page with their boxes: x0, y0, x1, y1 from the upper left corner."""
    text = subprocess.run(["pdftotext", "-bbox", "-f", str(page), "-l", str(page), path, "-"], stdout=subprocess.PIPE, check=True).stdout.decode()
    return [(w, *map(float, box)) for *box, w in re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</word>', text)]


def test_three_kinds(t):
    """Bookmarks and their order are the same in all kinds, and lead to where the item begins; only the sheet adds pages; tags and claims hold, on both sides too."""
    source = session(t)
    for duplex in ((), ("--duplex",)):
        seen = {}
        for kind in ("keine", "blatt", "zeile"):
            out = t.path(kind + "".join(duplex))
            r = t.run("pack", "--quiet", source, "--for", "public,members,kern", "--style", style_of(t, kind), "-d", out, *duplex)
            t.eq(r.returncode, 0, r.stderr.decode())
            paths = [os.path.join(out, f"{NAME}.{w}.pdf") for w in ("oeffentlich", "mitglieder", "kern")]
            for path in paths:
                structure(t, path)
                pages = pages_of(path)
                t.ok(all(re.search(rf"Mappe S\.\s{i + 1}\b", p) for i, p in enumerate(pages)), f"{kind}: each page is numbered")
                for _, title, page in outline_of(path):
                    number = re.match(r"([ÖN] \d+) ", title)
                    if number and "TOP" in pages[page - 1]:
                        t.ok(f"TOP {number.group(1)}" in plain(pages[page - 1]) or "Tagesordnung" in pages[page - 1], f"{kind}: {title} is on page {page}")
                seen[kind, path[-12:]] = outline_of(path), len(pages)
            if not duplex or kind != "keine":
                t.verapdf(paths, "2a", "ua1")
        for (kind, end), (marks, pages) in seen.items():
            without, count = seen["keine", end]
            t.eq([m[:2] for m in marks], [m[:2] for m in without], f"{kind}{duplex}: the same bookmarks")
            if kind == "zeile":
                t.ok(marks == without and pages == count, f"{kind}: pages stay as they are")
            if kind == "blatt":
                t.ok(pages > count, "sheets are pages")


def test_sheets(t):
    """Number, title, whether it is public, and its papers with the pages they really are on, as links; the mark where a paper has it; no single file; no word its edition must not say."""
    source = session(t)
    r = pack(t, source, "--for", "public,members", "--folder", "--duplex", "--style", style_of(t, "blatt"))
    t.eq(r.returncode, 0, r.stderr.decode())
    names = os.listdir(t.path("out", f"{NAME}.mitglieder"))
    t.ok("TOP-02.pdf" not in names and "TOP-02_010-2025.pdf" in names, f"no single file: {names}")
    for who, least in (("oeffentlich", 2), ("mitglieder", 3)):
        path = t.path("out", f"{NAME}.{who}.pdf")
        pages = [plain(p).strip() for p in pages_of(path)]
        sheets = [(i + 1, p) for i, p in enumerate(pages) if re.search(r"TOP (\S+ )?\d+ .* Unterlagen .*TOP (\S+ )?\d+ Mappe S\. \d+$", p) and "Seite 1" not in p]
        t.ok(len(sheets) >= least and all(n % 2 for n, _ in sheets), f"{who}: on the right: {sheets}")
        with pikepdf.open(path) as pdf:
            at = {p.objgen: i for i, p in enumerate(pdf.pages)}
            for n, text in sheets:
                numbers = [int(x) for x in re.findall(r"(?:\. ){2,}(\d+)", text)]
                links = [at[(a.Dest if "/Dest" in a else a.A.D)[0].objgen] + 1 for a in pdf.pages[n - 1].get("/Annots", [])]
                t.ok(numbers and links == numbers and numbers[0] == n + 2 and sorted(numbers) == numbers, f"{who}, page {n}: {numbers} lead to {links}: {text}")
        secret = [p for _, p in sheets if p.startswith("NICHTÖFFENTLICH")]
        t.eq(len(secret) > 0, who == "mitglieder", f"{who}: the mark")
        if who == "mitglieder":
            t.ok(any("TOP N 1" in p and "nichtöffentlich" in p for p in secret), f"{secret}")
            t.ok(any("Vortrag: Frau OFFENBAR" in p and "(nichtöffentlich)" in p for p in secret), f"a paper that is not public in an item that is: {secret}")
    public = t.path("out", f"{NAME}.oeffentlich.pdf")
    shown = everything_in_pdf(public) + shown_text(public)
    t.eq([w for w in planted() if w.encode() in shown or w.encode("utf-16-be") in shown], [], "nothing that is not public")


def test_sheet_of_an_item_below_another(t):
    """Says what it is part of, which has no sheet; the logo of the style stands on it."""
    source = session(t)
    change(source, '<top nr="3" status="oeffentlich" unterlage="keine"><betreff>Verschiedenes</betreff></top>', """<top nr="3" status="oeffentlich" unterlage="keine"><betreff>Verschiedenes</betreff>
      <top nr="3.1" status="oeffentlich"><betreff>OFFENBAR Unterpunkt</betreff><anlage nr="1" datei="top3/a.pdf" status="oeffentlich">OFFENBAR Zettel</anlage></top></top>""")
    attachment(t, t.path("s", "top3", "a.pdf"), "OFFENBAR Zettel")
    shutil.copy(os.path.join(ROOT, "tests", "editions", "bild.jpg"), t.path("wappen.jpg"))
    style = t.write("stil.xml", '<stil xmlns="urn:x-vorlage:1" name="x"><logo datei="wappen.jpg" alt="Wappen von Obertal" breite="20"/><mappe trennung="blatt"/></stil>')
    r = pack(t, source, "--for", "public,members", "--style", style)
    t.eq(r.returncode, 0, r.stderr.decode())
    paths = [t.path("out", f"{NAME}.{w}.pdf") for w in ("oeffentlich", "mitglieder")]
    for path in paths:
        pages = [plain(p) for p in pages_of(path)]
        n, text = next((i, p) for i, p in enumerate(pages) if "OFFENBAR Unterpunkt" in p and "Unterlagen" in p)
        t.ok(re.search(r"TOP Ö 3 · Verschiedenes TOP Ö 3\.1 OFFENBAR Unterpunkt öffentlich Unterlagen Anlage 1 OFFENBAR Zettel", text), text)
        t.eq(sum("Unterlagen" in p and "TOP Ö 3 Mappe" in p for p in pages), 0, "none for the item above, which has no papers")
        with pikepdf.open(path) as pdf:
            t.ok(len(pdf.pages[n].images) == 1, "the logo")
        structure(t, path)
    t.verapdf(paths, "2a", "ua1")


def test_sheet_of_many_papers(t):
    """More papers than a page holds: the list goes on, numbers stay true."""
    source = session(t)
    many = "".join(f'<anlage nr="{i}" datei="top3/{i}.pdf" status="oeffentlich">OFFENBAR Anlage Nummer {i}</anlage>' for i in range(1, 61))
    change(source, '<top nr="3" status="oeffentlich" unterlage="keine"><betreff>Verschiedenes</betreff></top>', f'<top nr="3" status="oeffentlich"><betreff>Verschiedenes</betreff>{many}</top>')
    attachment(t, t.path("eine.pdf"), "OFFENBAR Eine")
    os.makedirs(t.path("s", "top3"))
    for i in range(1, 61):
        os.symlink(t.path("eine.pdf"), t.path("s", "top3", f"{i}.pdf"))
    r = pack(t, source, "--for", "public", "--style", style_of(t, "blatt"))
    t.eq(r.returncode, 0, r.stderr.decode())
    pages = [plain(p) for p in pages_of(t.path("out", f"{NAME}.oeffentlich.pdf"))]
    first = next(i for i, p in enumerate(pages) if "Unterlagen" in p and "Anlage Nummer 1 " in p)
    after = next(i for i in range(first + 1, len(pages)) if "Anlage Nummer 60 " in pages[i])
    t.ok(after > first and re.search(rf"Anlage Nummer 60 (?:\. )+{after + 1 + 60}\b", pages[after]) and "OFFENBAR Eine" in pages[after + 1], f"{first} {after}: {pages[after][-300:]}")


def prepared(t, source, box, bleed):
    """The minutes that begin the first item, cut to that box; bleed: something is drawn from edge to edge."""
    path = os.path.join(os.path.dirname(source), "niederschriften", "offen.pdf")
    attachment(t, path, "OFFENBAR Niederschrift")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].MediaBox = box
        if bleed:
            pdf.pages[0].contents_add(b"/Artifact BMC q 0.9 g -10 -10 2000 2000 re f Q EMC", prepend=True)
        pdf.save(path)


def test_lines(t):
    """At the head of own pages and of those of others, an artifact in free space; where there is none the page moves, then shrinks to at least 90 %; else it is left out and told."""
    source = session(t)
    style = style_of(t, "zeile")
    r = pack(t, source, "--for", "members,public", "--folder", "--style", style)
    t.ok(r.returncode == 0 and "[mappe-trennzeile]" not in r.stderr.decode(), r.stderr.decode())
    for who in ("mitglieder", "oeffentlich"):
        path = t.path("out", f"{NAME}.{who}.pdf")
        pages = [plain(p) for p in pages_of(path)]
        with_line = [i + 1 for i, p in enumerate(pages) if LINE.search(p)]
        firsts = sorted({page for depth, title, page in outline_of(path) if depth == 0 and re.match(r"[ÖN] \d", title) and page > 1})
        t.eq(with_line, firsts, f"{who}: on the first page of each item")
        with pikepdf.open(path) as pdf:
            for n in with_line:
                data = b"".join(s.read_bytes() for s in ([pdf.pages[n - 1].Contents] if isinstance(pdf.pages[n - 1].Contents, pikepdf.Stream) else pdf.pages[n - 1].Contents))
                t.ok(b"/Artifact" in data, f"{who}, page {n}: an artifact")
        t.eq([f for f in os.listdir(t.path("out", f"{NAME}.{who}")) if f.startswith("TOP-") and LINE.search(plain("".join(pages_of(t.path("out", f"{NAME}.{who}", f)))))], [], "single files need none")
    public = t.path("out", f"{NAME}.oeffentlich.pdf")
    shown = everything_in_pdf(public) + shown_text(public)
    t.eq([w for w in planted() if w.encode() in shown or w.encode("utf-16-be") in shown], [], "nothing that is not public")
    for name, box, bleed, line in (("as it is", [0, 0, 595, 842], False, True), ("tight at the head", [0, 0, 595, 786], False, True), ("tight at both ends", [0, 16, 595, 786], False, True),
                                   ("to the edges", [0, 0, 595, 842], True, True), ("to the edges of a slide", [0, 400, 595, 800], True, False)):
        prepared(t, source, box, bleed)
        r = t.run("pack", source, "--for", "public", "--style", style, "-d", t.path("andere"), "--lang", "en")
        t.ok(r.returncode == 0 and ("[mappe-trennzeile]" in r.stderr.decode()) != line, f"{name}: {r.stderr.decode()[:400]}")
        path = t.path("andere", f"{NAME}.oeffentlich.pdf")
        page = next(i + 1 for i, p in enumerate(pages_of(path)) if "OFFENBAR Niederschrift Seite 1." in plain(p))
        words = words_of(path, page)
        t.eq(bool(LINE.search(plain(pages_of(path)[page - 1]))), line, f"{name}: the line")
        if line:
            dot = next(w for w in words if w[0] == "·")
            below = [w for w in words if w[2] > dot[4] - 1]
            beside = [w for w in words if abs(w[2] - dot[2]) < 3]
            t.ok(dot[4] < 33 and len(beside) + len(below) == len(words) and min(w[2] for w in below) > 28, f"{name}: it stands alone at the head: {words[:12]}")
        foot = next(w for w in words if w[0] == "Mappe")
        t.ok(all(w[4] <= foot[2] + 3 or abs(w[2] - foot[2]) < 3 for w in words), f"{name}: so does the stamp at the foot: {foot} {words[-12:]}")
    structure(t, path)
    narrow = style_of(t, "zeile", '<seite oben="9"/>')
    r = t.run("pack", source, "--for", "public", "--style", narrow, "-d", t.path("eng"))
    t.ok(r.returncode == 0 and "[mappe-trennzeile]" in r.stderr.decode(), f"a style without room at the head: {r.stderr.decode()[:300]}")


def test_supplement_with_dividers(t):
    """Only items with something in it have one; the line says what the agenda says."""
    source = session(t)
    for kind in ("blatt", "zeile"):
        style = style_of(t, kind)
        out = t.path(kind)
        t.eq(t.run("pack", "--quiet", source, "--for", "members", "--style", style, "-d", out).returncode, 0, "the pack")
        plan = os.path.join(os.path.dirname(source), "010", "anlagen", "plan.pdf")
        attachment(t, plan, f"OFFENBAR anders {kind}")
        r = t.run("pack", "--quiet", source, "--for", "members", "--style", style, "--since", out, "-d", out)
        t.eq(r.returncode, 0, r.stderr.decode())
        path = os.path.join(out, f"{NAME}.mitglieder.nachtrag.pdf")
        pages = [plain(p) for p in pages_of(path)]
        at = [p for p in pages if (LINE.search(p) if kind == "zeile" else "Unterlagen" in p and "TOP Ö 2" in p)]
        t.ok(len(at) == 1 and "(geändert)" in at[0], f"{kind}: {at}")
        structure(t, path)
        t.verapdf([path], "2a", "ua1")
