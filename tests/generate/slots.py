"""Documents that hold a word of their own in every place of the vocabulary that can hold one, most of them inside something that is not public.

The trees grow from the schemas: each element stands once in public with all its attributes and children, and beside each child that can be hidden
stands one that is, by each way there is to hide it. The first hidden one of a kind holds in turn all that it can hold. Words come last: gehxNNNN
where the place is hidden, offNNNNN elsewhere. So what is added to a schema gets its words without a change here; where a document becomes faulty by it,
one of the tables below wants a line."""
import copy
import os
import random
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET

from . import content
from .schema import Schema

HIDDEN, OPEN, CLOSED, ELSEWHERE = "nichtoeffentlich", "offen", "zu", "anderswo"  # markers: public in the first consultation, in none, in another
CANARY, PUBLIC = re.compile(r"geh[a-z][0-9]{4}"), re.compile(r"off[0-9]{5}")
NEUTRAL = "off99999"  # the title that the public may know of something hidden
DAY = "2025-05-14"
VALUES = {  # of attributes that hold no word; without a line they are left out, or the first value where they are required
    ("posten", "art"): "auszahlung", ("posten", "haushalt"): "finanz", ("posten", "jahr"): "2025", ("posten", "betrag"): "4711.00",
    ("datum", "wert"): "2024-05-17", ("betrag", "eur"): "815.00", ("betrag", "wert"): "betrag", ("ergebnis", "code"): "verwiesen",
    ("auswirkung", "art"): "sonstige", ("beratung", "termin"): DAY, ("niederschrift", "sitzung"): "2025-04-09", ("einladung", "datum"): "2025-05-02",
    ("sitzung", "beginn"): DAY + "T18:00:00+02:00", ("sitzung", "zustand"): "eingeladen", ("mitglied", "zustellung"): "email",
    ("antwort", "wert"): "ja", ("liste", "art"): "punkte", ("stimmen", "ja"): "12", ("fraktion", "ja"): "12", ("sichtvermerk", "datum"): "2025-04-30",
    ("posten", "veranschlagung"): "planmaessig", ("unterlage", "art"): "nachtrag", ("unterlage", "vom"): "2025-05-06",
}
CHOICES = {  # attributes of which an element bears one set
    "verweis": (("vorlage",), ("anlage",), ("ziel",), ("url",)), "betrag": (("eur",), ("posten", "wert")), "beratung": (("gremium",), ("gremium-name",)),
    "sitzung": (("gremium",),), "mitglied": ((), ("vertritt",)), "anlage": ((), ("alt",)), "niederschrift": ((), ("alt",)),
}
FILES = {"bild": ".jpg", "anlage": ".pdf", "niederschrift": ".pdf", "verteiler": ".xml"}
SINGLE = {"ergebnis"}  # stands once in its parent, so that a hidden one needs a parent of its own
PARTS = ("antrag", "zusammenfassung", "sachverhalt", "begruendung", "alternativen", "auswirkungen", "finanzen")  # stand once in a paper
SKIPPED = {"br", "seitenumbruch", "jahresbetrag"}  # no word, nothing to hide
REFERENCES = {("verweis", "ziel"): "abschnitt", ("verweis", "anlage"): "anlage", ("betrag", "posten"): "posten", ("antwort", "frage"): "frage",
              ("finanztabelle", "form"): "finanzformular", ("beratung", "gremium"): "gremium", ("sitzung", "gremium"): "gremium",
              ("mitglieder", "gremium"): "gremium", ("mitglied", "vertritt"): "mitglied"}
IDENTIFIED = {"anlage": "nr"}  # what references name, where it is not id


class Grower:
    def __init__(self, schema):
        self.schema, self.turn, self.choices, self.ways = schema, {}, CHOICES, ("status", "nur-beratung")
        self.grown, self.reserved, self.whole = set(), set(), set()

    def make(self, name, turn=None):
        e = ET.Element(name)
        sets = self.choices.get(name, ((),))
        if turn is None:
            turn = self.turn[name] = self.turn.get(name, -1) + 1
        mine, others = sets[turn % len(sets)], {a for s in CHOICES.get(name, ()) for a in s}
        for a, (type_, required) in self.schema.elements[name].attributes.items():
            if a in ("status", "nur-beratung") or (a in others and a not in mine):
                continue
            kind, values = self.schema.base(type_)
            if (name, a) in VALUES:
                e.set(a, VALUES[name, a])
            elif kind == "word" and a not in ("stil", "koerperschaft"):
                e.set(a, "")
            elif required and kind == "enum":
                e.set(a, values[0])
        if "status" in self.schema.elements[name].attributes and self.schema.elements[name].attributes["status"][1]:
            e.set("status", "oeffentlich")
        return e

    def hide(self, e, way):
        e.set(way, HIDDEN if way == "status" else CLOSED)
        if way == "nur-beratung" and e.get("status"):
            e.set("status", "oeffentlich")
        return e

    def hidden(self, name, way):
        """Elements of that kind that are hidden in that way: one for each choice of attributes, the first time with all they can hold."""
        whole = (name, way) not in self.whole
        self.whole.add((name, way))
        first = True
        for turn in range(len(self.choices.get(name, ((),)))):
            yield self.hide(self.fill(self.make(name, turn), set() if whole and first else None), way)
            first = False

    def fill(self, e, done):
        """With all children that are not done yet; None: with those it must have."""
        wanted = [c for c, required, _ in self.schema.elements[e.tag].children if c not in SKIPPED and (required or (done is not None and c not in done and c != e.tag))]
        if done is not None:
            done.update(wanted)
        if e.get("status"):
            e.set("status", HIDDEN)
        for c in wanted:
            for turn in range(len(self.choices.get(c, ((),))) if done is not None else 1):
                e.append(self.fill(self.make(c, turn if done is not None else None), done))
        return e

    def open(self, name):
        """In public; the first of its kind with all it can hold, and with hidden ones beside each child. All others with one hidden child, wherever they stand."""
        e = self.make(name)
        first = name not in self.grown
        self.grown.add(name)
        children = [c for c in self.schema.elements[name].children if c[0] not in SKIPPED]
        fresh = {c for c, _, _ in children} - self.grown - self.reserved if first else set()
        self.reserved |= fresh
        if name == "betreff" and self.choices is not CHOICES:
            return e  # a session's titles hide nothing
        for c, required, many in children:
            if c in fresh or required or (first and c not in PARTS and self.can_hide(c)):
                self.append(e, self.open(c))
            if many and c not in PARTS:
                self.about(e, c, first)
                if first:
                    self.beside(e, c)
                elif "status" in self.schema.ways(c) and not any(is_hidden(x, False) for x in e):
                    e.append(next(self.hidden(c, "status")))
        if "nur-beratung" in self.ways and "nur-beratung" in self.schema.elements[name].attributes:
            e.set("nur-beratung", f"{OPEN} {CLOSED}")
        return e

    def append(self, e, child):
        e.append(child)
        single = [c for c, _, _ in self.schema.elements[child.tag].children if c in SINGLE]
        if single and child.tag not in self.whole:
            self.whole.add(child.tag)
            for c in single:
                twin = self.make(child.tag)
                for k in child:
                    twin.append(self.hide(self.fill(self.make(k.tag), set()), "status") if k.tag == c else copy.deepcopy(k))
                e.append(twin)

    def beside(self, e, c):
        for way in (w for w in self.schema.ways(c) if w in self.ways):
            for x in self.hidden(c, way):
                e.append(x)

    def about(self, e, c, first):
        """Public words about something hidden."""
        turns = {"verweis": (1, 2) if first else (2,), "betrag": (1,)}.get(c, ()) if self.choices is CHOICES else ()
        for turn in turns:
            x = self.make(c, turn)
            for a in x.keys():
                if (c, a) in REFERENCES:
                    x.set(a, CLOSED)
            e.append(x)

    def can_hide(self, name):
        return any(self.schema.ways(c) for c, _, _ in self.schema.elements[name].children)


# ---- the words ------------------------------------------------------------------------------------------
def is_hidden(e, above, before=None):
    """Is that element hidden, where its parent is (above) or not? `before`: the sibling before it."""
    if above or e.get("status") == HIDDEN or e.get("nur-beratung") in (CLOSED, ELSEWHERE) or e.tag in ("mitglied", "verteiler"):
        return True
    return e.tag == "stimmen" and before is not None and before.get("status") == HIDDEN


def walk(e, above=False, before=None):
    """All elements with (element, hidden)."""
    hidden = is_hidden(e, above, before)
    yield e, hidden
    last = None
    for c in e:
        yield from walk(c, hidden, last)
        last = c


def ending(e):
    return ".jpg" if "alt" in e.keys() else FILES[e.tag]


def edges(tree, above=False):
    """What is hidden in something public in that tree: {(parent, element, attribute)}."""
    public = {e for e, hidden in walk(tree, above) if not hidden}
    return {(p.tag, e.tag, way) for p in public for e in p for way, value in (("status", HIDDEN), ("nur-beratung", CLOSED)) if e.get(way) == value}


def places(tree, above=False):
    """Where something public holds something hidden: {(parent, element)}."""
    public = {e for e, hidden in walk(tree, above) if not hidden}
    return {(p.tag, e.tag) for p in public for e in p if e in public and any(c not in public for c in e)}


class Register:
    """The words of a set of documents, and what references can name in them."""

    def __init__(self, letter):
        self.letter, self.hidden, self.public = letter, 0, 0
        self.slots = {}  # hidden word -> {(element, attribute)}
        self.names, self.turn = {}, [0, 0]  # (kind, hidden) -> names; of public and of hidden references
        self.edges, self.places = set(), set()

    def document(self):
        """The same words, for a document whose references name only what is in itself and in the house's files."""
        other = copy.copy(self)
        other.names = {k: list(v) for k, v in self.names.items() if k[0] in ("frage", "finanzformular", "gremium")}
        return other

    def back(self, other):
        self.hidden, self.public, self.turn = other.hidden, other.public, other.turn

    def word(self, hidden, slot):
        if not hidden:
            self.public += 1
            return f"off{self.public:05}"
        self.hidden += 1
        word = f"geh{self.letter}{self.hidden:04}"
        self.slots[word] = {slot}
        return word

    def plant(self, tree, schema, above=False):
        self.edges |= edges(tree, above)
        self.places |= places(tree, above)
        for e, hidden in walk(tree, above):
            element = schema.elements[e.tag]
            for a in e.keys():
                if e.get(a) or (e.tag, a) in REFERENCES or e.tag == "unterlage":
                    continue
                word = NEUTRAL if hidden and (e.tag, a) == ("betreff", "oeffentlich") else self.word(hidden, (e.tag, a))
                e.set(a, schema.shape(element.attributes[a][0], word) + (ending(e) if a == "datei" else ""))
            if element.text:
                e.text = self.word(hidden, (e.tag, "")) + (" " if len(e) else "")
                for k, c in enumerate(e):  # no blank between hidden ones: its number is guarded elsewhere
                    both = is_hidden(c, False) and k + 1 < len(e) and is_hidden(e[k + 1], False)
                    c.tail = "" if both else " "
            name = e.get(IDENTIFIED.get(e.tag, "id"))
            if name:
                self.names.setdefault((e.tag, hidden), []).append(name)

    def settle(self, tree, above=False):
        """References get names, of the hidden where the reference is."""
        for e, hidden in list(walk(tree, above)):
            for a in e.keys():
                kind = REFERENCES.get((e.tag, a))
                if kind:
                    names = self.names.get((kind, (hidden or e.get(a) == CLOSED) and e.get(a) != OPEN)) or self.names[kind, True]
                    names = [n for n in names if n != e.get("id")] or names
                    self.turn[hidden] += 1
                    self.refer(e, a, names[self.turn[hidden] % len(names)])
        for e in tree.iter():
            if e.get("nur-beratung"):
                self.refer(e, "nur-beratung", " ".join(self.names["beratung", w == CLOSED][w == ELSEWHERE] for w in e.get("nur-beratung").split()))

    def refer(self, e, a, name):
        e.set(a, name)
        for word in CANARY.findall(name):
            self.slots[word].add((e.tag, a))


def written(path, tree, schema):
    for e in tree.iter():
        if "status" in e.keys() and "status" not in schema.elements[e.tag].attributes:
            del e.attrib["status"]
    tree.set("xmlns", "urn:x-vorlage:1")
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as f:
        f.write('<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(tree, encoding="unicode") + "\n")


# ---- the documents --------------------------------------------------------------------------------------
def house(schemas):
    """Style and master data with a form and a body that only something hidden names."""
    style = ET.Element("stil", {"name": "Slots"})
    g = Grower(schemas["stil"])
    for name, column in (("kopf", "kopffeld"), ("beratungsfolge", "folgespalte")):
        ET.SubElement(style, name).extend(ET.Element(column, {a: x}) for a, (t, _) in schemas["stil"].elements[column].attributes.items() if a in ("name", "feld")
                                          for x in schemas["stil"].base(t)[1])
    for status in ("oeffentlich", HIDDEN):
        form = g.fill(g.make("finanzformular"), set())
        form.set("status", status)
        form.set("liste", "ja")
        at = list(form).index(form.find("formspalte"))
        for x in schemas["stil"].base(schemas["stil"].elements["formspalte"].attributes["feld"][0])[1][1:]:
            form.insert(at + 1, ET.Element("formspalte", {"feld": x, "titel": ""}))
        style.append(form)
    body = ET.Element("koerperschaft", {"name": "Stadt Obertal"})
    g = Grower(schemas["koerperschaft"])
    bodies = ET.SubElement(body, "gremien")
    for status in ("oeffentlich", HIDDEN):
        bodies.append(g.make("gremium"))
        bodies[-1].set("status", status)
    return style, body


def papers(schema):
    """A paper with everything in public and, beside it, hidden; then one of hidden parts for each way to hide them."""
    g = Grower(schema)
    out = [g.open("vorlage")]
    for way in ("status", "nur-beratung"):
        paper = g.make("vorlage")
        paper.extend([copy.deepcopy(out[0].find("kopf")), copy.deepcopy(out[0].find("beratungsfolge"))])
        for part in PARTS:
            paper.extend(g.hidden(part, way))
        paper.append(copy.deepcopy(out[0].find("anlagen")))
        out.append(paper)
    return out


def pictures(folder, tree):
    for e in tree.iter("bild"):
        with open(os.path.join(folder, e.get("datei")), "wb") as f:
            f.write(content.photo(random.Random(e.get("datei"))))


class House:
    """Schemas, register, style and master data of one set of documents. `change` draws anew what is hidden in a tree that has no words yet."""

    def __init__(self, vorlage, folder, letter, change=None):
        self.files = []
        self.vorlage, self.folder, self.change = vorlage, folder, change or (lambda tree, schema: None)
        self.schemas = {n: Schema(vorlage, n) for n in ("vorlage", "sitzung", "mitglieder", "stil", "koerperschaft")}
        self.register = Register("a")  # the house's words are all documents'
        for name, tree in zip(("stil", "koerperschaft"), house(self.schemas)):
            self.register.plant(tree, self.schemas[name])
            written(os.path.join(folder, name + ".xml"), tree, self.schemas[name])
        self.register.letter = letter

    def attachments(self, register, tree, folder, above=False):
        """Notes the files that the tree names, with a word for what each holds."""
        for e, hidden in walk(tree, above):
            if e.tag in ("anlage", "niederschrift") and e.get("datei"):
                self.files.append((os.path.join(folder, e.get("datei")), register.word(hidden, (e.tag, "file"))))

    def paper(self, path, tree, above=False):
        self.change(tree, self.schemas["vorlage"])
        mine = self.register.document()
        mine.plant(tree, self.schemas["vorlage"], above)
        self.attachments(mine, tree, os.path.dirname(path), above)
        mine.settle(tree, above)
        self.register.back(mine)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        for name in ("stil", "koerperschaft"):  # of a paper that nobody may know of its own
            if above:
                tree.set(name, self.register.word(True, ("vorlage", name)) + ".xml")
                shutil.copy(os.path.join(self.folder, name + ".xml"), os.path.join(os.path.dirname(path), tree.get(name)))
            else:
                tree.set(name, os.path.join(os.path.relpath(self.folder, os.path.dirname(path)), name + ".xml"))
        written(path, tree, self.schemas["vorlage"])
        pictures(os.path.dirname(path), tree)


def paper_files(vorlage, folder, letter="a", change=None):
    """Writes the papers with their style and master data; ([paths], house)."""
    h = House(vorlage, folder, letter, change)
    paths = []
    for i, tree in enumerate(papers(h.schemas["vorlage"])):
        paths.append(os.path.join(folder, f"vorlage-{i}.xml"))
        h.paper(paths[-1], tree)
    return paths, h


# ---- sessions -------------------------------------------------------------------------------------------
def agenda(schema):
    """A session whose first item holds all that an item can, and one item for each paper; the last is not public and has no neutral title."""
    g = Grower(schema)
    g.choices = dict(CHOICES, verweis=(("vorlage",), ("url",)), betrag=(("eur",),))
    g.ways = ("status",)
    tree = g.open("sitzung")
    list_ = tree.find("tagesordnung")
    closed = [t for t in list_ if t.get("status") == HIDDEN]
    for t in closed:
        list_.remove(t)
    for _ in range(2):
        t = g.make("top")
        t.append(g.make("unterlage"))
        list_.append(t)
    closed.append(g.hide(g.fill(g.make("top"), set()), "status"))
    del closed[-1].find("betreff").attrib["oeffentlich"]
    closed[-1].remove(closed[-1].find("unterlage"))  # whose paper may have one
    list_.extend(closed)
    for t in tree.iter("top"):
        if t.find("unterlage") is None:
            t.set("unterlage", "keine")
            if t.find("betreff") is None:
                t.insert(0, g.make("betreff"))
    return tree


def number(tops, above=""):
    n = {}
    for t in tops:
        part = t.get("status") if not above else ""
        n[part] = n.get(part, 0) + 1
        t.set("nr", f"{above}{n[part]}")
        number(t.findall("top"), f"{above}{n[part]}.")


def members(schema):
    """Chair, deputy, two who may not see what is not public."""
    g = Grower(schema)
    tree = g.make("mitglieder")
    for role, sees, way in (("vorsitz", "ja", "post"), ("stellvertretung", "ja", "email"), ("beratend", "nein", "email"), ("gast", "nein", "post")):
        m = g.fill(g.make("mitglied", 1 if role == "stellvertretung" else 0), set())
        m.attrib.update({"funktion": role, "nichtoeffentlich": sees, "zustellung": way})
        tree.append(m)
    return tree


def closed_paper(schema, status):
    g = Grower(schema)
    tree = g.fill(g.make("vorlage"), set())
    for e in tree.iter():
        if e.get("status"):
            e.set("status", status)
        if "nur-beratung" in e.keys():
            del e.attrib["nur-beratung"]
        if "gremium" in e.keys():
            e.set("gremium", OPEN)
    return tree


def session_files(vorlage, folder, letter="a", change=None):
    """Writes a session with all its papers, members and attachments; (path, house). The house's `mine` are the words of each member by id."""
    h = House(vorlage, folder, letter, change)
    tree = agenda(h.schemas["sitzung"])
    h.change(tree, h.schemas["sitzung"])
    number(tree.find("tagesordnung"))
    mine = h.register.document()
    mine.plant(tree, h.schemas["sitzung"])
    h.attachments(mine, tree, folder)
    mine.settle(tree)
    h.register.back(mine)
    open_papers = papers(h.schemas["vorlage"])
    for e in open_papers[-1].iter():
        if e.get("nur-beratung") == CLOSED:
            e.set("nur-beratung", ELSEWHERE)
    for e, hidden in walk(tree):
        if e.tag != "unterlage":
            continue
        above = next(t for t in tree.iter("top") if e in list(t))
        closed = [x for x, hid in walk(tree) if hid]
        paper = open_papers.pop(0) if not hidden else closed_paper(h.schemas["vorlage"], HIDDEN if above in closed else "oeffentlich")
        place = h.register.word(hidden, (e.tag, "datei"))
        h.paper(os.path.join(folder, place, "vorlage.xml"), paper, hidden)
        e.set("datei", place + "/vorlage.xml")
        h.register.refer(e, "vorlage", paper.get("nummer"))
    list_ = members(h.schemas["mitglieder"])
    h.change(list_, h.schemas["mitglieder"])
    mine = h.register.document()
    mine.plant(list_, h.schemas["mitglieder"])
    mine.settle(list_)
    h.register.back(mine)
    h.members = [m.get("id") for m in list_]
    h.mine = {m.get("id"): set(CANARY.findall(ET.tostring(m, encoding="unicode"))) for m in list_}
    written(os.path.join(folder, tree.find("verteiler").get("datei")), list_, h.schemas["mitglieder"])
    tree.set("stil", "stil.xml")
    tree.set("koerperschaft", "koerperschaft.xml")
    path = os.path.join(folder, "sitzung.xml")
    written(path, tree, h.schemas["sitzung"])
    pictures(folder, tree)
    make_attachments(h)
    return path, h


SHEET = ('<vorlage xmlns="urn:x-vorlage:1" nummer="{0}" art="information" status="oeffentlich"><kopf><betreff>{0}</betreff></kopf>'
         "<sachverhalt><p>{0}</p></sachverhalt></vorlage>")


def make_attachments(h):
    work = os.path.join(h.folder, "blatt")
    os.makedirs(work)
    sheets = []
    for path, word in h.files:
        if path.endswith(".jpg"):
            with open(path, "wb") as f:
                f.write(content.photo(random.Random(word)))
            continue
        sheets.append((os.path.join(work, word), path))
        with open(sheets[-1][0] + ".xml", "w", encoding="utf-8") as f:
            f.write(SHEET.format(word))
    subprocess.run([h.vorlage, "pdf", "--quiet", *[s + ".xml" for s, _ in sheets], "-d", work], check=True, env=dict(os.environ, VORLAGE_ETC="/nonexistent"))
    made = {f[:8]: os.path.join(work, f) for f in os.listdir(work) if f.endswith(".pdf")}  # words have eight letters
    for sheet, path in sheets:
        os.rename(made[os.path.basename(sheet)], path)
    shutil.rmtree(work)
