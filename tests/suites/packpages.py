"""Pages of a pack: numbers that hold, lists, paper counts; scans and text documents in their place."""
import os
import re
import shutil

import pikepdf

import pdfwalk
from packing import NAME, PAPER, change, pack, pages_of, session, structure


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


def paper(page):
    """The size of paper a page needs: all that A4 holds is one."""
    w, h = (float(page.mediabox[2] - page.mediabox[0]), float(page.mediabox[3] - page.mediabox[1]))
    return "A4" if max(w, h) < 856 and min(w, h) < 609 else (round(w), round(h))


def test_paper_counts(t):
    """Sheets of A4 and larger ones are counted apart; front and back are of one size, a page of another size begins a new sheet, and numbers count the blank."""
    source = session(t, pages=3)
    plan = os.path.join(os.path.dirname(source), "010", "anlagen", "plan.pdf")
    with pikepdf.open(plan, allow_overwriting_input=True) as pdf:
        for i, box in ((1, [0, 0, 1191, 842]), (2, [0, 0, 960, 540])):
            pdf.pages[i].MediaBox = box
        pdf.save(plan)
    for duplex in ((), ("--duplex",)):
        r = pack(t, source, "--for", "members", "--report", "--folder", *duplex)
        t.eq(r.returncode, 0, r.stderr.decode())
        lines = r.stdout.decode().splitlines()
        parts = [(int(x.split()[0]), int(re.search(r"(\d+) (?:S\.|pp\.)", x).group(1)), x) for x in lines[1:] if re.match(r" *\d+  ", x)]
        said = [int(n) for n in re.findall(r"\d+", re.sub(r"A[34]", "", next(x for x in lines if re.match("Pap[ie]+r", x))))]
        first, n, _ = next(x for x in parts if "010-2025_Anlage-1" in x[2] and re.search(", 1 A3, 1 (larger|größer)", x[2]))
        t.eq(n, 5 if duplex else 3, "pages of the plan")
        path = t.path("out", f"{NAME}.mitglieder.pdf")
        with pikepdf.open(path) as pdf:
            sizes = [paper(p) for p in pdf.pages]
        t.eq(sizes[first - 1:first - 1 + n], ["A4", "A4", (1191, 842), (1191, 842), (960, 540)] if duplex else ["A4", (1191, 842), (960, 540)], "sizes")
        sheets = [sizes[i:i + (2 if duplex else 1)] for i in range(0, len(sizes), 2 if duplex else 1)]
        t.eq([s for s in sheets if len(set(s)) > 1], [], "front and back of one size")
        t.eq(said, [sum(s[0] == "A4" for s in sheets), sum(s[0] != "A4" for s in sheets)], f"{duplex}: {lines[-3:]}")
        stamped = pages_of(path)
        single = pages_of(t.path("out", f"{NAME}.mitglieder", next(f for f in os.listdir(t.path("out", f"{NAME}.mitglieder")) if "010-2025_Anlage-1" in f)))
        numbers = [re.findall(r"Mappe S\.\s(\d+)", p) for p in single]
        t.eq(numbers, [[str(first + k)] for k in ((0, 2, 4) if duplex else (0, 1, 2))], "the single file's pages have the pack's numbers")
        t.ok(all(re.search(rf"Mappe S\.\s{i + 1}\b", p) for i, p in enumerate(stamped)), "each page has its number, blank ones too")
        structure(t, path)


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
    change(os.path.join(os.path.dirname(source), "010", "vorlage.xml"), "schadhaft", "brüchig")
    r = pack(t, source, "--for", "public", "--since", path)
    more = " ".join(" ".join(pages_of(path.replace(".pdf", ".nachtrag.pdf"))).split())
    t.ok(r.returncode == 0 and re.search(r"Schulhof \(geändert\) (\. ?)+\d+ Vorlage 010/2025 \(geändert\) (\. ?)+", more), f"in a supplement too, and what has become of it: {more}")


def test_an_opening_view_is_no_damage(t):
    """A destination to open the file at, as LibreOffice writes it, is nothing that was mended."""
    source = session(t)
    plan = os.path.join(os.path.dirname(source), "010", "anlagen", "plan.pdf")
    with pikepdf.open(plan, allow_overwriting_input=True) as pdf:
        pdf.Root.OpenAction = pikepdf.Array([pdf.pages[0].obj, pikepdf.Name.XYZ, None, None, 0])
        pdf.Root.AA = pikepdf.Array([])
        pdf.save(plan)
    r = t.run("pack", source, "--for", "public", "--report", "-d", t.path("out"))
    t.ok(r.returncode == 0 and "[anlage-repariert]" not in r.stderr.decode() and "PDF/A-2a, PDF/UA-1" in r.stdout.decode(), r.stderr.decode()[-400:])


def test_kinds_by_name_and_bytes(t):
    """A text document with a name in capitals is one; a PDF is a PDF, whatever its name."""
    source = session(t)
    folder = os.path.join(os.path.dirname(source), "010")
    shutil.copy(os.path.join(folder, "anlagen", "plan.pdf"), os.path.join(folder, "anlagen", "plan.ODT"))
    os.remove(os.path.join(folder, "anlagen", "plan.pdf"))
    change(os.path.join(folder, "vorlage.xml"), "anlagen/plan.pdf", "anlagen/plan.ODT")
    none = {"VORLAGE_SOFFICE": "/nonexistent/soffice"}
    r = t.run("pack", source, "--for", "public", "-d", t.path("out"), env=none)
    t.ok(r.returncode == 0 and b"LibreOffice" not in r.stderr, r.stderr.decode()[-300:])
    with open(os.path.join(folder, "anlagen", "plan.ODT"), "wb") as f:
        f.write(b"PK\3\4 no PDF")
    r = t.run("pack", source, "--for", "public", "-d", t.path("out"), env=none)
    t.ok(r.returncode == 2 and b"[mappe-wandeln]" in r.stderr, r.stderr.decode()[-300:])


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
    t.ok(r.returncode == 2 and not os.path.exists(t.path("none", f"{NAME}.oeffentlich.pdf")) and "[mappe-wandeln]" in r.stderr.decode(), r.stderr.decode()[:400])
    r = t.run("pack", "--skip-bad", source, "--for", "public", "-d", t.path("none"), env={"VORLAGE_SOFFICE": "/nonexistent/soffice"})
    t.ok(r.returncode == 0 and "[mappe-ersatz]" in r.stderr.decode(), "with --skip-bad a page takes its place")
    t.need("soffice", "LibreOffice")
    r = t.run("pack", source, "--for", "public", "-d", t.path("office"))
    t.ok(r.returncode == 0 and "[anlage-repariert]" not in r.stderr.decode(), r.stderr.decode()[:400])
    t.ok(any("OFFENBAR aus Writer" in p and "Anlage 1" in p.replace("\u00a0", " ") for p in pages_of(t.path("office", f"{NAME}.oeffentlich.pdf"))), "the text is in its place")
