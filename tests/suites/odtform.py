"""The form for authors (vorlage new --odt): valid for every kind of paper and house style, and usable in LibreOffice."""
import glob
import os
import re
import subprocess
import xml.etree.ElementTree as ET
import zipfile

import odtwalk
from harness import ROOT
from odtwalk import q
from suites import odtlive
from suites.fields import entries

ARTEN = ("beschluss", "mitteilung", "information", "bericht", "antrag", "anfrage", "aenderungsantrag", "ergaenzungsantrag", "stellungnahme", "neufassung", "dringlich", "tischvorlage")


def houses():
    return [os.path.dirname(p) for p in sorted(glob.glob(os.path.join(ROOT, "samples", "*", "stil.xml")))]


def forms(t):
    """A form of each kind in the neutral style, and one of each house."""
    out = []
    for art in ARTEN:
        out.append(t.path(f"{art}.odt"))
        t.eq(t.run("new", "--odt", f"--art={art}", "024/2026", "-o", out[-1]).returncode, 0, art)
    for house in houses():
        out.append(t.path(os.path.basename(house) + ".odt"))
        r = t.run("new", "--odt", "--style", f"{house}/stil.xml", "--body", f"{house}/koerperschaft.xml", "024/2026", "-o", out[-1])
        t.eq((r.returncode, r.stderr), (0, b""), house)
    return out


def named():
    """Display names of the table that writer and reader share."""
    texts = [open(os.path.join(ROOT, "pipeline/model", name), encoding="utf-8").read() for name in ("felder.h", "felder.c")]
    out = set(re.findall(r'"((?:Vorlage )[^"]+)"', "".join(texts)))
    for kind, name, path, column in (("Kopf", "KOPFFELDER", "model/angaben.h", 5), ("Posten", "FORMFELDER", "model/angaben.h", 4), ("Beratung", "BERATUNGSSPALTEN", "model/stil.h", 2)):
        out |= {f"Vorlage {kind} {entry[column]}" for entry in entries(name, path)}
    return out


def test_forms_are_valid(t):
    made, known = forms(t), named()
    for odt in made:
        content, styles, _ = odtwalk.parts(odt)
        faults = odtwalk.faults(odt) + odtwalk.formatting(odt)
        t.ok(not faults, f"{odt}: {faults[:3]}")
        body = ET.tostring(content, encoding="unicode")
        t.ok("‹" not in body and "›" not in body, f"{odt}: a prompt was not made a placeholder")
        display = {s.get(q("style:name")): s.get(q("style:display-name")) for s in styles.iter(q("style:style"))}
        used = {display.get(p.get(q("text:style-name"))) for p in content.iter(q("text:p"))} - {None}
        t.ok({u for u in used if u.startswith("Vorlage ")} <= {k + s for k in known for s in ("", " klein", " Schluss")}, f"{odt}: styles {sorted(used)}")
        t.ok(len(list(content.iter(q("text:placeholder")))) >= 10, f"{odt}: placeholders")
        t.ok(any(d.get(q("text:name")) == "vl_status" for d in content.iter(q("text:drop-down"))), f"{odt}: status is to be chosen")
        hints = [p for p in content.iter(q("text:p")) if display.get(p.get(q("text:style-name"))) == "Vorlage Ausfüllhinweis"]
        t.ok(len(hints) >= 4 and all(p.find(q("text:placeholder")) is None for p in hints), f"{odt}: guidance")
        with zipfile.ZipFile(odt) as z:
            meta = z.read("meta.xml").decode()
        t.ok('meta:name="Formular"' in meta and "‹" not in meta and "dc:date" not in meta, f"{odt}: metadata")
    jar = t.need(os.path.join(t.setup.tools, "odfvalidator-jar-with-dependencies.jar"), "ODF Validator")
    r = subprocess.run(["java", "-jar", jar, "-c", "-w", *made], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=900)
    bad = [x for x in r.stdout.decode().splitlines() if "Error" in x or "Warning" in x or "Fatal" in x]
    t.ok(not bad and r.returncode == 0, "\n".join(bad)[:2000])


def test_kinds_of_files(t):
    """The end of -o says which kind: package or flat, document or template."""
    base = "application/vnd.oasis.opendocument.text"
    for ext, want in (("odt", base), ("ott", base + "-template"), ("fodt", base), ("fott", base + "-template")):
        path = t.path("v." + ext)
        t.eq(t.run("new", "--odt", "7/2026", "-o", path).returncode, 0, ext)
        if ext[0] == "f":
            got = ET.parse(path).getroot().get(q("office:mimetype"))
        else:
            with zipfile.ZipFile(path) as z:
                got = z.read("mimetype").decode()
                t.ok(f'media-type="{want}"' in z.read("META-INF/manifest.xml").decode(), "manifest")
        t.eq(got, want, ext)
    t.eq(open(t.path("v.odt"), "rb").read(), t.run("new", "--odt", "7/2026", "-o", "-").stdout, "same input, same bytes")


def test_usage(t):
    first = t.path("a.odt")
    t.eq(t.run("new", "--odt", "1/2026", "-o", first).returncode, 0, "made")
    before = open(first, "rb").read()
    t.eq(t.run("new", "--odt", "2/2026", "-o", first).returncode, 2, "an existing file is not overwritten")
    t.eq(open(first, "rb").read(), before, "and stays")
    t.eq(t.run("new", "--odt", "1/‹2026›").returncode, 2, "marks of prompts in the number")
    t.eq(t.run("odt", "--odt", "x.xml").returncode, 2, "--odt is new's")
    t.eq(t.run("new", "--odt", "--style", "nowhere.xml", "1/2026", "-o", t.path("b.odt")).returncode, 2, "no such style")
    t.ok(not os.path.exists(t.path("b.odt")), "nothing written")
    open(t.path("stil.xml"), "w", encoding="utf-8").write("<stil xmlns='urn:x-vorlage:1'><nix/></stil>")
    t.eq(t.run("new", "--odt", "--style", t.path("stil.xml"), "1/2026", "-o", t.path("b.odt")).returncode, 1, "a faulty style")


def fields(doc):
    out, e = [], doc.TextFields.createEnumeration()
    while e.hasMoreElements():
        out.append(e.nextElement())
    return out


def test_in_writer(t):
    """Prompts and drop-downs are Writer's own; amounts typed in are summed, also in a row put in between."""
    t.need("soffice", "LibreOffice")
    path, office = t.path("w.odt"), None
    t.eq(t.run("new", "--odt", "024/2026", "-o", path).returncode, 0, path)
    try:
        office = odtlive.Office(t)
        doc = office.load(path)
        kinds = fields(doc)
        prompts = [f.PlaceHolder for f in kinds if f.supportsService("com.sun.star.text.textfield.JumpEdit")]
        t.ok("Betreff der Vorlage" in prompts and prompts.count("TT.MM.JJJJ") == 4, f"prompts {prompts}")
        drop = {f.Name: (f.Items, f.SelectedItem) for f in kinds if f.supportsService("com.sun.star.text.textfield.DropDown")}
        t.eq(drop.get("vl_status"), (("öffentlich", "nichtöffentlich"), "öffentlich"), "status")
        t.ok("Beschlussfassung" in drop["vl_zustaendigkeit"][0] and "Aufwand" in drop["vl_postenart"][0] and "gez." in drop["vl_zeichen"][0], f"choices {sorted(drop)}")
        table = next(x for x in (doc.TextTables.getByIndex(i) for i in range(doc.TextTables.Count)) if x.getCellByName("A1").String == "Bezeichnung")
        total = f"D{table.Rows.Count}"
        table.getCellByName("D2").Value = 1000
        table.getCellByName("D4").Value = 234.5
        doc.TextFields.refresh()
        t.eq((table.getCellByName(total).Value, table.getCellByName(total).String), (1234.5, "1.234,50"), "the total follows")
        table.Rows.insertByIndex(3, 1)
        total = f"D{table.Rows.Count}"
        table.getCellByName("D4").Value = 1
        doc.TextFields.refresh()
        t.eq(table.getCellByName(total).Value, 1235.5, "a row put in between is summed")
        t.eq(table.getCellByName("D4").Text.createEnumeration().nextElement().ParaStyleName, "Vorlage Posten Betrag", "and has the column's style")
        doc.close(True)
    finally:
        if office:
            office.stop()
