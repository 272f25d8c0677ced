"""A hundred Vorlagen by chance: all of them valid, conforming, whole, within the paper, nothing over anything else. VORLAGE_ANYTHING=1000 makes more."""
import concurrent.futures
import os
import re
import shutil
import subprocess
import threading

import bbox
import odtwalk
import pdfwalk
from generate.anything import Anything

COUNT = int(os.environ.get("VORLAGE_ANYTHING", "100"))
_lock = threading.Lock()
_made = {}


def one(t, folder, seed):
    """The papers of one seed: [(Vorlage, edition, pdf, trouble)]."""
    a = Anything(seed, os.path.join(folder, str(seed)))
    out = []
    for edition in ("full", "public") if a.hidden else ("full",):
        pdf = os.path.join(folder, f"{seed}.{edition}.pdf")
        r = t.run("pdf", "--json", "--edition", edition, a.path, "-o", pdf, timeout=300)
        out.append((a.path, edition, pdf, "" if r.returncode == 0 else r.stderr.decode()[:600] or "?"))
    return out


def papers(t):
    with _lock:
        if "all" not in _made:
            folder = os.path.join(t.setup.build, "anything")
            shutil.rmtree(folder, ignore_errors=True)
            with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
                _made["all"] = [x for made in pool.map(lambda s: one(t, folder, s), range(COUNT)) for x in made]
        return _made["all"]


def name(pdf):
    return os.path.basename(pdf)


def rendered(t):
    return [p for p in papers(t) if not p[3]]


def test_render(t):
    for _, _, pdf, trouble in papers(t):
        t.ok(not trouble, f"{name(pdf)}: {trouble}")


def test_verapdf(t):
    t.verapdf([p[2] for p in rendered(t)], "2a", "ua1")


def test_structure(t):
    """Every marked sequence hangs on one element, the ParentTree agrees, and the tree's text is the flow's."""
    for path, edition, pdf, _ in rendered(t):
        w = pdfwalk.Walker(pdf)
        got = pdfwalk.words("".join(w.blocks()))
        want = pdfwalk.words(t.run("dump", "--stage=text", "--edition", edition, path, timeout=300).stdout.decode())
        at = next((i for i, (x, y) in enumerate(zip(got, want)) if x != y), min(len(got), len(want)))
        t.ok(got == want, f"{name(pdf)}: text differs at {at}: {got[at - 30:at + 50]!r} for {want[at - 30:at + 50]!r}")
        faults = w.faults + pdfwalk.accessible(w) + pdfwalk.parent_tree(w.pdf)
        t.ok(not faults, f"{name(pdf)}: {faults[:4]}")


def test_places(t):
    t.need("pdftotext", "poppler-utils")
    for _, _, pdf, _ in rendered(t):
        for n, page in enumerate(bbox.pages(pdf), 1):
            t.ok(not bbox.outside(page), f"{name(pdf)} page {n}: off the paper {bbox.outside(page)[:3]}")
            over = bbox.overprinted(page)
            t.ok(not over, f"{name(pdf)} page {n}: over one another {over[:3]}")


def test_odt(t):
    """The same papers as ODT: valid, whole, without the faults no validator sees."""
    jar = t.need(os.path.join(t.setup.tools, "odfvalidator-jar-with-dependencies.jar"), "ODF Validator")
    odts = []
    for path, edition, pdf, _ in rendered(t):
        odt = pdf[:-4] + ".odt"
        r = t.run("odt", "--quiet", "--edition", edition, path, "-o", odt, timeout=300)
        if not t.ok(r.returncode == 0, f"{name(odt)}: {r.stderr.decode()[:600]}"):
            continue
        odts.append(odt)
        got = pdfwalk.words(odtwalk.text(odt))
        want = pdfwalk.words(t.run("dump", "--stage=text", "--edition", edition, path, timeout=300).stdout.decode())
        at = next((i for i, (x, y) in enumerate(zip(got, want)) if x != y), min(len(got), len(want)))
        t.ok(got == want, f"{name(odt)}: text differs at {at}: {got[at - 30:at + 50]!r} for {want[at - 30:at + 50]!r}")
        faults = odtwalk.faults(odt) + odtwalk.formatting(odt)
        t.ok(not faults, f"{name(odt)}: {faults[:4]}")
    for i in range(0, len(odts), 100):
        r = subprocess.run(["java", "-jar", jar, "-c", "-w", *odts[i:i + 100]], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=3000)
        bad = [x for x in r.stdout.decode().splitlines() if "Error" in x or "Warning" in x or "Fatal" in x]
        t.ok(not bad and r.returncode == 0, "\n".join(bad)[:1500])


def test_qpdf(t):
    t.need("qpdf", "qpdf")
    for _, _, pdf, _ in rendered(t):
        r = t.tool("qpdf", "--check", pdf)
        t.ok(r.returncode == 0, f"{name(pdf)}: {r.stdout.decode()[-300:]}")
