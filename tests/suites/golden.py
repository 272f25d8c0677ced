"""Golden texts: diagnostics of every code, and model, flow, pages and content.xml of the samples."""
import os
import re
import zipfile

from harness import ROOT, samples

DIAG = os.path.join(ROOT, "tests", "diag")


# Codes that need more than a small paper, and where they are tested.
ELSEWHERE = {
    **{f"import-{k}": "suites/importing" for k in ("paket", "teil-fehlt", "teil-kaputt", "name", "doppelt", "verschluesselt", "bombe", "grenze", "makros", "bild", "beschriftung", "errechnet", "quelle", "soffice")},
    "schema": "unit/read_schema", "xml-menge": "unit/read_parse", "xml-zu-gross": "unit/read_parse", "wort-endlos": "suites/hostile", "absatz-endlos": "suites/hostile",
    "datei-schreiben": "suites/program", "gleicher-name": "suites/program", "pdf-schreiben": "no known input", "odt-schreiben": "no known input",
    "schrift-einbettung": "unit/font_embed", "schrift-umrisse": "unit/font_embed", "schriftschnitt-fehlt": "unit/font_embed", "bild-pfad": "behind datei-ausserhalb",
    "stil-doppelt": "unit/read_model_stil", "stil-raender": "unit/read_model_stil", "stil-zeile": "unit/read_model_stil",
    "seite-kurz": "unit/page_typeset", "seite-trennstrich": "unit/page_typeset", "seite-fussnote": "unit/page_typeset",
    "seite-einzelreihe": "unit/page_typeset", "seite-einzelzeile": "unit/page_typeset", "seite-leer": "unit/page_typeset", "seite-summe-allein": "unit/page_typeset",
    "seite-tabellenkopf-allein": "unit/page_typeset", "seite-ueberschrift-allein": "unit/page_typeset", "seite-unterschrift-allein": "unit/page_typeset",
    "seite-unterschrift-geteilt": "unit/page_typeset", "seite-zu-hoch": "unit/page_typeset", "tabelle-zu-eng": "unit/page_table",
}
# Letters and packs: suites/pack*.py.
ELSEWHERE.update(dict.fromkeys(("mappe-nichtoeffentlich", "mappe-ersatz", "mappe-format", "mappe-mitglied", "anlage-konform"), "suites/packs"))
ELSEWHERE.update(dict.fromkeys(("mappe-liste", "mappe-liste-alt", "mappe-liste-ausgabe", "mappe-liste-sitzung", "mappe-unveraendert"), "suites/packsince"))
ELSEWHERE.update(dict.fromkeys(("mappe-liste-keine", "mappe-liste-kennwort", "mappe-liste-kaputt", "mappe-liste-seiten", "mappe-liste-fehlt"), "suites/packearlier"))
ELSEWHERE["mappe-wandeln"] = "suites/packtext"
ELSEWHERE["mappe-trennzeile"] = "suites/packdividers"
ELSEWHERE["mappe-luecke"] = "suites/packneutral"
ELSEWHERE.update(dict.fromkeys(("anlage-verborgen", "anlage-aenderungen", "anlage-original"), "suites/packprivate"))
ELSEWHERE.update({"mappe-nachricht-gross": "suites/packways", "mappe-ohne-nachricht": "suites/packways", "mappe-ordner": "suites/packfiles", "brief-anschrift-lang": "suites/packletters", "brief-zeile-breit": "suites/packletters"})
ELSEWHERE.update(dict.fromkeys(("mappe-zusammen", "mappe-welt", "mappe-adresse"), "no known input"))
# Attachments of a pack: tests/suites/merge.py has a file for each.
ELSEWHERE.update(dict.fromkeys((
    "anlage-unlesbar", "anlage-leer", "anlage-grenze", "anlage-kennwort", "anlage-gesperrt", "anlage-verschluesselt",
    "anlage-repariert", "anlage-inhalt-kaputt", "anlage-xfa", "anlage-formular", "anlage-formular-ohne-bild", "anlage-unterschrift",
    "anlage-skript", "anlage-eingebettet", "anlage-extern", "anlage-ebenen", "anlage-anmerkungen", "anlage-ohne-tags",
    "anlage-gescannt", "anlage-schrift", "anlage-kein-pdfa", "anlage-kein-ua"), "suites/merge"))
# Sessions with their papers: tests/suites/sessions.py makes a folder for each.
ELSEWHERE.update(dict.fromkeys((
    "unterlage-nummer", "unterlage-doppelt", "unterlage-beratung", "unterlage-termin", "unterlage-ohne-termin", "unterlage-status",
    "unterlage-nichtoeffentlich", "top-betreff-fehlt", "unterlage-top", "unterlage-ergebnis", "unterlage-ersetzt", "vorberatung-offen", "vorberatung-spaeter",
    "entscheidung-frueher", "anlage-nicht-genannt", "anlage-bild-alt", "mitglied-doppelt-liste", "csv-spalte-fehlt", "csv-spalte", "csv-spalte-name", "csv-spalte-doppelt", "csv-zeile",
    "csv-anfuehrung", "csv-anfuehrung-falsch", "csv-wert", "csv-leer", "csv-kennung"), "suites/sessions"))


def command(path):
    if path.endswith(".fodt"):
        return ["import", "-o", "-"]
    return command_of_paper(path)


def command_of_paper(path):
    """"check", or what a comment `aufruf:` at the paper's head says ("+" for the two dashes XML forbids there)."""
    with open(path, "rb") as f:
        m = re.search(rb"<!-- aufruf: (.*?) -->", f.read())
    return m.group(1).decode().replace("+", "--").split() if m else ["check"]


def test_diagnostics(t):
    shown = set()
    for n in sorted(os.listdir(DIAG)):
        if not n.endswith((".xml", ".fodt")):
            continue
        for lang in ("de", "en"):
            r = t.run(*command(os.path.join(DIAG, n)), n, "--lang", lang, cwd=DIAG)
            text = r.stderr.decode()
            shown |= set(re.findall(r"\[([a-z0-9-]+)\]$", text, re.M))
            stem = n.rsplit(".", 1)[0]
            t.golden(f"diag/{stem}.{lang}.txt", text, f"{n} {lang}")
            t.ok(f"[{stem}]" in text, f"{n} shows its code")
            t.ok(r.returncode in (0, 1, 2), f"{n}: exit {r.returncode}")
    codes = set(re.findall(r"(?m)^([a-z0-9-]+)$", t.run("help", "codes").stdout.decode()))
    t.eq(sorted(codes - shown - set(ELSEWHERE)), [], "every code has a paper that shows it")


def test_every_code_is_documented(t):
    for lang in ("de", "en"):
        text = t.run("help", "codes", "--lang", lang).stdout.decode()
        t.ok("{0}" not in text and len(re.findall(r"(?m)^[a-z0-9-]+$", text)) > 40, "help codes lists them")


def test_faulty_sample(t):
    folder = os.path.join(ROOT, "samples", "fehlerhaft")
    r = t.run("check", "fehlerhaft.xml", "--lang", "de", cwd=folder)
    t.eq(r.returncode, 1, "the faulty sample is faulty")
    t.ok(r.stderr.decode().count("Fehler:") >= 8, "all its faults at once")
    t.golden("golden/fehlerhaft.de.txt", r.stderr.decode(), "messages of the faulty sample")


def small_samples():
    return [s for s in samples() if os.sep + "lang" + os.sep not in s]


def test_model_and_flow(t):
    for path in small_samples():
        name = os.path.basename(os.path.dirname(path)) + ("" if os.path.basename(path) == "vorlage.xml" else "." + os.path.basename(path)[:-4])
        for stage in ("model", "flow"):
            r = t.run("dump", f"--stage={stage}", os.path.basename(path), "--edition", "full", cwd=os.path.dirname(path))
            t.golden(f"golden/{name}.{stage}.txt", r.stdout.decode(), f"{name} {stage}")


def test_pages(t):
    """Pages depend on the fonts' metrics: one sample, so that a changed page is seen as text."""
    folder = os.path.join(ROOT, "samples", "okertal")
    r = t.run("dump", "--stage=pages", "vorlage.xml", "--edition", "full", cwd=folder)
    t.golden("golden/okertal.pages.txt", r.stdout.decode(), "pages")


def test_content_xml(t):
    path = os.path.join(ROOT, "samples", "ostalbkreis", "vorlage.xml")
    r = t.run("odt", path, "-o", "x.odt")
    t.eq(r.returncode, 0, r.stderr.decode())
    with zipfile.ZipFile(t.path("x.odt")) as z:
        text = re.sub(r"(</(?:text:p|text:h|table:table-row|style:style|table:table)>)", r"\1\n", z.read("content.xml").decode())
    t.golden("golden/ostalbkreis.content.xml", text, "content.xml")
