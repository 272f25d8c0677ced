"""The model written anew as XML: the same model when read again, in the public edition nothing but what is public; embedded in PDF/A-3a."""
import hashlib
import os
import re
import xml.etree.ElementTree as ET
import zipfile

import pdfwalk
import pikepdf
from generate.anything import Anything
from harness import ROOT, samples

OMITTED = re.compile(r"^(?:. |\d+\. )?(Dieser Abschnitt ist nichtöffentlich\.|nichtöffentliche Beratung)\n", re.M)
COUNT = int(os.environ.get("VORLAGE_ANYTHING", "100")) // 2


def papers(t):
    out = [(p, ("full", "public")) for p in samples()] + [(os.path.join(ROOT, "tests", "editions", "kanarien.xml"), ("full", "public"))]
    for seed in range(5000, 5000 + COUNT):
        a = Anything(seed, t.path(str(seed)))
        out.append((a.path, ("full", "public") if a.hidden else ("full",)))
    return out


def again(t, path, xml, *command):
    """Runs the program over that XML as if it lay where the paper lies."""
    return t.run(*command, "-", stdin=xml, cwd=os.path.dirname(path), timeout=300)


def test_same_model(t):
    for path, editions in papers(t):
        name = os.path.relpath(path, ROOT)
        r = t.run("xml", "--edition", "full", path, "-o", "-", timeout=300)
        t.ok(r.returncode == 0, f"{name}: {r.stderr.decode()[-300:]}")
        back = again(t, path, r.stdout, "dump", "--stage=model")
        want = t.run("dump", "--stage=model", path, timeout=300).stdout.decode()
        t.eq(back.stdout.decode(), want, f"{name}: model {back.stderr.decode()[-300:]}")
        t.ok(again(t, path, r.stdout, "xml", "--edition=full", "-o", "-").stdout == r.stdout, f"{name}: written twice")
        if "public" in editions:
            public(t, path, name)


def public(t, path, name):
    """Set anew from its own XML the public edition reads as before, but for the words that stand where something is missing."""
    r = t.run("xml", "--edition", "public", path, "-o", "-", timeout=300)
    if b"nichtoeffentlich]" in r.stderr:
        return
    got = again(t, path, r.stdout, "dump", "--stage=text", "--edition=public")
    want = t.run("dump", "--stage=text", "--edition=public", path, timeout=300).stdout.decode()
    t.ok(got.returncode == 0, f"{name}: {got.stderr.decode()[-500:]}")
    plain = [re.sub(r" +", " ", OMITTED.sub("", x)) for x in (want, got.stdout.decode())]
    t.eq(plain[1], plain[0], f"{name}: text of the public edition")


def test_canaries(t):
    source = os.path.join(ROOT, "tests", "editions", "kanarien.xml")
    for args in (("xml",), ("dump", "--stage=model")):
        out = t.run(*args, "--edition=public", source, *(("-o", "-") if args[0] == "xml" else ())).stdout
        t.ok(b"OFFENBAR" in out and b"KANARIE" not in out, f"{args}: {re.findall(rb'KANARIE[0-9]*', out)}")


def test_source_in_odt(t):
    """The ODT carries the edition's XML too, and LibreOffice keeps it, letter by letter, when it saves."""
    t.need("soffice", "LibreOffice")
    made = []
    for path in samples():
        for edition in ("full", "public"):
            odt = t.path(f"{os.path.basename(os.path.dirname(path))}.{edition}.odt")
            if t.run("odt", "--quiet", "--edition", edition, path, "-o", odt).returncode == 0:
                made.append((odt, t.run("xml", "--edition", edition, path, "-o", "-").stdout))
    for odt, xml in made:
        t.ok(carried(odt) == xml, f"{odt}: the source")
        with zipfile.ZipFile(odt) as z:
            t.ok(hashlib.sha256(xml).hexdigest().encode() in z.read("meta.xml"), f"{odt}: its digest")
    r = t.tool("soffice", f"-env:UserInstallation=file://{t.path('profile')}", "--headless", "--convert-to", "odt", "--outdir", t.path("saved"), *[m[0] for m in made], timeout=600)
    for odt, xml in made:
        saved = os.path.join(t.path("saved"), os.path.basename(odt))
        t.ok(os.path.exists(saved) and carried(saved) == xml, f"{saved}: {r.stdout.decode()[-200:]}")


def carried(odt):
    with zipfile.ZipFile(odt) as z:
        for name in z.namelist():
            if name.endswith("quelle.rdf"):
                for e in ET.fromstring(z.read(name)).iter("{urn:x-vorlage:rdf:1#}quelle"):
                    return e.text.encode()
    return b""


def test_associated_file(t):
    """--pdf=a3, in large print as well: veraPDF agrees, the file in it is the edition's XML."""
    made = []
    for path in samples():
        for edition in ("full", "public"):
            pdf = t.path(f"{os.path.basename(os.path.dirname(path))}.{edition}.pdf")
            r = t.run("pdf", "--pdf=a3", "--grossdruck", "--edition", edition, path, "-o", pdf, timeout=300)
            if b"nichtoeffentlich]" in r.stderr:
                continue
            t.ok(r.returncode == 0, f"{pdf}: {r.stderr.decode()[-300:]}")
            made.append(pdf)
            with pikepdf.open(pdf) as p:
                spec = p.Root.AF[0]
                t.eq(str(spec.AFRelationship), "/Source", "relationship")
                xml = t.run("xml", "--edition", edition, path, "-o", "-").stdout
                t.ok(spec.EF.F.read_bytes() == xml, f"{pdf}: embedded XML")
            want = pdfwalk.words(t.run("dump", "--stage=text", "--edition", edition, path).stdout.decode())
            t.eq(pdfwalk.words("".join(pdfwalk.Walker(pdf).blocks())), want, f"{pdf}: text")
    t.verapdf(made, "3a", "ua1")
