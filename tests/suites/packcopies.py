"""Personal copies of a pack: the member's name on every page as shapes, in the metadata, and nowhere anybody else's."""
import glob
import io
import itertools
import os
import re
import subprocess

import pikepdf
from PIL import Image, ImageChops

import pdfwalk
from packing import NAME, change, pack, pages_of, session


def test_personal_copies(t):
    """The name on each page, as an artifact, and in the metadata; nothing else differs from the common copy's pages."""
    source = session(t)
    t.eq(pack(t, source, "--for", "members,each").returncode, 0, "made")
    common = pages_of(t.path("out", f"{NAME}.mitglieder.pdf"))
    path = t.path("out", f"{NAME}.lind.pdf")
    own = pages_of(path)
    t.eq(len(own), len(common), "as many pages")
    with pikepdf.open(path) as pdf:
        meta = pdf.Root.Metadata.read_bytes()
        t.ok(b"Luis Lind" in meta and b"exemplar" in meta, "metadata name the member")
        t.ok(b"KANARIE40" not in meta and b"Moos" not in meta, "and nobody else")
        drawn = {p.Resources.XObject.VMark.objgen for p in pdf.pages}
        mark = pdf.get_object(*drawn.pop())
        t.ok(not drawn and not mark.Resources.keys() and mark.read_bytes().count(b" c\n") > 20, "each page draws the same form, which is shapes alone")
        t.ok(all(b"/VMark Do Q EMC" in b"".join(x.read_bytes() for x in p.Contents) for p in pdf.pages), "as an artifact")
    t.eq(own, common, "the text of the pages is the common copy's")
    for page in (1, len(own)):
        a, b = (Image.open(io.BytesIO(subprocess.run(["pdftoppm", "-r", "40", "-f", str(page), "-l", str(page), "-gray", f], stdout=subprocess.PIPE).stdout)) for f in (path, t.path("out", f"{NAME}.mitglieder.pdf")))
        box = ImageChops.difference(a, b).getbbox()
        t.ok(box and box[2] - box[0] > a.width / 4 and box[3] - box[1] > a.height / 4, f"page {page} shows the name: {box}")
    w = pdfwalk.Walker(path)
    t.ok("Luis Lind" not in "".join(w.blocks()), "a screen reader does not meet it")


def test_copies_are_one_file_with_other_ends(t):
    """A copy has the same bytes alone as among others, and nothing of another member's; only its last objects are its own."""
    source = session(t)
    for options in ([], ["--compact"], ["--linearize"]):
        t.eq(t.run("pack", "--quiet", source, "--for", "each", *options, "-d", t.path("each")).returncode, 0, "made")
        copies = {os.path.basename(f).split(".")[1]: open(f, "rb").read() for f in sorted(glob.glob(t.path("each", "*.pdf"))) if "original" not in f}
        t.eq(t.run("pack", "--quiet", source, "--for", "lind", *options, "-d", t.path("alone")).returncode, 0, "made alone")
        t.ok(open(t.path("alone", f"{NAME}.lind.pdf"), "rb").read() == copies["lind"], f"{options} the same bytes")
        if options:
            continue
        same = [sum(1 for _ in itertools.takewhile(lambda x: x[0] == x[1], zip(copies["lind"], x))) for who, x in copies.items() if who != "lind"]
        t.ok(max(same) > 0.8 * len(copies["lind"]), f"common bytes {same} of {len(copies['lind'])}")
        parts = {n: t.write(f"{n}.qdf", subprocess.run(["qpdf", "--qdf", "--object-streams=disable", t.path("each", f"{NAME}.{n}.pdf"), "-"], stdout=subprocess.PIPE, check=True).stdout) for n in copies}
        meta = {n: bytes(pikepdf.open(t.path("each", f"{NAME}.{n}.pdf")).Root.Metadata.read_bytes()) for n in copies}
        names = {n: re.search(rb"<vl:exemplar>(.*?)</vl:exemplar>", m)[1] for n, m in meta.items()}
        t.ok(len(set(names.values())) == len(copies), "each its own name")
        for n in copies:
            for other, name in names.items():
                t.ok(other == n or name not in meta[n], f"{n}: nothing of {other}")
        t.eq([f for f in parts.values() if subprocess.run(["qpdf", "--check", f], stdout=subprocess.PIPE, stderr=subprocess.PIPE).returncode], [], "sound")


def size_of_word(path, word):
    """The greatest height of that word in the file, in points."""
    out = subprocess.run(["pdftotext", "-bbox", path, "-"], stdout=subprocess.PIPE).stdout.decode()
    heights = [float(y1) - float(y0) for y0, y1, w in re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*?)</word>', out) if w == word]
    return max(heights)


def test_members_with_large_print(t):
    """Who has grossdruck="ja" gets letter, contents and papers in large print, together with the others and as if alone; the supplement goes on from the pack they have."""
    source = session(t)
    change(source.replace("sitzung.xml", "mitglieder.xml"), 'id="lind"', 'id="lind" grossdruck="ja"')
    r = pack(t, source, "--for", "members,each,lind,kern", "--report")
    t.eq(r.returncode, 0, r.stderr.decode())
    report = r.stdout.decode()
    t.eq(len(re.findall(r"(?m)^\S+\.pdf$", report)), 4, f"the common pack, and three kinds of copies, each made once: {report}")
    kern, lind = (t.path("out", f"{NAME}.{who}.pdf") for who in ("kern", "lind"))
    for word in ("Damen", "schadhaft.", "Inhalt"):
        t.ok(size_of_word(lind, word) > 1.2 * size_of_word(kern, word), f"{word}: larger")
    t.ok(len(pages_of(lind)) > len(pages_of(kern)), "and more pages")
    t.verapdf([lind], "2a", "ua1")
    t.eq(t.run("pack", "--quiet", source, "--for", "lind", "-d", t.path("allein")).returncode, 0, "alone")
    t.ok(open(lind, "rb").read() == open(t.path("allein", f"{NAME}.lind.pdf"), "rb").read(), "the same bytes")
    for args, name in ((["--for", "lind"], "ein"), ([], "alle")):
        t.eq(t.run("letter", "--quiet", source, *args, "-o", t.path(f"{name}.pdf")).returncode, 0, "letters")
    alone, among = pages_of(t.path("ein.pdf")), pages_of(t.path("alle.pdf"))
    t.ok(size_of_word(t.path("ein.pdf"), "Tagesordnung") > 1.2 * size_of_word(kern, "Tagesordnung"), "his letter is in large print")
    t.ok(any("Luis Lind" in p for p in among) and all(p in among for p in alone), "among the others' letters as well")
    change(source, "Großer Saal", "Kleiner Saal")
    os.remove(lind)
    r = t.run("pack", "--quiet", source, "--for", "kern,lind", "--since", t.path("out"), "-d", t.path("out"))
    t.eq(r.returncode, 0, r.stderr.decode())
    after = pages_of(t.path("out", f"{NAME}.lind.nachtrag.pdf"))[0]
    t.ok(re.search(rf"Mappe S\.\s{len(pages_of(t.path('out', f'{NAME}.mitglieder.pdf'))) + 1}\b", after), f"goes on from the pack he has: {after[-80:]}")


def test_one_file_is_one_edition(t):
    """-o with several editions would leave the last of them under the name of the first: refused. Messages without anybody to send them to as well."""
    source = session(t)
    for who in ("public,members", "each", "lind,kern", "oeffentlich, moos"):
        r = t.run("pack", source, "--for", who, "-o", t.path("x.pdf"))
        t.ok(r.returncode == 2 and b"-d" in r.stderr and not os.path.exists(t.path("x.pdf")), f"{who}: {r.stderr.decode()}")
    r = t.run("pack", source, "--for", "public,chair", "--eml", "-d", t.path("out"))
    t.ok(r.returncode == 2 and b"--eml" in r.stderr and not os.path.exists(t.path("out")), r.stderr.decode())
    r = t.run("pack", "--quiet", source, "--for", "public,", "-o", t.path("x.pdf"))
    t.ok(r.returncode == 0 and os.path.exists(t.path("x.pdf")), r.stderr.decode())
    r = t.run("letter", source, "--for", "lind, linde,kerl", "-o", t.path("l.pdf"))
    told = r.stderr.decode()
    t.ok(r.returncode == 2 and told.count("[mappe-mitglied]") == 2 and "linde" in told and "kerl" in told and 'such as "lind".' in told and not os.path.exists(t.path("l.pdf")), told)
    r = t.run("letter", "--odt", source, "--for", "moos,lind", "-o", t.path("l.odt"))
    t.ok(r.returncode == 2 and b"-d" in r.stderr and not os.path.exists(t.path("l.odt")), f"two ODT in one file: {r.stderr.decode()}")
    t.eq(t.run("letter", "--quiet", "--odt", source, "--for", "moos,lind", "-d", t.path("odt")).returncode, 0, "ODT to two")
    t.eq(sorted(os.listdir(t.path("odt"))), [f"{NAME}.einladung.{who}.odt" for who in ("lind", "moos")], "a file each")
    t.eq(t.run("letter", "--quiet", source, "--for", "moos,lind", "-o", t.path("l.pdf")).returncode, 0, "letters to two")
    text = "".join(pages_of(t.path("l.pdf")))
    t.ok("Luis Lind" in text and "Mia Moos" in text and "Gartenweg" not in text, "to those two")
