"""The schemas: one verdict from libxml2, the JDK's validator and Python's xmlschema, and from the program itself."""
import os
import re
import xml.etree.ElementTree as ET

from harness import ROOT, samples

XSD = os.path.join(ROOT, "pipeline", "read")
NAMES = ("vorlage", "stil", "koerperschaft")
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
    return good_files() + folder_of("samples", "fehlerhaft") + folder_of("tests", "editions") + folder_of("tests", "diag")


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
