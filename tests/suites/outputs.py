"""Every sample as PDF and ODT, before the reference validators and our own stricter checks."""
import base64
import os
import re
import shutil
import subprocess
import threading
import xml.etree.ElementTree as ET
import zipfile

import odtwalk
import pdfwalk
from harness import ROOT, samples

_lock = threading.Lock()
_made = {}


def slug(path):
    return os.path.relpath(path, os.path.join(ROOT, "samples")).replace("/", "_")[:-4]


def outputs(t):
    """All samples rendered once, below build/outputs: [(sample, edition, pdf, odt)]."""
    with _lock:
        if "all" in _made:
            return _made["all"]
        folder = os.path.join(t.setup.build, "outputs")
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        made = []
        for path in samples():
            for edition in ("full", "public"):
                stem = os.path.join(folder, f"{slug(path)}.{edition}")
                ok = True
                for kind in ("pdf", "odt"):
                    r = t.run(kind, path, "--edition", edition, "-o", f"{stem}.{kind}", timeout=600)
                    if b"[flow-nichtoeffentlich]" in r.stderr or b"[nichtoeffentlich]" in r.stderr:
                        ok = False
                        continue
                    t.ok(r.returncode == 0, f"{slug(path)} {edition} {kind}: {r.stderr.decode()[-600:]}")
                    ok = ok and r.returncode == 0
                if ok:
                    made.append((path, edition, stem + ".pdf", stem + ".odt"))
        _made["all"] = made
        return made


def flow_text(t, path, edition):
    return t.run("dump", "--stage=text", path, "--edition", edition, timeout=600).stdout.decode()


def test_render(t):
    t.ok(len(outputs(t)) >= 10, "there are samples")


def test_verapdf(t):
    t.verapdf([o[2] for o in outputs(t)], "2a", "ua1")


def test_qpdf_and_mutool(t):
    t.need("qpdf", "qpdf")
    t.need("mutool", "mutool")
    for _, _, pdf, _ in outputs(t):
        r = t.tool("qpdf", "--check", pdf)
        t.ok(r.returncode == 0, f"qpdf {pdf}: {r.stdout.decode()[-400:]}")
        r = t.tool("mutool", "clean", pdf, t.path("c.pdf"))
        t.ok(r.returncode == 0 and b"error" not in r.stdout and b"warning" not in r.stdout, f"mutool {pdf}: {r.stdout.decode()[-400:]}")


def test_odf_validator(t):
    odts = [o[3] for o in outputs(t)]
    jar = t.need(os.path.join(t.setup.tools, "odfvalidator-jar-with-dependencies.jar"), "ODF Validator")
    r = subprocess.run(["java", "-jar", jar, "-c", "-w", *odts], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=900)
    text = r.stdout.decode()
    bad = [x for x in text.splitlines() if "Error" in x or "Warning" in x or "Fatal" in x]
    t.ok(not bad and r.returncode == 0, "\n".join(bad)[:2000] or text[-500:])
    for odt in odts:
        t.ok(odt in text or not bad, odt)


def test_structure_text_is_flow_text(t):
    for path, edition, pdf, _ in outputs(t):
        w = pdfwalk.Walker(pdf)
        got = pdfwalk.words("".join(w.blocks()))
        want = pdfwalk.words(flow_text(t, path, edition))
        same(t, got, want, f"{os.path.basename(pdf)}: text by structure")
        t.ok(not w.faults, f"{os.path.basename(pdf)}: {w.faults[:5]}")
        t.ok(not w.outside, f"{os.path.basename(pdf)}: text outside marked content {w.outside[:3]}")
        faults = pdfwalk.accessible(w)
        t.ok(not faults, f"{os.path.basename(pdf)}: {faults[:5]}")


def same(t, got, want, what):
    if got == want:
        return t.ok(True, what)
    i = next((k for k, (a, b) in enumerate(zip(got, want)) if a != b), min(len(got), len(want)))
    return t.ok(False, f"{what}: differs at {i}: want ...{want[max(0, i - 40):i + 40]!r} got ...{got[max(0, i - 40):i + 40]!r}")


def test_structure_text_by_poppler(t):
    t.need("pdfinfo", "poppler-utils")
    for path, edition, pdf, _ in outputs(t):
        r = subprocess.run(["pdfinfo", "-struct-text", pdf], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        text = "".join(m for m in re.findall(r'"((?:[^"\\]|\\.)*)"', r.stdout.decode("utf-8", "replace")))
        # it does not look at ActualText there: hyphens at line ends come as "-", so all hyphens stay out of the comparison
        want = pdfwalk.words(flow_text(t, path, edition)).replace('"', "").replace("-", "")
        got = pdfwalk.words(text).replace("-", "")
        # poppler shows alternative texts as well and cuts quotation marks: every sentence of the flow must be found in order
        at = 0
        missing = None
        for piece in re.findall(r".{1,40}", want):
            k = got.find(piece, at)
            if k < 0:
                missing = piece
                break
            at = k + len(piece)
        t.ok(missing is None or len(want) > 60000, f"{os.path.basename(pdf)}: poppler's structure lacks {missing!r}")


def test_copying(t):
    """Copying by reading order of the pages gives the flow's words (running lines aside)."""
    t.need("pdftotext", "poppler-utils")
    for path, edition, pdf, _ in outputs(t):
        r = subprocess.run(["pdftotext", "-raw", pdf, "-"], stdout=subprocess.PIPE)
        text = re.sub(r"-\n|\u00ad\n?", "", r.stdout.decode())
        have = set(re.findall(r"[A-Za-zÄÖÜäöüß]{4,}", text))
        want = set(re.findall(r"[A-Za-zÄÖÜäöüß]{4,}", flow_text(t, path, edition).replace("\u00ad", "")))
        lost = sorted(x for x in want - have if not any(x in h for h in have))
        t.ok(len(lost) <= len(want) // 100, f"{os.path.basename(pdf)}: copying loses {lost[:10]}")


def letters(text):
    """Only letters, words not divided: what no reader may lose or turn round."""
    return re.sub(r"[\W\d_]+", "", text)


def pdfjs_pages(t, pdfs):
    """Pages of each file as pdf.js copies them; a word divided at a line's end is put together again as pdf.js's own search does it."""
    node, jar = t.need("node", "Node.js"), t.need(os.path.join(t.setup.tools, "pdfjs-dist.jar"), "pdf.js")
    with zipfile.ZipFile(jar) as z:
        for name in z.namelist():
            if re.search(r"/legacy/build/pdf(\.worker)?\.js$", name):
                t.write(os.path.basename(name), z.read(name))
    r = subprocess.run([node, os.path.join(ROOT, "tests", "pdfjs.cjs"), t.path("pdf.js"), *pdfs], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=600)
    t.ok(r.returncode == 0, f"pdf.js: {r.stderr.decode()[-600:]}")
    return [re.sub(r"(?<=[a-zäöüß])-\n(?=[a-zäöüß])", "", text).split("\f") for text in r.stdout.decode().split("\x1d")[:-1]]


def within(part, pages):
    """The letters stand on one page in one piece, or end one page's text and go on on the next."""
    if any(part in p for p in pages):
        return True
    return any(part[:k] in a and part[k:] in b for a, b in zip(pages, pages[1:]) for k in range(1, len(part)) if part[:k] in a)


def test_copying_pdfjs(t):
    """The browser's reader gives whole words, in order: each paragraph of the flow in one piece."""
    made = [o for o in outputs(t) if os.sep + "lang" + os.sep not in o[0]]
    for (path, edition, pdf, _), pages in zip(made, pdfjs_pages(t, [o[2] for o in made])):
        want = flow_text(t, path, edition).replace("\u00ad", "")
        pieces = sorted(set(re.findall(r"[^\W\d_]+", want)) - set(re.findall(r"[^\W\d_]+", "\f".join(pages))))
        t.eq(pieces, [], f"{os.path.basename(pdf)}: words that are not whole")
        have = [letters(p) for p in pages]
        lost = [line for line in want.splitlines() if letters(line) and not within(letters(line), have)]
        t.ok(not lost, f"{os.path.basename(pdf)}: pdf.js has not in one piece: {lost[:4]}")


def test_odt_text_is_flow_text(t):
    for path, edition, _, odt in outputs(t):
        got = pdfwalk.words(odtwalk.text(odt))
        same(t, got, pdfwalk.words(flow_text(t, path, edition)), f"{os.path.basename(odt)}: text")
        faults = odtwalk.faults(odt) + odtwalk.formatting(odt)
        t.ok(not faults, f"{os.path.basename(odt)}: {faults[:5]}")


UA_EXPORT = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"},"SelectPdfVersion":{"type":"long","value":"2"}}'


def test_libreoffice_exports_pdf_ua(t):
    """What LibreOffice itself makes of our ODT is accessible, where its own faults (links, footnotes) have no part."""
    t.need("soffice", "LibreOffice")
    odts = []
    for _, edition, _, odt in outputs(t):
        with zipfile.ZipFile(odt) as z:
            content = z.read("content.xml") + z.read("styles.xml")
        if not re.search(rb"<text:(a|note|bookmark-ref|sequence-ref|reference-ref) ", content):
            odts.append(odt)
    t.ok(len(odts) >= 2, f"{len(odts)} samples without links and footnotes")
    t.tool("soffice", f"-env:UserInstallation=file://{t.path('profile')}", "--headless", "--convert-to", UA_EXPORT, "--outdir", t.path("ua"), *odts, timeout=600)
    pdfs = [os.path.join(t.path("ua"), os.path.basename(o)[:-4] + ".pdf") for o in odts]
    t.verapdf(pdfs, "ua1")


def test_flat_odt(t):
    """.fodt holds the same elements as the package, pictures included; LibreOffice opens it."""
    t.need("soffice", "LibreOffice")
    flats = []
    for path, edition, _, odt in outputs(t):
        flat = t.path(os.path.basename(odt)[:-4] + ".fodt")
        t.eq(t.run("odt", "--flat", "--quiet", "--edition", edition, path, "-o", flat, timeout=600).returncode, 0, flat)
        tree, flats = ET.parse(flat).getroot(), flats + [flat]
        with zipfile.ZipFile(odt) as z:
            body = ET.fromstring(z.read("content.xml")).find(odtwalk.q("office:body"))
            pictures = sorted(base64.b64encode(z.read(n)).decode() for n in z.namelist() if n.startswith("Pictures/"))
        t.eq([e.tag for e in tree], [odtwalk.q("office:" + n) for n in ("meta", "settings", "font-face-decls", "styles", "automatic-styles", "master-styles", "body")], "its parts")
        t.eq(sorted({e.text for e in tree.iter(odtwalk.q("office:binary-data"))}), pictures, f"{flat}: pictures")
        same(t, "".join(tree.find(odtwalk.q("office:body")).itertext()).replace("".join(pictures), ""), "".join(body.itertext()), "text") if not pictures else None
        names = [s.get(odtwalk.q("style:name")) + s.get(odtwalk.q("style:family"), "") for s in tree.iter(odtwalk.q("style:style"))]
        t.eq(len(names), len(set(names)), f"{flat}: each style once")
    r = t.tool("soffice", f"-env:UserInstallation=file://{t.path('profile')}", "--headless", "--convert-to", "pdf", "--outdir", t.path("flat"), *flats[:4], timeout=600)
    for f in flats[:4]:
        t.ok(os.path.exists(os.path.join(t.path("flat"), os.path.basename(f)[:-5] + ".pdf")), f"{f}: {r.stdout.decode()[-200:]}")


def test_odt_fields_have_styles(t):
    """Each datum of the head and the Beratungsfolge stands in a style of its own name."""
    for path, edition, _, odt in outputs(t):
        content, styles, _ = odtwalk.parts(odt)
        used = {p.get(odtwalk.q("text:style-name")) for p in content.iter(odtwalk.q("text:p"))}
        t.ok(any(u and u.startswith("Vorlage_20_Kopf_20_") and u not in ("Vorlage_20_Kopf_20_Wert", "Vorlage_20_Kopf_20_Bezeichnung") for u in used), f"{odt}: head {sorted(filter(None, used))}")
        if "<beratung " in open(path, encoding="utf-8").read():
            t.ok("Vorlage_20_Beratung_20_Gremium" in used, f"{odt}: Beratungsfolge")


def test_odt_opens(t):
    t.need("soffice", "LibreOffice")
    made = outputs(t)
    odts = [o[3] for o in made]
    out = t.path("lo")
    r = t.tool("soffice", f"-env:UserInstallation=file://{t.path('profile')}", "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", out, *odts, timeout=600)
    for path, edition, _, odt in made:
        txt = os.path.join(out, os.path.basename(odt)[:-4] + ".txt")
        if not t.ok(os.path.exists(txt), f"{odt} opens: {r.stdout.decode()[-300:]}"):
            continue
        have = pdfwalk.words(open(txt, encoding="utf-8-sig").read())
        at, lost = 0, None
        for line in flow_text(t, path, edition).splitlines():
            piece = pdfwalk.words(line)[:30]
            if not piece or re.match(r"^(\[?\d+\]?|[•–])", line.strip()):
                continue
            k = have.find(piece, at)
            if k < 0:
                k = have.find(piece)
            if k < 0:
                lost = piece
                break
        t.ok(lost is None, f"{os.path.basename(odt)} in LibreOffice lacks {lost!r}")


def test_metadata(t):
    for path, edition, pdf, odt in outputs(t):
        w = pdfwalk.Walker(pdf)
        xmp = w.pdf.Root.Metadata.read_bytes().decode()
        t.ok("<pdfaid:part>2</pdfaid:part>" in xmp and "pdfuaid:part" in xmp, "XMP claims")
        t.ok(str(w.pdf.Root.Lang).startswith("de"), "language")
        t.ok(str(w.pdf.docinfo.get("/Title", "")), "title")
        t.ok(str(w.pdf.Root.ViewerPreferences.DisplayDocTitle) == "True" or w.pdf.Root.ViewerPreferences.DisplayDocTitle is True, "title is displayed")
        t.ok("/Outlines" in w.pdf.Root, "bookmarks")
        with zipfile.ZipFile(odt) as z:
            t.ok(b"<dc:title>" in z.read("meta.xml"), "ODT title")


def test_pages(t):
    """No page is empty, none in the middle a third full only, nothing runs off the paper."""
    for path, edition, pdf, _ in outputs(t):
        r = subprocess.run(["pdftotext", "-bbox", pdf, "-"], stdout=subprocess.PIPE)
        text = r.stdout.decode()
        for n, page in enumerate(text.split("<page ")[1:], 1):
            w, h = map(float, re.search(r'width="([\d.]+)" height="([\d.]+)"', page).groups())
            boxes = [tuple(map(float, b)) for b in re.findall(r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)"', page)]
            t.ok(boxes, f"{os.path.basename(pdf)} page {n} is empty")
            off = [b for b in boxes if b[0] < 20 or b[2] > w - 10 or b[1] < 5 or b[3] > h - 5]
            t.ok(not off, f"{os.path.basename(pdf)} page {n}: words off the page {off[:3]}")


def test_list_in_a_table_in_a_list(t):
    """A list within a cell leaves the one around its table as it was: numbers stay numbers in the ODT."""
    path = t.write("v.xml", """<vorlage xmlns="urn:x-vorlage:1" nummer="1/2026" art="bericht" status="oeffentlich"><kopf><betreff>Listen</betreff></kopf>
<begruendung><liste art="nummern"><punkt>eins
<tabelle><spalte/><zeile><zelle>Zelle <liste><punkt>innen</punkt></liste></zelle></zeile></tabelle></punkt><punkt>zwei</punkt></liste></begruendung></vorlage>""")
    r = t.run("odt", path, "--edition", "full", "-o", t.path("v.odt"))
    t.ok(r.returncode == 0, r.stderr.decode())
    same(t, pdfwalk.words(odtwalk.text(t.path("v.odt"))), pdfwalk.words(flow_text(t, path, "full")), "text of the ODT")
