"""Nothing non-public leaves by a public door: a word in every place of the schemas that can hold one, searched in every output; and documents that
differ only in what is not public, whose public outputs are the same bytes. VORLAGE_ANYTHING=1000 makes more of those by chance."""
import email
import os
import random
import shutil
import threading
import xml.etree.ElementTree as ET
import zipfile

from generate import neighbour, slots
from generate.anything import Anything
from generate.schema import Schema
from suites.editions import everything_in_pdf, shown_text

STAGES = ("model", "flow", "pages", "text")
PAPER_OUTPUTS = (("a2", ("pdf",)), ("a3", ("pdf", "--pdf=a3", "--grossdruck")), ("odt", ("odt",)), ("flat", ("odt", "--flat")), ("xml", ("xml",)))
COUNT = 40 if "VORLAGE_ANYTHING" not in os.environ else int(os.environ["VORLAGE_ANYTHING"])

# Leaks of the program that a test below shows: its name, and what leaks. One that is mended is taken off.
_SUM = "the typed sum stays though something it adds up is hidden: what is missing is the secret"
KNOWN = {
    "sum over a hidden figure": _SUM, "sum of a column of text": _SUM, "sum in the head": _SUM, "sum before its rows": _SUM,
}

# Places and hidings that no document here holds, each with its reason.
NO_SLOT = {
    ("betreff", "oeffentlich"): "the neutral title is for the public",
    ("mitglieder", "gremium"): "names the session's body",
    **dict.fromkeys((("einladung", a) for a in ("anrede", "betreff")), "public with the session; one that is not has no public edition (test_closed)"),
    **dict.fromkeys((("sitzung", a) for a in ("anschrift", "artname", "gremium", "gremium-name", "koerperschaft", "lang", "nummer", "ort", "raum", "stil")),
                    "public with the session; one that is not has no public edition (test_closed)"),
}
NO_PLACE = {("top", "betreff"): "an error in a session (top-betreff-status)"}
NO_EDGE = {
    **dict.fromkeys(((p, c, "nur-beratung") for p in ("einladung", "erlaeuterung") for c in ("hinweis", "liste", "p", "tabelle")), "an error in a session (nur-beratung-sitzung)"),
    ("top", "anlage", "nur-beratung"): "an error in a session (nur-beratung-sitzung)",
}


def check(t, name, good, what):
    """A known leak is one as long as it is listed."""
    if name in KNOWN:
        return t.ok(not good, f"{name} is mended, KNOWN still lists it")
    return t.ok(good, f"{name}: {what}")


# ---- everything a file holds -----------------------------------------------------------------------------
def everything(path):
    """The bytes of a file or folder, decompressed, with all names in it."""
    if os.path.isdir(path):
        return b"\n".join(n.encode() + b"\n" + everything(os.path.join(path, n)) for n in sorted(os.listdir(path)))
    if path.endswith(".pdf"):
        return everything_in_pdf(path) + shown_text(path)
    if path.endswith((".odt", ".zip")):
        folder = path + ".entpackt"
        with zipfile.ZipFile(path) as z:
            z.extractall(folder)
        found = everything(folder)
        shutil.rmtree(folder)
        return found
    with open(path, "rb") as f:
        data = f.read()
    if not path.endswith(".eml"):
        return data
    out = [data]
    for n, part in enumerate(email.message_from_bytes(data).walk()):
        name = f"{path}.{n}{os.path.splitext(part.get_filename() or '')[1]}"
        with open(name, "wb") as f:
            f.write(part.get_payload(decode=True) or b"")
        out += [(part.get_filename() or "").encode(), everything(name)]
        os.remove(name)
    return b"\n".join(out)


def words(data):
    """The words of hidden places in these bytes, in UTF-8 or UTF-16, whatever their case."""
    return set(slots.CANARY.findall(data.replace(b"\0", b"").decode("latin-1").lower()))


def files(folder):
    """Every file below it by its name, as bytes."""
    out = {}
    for sub, _, names in os.walk(folder):
        for n in names:
            path = os.path.join(sub, n)
            with open(path, "rb") as f:
                out[os.path.relpath(path, folder)] = f.read()
    return out


def rendered(t, paths, edition, folder, kinds=PAPER_OUTPUTS, stages=STAGES):
    """The outputs of these papers in one folder, one run of the program for each kind."""
    for name, args in kinds:
        os.makedirs(os.path.join(folder, name))
        r = t.run(*args, "--quiet", "--edition", edition, *paths, "-d", os.path.join(folder, name), timeout=300)
        t.ok(r.returncode == 0, f"{folder} {name}: {r.stderr.decode()[-800:]}")
    for stage in stages:
        r = t.run("dump", "--quiet", f"--stage={stage}", "--edition", edition, *paths, timeout=300)
        t.ok(r.returncode == 0, f"{folder} {stage}: {r.stderr.decode()[-800:]}")
        with open(os.path.join(folder, stage), "wb") as f:
            f.write(r.stdout)
    return folder


def no_words(t, folder, slot, allowed=frozenset()):
    """No word of a hidden place in anything below the folder; `slot` says where each was planted."""
    for n in sorted(os.listdir(folder)):
        for w in sorted(words(n.encode() + everything(os.path.join(folder, n))) - allowed)[:5]:
            t.ok(False, f"{n}: {w} is in a public output: {sorted(slot.get(w, ()))}")
        t.ok(True, n)


def same(t, a, b, name):
    """The same files with the same bytes."""
    first, second = files(a), files(b)
    t.eq(sorted(first), sorted(second), f"{name}: names")
    for n in sorted(set(first) & set(second)):
        check(t, name, first[n] == second[n], f"{n} tells what is hidden: {first_difference(first[n], second[n])}")


def first_difference(a, b):
    at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    return f"at {at}: {a[max(0, at - 40):at + 40]!r} {b[max(0, at - 40):at + 40]!r}"


# ---- a word in every place -------------------------------------------------------------------------------
_lock, _made = threading.Lock(), {}


def redrawn(tree, schema):
    neighbour.redraw(tree, schema, random.Random("neighbour"))


def made(t, which, letter="a"):
    """The documents of generate/slots.py, once for all tests: (paths, house)."""
    with _lock:
        if (which, letter) not in _made:
            folder = os.path.join(t.setup.build, "slots", which + letter)
            shutil.rmtree(folder, ignore_errors=True)
            make = {"papers": slots.paper_files, "session": slots.session_files}[which]
            _made[which, letter] = make(t.setup.vorlage, folder, letter, redrawn if letter != "a" else None)
        return _made[which, letter]


def test_every_place_has_a_word(t):
    """Counted from the schemas: what is added there has a word here, or a reason why not."""
    registers = [made(t, "papers")[1].register, made(t, "session")[1].register]
    slot = {s for r in registers for of in r.slots.values() for s in of}
    edge = {e for r in registers for e in r.edges}
    place = {x for r in registers for x in r.places}
    wanted, edges, places = set(), set(), set()
    for name in ("vorlage", "sitzung", "mitglieder"):
        schema = Schema(t.setup.vorlage, name)
        wanted |= schema.slots(name)
        edges |= schema.edges(name)
        places |= schema.places(name)
    wanted |= Schema(t.setup.vorlage, "stil").slots("finanzformular") | Schema(t.setup.vorlage, "koerperschaft").slots("gremium")
    t.ok(len(wanted) > 100 and len(edges) > 300, f"{len(wanted)} places, {len(edges)} hidings")
    for s in sorted(wanted):
        t.ok((s in slot) != (s in NO_SLOT), f"{s} bears {'a word and an excuse' if s in slot else 'no word'}")
    for e in sorted(edges):
        t.ok((e in edge) != (e in NO_EDGE), f"{e} is {'hidden and excused' if e in edge else 'hidden nowhere'}")
    for x in sorted(places):
        t.ok((x in place) != (x in NO_PLACE), f"{x} holds {'something hidden and is excused' if x in place else 'nothing hidden'}")
    for x in sorted(set(NO_PLACE) - places) + sorted(set(NO_SLOT) - wanted) + sorted(set(NO_EDGE) - edges):
        t.ok(False, f"{x} is excused and not in the schemas")


def test_papers(t):
    paths, house = made(t, "papers")
    no_words(t, rendered(t, paths, "public", t.path("public")), house.register.slots)
    text = everything(t.path("public", "a2")).decode("latin-1")
    t.ok(len(set(slots.PUBLIC.findall(text))) > 100, "public words are there")
    full = everything(rendered(t, paths, "full", t.path("full"), PAPER_OUTPUTS[:1], ()))
    alive(t, words(full), house.register)


def alive(t, seen, register):
    """The full edition shows most of what is hidden in the public one."""
    places = {s for of in register.slots.values() for s in of}
    shown = {s for w in seen for s in register.slots.get(w, ())}
    t.ok(len(seen) > len(register.slots) * .4 and len(shown) > len(places) * .5, f"the full edition shows {len(seen)} of {len(register.slots)} words, of {len(shown)} of {len(places)} places")


def public_pack(t, path, house, folder):
    who = ",".join(house.members[2:])
    r = t.run("pack", "--quiet", path, "--for", "public," + who, "--folder", "--zip", "--eml", "--report", "-d", folder, timeout=300)
    t.ok(r.returncode == 0, r.stderr.decode()[-800:])
    with open(os.path.join(folder, "report"), "wb") as f:
        f.write(r.stdout)
    for to in ("public", *house.members[2:]):
        for form in ((), ("--odt",)):
            r = t.run("letter", "--quiet", path, "--for", to, *form, "-d", folder, timeout=300)
            t.ok(r.returncode == 0, r.stderr.decode()[-800:])


def test_session(t):
    """Pack, folder, zip, mails, report and letters for the public and for members who may not see more; each member's own words are in theirs only."""
    path, house = made(t, "session")
    os.makedirs(t.path("public"))
    public_pack(t, path, house, t.path("public"))
    for n in sorted(os.listdir(t.path("public"))):
        own = next((m for m in house.members if m in n), None)
        t.ok(own is None or own in house.members[2:], f"{n} is a public output")
        data = n.encode() + everything(t.path("public", n))
        allowed = house.mine.get(own, set()) if own else set(house.members[2:]) if n == "report" else set()
        found = words(data) - allowed
        t.ok(not found, f"{n}: {[(w, sorted(house.register.slots.get(w, ()))) for w in sorted(found)[:5]]}")
        t.ok(n == "report" or len(set(slots.PUBLIC.findall(data.decode("latin-1")))) > 3, f"{n}: public words are there")
    r = t.run("pack", "--quiet", path, "--for", "members", "--folder", "-d", t.path("full"), timeout=300)
    t.ok(r.returncode == 0, r.stderr.decode()[-800:])
    r = t.run("letter", "--quiet", path, "-d", t.path("full"), timeout=300)
    alive(t, words(everything(t.path("full"))), house.register)


def test_items_by_style(t):
    """Whether the style lists all non-public items, those with a neutral title or none: their words are nowhere."""
    _, house = made(t, "session")
    for which in ("titel", "alle", "keine"):
        folder = t.path(which)
        shutil.copytree(house.folder, folder)
        with open(os.path.join(folder, "stil.xml"), encoding="utf-8") as f:
            style = f.read()
        t.write(f"{which}/stil.xml", style.replace("</stil>", f'<nichtoeffentliches punkte="{which}"/></stil>'))
        out = t.path(which + "-out")
        os.makedirs(out)
        for form in ((), ("--odt",)):
            r = t.run("letter", "--quiet", os.path.join(folder, "sitzung.xml"), "--for", "public", *form, "-d", out)
            t.ok(r.returncode == 0, r.stderr.decode()[-500:])
        no_words(t, out, house.register.slots)
        data = everything(out).decode("utf-8", "replace")
        t.eq(slots.NEUTRAL in data, which != "keine", f"{which}: the neutral title")
        t.eq("Nichtöffentlicher Tagesordnungspunkt" in data, which == "alle", f"{which}: the item without one")


def test_closed(t):
    """What is not public as a whole has no public edition, in no form and no file."""
    papers, house = made(t, "papers")
    closed = t.path("zu")
    shutil.copytree(house.folder, closed)
    for path in sorted(os.listdir(closed)):
        if path.startswith("vorlage"):
            mark(os.path.join(closed, path), "<vorlage ")
            for _, args in PAPER_OUTPUTS:
                r = t.run(*args, "--quiet", "--edition=public", os.path.join(closed, path), "-d", t.path("."))
                t.ok(r.returncode == 1 and not r.stdout, f"{args}")
            for stage in STAGES:
                r = t.run("dump", "--quiet", f"--stage={stage}", "--edition=public", os.path.join(closed, path))
                t.ok(r.returncode == 1 and not r.stdout, f"{stage} of a paper that is not public")
    session, house = made(t, "session")
    shutil.copytree(house.folder, t.path("s"))
    mark(t.path("s", "sitzung.xml"), "<sitzung ")
    os.makedirs(t.path("out"))
    for who in ("public", house.members[2]):
        r = t.run("pack", "--quiet", t.path("s", "sitzung.xml"), "--for", who, "--folder", "--zip", "--report", *(("--eml",) if who != "public" else ()), "-d", t.path("out"))
        t.ok(r.returncode == 1 and not r.stdout, f"a pack for {who}")
        for form in ((), ("--odt",)):
            r = t.run("letter", "--quiet", t.path("s", "sitzung.xml"), "--for", who, *form, "-d", t.path("out"))
            t.ok(r.returncode == 1, f"a letter for {who}")
    t.eq(os.listdir(t.path("out")), [], "files")


def mark(path, root):
    with open(path, encoding="utf-8") as f:
        text_ = f.read()
    head, rest = text_.split(root, 1)
    with open(path, "w", encoding="utf-8") as f:
        f.write(head + root + rest.replace('status="oeffentlich"', 'status="nichtoeffentlich"', 1))


def test_supplement(t):
    """A supplement to a public pack says nothing of what has become non-public, and no word of what was hidden before."""
    path, house = made(t, "session")
    shutil.copytree(house.folder, t.path("s"))
    source = t.path("s", "sitzung.xml")
    tree = neighbour.plain(source)
    schema = Schema(t.setup.vorlage, "sitzung")
    tops = tree.find("tagesordnung").findall("top")
    last = [x for x in tops if x.get("status") == "oeffentlich"][-1]
    last.insert(0, ET.Element("betreff"))
    last.find("betreff").text = "gehz0001"
    first = tops[0].find("betreff")
    first.text = "off90001 " + first.text
    slots.written(source, tree, schema)
    r = t.run("pack", "--quiet", source, "--for", "public", "--folder", "--zip", "-d", t.path("alt"), timeout=300)
    t.ok(r.returncode == 0 and b"gehz0001" in everything(t.path("alt")), "the older pack still names it " + r.stderr.decode()[-300:])
    tree.find("tagesordnung").remove(last)
    first.text = first.text.replace("off90001", "off90002")
    slots.written(source, tree, schema)
    for what in ("removed", "closed"):
        if what == "closed":
            last.set("status", "nichtoeffentlich")
            last.set("nr", "9")
            for e in last.findall("unterlage"):
                last.remove(e)
            last.set("unterlage", "keine")
            tree.find("tagesordnung").append(last)
            slots.written(source, tree, schema)
        os.makedirs(t.path(what))
        r = t.run("pack", "--quiet", source, "--for", "public", "--since", t.path("alt"), "-d", t.path(what), timeout=300)
        t.ok(r.returncode == 0, r.stderr.decode()[-600:])
        no_words(t, t.path(what), house.register.slots)
        t.ok(b"off90002" in everything(t.path(what)), f"{what}: the supplement holds what is new")


def test_title_of_an_item(t):
    """A paper's title on the public agenda is what the public paper says: no trace of hidden words."""
    kopf = '<vorlage xmlns="urn:x-vorlage:1" nummer="1/2026" art="beschluss" status="oeffentlich"><kopf><betreff>Verkauf {}am Markt</betreff></kopf>'
    rest = ('<beratungsfolge><beratung gremium-name="Bauausschuss" termin="2026-03-03" status="oeffentlich" zustaendigkeit="entscheidung"/></beratungsfolge>'
            "<antrag><p>Zustimmung.</p></antrag></vorlage>")
    sitzung = ('<sitzung xmlns="urn:x-vorlage:1" ort="Rathaus" gremium-name="Bauausschuss" beginn="2026-03-03T17:00:00+01:00" status="oeffentlich">'
               '<einladung datum="2026-02-20"><p>Hiermit lade ich ein.</p></einladung><tagesordnung><top nr="1" status="oeffentlich">'
               '<unterlage vorlage="1/2026" datei="v.xml"/></top></tagesordnung></sitzung>')
    for side, inside in (("a", ""), ("b", f"<stark {GEHEIM}>an gehb0001</stark> ")):
        t.write(f"{side}/v.xml", kopf.format(inside) + rest)
        source = t.write(f"{side}/sitzung.xml", sitzung)
        os.makedirs(t.path(side, "out"))
        t.eq(t.run("pack", "--quiet", source, "--for", "public", "--folder", "--zip", "-d", t.path(side, "out")).returncode, 0, "pack")
        for form in ((), ("--odt",)):
            t.eq(t.run("letter", "--quiet", source, "--for", "public", *form, "-d", t.path(side, "out")).returncode, 0, "letter")
    a, b = everything(t.path("a", "out")), everything(t.path("b", "out"))
    t.ok(a.count(b"Verkauf am Markt") > 4 and b"gehb0001" not in b, "the title is there")
    check(t, "title of an item", b"Verkauf  am" not in b and b'Verkauf <text:s/>am' not in b and b.count(b"Verkauf am Markt") == a.count(b"Verkauf am Markt"),
          "two blanks stay where the hidden words were")


# ---- neighbours ------------------------------------------------------------------------------------------
def test_neighbours_in_every_place(t):
    """All of it drawn anew, and the public papers and packs are the same to the last byte."""
    for which in ("papers", "session"):
        paths, other = made(t, which)[0], made(t, which, "b")[0]
        if which == "papers":
            rendered(t, paths, "public", t.path("pa"))
            rendered(t, other, "public", t.path("pb"))
            same(t, t.path("pa"), t.path("pb"), which)
            continue
        for name, path in (("sa", paths), ("sb", other)):
            r = t.run("pack", "--quiet", path, "--for", "public", "--folder", "--zip", "-d", t.path(name), timeout=300)
            t.ok(r.returncode == 0, r.stderr.decode()[-800:])
            for form in ((), ("--odt",)):
                r = t.run("letter", "--quiet", path, "--for", "public", *form, "-d", t.path(name), timeout=300)
                t.ok(r.returncode == 0, r.stderr.decode()[-800:])
        same(t, t.path("sa"), t.path("sb"), which)


def test_neighbours_by_chance(t):
    """Papers by chance with much that is not public, and for each one that differs in nothing else."""
    schema = Schema(t.setup.vorlage, "vorlage")
    sides, planted = ([], []), 0
    for seed in range(7000, 7000 + COUNT):
        a = Anything(seed, t.path("zufall", str(seed)), pages=2)
        for k, side in enumerate(sides):
            path, made_words = a.hidden_in(schema, f"{k}.xml", k)
            side.append(path)
            planted += len(made_words)
    t.ok(planted > COUNT * 20, f"{planted} words are hidden")
    for k, side in enumerate(sides):
        rendered(t, side, "public", t.path(f"public{k}"))
        rendered(t, side, "full", t.path(f"full{k}"), PAPER_OUTPUTS[4:], ())
    same(t, t.path("public0"), t.path("public1"), "chance")
    no_words(t, t.path("public0"), {})
    full = [files(t.path(f"full{k}")) for k in (0, 1)]
    differ = sum(full[0][n] != full[1].get(n) for n in full[0])
    t.ok(differ > COUNT * .6, f"{differ} of {COUNT} full editions differ")


# ---- pairs: one document and its neighbour, small enough to be read -----------------------------------------
GEHEIM = 'status="nichtoeffentlich"'
A, B = f"<stark {GEHEIM}>geha0001</stark>", f"<betont {GEHEIM}>gehb0002 und mehr</betont>"


def table(rows, head="", kinds='<spalte/><spalte art="betrag" einheit="EUR"/>'):
    return f"<sachverhalt><tabelle>{kinds}{head}{rows}</tabelle></sachverhalt>"


def row(name, value, more=""):
    return f"<zeile{' ' + more if more else ''}><zelle>{name}</zelle><zelle>{value}</zelle></zeile>"


def text(inside):
    return f"<sachverhalt><p>off00002</p>{inside}</sachverhalt>"


def consultation(inside):
    return f'<beratungsfolge><beratung gremium-name="off00003" termin="2024-02-01" status="oeffentlich" zustaendigkeit="anhoerung">{inside}</beratung></beratungsfolge>' + text("")


def finance(rows, part="", form="mehrjahr"):
    return (f'<finanzen{part}><posten id="bau" art="auszahlung" haushalt="finanz" jahr="2025" betrag="5.00">off00004</posten>{rows}'
            f'<p>off00005 <betrag posten="kauf" wert="betrag"/></p><finanztabelle form="{form}"/></finanzen>')


def posten(eur, more=""):
    return f'<posten id="kauf" art="auszahlung" haushalt="finanz" jahr="2025" betrag="{eur}" {GEHEIM}{more}>geha0007</posten>'


ROWS = row("off00006", "1.000,00")
PAIRS = {
    # how many words in a row are hidden is not told
    "words at the end": (text(f"<p>off00001 {A}</p>"), text(f"<p>off00001 {A} {B}</p>")),
    "words within": (text(f"<p>off00001 {A} off00002</p>"), text(f"<p>off00001 {A} {B} off00002</p>")),
    "words at the start": (text(f"<p>{A} off00002</p>"), text(f"<p>{A} {B} off00002</p>")),
    "words alone": (text(f"<p>{A}</p><p>off00002</p>"), text(f"<p>{A} {B}</p><p>off00002</p>")),
    "words of a list": (text(f"<liste><punkt>off00001</punkt><punkt>{A}</punkt></liste>"), text(f"<liste><punkt>off00001</punkt><punkt>{A} {B}</punkt></liste>")),
    "words of another kind": (text(f"<p>off00001 {A} off00002</p>"), text(f'<p>off00001 <datum {GEHEIM} wert="2024-01-01"/> off00002</p>')),
    "notes": (text(f"<p>off00001<fussnote {GEHEIM}>geha0001</fussnote> off00002<fussnote>off00003</fussnote></p>"),
              text(f"<p>off00001<fussnote {GEHEIM}>geha0001</fussnote><fussnote {GEHEIM}>geha0002</fussnote> off00002<fussnote>off00003</fussnote></p>")),
    # nor how much stands in a row that is named once
    "blocks": (text(f"<p {GEHEIM}>geha0001</p>"), text(f"<hinweis {GEHEIM}><p>gehb0001</p></hinweis><p {GEHEIM}>gehb0002</p>")),
    "blocks in a quotation": (text(f"<zitat><p>off00001</p><p {GEHEIM}>geha0001</p></zitat>"), text(f"<zitat><p>off00001</p><p {GEHEIM}>b</p><liste {GEHEIM}><punkt>c</punkt></liste></zitat>")),
    "sections": (text(f'<abschnitt id="z" {GEHEIM}><titel>geha0001</titel><p>x</p></abschnitt><abschnitt><titel>off00003</titel><p>Siehe <verweis ziel="z"/>.</p></abschnitt>'),
                 text(f'<tabelle id="z" {GEHEIM}><spalte/><zeile><zelle>1</zelle></zeile></tabelle><abschnitt {GEHEIM}><titel>b</titel><p>x</p></abschnitt>'
                      '<abschnitt><titel>off00003</titel><p>Siehe <verweis ziel="z"/>.</p></abschnitt>')),
    "items": (text(f"<liste><punkt>off00001</punkt><punkt {GEHEIM}>geha0001</punkt></liste>"), text(f"<liste><punkt>off00001</punkt><punkt {GEHEIM}>b</punkt><punkt {GEHEIM}>c</punkt></liste>")),
    "rows": (table(ROWS + row("geha0001", "5,00", GEHEIM)), table(ROWS + row("b", "7,00", GEHEIM) + row("c", "8,00", GEHEIM))),
    "spanned rows": (table(f'<zeile><zelle zeilen="2">off00001</zelle><zelle>1,00</zelle></zeile><zeile {GEHEIM}><zelle>2,00</zelle></zeile>' + ROWS),
                     table(f'<zeile><zelle zeilen="3">off00001</zelle><zelle>1,00</zelle></zeile><zeile {GEHEIM}><zelle>3,00</zelle></zeile><zeile {GEHEIM}><zelle>4,00</zelle></zeile>' + ROWS)),
    "rows of a head": (table(ROWS, f"<tabellenkopf>{row('off00001', 'off00002')}{row('geha0001', 'geha0002', GEHEIM)}</tabellenkopf>"),
                       table(ROWS, f"<tabellenkopf>{row('off00001', 'off00002')}{row('b', 'c', GEHEIM)}{row('d', 'e', GEHEIM)}</tabellenkopf>")),
    # a typed figure must not tell another
    "sum over rows": (table(ROWS + row("geha0001", "5,00", GEHEIM) + row("Summe", "1.005,00", 'art="summe"')),
                      table(ROWS + row("geha0001", "7,00", GEHEIM) + row("Summe", "1.007,00", 'art="summe"'))),
    "subtotal over rows": (table(ROWS + row("geha0001", "5,00", GEHEIM) + row("Summe", "1.005,00", 'art="zwischensumme"')),
                           table(ROWS + row("geha0001", "7,00", GEHEIM) + row("Summe", "1.007,00", 'art="zwischensumme"'))),
    "sum of numbers": (table(row("off00006", "4") + row("geha0001", "5", GEHEIM) + row("Summe", "9", 'art="summe"'), kinds='<spalte/><spalte art="zahl"/>'),
                       table(row("off00006", "4") + row("geha0001", "7", GEHEIM) + row("Summe", "11", 'art="summe"'), kinds='<spalte/><spalte art="zahl"/>')),
    "sum of all after a subtotal": (table(row("geha0001", "5,00", GEHEIM) + row("Summe", "5,00", 'art="zwischensumme"') + ROWS + row("Summe", "1.005,00", 'art="summe"')),
                                    table(row("geha0001", "7,00", GEHEIM) + row("Summe", "7,00", 'art="zwischensumme"') + ROWS + row("Summe", "1.007,00", 'art="summe"'))),
    "sum in the foot": (table(ROWS + row("geha0001", "5,00", GEHEIM) + f"<tabellenfuss>{row('Summe', '1.005,00', 'art=' + chr(34) + 'summe' + chr(34))}</tabellenfuss>"),
                        table(ROWS + row("geha0001", "7,00", GEHEIM) + f"<tabellenfuss>{row('Summe', '1.007,00', 'art=' + chr(34) + 'summe' + chr(34))}</tabellenfuss>")),
    "sum after a hidden head row": (table(ROWS + row("Summe", "1.000,00", 'art="summe"'), f"<tabellenkopf>{row('off00001', 'off00002')}{row('geha0001', 'geha0002', GEHEIM)}</tabellenkopf>"),
                                    table(ROWS + row("Summe", "1.000,00", 'art="summe"'), f"<tabellenkopf>{row('off00001', 'off00002')}{row('b', 'c', GEHEIM)}</tabellenkopf>")),
    "sum over a hidden figure": (table(ROWS + row("off00002", f"<stark {GEHEIM}>5,00</stark>") + row("Summe", "1.005,00", 'art="summe"')),
                                 table(ROWS + row("off00002", f"<stark {GEHEIM}>7,00</stark>") + row("Summe", "1.007,00", 'art="summe"'))),
    "sum of a column of text": (table(ROWS + row("geha0001", "5,00", GEHEIM) + row("Summe", "1.005,00", 'art="summe"'), kinds="<spalte/><spalte/>"),
                                table(ROWS + row("geha0001", "7,00", GEHEIM) + row("Summe", "1.007,00", 'art="summe"'), kinds="<spalte/><spalte/>")),
    "sum in the head": (table(ROWS + row("geha0001", "5,00", GEHEIM), f"<tabellenkopf>{row('Summe', '1.005,00', 'art=' + chr(34) + 'summe' + chr(34))}</tabellenkopf>"),
                        table(ROWS + row("geha0001", "7,00", GEHEIM), f"<tabellenkopf>{row('Summe', '1.007,00', 'art=' + chr(34) + 'summe' + chr(34))}</tabellenkopf>")),
    "sum before its rows": (table(row("Summe", "1.005,00", 'art="summe"') + ROWS + row("geha0001", "5,00", GEHEIM)),
                            table(row("Summe", "1.007,00", 'art="summe"') + ROWS + row("geha0001", "7,00", GEHEIM))),
    # finance, consultations, attachments
    "finance row": (finance(posten("5.00")), finance(posten("77123.45", ' kostenstelle="geha0009" veranschlagung="ausserplanmaessig"'))),
    "finance part": (text("") + finance(posten("5.00"), " " + GEHEIM), text("") + finance(posten("8.00") + f'<antwort frage="f" wert="ja">geha0001</antwort><p>geha0003</p>', " " + GEHEIM, "b")),
    "result": (consultation(f'<ergebnis code="abgelehnt" {GEHEIM}/>'), consultation(f'<ergebnis code="verwiesen" an="geha0001" {GEHEIM}>geha0002</ergebnis><stimmen ja="3" nein="2"><fraktion name="geha0003" ja="3" nein="2"/></stimmen>')),
    "attachments": (text("") + f'<anlagen><anlage nr="1" status="oeffentlich">off00007</anlage><anlage nr="2" {GEHEIM}>geha0001</anlage></anlagen>',
                    text("") + f'<anlagen><anlage nr="1" status="oeffentlich">off00007</anlage><anlage nr="7" {GEHEIM} datei="b.pdf">b</anlage><anlage nr="8" {GEHEIM}>c</anlage></anlagen>'),
    "a reference": (text('<p>Siehe <verweis anlage="2"/>, <verweis anlage="2">off00009</verweis></p>') + f'<anlagen><anlage nr="1" status="oeffentlich">off00007</anlage><anlage nr="2" {GEHEIM}>geha0001</anlage></anlagen>',
                    text('<p>Siehe <verweis anlage="gehb0002"/>, <verweis anlage="3">off00009</verweis></p>') + '<anlagen><anlage nr="1" status="oeffentlich">off00007</anlage>'
                    f'<anlage nr="gehb0002" {GEHEIM}>geha0001</anlage><anlage nr="3" {GEHEIM}>geha0001</anlage></anlagen>'),
    "effects": (text("") + f'<auswirkungen><auswirkung art="klima" wirkung="positiv"><p>off00001</p></auswirkung><auswirkung art="personal" wirkung="negativ" {GEHEIM}><p>x</p></auswirkung></auswirkungen>',
                text("") + f'<auswirkungen><auswirkung art="klima" wirkung="positiv"><p>off00001</p></auswirkung><auswirkung art="sonstige" name="geha0001" {GEHEIM}><p>y</p><p>z</p></auswirkung></auswirkungen>'),
    "named for others": (f'<beratungsfolge><beratung id="o" gremium-name="off00001" status="oeffentlich" zustaendigkeit="anhoerung"/><beratung id="geha0001" gremium-name="g" {GEHEIM} zustaendigkeit="anhoerung"/></beratungsfolge>'
                         + text('<p nur-beratung="o">off00003</p>'),
                         f'<beratungsfolge><beratung id="o" gremium-name="off00001" status="oeffentlich" zustaendigkeit="anhoerung"/><beratung id="gehb0001" gremium-name="h" {GEHEIM} zustaendigkeit="empfehlung"/></beratungsfolge>'
                         + text('<p nur-beratung="o gehb0001">off00003</p>')),
}
PAPER = ('<vorlage xmlns="urn:x-vorlage:1" nummer="{}" art="beschluss" status="oeffentlich" stil="stil.xml"><kopf><betreff>off00001</betreff></kopf>{}</vorlage>')
STYLE = ('<stil xmlns="urn:x-vorlage:1" name="Paare"><finanzformular id="mehrjahr"><formspalte feld="text" titel="Was"/><formspalte feld="jahre" summe="ja"/></finanzformular>'
         '<finanzformular id="b" summe="ja"><frage id="f">Frage?</frage><formspalte feld="text" titel="Was"/><formspalte feld="betrag" titel="EUR" summe="ja"/></finanzformular>'
         '<nichtoeffentliches auslassung="{}"/></stil>')


def test_pairs(t):
    for silence in ("hinweis", "stumm"):
        sides = []
        for side in (0, 1):
            folder = f"{silence}{side}"
            t.write(f"{folder}/stil.xml", STYLE.format(silence))
            paths = {name: t.write(f"{folder}/{i}.xml", PAPER.format(i, pair[side])) for i, (name, pair) in enumerate(PAIRS.items())}
            rendered(t, list(paths.values()), "public", t.path(folder, "out"), stages=())
            for name, path in paths.items():
                t.write(f"{folder}/out/flow/{os.path.basename(path)[:-4]}", t.run("dump", "--quiet", "--stage=flow", "--edition=public", path).stdout)
            sides.append(files(t.path(folder, "out")))
        for i, name in enumerate(PAIRS):
            mine = [[n for n in side if os.path.basename(n).split(".")[0].split("=")[0] == str(i)] for side in sides]
            differ = [n for n in mine[0] if sides[0][n] != sides[1].get(n)]
            t.ok(len(mine[0]) == len(PAPER_OUTPUTS) + 1 and mine[0] == mine[1], f"{name}: {mine}")
            if name == "a reference":
                t.ok("nichtöffentlicher Teil".encode() in sides[0][f"flow/{i}"], "a reference without words says what it is")
            check(t, name, not differ, f"{silence}: " + "; ".join(f"{n} {first_difference(sides[0][n], sides[1].get(n, b''))}" for n in differ[-1:]))
