"""Ways out of a pack besides the PDF: single files and zip, signed originals, ready messages."""
import email
import email.policy
import hashlib
import json
import os
import re
import xml.etree.ElementTree
import zipfile

import pikepdf

from packing import CANARY, NAME, pack, pages_of, session


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
