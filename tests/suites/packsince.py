"""Supplements: only what is new or changed since an earlier list, marked, numbered on; faulty lists."""
import json
import os
import re
import zipfile

import pikepdf

from packing import NAME, attachment, change, pack, pages_of, plain, planted, session, structure
from suites.editions import everything_in_pdf, shown_text

NEW_ITEM = '<top nr="4" status="oeffentlich"><betreff>OFFENBAR Nachgereichtes</betreff><anlage nr="1" datei="top4/neu.pdf" status="oeffentlich">OFFENBAR Zusatz</anlage></top>'
THIRD = '<top nr="3" status="oeffentlich" unterlage="keine"><betreff>Verschiedenes</betreff></top>'


def old_list(t, source, edition="members"):
    """The pack as it was, with its list; the folder that holds it."""
    t.eq(pack(t, source, "--for", edition, "--folder", "--zip").returncode, 0, "the earlier pack")
    return t.path("out", f"{NAME}.{'oeffentlich' if edition == 'public' else 'mitglieder'}")


def supplement(t, source, old, who="members", *args):
    r = t.run("pack", source, "--for", who, "--since", old, "-d", t.path("out"), *args)
    name = {"public": "oeffentlich", "members": "mitglieder"}.get(who, who)
    return r, t.path("out", f"{NAME}.{name}.nachtrag.pdf")


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
    cases = (("010/vorlage.xml", "OFFENBAR", "OFFENBAR Wort", "010/2025", 1), ("010/vorlage.xml", "schadhaft", "brüchig", "010/2025", 1), ("sitzung.xml", "Großer Saal", "Kleiner Saal", "Kleiner Saal", 0),
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


def test_what_the_agenda_says_of_an_item(t):
    """An item that was taken off, or of which the agenda says anything else, is marked as changed, in letter and contents list; a list without these digests is still read."""
    source = session(t)
    old = old_list(t, source)
    for attribute, word in (('abgesetzt="ja"', "abgesetzt"), ('vortrag="Frau Winter"', "Frau Winter")):
        other = session(t, word.replace(" ", ""))
        change(other, '<top nr="2" status="oeffentlich"', f'<top nr="2" status="oeffentlich" {attribute}')
        for list_, marked in ((old, True), (t.write("alt.json", re.sub(r'("titel": "[^"]*"), "inhalt": "[0-9a-f]{64}", "oeffentlich"', r'\1, "oeffentlich"', open(os.path.join(old, "sitzung.json"), encoding="utf-8").read())), False)):
            out = t.path("out" + word + str(marked))
            r = t.run("pack", "--quiet", other, "--for", "members", "--since", list_, "-d", out)
            t.eq(r.returncode, 0, r.stderr.decode())
            letter, contents = (plain(" ".join(pages_of(os.path.join(out, f"{NAME}.mitglieder.nachtrag.pdf"))[i::2])) for i in (0, 1))
            t.ok(word in letter + contents, f"{word} is said")
            t.eq((letter + contents).count("(geändert)"), 2 if marked else 0, f"{word}: marked in the agenda and the contents list")
