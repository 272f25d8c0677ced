"""The session of tests/packs with attachments made for it, and what the suites about packs share."""
import os
import re
import shutil
import subprocess

import pikepdf

import pdfwalk
from harness import ROOT

HERE = os.path.join(ROOT, "tests", "packs")
CANARY = re.compile(r"KANARIE\d\d")
PAPER = """<?xml version="1.0" encoding="UTF-8"?>
<vorlage xmlns="urn:x-vorlage:1" nummer="1" art="information" status="oeffentlich"><kopf><betreff>{words}</betreff></kopf><sachverhalt>{paragraphs}</sachverhalt></vorlage>
"""
FILES = re.compile(r'datei="([^"]+\.pdf)"')
NAME = "2025-05-14_gr"


def attachment(t, path, words, pages=1):
    """A PDF/A-2a, PDF/UA-1 with these words."""
    xml = t.write("anlage.xml", PAPER.format(words=words, paragraphs="<seitenumbruch/>".join(f"<p>{words} Seite {i + 1}.</p>" for i in range(pages))))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    r = t.run("pdf", "--quiet", xml, "-o", path)
    t.ok(r.returncode == 0, r.stderr.decode())


def session(t, name="s", pages=1):
    """The session of tests/packs with all its attachments; their names are their words."""
    folder = t.path(name)
    shutil.copytree(HERE, folder)
    for sub, _, files in list(os.walk(folder)):
        for f in files:
            if not f.endswith(".xml"):
                continue
            for pdf in FILES.findall(open(os.path.join(sub, f), encoding="utf-8").read()):
                word = os.path.basename(pdf)[:-4]
                attachment(t, os.path.join(sub, pdf), word if "KANARIE" in word else "OFFENBAR Anlage", pages)
    os.makedirs(os.path.join(folder, "010", "anlagen"), exist_ok=True)
    shutil.copy(os.path.join(ROOT, "tests", "editions", "bild.jpg"), os.path.join(folder, "010", "anlagen", "bild.jpg"))
    return os.path.join(folder, "sitzung.xml")


def pack(t, source, *args):
    r = t.run("pack", "--quiet", source, "-d", t.path("out"), *args)
    return r


def change(path, old, new):
    text = open(path, encoding="utf-8").read()
    assert old in text, old
    with open(path, "w", encoding="utf-8") as f:
        f.write(text.replace(old, new, 1))


def pages_of(path):
    return subprocess.run(["pdftotext", "-layout", path, "-"], stdout=subprocess.PIPE).stdout.decode().split("\f")[:-1]


def planted():
    words = set()
    for sub, _, files in os.walk(HERE):
        for f in files:
            words |= set(CANARY.findall(open(os.path.join(sub, f), encoding="utf-8").read()))
    return sorted(words)


def structure(t, path):
    walker = pdfwalk.Walker(path)
    walker.blocks()
    t.eq(walker.faults[:5], [], f"{os.path.basename(path)}: marks")
    with pikepdf.open(path) as pdf:
        t.eq(pdfwalk.parent_tree(pdf)[:5], [], f"{os.path.basename(path)}: parent tree")


def plain(text):
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))
