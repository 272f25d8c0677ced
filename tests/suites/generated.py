"""Papers made by chance (tests/generate): long ones go through whole, and memory grows with the pages, not faster."""
import os
import re
import shutil
import subprocess
import zipfile

import pikepdf

import bbox
import pdfwalk
import typography
from generate import content, flow_typst, repeat, write_xml
from harness import ROOT, samples
from measure import Run


def paper(t, seed, pages, pictures=True):
    folder = t.path(f"paper-{seed}-{pages}")
    return write_xml.write(content.Paper(seed, pages, folder, pictures).blocks, folder)


def pages_of(t, pdf):
    return int(t.tool("qpdf", "--show-npages", pdf).stdout)


def test_forty_pages(t):
    """Forty pages with tables, lists, notes, charts and photographs: no fault, both outputs, the same bytes again, nothing off the paper."""
    t.need("qpdf", "qpdf")
    source = paper(t, 7, 40)
    r = t.run("check", source)
    t.eq(r.returncode, 0, "check: " + r.stderr.decode()[:400])
    pdf = [t.path(f"{n}.pdf") for n in "ab"]
    for out in pdf:
        r = t.run("pdf", "--quiet", source, "-o", out)
        t.eq(r.returncode, 0, "pdf: " + r.stderr.decode()[:400])
    t.ok(open(pdf[0], "rb").read() == open(pdf[1], "rb").read(), "the same bytes twice")
    t.ok(t.run("odt", "--quiet", source, "-o", t.path("a.odt")).returncode == 0, "odt")
    q = t.tool("qpdf", "--check", pdf[0])
    t.ok(q.returncode == 0, q.stdout.decode()[-400:])
    t.ok(30 <= pages_of(t, pdf[0]) <= 50, f"{pages_of(t, pdf[0])} pages")
    box = subprocess.run(["pdftotext", "-bbox", pdf[0], "-"], stdout=subprocess.PIPE).stdout.decode()
    off = [w for w in re.findall(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)"', box)
           if float(w[0]) < 20 or float(w[2]) > 585 or float(w[1]) < 5 or float(w[3]) > 837]
    t.ok(not off, f"words off the paper: {off[:3]}")


def test_memory(t):
    """Twice the pages need at most twice the memory, and 600 pages stay far below the limit of 2,000."""
    t.need("qpdf", "qpdf")
    sizes = {}
    for pages in (300, 600):
        out = t.path(f"{pages}.pdf")
        sizes[pages] = Run([t.setup.vorlage, "pdf", "--quiet", paper(t, 3, pages, pictures=False), "-o", out]).mb, pages_of(t, out)
    (small, n), (large, m) = sizes[300], sizes[600]
    t.ok(m > 1.7 * n, f"{n} and {m} pages")
    t.ok(large < 1.15 * small * m / n, f"{small:.0f} MB for {n} pages, {large:.0f} MB for {m}")
    t.ok(large < 125, f"{large:.0f} MB for {m} pages")


def test_table_in_list(t):
    """A table that begins a list item and runs over pages: its head comes again, the item's label does not."""
    rows = "".join(f"<zeile><zelle>Zeile {i}</zelle><zelle>{i},00</zelle></zeile>" for i in range(120))
    table = f'<tabelle><spalte/><spalte art="betrag"/><tabellenkopf><zeile><zelle>Kopfwort</zelle><zelle>Betrag</zelle></zeile></tabellenkopf>{rows}</tabelle>'
    source = t.write("liste.xml", f"""<?xml version="1.0" encoding="UTF-8"?>
<vorlage xmlns="urn:x-vorlage:1" nummer="1/2024" art="bericht" status="oeffentlich"><kopf><betreff>Liste</betreff></kopf>
<begruendung><liste art="punkte"><punkt>{table}</punkt></liste></begruendung></vorlage>""")
    for binary in (t.setup.vorlage, t.setup.asan):
        if not os.path.exists(binary):
            continue
        r = t.run("pdf", "--quiet", source, "-o", t.path("liste.pdf"), binary=binary)
        t.eq(r.returncode, 0, r.stderr.decode()[:300])
        text = t.tool("pdftotext", "-layout", t.path("liste.pdf"), "-").stdout.decode()
        t.ok(text.count("Kopfwort") >= 3 and text.count("•") == 1, f"heads {text.count('Kopfwort')}, labels {text.count('•')}")


def test_pages_across(t):
    """A table too wide for the page gets pages of its own that stand across, its heading along; what stands before and behind stays upright."""
    n = 11
    columns = "<spalte/>" + '<spalte art="betrag" uebertrag="ja"/>' * n
    head = "".join(f"<zelle>Jahr {2024 + i}</zelle>" for i in range(n))
    rows = "".join(f"<zeile><zelle>Maßnahme {r}</zelle>" + "<zelle>1.234.567,89</zelle>" * n + "</zeile>" for r in range(60))
    table = f"<tabelle>{columns}<tabellenkopf><zeile><zelle>Was</zelle>{head}</zeile></tabellenkopf>{rows}</tabelle>"
    source = t.write("quer.xml", f"""<?xml version="1.0" encoding="UTF-8"?>
<vorlage xmlns="urn:x-vorlage:1" nummer="1/2024" art="bericht" status="oeffentlich"><kopf><betreff>Quer</betreff></kopf>
<begruendung><p>Davor.</p><abschnitt><titel>Weite Tabelle</titel>{table}<p>Dahinter.</p></abschnitt></begruendung></vorlage>""")
    r = t.run("pdf", source, "-o", t.path("quer.pdf"))
    t.eq((r.returncode, r.stderr), (0, b""), "no surrender")
    pages = bbox.pages(t.path("quer.pdf"))
    across = [p[0] > p[1] for p in pages]
    t.eq(across, [False] + [True] * (len(pages) - 2) + [False], "upright, across, upright")
    words = [" ".join(w[4] for w in p[2]) for p in pages]
    t.ok("Davor." in words[0] and "Dahinter." in words[-1] and "Weite Tabelle" in words[1], "the heading goes along")
    for page in pages:
        t.ok(not bbox.outside(page) and not bbox.overprinted(page), "within the paper, nothing over anything")


def test_typography(t):
    """The goals for the seed's paper: blanks that spread by 0.62 pt at most, none wider than 6 pt, 18 hyphens in 100 lines, no ladder."""
    t.need("mutool", "mupdf-tools")
    folder = t.path("saat")
    seed = os.path.join(ROOT, "samples", "ostalbkreis", "vorlage.xml")
    os.makedirs(folder)
    source = write_xml.write(repeat.repeated(seed, 3, folder), folder)
    t.eq(t.run("pdf", "--quiet", source, "-o", t.path("saat.pdf")).returncode, 0, "renders")
    y = typography.Typography(t.path("saat.pdf"))
    t.ok(y.lines > 60, f"{y.lines} lines")
    t.ok(y.spread() <= .62 and max(y.gaps) <= 6, f"spread {y.spread():.2f}, widest {max(y.gaps):.2f}")
    t.ok(100 * y.hyphens / y.lines <= 18 and y.ladders == 0, f"{100 * y.hyphens / y.lines:.1f} hyphens in 100 lines, {y.ladders} ladders")


def test_draft(t):
    """A style that marks drafts: the word below the text of each page, every fifth line numbered, nothing of either in the document's text."""
    folder = t.path("entwurf")
    shutil.copytree(os.path.join(ROOT, "samples", "wupperfeld"), folder)
    style = os.path.join(folder, "stil.xml")
    text = open(style, encoding="utf-8").read()
    t.write("entwurf/stil.xml", text.replace("<seite ", '<seite zeilennummern="ja" entwurf="Probedruck" ', 1))
    source = os.path.join(folder, "vorlage.xml")
    pages = t.run("dump", "--stage=pages", source).stdout.decode().split("\npage ")
    first = [p for p in pages if " turn " in p]
    t.ok(len(first) >= 3 and all(p.count('"Probedruck"') == 1 and p.index(" turn ") < p.index("#") for p in first), "the word, once a page and first")
    t.ok(sum('(layout) "5"' in p for p in first) >= 2 and '(layout) "10"' in first[0], "numbers, from the start on each page")
    t.ok("Probedruck" not in t.run("dump", "--stage=text", source).stdout.decode(), "not in the text")
    t.eq(t.run("odt", source, "-o", t.path("e.odt")).returncode, 0, "ODT")
    with zipfile.ZipFile(t.path("e.odt")) as z:
        t.ok(b"linenumbering-configuration" in z.read("styles.xml"), "Writer numbers lines")


def test_signature_fields(t):
    """An empty field for an electronic signature over the line: found by a signing program, tagged, named for a screen reader, and still PDF/A and PDF/UA."""
    source = t.write("sig.xml", """<?xml version="1.0" encoding="UTF-8"?>
<vorlage xmlns="urn:x-vorlage:1" nummer="1/2024" art="bericht" status="oeffentlich"><kopf><betreff>Signatur</betreff></kopf>
<begruendung><p>Text des Berichts, der vor den Unterschriften steht.</p></begruendung>
<sichtvermerke form="nebeneinander"><sichtvermerk name="Dr. Bläse" amt="Landrat" signaturfeld="ja"/><sichtvermerk name="Hahn" amt="Stabsstelle" signaturfeld="ja"/>
<sichtvermerk name="Kurz" offen="ja"/></sichtvermerke></vorlage>""")
    pdf = t.path("sig.pdf")
    t.eq(t.run("pdf", "--quiet", source, "-o", pdf).returncode, 0, "renders")
    with pikepdf.open(pdf) as f:
        fields = list(f.Root.AcroForm.Fields)
        t.eq([(str(x.FT), str(x.TU), "/V" in x) for x in fields], [("/Sig", "Signaturfeld Dr. Bläse", False), ("/Sig", "Signaturfeld Hahn", False)], "fields")
        t.eq(pdfwalk.parent_tree(f), [], "the structure")
        t.eq(sum(tag == "Form" for tag, _ in pdfwalk.Walker(pdf).tags()), 2, "Form elements")
        boxes = [[float(v) for v in x.Rect] for x in fields]
        t.ok(all(b[2] - b[0] > 100 and b[3] - b[1] > 20 for b in boxes) and boxes[0][2] <= boxes[1][0], f"room to sign: {boxes}")
    t.verapdf([pdf], "2a", "ua1")


def wide(columns):
    rows = "".join("<zeile><zelle>Maßnahme</zelle>" + f"<zelle>{i}.234.567,89</zelle>" * columns + "</zeile>" for i in range(1, 6))
    head = "<zeile><zelle>Name</zelle>" + "<zelle>Ansatz</zelle>" * columns + "</zeile>"
    column = '<spalte art="betrag"/>'
    return (f'<vorlage xmlns="urn:x-vorlage:1" nummer="1/2024" art="bericht" status="oeffentlich"><kopf><betreff>Breit</betreff></kopf><sachverhalt><p>Davor.</p><abschnitt><titel>Zahlen</titel>'
            f"<tabelle><spalte/>{column * columns}<tabellenkopf>{head}</tabellenkopf>{rows}</tabelle><p>Danach.</p></abschnitt></sachverhalt></vorlage>")


def test_odt_wide_tables(t):
    """In the ODT a wide table is set in small type, one still wider on a landscape page with its heading; what follows stands upright again. No figure is cut."""
    t.need("soffice", "LibreOffice")
    made = {}
    for columns, pages in ((4, ["up"]), (7, ["up"]), (10, ["up", "across", "up"])):
        odt = t.path(f"w{columns}.odt")
        t.eq(t.run("odt", "-", "-o", odt, stdin=wide(columns).encode()).returncode, 0, f"{columns} columns")
        made[odt] = columns, pages
    t.tool("soffice", f"-env:UserInstallation=file://{t.path('profile')}", "--headless", "--convert-to", "pdf", "--outdir", t.path("pdf"), *made, timeout=300)
    for odt, (columns, pages) in made.items():
        pdf = os.path.join(t.path("pdf"), os.path.basename(odt)[:-4] + ".pdf")
        info = t.tool("pdfinfo", "-l", "9", pdf).stdout.decode()
        sizes = re.findall(r"size:\s+([\d.]+) x ([\d.]+)", info)
        t.eq(["across" if float(w) > float(h) else "up" for w, h in sizes], pages, f"{columns} columns")
        words = t.tool("pdftotext", pdf, "-").stdout.decode().split()
        t.eq(sum(w.endswith(".234.567,89") for w in words), 5 * columns, f"{columns} columns: whole figures")
        if len(pages) == 3:
            text = t.tool("pdftotext", "-f", "2", "-l", "2", pdf, "-").stdout.decode()
            t.ok("Zahlen" in text and "Danach" not in text, "the heading goes along")


def test_flow_typst(t):
    """The same text for the peer: each word of the flow stands in what Typst is given."""
    for path in samples():
        with open(flow_typst.write(t.setup.vorlage, path, t.dir), encoding="utf-8") as f:
            given = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', f.read()))
        want = t.run("dump", "--stage=text", "--edition", "full", path, timeout=300).stdout.decode()
        lost = [w for w in re.findall(r"[^\W\d_]{3,}", want) if w not in given]
        t.eq(lost[:5], [], f"{path}: words that Typst is not given")
