"""Supplements to packs as the clerk has them: the list a pack carries, read back from its PDF; several editions in one call; what is told of a PDF that will not do."""
import email
import email.policy
import json
import os
import random
import re
import shutil
import subprocess
import zlib

import pikepdf

from harness import ROOT
from packing import NAME, attachment, change, pack, pages_of, plain, planted, session, structure
from suites.editions import everything_in_pdf, shown_text
from suites.packsince import NEW_ITEM, THIRD, old_list, supplement


def carried(path):
    with pikepdf.open(path) as pdf:
        own = pdf.Root.PieceInfo.Vorlage
        assert str(own.LastModified).startswith("D:")
        return json.loads(own.Private.Liste.read_bytes())


def without_sizes(x):
    if isinstance(x, dict):
        return {k: without_sizes(v) for k, v in x.items() if k not in ("bytes", "sha256")}
    return [without_sizes(v) for v in x] if isinstance(x, list) else x


def altered(t, path, name, edit):
    """A copy of the PDF with something done to it."""
    out = t.path(name)
    with pikepdf.open(path) as pdf:
        edit(pdf)
        pdf.save(out)
    return out


def test_pack_as_pdf(t):
    """The old pack itself, however it was written, gives the same supplement as its list; that supplement's PDF is good for the next one."""
    source = session(t, pages=2)
    folder = os.path.dirname(source)
    old = old_list(t, source)
    pdf = t.path("out", f"{NAME}.mitglieder.pdf")
    forms = {"as it was written": pdf, "of the folder": t.path("alt", "00_Mappe.pdf")}
    os.makedirs(t.path("alt"))
    shutil.copy(pdf, forms["of the folder"])
    for kind in ("linearize", "compact"):
        r = t.run("pack", "--quiet", source, "--for", "members", f"--{kind}", "-o", t.path(kind + ".pdf"))
        t.eq(r.returncode, 0, r.stderr.decode())
        forms[kind] = t.path(kind + ".pdf")
    r = pack(t, source, "--for", "kern")
    forms["a member's copy"] = t.path("out", f"{NAME}.kern.pdf")
    t.eq(r.returncode, 0, r.stderr.decode())
    forms["saved anew"] = altered(t, pdf, "neu gespeichert.pdf", lambda x: None)
    forms["encrypted, opens without a password"] = t.path("besitzer.pdf")
    subprocess.run(["qpdf", "--encrypt", "", "geheim", "256", "--", pdf, forms["encrypted, opens without a password"]], check=True)
    change(source, THIRD, NEW_ITEM)
    attachment(t, os.path.join(folder, "top4", "neu.pdf"), "OFFENBAR Zusatz", 2)
    r, path = supplement(t, source, os.path.join(old, "sitzung.json"))
    t.eq(r.returncode, 0, r.stderr.decode())
    raw = open(path, "rb").read()
    for what, old_pdf in forms.items():
        os.remove(path)
        r, path = supplement(t, source, old_pdf)
        t.ok(r.returncode == 0 and open(path, "rb").read() == raw, f"{what}: {r.stderr.decode()[:300]}")
    text = plain("\n".join(pages_of(path)))
    t.ok("Nachtrag – Einladung zur" in text and "OFFENBAR Nachgereichtes (neu)" in text, text[:400])
    t.eq(without_sizes(json.load(open(path.replace(".pdf", ".json"), encoding="utf-8"))), carried(path), "a supplement carries the list of all that is now valid")
    r, _ = supplement(t, source, path)
    t.ok(r.returncode == 0 and "[mappe-unveraendert]" in r.stderr.decode(), f"nothing since the supplement: {r.stderr.decode()}")
    change(source, "OFFENBAR Nachgereichtes", "OFFENBAR Nochmals")
    r, _ = supplement(t, source, path)
    second = path.replace("nachtrag", "nachtrag-2")
    t.eq(r.returncode, 0, r.stderr.decode())
    before = len(pages_of(pdf)) + len(pages_of(path))
    text = plain("\n".join(pages_of(second)))
    t.ok(f"Mappe S. {before + 1} " in text and "2. Nachtrag – Einladung" in text and "OFFENBAR Nochmals (geändert)" in text, f"the second goes on behind {before}: {text[:600]}")
    structure(t, second)
    t.verapdf([pdf, path, second], "2a", "ua1")


def test_carried_list_says_no_more(t):
    """What a pack carries is its sitzung.json and nothing else; of the public one not a word that is not public, in any of its copies."""
    source = session(t)
    t.eq(pack(t, source, "--for", "public,members,each", "--folder", "--compact").returncode, 0, "all editions")
    for who in ("oeffentlich", "mitglieder"):
        listed = json.load(open(t.path("out", f"{NAME}.{who}", "sitzung.json"), encoding="utf-8"))
        t.eq(carried(t.path("out", f"{NAME}.{who}.pdf")), without_sizes(listed), who)
    public = [t.path("out", f"{NAME}.{who}.pdf") for who in ("oeffentlich", "moos")]
    for path in public:
        text = json.dumps(carried(path), ensure_ascii=False) + carried_raw(path)
        seen = everything_in_pdf(path) + shown_text(path)
        for w in planted():
            t.ok(w not in text and w.encode() not in seen and w.encode("utf-16-be") not in seen, f"{w} in {os.path.basename(path)}")
    t.ok("KANARIE" in json.dumps(carried(t.path("out", f"{NAME}.mitglieder.pdf"))), "the full one names what it holds")


def carried_raw(path):
    with pikepdf.open(path) as pdf:
        return pdf.Root.PieceInfo.Vorlage.Private.Liste.read_bytes().decode()


def test_pdfs_that_will_not_do(t):
    """No pack, a password, damaged, altered, of another session or edition, hostile: each told with its code, nothing written, an older file unharmed."""
    source = session(t)
    old_list(t, source)
    old_list(t, source, "public")
    good = t.path("out", f"{NAME}.mitglieder.pdf")
    raw = open(good, "rb").read()
    older = t.write(f"out/{NAME}.mitglieder.nachtrag.pdf", "older")

    def private(**entries):
        def edit(pdf):
            for key, value in entries.items():
                pdf.Root.PieceInfo.Vorlage.Private["/" + key] = value(pdf) if callable(value) else value
        return edit

    def stream(data):
        return lambda pdf: pdf.make_stream(data)

    def bomb(pdf):
        s = pdf.make_stream(b"")
        s.write(zlib_zeros(), filter=pikepdf.Name.FlateDecode)
        return s

    def chain(pdf):
        inner = pikepdf.Dictionary()
        for _ in range(30000):
            inner = pdf.make_indirect(pikepdf.Dictionary(Kids=pikepdf.Array([inner])))
        return inner
    other = t.path("other.pdf")
    subprocess.run(["qpdf", "--encrypt", "auf", "geheim", "256", "--", good, other], check=True)
    attachment(t, t.path("papier.pdf"), "OFFENBAR", 1)
    empty = t.write("leer.json", json.dumps({"ausgabe": "voll"}))
    cases = {
        "a paper of ours": (t.path("papier.pdf"), "mappe-liste-keine"),
        "without its list": (altered(t, good, "ohne.pdf", lambda p: p.Root.__delitem__("/PieceInfo")), "mappe-liste-keine"),
        "a list that is no stream": (altered(t, good, "zahl.pdf", private(Liste=7)), "mappe-liste-keine"),
        "private data of another kind": (altered(t, good, "art.pdf", lambda p: p.Root.PieceInfo.Vorlage.__setitem__("/Private", pikepdf.Array([1]))), "mappe-liste-keine"),
        "a password": (other, "mappe-liste-kennwort"),
        "truncated": (t.write("halb.pdf", raw[:len(raw) // 2]), "mappe-liste-kaputt"),
        "a few bytes": (t.write("kopf.pdf", raw[:40]), "mappe-liste-kaputt"),
        "another list": (altered(t, good, "fremd.pdf", private(Liste=stream(b"{}"))), "mappe-liste-kaputt"),
        "another digest": (altered(t, good, "summe.pdf", private(SHA256=pikepdf.String("0" * 64))), "mappe-liste-kaputt"),
        "a bomb": (altered(t, good, "bombe.pdf", private(Liste=bomb)), "mappe-liste-kaputt"),
        "a page less": (altered(t, good, "weniger.pdf", lambda p: p.pages.__delitem__(3)), "mappe-liste-seiten"),
        "a page more": (altered(t, good, "mehr.pdf", lambda p: p.add_blank_page()), "mappe-liste-seiten"),
        "another edition": (t.path("out", f"{NAME}.oeffentlich.pdf"), "mappe-liste-ausgabe"),
        "no list at all": (empty, "mappe-liste"),
    }
    for name, (path, code) in cases.items():
        for lang in ("de", "en"):
            r, out = supplement(t, source, path, "members", "--lang", lang)
            t.ok(r.returncode == 1 and f"[{code}]" in r.stderr.decode() and os.path.basename(path) in r.stderr.decode(), f"{name}: {r.returncode} {r.stderr.decode()[:300]}")
            t.ok("Hinweis:" in r.stderr.decode() or "hint:" in r.stderr.decode(), f"{name}: a hint")
        t.eq(open(older, "rb").read(), b"older", f"{name}: nothing is written")
    deep = altered(t, good, "tief.pdf", private(Mehr=chain))
    r, out = supplement(t, source, deep)
    t.ok(r.returncode in (0, 1) and "[intern" not in r.stderr.decode(), f"a long chain: {r.returncode} {r.stderr.decode()[:200]}")
    change(source, "2025-05-14", "2025-05-15")
    r = t.run("pack", source, "--for", "members", "--since", good, "-d", t.path("out"))
    t.ok(r.returncode == 1 and ("[mappe-liste-sitzung]" in r.stderr.decode() or "termin" in r.stderr.decode()), f"another day: {r.stderr.decode()[:300]}")


def zlib_zeros():
    """3 GB of blanks in 3 MB: one block that stands alone, again and again."""
    c = zlib.compressobj(9)
    part = b" " * (1 << 20)
    head = c.compress(part) + c.flush(zlib.Z_FULL_FLUSH)
    again = c.compress(part) + c.flush(zlib.Z_FULL_FLUSH)
    return head + again * (3 * 1024 - 1) + c.flush()


def test_several_editions(t):
    """The folder of the old packs: each edition finds its own, and of it the last supplement; one that has none is told by name, and then nothing is written."""
    source = session(t)
    out = t.path("out")
    t.eq(pack(t, source, "--for", "public,members,lind").returncode, 0, "the first packs")
    first = set(os.listdir(out))
    change(source, "Großer Saal", "Kleiner Saal")
    r = t.run("pack", source, "--for", "public,chair,members", "--since", out, "-d", out)
    told = r.stderr.decode()
    t.ok(r.returncode == 1 and told.count("[mappe-liste-fehlt]") == 1 and f"{NAME}.vorsitz.pdf" in told, told)
    t.eq(set(os.listdir(out)), first, "nothing is written where one is missing")
    r = t.run("pack", "--quiet", source, "--for", "public,members,each", "--since", out, "-d", out)
    t.eq(r.returncode, 0, r.stderr.decode())
    made = set(os.listdir(out)) - first
    members = {f.split(".")[1] for f in made}
    t.ok({"oeffentlich", "mitglieder", "lind", "kern", "moos"} <= members and all(".nachtrag." in f for f in made), f"each has its supplement, members without a copy of their own to the common pack: {sorted(made)}")
    for who in ("oeffentlich", "mitglieder", "lind", "moos"):
        before, after = pages_of(os.path.join(out, f"{NAME}.{'oeffentlich' if who == 'moos' else who}.pdf")), pages_of(os.path.join(out, f"{NAME}.{who}.nachtrag.pdf"))
        t.ok(re.search(rf"Mappe S\.\s{len(before) + 1}\b", after[0]), f"{who} goes on behind {len(before)}: {after[0][-80:]}")
    for who in ("oeffentlich", "moos"):
        seen = everything_in_pdf(os.path.join(out, f"{NAME}.{who}.nachtrag.pdf"))
        t.eq([w for w in planted() if w.encode() in seen or w.encode("utf-16-be") in seen], [], f"canaries for {who}")
    r = t.run("pack", source, "--for", "public,members", "--since", out, "-d", out)
    t.ok(r.returncode == 0 and r.stderr.decode().count("[mappe-unveraendert]") == 2 and "oeffentlich.nachtrag.pdf" in r.stderr.decode(), f"the last supplement counts: {r.stderr.decode()}")
    change(source, "Kleiner Saal", "Roter Saal")
    os.remove(os.path.join(out, f"{NAME}.mitglieder.nachtrag.pdf"))
    r = t.run("pack", "--quiet", source, "--for", "public,members,kern,lind", "--since", out, "-d", out)
    t.eq(r.returncode, 0, r.stderr.decode())
    t.ok(all(os.path.exists(os.path.join(out, f"{NAME}.{who}.nachtrag-2.pdf")) for who in ("oeffentlich", "mitglieder", "kern", "lind")), f"second supplements, by the list where the PDF is gone: {sorted(os.listdir(out))}")
    r = t.run("pack", source, "--for", "chair,members", "--since", os.path.join(out, f"{NAME}.mitglieder.pdf"), "-d", t.path("andere"))
    t.ok(r.returncode == 1 and "[mappe-liste-ausgabe]" in r.stderr.decode() and not os.path.exists(t.path("andere")), f"large print counts its own pages: {r.stderr.decode()}")
    r = t.run("pack", source, "--for", "public", "--since", t.path("s"), "-d", out)
    t.ok(r.returncode == 1 and "[mappe-liste-fehlt]" in r.stderr.decode(), "a folder without packs")


def test_folder_of_lists(t):
    """Where the PDF is not at hand, the folder of single files or the zip beside it will do; --for given several times asks for all."""
    source = session(t)
    out = t.path("out")
    r = t.run("pack", "--quiet", source, "--for=public", "--for", "members,kern", "--folder", "--zip", "-d", out)
    t.ok(r.returncode == 0 and all(os.path.exists(os.path.join(out, f"{NAME}.{w}.pdf")) for w in ("oeffentlich", "mitglieder", "kern")), r.stderr.decode())
    change(source, "Großer Saal", "Kleiner Saal")
    os.remove(os.path.join(out, f"{NAME}.oeffentlich.pdf"))
    os.remove(os.path.join(out, f"{NAME}.mitglieder.pdf"))
    shutil.rmtree(os.path.join(out, f"{NAME}.mitglieder"))
    r = t.run("pack", "--quiet", source, "--for", "public", "--for", "members", "--since", out, "-d", out)
    t.ok(r.returncode == 0 and all(os.path.exists(os.path.join(out, f"{NAME}.{w}.nachtrag.pdf")) for w in ("oeffentlich", "mitglieder")), r.stderr.decode())


def test_originals_and_messages(t):
    """The untouched originals of the first pack lie in the same folder, hinder no supplement and are not overwritten by it; its messages say that it is one."""
    source = t.path("s", "sitzung.xml")
    shutil.copytree(os.path.join(ROOT, "samples", "sitzung-eschenfurt"), t.path("s"))
    out = t.path("out")
    t.eq(t.run("pack", "--quiet", source, "--for", "members", "-d", out).returncode, 0, "the first pack")
    first = {f: open(os.path.join(out, f), "rb").read() for f in os.listdir(out)}
    change(source, "Ratssaal\"", "Sitzungssaal\"")
    with open(t.path("s", "vorlagen", "096-2025", "anlagen", next(f for f in os.listdir(t.path("s", "vorlagen", "096-2025", "anlagen")) if b"/ByteRange" in open(t.path("s", "vorlagen", "096-2025", "anlagen", f), "rb").read())), "ab") as f:
        f.write(b"\n% changed\n")
    r = t.run("pack", "--quiet", source, "--for", "members,lehmkuhl", "--eml", "--since", out, "-d", out)
    t.eq(r.returncode, 0, r.stderr.decode())
    names = os.listdir(out)
    t.ok(any(f.endswith(".mitglieder.nachtrag.pdf") for f in names) and any(".mitglieder.nachtrag_TOP-08" in f and f.endswith(".original.pdf") for f in names), f"{sorted(names)}")
    t.ok(all(open(os.path.join(out, f), "rb").read() == data for f, data in first.items()), "what was there is as it was")
    with open(os.path.join(out, next(f for f in names if f.endswith(".nachtrag.eml"))), "rb") as f:
        m = email.message_from_binary_file(f, policy=email.policy.default)
    text = m.get_body().get_content()
    t.ok("Nachtrag" in m["Subject"] and "neue und geänderte Unterlagen" in text, f"{m['Subject']}: {text}")


ENGLISH = {"nachtrag": "Supplement", "inhalt-nachtrag": "Contents of the supplement", "neu": "[new]", "geaendert": "[changed]", "entfallen": "[withdrawn]", "bisher": "was", "unterlage": "paper", "anlage-zu": "of"}


def test_words_of_the_style(t):
    """What a supplement says of its changes is worded by the style; an empty word says nothing."""
    source = session(t)
    folder = os.path.dirname(source)
    old_list(t, source)
    old_list(t, source, "public")
    change(source, THIRD, NEW_ITEM)
    attachment(t, os.path.join(folder, "top4", "neu.pdf"), "OFFENBAR Zusatz")
    attachment(t, os.path.join(folder, "010", "anlagen", "plan.pdf"), "OFFENBAR anders")
    change(source, ' status="oeffentlich">OFFENBAR Lageplan', ' status="nichtoeffentlich">OFFENBAR Lageplan')
    words = "".join(f'<wort name="{k}">{v}</wort>' for k, v in ENGLISH.items())
    style = t.write("stil.xml", f'<stil xmlns="urn:x-vorlage:1" name="x"><woerter>{words}</woerter></stil>')
    r = t.run("pack", "--quiet", source, "--for", "members,public", "--since", t.path("out"), "--style", style, "-d", t.path("neu"))
    t.eq(r.returncode, 0, r.stderr.decode())
    full, public = (plain("\n".join(pages_of(t.path("neu", f"{NAME}.{w}.nachtrag.pdf")))) for w in ("mitglieder", "oeffentlich"))
    for word in ("Supplement – Einladung", "Contents of the supplement", "OFFENBAR Nachgereichtes [new]", "[changed]", "Verschiedenes [withdrawn]", "of 010/2025 [changed]"):
        t.ok(word in full, f"{word}: {full[:1500]}")
    t.ok("Einladung: paper [withdrawn]" in public, public[:1500])
    t.ok(not re.search(r"\((neu|geändert|entfallen)\)|Nachtrag", full + public), "no German word is left")
    style = t.write("stumm.xml", '<stil xmlns="urn:x-vorlage:1" name="x"><woerter><wort name="neu"></wort></woerter></stil>')
    r = t.run("pack", "--quiet", source, "--for", "members", "--since", t.path("out"), "--style", style, "-d", t.path("neu"))
    text = plain("\n".join(pages_of(t.path("neu", f"{NAME}.mitglieder.nachtrag.pdf"))))
    t.ok(r.returncode == 0 and "OFFENBAR Nachgereichtes" in text and "(neu)" not in text, "an empty word")


def test_items_that_moved(t):
    """An item put in between: it is new; the one that has moved on says where it was, and its papers are not printed again; one of another title in its place is no change of it."""
    source = session(t)
    folder = os.path.dirname(source)
    with_paper = THIRD.replace(' unterlage="keine"', "").replace("</top>", '<anlage nr="1" datei="top3/plan.pdf" status="oeffentlich">OFFENBAR Plan</anlage></top>')
    change(source, THIRD, with_paper)
    attachment(t, os.path.join(folder, "top3", "plan.pdf"), "OFFENBAR Unverändert")
    old_list(t, source)
    change(source, with_paper, NEW_ITEM.replace('nr="4"', 'nr="3"').replace("top4/neu", "top3/neu") + with_paper.replace('nr="3"', 'nr="4"'))
    attachment(t, os.path.join(folder, "top3", "neu.pdf"), "OFFENBAR Zusatz")
    r, path = supplement(t, source, t.path("out"))
    t.eq(r.returncode, 0, r.stderr.decode())
    text = plain("\n".join(pages_of(path)))
    number = re.search(r"((Ö )?3) OFFENBAR Nachgereichtes \(neu\)", text)
    t.ok(number and f"Verschiedenes (bisher {number.group(1)})" in text and "(geändert)" not in text and "(entfallen)" not in text, text[:1500])
    t.ok("OFFENBAR Zusatz" in text and "OFFENBAR Unverändert" not in text, "only the new one's paper")
    attachment(t, os.path.join(folder, "top3", "plan.pdf"), "OFFENBAR Verändert")
    r, path = supplement(t, source, t.path("out", f"{NAME}.mitglieder.pdf"))
    text = plain("\n".join(pages_of(path)))
    t.ok(f"Verschiedenes (geändert) (bisher {number.group(1)})" in text and "OFFENBAR Verändert" in text, text[:1500])


def attack(t, binary, source, raw, times, label):
    """Bytes of the catalogue and the list changed by chance: a list that holds, or a clear refusal."""
    at, chance = raw.index(b"/PieceInfo"), random.Random(7)
    for k in range(times):
        b = bytearray(raw)
        for _ in range(chance.choice((1, 2, 5, 20))):
            i = chance.randrange(max(0, at - 200), min(len(b) - 1, at + 3000)) if chance.random() < 0.6 else chance.randrange(len(b) - 1)
            if chance.random() < 0.7:
                b[i] = chance.choice(b"0123456789<>[]()/ RobjX\x00\xff{}")
            else:
                del b[i:i + chance.randrange(1, 40)]
        r = t.run("pack", source, "--for", "members", "--since", t.write("angriff.pdf", bytes(b)), "-d", t.path("neu"), "--lang", "en", binary=binary)
        told = r.stderr.decode("utf-8", "replace")
        t.ok(r.returncode in (0, 1) and "Sanitizer" not in told and (r.returncode == 0 or "[mappe-" in told), f"{label} {k}: {r.returncode} {told[:400]}")


def test_hostile(t):
    source = session(t)
    old_list(t, source)
    with pikepdf.open(t.path("out", f"{NAME}.mitglieder.pdf")) as pdf:
        small = pikepdf.Pdf.new()
        for _ in pdf.pages:
            small.add_blank_page()
        small.Root.PieceInfo = small.copy_foreign(pdf.make_indirect(pdf.Root.PieceInfo))
        small.save(t.path("klein.pdf"), compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all)
    raw = open(t.path("klein.pdf"), "rb").read()
    attack(t, t.setup.vorlage, source, raw, 60, "plain")
    attack(t, t.need(t.setup.asan, "the sanitized build"), source, raw, 15, "sanitized")
