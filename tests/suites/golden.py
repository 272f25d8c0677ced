"""Golden texts: diagnostics of small papers (suites/diagnostics sees to every code), and model, flow, pages and content.xml of the samples."""
import os
import re
import zipfile

from harness import ROOT, samples

DIAG = os.path.join(ROOT, "tests", "diag")


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
    for n in sorted(os.listdir(DIAG)):
        if not n.endswith((".xml", ".fodt")):
            continue
        for lang in ("de", "en"):
            r = t.run(*command(os.path.join(DIAG, n)), n, "--lang", lang, cwd=DIAG)
            text = r.stderr.decode()
            stem = n.rsplit(".", 1)[0]
            t.golden(f"diag/{stem}.{lang}.txt", text, f"{n} {lang}")
            t.ok(f"[{stem}]" in text, f"{n} shows its code")
            t.ok(r.returncode in (0, 1, 2), f"{n}: exit {r.returncode}")


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
