"""The part of the bench about session packs: one like the largest in real data, beside mere joining of its attachments, and beside what a clerk would do."""
import glob
import hashlib
import os
import re
import shutil
import subprocess

import pikepdf

from generate import session
from measure import Run

LINE = "  {:<44} {:7.2f} {:7.2f} {:6.0f}   {}"


def pages_of(pdf):
    return int(subprocess.run(["qpdf", "--show-npages", pdf], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout or 0)


def stored(pdf):
    """Font files and pictures of a PDF: how many there are, and how many of them are there a second time."""
    seen, n, twice = set(), 0, 0
    with pikepdf.open(pdf) as p:
        fonts = {o[k].objgen for o in p.objects if isinstance(o, pikepdf.Dictionary) for k in ("/FontFile", "/FontFile2", "/FontFile3") if k in o}
        for o in p.objects:
            if isinstance(o, pikepdf.Stream) and (o.objgen in fonts or o.get("/Subtype") == "/Image"):
                digest = hashlib.sha256(o.read_raw_bytes()).digest() + bytes(str(sorted(o.keys())), "ascii")
                n += 1
                twice += digest in seen
                seen.add(digest)
    return n, twice


class Sitting:
    def __init__(self, bench):
        self.b = bench
        self.folder, self.out = os.path.join(bench.dir, "session"), os.path.join(bench.dir, "session-out")
        shutil.rmtree(self.folder, ignore_errors=True)
        size = {"papers": 6, "attachments": 14, "pages": 150, "members": 4} if bench.quick else {}
        self.source = session.write(self.folder, bench.vorlage, **size)
        self.files = sorted(glob.glob(os.path.join(self.folder, "v*", "anlagen", "*.pdf")))
        self.papers = sorted(glob.glob(os.path.join(self.folder, "v*", "vorlage.xml")))
        self.joined = os.path.join(bench.dir, "joined.pdf")
        self.members = size.get("members", 40)

    def best(self, command, n=3):
        """Of n runs the one that took least: others were disturbed."""
        runs = []
        for _ in range(1 if self.b.quick else n):
            shutil.rmtree(self.out, ignore_errors=True)
            runs.append(Run(command))
        return min(runs, key=lambda r: r.cpu)

    def pack(self, name, *options, n=3):
        r = self.best([self.b.vorlage, "pack", "--quiet", self.source, "-d", self.out, *options], n)
        made = sorted(glob.glob(os.path.join(self.out, "*.pdf")))
        print(LINE.format(name, r.wall, r.cpu, r.mb, f"{r.cpu / self.floor:4.1f}   {len(made)} x {pages_of(made[0])} pages, {os.path.getsize(made[0]) / 1e6:.1f} MB"))
        return r, made

    def alone(self):
        """Judging and merging the attachments alone, by the tests' driver: its words are CPU seconds."""
        driver, plan = os.path.join(self.b.build, "tests", "drive", "merge"), os.path.join(self.b.dir, "plan.txt")
        own, pdf = os.path.join(self.b.dir, "own.pdf"), os.path.join(self.b.dir, "merged.pdf")
        subprocess.run([self.b.vorlage, "pdf", "--quiet", "--body", os.path.join(self.folder, "koerperschaft.xml"), self.papers[0], "-o", own], check=True)
        lines = [f"own {own} {pages_of(own)}"] + [f"part {f} Anlage" for f in self.files] + ["page own 0"]
        for k, f in enumerate(self.files):
            lines += [f"page part {k} {i}" for i in range(pages_of(f))]
        with open(plan, "w", encoding="utf-8") as f:
            f.write("\n".join(lines + [f"variant {pdf} Anlagen", "times"]) + "\n")
        said = [subprocess.run([driver, "plan", plan], stdout=subprocess.PIPE, check=True).stdout.decode() for _ in range(1 if self.b.quick else 3)]
        times = [[float(x) for x in re.search(r"judging (\S+) merging (\S+)", s).groups()] for s in said]
        for name, cpu in zip(("judging the attachments alone", "merging them alone: tags, links, bookmarks"), map(min, zip(*times))):
            print(f"  {name:<44} {'':7} {cpu:7.2f} {'':6}   {cpu / self.floor:4.1f}")
        return min(t[1] for t in times)

    def writing(self, files):
        """The kernel's part of it: so many bytes written and synced, nothing else."""
        to = os.path.join(self.b.dir, "written")
        os.makedirs(to, exist_ok=True)
        r = Run(["/bin/sh", "-c", f"for f in {' '.join(files)}; do dd if=$f of={to}/$(basename $f) bs=1M conv=fsync 2>/dev/null; done"])
        shutil.rmtree(to)
        print(LINE.format("... mere copying of these files, synced", r.wall, r.cpu, r.mb, f"{r.cpu / self.floor:4.1f}"))
        return r

    def by_hand(self):
        """The same papers by LibreOffice from their ODTs, joined with the attachments by pdfunite: without tags, links, numbers, contents."""
        if not shutil.which("soffice") or not shutil.which("pdfunite"):
            print("  LibreOffice or pdfunite is not installed: what a clerk would do otherwise is left out")
            return
        odt, pdf = os.path.join(self.b.dir, "odt"), os.path.join(self.b.dir, "hand.pdf")
        shutil.rmtree(odt, ignore_errors=True)
        os.makedirs(odt)
        subprocess.run([self.b.vorlage, "odt", "--quiet", "--body", os.path.join(self.folder, "koerperschaft.xml"), "-d", odt, *self.papers], check=True)
        made = sorted(glob.glob(os.path.join(odt, "*.odt")))
        profile = os.path.join(self.b.dir, "lo-profile")
        convert = Run([shutil.which("soffice"), f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf", "--outdir", odt, *made])
        join = Run([shutil.which("pdfunite"), *[f[:-4] + ".pdf" for f in made], *self.files, pdf])
        print(LINE.format("LibreOffice, the papers' ODTs to PDF", convert.wall, convert.cpu, convert.mb, f"{convert.cpu / self.floor:4.1f}"))
        print(LINE.format("pdfunite, papers and attachments", join.wall, join.cpu, join.mb, f"{join.cpu / self.floor:4.1f}   {pages_of(pdf)} pages, {os.path.getsize(pdf) / 1e6:.1f} MB"))

    def run(self):
        n = self.members
        print(f"A session of {len(self.papers)} papers, {len(self.files)} attachments, {n} members\n{'':<47} wall s   CPU s     MB   CPU, times qpdf's")
        r = self.best([shutil.which("qpdf"), "--empty", "--pages", *self.files, "--", self.joined])
        self.floor = r.cpu
        print(LINE.format("qpdf --pages, attachments only: no tags", r.wall, r.cpu, r.mb, f" 1.0   {pages_of(self.joined)} pages, {os.path.getsize(self.joined) / 1e6:.1f} MB"))
        merging = self.alone()
        members, made = self.pack("the members' pack", "--for", "members")
        faces, twice = stored(made[0])
        self.pack("... compact", "--for", "members", "--compact")
        self.pack("... linearised", "--for", "members", "--linearize", n=1)
        one, _ = self.pack("a copy with a name on every page", "--for", "m1")
        each, made = self.pack(f"... {n} of them", "--for", "each", n=2)
        mere = self.writing(made)
        shutil.rmtree(self.out, ignore_errors=True)
        self.by_hand()
        print(f"  faces and pictures stored: {faces} in the pack, {stored(self.joined)[0]} in qpdf's joining")
        self.b.goal("merging, times the CPU of qpdf's joining", merging / self.floor, 2)
        self.b.goal(f"{n} copies less mere copying, times one", (each.cpu - mere.cpu) / one.cpu, 1.5)
        self.b.goal("equal faces or pictures stored twice", twice, 0)
        print()
