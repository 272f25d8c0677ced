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
