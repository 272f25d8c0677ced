"""A new plain datum of the head, of a finance row, of an agenda item: a line in pipeline/model/angaben.h and the schemas, no more. Done here by
script in a copy of the sources, one of each kind of data, and followed through every output and back."""
import os
import re
import shutil
import zipfile

import odtwalk
from harness import ROOT
from odtwalk import q

MOST = 4  # files
ANGABEN, VORLAGE, STIL, SITZUNG = "model/angaben.h", "schema/vorlage.xsd", "schema/stil.xsd", "schema/sitzung.xsd"
DOC = '<xs:annotation><xs:documentation xml:lang="de">Ein neues Feld.</xs:documentation></xs:annotation>'


def attribute(name, kind, behind):
    behind = rf'(\n *<xs:attribute name="{behind}" .*)'
    return behind, rf'\1\n      <xs:attribute name="{name}" type="v:{kind}">{DOC}</xs:attribute>'


def enumerated(name, behind):
    return rf'(\n *<xs:enumeration value="{behind}"/>)', rf'\1\n      <xs:enumeration value="{name}"/>'


def word(name, behind):
    return rf'(\n *<xs:enumeration value="{behind}"><xs:annotation>.*)', rf'\1\n      <xs:enumeration value="{name}">{DOC}</xs:enumeration>'


def listed(line, behind):
    return rf"(\n    X\({behind},(?:.*\\\n)*?.*\) \\)(?=\n    [XT]|\n    TOP)", rf"\1\n    {line} \\"


def head(name, line, *schema):
    return [(ANGABEN, *listed(line, "VERSION")), *((VORLAGE, *s) for s in schema), (STIL, *enumerated(name, "version")), (STIL, *word(name, "version"))]


def finance(name, kind, line):
    return [(ANGABEN, *listed(line, "ENTGELTGRUPPE")), (VORLAGE, *attribute(name, kind, "entgeltgruppe")), (STIL, *enumerated(name, "entgeltgruppe"))]


# name: what is edited, each (file, pattern, what it becomes)
FIELDS = {
    "raum": head("raum", 'X(RAUM, "raum", "Sitzungsraum", ZEILE, raum, "Raum", "Raum und Haus")',
                 (r'(\n *<xs:element ref="v:fassung" minOccurs="0"/>)', r'\1\n        <xs:element ref="v:raum" minOccurs="0"/>'),
                 (r'(\n  <xs:element name="bezug">)', rf'\n  <xs:element name="raum" type="v:Zeile">{DOC}</xs:element>\1')),
    "frist": head("frist", 'X(FRIST, "frist", "Frist bis", TAG, frist, "Frist", "TT.MM.JJJJ")', attribute("frist", "Datum", "datum")),
    "abrechnungsobjekt": finance("abrechnungsobjekt", "Zeile", 'X(OBJEKT, "abrechnungsobjekt", ZEILE, abrechnungsobjekt, "Abrechnungsobjekt", "Objekt")'),
    "faellig": finance("faellig", "Datum", 'X(FAELLIG, "faellig", TAG, faellig, "Fälligkeit", "TT.MM.JJJJ")'),
    "eigenanteil": finance("eigenanteil", "Prozent", 'X(EIGENANTEIL, "eigenanteil", PROZENT, eigenanteil, "Eigenanteil", NULL)'),
    "gesperrt": finance("gesperrt", "JaNein", 'X(GESPERRT, "gesperrt", JA, gesperrt, "gesperrt", NULL)'),
    "zuschuss": finance("zuschuss", "Geld", 'X(ZUSCHUSS, "zuschuss", GELD, zuschuss, "Zuschuss", NULL)'),
    "gast": [(ANGABEN, r'(X\(VORTRAG, .*"vortrag"\))', r'\1 \\\n    X(GAST, "gast", "Zu Gast", ZEILE, gast, "gast")'),
             (SITZUNG, *attribute("gast", "Zeile", "vortrag")), (STIL, *word("gast", "vortrag"))],
}

PAPER = """<?xml version="1.0" encoding="UTF-8"?>
<vorlage xmlns="urn:x-vorlage:1" nummer="7/2026" art="beschluss" status="oeffentlich" stil="stil.xml">
  <kopf datum="2026-02-03" frist="2026-03-04">
    <betreff>Dach der Turnhalle</betreff>
    <raum>Rathaus, Zimmer 214</raum>
  </kopf>
  <antrag><p>Das Dach wird erneuert.</p></antrag>
  <finanzen>
    <posten art="aufwand" jahr="2026" betrag="1500.00" faellig="2026-05-31" abrechnungsobjekt="AO 17" eigenanteil="12.5" gesperrt="ja" zuschuss="250.00">Ziegel</posten>
    <finanztabelle form="objekte"/>
  </finanzen>
</vorlage>
"""
STYLE = """<?xml version="1.0" encoding="UTF-8"?>
<stil xmlns="urn:x-vorlage:1" name="Versuch">
  <kopf><kopffeld name="betreff"/><kopffeld name="raum"/><kopffeld name="frist"/></kopf>
  <finanzformular id="objekte">
    <formspalte feld="text" titel="Was"/><formspalte feld="abrechnungsobjekt" titel="Objekt"/><formspalte feld="faellig" titel="Bis"/>
    <formspalte feld="eigenanteil" titel="Anteil"/><formspalte feld="gesperrt" titel="Sperre"/><formspalte feld="zuschuss" titel="Dazu"/>
    <formspalte feld="betrag" titel="Betrag"/>
  </finanzformular>
  <woerter><wort name="frist">Abgabe bis</wort><wort name="gast">Als Gast</wort></woerter>
</stil>
"""
SESSION = """<?xml version="1.0" encoding="UTF-8"?>
<sitzung xmlns="urn:x-vorlage:1" gremium-name="Bauausschuss" nummer="1." beginn="2026-03-05T18:00:00+01:00" ort="Rathaus" status="oeffentlich"%s>
  <einladung datum="2026-02-20"/>
  <tagesordnung><top nr="1" status="oeffentlich" unterlage="keine" vortrag="Herr Amsel" gast="Frau Meise"><betreff>Dach</betreff></top></tagesordnung>
</sitzung>
"""


def entries(name, path):
    """The entries of an X-list as lists of their columns, strings without quotation marks."""
    text = open(os.path.join(ROOT, "pipeline", path), encoding="utf-8").read()
    body = re.search(rf"#define {name}\(X\) \\\n((?:.*\\\n)*.*)", text).group(1)
    body = re.sub(r"/\*.*?\*/|\\\n", " ", body, flags=re.S)
    return [[c.strip('"') for c in re.findall(r'"[^"]*"|[^,\s]+', x)] for x in re.findall(r"X\(([^)]*)\)", body)]


def extended(t):
    """The sources with the new fields; how many files each took."""
    top = t.path("tree")
    shutil.copytree(os.path.join(ROOT, "pipeline"), os.path.join(top, "pipeline"))
    shutil.copy(os.path.join(ROOT, "Makefile"), top)
    built = os.path.join(ROOT, "build")
    if os.path.realpath(t.setup.build) == built:  # what does not know of the lists need not be built again
        for part in ("gen", "obj", "lib"):
            shutil.copytree(os.path.join(built, part), os.path.join(top, "build", part))
    for name, edits in FIELDS.items():
        for path, pattern, new in edits:
            full = os.path.join(top, "pipeline", path)
            text = open(full, encoding="utf-8").read()
            text, n = re.subn(pattern, new, text, count=1)
            t.ok(n == 1, f"{name}: {path} has no place for it")
            with open(full, "w", encoding="utf-8") as f:
                f.write(text)
        t.ok(len({path for path, _, _ in edits}) <= MOST, f"{name}: {len(edits)} edits in more than {MOST} files")
    r = t.tool("make", "-j2", "CC=cc", "CFLAGS=-O0", "build/vorlage", "build/vorlage-pack", cwd=top)
    said = r.stdout.decode()
    t.ok(r.returncode == 0 and "warning:" not in said, "\n".join(x for x in said.splitlines() if "arning:" in x or "rror:" in x))
    return os.path.join(top, "build", "vorlage")


def changed(source, target, *pairs, without=()):
    with zipfile.ZipFile(source) as z, zipfile.ZipFile(target, "w") as out:
        for i in z.infolist():
            data = z.read(i)
            if i.filename == "content.xml":
                for old, new in pairs:
                    assert old.encode() in data, old
                    data = data.replace(old.encode(), new.encode())
            if i.filename not in without:
                out.writestr(i, data)
    return target


def texts(content, styles):
    """Display name of a paragraph's style, or of its parent's: the paragraph's words."""
    named = {s.get(q("style:name")): s for s in [*styles.iter(q("style:style")), *content.iter(q("style:style"))]}
    out = {}
    for p in content.iter(q("text:p")):
        s = named.get(p.get(q("text:style-name")))
        while s is not None and not s.get(q("style:display-name")):
            s = named.get(s.get(q("style:parent-style-name")))
        if s is not None:
            out.setdefault(s.get(q("style:display-name")).removesuffix(" klein"), []).append("".join(p.itertext()))
    return out


WANT = {"Vorlage Kopf Raum": "Rathaus, Zimmer 214", "Vorlage Kopf Frist": "04.03.2026", "Vorlage Posten Abrechnungsobjekt": "AO 17", "Vorlage Posten Fälligkeit": "31.05.2026",
        "Vorlage Posten Eigenanteil": "12,5\u00a0%", "Vorlage Posten gesperrt": "Ja", "Vorlage Posten Zuschuss": "250,00"}
NEW = (("Rathaus, Zimmer 214", "Alte Schule"), ("04.03.2026", "05.03.2026"), ("AO 17", "AO 18"), ("31.05.2026", "30.06.2026"), ("12,5\u00a0%", "15\u00a0%"), (">Ja<", "><"))
BACK = ("<raum>Alte Schule</raum>", 'frist="2026-03-05"', 'abrechnungsobjekt="AO 18"', 'faellig="2026-06-30"', 'eigenanteil="15"', 'zuschuss="250.00"')


def paper(t, binary):
    path = t.write("paper/vorlage.xml", PAPER)
    t.write("paper/stil.xml", STYLE)

    def out(*args):
        r = t.run(*args, binary=binary, cwd=t.path("paper"))
        t.eq((r.returncode, r.stderr.decode()), (0, ""), args)
        return r.stdout.decode()
    dump = out("dump", "--stage=model", path)
    for line in ("raum: Rathaus, Zimmer 214", "frist: 2026-03-04", "abrechnungsobjekt: AO 17", "faellig: 2026-05-31", "eigenanteil: 12.5", "gesperrt: ja", "zuschuss: 250.00"):
        t.ok(f" {line}\n" in dump, f"dump: {line}\n{dump}")
    xml = out("xml", "--edition=full", path, "-o", "-")
    for piece in ("<raum>Rathaus, Zimmer 214</raum>", 'frist="2026-03-04"', 'abrechnungsobjekt="AO 17"', 'faellig="2026-05-31"', 'eigenanteil="12.5"', 'gesperrt="ja"', 'zuschuss="250.00"'):
        t.ok(piece in xml, f"xml: {piece}\n{xml}")
    t.ok(xml.index("<raum>") < xml.index("</kopf>") < xml.index("abrechnungsobjekt"), "xml: order")
    out("pdf", "--edition=full", path, "-o", "p.pdf")
    text = t.tool(t.need("pdftotext", "poppler"), "-layout", t.path("paper/p.pdf"), "-").stdout.decode()
    for pattern in (r"Sitzungsraum +Rathaus, Zimmer 214", r"Abgabe bis +04\.03\.2026", r"Ziegel +AO 17 +31\.05\.2026 +12,5\s%\s+Ja +250,00 +1\.500,00"):
        t.ok(re.search(pattern, text), f"pdf: {pattern}\n{text}")
    odt = t.path("paper/p.odt")
    out("odt", "--edition=full", path, "-o", odt)
    content, styles, _ = odtwalk.parts(odt)
    said = texts(content, styles)
    t.eq({k: said.get(k, [""])[0] for k in WANT}, WANT, "odt: styles")
    t.eq(out("import", odt, "-o", "-"), xml, "import: as it was")
    xml = out("import", changed(odt, t.path("paper/c.odt"), *NEW), "-o", "-")
    for piece in BACK:
        t.ok(piece in xml, f"import: {piece}\n{xml}")
    t.ok("gesperrt" not in xml, f"import: gesperrt\n{xml}")
    with zipfile.ZipFile(odt) as z:
        carried = [n for n in z.namelist() if n.endswith(".rdf")]
    r = t.run("import", changed(odt, t.path("paper/w.odt"), *NEW, without=carried), "-o", "-", binary=binary, cwd=t.path("paper"))
    for piece in BACK[:-1]:
        t.ok(piece in r.stdout.decode(), f"import by style alone: {piece}\n{r.stdout.decode()}{r.stderr.decode()}")
    out("new", "--odt", "--style", "stil.xml", "1/2026", "-o", "f.odt")
    content, styles, _ = odtwalk.parts(t.path("paper/f.odt"))
    said = texts(content, styles)
    t.eq([said[k][0] for k in ("Vorlage Kopf Raum", "Vorlage Kopf Frist", "Vorlage Posten Abrechnungsobjekt")], ["<Raum und Haus>", "<TT.MM.JJJJ>", "<Objekt>"], "form")


def session(t, binary):
    for name, style in (("s", ""), ("h", ' stil="paper/stil.xml"')):
        path = t.write(f"{name}.xml", SESSION % style)
        dump = t.run("dump", "--stage=model", path, binary=binary).stdout.decode()
        t.ok("      gast: Frau Meise\n" in dump or "    gast: Frau Meise\n" in dump, f"dump\n{dump}")
        r = t.run("letter", "--for", "public", path, "-o", f"{name}.pdf", binary=binary)
        t.eq(r.returncode, 0, r.stderr.decode())
        text = t.tool("pdftotext", "-layout", t.path(f"{name}.pdf"), "-").stdout.decode()
        label = "Als Gast" if style else "Zu Gast"
        t.ok(f"Vortrag: Herr Amsel · {label}: Frau Meise" in text, f"letter\n{text}")


def test_new_fields(t):
    binary = extended(t)
    if t.ok(os.path.exists(binary), "built"):
        paper(t, binary)
        session(t, binary)


def test_styles_are_one_each(t):
    """No two data have the same style, key or name; the schemas know each key (tests/unit/schema_model.c) and each name."""
    kopf, posten = entries("KOPFFELDER", ANGABEN), entries("FORMFELDER", ANGABEN)
    t.eq(len(kopf) >= 12 and len(posten) >= 35, True, "entries")
    for rows, style in ((kopf, 5), (posten, 4)):
        for column in (0, 1, style - 1, style):
            values = [r[column] for r in rows]
            t.eq(len(set(values)), len(values), f"column {column}: {sorted(v for v in values if values.count(v) > 1)}")
    xsd = open(os.path.join(ROOT, "pipeline", VORLAGE), encoding="utf-8").read()
    for row, kind, name in [(r, r[3], r[4]) for r in kopf] + [(r, r[2], r[3]) for r in posten]:
        if kind not in ("EIGEN", "ERRECHNET"):
            t.ok(f'name="{name}"' in xsd, f"{row}: not in the schema")
