"""Two documents that differ only in what is not public: statuses put in by chance, words into all they hide, and all of it drawn anew.

Trees are without namespace. `plain` and `slots.written` read and write them."""
import copy
import os
import random
import xml.etree.ElementTree as ET

from . import content, slots
from .slots import CLOSED, HIDDEN, REFERENCES, walk

NS = "{urn:x-vorlage:1}"
WORDS = "Grundstück Erwerb Vergleich Angebot Bürgschaft Vertrag Kaufpreis Gutachten Personal Klage Pacht Erbe Anwalt Forderung und mit ohne für nach bei".split()
NUMBERED = {("zelle", "zeilen"), ("zelle", "spalten")}  # numbers that hold a table together
FIXED = {"art", "haushalt"}  # of a hidden finance row: a form must know that a row is missing from it
FREE = {  # what a hidden element may say instead, where its schema lets it say more than makes sense
    ("ergebnis", "code"): ("abgelehnt", "vertagt", "geaendert-beschlossen", "erledigt"), ("beratung", "zustaendigkeit"): ("kenntnisnahme", "anhoerung", "empfehlung"),
    ("auswirkung", "art"): ("klima", "personal", "inklusion", "demografie"), ("auswirkung", "wirkung"): ("positiv", "negativ"),
    ("auswirkung", "ausmass"): ("gering", "erheblich"), ("datum", "form"): ("lang", "kurz"), ("posten", "veranschlagung"): ("planmaessig", "ausserplanmaessig"),
    ("liste", "art"): ("punkte", "nummern"), ("vorlage", "art"): ("bericht", "antrag", "anfrage", "beschluss"), ("zelle", "kopf"): ("ja", "nein"),
    ("sichtvermerk", "art"): ("sichtvermerk", "mitzeichnung"), ("top", "zustaendigkeit"): ("kenntnisnahme", "anhoerung"),
}
TOLD_ONCE = {"p", "liste", "tabelle", "bild", "zitat", "hinweis", "finanztabelle", "abschnitt",  # one sentence stands for all of them
             "stark", "betont", "hoch", "tief", "sprache", "verweis", "betrag", "datum", "fussnote",  # silent
             "punkt", "zeile", "anlage", "niederschrift", "unterlage"}


def plain(path):
    tree = ET.parse(path).getroot()
    for e in tree.iter():
        e.tag = e.tag.replace(NS, "")
    return tree


def parents(tree):
    return {c: p for p in tree.iter() for c in p}


# ---- statuses by chance ----------------------------------------------------------------------------------
def hide(tree, schema, rnd, share):
    """Hides about that share of what can be hidden."""
    consultations = list(tree.iter("beratung"))
    for i, b in enumerate(consultations):
        b.set("id", f"b{i}")
        if i and rnd.random() < max(share, .3):
            b.set("status", HIDDEN)
    closed = any(b.get("status") == HIDDEN for b in consultations)
    for e, hidden in list(walk(tree)):
        if hidden or e.tag in ("vorlage", "beratung") or rnd.random() > share or not can_go(e, tree):
            continue
        ways = schema.ways(e.tag)
        if "nur-beratung" in ways and closed and rnd.random() < .4:
            e.set("nur-beratung", CLOSED)
        elif "status" in ways:
            e.set("status", HIDDEN)


def can_go(e, tree):
    """Rows that hold a table together stay."""
    if e.tag != "zeile":
        return True
    table = next(t for t in tree.iter("tabelle") if e in list(t.iter("zeile")))
    return not any(z.get("zeilen") or z.get("spalten") for z in table.iter("zelle")) and e.get("art") is None and len(table.findall("zeile")) > 2


# ---- drawn anew ------------------------------------------------------------------------------------------
def redraw(tree, schema, rnd):
    """Numbers, days, choices and how much there is of it: all that is hidden anew."""
    for e, hidden in list(walk(tree)):
        if hidden:
            values(e, schema, rnd)
    rows(tree, rnd)
    above, state, gone = parents(tree), list(walk(tree)), set()
    within = dict(state)
    for e, hidden in state:
        if hidden and e in above and e not in gone and not amount(e, above[e], within[above[e]], schema, rnd):
            gone.update(e.iter())
    for e in tree.iter("stimmen"):
        groups = e.findall("fraktion")
        if groups:
            e.set("ja", str(sum(int(g.get("ja")) for g in groups)))


def values(e, schema, rnd):
    element = schema.elements[e.tag]
    for a, (type_, _) in element.attributes.items():
        if a in ("status", "nur-beratung") or (e.tag == "posten" and a in FIXED) or (e.tag, a) in NUMBERED:
            continue
        if (e.tag, a) in FREE:
            if e.get(a) or rnd.random() < .3:
                e.set(a, rnd.choice(FREE[e.tag, a]))
        elif e.get(a) and type_ == "Geld":
            e.set(a, f"{rnd.randint(1, 10 ** rnd.randint(1, 7))}.{rnd.randint(0, 99):02}")
        elif e.get(a) and type_ == "Datum" and e.tag in ("datum", "sichtvermerk", "niederschrift"):
            e.set(a, f"202{rnd.randint(0, 4)}-{rnd.randint(1, 12):02}-{rnd.randint(1, 28):02}")
        elif e.get(a) and type_ == "Anzahl" and e.tag in ("stimmen", "fraktion"):
            e.set(a, str(rnd.randint(1, 60)))
        elif type_ == "Millimeter" and e.tag == "bild":
            e.set(a, str(rnd.randint(20, 90)))


def rows(tree, rnd):
    """Figures of hidden rows, and the typed sums over them."""
    for t in tree.iter("tabelle"):
        kinds = [s.get("art") for s in t.findall("spalte")]
        mine = t.findall("zeile")
        for row in (r for r in mine if r.get("status") == HIDDEN and len(r.findall("zelle")) == len(kinds)):
            for i, (cell, kind) in enumerate(zip(row.findall("zelle"), kinds)):
                if kind == "betrag" and cents(cell.text) is not None:
                    new = rnd.randint(-10 ** 6, 10 ** 8)
                    change = new - cents(cell.text)
                    cell.text = german(new)
                    for s in (r for r in t.iter("zeile") if r.get("art") == "summe"):
                        s.findall("zelle")[i].text = german(cents(s.findall("zelle")[i].text) + change)
                elif kind == "zahl":
                    cell.text = str(rnd.randint(1, 9999))
                elif kind == "datum":
                    cell.text = f"{rnd.randint(1, 28):02}.03.2024"


def cents(text):
    digits = (text or "").replace(".", "").replace(",", "")
    return int(digits) if digits.lstrip("-").isdigit() and "," in text else None


def german(n):
    whole = f"{abs(n) // 100:,}".replace(",", ".")
    return ("-" if n < 0 else "") + f"{whole},{abs(n) % 100:02}"


def amount(e, parent, within, schema, rnd):
    """One more of it or, within something hidden, none: False."""
    if e.tag in ("spalte", "zelle", "mitglied", "postanschrift", "antwort", *slots.PARTS) or (e.tag == "zeile" and within):
        return True  # a table stays a table, and nothing stands twice that may not
    many = {c: (required, many) for c, required, many in schema.elements[parent.tag].children}
    required, several = many.get(e.tag, (True, False))
    named = any(x.get("id") for x in e.iter()) or any(x.tag == "posten" for x in e.iter())
    if within and not required and not named and rnd.random() < .15:
        before = list(parent).index(e)
        if e.tail:
            if before:
                parent[before - 1].tail = (parent[before - 1].tail or "") + e.tail
            else:
                parent.text = (parent.text or "") + e.tail
        parent.remove(e)
        return False
    if several and not named and rnd.random() < .2 and (within or told_once(e, parent)):
        twin = copy.deepcopy(e)
        if schema.elements[parent.tag].text:
            e.tail = ""
        for x in twin.iter("zelle") if e.tag == "zeile" else ():  # sums stay what they are
            x.text = "-" if cents(x.text) is not None else x.text
        for x in twin.iter():  # numbers that must differ
            if x.tag == "anlage" and x.get("nr"):
                x.set("nr", f"{x.get('nr')}z{rnd.randint(1, 9999)}")
        parent.insert(list(parent).index(e) + 1, twin)
    return True


def told_once(e, parent):
    if e.tag == "punkt":
        return parent.get("art") != "nummern"
    if e.tag == "zeile":
        return not any(z.get("zeilen") for z in parent.iter("zelle"))
    return e.tag in TOLD_ONCE


# ---- words -----------------------------------------------------------------------------------------------
def dye(tree, schema, folder, rnd, letter):
    """Words into all that is hidden; ids and files get names of their own. Returns the words."""
    made, names = set(), {}

    def word():
        made.add(f"geh{letter}{len(made):04}")
        return f"geh{letter}{len(made) - 1:04}"

    above = parents(tree)
    for e, hidden in list(walk(tree)):
        if not hidden:
            continue
        element = schema.elements[e.tag]
        for a in e.keys():
            if (e.tag, a) in REFERENCES or a in ("status", "nur-beratung") or schema.base(element.attributes[a][0])[0] != "word" or e.tag == "unterlage":
                continue
            if a == "nr" and e.tag == "top":
                continue
            w = word()
            if a == "id":
                names[e.get(a)] = w
            if a == "datei" and e.tag == "bild":
                with open(os.path.join(folder, w + ".jpg"), "wb") as f:
                    f.write(content.photo(random.Random(w)))
            e.set(a, schema.shape(element.attributes[a][0], w) + (slots.ending(e) if a == "datei" else ""))
        if element.text and not figure(e, above):
            e.text = " ".join([word(), *(rnd.choice(WORDS) for _ in range(rnd.randint(0, 12)))]) + (" " if len(e) else "")
            for c in e:
                c.tail = " " + rnd.choice(WORDS) + " " if c.tail else c.tail
    for e in tree.iter():
        for a in e.keys():
            if (e.tag, a) in REFERENCES and e.get(a) in names:
                e.set(a, names[e.get(a)])
        if e.get("nur-beratung"):
            e.set("nur-beratung", next(b.get("id") for b in tree.iter("beratung") if b.get("status") == HIDDEN))
    return made


def figure(e, above):
    """A cell of a column of figures."""
    while e.tag != "zelle" and e in above:
        e = above[e]
    if e.tag != "zelle":
        return False
    row = above[e]
    table = next(t for t in iter_up(row, above) if t.tag == "tabelle")
    kinds = [s.get("art") for s in table.findall("spalte")]
    at = row.findall("zelle").index(e)
    return len(row.findall("zelle")) != len(kinds) or kinds[at] not in (None, "text")


def iter_up(e, above):
    while e in above:
        e = above[e]
        yield e
