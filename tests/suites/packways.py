"""Ways out of a pack besides the PDF: single files and zip, signed originals, ready messages."""
import email
import email.policy
import hashlib
import json
import os
import re
import shutil
import xml.etree.ElementTree
import zipfile

import pikepdf

from packing import CANARY, NAME, change, pack, pages_of, session
from suites.editions import everything_in_pdf, shown_text


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
    t.ok("NICHTÖFFENTLICH" in "".join(page.itertext()), "the page bears the mark of what it lists")
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


def sign(path):
    """A signature field with a value, as a signed file has it."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        sig = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Sig, Filter=pikepdf.Name("/Adobe.PPKLite"), SubFilter=pikepdf.Name("/adbe.pkcs7.detached"),
                                                   ByteRange=[0, 10, 20, 10], Contents=pikepdf.String("0" * 64)))
        field = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Sig, T="S", V=sig, Rect=[0, 0, 0, 0], F=132, P=pdf.pages[0].obj))
        pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([field, *pdf.pages[0].get("/Annots", [])]))
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[field], SigFlags=3)
        pdf.save(path)
    return open(path, "rb").read()


def test_signed_original(t):
    """The copy in the pack says that the signature holds only in the original, which goes beside it byte for byte."""
    source = session(t)
    plan = sign(os.path.join(os.path.dirname(source), "010", "anlagen", "plan.pdf"))
    r = t.run("pack", source, "--for", "public", "-d", t.path("out"))
    t.ok(r.returncode == 0 and "[anlage-unterschrift]" in r.stderr.decode(), r.stderr.decode()[:500])
    beside = t.path("out", f"{NAME}.oeffentlich_TOP-02_010-2025_Anlage-1.original.pdf")
    t.ok(os.path.exists(beside) and open(beside, "rb").read() == plan, f"{os.listdir(t.path('out'))}")
    t.eq(t.run("pack", "--quiet", source, "--for", "public", "--folder", "--zip", "-d", t.path("out")).returncode, 0, "single files")
    name, folder = "TOP-02_010-2025_Anlage-1.original.pdf", t.path("out", f"{NAME}.oeffentlich")
    t.ok(open(os.path.join(folder, name), "rb").read() == plan, "in the folder, for a USB stick")
    t.eq([n for n in os.listdir(folder) if "original" in n], [name], "no other")
    with zipfile.ZipFile(folder + ".zip") as z:
        t.ok(z.read(name) == plan, "in the zip")
    t.ok(f'href="{name}"' in open(os.path.join(folder, "index.html"), encoding="utf-8").read(), "linked in the overview")
    listed = [f for part in json.load(open(os.path.join(folder, "sitzung.json"), encoding="utf-8"))["teile"] for f in part["dateien"] if "original" in f]
    t.eq([(f["original"], f["original_sha256"]) for f in listed], [(name, hashlib.sha256(plan).hexdigest())], "in the list for programs")


def test_messages(t):
    """A ready message for each member with an address: their own edition attached, nothing of the others', equal bytes."""
    source = session(t)
    for out in ("eins", "zwei"):
        r = t.run("pack", "--quiet", source, "--for", "each", "--eml", "-d", t.path(out), env={"TZ": "Asia/Tokyo" if out == "zwei" else "UTC"})
        t.eq(r.returncode, 0, r.stderr.decode())
    t.eq(sorted(n for n in os.listdir(t.path("eins")) if n.endswith(".eml")), [f"{NAME}.moos.eml"], "who has an address gets one")
    raw = open(t.path("eins", f"{NAME}.moos.eml"), "rb").read()
    t.ok(raw == open(t.path("zwei", f"{NAME}.moos.eml"), "rb").read(), "the same bytes elsewhere")
    t.ok(max(len(x) for x in raw.split(b"\r\n")) <= 78 and b"\n" not in raw.replace(b"\r\n", b"") and raw.isascii(), f"short lines of ASCII: {max(raw.split(bytes((13, 10))), key=len)}")
    m = email.message_from_bytes(raw, policy=email.policy.default)
    t.eq((m["To"].addresses[0].addr_spec, m["To"].addresses[0].display_name, m["From"].addresses[0].addr_spec), ("mia.moos@obertal.example", "Mia Moos", "rathaus@obertal.example"), "addresses")
    t.ok(str(m["Subject"]).replace("\u00a0", " ") == "Sitzung des Gemeinderats am 14. Mai 2025" and m["Date"].datetime.date().isoformat() == "2025-05-02" and not m.defects, f"{m['Subject']!r} {m['Date']}")
    t.ok("Guten Tag Mia Moos" in m.get_body().get_content(), "the salutation")
    files = list(m.iter_attachments())
    t.eq([(f.get_filename(), f.get_content_type()) for f in files], [(f"{NAME}.moos.pdf", "application/pdf")], "one attachment")
    t.ok(files[0].get_content() == open(t.path("eins", f"{NAME}.moos.pdf"), "rb").read(), "their own edition")
    t.ok(not CANARY.search(m.as_string()), "no canary in the message")


def test_messages_hold_the_originals(t):
    """What is signed lies in the message untouched, each once, named in its text; never what its member may not see. Read by two others."""
    source = session(t)
    folder = os.path.dirname(source)
    plan, secret = sign(os.path.join(folder, "010", "anlagen", "plan.pdf")), sign(os.path.join(folder, "top-n1", "KANARIE24.pdf"))
    change(os.path.join(folder, "mitglieder.xml"), 'id="lind"', 'id="lind" email="lind@obertal.example"')
    r = t.run("pack", source, "--for", "each", "--eml", "-d", t.path("out"))
    t.ok(r.returncode == 0 and "[mappe-nachricht-gross]" not in r.stderr.decode(), r.stderr.decode()[-300:])
    open_name, closed_name = f"{NAME}_TOP-02_010-2025_Anlage-1.original.pdf", f"{NAME}_TOP-N01_Anlage-1.original.pdf"
    for who, originals in (("moos", {open_name: plan}), ("lind", {open_name: plan, closed_name: secret})):
        want = {f"{NAME}.{who}.pdf": open(t.path("out", f"{NAME}.{who}.pdf"), "rb").read(), **originals}
        raw = open(t.path("out", f"{NAME}.{who}.eml"), "rb").read()
        m = email.message_from_bytes(raw, policy=email.policy.default)
        t.ok(not m.defects and not any(p.defects for p in m.walk()), f"{who}: by the book")
        t.eq({f.get_filename(): hashlib.sha256(f.get_content()).hexdigest() for f in m.iter_attachments()}, {n: hashlib.sha256(b).hexdigest() for n, b in want.items()}, f"{who}: what is enclosed")
        text = m.get_body().get_content().replace("\u00a0", " ")
        t.ok("Signaturen" in text and all(n in text for n in originals) and (who == "lind") == (closed_name in text), f"{who}: {text}")
        t.ok("Vorlage 010/2025 – Anlage 1: " + open_name in text, f"named with its place: {text}")
        t.ok(max(len(x) for x in raw.split(b"\r\n")) <= 78 and raw.isascii(), f"short lines of ASCII: {max(raw.split(bytes((13, 10))), key=len)}")
        t.need("munpack", "mpack")
        os.makedirs(t.path(who))
        t.tool("munpack", "-q", "-f", t.path("out", f"{NAME}.{who}.eml"), cwd=t.path(who))
        for n, b in want.items():
            t.ok(open(t.path(who, n), "rb").read() == b, f"{who}: munpack finds {n}")
    moos = email.message_from_bytes(open(t.path("out", f"{NAME}.moos.eml"), "rb").read(), policy=email.policy.default)
    for f in moos.iter_attachments():
        path = t.write("moos.pdf", f.get_content())
        whole = everything_in_pdf(path) + shown_text(path)
        t.ok(not CANARY.search(whole.decode("latin-1")), f"{f.get_filename()} holds nothing that is not public")


def test_one_original_in_two_places(t):
    source = session(t)
    folder = os.path.dirname(source)
    plan = os.path.join(folder, "010", "anlagen", "plan.pdf")
    sign(plan)
    shutil.copy(plan, os.path.join(folder, "niederschriften", "offen.pdf"))
    t.eq(pack(t, source, "--for", "moos", "--eml").returncode, 0, "made")
    m = email.message_from_bytes(open(t.path("out", f"{NAME}.moos.eml"), "rb").read(), policy=email.policy.default)
    names = [f.get_filename() for f in m.iter_attachments()]
    text = m.get_body().get_content()
    t.ok(len(names) == 2 and text.count(names[1]) == 2, f"once enclosed, twice named: {names} {text}")


def test_messages_for_nobody(t):
    """--eml where nobody gets one is told."""
    source = session(t)
    for who in ("public", "members,chair"):
        r = t.run("pack", source, "--for", who, "--eml", "-d", t.path("out"))
        t.ok(r.returncode == 2 and not os.path.exists(t.path("out")), f"{who}: {r.stderr.decode()[-300:]}")
    r = t.run("pack", source, "--for", "public,lind", "--eml", "-d", t.path("out"))
    t.ok(r.returncode == 0 and b"[mappe-ohne-nachricht]" in r.stderr and not [n for n in os.listdir(t.path("out")) if n.endswith(".eml")], f"no address: {r.stderr.decode()[-300:]}")
    r = t.run("pack", source, "--for", "public,each", "--eml", "-d", t.path("out"))
    t.ok(b"[mappe-ohne-nachricht]" not in r.stderr, "one has an address")


def test_a_message_beyond_what_servers_take(t):
    source = session(t)
    plan = os.path.join(os.path.dirname(source), "010", "anlagen", "plan.pdf")
    with pikepdf.open(plan, allow_overwriting_input=True) as pdf:
        noise = pikepdf.Stream(pdf, os.urandom(2400 * 2400 * 3), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=2400, Height=2400, ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8)
        name = pdf.pages[0].add_resource(noise, pikepdf.Name.XObject)
        pdf.pages[0].contents_add(f"/Artifact BMC q 200 0 0 200 200 300 cm {name} Do Q EMC".encode())
        pdf.save(plan)
    r = t.run("pack", source, "--for", "each", "--eml", "-d", t.path("out"))
    said = [x for x in r.stderr.decode().splitlines() if "[mappe-nachricht-gross]" in x]
    t.ok(r.returncode == 0 and len(said) == 1 and "20 MB" in said[0] and f"{NAME}.moos.eml" in said[0] and os.path.exists(t.path("out", f"{NAME}.moos.eml")), f"told and written: {said}")
