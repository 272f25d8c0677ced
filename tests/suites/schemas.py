"""The schemas: one verdict from libxml2, the JDK's validator and Python's xmlschema, and from the program itself."""
import os
import re
import xml.etree.ElementTree as ET

from harness import ROOT, samples

XSD = os.path.join(ROOT, "pipeline", "schema")
NAMES = ("vorlage", "stil", "koerperschaft", "sitzung", "mitglieder")
# told by the program although the schema has nothing against it: what the XSD cannot say
SCHEMA_CODE = re.compile(rb"\[(?:element-[a-z-]+|attribut-[a-z-]+|wert(?:-[a-z-]+)?|text-stelle|text-in-leerem|schema|wurzel[a-z-]*)\]")


def good_files():
    out = []
    for folder, _, files in sorted(os.walk(os.path.join(ROOT, "samples"))):
        out += [os.path.join(folder, f) for f in sorted(files) if f.endswith(".xml") and "fehlerhaft" not in folder]
    return out


def folder_of(*parts):
    folder = os.path.join(ROOT, *parts)
    return [os.path.join(folder, f) for f in sorted(os.listdir(folder)) if f.endswith(".xml")] if os.path.isdir(folder) else []


def all_files():
    return good_files() + folder_of("samples", "fehlerhaft") + folder_of("tests", "editions") + folder_of("tests", "diag") + folder_of("tests", "sessions", "gut")


def root_of(path):
    """Local name of the root, or None where the file is not well-formed or brings a DOCTYPE (none of the three then judges)."""
    if b"<!DOCTYPE" in open(path, "rb").read():
        return None
    try:
        tag = ET.parse(path).getroot().tag
    except (ET.ParseError, LookupError, ValueError, UnicodeError):
        return None
    return tag.rsplit("}", 1)[-1]


def schema_for(root):
    return os.path.join(XSD, (root if root in NAMES else "vorlage") + ".xsd")


def well_formed():
    return [(f, r) for f in all_files() for r in [root_of(f)] if r]


def by_libxml2(t, pairs):
    t.need("xmllint", "xmllint")
    out = {}
    for name in {schema_for(r) for _, r in pairs}:
        files = [f for f, r in pairs if schema_for(r) == name]
        text = t.tool("xmllint", "--noout", "--nonet", "--schema", name, *files).stdout.decode()
        for f in files:
            out[f] = f"{f} validates" in text.splitlines()
    return out


def by_jdk(t, pairs):
    t.need("java", "the JDK")
    r = t.tool("java", os.path.join(ROOT, "tests", "Judge.java"), XSD, *[f for f, _ in pairs])
    lines = [line.split(" ", 1) for line in r.stdout.decode().splitlines() if line[:2] in ("0 ", "1 ", "2 ")]
    t.eq(len(lines), len(pairs), "the JDK judges each file\n" + r.stdout.decode()[-500:])
    t.ok(not [f for v, f in lines if v == "2"], "well-formed for the JDK")
    return {f: v == "0" for v, f in lines}


def by_python(t, pairs):
    try:
        import xmlschema
    except ImportError:
        t.need("/nonexistent/xmlschema", "Python's xmlschema")
    known = {}
    out = {}
    for f, r in pairs:
        name = schema_for(r)
        if name not in known:
            known[name] = xmlschema.XMLSchema10(name, allow="local")
        out[f] = known[name].is_valid(f)
    return out


# One change to a good session or list of members each: (file, old, new, still valid?)
MUTANTS = [
    ("sitzung", 'beginn="2025-03-12T18:00:00+01:00"', v, good) for v, good in (
        ('beginn="2025-03-12T18:00:00Z"', True), ('beginn=" 2025-03-12T18:00:00-11:30 "', True), ('beginn="2025-03-12T18:00:00"', False), ('beginn="2025-03-12"', False),
        ('beginn="2025-03-12T24:00:00+01:00"', False), ('beginn="2025-02-30T18:00:00+01:00"', False), ('beginn="2025-03-12T18:00:00.5+01:00"', False),
        ('beginn="2025-03-12T18:00:00+14:00"', False), ('beginn="2025-03-12T23:59:59+13:59"', True), ('beginn="-2025-03-12T18:00:00Z"', False), ("", False))
] + [("sitzung", 'nr="3.2"', f'nr="{v}"', good) for v, good in (
    ("Ö 12", True), ("NÖ1", True), ("1.2.3.4", True), ("12a", True), (" 7 ", True), ("1.2.3.4.5", False), ("Oe 1", False), ("", False), ("1.", False), ("12ab", False), ("eins", False), ("ÄÖÜÄ 1", False))
] + [("sitzung", a, b, good) for a, b, good in (
    ('status="oeffentlich"\n', '\n', False), ('ort="Rathaus"', '', False), ('zustand="eingeladen"', 'zustand="vertagt"', False), ('zustand="eingeladen"', 'art="video"', True),
    ('<einladung datum="2025-03-03">', '<einladung>', False), ('<p>Hiermit lade ich ein.</p>', 'Hiermit lade ich ein.', False), ('<p>Hiermit lade ich ein.</p>', '', True),
    ('<p>Hiermit lade ich ein.</p>', '<liste><punkt>Eins <datum wert="2025-03-12"/></punkt></liste><hinweis><p>Zwei</p></hinweis>', True),
    ('<p>Hiermit lade ich ein.</p>', '<sichtvermerke><sichtvermerk name="A"/></sichtvermerke><p>x</p>', False), ('<p>Hiermit lade ich ein.</p>', '<abschnitt><titel>x</titel></abschnitt>', False),
    ('<verteiler datei="verwaltung.xml"/>', '<verteiler/>', False), ('datei="verwaltung.xml"', 'datei="../verwaltung.xml"', True), ('datei="verwaltung.xml"', 'datei="/verwaltung.xml"', False),
    ('<tagesordnung>', '<tagesordnung><top/>', False), ('unterlage="keine"', 'unterlage="nein"', False), ('unterlage="keine"', 'abgesetzt="ja" vortrag="N. N." zustaendigkeit="lesung-2"', True),
    ('sitzung="2025-02-12"', 'sitzung="12.02.2025"', False), ('<betreff>Bau eines Radwegs</betreff>', '<betreff>Bau <stark>eines</stark> <sprache lang="en">bike path</sprache></betreff>', True),
    ('<betreff>Bau eines Radwegs</betreff>', '<titel>Bau</titel>', False), ('<betreff>Bau eines Radwegs</betreff>', '<erlaeuterung><p>x</p></erlaeuterung><betreff>y</betreff>', False),
    ('<betreff>Bau eines Radwegs</betreff>', '<betreff>y</betreff><erlaeuterung/>', False), ('<betreff>Verschiedenes</betreff>', '<betreff>y</betreff><anlage nr="1" datei="a.jpg" status="oeffentlich" alt="b">c</anlage>', True),
    ('<betreff>Verschiedenes</betreff>', '<anlage nr="1" datei="a.jpg">c</anlage>', False), ('vorlage="024/2025"', '', False), ('vorlage="024/2025"', 'vorlage="024/2025" art="nachtrag" vom="2025-03-10" status="nichtoeffentlich"', True),
    ('<verteiler datei="mitglieder.xml"/>', '<verteiler datei="mitglieder.xml">m</verteiler>', False), ('nummer="3/2025"', 'nummer=""', False), ('lade ich', 'lade<br/> ich', True))
] + [("mitglieder", a, b, good) for a, b, good in (
    ('id="m1"', 'id="1m"', False), ('id="m1"', '', False), ('anrede="frau"', 'anrede="Frau"', False), ('anrede="frau"', 'anrede="ohne" titel="Prof. Dr." grossdruck="ja" papier="nein"', True),
    ('funktion="vorsitz"', 'funktion="chef"', False), ('nichtoeffentlich="ja"', '', False), ('nichtoeffentlich="ja"', 'nichtoeffentlich="true"', False), ('zustellung="portal"', '', False),
    ('emil@example.org', 'emil', False), ('emil@example.org', 'emil@a b', False), ('name="Vorsteher"', 'name=""', False),
    ('nichtoeffentlich="ja"/>', 'nichtoeffentlich="ja"><postanschrift land="Österreich"><adresszeile>Weg 1</adresszeile></postanschrift></mitglied>', True),
    ('nichtoeffentlich="ja"/>', 'nichtoeffentlich="ja"><postanschrift/></mitglied>', False), ('nichtoeffentlich="ja"/>', f'nichtoeffentlich="ja"><postanschrift><adresszeile>{"x" * 61}</adresszeile></postanschrift></mitglied>', False),
    ('nichtoeffentlich="ja"/>', f'nichtoeffentlich="ja"><postanschrift><adresszeile>{"x" * 60}</adresszeile></postanschrift></mitglied>', True), ('gremium="gr"', 'gremium="gr" stand="2025-02-29"', False))]


def mutants(t):
    out = []
    for i, (name, old, new, good) in enumerate(MUTANTS):
        text = open(os.path.join(ROOT, "tests", "sessions", "gut", name + ".xml"), encoding="utf-8").read()
        t.ok(old in text, f"mutant {i} changes something: {old}")
        out.append((t.write(f"{i:03}-{name}.xml", text.replace(old, new, 1)), name, good))
    return out


def test_mutated_sessions(t):
    """All four judges say the same of each, and what was meant."""
    made = mutants(t)
    pairs = [(f, name) for f, name, _ in made]
    verdicts = {"libxml2": by_libxml2(t, pairs), "the JDK": by_jdk(t, pairs), "xmlschema": by_python(t, pairs)}
    for i, (f, name, good) in enumerate(made):
        for judge, said in verdicts.items():
            t.eq(said.get(f), good, f"{judge}: mutant {i} {MUTANTS[i]}")
        r = t.run("check", os.path.basename(f))
        own = [line for line in r.stderr.splitlines() if line.startswith(os.path.basename(f).encode())]
        t.eq(not any(SCHEMA_CODE.search(line) for line in own), good, f"the program: mutant {i} {MUTANTS[i]}: {r.stderr.decode()[:300]}")


def compare(t, judge):
    pairs = well_formed()
    want = by_libxml2(t, pairs)
    got = judge(t, pairs)
    for f, _ in pairs:
        t.eq(got.get(f), want[f], f"{os.path.relpath(f, ROOT)}: verdict against libxml2's")


def test_schemas_are_valid_schemas(t):
    t.need("xmllint", "xmllint")
    for name in NAMES:
        r = t.tool("xmllint", "--noout", "--nonet", "--schema", os.path.join(XSD, name + ".xsd"), good_files()[0])
        t.ok(r.returncode in (0, 3), f"{name}.xsd compiles: {r.stdout.decode()[-300:]}")


def test_good_ones_are_valid(t):
    pairs = [(f, root_of(f)) for f in good_files()]
    verdict = by_libxml2(t, pairs)
    for f, _ in pairs:
        t.ok(verdict[f], f"{os.path.relpath(f, ROOT)} is valid")
    t.ok(len(pairs) >= 3 * 8, "papers, styles and master data of the samples")


def test_faulty_sample_is_not_valid(t):
    path = os.path.join(ROOT, "samples", "fehlerhaft", "fehlerhaft.xml")
    t.ok(not by_libxml2(t, [(path, "vorlage")])[path], "the faulty sample is not valid")


def test_jdk_agrees(t):
    compare(t, by_jdk)


def test_python_agrees(t):
    compare(t, by_python)


def test_program_agrees(t):
    """A file that libxml2 takes gets no schema message from the program, one that it refuses gets at least one."""
    pairs = well_formed()
    want = by_libxml2(t, pairs)
    for f, _ in pairs:
        r = t.run("check", os.path.basename(f), cwd=os.path.dirname(f))
        # a message about another file (the style of a paper) says nothing about this one
        own = [line for line in r.stderr.splitlines() if line.startswith(os.path.basename(f).encode())]
        told = any(SCHEMA_CODE.search(line) for line in own)
        t.eq(not told, want[f], f"{os.path.relpath(f, ROOT)}: told {sorted(set(re.findall(rb'.([a-z0-9-]+).$', r.stderr, re.M)))}")


def test_program_takes_the_good_ones(t):
    for f in samples():
        r = t.run("check", f)
        t.eq(r.returncode, 0, f"{os.path.relpath(f, ROOT)}: {r.stderr.decode()[-600:]}")
        t.ok(b"[" not in r.stderr, f"{os.path.relpath(f, ROOT)} has no warning: {r.stderr.decode()[-600:]}")
