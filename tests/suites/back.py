"""The way back, edit by edit: each paragraph, row and list of a paper is changed in every way a clerk changes one; what the XML gains and loses is known text."""
import collections
import difflib
import os
import re
import xml.etree.ElementTree as ET
import zipfile

from harness import ROOT
from suites.importing import flat

NS = {"text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0", "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
      "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0", "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
      "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
      "xlink": "http://www.w3.org/1999/xlink", "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"}
PAPER = os.path.join(ROOT, "tests", "data", "back", "paper.xml")
SAMPLES = ["auenbach", "okertal", "geteilt", "wupperfeld", "regnitzau", "lindenbruck", "ostalbkreis"]


def name(n):
    prefix, local = n.split(":")
    return f"{{{NS[prefix]}}}{local}"


STYLE, P, H, ITEM, LIST, ROW, CELL = map(name, ("text:style-name", "text:p", "text:h", "text:list-item", "text:list", "table:table-row", "table:table-cell"))


def made(markup):
    """Elements of ODF in short writing, without their tails."""
    spaces = " ".join(f'xmlns:{k}="{v}"' for k, v in NS.items())
    return list(ET.fromstring(f"<x {spaces}>{markup}</x>"))


class Odt:
    """A document written once; edited() is a copy of it with its content changed, `bare` one without the XML it carries."""

    def __init__(self, t, xml, bare=False):
        self.t, self.source = t, t.path("source.odt")
        r = t.run("odt", "--quiet", "--edition", "full", xml, "-o", self.source)
        t.eq(r.returncode, 0, r.stderr.decode())
        with zipfile.ZipFile(self.source) as z:
            self.parts = [(i, z.read(i)) for i in z.namelist() if not (bare and i.endswith(".rdf"))]
        self.content = dict(self.parts)["content.xml"]
        self.was = self.back([self.content])[0]

    def back(self, contents):
        """The XML that comes back for each, and what is told, as lines; all in one process."""
        files = [f"{i}.odt" for i in range(len(contents))]
        for file, content in zip(files, contents):
            with zipfile.ZipFile(self.t.path(file), "w") as z:
                for part, data in self.parts:
                    z.writestr(part, content if part == "content.xml" else data)
        r = self.t.run(*files, binary=os.path.join(self.t.setup.build, "tests", "drive", "back"), timeout=600)
        self.t.eq((r.returncode, r.stderr.decode()), (0, ""), "the program ends")
        back = [x.splitlines() for x in re.split(r"^== .*\n", r.stdout.decode(), flags=re.M)[1:]]
        self.t.eq(len(back), len(files), "documents that came back")
        return back

    def edited(self, changes):
        """What each change of the tree does to what comes back; None where it changes nothing."""
        trees = [Tree(self.content) for _ in changes]
        done = [change(tree) is not False for change, tree in zip(changes, trees)]
        back = iter(self.back([ET.tostring(tree.root) for tree, d in zip(trees, done) if d]))
        return [self.difference(next(back)) if d else None for d in done]

    def difference(self, now):
        if not now or now[-1] != "</vorlage>":
            return "nothing is written\n" + "".join(x.rstrip() + "\n" for x in now if x not in self.was)
        return "".join(x.rstrip() + "\n" for x in difflib.unified_diff(self.was, now, lineterm="", n=0) if x[:3] not in ("---", "+++"))


class Tree:
    def __init__(self, content):
        self.root = ET.fromstring(content)
        self.body = self.root.find(".//" + name("office:text"))
        self.up = {k: p for p in self.body.iter() for k in p}
        self.paragraphs = [x for x in self.body.iter() if x.tag in (P, H)]
        self.rows = [x for x in self.body.iter(ROW)]
        self.lists = [x for x in self.body.iter(LIST)]

    def put(self, behind, markup):
        at = self.up[behind]
        for k, e in enumerate(made(markup)):
            at.insert(list(at).index(behind) + 1 + k, e)

    def drop(self, e):
        at = self.up[e]
        at.remove(e)
        if at.tag in (ITEM, LIST) and not len(at):
            self.drop(at)


def words(e):
    return "".join(e.itertext())


def retype(e, text):
    for k in list(e):
        e.remove(k)
    e.text = text


def more_words(t, p, k):
    if len(p):
        p[-1].tail = (p[-1].tail or "") + " Qmehr"
    else:
        p.text = (p.text or "") + " Qmehr"


def first_words(t, p, k):
    p.text = "Qvorn " + (p.text or "")


def other_words(t, p, k):
    retype(p, "Qganz anders")


def emptied(t, p, k):
    retype(p, "")


def gone(t, p, k):
    t.drop(p)


def paragraph(t, p, k):
    t.put(p, '<text:p text:style-name="Text_20_body">Qneu und mehr</text:p>')


def heading(t, p, k):
    level = 2 + k % 4
    t.put(p, f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">Qtitel</text:h>')


def known_heading(t, p, k):
    title = ("Begründung", "Alternativen", "Sachverhalt", "Kosten")[k % 4]
    t.put(p, f'<text:h text:style-name="Heading_20_2" text:outline-level="2">{title}</text:h><text:p text:style-name="Text_20_body">Qdarunter</text:p>')


def item(t, p, k):
    kind = ("Punkte", "Nummern")[k % 2]
    if t.up[p].tag == ITEM:
        t.put(t.up[p], "<text:list-item><text:p>Qpunkt</text:p></text:list-item>")
    else:
        t.put(p, f'<text:list text:style-name="Vorlage_20_{kind}"><text:list-item><text:p>Qeins</text:p><text:list><text:list-item><text:p>Qinnen</text:p></text:list-item></text:list></text:list-item>'
                 "<text:list-item><text:p>Qzwei</text:p></text:list-item></text:list>")


def inner_list(t, p, k):
    t.put(p, '<text:list text:style-name="Vorlage_20_Punkte"><text:list-item><text:p>Qtief</text:p></text:list-item></text:list>')


def table(t, p, k):
    t.put(p, '<table:table table:name="neu"><table:table-column table:number-columns-repeated="3"/><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>Qa</text:p></table:table-cell>'
             "<table:covered-table-cell/><table:table-cell><text:p>Qb</text:p><text:p>Qc</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell/><table:table-cell><text:p>7</text:p></table:table-cell></table:table-row></table:table>")


def quotation(t, p, k):
    source = '<text:p text:style-name="Vorlage_20_Zitatquelle">Qquelle</text:p>' if k % 2 else ""
    t.put(p, f'<text:p text:style-name="Quotations">Qzitat</text:p>{source}')


STYLES = ["Text_20_body", "Quotations", "Vorlage_20_Kasten", "Vorlage_20_Zitatquelle", "Vorlage_20_Anlage", "Caption", "Heading_20_2", "Vorlage_20_Liste", "Vorlage_20_Auswirkung"]


def restyled(t, p, k):
    p.set(STYLE, STYLES[k % len(STYLES)])


def made_heading(t, p, k):
    p.tag, level = H, 2 + k % 4
    p.set(STYLE, f"Heading_20_{level}")
    p.set(name("text:outline-level"), str(level))


def swapped(t, p, k):
    others = t.paragraphs[t.paragraphs.index(p) + 1:]
    q = next((x for x in others if x not in p.iter()), None)
    if q is None:
        return False
    a, b = t.up[p], t.up[q]
    i, j = list(a).index(p), list(b).index(q)
    a[i], b[j] = q, p
    p.tail, q.tail = q.tail, p.tail
    return True


def far(t, p, k):
    """Cut out and pasted elsewhere."""
    q = t.paragraphs[(t.paragraphs.index(p) + 23) % len(t.paragraphs)]
    if q in p.iter() or p in q.iter():
        return False
    t.up[p].remove(p)
    p.tail = None
    t.up[q].insert(list(t.up[q]).index(q) + 1, p)
    return True


def split(t, p, k):
    text = p.text or ""
    if " " not in text:
        return False
    p.text, rest = text.split(" ", 1)
    q = ET.Element(p.tag, p.attrib)
    q.text = rest
    for x in list(p):
        p.remove(x)
        q.append(x)
    t.up[p].insert(list(t.up[p]).index(p) + 1, q)
    return True


def joined(t, p, k):
    others = t.paragraphs[t.paragraphs.index(p) + 1:]
    q = next((x for x in others if x not in p.iter()), None)
    if q is None:
        return False
    if len(p):
        p[-1].tail = (p[-1].tail or "") + " " + words(q)
    else:
        p.text = (p.text or "") + " " + words(q)
    t.drop(q)
    return True


def strong(t, p, k):
    text = p.text or ""
    if len(text) < 4:
        return False
    look = ("Strong_20_Emphasis", "Emphasis")[k % 2]
    p.text = text[:2]
    p.insert(0, made(f'<text:span text:style-name="{look}">Q</text:span>')[0])
    p[0].text, p[0].tail = text[2:-1], text[-1:]
    return True


def note(t, p, k):
    p.append(made('<text:note text:note-class="footnote"><text:note-citation>9</text:note-citation><text:note-body><text:p text:style-name="Footnote">Qnote</text:p></text:note-body></text:note>')[0])


EDITS = [more_words, first_words, other_words, emptied, gone, paragraph, heading, known_heading, item, inner_list, table, quotation, restyled, made_heading, swapped, far, split, joined, strong, note]


# ---- rows and lists ----

def row_gone(t, r, k):
    t.drop(r)


def row_doubled(t, r, k):
    copy = ET.fromstring(ET.tostring(r))
    for n, p in enumerate(copy.iter(P)):
        if words(p) and not re.search("[0-9]", words(p)):
            retype(p, f"Qwort {n}")
    t.up[r].insert(list(t.up[r]).index(r) + 1, copy)


def row_swapped(t, r, k):
    rows = [x for x in t.up[r] if x.tag == ROW]
    at = rows.index(r)
    if at + 1 == len(rows):
        return False
    i = list(t.up[r]).index(r)
    j = list(t.up[r]).index(rows[at + 1])
    t.up[r][i], t.up[r][j] = rows[at + 1], r
    return True


def row_longer(t, r, k):
    r.append(made("<table:table-cell><text:p>Qspalte</text:p></table:table-cell>")[0])


def row_shorter(t, r, k):
    cells = list(r)
    if len(cells) < 2:
        return False
    r.remove(cells[-1])
    return True


def row_emptied(t, r, k):
    for p in r.iter(P):
        retype(p, "")


def cells_filled(t, r, k):
    empty = [c for c in r if c.tag == CELL and not words(c)]
    for c in empty:
        for x in list(c):
            c.remove(x)
        c.append(made("<text:p>Qzelle</text:p>")[0])
    return bool(empty)


ROWS = [row_gone, row_doubled, row_swapped, row_longer, row_shorter, row_emptied, cells_filled]


def list_kind(t, x, k):
    x.set(STYLE, "Vorlage_20_Punkte" if "Nummern" in x.get(STYLE, "") else "Vorlage_20_Nummern")


def list_deeper(t, x, k):
    """The last item becomes one of a list within the one before it."""
    if len(x) < 2:
        return False
    last, before = x[-1], x[-2]
    x.remove(last)
    inner = ET.SubElement(before, LIST, x.attrib)
    inner.append(last)
    return True


def list_flat(t, x, k):
    """No list any more."""
    at = t.up[x]
    i = list(at).index(x)
    at.remove(x)
    for p in [p for p in x.iter() if p.tag == P]:
        at.insert(i, p)
        i += 1


def list_gone(t, x, k):
    t.drop(x)


LISTS = [list_kind, list_deeper, list_flat, list_gone]

# ---- data ----

DAYS = ["3. Mai 2024", "2024-05-04", "bald", ""]
MONEY = ["1.234,50", "−12,00 EUR", "3", "viel", ""]
VALUES = [
    ("Termin", ["3. Mai 2024, TOP 4", "bald", "12.06.2024, Ö 5", ""]), ("Kopf_20_Datum", DAYS), ("Ort_20_Datum", ["Neustadt, 3. Mai 2024", "Bad Ems, Lahn, 04.05.2024", "04.05.2024", "irgendwo", ""]),
    ("Status", ["nichtöffentlich", "Öffentlich", "halb", ""]), ("Kopf_20_Art", ["Mitteilungsvorlage", "Berichtsvorlage", "Merkblatt", ""]), ("Kopf_20_Nummer", ["9/2025", ""]),
    ("Verfasser", ["Muster, Zimmer 3, Tel. 5, a@b.example, Leitung, Vertretung", "Anna Neu", ""]),
    ("Bezug", ["Ergänzt Vorlage 1/2020: alte Fassung", "ersetzt 2/2020", "bezüglich Vorlage 5/20 b", "ohne Nummer", ""]),
    ("Betreff", ["Betreff: Qneu", "Qneu", ""]), ("Gremium", ["Ortsrat", ""]), ("Zuständigkeit", ["Anhörung", "Kenntnisnahme", "zum Gruß", ""]),
    ("Ergebnis", ["einstimmig beschlossen", "verwiesen: Ortsrat", "Sitzung fällt aus", "anders: so", "ganz anders", ""]),
    ("Abstimmung", ["Ja 1, Nein 2, Enthaltung 3, Befangen 4", "Grüne: ja 5, nein 6", "Ja viele", "7", "Ja 1 Nein 2", ""]),
    ("Anlage", ["Anlage 7: Plan", "Anlage 8: Plan (nichtöffentlich)", "Anlage 9: Plan (nicht für alle)", "Plan (nicht öffentlich)", "Nur der Plan", ""]),
    ("Vorlage_20_Name", ["gez. Neumann", "i. A. Neumann", "Im Auftrag Neumann", "In Vertretung Neumann", "Neumann", ""]), ("Vorlage_20_Amt", ["Ordnungsamt", ""]), ("Vermerkart", ["Mitzeichnung", "Unterschrift", "Gruß", ""]),
    ("Auswirkung", ["Klima: negativ, groß", "Personal: keine", "Wetter: gut", "Klima", ""]), ("Posten_20_Betrag", MONEY), ("Posten_20_Jahre", MONEY), ("Posten_20_Ansatz", MONEY), ("Posten_20_Beantragt", MONEY),
    ("Posten_20_Zeitraum", ["ab 2025", "2025–2027", "2026", "bald", ""]), ("Posten", ["Qwort", "2025", "7 %", "ja", ""]), ("Frage", ["☒ ja ☐ nein", "☐ ja ☒ nein", "Qfrage"]), ("Antwort", ["☒ ja ☐ nein", "☐ ja ☒ nein", "Qfrage"]),
    ("Kopf_20_", ["Qwert", ""]), ("Tabellentitel", ["Tabelle 1: Qtitel", "Tabelle 1", "Qtitel", "Tabelle 12: Bretter im Steg"]), ("Heading_20_1", ["Beschlussvorlage 8/2024", "Beschlussvorlage", "Vorlage 8/2024"]),
]


def values_of(p):
    style = p.get(STYLE, "")
    return next((v for k, v in VALUES if k in style), []) if "Bezeichnung" not in style or "Posten" in style else []


# ---- tests ----

def told(cases):
    return "".join(f"## {head}\n{text}" for head, text in cases if text is not None)


def of_each(odt, what, edits):
    """[(what was done to what, what came of it)]"""
    heads, changes = [], []
    for i, x in enumerate(getattr(Tree(odt.content), what)):
        for k, edit in edits(i, x):
            heads.append(f"{i} {words(x)[:30]!r} {edit.__name__}")
            changes.append(lambda tree, i=i, k=k, edit=edit: edit(tree, getattr(tree, what)[i], k))
    return list(zip(heads, odt.edited(changes)))


def typed(text):
    def value(t, p, k):
        retype(p, text)
    value.__name__ = repr(text)
    return value


def label(p):
    return re.search("Bezeichnung|Tabellenkopf", p.get(STYLE, "")) and "Posten" not in p.get(STYLE, "")


def sample(n):
    return os.path.join(ROOT, "samples", n, "vorlage.xml")


def test_paragraphs(t):
    """Every paragraph of the small paper, in every way."""
    odt = Odt(t, PAPER)
    for edit in EDITS:
        t.golden(f"back/{edit.__name__}.txt", told(of_each(odt, "paragraphs", lambda i, p: [] if label(p) and i % 3 else [(i, edit)])), edit.__name__)


def test_values(t):
    """Each kind of datum in the small paper and the samples, typed anew."""
    for n, xml in [("paper", PAPER)] + [(n, sample(n)) for n in SAMPLES]:
        seen = collections.Counter()

        def typed_anew(i, p):
            seen[p.get(STYLE)] += 1
            return [(i, typed(v)) for v in values_of(p)] if seen[p.get(STYLE)] <= 2 else []
        t.golden(f"back/values.{n}.txt", told(of_each(Odt(t, xml), "paragraphs", typed_anew)), n)


def test_rows_and_lists(t):
    for n, xml in [("paper", PAPER)] + [(n, sample(n)) for n in SAMPLES]:
        odt = Odt(t, xml)
        few = 1 if n == "paper" else 7
        cases = of_each(odt, "rows", lambda i, r: [(i, e) for k, e in enumerate(ROWS) if (i + k) % few == 0])
        cases += of_each(odt, "lists", lambda i, x: [(i, e) for e in LISTS])
        t.golden(f"back/rows.{n}.txt", told(cases), n)


def test_samples(t):
    """Each paragraph of the samples in one of the ways."""
    for n in SAMPLES:
        t.golden(f"back/sample.{n}.txt", told(of_each(Odt(t, sample(n)), "paragraphs", lambda i, p: [(i, EDITS[i // 2 * 7 % len(EDITS)])] if i % 2 else [])), n)


def test_by_styles(t):
    """Without the XML, from the names of the styles alone: all that is made, and what each of some edits makes of it."""
    for n, xml in [("paper", PAPER)] + [(n, sample(n)) for n in SAMPLES]:
        odt = Odt(t, xml, bare=True)
        t.golden(f"back/bare.{n}.xml", "\n".join(odt.was) + "\n", n)
        cases = of_each(odt, "paragraphs", lambda i, p: [(i, EDITS[(i * 7 + k) % len(EDITS)]) for k in ((0, 5, 11) if n == "paper" else (3,) if i % 2 else ())])
        if n == "paper":
            cases += of_each(odt, "rows", lambda i, r: [(i, ROWS[i % len(ROWS)])]) + of_each(odt, "lists", lambda i, x: [(i, e) for e in LISTS])
        t.golden(f"back/bare.{n}.txt", told(cases), n)


def with_styles(body):
    """A flat document that has the styles it names, as LibreOffice writes their names."""
    names = sorted(set(re.findall(r'<text:p text:style-name="(Vorlage[^"]*|[A-Z][a-z][^"]*)"', body)))
    styles = "".join(f'<style:style style:name="{n}" style:display-name="{re.sub("_20_", " ", n)}" style:family="paragraph"/>' for n in names)
    own, body = body.split(" | ", 1) if " | " in body else ("", body)
    return flat(body).replace("<office:automatic-styles>", f"<office:styles>{'' if own else styles}</office:styles><office:automatic-styles>{own}")


def test_foreign(t):
    """Small documents of others, one a line of the file, styles of its own in front of a bar: what becomes of each."""
    with open(os.path.join(ROOT, "tests", "data", "back", "foreign.txt"), encoding="utf-8") as f:
        bodies = f.read().splitlines()
    files = [t.write(f"{i}.fodt", with_styles(body)) for i, body in enumerate(bodies)]
    r = t.run(*files, binary=os.path.join(t.setup.build, "tests", "drive", "back"))
    t.eq(r.stderr.decode(), "", "the program ends")
    back = re.split(r"^== .*\n", r.stdout.decode(), flags=re.M)[1:]
    t.golden("back/foreign.txt", "".join(f"## {body}\n" + re.sub(r".*\[import-vorgabe\]\n(?=<|x\.odt: )", "", got) for body, got in zip(bodies, back)), "foreign documents")
