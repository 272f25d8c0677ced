"""Vorlagen by chance that use every construct of the vocabulary at every size: valid, arithmetically right, and unlike what a person would write."""
import os
import random
import shutil
import xml.etree.ElementTree as ET
from xml.sax.saxutils import escape, quoteattr

from . import neighbour, slots
from .content import chart, photo
from .words import Words
from .write_xml import money

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
STYLES = ["", "lindenbruck", "auenbach", "regnitzau", "wupperfeld", "okertal", "geteilt", "ostalbkreis"]
NEUTRAL_FORMS = ["einfach", "steuer", "mehrjahr", "konten"]
NS = "{urn:x-vorlage:1}"
NAMES = ["Ştefănescu", "Øst-Łukasik", "Nguyễn", "Þórsdóttir", "Yıldırım", "Müller-Lüdenscheidt", "Çelik", "Dvořák", "Ó Súilleabháin", "Ḥasan"]
EFFECTS = ["klima", "personal", "inklusion"]


class Anything:
    """One Vorlage in a folder of its own; `path` is its file, `hidden` says whether anything in it is not public.

    hidden_in() makes of it one with much that is not public, and neighbours of that: documents that differ from one another in nothing else."""

    def __init__(self, seed, folder, pages=6):
        self.seed, self.rnd = seed, random.Random(seed)
        self.words = Words(self.rnd)
        self.folder, self.budget = folder, pages * 40 * self.rnd.random() ** 2 + 4
        self.hides = self.rnd.random() < .25
        self.hidden = False
        self.ids, self.targets, self.pictures, self.posten = 0, [], 0, []
        os.makedirs(os.path.join(folder, "bilder"), exist_ok=True)
        self.style = self.rnd.choice(STYLES)
        self.forms = self.take_style()
        self.path = os.path.join(folder, "vorlage.xml")
        with open(self.path, "w", encoding="utf-8") as f:
            f.write(self.vorlage(seed))

    def hidden_in(self, schema, name, seed):
        """Writes a like paper in which much that can have a status is not public and holds words geh...; `seed` draws all that is hidden and nothing else.
        (path, words)."""
        tree = neighbour.plain(self.path)
        rnd = random.Random(self.seed)
        neighbour.hide(tree, schema, rnd, rnd.choice([.03, .1, .3]))
        rnd = random.Random(f"{self.seed} {seed}")
        if seed:
            neighbour.redraw(tree, schema, rnd)
        words = neighbour.dye(tree, schema, self.folder, rnd, chr(ord("a") + seed))
        path = os.path.join(self.folder, name)
        slots.written(path, tree, schema)
        return path, words

    # -- small things --------------------------------------------------------------------------------
    def chance(self, p):
        return self.rnd.random() < p

    def some(self, low, high):
        """Mostly few, sometimes many."""
        return low + int((high - low) * self.rnd.random() ** 3)

    def new_id(self):
        self.ids += 1
        self.targets.append(f"z{self.ids}")
        return f' id="z{self.ids}"'

    def status(self):
        if self.hides and self.chance(.12):
            self.hidden = True
            return ' status="nichtoeffentlich"'
        return ""

    def take_style(self):
        """The style's folder beside the Vorlage; ids of its finance forms."""
        if not self.style:
            return NEUTRAL_FORMS
        sample = os.path.join(ROOT, "samples", self.style)
        for name in ("stil.xml", "koerperschaft.xml"):
            if os.path.exists(os.path.join(sample, name)):
                shutil.copy(os.path.join(sample, name), self.folder)
        for sub in os.listdir(sample):
            if os.path.isdir(os.path.join(sample, sub)):
                shutil.copytree(os.path.join(sample, sub), os.path.join(self.folder, sub), dirs_exist_ok=True)
        path = os.path.join(self.folder, "stil.xml")
        text = open(path, encoding="utf-8").read()
        if self.chance(.3) and "<seite " in text:
            with open(path, "w", encoding="utf-8") as f:
                f.write(text.replace("<seite ", '<seite zeilennummern="ja" entwurf="Entwurf" ', 1))
        return [f.get("id") for f in ET.parse(os.path.join(sample, "stil.xml")).iter(NS + "finanzformular")]

    # -- words ---------------------------------------------------------------------------------------
    def inline(self, depth=0, notes=True):
        n = self.some(1, 30)
        text = escape(self.words.text(n))
        kind = self.rnd.randint(0, 15) if depth < 3 else 0
        wrap = {1: "stark", 2: "betont", 3: "hoch", 4: "tief"}.get(kind)
        if wrap:
            inner = self.inline(depth + 1, notes) if kind < 3 else str(self.rnd.randint(1, 99))
            return f"{text} <{wrap}{self.status()}>{inner}</{wrap}> "
        if kind == 5:
            return f'{text} <sprache lang="en">open government data</sprache> '
        if kind == 6 and notes:
            return f"{text}<fussnote>{self.inline(depth + 1, False)}</fussnote> "
        if kind == 7:
            return f'{text} <verweis vorlage="{self.rnd.randint(1, 300)}/2023"/> '
        if kind == 8:
            return f'{text} <verweis url="https://www.example.org/{"sehr-langer-weg/" * self.some(0, 6)}seite.html"/> '
        if kind == 9:
            return f'{text} <datum wert="20{self.rnd.randint(10, 29)}-0{self.rnd.randint(1, 9)}-{self.rnd.randint(10, 28)}" form="{self.rnd.choice(["lang", "kurz"])}"/> '
        if kind == 10:
            return f'{text} <betrag eur="{self.rnd.randint(0, 9999999)}.{self.rnd.randint(10, 99)}"/> '
        if kind == 11 and self.targets:
            return f'{text} <verweis ziel="{self.rnd.choice(self.targets)}"/> '
        if kind == 12 and depth == 0:
            return text + "<br/>" + escape(self.words.text(3)) + " "
        if kind == 13:
            return text + " " + self.rnd.choice(["§ 5 Abs. 2 GemO", "z. B. 19 %", "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen", "a­b", "„Zitat“ – ja …", "x" * 40, "½ ≤ ∑ €", "Q̇ ñ̈"]) + " "
        if kind == 14 and self.posten:
            return f'{text} <betrag posten="{self.rnd.choice(self.posten)}" wert="betrag"/> '
        return text + " "

    def inlines(self, most=4):
        return "".join(self.inline() for _ in range(self.some(1, most))).strip()

    # -- blocks --------------------------------------------------------------------------------------
    def p(self):
        self.budget -= 4
        return f"<p{self.status()}{self.new_id() if self.chance(.05) else ''}>{self.inlines()}</p>"

    def liste(self, depth=0):
        items = []
        kind = self.rnd.choice(["nummern", "punkte"])
        start = f' start="{self.rnd.randint(2, 120)}"' if kind == "nummern" and self.chance(.2) else ""
        for _ in range(self.some(1, 12)):
            self.budget -= 1
            inner = self.inline()
            if self.chance(.15) and depth < 4:
                inner += self.liste(depth + 1)
            if self.chance(.1):
                inner = f"<p>{self.inlines()}</p><p>{self.inlines()}</p>"
            if self.chance(.03) and depth == 0:
                inner += self.tabelle(small=True)
            items.append(f"<punkt{self.status()}>{inner}</punkt>")
        return f'<liste art="{kind}"{start}>{"".join(items)}</liste>'

    def cell_text(self):
        n = self.rnd.choice([1, 1, 1, 2, 3, 5, 8, 40 if self.chance(.1) else 2])
        if self.chance(.04):
            return f"<p>{self.inlines()}</p><liste><punkt>{self.inline(notes=False)}</punkt><punkt>eins</punkt></liste>"
        note = f"<fussnote>{escape(self.words.text(6))}</fussnote>" if self.chance(.03) else ""
        return escape(self.words.text(n)) + note

    def tabelle(self, small=False):
        kinds = [self.rnd.choice(["text", "text", "betrag", "zahl", "datum"]) for _ in range(self.some(1, 3 if small else 8))]
        kinds[0] = "text"
        sums = [0] * len(kinds)
        total = "betrag" in kinds and self.chance(.6)
        out = ["<tabelle" + (self.new_id() if self.chance(.4) else "") + self.status() + ">"]
        if self.chance(.6):
            out.append(f"<titel>{escape(self.words.title())}</titel>")
        out += [self.column(k, total) for k in kinds]
        if self.chance(.8):
            out.append(self.head(len(kinds)))
        rows = self.some(1, 4 if small else 60)
        self.budget -= rows * 1.5
        self.rows(out, kinds, sums, rows, spans=not total)
        if total:
            cells = [f"<zelle>{money(s) if k == 'betrag' else 'Summe' if i == 0 else ''}</zelle>" for i, (k, s) in enumerate(zip(kinds, sums))]
            out.append('<tabellenfuss><zeile art="summe">' + "".join(cells) + "</zeile></tabellenfuss>")
        return "\n".join(out + ["</tabelle>"])

    def column(self, kind, total):
        width = f' breite="{self.rnd.randint(12, 50)}"' if self.chance(.1) else ""
        if kind == "text":
            return f"<spalte{width}/>"
        carry = ' uebertrag="ja"' if kind == "betrag" and total and self.chance(.7) else ""
        unit = ' einheit="EUR"' if kind == "betrag" and self.chance(.5) else ' einheit="m²"' if kind == "zahl" and self.chance(.4) else ""
        return f'<spalte art="{kind}"{unit}{carry}{width}/>'

    def head(self, n):
        one = "<zeile>" + "".join(f"<zelle>{escape(self.words.title())}</zelle>" for _ in range(n)) + "</zeile>"
        if n < 3 or self.chance(.7):
            return f"<tabellenkopf>{one}</tabellenkopf>"
        first = f'<zeile><zelle zeilen="2">{escape(self.words.title())}</zelle><zelle spalten="{n - 1}">{escape(self.words.title())}</zelle></zeile>'
        second = "<zeile>" + "".join(f"<zelle>{escape(self.words.title())}</zelle>" for _ in range(n - 1)) + "</zeile>"
        return f"<tabellenkopf>{first}{second}</tabellenkopf>"

    def rows(self, out, kinds, sums, rows, spans):
        covered = 0
        for r in range(rows):
            if self.chance(.06) and not covered and len(kinds) > 1 and r + 1 < rows:
                out.append(f'<zeile art="gruppe"><zelle spalten="{len(kinds)}">{escape(self.words.title())}</zelle></zeile>')
            cells = []
            for i, k in enumerate(kinds):
                if i == 0 and covered:
                    covered -= 1
                    continue
                attr = ""
                if i == 0 and spans and len(kinds) > 1 and self.chance(.1) and rows - r > 3:
                    covered = 2
                    attr = ' zeilen="3"'
                if i == 0 and self.chance(.3):
                    attr += ' kopf="ja"'
                cells.append(f"<zelle{attr}>{self.value(k, i, sums)}</zelle>")
            out.append("<zeile>" + "".join(cells) + "</zeile>")

    def value(self, kind, i, sums):
        if kind == "betrag":
            v = self.rnd.randint(-5_000_00, 90_000_000)
            if self.chance(.08):
                return "-"
            sums[i] += v
            return ("-" if v < 0 else "") + money(abs(v))
        if kind == "zahl":
            return self.rnd.choice(["-", "3,5", "1.250", "0", "17,25"])
        return "27.02.2024" if kind == "datum" else self.cell_text()

    def bild(self):
        self.pictures += 1
        self.budget -= 15
        name = f"bilder/zufall-{self.pictures}.{'png' if self.pictures % 2 else 'jpg'}"
        with open(os.path.join(self.folder, name), "wb") as f:
            f.write(chart(self.rnd) if self.pictures % 2 else photo(self.rnd))
        if self.chance(.1):
            return f'<bild datei="{name}" schmuck="ja"/>'
        parts = (f"<bildtext>{self.inlines(2)}</bildtext>" if self.chance(.7) else "") + (f"<quelle>{escape(self.words.title())}</quelle>" if self.chance(.5) else "")
        width = f' breite="{self.rnd.randint(20, 160)}"' if self.chance(.6) else ""
        return f'<bild{self.new_id() if self.chance(.5) else ""} datei="{name}" alt={quoteattr("Darstellung: " + self.words.sentence(4, 9))}{width}>{parts}</bild>'

    def block(self):
        kind = self.rnd.randint(0, 19)
        if kind == 0:
            return self.bild()
        if kind in (1, 2):
            return self.tabelle()
        if kind in (3, 4):
            return self.liste()
        if kind == 5:
            return f"<zitat{self.status()}>{self.p()}<quelle>{escape(self.words.title())}</quelle></zitat>"
        if kind == 6:
            return f"<hinweis{self.status()}>{self.p()}{self.liste() if self.chance(.3) else ''}</hinweis>"
        if kind == 7 and self.chance(.3):
            return "<seitenumbruch/>"
        return self.p()

    def blocks(self, low=1, high=8):
        out = [self.p()]
        for _ in range(self.some(low, high)):
            if self.budget > 0:
                out.append(self.block())
        return "\n".join(out)

    def abschnitt(self, depth=1):
        inner = "".join(self.abschnitt(depth + 1) for _ in range(self.some(0, 3))) if depth < 4 and self.budget > 0 else ""
        return f"<abschnitt{self.new_id() if self.chance(.4) else ''}{self.status()}><titel>{escape(self.words.title())}</titel>\n{self.blocks()}\n{inner}</abschnitt>"

    # -- parts ---------------------------------------------------------------------------------------
    def teil(self, tag, title=None):
        sections = "".join(self.abschnitt() for _ in range(self.some(0, 4)))
        name = f" titel={quoteattr(title)}" if title else ""
        return f"<{tag}{name}{self.status()}>\n{self.blocks()}\n{sections}</{tag}>"

    def finanzen(self):
        rows = []
        for i in range(self.some(1, 25)):
            self.posten.append(f"k{i}")
            eur = f"{self.rnd.randint(0, 9_000_000)}.{self.rnd.randint(10, 99)}"
            year = self.rnd.randint(2022, 2030)
            art = self.rnd.choice(["aufwand", "ertrag", "auszahlung", "einzahlung"])
            when = self.rnd.choice([f'jahr="{year}"', f'von="{year}" bis="{year + 2}" turnus="jaehrlich"', f'ab="{year}" turnus="jaehrlich"'])
            rows.append(f'<posten id="k{i}" art="{art}" haushalt="{self.rnd.choice(["ergebnis", "finanz"])}" {when} betrag="{eur}" kostenstelle="57{i}" sachkonto="43{i}"'
                        f'{self.status()}>{self.inline(2)}</posten>')
        tables = "".join(f'<finanztabelle form="{f}"/>' for f in self.rnd.sample(self.forms, min(len(self.forms), self.some(1, 3))))
        self.budget -= len(rows) * 2
        return f"<finanzen{self.status()}>{''.join(rows)}{tables}{self.blocks(0, 3)}</finanzen>"

    def beratungen(self):
        out = []
        for i in range(self.some(1, 9)):
            closed = self.status() if i else ""
            status = closed or ' status="oeffentlich"'
            result = '<ergebnis code="einstimmig-beschlossen"/><stimmen ja="20" nein="0" enthaltung="1"/>' if self.chance(.3) and i == 0 else ""
            out.append(f'<beratung gremium-name={quoteattr(self.words.title())} termin="2024-0{i + 1}-15"{status} zustaendigkeit="vorberatung">{result}</beratung>')
        return "<beratungsfolge>" + "".join(out) + "</beratungsfolge>"

    def vermerke(self):
        out = []
        for i in range(self.rnd.choice([1, 1, 2, 3, 5, 8, 20, 60])):
            hand = ' offen="ja" signaturfeld="ja"' if self.chance(.15) else ' offen="ja"' if self.chance(.3) else f' zeichen="gez." datum="2024-01-{10 + i % 18}"'
            out.append(f'<sichtvermerk art="{self.rnd.choice(["sichtvermerk", "mitzeichnung", "unterschrift"])}" name={quoteattr(self.rnd.choice(NAMES))} amt={quoteattr(self.words.title())}{hand}/>')
        form = self.rnd.choice(["", ' form="gestapelt"', ' form="nebeneinander"', ' form="raster"'])
        return f"<sichtvermerke{form}>{''.join(out)}</sichtvermerke>"

    def vorlage(self, seed):
        parts = [self.teil("antrag")] if self.chance(.8) else []
        money_part = self.finanzen() if self.chance(.5) else ""
        parts += [self.teil(t) for t in ("zusammenfassung", "sachverhalt", "begruendung", "alternativen") if self.chance(.45)]
        if not parts:
            parts = [self.teil("sachverhalt")]
        if self.chance(.2):
            parts.append(self.teil("teil", self.words.title()))
        if self.chance(.3):
            parts.append("<auswirkungen>" + "".join(f'<auswirkung art="{e}" wirkung="positiv" ausmass="gering"{self.status()}>{self.p()}</auswirkung>' for e in EFFECTS if self.chance(.5)) + "</auswirkungen>")
            if "auswirkung art" not in parts[-1]:
                parts.pop()
        parts.append(money_part)
        if self.chance(.4):
            parts.append("<anlagen>" + "".join(f'<anlage nr="{i + 1}" status="oeffentlich">{escape(self.words.title())}</anlage>' for i in range(self.some(1, 12))) + "</anlagen>")
        if self.chance(.7):
            parts.append(self.vermerke())
        links = ' stil="stil.xml"' if self.style else ""
        return f"""<?xml version="1.0" encoding="UTF-8"?>
<vorlage xmlns="urn:x-vorlage:1" nummer="{seed}/2024" art="beschluss" status="oeffentlich"{links}>
<kopf datum="2024-01-15"><betreff>{escape(self.words.text(self.some(2, 25)))}</betreff><federfuehrend>{escape(self.words.title())}</federfuehrend>
<verfasser name={quoteattr(self.rnd.choice(NAMES))} email="a@example.org"/></kopf>
{self.beratungen()}
{''.join(parts)}
</vorlage>
"""
