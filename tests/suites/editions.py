"""Nothing non-public leaves by the public door: words put into every non-public slot, searched in the decompressed outputs."""
import os
import re
import shutil
import subprocess
import zipfile

import pikepdf

from harness import ROOT

FOLDER = os.path.join(ROOT, "tests", "editions")
CANARY = re.compile(r"KANARIE\d\d")


def everything_in_pdf(path):
    """All strings and streams of the file, decompressed; UTF-16 strings also as text."""
    out = []
    with pikepdf.open(path) as pdf:
        for obj in pdf.objects:
            if isinstance(obj, pikepdf.Stream):
                try:
                    out.append(obj.read_bytes())
                except pikepdf.PdfError:
                    out.append(obj.read_raw_bytes())
            collect(obj, out, 0)
    return b"\n".join(out)


def collect(obj, out, depth):
    if depth > 30:
        return
    if isinstance(obj, pikepdf.String):
        out.append(bytes(obj))
        out.append(str(obj).encode())
    elif isinstance(obj, pikepdf.Array):
        for x in obj:
            if not getattr(x, "is_indirect", False):
                collect(x, out, depth + 1)
    elif isinstance(obj, (pikepdf.Dictionary, pikepdf.Stream)):
        for _, v in obj.items():
            if not getattr(v, "is_indirect", False):
                collect(v, out, depth + 1)


def shown_text(path):
    r = subprocess.run(["pdftotext", path, "-"], stdout=subprocess.PIPE)
    return r.stdout


def everything_in_odt(path):
    with zipfile.ZipFile(path) as z:
        return b"\n".join(n.encode() + z.read(n) for n in z.namelist())


def test_canaries(t):
    source = os.path.join(FOLDER, "kanarien.xml")
    planted = sorted(set(CANARY.findall(open(source, encoding="utf-8").read())))
    t.ok(len(planted) >= 20, f"{len(planted)} canaries are planted")
    for edition in ("full", "public"):
        for kind in ("pdf", "odt"):
            r = t.run(kind, "--pdf=a3", source, "--edition", edition, "-o", f"{edition}.{kind}")
            t.ok(r.returncode == 0, f"{edition} {kind}: {r.stderr.decode()[-800:]}")
    full = shown_text(t.path("full.pdf")) + everything_in_pdf(t.path("full.pdf")) + everything_in_odt(t.path("full.odt"))
    public = shown_text(t.path("public.pdf")) + everything_in_pdf(t.path("public.pdf")) + everything_in_odt(t.path("public.odt"))
    for stage in ("flow", "pages", "text"):
        public += t.run("dump", f"--stage={stage}", source, "--edition", "public").stdout
    for c in planted:
        t.ok(c.encode() not in public and c.encode("utf-16-be") not in public, f"{c} is in the public edition")
    for figure in (b"78.123", b"77.123", b"56.222", b"55.222"):
        t.ok(figure not in public, f"{figure} is hidden, or tells what is")
    seen = sum(c.encode() in full for c in planted)
    t.ok(seen >= len(planted) * 2 // 3, f"the full edition shows {seen} of {len(planted)}")
    t.ok(b"OFFENBAR" in public, "public words are there")


def test_hidden_finance_part(t):
    """Rows go with the part they stand in, also where a table or a sentence elsewhere names them."""
    source = os.path.join(FOLDER, "finanzen.xml")
    out = b""
    for kind in ("pdf", "odt", "xml"):
        r = t.run(kind, source, "--edition", "public", "-o", f"f.{kind}")
        t.eq(r.returncode, 0, f"{kind}: {r.stderr.decode()[-500:]}")
    out = shown_text(t.path("f.pdf")) + everything_in_pdf(t.path("f.pdf")) + everything_in_odt(t.path("f.odt")) + open(t.path("f.xml"), "rb").read()
    out += t.run("dump", "--stage=text", source, "--edition=public").stdout
    for word in (b"KANARIE", b"77.123", b"77123"):
        t.ok(word not in out, f"{word} is in the public edition")
    t.ok(b"OFFENBAR" in out, "public words are there")


def test_edition_must_be_given(t):
    source = os.path.join(FOLDER, "kanarien.xml")
    for kind in ("pdf", "odt"):
        r = t.run(kind, source, "-o", f"x.{kind}")
        t.ok(r.returncode == 1 and not os.path.exists(t.path(f"x.{kind}")), f"{kind} without --edition")


def test_non_public_paper_has_no_public_edition(t):
    source = os.path.join(FOLDER, "geschlossen.xml")
    for kind in ("pdf", "odt"):
        r = t.run(kind, source, "--edition", "public", "-o", f"x.{kind}")
        t.ok(r.returncode == 1 and not os.path.exists(t.path(f"x.{kind}")), f"{kind}: {r.stderr.decode()}")
        t.eq(t.run(kind, source, "--edition", "full", "-o", f"x.{kind}").returncode, 0, "the full edition is made")


def test_picture_metadata(t):
    """A JPEG's EXIF, comments and thumbnail do not travel; its colour profile does."""
    source = os.path.join(FOLDER, "kanarien.xml")
    jpeg = open(os.path.join(FOLDER, "bild.jpg"), "rb").read()
    t.ok(b"KANARIENBILD" in jpeg, "the picture holds hidden words")
    for edition in ("full", "public"):
        t.run("pdf", source, "--edition", edition, "-o", "a.pdf")
        t.run("odt", source, "--edition", edition, "-o", "a.odt")
        t.ok(b"KANARIENBILD" not in everything_in_pdf(t.path("a.pdf")), f"{edition} PDF")
        t.ok(b"KANARIENBILD" not in everything_in_odt(t.path("a.odt")), f"{edition} ODT")


def test_every_page_is_marked(t):
    """The full edition of a paper with non-public parts says so on every page, whatever the style's order; twice on none."""
    t.need("pdftotext", "poppler-utils")
    sample = os.path.join(ROOT, "samples", "geteilt")
    shutil.copytree(sample, t.path("g"))
    style = t.path("g", "stil.xml")
    text = open(style, encoding="utf-8").read()
    for name, changed in (("with head", text), ("without head", re.sub(r'<abteilung art="kopf"[^>]*/>', "", text))):
        t.write("g/stil.xml", changed)
        t.eq(t.run("pdf", "--quiet", "--edition", "full", t.path("g", "vorlage.xml"), "-o", t.path("g.pdf")).returncode, 0, name)
        pages = t.tool("pdftotext", t.path("g.pdf"), "-").stdout.decode().split("\f")[:-1]
        t.eq([p.count("NICHTÖFFENTLICH") for p in pages], [1] * len(pages), f"marks, {name}")
