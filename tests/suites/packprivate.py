"""What a public attachment holds besides what it shows leaves with no pack; what cannot be taken out is told."""
import email
import email.policy
import io
import os
import re
import zipfile
import zlib

import pikepdf
from PIL import Image, ImageChops

from generate import private
from packing import NAME, change, pages_of, session
from suites.editions import everything_in_pdf, shown_text

SECRET = re.compile(rb"GEHEIM\d\d\d|G\0E\0H\0E\0I\0M|E\0H\0E\0I\0M")


LINE = b"BT /F9 12 Tf 70 300 Td (Der Bieter Muster hat) Tj ET "


def replace_attachment(source, name, data, old="plan.pdf"):
    """The attachment plan.pdf becomes another file."""
    folder = os.path.join(os.path.dirname(source), "010")
    os.remove(os.path.join(folder, "anlagen", old))
    with open(os.path.join(folder, "anlagen", name), "wb") as f:
        f.write(data)
    if name != old:
        change(os.path.join(folder, "vorlage.xml"), f'datei="anlagen/{old}"', f'datei="anlagen/{name}"')


def wrapped(path):
    """Streams within two filters, of which everything_in_pdf takes off none."""
    out = b""
    with pikepdf.open(path) as pdf:
        for o in pdf.objects:
            if isinstance(o, pikepdf.Stream) and isinstance(o.get("/Filter"), pikepdf.Array) and len(o.Filter) > 1 and o.Filter[0] == "/FlateDecode":
                out += zlib.decompress(o.read_raw_bytes())
    return out


def everything_out(t, folder):
    """All bytes that were written, decompressed and not, those of zips and messages too: (name, bytes)."""
    for sub, _, files in os.walk(folder):
        for f in sorted(files):
            path = os.path.join(sub, f)
            raw = open(path, "rb").read()
            yield f, f.encode() + raw
            if f.endswith(".pdf"):
                yield f, everything_in_pdf(path) + shown_text(path) + wrapped(path)
            elif f.endswith(".zip"):
                with zipfile.ZipFile(path) as z:
                    z.extractall(t.path("zip"))
                yield from everything_out(t, t.path("zip"))
            elif f.endswith(".eml"):
                m = email.message_from_bytes(raw, policy=email.policy.default)
                for k, x in enumerate(m.iter_attachments()):
                    p = t.write(f"eml/{k}{x.get_filename()}", x.get_content())
                    yield x.get_filename(), everything_in_pdf(p) + open(p, "rb").read()


def is_clean(t, folder, what):
    seen, n = {}, 0
    for name, data in everything_out(t, folder):
        n += 1
        for w in SECRET.findall(data):
            seen.setdefault(name, set()).add(w)
    t.ok(n > 6 and not seen, f"{what}: {seen}")


def run(t, source, *args):
    r = t.run("pack", source, "--for", "public,members,moos", "--folder", "--zip", "--eml", "-d", t.path("out"), *args)
    t.ok(r.returncode == 0, r.stderr.decode()[-600:])
    return r.stderr.decode()


def image_of(stream):
    """Its dots by PIL."""
    filters = stream.get("/Filter")
    if filters is None or filters == "/FlateDecode":
        return Image.frombytes("RGB", (160, 120), stream.read_bytes())
    return Image.open(io.BytesIO(stream.read_raw_bytes())).convert("RGB")


def test_pdf(t):
    """Metadata of file, pages, pictures, forms, fonts, layers, comments; earlier revisions; what nothing leads to. The pictures stay as they are."""
    source = session(t)
    private.begin()
    data = private.pdf()
    t.ok(private.count() >= 70, f"{private.count()} words")
    path = t.write("a.pdf", data)
    whole = everything_in_pdf(path) + wrapped(path) + data
    t.ok(len(set(re.findall(rb"GEHEIM\d\d\d", whole))) >= private.count() - 6, "they are in the file")
    replace_attachment(source, "plan.pdf", data)
    told = run(t, source)
    is_clean(t, t.path("out"), "PDF")
    t.ok("[anlage-anmerkungen]" in told and "[anlage-eingebettet]" in told and "[anlage-skript]" in told, told)
    path = t.path("out", f"{NAME}.oeffentlich.pdf")
    t.ok("OFFENBAR Anmerkung".encode() in everything_in_pdf(path) and "OFFENBAR gezeigt" in shown_text(path).decode(), "what shows is there")
    want = [im.convert("RGB") for im in (private.painting(), Image.open(io.BytesIO(private.jpeg())), Image.open(io.BytesIO(private.jp2())))]
    with pikepdf.open(path) as pdf:
        got = [image_of(o) for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image" and o.get("/Width") == 160 and o.get("/ColorSpace") != "/DeviceGray"]
    for im in want:
        t.ok(any(x.size == im.size and not ImageChops.difference(x, im).getbbox() for x in got), "each picture has its dots")


def test_conforming_stays_so(t):
    """What is taken out of a conforming attachment does not cost the claim."""
    source = session(t)
    plan = os.path.join(os.path.dirname(source), "010", "anlagen", "plan.pdf")
    private.begin()
    with pikepdf.open(plan, allow_overwriting_input=True) as pdf:
        pdf.pages[0].PieceInfo = private.programs(pdf)
        elem = pdf.Root.StructTreeRoot.K
        while isinstance(elem, pikepdf.Array):
            elem = elem[0]
        elem.A = pikepdf.Array([pikepdf.Dictionary(O=pikepdf.Name.UserProperties, P=pikepdf.Array([pikepdf.Dictionary(N=pikepdf.String(private.secret()), V=pikepdf.String(private.secret()))]))])
        pdf.docinfo["/Firma"] = private.secret()
        pdf.save(plan)
    run(t, source)
    is_clean(t, t.path("out"), "conforming")
    t.verapdf([t.path("out", f"{NAME}.oeffentlich.pdf")], "2a", "ua1")


def test_pictures(t):
    """JPEG with EXIF, GPS, XMP, comments and bytes behind its end; PNG, TIFF likewise."""
    for name, make in (("foto.jpg", private.jpeg), ("foto.png", private.png), ("foto.tif", private.tiff)):
        source = session(t, "s" + name)
        private.begin()
        data = make()
        t.ok(len(set(re.findall(rb"GEHEIM\d\d\d", data))) >= 5, f"{name}: words are in it")
        replace_attachment(source, name, data, "bild.jpg")
        r = t.run("pack", source, "--for", "public,moos", "--folder", "--zip", "--eml", "-d", t.path("out" + name))
        t.ok(r.returncode == 0, r.stderr.decode()[-400:])
        is_clean(t, t.path("out" + name), name)


def test_text_documents(t):
    """Metadata and comments of an ODT do not travel; changes under way are told, for the conversion shows them. A DOCX is told likewise."""
    source = session(t)
    private.begin()
    replace_attachment(source, "text.odt", private.odt())
    r = t.run("pack", source, "--for", "public", "--skip-bad", "-d", t.path("none"), env={"VORLAGE_SOFFICE": "/nonexistent/soffice"})
    said = [x for x in r.stderr.decode().splitlines() if "[anlage-aenderungen]" in x]
    t.ok(len(said) == 1 and ("tracked changes, comments" in said[0] or "verfolgte Änderungen, Kommentare" in said[0]), f"{said}")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        z.writestr("word/document.xml", '<w:document><w:p><w:ins w:id="1"/><w:r><w:rPr><w:vanish/></w:rPr></w:r></w:p></w:document>')
        z.writestr("word/comments.xml", '<w:comments><w:comment w:id="1"/></w:comments>')
    docx = session(t, "docx")
    replace_attachment(docx, "text.docx", out.getvalue())
    for data, many in ((out.getvalue(), 3), (out.getvalue()[:90], 0), (b"no zip at all", 0)):
        with open(os.path.join(os.path.dirname(docx), "010", "anlagen", "text.docx"), "wb") as f:
            f.write(data)
        r = t.run("pack", docx, "--for", "public,members", "--skip-bad", "-d", t.path("none"), env={"VORLAGE_SOFFICE": "/nonexistent/soffice"})
        said = [x for x in r.stderr.decode().splitlines() if "[anlage-aenderungen]" in x]
        t.ok(r.returncode == 0 and (len(said) == 1 and said[0].count(", ") >= many - 1 if many else not said), f"{many}: {said}")
    t.need("soffice", "LibreOffice")
    run(t, source)
    is_clean(t, t.path("out"), "ODT")
    t.ok(any("OFFENBAR Text" in p for p in pages_of(t.path("out", f"{NAME}.oeffentlich.pdf"))), "its text is there")


def test_what_stays_is_told(t):
    """Text outside of the page, cut pictures, text that is painted over; and what a signed original holds, which goes along untouched."""
    source = session(t)
    plan = os.path.join(os.path.dirname(source), "010", "anlagen", "plan.pdf")
    t.ok("[anlage-verborgen]" not in run(t, source), "nothing is hidden in what is in order")
    keep = open(plan, "rb").read()
    for content, words in ((b"BT /F9 12 Tf 70 900 Td (Am Rand vorbei) Tj ET", "außerhalb"), (b"BT /F9 12 Tf 700 300 Td (Am Rand vorbei) Tj ET", "außerhalb"), (b"q 0 0 9 9 re W n BT /F9 12 Tf 70 300 Td (Abgedeckt) Tj ET Q", "außerhalb"),
                           (b"q 100 100 100 50 re W n 200 0 0 200 100 100 cm /Im9 Do Q", "Bild"), (b"q 300 0 0 300 500 300 cm /Im9 Do Q", "Bild"), (b"q 605 0 0 852 -5 -5 cm /Im9 Do Q", None), (b"BT /F9 12 Tf 590 300 Td (  ) Tj ET", None),
                           (LINE + b"0 g 95 295 40 16 re f", "Fläche"), (LINE + b"1 1 1 rg 60 290 400 30 re f", "Fläche"), (LINE + b"0 g 95 295 m 135 295 l 135 311 l 95 311 l h B", "Fläche"), (b"q 0 1 -1 0 400 0 cm " + LINE + b"0 g 60 290 400 30 re f Q", "Fläche"),
                           (b"0.8 g 60 290 400 30 re f 0 g " + LINE, None), (LINE + b"60 296 400 1 re f", None), (LINE + b"60 330 400 30 re f", None), (LINE + b"95 295 m 135 295 l 115 321 l h f", None),
                           (b"BT /F9 12 Tf 70 300 Td (" + b"i" * 90 + b") Tj (mehr) Tj ET", None), (LINE + b"q /G9 gs 1 1 0 rg 60 290 400 30 re f Q", None), (LINE + b"q /G8 gs 1 1 0 rg 60 290 400 30 re f Q", None), (LINE + b"q 0 0 30 30 re W n 60 290 400 30 re f Q", None), (b"3 Tr " + LINE + b"0 g 60 290 400 30 re f", None)):
        with pikepdf.open(io.BytesIO(keep)) as pdf:
            page = pdf.pages[0]
            page.Resources.Font.F9 = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica))
            page.Resources.ExtGState = pikepdf.Dictionary(G8=pikepdf.Dictionary(BM=pikepdf.Name.Multiply), G9=pikepdf.Dictionary(ca=0.4))
            page.Resources.XObject = pikepdf.Dictionary(Im9=private.image(pdf, private.painting().tobytes(), pikepdf.Array([])))
            page.contents_add(b"/Artifact BMC " + content + b" EMC")
            pdf.save(plan)
        r = t.run("pack", source, "--lang", "de", "--for", "public", "-d", t.path("out2"))
        said = [x for x in r.stderr.decode().splitlines() if "[anlage-verborgen]" in x]
        t.ok(r.returncode == 0 and (len(said) == 1 and words in said[0] and "Seite 1" in said[0] if words else not said), f"{content}: {said}")
    from suites.packways import sign
    with open(plan, "wb") as f:
        f.write(keep)
    sign(plan)
    r = t.run("pack", source, "--lang", "de", "--for", "public", "-d", t.path("clean"))
    t.ok("[anlage-unterschrift]" in r.stderr.decode(), "signed")
    private.begin()
    with open(plan, "wb") as f:
        f.write(private.pdf())
    data = sign(plan)
    with open(plan, "ab") as f:
        f.write(private.revised(data)[len(data):])
    r = t.run("pack", source, "--lang", "de", "--for", "public,members", "-d", t.path("out3"))
    said = [x for x in r.stderr.decode().splitlines() if "[anlage-original]" in x]
    t.ok(r.returncode == 0 and len(said) == 1, f"once: {said} {r.stderr.decode()[-300:]}")
    for words in ("frühere Fassung", "Kommentare", "eingebettete Dateien", "Ausführbares", "Vorschaubilder", "Programms"):
        t.ok(words in "".join(said), f"{words}: {said}")
    t.ok(SECRET.search(open(t.path("out3", f"{NAME}.oeffentlich_TOP-02_010-2025_Anlage-1.original.pdf"), "rb").read()), "the original is untouched")
    whole = everything_in_pdf(t.path("out3", f"{NAME}.oeffentlich.pdf"))
    t.ok(not SECRET.search(whole), f"the pack is clean: {set(SECRET.findall(whole))}")
