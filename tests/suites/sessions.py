"""Sessions: what is told where something is missing or does not fit, in which file, for each fault over several files."""
import os
import re
import shutil

from harness import ROOT

GOOD = os.path.join(ROOT, "tests", "sessions", "gut")
SITZUNG, V24, V31 = "sitzung.xml", "vorlagen/024/vorlage.xml", "vorlagen/031/vorlage.xml"
GR24 = 'termin="2025-03-12" top="Ö 2" status="oeffentlich" zustaendigkeit="entscheidung"'
UA24 = 'termin="2025-03-05" status="nichtoeffentlich" zustaendigkeit="vorberatung"'

# code: changes to the good session, each (file, old, new); old None: the file is new, new None: it goes
CASES = {
    "unterlage-nummer": [(SITZUNG, 'vorlage="024/2025"', 'vorlage="042/2025"')],
    "unterlage-doppelt": [(SITZUNG, '<top nr="3.2" status="oeffentlich" unterlage="keine"><betreff>Verschiedenes</betreff></top>',
                           '<top nr="3.2" status="oeffentlich"><unterlage vorlage="024/2025" datei="vorlagen/024/vorlage.xml"/></top>')],
    "unterlage-beratung": [(V24, 'gremium="gr"', 'gremium-name="Ortschaftsrat"')],
    "unterlage-termin": [(V24, 'termin="2025-03-12"', 'termin="2025-04-02"')],
    "unterlage-ohne-termin": [(V24, ' termin="2025-03-12"', "")],
    "unterlage-status": [(V24, GR24, GR24.replace('status="oeffentlich"', 'status="nichtoeffentlich"')), (V31, 'top="N 1" status="nichtoeffentlich"', 'top="N 1" status="oeffentlich"')],
    "unterlage-nichtoeffentlich": [(V24, 'art="beschluss" status="oeffentlich"', 'art="beschluss" status="nichtoeffentlich"')],
    "top-betreff-fehlt": [(SITZUNG, '<unterlage vorlage="024/2025"', '<unterlage status="nichtoeffentlich" vorlage="024/2025"')],
    "unterlage-top": [(V24, 'top="Ö 2"', 'top="Ö 4"')],
    "unterlage-ergebnis": [(V24, GR24 + "/>", GR24 + '><ergebnis code="einstimmig-beschlossen"/></beratung>')],
    "unterlage-ersetzt": [(V31, "</betreff>", '</betreff><bezug vorlage="024/2025" art="ersetzt"/>')],
    "vorberatung-offen": [(V24, '>\n      <ergebnis code="empfohlen"/>\n    </beratung>', "/>")],
    "vorberatung-spaeter": [(V24, UA24, UA24.replace("2025-03-05", "2025-03-19"))],
    "entscheidung-frueher": [(V24, GR24, GR24.replace("entscheidung", "vorberatung")), (V24, UA24, UA24.replace("vorberatung", "entscheidung"))],
    "anlage-nicht-genannt": [("vorlagen/024/anlagen/entwurf.pdf", None, "%PDF-1.4"), ("vorlagen/024/anlagen/.ablage", None, "x"),
                             ("vorlagen/031/anlagen/karte.pdf", None, "%PDF-1.4"), ("vorlagen/024/notiz.txt", None, "x")],
    "anlage-bild-alt": [(V24, ' alt="Die Dorflinde mit dem gebrochenen Ast"', "")],
    "mitglied-doppelt-liste": [("verwaltung.xml", 'id="kaemmerei"', 'id="m2"')],
    # known codes at places of their own
    "anlage-fehlt": [("vorlagen/024/anlagen/liste.pdf", "", None), ("niederschrift.pdf", None, ""), (V24, 'datei="anlagen/linde.png"', 'datei="anlagen"')],
    "datei-lesen": [("mitglieder.xml", "", None), (V31, "", None)],
    "gremium-name": [(SITZUNG, 'gremium="gr"', 'gremium="gre"')],
    "ladungsfrist": [("koerperschaft.xml", 'genitiv="der Gemeinde Hohenried"', 'ladungsfrist="14"')],
    # faults of all files at once
    "alles": [(SITZUNG, 'nr="2" status="oeffentlich"', 'nr="2"'), (V24, "<antrag><p>", "<antrag><p><fett>"), (V31, 'top="TOP 3.1" status="oeffentlich"', 'top="9" status="oeffentlich"'),
              ("mitglieder.xml", "emil@example.org", "emil"), ("koerperschaft.xml", 'kurz="UA"', 'kurz="UA" sitz="Rathaus"')],
}


def make(t, name, changes):
    folder = t.path(name)
    shutil.copytree(GOOD, folder)
    for file, old, new in changes:
        path = os.path.join(folder, file)
        if new is None:
            os.remove(path)
            continue
        text = "" if old is None else open(path, encoding="utf-8").read()
        t.ok(old is None or old in text, f"{name}: {file} has {old!r}")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as f:
            f.write(new if old is None else text.replace(old, new, 1))
    return folder


def test_the_good_one_is_good(t):
    for args in ([], ["--json"]):
        r = t.run("check", SITZUNG, *args, cwd=GOOD)
        t.eq((r.returncode, r.stderr), (0, b""), "nothing to say")
    r = t.run("check", os.path.join(GOOD, SITZUNG))
    t.eq((r.returncode, r.stderr), (0, b""), "from another folder")
    r = t.run("check", "-", stdin=open(os.path.join(GOOD, SITZUNG), "rb").read(), cwd=GOOD)
    t.eq((r.returncode, r.stderr), (0, b""), "from standard input")


def test_each_fault(t):
    for name, changes in CASES.items():
        folder = make(t, name, changes)
        for lang in ("de", "en"):
            r = t.run("check", SITZUNG, "--lang", lang, cwd=folder)
            text = r.stderr.decode()
            t.golden(f"sessions/{name}.{lang}.txt", text, f"{name} {lang}")
            t.ok(name == "alles" or f"[{name}]" in text, f"{name} shows its code")
            want = 2 if "[datei-lesen]" in text else 1 if re.search(r": (?:Fehler|error): ", text) else 0
            t.eq(r.returncode, want, f"{name}: exit status")


def test_members_from_two_lists(t):
    """A member's place names the file it is in."""
    folder = make(t, "zwei", CASES["mitglied-doppelt-liste"])
    text = t.run("check", SITZUNG, "--lang", "de", cwd=folder).stderr.decode()
    t.ok(text.startswith("verwaltung.xml:3:"), text)


def test_no_other_command_takes_a_session(t):
    for command in (["pdf"], ["odt"], ["xml"], ["dump", "--stage=flow"]):
        r = t.run(*command, SITZUNG, cwd=GOOD)
        t.eq(r.returncode, 1, f"{command}: a session is no paper")
        t.ok(b"[falsche-dokumentart]" in r.stderr, f"{command}: {r.stderr.decode()[-200:]}")


def test_models(t):
    for name in ("sitzung", "mitglieder"):
        r = t.run("dump", "--stage=model", name + ".xml", cwd=GOOD)
        t.eq(r.returncode, 0, r.stderr.decode())
        t.golden(f"sessions/{name}.model.txt", r.stdout.decode(), f"{name} model")


def test_many_papers(t):
    """400 items, 800 attachments: nothing quadratic; and one file that is named by all items is read once."""
    tops, n = [], 400
    for i in range(1, n + 1):
        t.write(f"v/{i}/v.xml", f'<vorlage xmlns="urn:x-vorlage:1" nummer="{i}" art="bericht" status="oeffentlich"><kopf><betreff>B {i}</betreff></kopf><beratungsfolge>'
                f'<beratung gremium-name="Rat" termin="2025-03-12" status="oeffentlich"/></beratungsfolge><sachverhalt><p>T.</p></sachverhalt><anlagen>'
                f'<anlage nr="1" datei="anlagen/1.pdf" status="oeffentlich">A</anlage><anlage nr="2" datei="anlagen/2.pdf" status="oeffentlich">A</anlage></anlagen></vorlage>')
        for k in (1, 2):
            t.write(f"v/{i}/anlagen/{k}.pdf", "%PDF-1.4")
        tops.append(f'<top nr="{i}" status="oeffentlich"><unterlage vorlage="{i}" datei="v/{i}/v.xml"/></top>')
    t.write("s.xml", '<sitzung xmlns="urn:x-vorlage:1" gremium-name="Rat" status="oeffentlich" beginn="2025-03-12T18:00:00+01:00" ort="Rathaus"><einladung datum="2025-03-01"/>'
            f'<tagesordnung>{"".join(tops)}</tagesordnung></sitzung>')
    r = t.run("check", "s.xml", timeout=20)
    t.eq(r.returncode, 0, r.stderr.decode()[-500:])
    t.eq(r.stderr.decode().count("["), 1, "only the missing list of members is told")


# ---- members from a table -------------------------------------------------------------------------------

TABLE = '''Kennung;Anrede;Titel;Vorname;Nachname;Funktion;Fraktion;Nichtöffentlich;Zustellung;E-Mail;Adresszusatz;Straße;PLZ;Ort;Land;Großdruck
m1;Frau;Dr.;Erika;Vorsteher;Vorsitz;;ja;Fach;;;;;;;
m2;Herrn;;"Emil ""Milo""";"Beispiel; der Jüngere";mitglied;Freie Liste;X;Post;;bei Sandrock;Sägewerkstraße 41;00417;Eschenfurt;Deutschland;nein

m3;;;Luc;Übersee;beratend;;nein;E-Mail;luc@example.org;;Rue 1;L-1234;Luxemburg;Luxemburg;ja
'''
SAME = """<mitglieder xmlns="urn:x-vorlage:1">
  <mitglied id="m1" anrede="frau" titel="Dr." vorname="Erika" name="Vorsteher" funktion="vorsitz" nichtoeffentlich="ja" zustellung="fach"/>
  <mitglied id="m2" anrede="herr" vorname="Emil &quot;Milo&quot;" name="Beispiel; der Jüngere" funktion="mitglied" fraktion="Freie Liste" nichtoeffentlich="ja" zustellung="post">
    <postanschrift><adresszeile>bei Sandrock</adresszeile><adresszeile>Sägewerkstraße 41</adresszeile><adresszeile>00417 Eschenfurt</adresszeile></postanschrift></mitglied>
  <mitglied id="m3" vorname="Luc" name="Übersee" funktion="beratend" nichtoeffentlich="nein" zustellung="email" email="luc@example.org" grossdruck="ja">
    <postanschrift land="Luxemburg"><adresszeile>Rue 1</adresszeile><adresszeile>L-1234 Luxemburg</adresszeile></postanschrift></mitglied>
</mitglieder>"""


def test_members_as_a_table(t):
    """The same people from XML and from a table in every form spreadsheets save."""
    t.write("m.xml", SAME)
    want = t.run("dump", "--stage=model", "m.xml").stdout
    commas = TABLE.replace('"Beispiel; der Jüngere"', "BEISPIEL").replace(";", ",").replace("BEISPIEL", "Beispiel; der Jüngere")
    forms = {"utf8": TABLE.encode(), "bom": b"\xef\xbb\xbf" + TABLE.encode(), "windows": TABLE.replace("\n", "\r\n").encode("cp1252"), "utf16": TABLE.encode("utf-16"),
             "komma": commas.encode(), "tab": TABLE.replace("Beispiel; der", "BEISPIEL").replace(";", "\t").replace("BEISPIEL", "Beispiel; der").encode(), "ohne-ende": TABLE.rstrip("\n").encode()}
    for name, data in forms.items():
        t.write(name + ".CSV", data)
        r = t.run("dump", "--stage=model", name + ".CSV")
        t.eq((r.returncode, r.stderr), (0, b""), f"{name}: nothing to tell")
        t.eq(r.stdout.decode(), want.decode(), f"{name}: the same people")
    folder = make(t, "sitzung", [(SITZUNG, 'datei="mitglieder.xml"', 'datei="mitglieder.csv"'), ("mitglieder.csv", None, TABLE)])
    r = t.run("check", SITZUNG, cwd=folder)
    t.eq((r.returncode, r.stderr), (0, b""), "a session with a table for its list")


def test_faults_of_tables(t):
    faulty = TABLE.replace("Großdruck", "Grosdruck").replace("Fraktion", "Bemerkung", 1).replace("m1;Frau;Dr.;Erika;Vorsteher;Vorsitz", "1m;Dame;;;;Chef").replace("m3;;;Luc;Übersee;beratend;;nein;E-Mail", "m2;;;L;Ü;;;;Brief")
    t.write("liste.csv", faulty .replace("luc@", "luc") + 'm5;;;;;;x\nm4;"offen\n')
    t.write("spalten.csv", "id,Name,NAME\na,b,c\n")
    t.write("zeichen.csv", TABLE.replace("Erika", '"Erika" B.').replace("Übersee", 'Über "See"') + "\n")
    for lang in ("de", "en"):
        for name in ("liste", "spalten", "zeichen"):
            r = t.run("check", name + ".csv", "--lang", lang)
            t.golden(f"sessions/csv-{name}.{lang}.txt", r.stderr.decode(), f"{name} {lang}")
            t.eq(r.returncode, 1, f"{name}: faulty")
    for name, data in (("leer", b""), ("nichts", b"\n\n"), ("nul", b"id;name\0;funktion\n"), ("quote", b'"' * 100001), ("kopf", b'id;na"me";funktion\na;b;c\n'), ("lang", b'id;name;funktion;nichtoeffentlich;zustellung\n"' + b"x" * 30_000_000), ("breit", b";" * 200000), ("viele", b"id;name;funktion;nichtoeffentlich;zustellung\n" + b'1;"' * 60000)):
        t.write(name + ".csv", data)
        r = t.run("check", name + ".csv", timeout=20)
        t.eq(r.returncode, 1, f"{name}: {r.stderr.decode()[-300:]}")
        t.ok(len(r.stderr) < 500_000, f"{name}: {len(r.stderr)} bytes of messages")


# ---- the sample session and its attachments ---------------------------------------------------------

SAMPLE = os.path.join(ROOT, "samples", "sitzung-eschenfurt")


def attachment(nr, file):
    return os.path.join(SAMPLE, "vorlagen", f"{nr}-2025", "anlagen", file)


def test_sample_session(t):
    r = t.run("check", os.path.join(SAMPLE, "sitzung.xml"))
    t.eq((r.returncode, r.stderr), (0, b""), "the sample session has no fault and no warning")
    model = t.run("dump", "--stage=model", os.path.join(SAMPLE, "sitzung.xml")).stdout.decode()
    t.golden("sessions/eschenfurt.model.txt", model, "its model")
    members = t.run("dump", "--stage=model", os.path.join(SAMPLE, "mitglieder.xml")).stdout.decode()
    t.eq(members.count("\n  mitglied "), 12, "twelve members")
    t.ok("nichtoeffentlich: ja" in members and members.count("nichtoeffentlich: ja") < 12, "some may not see what is not public")
    papers = [f for _, _, files in os.walk(os.path.join(SAMPLE, "vorlagen")) for f in files if f.endswith(".xml")]
    t.eq(len(papers), 10, "ten papers")
    for nr in sorted(p[:3] for p in papers):
        r = t.run("check", os.path.join(SAMPLE, "vorlagen", f"{nr}-2025", f"{nr}-2025.xml"))
        t.eq((r.returncode, r.stderr), (0, b""), f"{nr} alone")


def test_sample_attachments_are_what_they_are_said_to_be(t):
    """Each awkward kind is there: a pack that gets along with the sample gets along with it."""
    try:
        import pikepdf
    except ImportError:
        t.need("/nonexistent/pikepdf", "pikepdf")
    kinds = {
        ("079", "satzung.pdf"): lambda p: "/StructTreeRoot" in p.Root and b"pdfaid" in p.Root.Metadata.read_bytes(),
        ("088", "bewerber.pdf"): lambda p: "/StructTreeRoot" not in p.Root and "/FontFile2" in p.pages[0].Resources.Font.F.DescendantFonts[0].FontDescriptor,
        ("087", "kostenberechnung.pdf"): lambda p: "/FontDescriptor" not in p.pages[0].Resources.Font.H,
        ("087", "lageplan.pdf"): lambda p: float(p.pages[0].MediaBox[2]) > 1190 > float(p.pages[0].MediaBox[3]),
        ("087", "grundrisse.pdf"): lambda p: [x.Rotate for x in p.pages] == [90, 270, 180] and "/CropBox" in p.pages[1] and float(p.pages[2].MediaBox[0]) < 0,
        ("096", "antrag-eingang.pdf"): lambda p: "/Font" not in p.pages[0].Resources,
        ("096", "stellungnahme-polizei.pdf"): lambda p: p.Root.AcroForm.Fields[0].V.Type == "/Sig",
        ("101", "foerderantrag.pdf"): lambda p: {str(f.FT) for f in p.Root.AcroForm.Fields} == {"/Tx", "/Btn"},
        ("094", "kaufvertrag-entwurf.pdf"): lambda p: p.Root.OpenAction.S == "/JavaScript",
        ("093", "buchungen.pdf"): lambda p: "buchungen.csv" in p.attachments,
        ("097", "ausleihe.pdf"): lambda p: {str(a.Subtype) for a in p.pages[0].Annots} == {"/Link", "/Text", "/Highlight"},
        ("095", "auswahlvermerk.pdf"): lambda p: len(p.Root.OCProperties.D.OFF) == 1,
    }
    for (nr, file), holds in kinds.items():
        with pikepdf.open(attachment(nr, file)) as p:
            t.ok(holds(p), f"{nr} {file}")
    data = open(attachment("096", "stellungnahme-polizei.pdf"), "rb").read()
    at, a, b, c = map(int, re.search(rb"/ByteRange \[ (\d+) (\d+) (\d+) (\d+) *\]", data).groups())
    t.ok(at == 0 and data[a:a + 1] == b"<" and data[b - 1:b] == b">" and b + c == len(data), "the signature covers the whole file")
    for nr, file, head in (("091", "bachgasse.jpg", b"\xff\xd8\xff"), ("091", "pegel.png", b"\x89PNG"), ("091", "aufnahme-1911.tif", b"II*\0"), ("079", "synopse.odt", b"PK\x03\x04")):
        t.ok(open(attachment(nr, file), "rb").read(4).startswith(head), f"{nr} {file}")
    for folder, _, files in os.walk(SAMPLE):
        for f in files:
            t.ok(os.path.getsize(os.path.join(folder, f)) < 100_000, f"{f} is small")


def test_attachments_are_made_anew(t):
    """The generator still makes each kind, the same bytes twice; the bad ones too."""
    import sys
    sys.path.insert(0, os.path.join(ROOT, "tests"))
    from generate import attachments
    made = []
    for name in ("eins", "zwei"):
        attachments.session(attachments.Kit(t.setup.vorlage, t.path(name)))
        made.append({os.path.relpath(os.path.join(d, f), t.path(name)): open(os.path.join(d, f), "rb").read() for d, _, files in os.walk(t.path(name)) for f in files})
    t.eq(sorted(made[0]), sorted(made[1]), "the same files")
    t.eq([f for f in made[0] if made[0][f] != made[1][f]], [], "the same bytes")
    there = {os.path.relpath(os.path.join(d, f), SAMPLE) for d, _, files in os.walk(SAMPLE) for f in files if not f.endswith(".xml")}
    t.eq(sorted(made[0]), sorted(there), "and they are the sample's")
    why = attachments.bad(attachments.Kit(t.setup.vorlage, t.path("schlecht")))
    t.eq(sorted(os.listdir(t.path("schlecht"))), sorted(why), "the bad ones")


# ---- hostile sessions -----------------------------------------------------------------------------------

HEAD = '<sitzung xmlns="urn:x-vorlage:1" gremium-name="Rat" status="oeffentlich" beginn="2025-03-12T18:00:00+01:00" ort="R"><einladung datum="2025-03-01"/><tagesordnung>'


def test_hostile_sessions(t):
    """Much of everything, pipes and devices for files, items within items: told, and soon over."""
    os.mkfifo(t.path("rohr"))
    n = 30000
    cases = {
        "viele": (HEAD + '<top nr="1" status="oeffentlich"/>' * n + "</tagesordnung></sitzung>", 1),
        "abwaerts": (HEAD + "".join(f'<top nr="{9999 - i % 9999}" status="oeffentlich" unterlage="keine"><betreff>x</betreff></top>' for i in range(n)) + "</tagesordnung></sitzung>", 1),
        "tief": (HEAD + '<top nr="1" status="oeffentlich" unterlage="keine"><betreff>x</betreff>' * 300 + "</top>" * 300 + "</tagesordnung></sitzung>", 1),
        "rohr": (HEAD + '<top nr="1" status="oeffentlich"><unterlage vorlage="1" datei="rohr"/></top></tagesordnung><verteiler datei="rohr"/></sitzung>', 2),
        "geraet": (HEAD + '<top nr="1" status="oeffentlich"><betreff>x</betreff><niederschrift datei="../../../../../../dev/zero" sitzung="2025-01-01" status="oeffentlich"/></top></tagesordnung></sitzung>', 1),
        "selbst": (HEAD + '<top nr="1" status="oeffentlich"><unterlage vorlage="1" datei="selbst.xml"/></top></tagesordnung><verteiler datei="selbst.xml"/></sitzung>', 1),
        "gleiche": (HEAD + '<top nr="1" status="oeffentlich"><betreff>x</betreff>' + '<anlage nr="1" datei="rohr" status="oeffentlich">A</anlage>' * n + "</top></tagesordnung></sitzung>", 1),
        "mitglieder": ('<mitglieder xmlns="urn:x-vorlage:1">' + '<mitglied id="a" name="A" funktion="mitglied" nichtoeffentlich="ja" zustellung="post" vertritt="b"/>' * n + "</mitglieder>", 1),
    }
    for name, (text, status) in cases.items():
        t.write(name + ".xml", text)
        r = t.run("check", name + ".xml", timeout=20)
        t.eq(r.returncode, status, f"{name}: {r.stderr.decode()[-300:]}")
        t.ok(len(r.stderr) < 500_000, f"{name}: {len(r.stderr)} bytes of messages")
