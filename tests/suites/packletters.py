"""Letters of a session: places, addresses, one print file, as ODT."""
import os
import re
import subprocess
import zipfile

import pikepdf

from packing import change, pages_of, session


def words_with_places(path, page):
    """(text, x0, y0, x1, y1) in mm from the paper's upper left corner."""
    out = subprocess.run(["pdftotext", "-bbox", "-f", str(page), "-l", str(page), path, "-"], stdout=subprocess.PIPE).stdout.decode()
    mm = 25.4 / 72
    return [(w, *(float(v) * mm for v in box)) for *box, w in re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', out)]


def test_letters(t):
    """One letter a member in one print file: address in the window, sheets of its own, printed as it is."""
    source = session(t)
    for form, top in (("b", 45), ("a", 27)):
        style = t.write("stil.xml", f'<stil xmlns="urn:x-vorlage:1" name="x"><brief form="{form}"><briefangabe titel="Unser Zeichen">GR {{nummer}}</briefangabe></brief></stil>')
        path = t.path(f"{form}.pdf")
        r = t.run("letter", "--quiet", source, "--style", style, "--duplex", "-o", path)
        t.eq(r.returncode, 0, r.stderr.decode())
        with pikepdf.open(path) as pdf:
            n = len(pdf.pages)
            t.ok(n % 2 == 0 and pdf.Root.ViewerPreferences.PrintScaling == "/None" and pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge", "page-exact")
        starts = [i + 1 for i, p in enumerate(pages_of(path)) if "Tagesordnung" in p and "Einladung zur" in p]
        t.ok(len(starts) == 2 and all(s % 2 for s in starts), f"two letters by post, each on the right: {starts}")
        for s in starts:
            words = words_with_places(path, s)
            zone = [w for w in words if w[2] > top + 17 and w[4] < top + 46 and w[1] < 110]
            t.ok(len(zone) >= 6, f"form {form}, page {s}: {zone}")
            for w, x0, y0, x1, y1 in zone:  # the box of a face is 1 mm deeper than its letters
                t.ok(x0 >= 23 and x1 <= 105 and y0 >= top + 17 and y1 - 1 <= top + 45, f"form {form}: {w} at {x0:.1f} {y0:.1f} is in the window")
            heights = {round(w[4] - w[2], 1) for w in zone}
            t.ok(len(heights) == 1, f"one size: {heights}")
            sender = [w for w in words if w[0].startswith("Obertal") and top < w[2] < top + 6]
            t.ok(sender, "the return line is in its place")
            t.ok(any(w[0] == "Zeichen" and w[1] >= 124 and top + 4 < w[2] for w in words), "the information block is in its place")
            t.ok(all(w[2] > top + 45 for w in words if w[0] == "Einladung"), "the subject is below")
        austria = " ".join(w[0] for w in words_with_places(path, starts[1]))
        t.ok("ÖSTERREICH" in austria, "the foreign country in capitals")
        t.verapdf([path], "2a", "ua1")
    marks = t.run("letter", "--quiet", source, "--for", "lind", "-o", t.path("one.pdf"))
    t.eq(marks.returncode, 0, marks.stderr.decode())
    with pikepdf.open(t.path("one.pdf")) as pdf:
        content = pdf.pages[0].Contents
        data = b"".join(c.read_bytes() for c in (content if isinstance(content, pikepdf.Array) else [content]))
    rules = [float(y) for x, y in re.findall(rb"([\d.]+) ([\d.]+) [\d.]+ 0\.4 re", data) if float(x) < 20]
    t.eq([round(297 - (y + 0.4) * 25.4 / 72) for y in rules], [105, 148, 210], "fold and punch marks")


def test_address_too_long(t):
    source = session(t)
    change(source.replace("sitzung.xml", "mitglieder.xml"), "<adresszeile>Hauptstraße", "<adresszeile>Haus 3</adresszeile><adresszeile>Hauptstraße")
    r = t.run("letter", source, "-o", t.path("l.pdf"))
    t.ok(r.returncode == 1 and not os.path.exists(t.path("l.pdf")), f"seven lines: {r.stderr.decode()[:300]}")
    source = session(t, "s2")
    change(source.replace("sitzung.xml", "mitglieder.xml"), "c/o Familie Sommer", "Bevollmächtigte der Erbengemeinschaft Sommer und Winter GbR")
    r = t.run("letter", source, "-o", t.path("l.pdf"))
    t.ok(r.returncode == 0 and "[brief-zeile-breit]" in r.stderr.decode(), f"a line wider than the window: {r.stderr.decode()[:300]}")


def test_letter_as_odt(t):
    source = session(t)
    for who, size in (("members", None), ("chair", "14")):
        r = t.run("letter", "--quiet", "--odt", source, "--for", who, "-o", t.path(f"{who}.odt"))
        t.eq(r.returncode, 0, r.stderr.decode())
        with zipfile.ZipFile(t.path(f"{who}.odt")) as z:
            text, styles = z.read("content.xml").decode(), z.read("styles.xml").decode()
        t.ok("Tagesordnung" in text and re.search(r'draw:name="Anschrift" [^>]*svg:y="177.73pt"', text), "the address is in its place: 62.7 mm")
        t.ok(size is None or (f'fo:font-size="{size}pt"' in styles and 'fo:font-size="15pt"' not in styles), "14 point for the chair")


def test_note_over_the_address(t):
    """The style's note stands right above the address, in letters to members that hold what is not public, in PDF and ODT; in no other."""
    source = session(t)
    for form, top in (("b", 45), ("a", 27)):
        style = t.write("stil.xml", f'<stil xmlns="urn:x-vorlage:1" name="x"><brief form="{form}" vermerk="Vertraulich: nur von Hand zu Hand, Mappe"/></stil>')
        for who, there in (("lind", True), ("moos", False), ("public", False)):
            path = t.path(f"{form}.{who}.pdf")
            r = t.run("letter", "--quiet", source, "--style", style, "--for", who, "-o", path)
            t.eq(r.returncode, 0, r.stderr.decode())
            words = words_with_places(path, 1)
            note = [w for w in words if w[2] > top + 4 and w[4] < top + 18.5 and w[1] < 110]
            note = [w for w in note if w[0] in ("Vertraulich:", "nur", "von", "Hand", "zu", "Hand,", "Mappe")]
            t.eq(len(note), 7 if there else 0, f"form {form}, {who}")
            t.ok(not there or (len({round(w[2], 1) for w in note}) == 1 and all(24 < w[1] and w[3] < 105 and w[2] > top + 12 for w in note)), f"form {form}: one line in its zone: {note}")
            if who == "lind":
                t.verapdf([path], "2a", "ua1")
        odt = t.path(f"{form}.odt")
        t.eq(t.run("letter", "--quiet", "--odt", source, "--style", style, "--for", "lind", "-o", odt).returncode, 0, "ODT")
        with zipfile.ZipFile(odt) as z:
            t.ok(re.search(r'draw:name="Zusatzzone".*?Vertraulich: nur', z.read("content.xml").decode(), re.S), "in the ODT as well")
    style = t.write("lang.xml", f'<stil xmlns="urn:x-vorlage:1" name="x"><brief vermerk="{"x" * 41}"/></stil>')
    r = t.run("check", style)
    t.ok(r.returncode == 1 and b"vermerk" in r.stderr, f"what has no room is a fault: {r.stderr.decode()}")
