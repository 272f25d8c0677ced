"""Letters as ODT: valid, nothing formatted by hand, in LibreOffice each word where the PDF has it; one file a member where each is asked for."""
import collections
import os
import re
import subprocess
import zipfile

import odtwalk
from suites.outputs import UA_EXPORT
from suites.packagenda import words
from suites.packfiles import SAMPLE, session

MM = 72 / 25.4
READERS = ("public", "members", "chair", "brandstaetter", "haemmerle")


def letter(t, source, who, path, *options):
    r = t.run("letter", "--quiet", source, "--for", who, "-o", path, *options)
    t.eq(r.returncode, 0, r.stderr.decode())
    return path


def made(t):
    """The sample's letters in both forms of DIN 5008: [(who, form, ODT, PDF)]. `members` in the PDF: of whoever comes first."""
    out = []
    for form in ("b", "a"):
        source = session(t, form, ("stil.xml", "<brief ", '<brief form="a" '), ("stil.xml", '<kopf form="tabelle"', '<logo datei="anlagen/hofeingang.png" alt="Wappen" breite="30"/><kopf form="tabelle"')) \
            if form == "a" else session(t, form)
        for who in READERS if form == "b" else ("public", "chair"):
            out.append((who, form, letter(t, source, who, t.path(f"{who}-{form}.odt"), "--odt"), letter(t, source, who, t.path(f"{who}-{form}.pdf"))))
    return out


def test_valid_and_formatted_by_styles_alone(t):
    jar = t.need(os.path.join(t.setup.tools, "odfvalidator-jar-with-dependencies.jar"), "ODF Validator")
    odts = [m[2] for m in made(t)]
    for odt in odts:
        faults = odtwalk.faults(odt) + odtwalk.formatting(odt)
        t.ok(not faults, f"{os.path.basename(odt)}: {faults[:5]}")
    r = subprocess.run(["java", "-jar", jar, "-c", "-w", *odts], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=900)
    bad = [x for x in r.stdout.decode().splitlines() if "Error" in x or "Warning" in x or "Fatal" in x]
    t.ok(not bad and r.returncode == 0, "\n".join(bad)[:2000] or r.stdout.decode()[-500:])


def first_page(path):
    """The first page's words, each with its number among equals: {(word, n): (x0, y0, x1, y1) in mm}."""
    out, seen = {}, collections.Counter()
    for w, *box in words(path, 1):
        out[w, seen[w]] = [v / MM for v in box]
        seen[w] += 1
    return out


def rules(path):
    """Short level lines at the left edge of the first page: heights in mm, from the picture."""
    from PIL import Image
    base = path[:-4]
    subprocess.run(["pdftoppm", "-r", "254", "-gray", "-f", "1", "-l", "1", "-singlefile", path, base], check=True)
    with Image.open(base + ".pgm") as im:
        dark = [y for y in range(im.height) if im.getpixel((75, y)) < 160]
    return [y / 10 for i, y in enumerate(dark) if not i or y - dark[i - 1] > 5]


def test_libreoffice_sets_it_like_the_pdf(t):
    """Address, information, subject, running lines within a millimetre, marks likewise, the same words, as many pages; nothing torn; accessible."""
    t.need("soffice", "LibreOffice")
    letters = made(t)
    t.tool("soffice", f"-env:UserInstallation=file://{t.path('profile')}", "--headless", "--convert-to", UA_EXPORT, "--outdir", t.path("lo"), *[m[2] for m in letters], timeout=300)
    t.verapdf([t.path("lo", f"{who}-{form}.pdf") for who, form, _, _ in letters], "ua1")
    for who, form, odt, pdf in letters:
        office, what = t.path("lo", f"{who}-{form}.pdf"), f"{who}, form {form}"
        if not t.ok(os.path.exists(office), what):
            continue
        ours, theirs = first_page(pdf), first_page(office)
        t.ok(any(w.startswith("https://www.eschenfurt.example") for w, _ in theirs), f"{what}: the address on the web is whole")
        field = 27 if form == "a" else 45
        t.ok([round(y) for y in rules(office)] == [round(y) for y in rules(pdf)] == [87 if form == "a" else 105, 148, 192 if form == "a" else 210], f"{what}: marks {rules(office)}, {rules(pdf)}")
        if who == "members":
            continue
        far = [(k, ours[k], theirs.get(k)) for k in ours if ours[k][1] < field + 63 and (k not in theirs or max(abs(ours[k][i] - theirs[k][i]) for i in (0, 3)) > 1)]
        t.eq(far, [], f"{what}: head of the letter")
        both = [collections.Counter(w[1] for w in words(p)) for p in (pdf, office)]
        running = collections.Counter()
        for counts in both:
            running |= counts
        t.eq({w: (both[0][w], both[1][w]) for w in running if both[0][w] != both[1][w]}, {}, f"{what}: the same words")
        pages = [max(w[0] for w in words(p)) for p in (pdf, office)]
        t.eq(pages[0], pages[1], f"{what}: pages")
    mark = [box for (w, _), box in first_page(t.path("lo", "members-b.pdf")).items() if w == "NICHTÖFFENTLICH"]
    t.ok(mark and mark[0][3] < 10, f"the mark stands above the sender: {mark}")


def test_dates_hold_together(t):
    """Writer cannot weigh one break against another: blanks in dates are set so that they do not break."""
    with zipfile.ZipFile(letter(t, os.path.join(SAMPLE, "sitzung.xml"), "members", t.path("m.odt"), "--odt")) as z:
        content = z.read("content.xml").decode()
    t.ok("17.\u00a0September\u00a02025" in content and "September 2025" not in content, "in titles")


def test_agenda_numbers(t):
    """They are the agenda's own, also where items are left out, and no bolder than in the PDF."""
    source = session(t, "s", ("stil.xml", 'punkte="alle"', 'punkte="titel"'))
    for who, has, has_not in (("members", ("Ö 4.1", "Ö 11", "N 5"), ()), ("public", ("Ö 4.1", "N 4"), ("N 5",))):
        with zipfile.ZipFile(letter(t, source, who, t.path(who + ".odt"), "--odt")) as z:
            content = z.read("content.xml").decode().replace("\u00a0", " ")
        number = '<text:span text:style-name="Vorlage_20_TOP_20_Nummer">%s</text:span><text:tab/>'
        t.ok(all(number % n in content for n in has) and not any(number % n in content for n in has_not), who)


def test_one_file_a_member(t):
    """--for each: a file for each who gets paper, with what that member may see; without --for one to all; -o cannot hold several."""
    source = os.path.join(SAMPLE, "sitzung.xml")
    r = t.run("letter", "--quiet", source, "--odt", "--for", "each", "-d", t.path("each"))
    t.eq(r.returncode, 0, r.stderr.decode())
    names = sorted(os.listdir(t.path("each")))
    t.eq(names, [f"2025-10-15_gr.einladung.{m}.odt" for m in ("brandstaetter", "haemmerle", "kowalczyk", "lehmkuhl", "sandrock", "vonderau")], "one each")
    for who, sees in (("haemmerle", False), ("vonderau", True)):
        path = t.path("each", f"2025-10-15_gr.einladung.{who}.odt")
        text = odtwalk.text(path)
        t.eq("Rothfuchs" in text, sees, f"{who}: what is not public")
        alone = letter(t, source, who, t.path(who + ".odt"), "--odt")
        t.eq(open(path, "rb").read(), open(alone, "rb").read(), f"{who}: as when asked for alone")
    t.ok("Österreich" in odtwalk.text(t.path("haemmerle.odt")) or "ÖSTERREICH" in odtwalk.text(t.path("haemmerle.odt")), "the address")
    r = t.run("letter", "--quiet", source, "--odt", "-d", t.path("all"))
    t.ok(r.returncode == 0 and os.listdir(t.path("all")) == ["2025-10-15_gr.einladung.mitglieder.odt"], r.stderr.decode())
    t.ok("An die Mitglieder" in odtwalk.text(t.path("all", "2025-10-15_gr.einladung.mitglieder.odt")), "to all")
    r = t.run("letter", source, "--odt", "--duplex", "-o", t.path("one.odt"))
    t.ok(r.returncode == 2 and not os.path.exists(t.path("one.odt")), f"what is for printing only: {r.stderr.decode()}")
    r = t.run("letter", source, "--odt", "--for", "each", "-o", t.path("one.odt"))
    t.ok(r.returncode == 2 and b"-d" in r.stderr and not os.path.exists(t.path("one.odt")), f"-o with each: {r.stderr.decode()}")


def test_a_faulty_address_leaves_none(t):
    """All are made before the first is written; all faults are told."""
    lines = "".join(f"<adresszeile>Haus {i}</adresszeile>" for i in range(6))
    source = session(t, "s", ("mitglieder.xml", "<adresszeile>Obere Gasse 7</adresszeile>", lines), ("mitglieder.xml", "<adresszeile>Talweg 2 a</adresszeile>", lines))
    r = t.run("letter", source, "--odt", "--for", "each", "-d", t.path("o"))
    t.ok(r.returncode == 1 and r.stderr.count(b"[mitglied-adresse]") == 2, r.stderr.decode())
    t.ok(not os.path.exists(t.path("o")) or not os.listdir(t.path("o")), "nothing is written")


def test_flat(t):
    """One XML file says the same, logo and all."""
    source = session(t, "s")
    letter(t, source, "brandstaetter", t.path("x.odt"), "--odt")
    letter(t, source, "brandstaetter", t.path("x.fodt"), "--odt", "--flat")
    flat = open(t.path("x.fodt"), encoding="utf-8").read()
    with zipfile.ZipFile(t.path("x.odt")) as z:
        body = re.search(r"<office:text>.*</office:text>", z.read("content.xml").decode(), re.S)[0]
    t.ok(body in flat and "Falzmarke oben" in flat, "the same text, the marks in the header")
