"""Files of packs: no edition takes another's name, nothing of an earlier run stays among them, names hold everywhere."""
import os
import re
import shutil
import zipfile

from harness import ROOT

SAMPLE = os.path.join(ROOT, "samples", "sitzung-eschenfurt")
OUT = "2025-10-15_gr"


def session(t, name, *changes):
    """A copy of the sample with changes (file, pattern, new)."""
    folder = t.path(name)
    shutil.copytree(SAMPLE, folder)
    for file, old, new in changes:
        path = os.path.join(folder, file)
        text = open(path, encoding="utf-8").read()
        t.ok(re.search(old, text, re.S), f"{file} has {old}")
        with open(path, "w", encoding="utf-8") as f:
            f.write(re.sub(old, new, text, count=1, flags=re.S))
    return os.path.join(folder, "sitzung.xml")


def pack(t, path, who, out, *options):
    return t.run("pack", path, "--for", who, "--skip-bad", "--quiet", "-d", t.path(out), *options, timeout=300)


def test_no_member_takes_an_edition_s_name(t):
    """The id becomes part of a file name: with "oeffentlich" a member's whole pack would stand where the public one is looked for."""
    for word in ("oeffentlich", "Mitglieder", "vorsitz.nachtrag", "persoenlich_1"):
        path = session(t, word, ("mitglieder.xml", 'id="weiss"', f'id="{word}"'))
        r = pack(t, path, "public,each", "o-" + word)
        t.ok(r.returncode == 1 and b"[mitglied-kennung]" in r.stderr, f"{word}: {r.stderr[-300:]}")
        t.ok(not os.path.exists(t.path("o-" + word)) or not os.listdir(t.path("o-" + word)), "nothing is written")
    r = pack(t, session(t, "case", ("mitglieder.xml", 'id="weiss"', 'id="BAUER"')), "each", "o-case")
    t.ok(r.returncode == 1 and b"[mitglied-doppelt]" in r.stderr, "ids that differ in case only")


def test_originals_of_an_earlier_run(t):
    r = pack(t, session(t, "first"), "public", "o")
    before = {n: open(t.path("o", n), "rb").read() for n in os.listdir(t.path("o"))}
    t.ok(r.returncode == 0 and any(n.endswith(".original.pdf") for n in before), r.stderr[-300:])
    secret = session(t, "second", ("vorlagen/096-2025/096-2025.xml", r'(datei="anlagen/stellungnahme-polizei.pdf" status=")oeffentlich', r"\1nichtoeffentlich"))
    for options in ([], ["--folder"]):
        r = pack(t, secret, "public", "o", *options)
        t.ok(r.returncode == 2 and b"[mappe-ordner]" in r.stderr, f"{options}: {r.stderr[-300:]}")
        after = {n: open(t.path("o", n), "rb").read() for n in os.listdir(t.path("o"))}
        t.ok(after == before, "nothing is changed")
    r = pack(t, secret, "public", "o2")
    t.eq([n for n in os.listdir(t.path("o2")) if "original" in n], [], "the new one holds none")


def test_originals_of_those_who_see_less(t):
    r = pack(t, session(t, "s"), "weiss,bauer", "o")
    names = sorted(n for n in os.listdir(t.path("o")) if n.endswith(".original.pdf"))
    t.ok(r.returncode == 0 and any(n.startswith(OUT + ".persoenlich-oeffentlich_") for n in names) and any(n.startswith(OUT + ".persoenlich_") for n in names), str(names))


def test_a_folder_with_something_else_is_left_alone(t):
    os.makedirs(t.path("o", OUT + ".oeffentlich"))
    t.write("o/" + OUT + ".oeffentlich/fremd.txt", "x")
    r = pack(t, session(t, "s"), "public", "o", "--folder")
    t.ok(r.returncode == 2 and b"[mappe-ordner]" in r.stderr, r.stderr[-300:])
    t.eq(os.listdir(t.path("o")), [OUT + ".oeffentlich"], "neither the pack nor originals")


def test_names_hold_everywhere(t):
    """Long titles are cut, names that differ in case only are counted."""
    path = session(t, "s", ("sitzung.xml", ">Niederschrift, öffentlicher Teil<", ">" + "Niederschrift" * 22 + "<"),
                   *[("vorlagen/087-2025/087-2025.xml", f'{word}="{old}"', f'{word}="{new}"') for old, new in (("1", "a"), ("2", "A")) for word in ("verweis anlage", "anlage nr")])
    r = pack(t, path, "public", "o", "--folder")
    names = os.listdir(t.path("o", OUT + ".oeffentlich")) if r.returncode == 0 else []
    t.ok(r.returncode == 0 and "index.html" in names, r.stderr[-300:])
    t.ok(all(len(n) < 120 for n in names), "lengths")
    t.eq(len({n.lower() for n in names}), len(names), "without case")


def test_pages_of_hidden_attachments_bear_the_mark(t):
    """Those of others in the line at their foot, pictures at their head; public ones bear none in the same pack."""
    r = pack(t, session(t, "s", ("vorlagen/091-2025/091-2025.xml", r'(datei="anlagen/pegel.png" status=")oeffentlich', r"\1nichtoeffentlich")), "members,public", "o")
    t.ok(r.returncode == 0, r.stderr[-300:])
    pages = t.tool("pdftotext", t.path("o", OUT + ".mitglieder.pdf"), "-").stdout.decode().split("\f")
    for foot, marked in (("Vorlage 087/2025 – Anlage 1", False), ("Vorlage 087/2025 – Anlage 4", True), ("Vorlage 091/2025 – Anlage 1", False), ("Vorlage 091/2025 – Anlage 2", True),
                         ("Einladung – Anlage 1", False), ("Niederschrift, nichtöffentlicher Teil", True), ("Niederschrift, öffentlicher Teil", False)):
        of = [p for p in pages if any(foot in x.replace("\u00a0", " ") and "–" in x for x in p.splitlines())]
        t.ok(of and all(("NICHTÖFFENTLICH" in p) == marked for p in of), f"{foot}: {len(of)} pages")
    text = t.tool("pdftotext", t.path("o", OUT + ".oeffentlich.pdf"), "-").stdout.decode()
    t.ok(text.count("NICHTÖFFENTLICH") == 0, "the public pack bears no mark")
