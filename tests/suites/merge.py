"""Packs: attachments judged by their rules, parts merged with their structure, honest claims, nothing of left-out pages, hostile files.

tests/drive/merge.c drives pipeline/merge/merge.h; tests/generate/awkward.py makes a file of every awkward kind."""
import hashlib
import os
import re
import subprocess
import zlib

import pikepdf
from PIL import Image, ImageChops

import pdfwalk
from generate import awkward
from harness import ROOT

PARTS = {"auenbach": 3, "okertal": 3}


def drive(t):
    return os.path.join(t.setup.build, "tests", "drive", "merge")


def own(t):
    """A paper of ours as the own PDF: pages 0 to 4 are pages, 5 serves as stamp."""
    path = t.path("own.pdf")
    if not os.path.exists(path):
        sample(t, "ostalbkreis", path)
    return path


def sample(t, name, path=None):
    path = path or t.path(name + ".pdf")
    r = t.run("pdf", "--edition", "full", os.path.join(ROOT, "samples", name, "vorlage.xml"), "-o", path)
    t.ok(r.returncode == 0, f"{name} is set: {r.stderr.decode()[:300]}")
    return path


def attachment(t, kind):
    return awkward.write(t.dir, [kind])[kind]


def plan(t, parts, *lines, pages=None, out="out.pdf", own_pages=range(5)):
    """Own pages, the parts behind page 2 (pages: per part, all by default), more lines; returns what the driver says and the file."""
    text = [f"own {own(t)} 6"] + [f"part {p} Anlage {k + 1}" for k, p in enumerate(parts)]
    at = {}
    body = []
    for i in own_pages:
        if i == 2:
            for k, p in enumerate(parts):
                at[k] = sum(x.startswith("page") for x in body)
                chosen = pages[k] if pages else range(count(p))
                body += [f"page part {k} {n}" for n in chosen]
        body.append(f"page own {i}")
    text += body + ["bookmark 1 0 open inner Mappe"] + [f"bookmark 2 {at[k]} closed inner Anlage {k + 1}" for k in at]
    text += [f"variant {t.path(out)} Sitzung am 27.02.2024"] + list(lines)
    r = subprocess.run([drive(t), "plan", t.write("plan.txt", "\n".join(text))], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300, check=False)
    return r, t.path(out)


def count(path):
    known = {"page-chain.pdf": 1, "object-chain.pdf": 1, "element-chain.pdf": 1, "nesting.pdf": 1, "many-pages.pdf": 10000, "bomb.pdf": 1, "corrupt-content.pdf": 1}
    if os.path.basename(path) in known:  # pikepdf itself dies of some of them
        return known[os.path.basename(path)]
    try:
        with pikepdf.open(path) as p:
            return len(p.pages)
    except pikepdf.PasswordError:
        return 1


def merged(t, parts, *lines, **how):
    r, out = plan(t, parts, *lines, **how)
    t.ok(r.returncode == 0, f"merged: {r.stdout.decode()[:600]} {r.stderr.decode()[:300]}")
    return r.stdout.decode(), out


def structure(t, path, what):
    with pikepdf.open(path) as pdf:
        t.eq(pdfwalk.parent_tree(pdf), [], f"{what}: marks, elements and ParentTree")
    w = Tree(path)
    t.eq(w.faults, [], f"{what}: reading order and headings")
    r = t.tool("qpdf", "--check", path)
    t.ok(r.returncode == 0 and b"WARNING" not in r.stdout, f"{what}: {r.stdout.decode()[:400]}")
    return w


class Tree:
    """Tags in order, and what pdfwalk finds without needing the text of foreign fonts."""

    def __init__(self, path):
        self.pdf = pikepdf.open(path)
        self.tag = list(pdfwalk.Walker.tags(self))
        self.faults = pdfwalk.accessible(self)

    def tags(self):
        return self.tag

    def names(self):
        return [x for x, _ in self.tag]


def canary(t, path, *words):
    """None of the words in the file, its streams inflated; strings of UTF-16 looked at as well."""
    plain = t.path("canary.qdf")
    t.tool("qpdf", "--qdf", "--object-streams=disable", path, plain)
    data = open(plain, "rb").read()
    for w in words:
        for form in (w.encode(), w.encode("utf-16-be"), w.encode("utf-16-be").hex().encode(), w.encode().hex().encode()):
            t.ok(form not in data and form.upper() not in data, f"{os.path.basename(path)} holds {w}")


# ---- judging ------------------------------------------------------------------------------------------
EXPECTED = {
    "a3": "ok schrift kein-pdfa ohne-tags", "acts": "ok schrift skript eingebettet kein-pdfa ohne-tags", "bomb": "refused grenze", "comments": "ok schrift anmerkungen kein-pdfa ohne-tags",
    "corrupt-content": "refused inhalt-kaputt", "cyclic": "refused unlesbar", "element-chain": "refused grenze", "empty": "refused unlesbar", "external": "ok schrift extern kein-pdfa ohne-tags",
    "form": "ok schrift formular kein-pdfa ohne-tags", "form-bare": "refused schrift formular-ohne-bild", "form-bomb": "refused grenze", "garbage": "refused unlesbar", "huge-page": "refused grenze",
    "layers": "ok ebenen schrift kein-pdfa ohne-tags", "locked": "refused kennwort", "loose": "ok schrift kein-pdfa kein-ua", "many-pages": "ok schrift kein-pdfa ohne-tags",
    "nesting": "refused unlesbar repariert", "no-pages": "refused leer", "object-chain": "ok kein-pdfa ohne-tags", "owner-locked": "refused gesperrt", "owner-open": "ok verschluesselt schrift kein-pdfa ohne-tags",
    "page-chain": "ok kein-pdfa ohne-tags", "plain": "ok schrift kein-pdfa ohne-tags", "scan": "ok kein-pdfa gescannt ohne-tags", "scan-2b": "ok gescannt ohne-tags", "signed": "ok schrift formular unterschrift kein-pdfa ohne-tags",
    "tagged": "ok", "tagged-form": "ok schrift formular kein-pdfa kein-ua", "truncated": "refused unlesbar", "xfa": "refused xfa", "patterns": "ok kein-pdfa ohne-tags",
}


def test_judged(t):
    paths = awkward.write(t.dir, EXPECTED)
    r = subprocess.run([drive(t), "inspect", *paths.values()], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300, check=False)
    t.eq(r.stderr.decode(), "", "nothing of a dying library is shown")
    said = {}
    for line in r.stdout.decode("utf-8", "replace").splitlines():
        m = re.match(r"(\S+?)([^/]+)\.pdf: (ok|refused)", line)
        if m:
            name = m.group(2)
            said[name] = [m.group(3)]
        m = re.match(r"  \[anlage-([a-z-]+)\]", line)
        if m:
            said[name].append(m.group(1))
    for name, want in EXPECTED.items():
        t.eq(" ".join(said.get(name, [])), want, name)


def test_ink(t):
    """Boxes as seen, whatever the rotation, crop or unit; white leaves no ink; grey is no colour."""
    out = subprocess.run([drive(t), "inspect", attachment(t, "rotated"), attachment(t, "scan"), attachment(t, "scan-colour"), attachment(t, "a3")], stdout=subprocess.PIPE, timeout=60, check=False).stdout.decode()
    pages = [(list(map(float, m[:2])), list(map(float, m[2:6])), m[6]) for m in re.findall(r"page \d+: (\S+) x (\S+) rotate \d+ ink (\S+) (\S+) (\S+) (\S+)(.*)", out)]
    want = [((595.3, 841.9), (69, 90, 471, 731)), ((841.9, 595.3), (90, 125, 731, 527)), ((595.3, 841.9), (125, 112, 526, 752)), ((841.9, 595.3), (112, 70, 752, 471)),
            ((650.0, 400.0), (10, 90, 610, 390)), ((595.3, 841.9), (39, 39, 441, 641))]
    for (size, ink), (wsize, wink) in zip([p[:2] for p in pages], want):
        t.ok(all(abs(a - b) <= 1 for a, b in zip(size, wsize)), f"size {size}, not {wsize}")
        t.ok(all(abs(a - b) <= 3 for a, b in zip(ink, wink)), f"ink {ink}, not {wink}")
    t.ok("colour" not in pages[6][2] and "image" in pages[6][2] and "text" not in pages[6][2], "a grey scan")
    t.ok("colour" in pages[8][2], "a coloured scan")


# ---- merging ------------------------------------------------------------------------------------------
def test_conforming(t):
    """Own pages, papers of ours as foreign parts, and a tagged file with its own role names: conforms in every way of writing."""
    parts = [sample(t, n) for n in PARTS] + [attachment(t, "tagged")]
    files = []
    for k, lines in enumerate(([], ["linearize"], ["compact"], ["linearize", "compact"])):
        said, out = merged(t, parts, "stamp 5 10 20", *lines, "field ausgabe public", out=f"out{k}.pdf")
        t.ok("claims 2A ua=1" in said, said)
        structure(t, out, " ".join(lines) or "plain")
        files.append(out)
    t.verapdf(files, "2a", "ua1")
    w = Tree(files[0])
    titles = [str(e.T) for n, e in w.tags() if n == "Part"]
    t.eq(titles, ["Anlage 1", "Anlage 2", "Anlage 3"], "parts in reading order")
    t.ok("Abschnitt" not in w.names() and w.names().count("Sect") >= 3, "role names are resolved")
    first = pikepdf.open(files[0])
    labels = first.Root.get("/PageLabels")
    t.ok(labels is not None, "page labels")
    t.eq(str(first.Root.Lang), "de-DE", "language")
    t.ok("Sitzung am 27.02.2024" in first.Root.Metadata.read_bytes().decode() and str(first.docinfo.Title) == "Sitzung am 27.02.2024", "title twice")


def test_reading_order(t):
    """The text through the tree: own pages before the part, the part, own pages behind it."""
    _, out = merged(t, [sample(t, "okertal")])
    got = [pdfwalk.words(b) for b in pdfwalk.Walker(out).blocks()]
    mine = [pdfwalk.words(b) for b in pdfwalk.Walker(own(t)).blocks()]
    part = [pdfwalk.words(b) for b in pdfwalk.Walker(t.path("okertal.pdf")).blocks()]
    at = [i for i in range(len(got)) if got[i:i + len(part)] == part]
    t.ok(len(at) == 1, "the part's text stands in one piece")
    rest = got[:at[0]] + got[at[0] + len(part):]
    t.ok(rest == mine[:len(rest)] and len(rest) > 20, "around it the own text, in its order, without the page left out")


def test_same_bytes(t):
    parts = [sample(t, "okertal"), attachment(t, "form"), attachment(t, "layers")]
    digests = set()
    for k in range(2):
        _, out = merged(t, parts, out=f"same{k}.pdf")
        digests.add(hashlib.sha256(open(out, "rb").read()).hexdigest())
    t.eq(len(digests), 1, "same plan, same bytes")


def test_claims(t):
    """What the pack claims is true, and no more than that."""
    ok = sample(t, "okertal")
    for kind, claims, flavour in (("scan-2u", "2U ua=0", "2u"), ("scan-2b", "2B ua=0", "2b"), ("plain", "0- ua=0", None), ("loose", "0- ua=0", None), ("tagged-text", "0- ua=0", None)):
        said, out = merged(t, [ok, attachment(t, kind)], out=f"{kind}-out.pdf")
        t.ok(f"claims {claims}" in said, f"{kind}: {said}")
        structure(t, out, kind)
        if flavour:
            t.verapdf([out], flavour)
        xmp = pikepdf.open(out).Root.Metadata.read_bytes().decode()
        t.eq("pdfaid:part" in xmp, flavour is not None, f"{kind}: metadata claims as the report says")
        t.ok("pdfuaid" not in xmp, f"{kind}: no claim to PDF/UA")
    said, _ = merged(t, [attachment(t, "spot-red"), attachment(t, "spot-blue")])
    t.ok("claims 0-" in said and "[anlage-kein-pdfa]" in said and "Stadtfarbe" in said, f"one spot colour, two recipes: {said}")


def test_scan_with_alt(t):
    said, out = merged(t, [attachment(t, "scan-2u")], "alt 0 Lageplan der Uferstrasse")
    w = structure(t, out, "scan")
    alts = [str(e.Alt) for n, e in w.tags() if n == "Figure" and "Lageplan" in str(e.get("/Alt", ""))]
    t.eq(alts, ["Lageplan der Uferstrasse (1/2)", "Lageplan der Uferstrasse (2/2)"], said)


# ---- pixels -------------------------------------------------------------------------------------------
def pixels(t, path, page, tool="pdftoppm"):
    base = t.path("px")
    if tool == "pdftoppm":
        t.tool("pdftoppm", "-r", "40", "-png", "-singlefile", "-f", page, "-l", page, path, base)
    else:
        t.tool("mutool", "draw", "-q", "-r", "40", "-o", base + ".png", path, page)
    im = Image.open(base + ".png").convert("RGB")
    im.load()
    return im


def same_picture(t, a, b, what):
    if not t.ok(a.size == b.size, f"{what}: size {a.size}, {b.size}"):
        return
    box = ImageChops.difference(a, b).getbbox()
    t.ok(box is None, f"{what}: differs in {box}")


def test_same_pixels(t):
    """Every foreign page looks as before, in two renderers; layers that are off stay off; fields show what they showed."""
    kinds = ["plain", "a3", "rotated", "scan", "unbalanced", "patterns", "tagged", "tagged-text", "form", "tagged-form", "layers", "comments", "signed", "owner-open", "acts"]
    paths = list(awkward.write(t.dir, kinds).values())
    _, out = merged(t, paths)
    at = 3
    for kind, path in zip(kinds, paths):
        for k in range(count(path)):
            for tool in ("pdftoppm", "mutool"):
                if kind == "acts" or (kind == "comments" and tool == "mutool") or (kind == "unbalanced" and tool == "pdftoppm"):
                    continue  # icons of media are meant to be gone; mutool invents an appearance of its own; poppler gives up on Q without q
                same_picture(t, pixels(t, path, k + 1, tool), pixels(t, out, at + k, tool), f"{kind} page {k + 1} {tool}")
        at += count(path)


def test_scaled(t):
    """A scaled page: content, links, patterns and destinations move together."""
    path = attachment(t, "tagged")
    text = [f"own {own(t)} 6", f"part {path} Anlage", "page own 0", "page part 0 0", "scale 0.9 20 60", "stamp 5 0 0", "page part 0 1", "page part 0 2", f"part {attachment(t, 'patterns')} Muster", "page part 1 0",
            "scale 0.9 20 60", f"part {attachment(t, 'rotated')} Gedreht", "page part 2 1", "scale 0.9 20 60", f"variant {t.path('scaled.pdf')} Titel"]
    r = subprocess.run([drive(t), "plan", t.write("plan.txt", "\n".join(text))], stdout=subprocess.PIPE, timeout=60, check=False)
    t.ok(r.returncode == 0, r.stdout.decode())
    structure(t, t.path("scaled.pdf"), "scaled")
    pdf = pikepdf.open(t.path("scaled.pdf"))
    rect = [float(x) for x in pdf.pages[1].Annots[0].Rect]
    t.ok(all(abs(a - b) < 0.01 for a, b in zip(rect, (110, 420, 218, 501))), f"link {rect}")
    dest = pdf.pages[3].Annots[0].Dest
    t.ok(dest[0].objgen == pdf.pages[1].objgen and abs(float(dest[2]) - 110) < 0.01 and abs(float(dest[3]) - 717) < 0.01, f"destination {list(dest)}")
    box = next(e for n, e in Tree(t.path("scaled.pdf")).tags() if n == "Figure" and "Balken 1" in str(e.get("/Alt", ""))).A.BBox
    t.ok(abs(float(box[0]) - 110) < 0.01 and abs(float(box[3]) - 717) < 0.01, f"box of a figure {list(box)}")
    for page, source, from_page in ((5, "patterns", 1), (6, "rotated", 2)):
        t.tool("pdftoppm", "-r", "72", "-png", "-singlefile", "-f", page, "-l", page, t.path("scaled.pdf"), t.path("a"))
        t.tool("pdftoppm", "-r", "64.8", "-png", "-singlefile", "-f", from_page, "-l", from_page, t.path(source + ".pdf"), t.path("b"))
        a, b = Image.open(t.path("a.png")).convert("L"), Image.open(t.path("b.png")).convert("L")
        ink_a, ink_b = a.point(lambda v: 255 if v < 200 else 0).getbbox(), b.point(lambda v: 255 if v < 200 else 0).getbbox()
        shift = (20, a.size[1] - 60 - b.size[1])
        t.ok(all(abs(ink_a[i] - ink_b[i] - shift[i % 2]) <= 2 for i in range(4)), f"{source}: ink {ink_a}, was {ink_b}")


# ---- links, bookmarks ---------------------------------------------------------------------------------
def test_links_and_bookmarks(t):
    said, out = merged(t, [attachment(t, "tagged"), sample(t, "auenbach")], "label 7")
    pdf = pikepdf.open(out)
    part = [pdf.pages[2 + k] for k in range(3)]
    for k, p in enumerate(part):
        t.ok(p.Annots[0].Dest[0].objgen == part[(k + 1) % 3].objgen, f"link of page {k + 1} leads on")
    with pdf.open_outline() as o:
        top = o.root
        t.eq([x.title for x in top], ["Mappe"], said)
        below = [x.title for x in top[0].children]
        t.ok("Anlage 1" in below and "Anlage 2" in below and below.index("Anlage 1") < below.index("Anlage 2"), f"bookmarks {below}")
        inner = next(x for x in top[0].children if x.title == "Anlage 1")
        t.eq([x.title for x in inner.children], ["Blatt 1", "Blatt 2", "Blatt 3"], "bookmarks of the part")
    t.ok(len({e.objgen for _, e in Tree(out).tags()}) == len(list(Tree(out).tags())), "each element once")


# ---- nothing leaks ------------------------------------------------------------------------------------
def test_left_out_pages(t):
    """One page of each is taken: nothing of the others is in the file, by whatever way they were tied together."""
    secret = awkward.partly("KANARIE")
    path = t.write("partly.pdf", secret)
    tagged = t.write("tagged-canary.pdf", awkward.tagged(None, False, "VERBORGEN"))
    _, out = merged(t, [path], pages=[[0]])
    canary(t, out, "KANARIE")
    with pikepdf.open(tagged) as pdf:  # the canary stands on all its pages: take it off the first
        pdf.pages[0].Contents = pikepdf.Stream(pdf, pdf.pages[0].Contents.read_bytes().replace(b"VERBORGEN", b"OFFEN"))
        for n, e in list(pdfwalk.Walker.tags(type("X", (), {"pdf": pdf})())):
            if "/Alt" in e and e.get("/Pg") is not None and e.Pg.objgen == pdf.pages[0].objgen:
                e.Alt = pikepdf.String("offen")
        with pdf.open_outline() as o:
            o.root[0].title = "offen"
        pdf.save(t.path("tagged1.pdf"), static_id=True)
    for lines in ([], ["compact"], ["linearize"]):
        _, out = merged(t, [t.path("tagged1.pdf")], *lines, pages=[[0]])
        canary(t, out, "VERBORGEN")
        structure(t, out, "partly tagged")
    _, out = merged(t, [], own_pages=[0, 1])
    words = subprocess.run(["pdftotext", "-f", "4", "-l", "4", own(t), "-"], stdout=subprocess.PIPE, check=False).stdout.decode().split()
    there = subprocess.run(["pdftotext", "-f", "1", "-l", "2", own(t), "-"], stdout=subprocess.PIPE, check=False).stdout.decode()
    rare = [w for w in words if len(w) > 12 and w.isascii() and w not in there][:3]
    t.ok(rare, "words to look for")
    canary(t, out, *rare)


def predicted(data):
    """A file's object streams once more behind its end, now with a predictor (rows of five bytes, each told to be as it stands)."""
    out, places = bytearray(data), []
    for m in re.finditer(rb"(\d+) 0 obj\n<<([^\n]*/Type /ObjStm[^\n]*)>>\nstream\n", data):
        plain = zlib.decompress(data[m.end():m.end() + int(re.search(rb"/Length (\d+)", m[2])[1])])
        plain += b" " * (-len(plain) % 5)
        packed = zlib.compress(b"".join(b"\0" + plain[k:k + 5] for k in range(0, len(plain), 5)))
        places.append((int(m[1]), len(out)))
        kept = b" ".join(re.search(rb"/%s \d+" % key, m[2])[0] for key in (b"N", b"First"))
        out += b"%d 0 obj\n<</Type/ObjStm %s/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 5>>/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (int(m[1]), kept, len(packed), packed)
    old, root, size = (re.findall(r, data)[-1] for r in (rb"startxref\n(\d+)", rb"/Root (\d+ 0 R)", rb"/Size (\d+)"))
    start = len(out)
    out += b"xref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % place for place in places)
    return bytes(out) + b"trailer\n<</Root %s/Size %s/Prev %s>>\nstartxref\n%d\n%%%%EOF\n" % (root, size, old, start)


def test_forms_of_a_file(t):
    """However a file stores its objects, the same structure comes out: by our reader of tables, of object streams, or through libqpdf."""
    plain = sample(t, "auenbach")
    forms = {"plain": plain}
    for name, options in (("packed", ["--object-streams=generate"]), ("linear", ["--linearize"]), ("packed-linear", ["--linearize", "--object-streams=generate"]), ("locked", ["--encrypt", "", "x", "256", "--"]),
                          ("locked-packed", ["--encrypt", "", "x", "128", "--use-aes=y", "--", "--object-streams=generate"])):
        forms[name] = t.path(f"{name}.pdf")
        t.eq(t.tool("qpdf", *options, plain, forms[name]).returncode, 0, name)
    data = open(plain, "rb").read()
    forms["predicted"] = t.write("predicted.pdf", predicted(open(forms["packed"], "rb").read()))
    t.ok(t.tool("qpdf", "--check", forms["predicted"]).returncode == 0, "a sound file")
    forms["junk"] = t.write("junk.pdf", b"scanned by nobody\n" + data)
    forms["mended"] = t.write("mended.pdf", data.replace(b"startxref", b"startxrfe"))
    seen = {}
    for name, path in forms.items():
        said, out = merged(t, [path], out=f"out-{name}.pdf")
        text = subprocess.run(["pdfinfo", "-struct-text", out], stdout=subprocess.PIPE, stderr=subprocess.PIPE).stdout.decode("utf-8", "replace")
        seen[name] = sorted(line for line in text.splitlines() if not re.search(r"Object \d", line))
        structure(t, out, name)
    for name, lines in seen.items():
        t.ok(len(lines) > 200 and lines == seen["plain"], f"{name}: {len(lines)} lines of structure, {[x for x in lines if x not in seen['plain']][:3]}")


def test_content_in_odd_places(t):
    """Content right below the Document, a mark and a number that are objects of their own, the same content said twice: each piece has one element."""
    path = sample(t, "auenbach")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        top = pdf.Root.StructTreeRoot.K
        top = top[0] if isinstance(top, pikepdf.Array) else top
        leaves, waiting = [], [top]
        while waiting:
            e = waiting.pop()
            for k in (e.K if isinstance(e.K, pikepdf.Array) else [e.K]) if "/K" in e else []:
                if isinstance(k, int) and e.S == "/P":
                    leaves.append((e, k))
                elif isinstance(k, pikepdf.Dictionary) and "/S" in k:
                    waiting.append(k)
        single = [(e, k) for e, k in leaves if len(e.K) == 1 and "/Pg" in e][:3]
        t.eq(len(single), 3, "paragraphs with one mark")
        (a, i), (b, j), (c, k) = single
        del a.K
        b.K = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=b.Pg, MCID=j))
        c.K = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(pikepdf.Object.parse(str(k).encode())), k]))
        top.K.append(pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=a.Pg, MCID=i))
        pdf.save(path)
    _, out = merged(t, [path])
    structure(t, out, "odd places")


def test_stripped(t):
    _, out = merged(t, [attachment(t, "acts"), attachment(t, "form"), attachment(t, "external"), attachment(t, "xfa")][:3])
    canary(t, out, "CANARY", "GEHEIMFELD", "JavaScript", "/Launch", "EmbeddedFiles")
    pdf = pikepdf.open(out)
    t.ok("/AcroForm" not in pdf.Root and "/OpenAction" not in pdf.Root and "/Names" not in pdf.Root, "nothing left in the catalog")
    urls = [str(a.A.URI) for p in pdf.pages for a in p.get("/Annots", []) if "/A" in a and "/URI" in a.A]
    t.ok("https://example.org/" in urls, "the link to the web stays")
    r = subprocess.run(["pdftotext", out, "-"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    t.ok("Turnverein" in r.stdout.decode(), "what was filled in stays")
    r = subprocess.run(["pdftoppm", "-r", "20", out, t.path("page")], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    t.eq(r.stderr, b"", "no content names what is gone")


def test_tagged_form(t):
    _, out = merged(t, [attachment(t, "tagged-form")])
    w = structure(t, out, "tagged form")
    forms = [e for n, e in w.tags() if n == "Form"]
    t.ok(len(forms) == 1 and isinstance(forms[0].K, int) and "/Pg" in forms[0], "the field's element holds its mark")


def test_layers(t):
    _, out = merged(t, [attachment(t, "layers"), attachment(t, "plain")])
    oc = pikepdf.open(out).Root.OCProperties
    t.eq([str(x.Name) for x in oc.D.OFF], ["Entwurf"], "off")
    t.eq(len(oc.OCGs), 2, "layers")


def test_shared(t):
    """The same fonts and pictures in two parts are stored once."""
    a, b = attachment(t, "scan-colour"), t.path("again.pdf")
    open(b, "wb").write(open(a, "rb").read())
    _, one = merged(t, [a], out="one.pdf")
    _, two = merged(t, [a, b], out="two.pdf")
    t.ok(os.path.getsize(two) - os.path.getsize(one) < 2000, f"{os.path.getsize(one)} and {os.path.getsize(two)} bytes")


def test_variants(t):
    """One run, two outputs: own titles and marks, no word of the other's."""
    text = [f"own {own(t)} 6", "page own 0", "stamp 5 30 30", "page blank 595.276 841.89", "page own 1", f"variant {t.path('v0.pdf')} Exemplar ALPHA", "mark 0.5 G 3 w 100 100 m 500 700 l S", f"variant {t.path('v1.pdf')} Exemplar BETA", "mark 0.5 G 3 w 500 100 m 100 700 l S",
            f"variant {t.path('v2.pdf')} Ohne Zeichen"]
    r = subprocess.run([drive(t), "plan", t.write("plan.txt", "\n".join(text))], stdout=subprocess.PIPE, timeout=60, check=False)
    t.ok(r.returncode == 0, r.stdout.decode())
    files = [t.path(f"v{k}.pdf") for k in range(3)]
    t.verapdf(files, "2a", "ua1")
    for k, (there, absent) in enumerate((("ALPHA", "BETA"), ("BETA", "ALPHA"), ("Ohne", "ALPHA"))):
        structure(t, files[k], f"variant {k}")
        canary(t, files[k], absent)
        t.ok(there in str(pikepdf.open(files[k]).docinfo.Title), "title")
    a, b, c = (pixels(t, f, 2) for f in files)
    t.ok(ImageChops.difference(a, c).getbbox() and ImageChops.difference(a, b).getbbox() and not c.point(lambda v: 255 - v).getbbox(), "marks on the blank page, and none without")


# ---- hostile, and our own faults -----------------------------------------------------------------------
def test_hostile(t):
    """Taken in spite of the judgement: a bad attachment is told with its number, no output is left; what was passed merges."""
    for kind in ("corrupt-content", "element-chain", "bomb"):
        r, out = plan(t, [sample(t, "okertal"), attachment(t, kind)], "force", out=f"{kind}-out.pdf")
        said = r.stdout.decode()
        t.ok(r.returncode == 0 or ("part 1 bad" in said and not os.path.exists(out)), f"{kind}: {said[:300]}")
    for kind in ("object-chain", "page-chain", "many-pages"):
        r, out = plan(t, [attachment(t, kind)], out=f"{kind}-out.pdf")
        t.ok(r.returncode == 0 and os.path.exists(out), f"{kind}: {r.stdout.decode()[:300]}")
    for kind in ("truncated", "locked", "no-pages", "nesting"):
        r, out = plan(t, [attachment(t, kind)], pages=[[0]], out=f"{kind}-out.pdf")
        t.ok(r.returncode == 1 and "bad plan" in r.stdout.decode() and not os.path.exists(out), f"{kind}: {r.stdout.decode()[:300]}")


def test_cut_anywhere(t):
    """A file cut off or changed anywhere is refused or merged, never more."""
    data = awkward.tagged()
    paths = [t.write(f"cut{k}.pdf", data[:len(data) * k // 24]) for k in range(24)]
    for k in range(24):
        at = (k * 2654435761) % len(data)
        paths.append(t.write(f"bent{k}.pdf", data[:at] + bytes([data[at] ^ (1 << k % 8)]) + data[at + 1:]))
    r = subprocess.run([drive(t), "inspect", *paths], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300, check=False)
    said = r.stdout.decode("utf-8", "replace")
    t.eq(len(re.findall(r"\.pdf: (?:ok|refused)", said)), len(paths), "each is judged")
    t.eq(r.stderr, b"", "quietly")
    good = [p for p in paths if f"{p}: ok pages=3" in said]
    t.ok(good, "some can still be read")
    for p in good[:6]:
        r, out = plan(t, [p], pages=[[0, 1, 2]])
        t.ok(r.returncode == 0 or "bad" in r.stdout.decode(), r.stdout.decode()[:300])


def test_bad_plans(t):
    path = attachment(t, "plain")
    head = [f"own {own(t)} 6", f"part {path} Anlage"]
    tail = [f"variant {t.path('bad.pdf')} T"]
    for lines in (["page part 0 9"], ["page own 6"], ["page own 0", "page own 0"], ["page own 0", "scale 0.5 0 0"], ["page own 0", "stamp 0 1 1"], ["page own 0", "bookmark 1 7 open - x"], []):
        r = subprocess.run([drive(t), "plan", t.write("plan.txt", "\n".join(head + lines + tail))], stdout=subprocess.PIPE, timeout=60, check=False)
        t.ok(r.returncode == 1 and b"bad plan" in r.stdout and not os.path.exists(t.path("bad.pdf")), f"{lines}: {r.stdout.decode()[:200]}")
    r = subprocess.run([drive(t), "plan", t.write("plan.txt", "\n".join(head + ["page own 0", "variant stop T"]))], stdout=subprocess.PIPE, timeout=60, check=False)
    t.ok(b"stopped" in r.stdout, "a caller that cannot write stops it")
    r = subprocess.run([drive(t), "plan", t.write("plan.txt", "\n".join([f"own {path} 6", "page own 0"] + tail))], stdout=subprocess.PIPE, timeout=60, check=False)
    t.ok(b"world" in r.stdout, f"an own PDF of another length: {r.stdout}")
