"""The way back: an ODT, edited or not, becomes XML again; what nobody changed is the same byte by byte, also behind LibreOffice."""
import base64
import io
import os
import random
import re
import struct
import zipfile
import zlib

from generate.anything import Anything
from harness import ROOT, SANITIZED, samples

COUNT = int(os.environ.get("VORLAGE_ANYTHING", "100"))


def papers(t, first=7000, count=COUNT):
    yield from samples()
    for seed in range(first, first + count):
        yield Anything(seed, t.path(str(seed))).path


def written(t, count=COUNT):
    """[(ODT, the XML it carries)] of all papers."""
    out = []
    for i, path in enumerate(papers(t, count=count)):
        odt = t.path(f"p{i}.odt")
        if t.ok(t.run("odt", "--quiet", "--edition", "full", path, "-o", odt, timeout=300).returncode == 0, path):
            out.append((odt, t.run("xml", "--quiet", "--edition", "full", path, "-o", "-", timeout=300).stdout))
    return out


def imported(t, odt, *more):
    r = t.run("import", odt, "-o", "-", "--lang", "de", *more, timeout=300)
    return r.returncode, r.stdout.decode(), r.stderr.decode()


def test_round_trip(t):
    """XML -> ODT -> XML, and XML -> ODT -> LibreOffice load and save -> XML: the same bytes, for every sample and the random papers."""
    made = written(t)
    for odt, xml in made:
        code, got, err = imported(t, odt)
        t.ok(code == 0 and got == xml.decode(), f"{odt}: {err[-300:]}")
    t.need("soffice", "LibreOffice")
    r = t.tool("soffice", f"-env:UserInstallation=file://{t.path('profile')}", "--headless", "--convert-to", "odt", "--outdir", t.path("saved"), *[m[0] for m in made], timeout=900)
    for odt, xml in made:
        saved = os.path.join(t.path("saved"), os.path.basename(odt))
        if t.ok(os.path.exists(saved), f"{saved}: {r.stdout.decode()[-200:]}"):
            code, got, err = imported(t, saved)
            t.ok(code == 0 and got == xml.decode(), f"{saved}: {err[-300:]}")


# ---- changed by hand ----

def changed(source, target, *pairs, drop=()):
    """The ODT with pieces of its content replaced and parts left out."""
    with zipfile.ZipFile(source) as z, zipfile.ZipFile(target, "w") as out:
        for i in z.infolist():
            if i.filename in drop:
                continue
            data = z.read(i.filename)
            if i.filename == "content.xml":
                text = data.decode()
                for a, b in pairs:
                    assert a in text, a
                    text = text.replace(a, b, 1)
                data = text.encode()
            out.writestr(i, data)
    return target


def sample(t, name):
    odt = t.path(f"{name}.odt")
    path = os.path.join(ROOT, "samples", name, "vorlage.xml")
    t.eq(t.run("odt", "--quiet", "--edition", "full", path, "-o", odt).returncode, 0, name)
    return odt, t.run("xml", "--quiet", "--edition", "full", path, "-o", "-").stdout.decode()


def lines(was, now):
    """Lines gone and lines come."""
    a, b = was.splitlines(), now.splitlines()
    return [x.strip() for x in a if x not in b], [x.strip() for x in b if x not in a]


BODY = '<text:p text:style-name="Text_20_body">%s</text:p>'


def test_edits(t):
    """Changed words, values, new and removed blocks; all else stays, with what no page shows."""
    odt, xml = sample(t, "okertal")
    cases = [
        ("word", [("nicht mehr einsatzbereit", 'gar nicht mehr <text:span text:style-name="Strong_20_Emphasis">einsatzbereit</text:span>')], ["gar nicht mehr <stark>einsatzbereit</stark>."], []),
        ("kept amount", [("Die Zustimmung umfasst", "Diese Zustimmung umfasst")], ['Diese Zustimmung umfasst <betrag '], []),
        ("body and day", [("Feuerwehrausschuss", "Brandausschuss"), ("18.11.2024", "19.11.2024")], ['id="fw" gremium-name="Brandausschuss" termin="2024-11-19"'], []),
        ("amount", [("442.400,00", "442.500,00")], ['beantragt="442500.00"', 'kostentraeger="5E.370024"'], []),
        ("new paragraph", [('<text:p text:style-name="Text_20_body">Das Fahrzeug', BODY % "Neu dazu." + '<text:p text:style-name="Text_20_body">Das Fahrzeug')], ["<p>Neu dazu.</p>"], []),
        ("new section", [('<text:p text:style-name="Text_20_body">Das Fahrzeug', '<text:h text:style-name="Heading_20_3" text:outline-level="3">Neuer Abschnitt</text:h><text:p text:style-name="Text_20_body">Das Fahrzeug')],
         ["<titel>Neuer Abschnitt</titel>"], []),
    ]
    for name, pairs, wanted, _ in cases:
        code, got, err = imported(t, changed(odt, t.path("changed.odt"), *pairs))
        t.eq(code, 0, f"{name}: {err}")
        for w in wanted:
            t.ok(w in got, f"{name}: {w}\n{lines(xml, got)[1]}")
        gone, come = lines(xml, got)
        t.ok(len(gone) <= 2 and len(come) <= 5, f"{name}: only that changed {gone} {come}")


def test_removed(t):
    odt, xml = sample(t, "okertal")
    with zipfile.ZipFile(odt) as z:
        content = z.read("content.xml").decode()
    p = re.search(r"<text:p [^>]*>Das Fahrzeug der Ortsfeuerwehr.*?</text:p>", content).group(0)
    code, got, err = imported(t, changed(odt, t.path("c.odt"), (p, "")))
    t.eq((code, [x for x in lines(xml, got)[0] if "Das Fahrzeug der Orts" not in x], lines(xml, got)[1]), (0, [], []), f"a paragraph is gone {err}")


def test_bad_values(t):
    """What cannot be read is told at its paragraph, nothing is written."""
    odt, _ = sample(t, "okertal")
    code, got, err = imported(t, changed(odt, t.path("c.odt"), ("18.11.2024", "bald"), ("442.400,00", "viel")))
    t.ok(code == 1 and not got, "exit 1, no output")
    t.ok(err.count("[import-wert]") == 2 and re.search(r"c\.odt:Absatz \d+: Fehler: „bald“", err), err)
    code, got, err = imported(t, changed(odt, t.path("c.odt"), (">Gremium<", ">Runde<")))
    t.ok(code == 0 and "[import-beschriftung]" in err, err)


def test_judged(t):
    """A rule that the changed paper breaks is told at the paragraph of the document."""
    odt, _ = sample(t, "okertal")
    code, got, err = imported(t, changed(odt, t.path("c.odt"), ("18.11.2024", "18.11.2025")))
    t.ok(code == 0 or "Absatz" in err, err)
    t.ok(re.search(r":Absatz \d+: (Warnung|Fehler): ", err), err)


def test_by_style_alone(t):
    """Without the XML (a document of Word's, a form) head, Beratungsfolge, parts, tables and signatures are read by their styles."""
    for path in samples():
        name = os.path.basename(os.path.dirname(path))
        odt, stripped = t.path("s.odt"), t.path("stripped.odt")
        t.eq(t.run("odt", "--quiet", "--edition", "full", path, "-o", odt).returncode, 0, path)
        changed(odt, stripped, drop=("quelle.rdf", "manifest.rdf"))
        code, got, err = imported(t, stripped)
        want = t.run("xml", "--quiet", "--edition", "full", path, "-o", "-").stdout.decode()
        if not t.ok(code == 0, f"{name}: {err[-600:]}"):
            continue
        for attr in ("nummer", "status"):
            t.eq(re.search(rf'<vorlage [^>]*\b{attr}="([^"]*)"', got).group(1), re.search(rf'<vorlage [^>]*\b{attr}="([^"]*)"', want).group(1), f"{name}: {attr}")
        t.eq(len(re.findall("<beratung ", got)), len(re.findall("<beratung ", want)), f"{name}: Beratungen")
        t.eq(re.findall(r'termin="([^"]*)"', got), re.findall(r'termin="([^"]*)"', want), f"{name}: days")
        t.eq(len(re.findall("<sichtvermerk ", got)), len(re.findall("<sichtvermerk ", want)), f"{name}: signatures")
        t.eq(len(re.findall("<abschnitt", got)), len(re.findall("<abschnitt", want)), f"{name}: sections")


# ---- a form, filled in ----

def filled(source, target, *first):
    """Every prompt of the form overtyped: days and amounts where its style asks for them, else words; or the first one only of each of these styles."""
    typed = {"Termin": "12.03.2024", "Datum": "01.02.2024", "Ansatz": "1.000,00", "Betrag": "1.000,00", "Jahr": "2024"}
    count, open_ones = [0], list(first)

    def paragraph(m):
        style = re.search(r'text:style-name="([^"]*)"', m.group(0))
        if first:
            hit = next((x for x in open_ones if style and style.group(1).endswith(x) and "<text:placeholder" in m.group(0)), None)
            if hit is None:
                return m.group(0)
            open_ones.remove(hit)

        def prompt(_):
            count[0] += 1
            return next((v for k, v in typed.items() if style and style.group(1).endswith(k)), f"Text{count[0]}")
        return re.sub(r"<text:placeholder.*?</text:placeholder>", prompt, m.group(0))
    with zipfile.ZipFile(source) as z, zipfile.ZipFile(target, "w") as out:
        for i in z.infolist():
            data = z.read(i.filename)
            if i.filename == "content.xml":
                data = re.sub(r"<text:(p|h) [^>]*>.*?</text:\1>", paragraph, data.decode(), flags=re.S).encode()
            out.writestr(i, data)
    return count[0]


def test_form(t):
    style = os.path.join(ROOT, "samples", "okertal", "stil.xml")
    t.eq(t.run("new", "--odt", "--style", style, "--art", "beschluss", "12/2024", "-o", "form.odt").returncode, 0, "a form")
    code, got, err = imported(t, t.path("form.odt"))
    t.ok(code == 1 and "[betreff-leer]" in err and not got, f"an empty form: {err}")
    t.ok("[import-ort]" not in err, f"what a form has preset is no text: {err}")
    one = filled(t.path("form.odt"), t.path("one.odt"), "Betreff", "Gremium")
    code, got, err = imported(t, t.path("one.odt"))
    t.ok(code == 0 and one == 2 and got.count("<beratung ") == 1 and "[import-ort]" not in err, f"one row filled in, the others left: {err}\n{got}")
    count = filled(t.path("form.odt"), t.path("filled.odt"))
    code, got, err = imported(t, t.path("filled.odt"))
    t.eq(code, 0, err)
    for want in ('nummer="12/2024" art="beschluss" status="oeffentlich"', '<kopf datum="2024-02-01">', 'termin="2024-03-12"', "<antrag", '<finanztabelle form="ueber"/>', '<anlage nr="2" status="oeffentlich">', 'zeichen="gez."', 'offen="ja"'):
        t.ok(want in got, f"{want}\n{got}")
    t.eq([w for w in re.findall(r"Text\d+", open_content(t.path("filled.odt"))) if w not in got], [], f"{count} prompts, no answer is lost")
    t.ok("Haushaltsmittel 2024" not in got, "the form's own title is no text")


def open_content(odt):
    with zipfile.ZipFile(odt) as z:
        return z.read("content.xml").decode()


# ---- in LibreOffice itself ----

def save(office, doc, path):
    name = office.uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    name.Name, name.Value = "FilterName", "writer8"
    doc.storeToURL(office.uno.systemPathToFileUrl(path), (name,))


def replace(doc, old, new):
    r = doc.createReplaceDescriptor()
    r.SearchString, r.ReplaceString = old, new
    return doc.replaceAll(r)


def behind(doc, words, text, style=None):
    """A paragraph more, typed at the end of the one that holds the words."""
    s = doc.createSearchDescriptor()
    s.SearchString = words
    c = doc.findFirst(s)
    cursor = c.Text.createTextCursorByRange(c.End)
    cursor.gotoEndOfParagraph(False)
    c.Text.insertControlCharacter(cursor, 0, False)
    c.Text.insertString(cursor, text, False)
    if style:
        cursor.ParaStyleName = style


def new_row(doc, cell_text, values):
    """A row below the one that holds the text, its cells filled in."""
    for name in doc.TextTables.ElementNames:
        table = doc.TextTables.getByName(name)
        for cell in table.CellNames:
            if table.getCellByName(cell).String == cell_text:
                row = int(re.sub("[^0-9]", "", cell))
                table.Rows.insertByIndex(row, 1)
                for column, value in values.items():
                    table.getCellByName(f"{column}{row + 1}").String = value
                return True
    return False


def test_edited_in_libreoffice(t):
    t.need("soffice", "LibreOffice")
    try:
        import uno  # noqa: F401
    except ImportError:
        t.need("/nonexistent", "python3-uno")
    from suites.odtlive import Office
    odt, xml = sample(t, "okertal")
    office = Office(t)
    try:
        doc = office.load(odt)
        t.eq(replace(doc, "gilt bis zum 31. Dezember 2024", "gilt bis Silvester"), 1, "words")
        behind(doc, "Ein Vorführfahrzeug gleicher Bauart", "Das Vorführfahrzeug kostet nichts.")
        t.ok(new_row(doc, "Verwaltungsausschuss", {"A": "Ortsrat Nord", "B": "Anhörung", "C": "12.12.2024", "D": "öffentlich"}), "a row")
        save(office, doc, t.path("edited.odt"))
        doc.close(True)
        docx = office.load(odt)
        p = office.uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        p.Name, p.Value = "FilterName", "MS Word 2007 XML"
        docx.storeToURL(office.uno.systemPathToFileUrl(t.path("paper.docx")), (p,))
        docx.close(True)
    finally:
        office.stop()
    code, got, err = imported(t, t.path("edited.odt"))
    t.eq(code, 0, err)
    gone, come = lines(xml, got)
    t.ok(len(gone) == 1 and "31. Dezember 2024" in gone[0], f"gone: {gone}")
    t.eq(len(come), 3, f"come: {come}")
    t.ok(any("gilt bis Silvester" in x and '<betrag ' in x for x in come), "changed words beside a kept amount")
    t.ok("<p>Das Vorführfahrzeug kostet nichts.</p>" in come, "a new paragraph")
    t.ok('<beratung gremium-name="Ortsrat Nord" termin="2024-12-12" status="oeffentlich" zustaendigkeit="anhoerung"/>' in come, f"a new Beratung {come}")
    code, got, err = imported(t, t.path("paper.docx"))
    t.eq(code, 0, f"DOCX: {err[-500:]}")
    for want in ('nummer="24-24817-02"', "Haushaltsvollzug 2024", "Feuerwehrausschuss", 'termin="2024-11-18"', "<titel>Teilhaushalt Feuerwehr: Atemschutz</titel>"):
        t.ok(want in got, f"DOCX: {want}")


def test_docx_without_libreoffice(t):
    t.write("x.docx", "PK")
    r = t.run("import", "x.docx", "-o", "x.xml", "--lang", "de", env={"VORLAGE_SOFFICE": "/nonexistent/soffice"})
    t.ok(r.returncode == 2 and b"[import-soffice]" in r.stderr and b"libreoffice-writer" in r.stderr, r.stderr.decode())
    t.ok(not os.path.exists(t.path("x.xml")), "nothing is written")


# ---- foreign formatting ----

STYLES = ('<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Standard"><style:text-properties fo:font-weight="bold"/></style:style>'
          '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold" fo:font-style="italic"/></style:style>'
          '<style:style style:name="T2" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>'
          '<style:style style:name="T3" style:family="text"><style:text-properties fo:language="en" fo:country="GB"/></style:style>'
          '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"/><text:list-level-style-bullet text:level="2" text:bullet-char="-"/></text:list-style>')


def flat(body):
    return (f'<?xml version="1.0"?><office:document {OFFICE} xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
            f'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"><office:automatic-styles>{STYLES}</office:automatic-styles><office:body><office:text>'
            f'<text:h text:outline-level="1">Titel</text:h><text:h text:outline-level="2">Sachverhalt</text:h>{body}</office:text></office:body></office:document>')


def test_foreign_formatting(t):
    cases = [
        ("<text:p>a <text:span text:style-name='T1'>b</text:span> c m<text:span text:style-name='T2'>2</text:span></text:p>", ["<p>a <stark><betont>b</betont></stark> c m<hoch>2</hoch></p>"]),
        ("<text:p text:style-name='P1'>Alles fett</text:p>", ["<p><stark>Alles fett</stark></p>"]),
        ("<text:p/><text:p> </text:p><text:p>Ein<text:s text:c='3'/>Wort<text:line-break/>und</text:p><text:p/>", ["<p>Ein Wort<br/>und</p>"]),
        ("<text:p>Ein <text:span text:style-name='T3'>bike</text:span></text:p>", ['<p>Ein <sprache lang="en-GB">bike</sprache></p>']),
        ("<text:p><text:a xlink:href='https://example.org/a'>Seite</text:a> und <text:a xlink:href='file:///c:/x'>Datei</text:a></text:p>", ['<verweis url="https://example.org/a">Seite</verweis> und Datei']),
        ("<text:list text:style-name='L1'><text:list-item><text:p>eins</text:p><text:list><text:list-item><text:p>innen</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>zwei</text:p><text:p>noch</text:p></text:list-item></text:list>",
         ['<liste art="nummern">', "<punkt>innen</punkt>", "<punkt>zwei", "<p>noch</p>"]),
        ("<text:p>1. eins</text:p><text:p>2. zwei</text:p>", ['<liste art="nummern">', "<punkt>eins</punkt>", "<punkt>zwei</punkt>"]),
        ("<text:p>Text<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body><text:p>Anmerkung</text:p></text:note-body></text:note>.</text:p>", ["<p>Text<fussnote>Anmerkung</fussnote>.</p>"]),
        ("<text:p>vorn<draw:frame><draw:text-box><text:p>im Rahmen</text:p></draw:text-box></draw:frame> hinten</text:p>", ["<p>vorn hinten</p>", "<p>im Rahmen</p>"]),
        ("<text:section><text:p>im Bereich</text:p></text:section><unbekannt><text:p>in Fremdem</text:p></unbekannt>", ["<p>im Bereich</p>", "<p>in Fremdem</p>"]),
        ("<text:p>A<text:soft-page-break/>B<text:change-start/>C<text:change-end/></text:p>", ["<p>ABC</p>"]),
    ]
    for i, (body, wanted) in enumerate(cases):
        code, got, err = imported(t, t.write(f"f{i}.fodt", flat(body)))
        t.eq(code, 0, f"{body}: {err}")
        for w in wanted:
            t.ok(w in got, f"{w}\n{got}")


def test_new_picture(t):
    """A picture of the document's own goes beside the XML, under a name that is free."""
    png = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
    draw = 'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    body = (f'<text:h text:outline-level="1">Titel</text:h><text:p {draw}><draw:frame svg:width="5cm"><draw:image xlink:href="Pictures/../Pictures/a b.png"/></draw:frame></text:p>'
            f'<text:p {draw}><draw:frame svg:width="5cm"><draw:image xlink:href="Pictures/a b.png"/><svg:desc>Ein Punkt</svg:desc></draw:frame></text:p>')
    t.write("p.odt", package({"content.xml": content(body), "Pictures/a b.png": png}))
    for name in ("bilder/a_b.png", "bilder/a_b-2.png"):
        r = t.run("import", "p.odt", "-o", "x.xml", "--lang", "de")
        t.ok(r.returncode == 0 and b"[import-extern]" in r.stderr, r.stderr.decode())
        t.ok(open(t.path(name), "rb").read() == png and f'datei="{name}" alt="Ein Punkt" breite="50"' in open(t.path("x.xml"), encoding="utf-8").read(), name)


# ---- edits by chance ----

PARAGRAPH = re.compile(r"<text:(p|h) [^>]*?(?:/>|>.*?</text:\1>)", re.S)


class Editor:
    """Does to a document's paragraphs what clerks do: writes into them, doubles, deletes, moves, restyles them. Every word it writes is one of a kind."""

    def __init__(self, seed, text):
        self.r, self.words = random.Random(seed), []
        begin = text.index("<office:text>")
        self.head, self.body = text[:begin], text[begin:]

    def word(self):
        self.words.append(f"Qwort{len(self.words)}x")
        return self.words[-1]

    def paragraph(self):
        found = [m for m in PARAGRAPH.finditer(self.body) if "<text:note" not in m.group(0) and "<draw:" not in m.group(0) and "</text:" in m.group(0)]
        return self.r.choice(found) if found else None

    def cut(self, m, new):
        self.body = self.body[:m.start()] + new + self.body[m.end():]

    def step(self):
        m = self.paragraph()
        if not m:
            return
        p, what = m.group(0), self.r.randrange(8)
        if what == 0:
            self.cut(m, p[:p.rindex("</text:")] + " " + self.word() + p[p.rindex("</text:"):])
        elif what == 1:
            self.cut(m, p + f'<text:p text:style-name="Text_20_body">{self.word()}</text:p>')
        elif what == 2:
            self.cut(m, p + f'<text:h text:style-name="Heading_20_{self.r.randrange(2, 6)}" text:outline-level="3">{self.word()}</text:h>')
        elif what == 3:
            self.cut(m, "" if not any(w in p for w in self.words) else p)
        elif what == 4:
            self.cut(m, re.sub(r'text:style-name="[^"]*"', f'text:style-name="{self.r.choice(["Text_20_body", "Quotations", "Vorlage_20_Liste", "Vorlage_20_Kasten", "Footnote", "Caption", "Standard"])}"', p, count=1))
        elif what == 5:
            self.cut(m, p + f'<text:list text:style-name="{self.r.choice(["Vorlage_20_Punkte", "Vorlage_20_Nummern"])}"><text:list-item><text:p>{self.word()}</text:p></text:list-item><text:list-item><text:p>{self.word()}</text:p>'
                     f'<text:list><text:list-item><text:p>{self.word()}</text:p></text:list-item></text:list></text:list-item></text:list>')
        elif what == 6:
            self.cut(m, p + f'<table:table table:name="neu{len(self.words)}"><table:table-column/><table:table-row><table:table-cell><text:p>{self.word()}</text:p></table:table-cell><table:table-cell><text:p>{self.word()}</text:p></table:table-cell></table:table-row></table:table>')
        else:
            n = self.paragraph()
            if n and n.start() > m.end():
                self.body = self.body[:m.start()] + n.group(0) + self.body[m.end():n.start()] + p + self.body[n.end():]


def edited(t, odt, target, seed):
    with zipfile.ZipFile(odt) as z, zipfile.ZipFile(target, "w") as out:
        e = Editor(seed, z.read("content.xml").decode())
        for _ in range(e.r.choice((1, 3, 12))):
            e.step()
        for i in z.infolist():
            out.writestr(i, (e.head + e.body).encode() if i.filename == "content.xml" else z.read(i.filename))
    return e.words


def by_chance(t, binary, count, strict=True):
    for i, path in enumerate(papers(t, 7500, count)):
        odt = t.path("f.odt")
        if t.run("odt", "--quiet", "--edition", "full", path, "-o", odt, timeout=300).returncode:
            continue
        for seed in range(3):
            words = edited(t, odt, t.path("e.odt"), 1000 * i + seed)
            r = t.run("import", "e.odt", "-o", "-", "--lang", "de", binary=binary, timeout=300)
            t.ok(r.returncode in (0, 1), f"{path} {seed}: exit {r.returncode} {r.stderr.decode()[-800:]}")
            if not strict:
                continue
            lost = [w for w in words if w.encode() not in r.stdout and w.encode() not in r.stderr]
            t.ok(r.returncode == 1 or not lost, f"{path} {seed}: words are lost: {lost}")
            if r.returncode == 0:
                again = t.run("dump", "--stage=model", "-", stdin=r.stdout, cwd=os.path.dirname(path))
                t.ok(again.returncode == 0, f"{path} {seed}: valid {again.stderr.decode()[-300:]}")


def test_edits_by_chance(t):
    by_chance(t, t.setup.vorlage, COUNT // 6)


def test_edits_by_chance_sanitized(t):
    t.need(t.setup.asan, "build with sanitizers")
    by_chance(t, t.setup.asan, COUNT // 20, strict=False)


# ---- hostile packages ----

MIME = b"application/vnd.oasis.opendocument.text"
OFFICE = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'


def content(body, head=""):
    return f'<?xml version="1.0"?>\n{head}<office:document-content {OFFICE}><office:body><office:text>{body}</office:text></office:body></office:document-content>'.encode()


def package(parts, **more):
    out = io.BytesIO()
    base = {"mimetype": MIME, "content.xml": content("<text:p>Text.</text:p>"), "styles.xml": f"<office:document-styles {OFFICE}/>".encode(), "META-INF/manifest.xml": b"<manifest/>"}
    base.update(more)
    base.update(parts)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in base.items():
            if data is not None:
                z.writestr(name, data)
    return out.getvalue()


def twice():
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package({}))) as z, zipfile.ZipFile(out, "w") as w:
        for n in z.namelist():
            w.writestr(n, z.read(n))
        w.writestr("content.xmm", content("<text:p>Anders.</text:p>"))
    return out.getvalue().replace(b"content.xmm", b"content.xml")


def lying():
    """Says it is small and goes on."""
    data = bytearray(package({"content.xml": content("<text:p>" + "x" * 200000 + "</text:p>")}))
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        if data[at + 46:at + 57] == b"content.xml":
            data[at + 24:at + 28] = struct.pack("<I", 1000)
        at += 4
    return bytes(data)


def encrypted_entry():
    data = bytearray(package({}))
    for sign, flag in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = data.find(sign)
        data[at + flag] |= 1
    return bytes(data)


def attacks():
    yield "bombe-verhaeltnis", package({"content.xml": content("<text:p>" + " " * 60_000_000 + "</text:p>")}), "import-bombe"
    yield "bombe-teil", package({"content.xml": content("<text:p>" + "ab" * 34_000_000 + "</text:p>")}), "import-bombe"
    yield "pfad-nach-oben", package({"../../etc/cron.d/x": b"x"}), "import-name"
    yield "pfad-absolut", package({"/etc/passwd": b"x"}), "import-name"
    yield "pfad-laufwerk", package({"C:x": b"x"}), "import-name"
    yield "pfad-rueckstrich", package({"a\\..\\b": b"x"}), "import-name"
    yield "doppelter-teil", twice(), "import-doppelt"
    yield "zu-klein-angegeben", lying(), "import-teil-kaputt"
    yield "verschluesselt-zip", encrypted_entry(), "import-verschluesselt"
    yield "verschluesselt-odf", package({"META-INF/manifest.xml": b"<manifest><encryption-data/></manifest>"}), "import-verschluesselt"
    yield "falsche-art", package({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "import-art"
    yield "ohne-mimetype", package({"mimetype": None}), "import-teil-fehlt"
    yield "ohne-content", package({"content.xml": None}), "import-teil-fehlt"
    yield "ohne-styles", package({"styles.xml": None}), "import-teil-fehlt"
    yield "ohne-manifest", package({"META-INF/manifest.xml": None}), "import-teil-fehlt"
    yield "abgeschnitten", package({})[:-40], "import-paket"
    yield "nur-pk", b"PK\x03\x04" + b"\0" * 1000, "import-paket"
    yield "viele-teile", package({f"x{i}": b"" for i in range(10001)}), "import-grenze"
    yield "doctype", package({"content.xml": content("<text:p>&e;</text:p>", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>')}), "xml-doctype"
    yield "tief-verschachtelt", package({"content.xml": content("<text:list><text:list-item>" * 20000 + "<text:p>x</text:p>" + "</text:list-item></text:list>" * 20000)}), "xml-tiefe"
    yield "tiefe-tabellen", package({"content.xml": content("<table:table><table:table-row><table:table-cell>" * 25 + "<text:p>x</text:p>" + "</table:table-cell></table:table-row></table:table>" * 25)}), ""
    yield "zellen-wiederholt", package({"content.xml": content('<table:table><table:table-row><table:table-cell table:number-columns-repeated="2000000000"><text:p>x</text:p></table:table-cell></table:table-row></table:table>')}), ""
    yield "leerzeichen-wiederholt", package({"content.xml": content("<text:p>a" + '<text:s text:c="2000000000"/>' * 1000 + "b</text:p>")}), ""
    yield "style-kreis", package({"styles.xml": f'<office:document-styles {OFFICE} xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:styles><style:style style:name="A" style:family="paragraph" style:parent-style-name="B"/>'
                                  '<style:style style:name="B" style:family="paragraph" style:parent-style-name="A"/></office:styles></office:document-styles>'.encode(),
                                  "content.xml": content('<text:p text:style-name="A">Text.</text:p>')}), ""
    yield "makros", package({"Basic/Standard/Module1.xml": b"<x/>"}), "import-makros"
    yield "quelle-kaputt", package({"quelle.rdf": b'<rdf xmlns:vl="urn:x-vorlage:rdf:1#"><vl:quelle>&lt;vorlage</vl:quelle><vl:abschrift>abschrift 1\n0 p 9999999 0 -\n</vl:abschrift></rdf>'}), "import-quelle"
    yield "abschrift-unsinn", package({"quelle.rdf": b'<rdf xmlns:vl="urn:x-vorlage:rdf:1#"><vl:quelle>&lt;vorlage xmlns="urn:x-vorlage:1"/></vl:quelle><vl:abschrift>abschrift 1\n9 zk 4 99n+ x:99999\tN5:\n</vl:abschrift></rdf>'}), "import-quelle"
    yield "flach-kein-odt", b"<office:document xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'/>", "import-art"
    yield "leer", b"", "import-art"
    yield "zufall", bytes(zlib.crc32(bytes([i % 251])) & 0xFF for i in range(5000)), "import-art"


def attack(t, binary):
    import subprocess
    for name, data, code in attacks():
        path = t.path(name + ".odt")
        with open(path, "wb") as f:
            f.write(data)
        r = subprocess.run([binary, "import", "--lang", "de", path, "-o", t.path("out.xml")], cwd=t.dir, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60,
                           env=dict(os.environ, LC_ALL="C.UTF-8", **SANITIZED))
        text = r.stderr.decode("utf-8", "replace")
        t.ok(r.returncode in (0, 1), f"{name}: exit {r.returncode} {text[-600:]}")
        t.ok(not code or f"[{code}]" in text, f"{name}: {code} in {text[-400:]}")
        t.ok((r.returncode == 0) == os.path.exists(t.path("out.xml")), f"{name}: output only where all is well")
        if os.path.exists(t.path("out.xml")):
            os.unlink(t.path("out.xml"))
        t.ok(len(text) < 100000, f"{name}: {len(text)} bytes of messages")


def test_hostile(t):
    attack(t, t.setup.vorlage)


def test_hostile_sanitized(t):
    t.need(t.setup.asan, "build with sanitizers")
    attack(t, t.setup.asan)
