"""make bench: how fast and how large, as ratios against a peer in the same run. Prints a table; judges nothing.

Each pair is run in turns (ours, theirs, ours, ...), so that a busy machine slows both; the table shows medians.
"""
import argparse
import glob
import os
import shutil
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(ROOT, "tests"))
from generate import content, flow_typst, repeat, write_fo, write_groff, write_typst, write_xml  # noqa: E402
from measure import Run  # noqa: E402
import harness  # noqa: E402
from sitting import Sitting  # noqa: E402
import typography  # noqa: E402

PEER = "typst==0.15.2"
FACES = ["NotoSerif-Regular", "NotoSerif-Bold", "NotoSerif-Italic", "NotoSerif-BoldItalic", "NotoSans-Regular", "NotoSans-Bold"]
SEED = os.path.join(ROOT, "samples", "ostalbkreis", "vorlage.xml")


def turns(n, *commands):
    """Runs each command n times, in turns; the median run of each."""
    runs = [[] for _ in commands]
    for _ in range(n):
        for r, c in zip(runs, commands):
            r.append(Run(c))
    return [median(r) for r in runs]


def median(runs):
    m = runs[0]
    m.cpu, m.wall, m.mb = (statistics.median(getattr(r, f) for r in runs) for f in ("cpu", "wall", "mb"))
    return m


PARTS = ("start", "long", "evenness", "samples", "memory", "rows", "batch", "session")


class Bench:
    def __init__(self, build, quick, only):
        self.build, self.quick = build, quick
        self.vorlage = os.path.join(build, "vorlage")
        self.dir = os.path.join(build, "bench")
        self.goals = []
        os.makedirs(self.dir, exist_ok=True)
        self.python, self.fonts = self.peer() if only != "session" else (None, None)

    def peer(self):
        """The peer in its own environment, and a folder with the faces that we use, nothing more."""
        venv, fonts = os.path.join(self.dir, "venv"), os.path.join(self.dir, "fonts")
        os.makedirs(fonts, exist_ok=True)
        python = os.path.join(venv, "bin", "python")
        if not glob.glob(os.path.join(venv, "lib", "*", "site-packages", "typst")):
            made = subprocess.run([sys.executable, "-m", "venv", venv]).returncode == 0 and \
                subprocess.run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", PEER]).returncode == 0
            if not made:
                print(f"{PEER} could not be fetched: only our own numbers follow\n")
                return None, fonts
        for face in FACES:
            shutil.copy(f"/usr/share/fonts/truetype/noto/{face}.ttf", fonts)
        return python, fonts

    def papers(self, name, blocks_of):
        """Writes both forms of a paper; returns the two commands (or one)."""
        folder = os.path.join(self.dir, name)
        os.makedirs(folder, exist_ok=True)
        blocks = blocks_of(folder)
        commands = [self.ours(write_xml.write(blocks, folder), os.path.join(folder, "vorlage.pdf"))]
        if self.python:
            commands.append(self.theirs(write_typst.write(blocks, folder), os.path.join(folder, "typst.pdf"), folder))
        return commands

    def others(self, name, blocks):
        """Commands of further peers, where they are installed: {name: (command, output)}. groff writes no tags; FOP tags but claims no standard here."""
        folder, out = os.path.join(self.dir, name), {}
        if os.path.exists("/usr/share/groff/current/font/devpdf") and shutil.which("groff"):
            pdf = os.path.join(folder, "groff.pdf")
            out["groff"] = (["/bin/sh", "-c", f"groff -k -t -ms -Tpdf {write_groff.write(blocks, folder)} >{pdf} 2>/dev/null"], pdf)
        if shutil.which("fop"):
            pdf = os.path.join(folder, "fop.pdf")
            out["FOP"] = (["/bin/sh", "-c", f"cd {folder} && fop -c {write_fo.config(folder, self.fonts)} -fo {write_fo.write(blocks, folder)} -pdf {pdf} 2>/dev/null"], pdf)
        return out

    def ours(self, source, out, *options):
        return [self.vorlage, "pdf", "--quiet", *options, source, "-o", out]

    def theirs(self, source, out, root):
        return [self.python, os.path.join(HERE, "peer.py"), source, out, root, self.fonts]

    def goal(self, what, got, least, more=False):
        """Goals are far ahead on purpose; the table says how far."""
        self.goals.append((what, got, least, got >= least if more else got <= least))

    def print_goals(self):
        print("Goals                                                  here      goal")
        for what, got, least, met in self.goals:
            print(f"  {what:<46} {got:10.1f} {least:9}   {'met' if met else 'not met'}")
        print()

    # -- the rows ------------------------------------------------------------------------------------
    def start(self):
        n = 5 if self.quick else 21
        commands = [[self.vorlage, "--version"], self.ours(SEED, os.path.join(self.dir, "seed.pdf"))]
        commands += self.papers("seed", lambda d: repeat.repeated(SEED, 1, d))
        if self.python:
            commands.append([self.python, os.path.join(HERE, "peer.py")])
        for c in commands:
            Run(c)
        runs = turns(n, *commands)
        print("Cold start                                        CPU ms   wall ms")
        names = ["vorlage --version", "vorlage pdf, the seed as it is", "vorlage pdf, the seed's body", "Typst, the seed's body", "of which Python and its module"]
        for name, r in zip(names, runs):
            print(f"  {name:<44} {r.cpu * 1e3:9.1f} {r.wall * 1e3:9.1f}")
        if self.python:
            print(f"  CPU, ours to Typst's without Python's own start: 1 to {(runs[3].cpu - runs[4].cpu) / runs[2].cpu:.1f}")
        self.goal("cold start, CPU ms", runs[2].cpu * 1e3, 5)
        print()

    def long(self):
        pages = 100 if self.quick else 400
        print(f"{pages:>4} pages                             CPU s   wall s      MB   pages     ratio CPU   ratio wall")
        for name, blocks in (("distinct text", lambda d: content.Paper(1, pages, d).blocks),
                             ("the seed, repeated", lambda d: repeat.repeated(SEED, max(1, pages // 4), d))):
            commands = self.papers(name.replace(" ", "-").replace(",", ""), blocks)
            runs = turns(1 if self.quick else 3, *commands)
            for who, r, c in zip(("vorlage", "Typst"), runs, commands):
                out = c[-1] if who == "vorlage" else c[3]
                ratio = f"{'1 to %.1f' % (runs[-1].cpu / r.cpu):>13} {'1 to %.1f' % (runs[-1].wall / r.wall):>12}" if who == "vorlage" and len(runs) > 1 else ""
                print(f"  {name:<20} {who:<9} {r.cpu:8.2f} {r.wall:8.2f} {r.mb:7.0f} {count(out):7} {ratio}")
            if len(runs) > 1:
                self.goal(f"{name}, times Typst's speed by CPU", runs[1].cpu / runs[0].cpu, 15, more=True)
        folder = os.path.join(self.dir, "distinct-text")
        for who, (command, pdf) in self.others("distinct-text", content.Paper(1, pages, folder).blocks).items():
            r = Run(command)
            print(f"  {'distinct text':<20} {who:<9} {r.cpu:8.2f} {r.wall:8.2f} {r.mb:7.0f} {count(pdf):7}")
        print()

    def rows(self):
        n = 2000 if self.quick else 50000
        rows = [[f"Maßnahme {i} im Ortsteil {i % 17}", str(2024 + i % 7), 1234567 + 89 * i % 900000, 4321 + 7 * i % 90000] for i in range(n)]
        table = ("table", "Maßnahmen", ["Maßnahme", "Jahr", "Kosten in EUR", "Folgekosten in EUR"], rows, [None, None, sum(r[2] for r in rows), sum(r[3] for r in rows)])
        commands = self.papers("rows", lambda d: [("head", 1, "Maßnahmen"), table])
        print(f"A table of {n} rows                     CPU s   wall s      MB   pages")
        for who, c in zip(("vorlage, sums carried", "Typst"), commands):
            r = Run(c)
            print(f"  {who:<30} {r.cpu:8.2f} {r.wall:8.2f} {r.mb:7.0f} {count(c[-1] if who[0] == 'v' else c[3]):7}")
        print()

    def evenness(self):
        print(typography.HEAD)
        for name in ("distinct-text", "the-seed-repeated"):
            for who, pdf in (("vorlage", "vorlage.pdf"), ("Typst", "typst.pdf")):
                path = os.path.join(self.dir, name, pdf)
                if os.path.exists(path):
                    t = typography.Typography(path)
                print(t.row(f"{name[:8]} {who}"))
                if who == "vorlage":
                    self.goal(f"{name}, spread of blanks, pt", t.spread(), 0.6)
                    self.goal(f"{name}, hyphens in 100 lines", 100 * t.hyphens / t.lines, 18)
                    self.goal(f"{name}, widest blank, pt", max(t.gaps), 6)
                    self.goal(f"{name}, ladders", t.ladders, 0)
        print()

    def samples(self):
        """Every sample but the long one, here and by Typst with the same words: also to be looked at, build/bench/samples."""
        print(typography.HEAD)
        for xml in harness.samples():
            name = os.path.basename(os.path.dirname(xml))
            folder = os.path.join(self.dir, "samples", name)
            if name == "lang":
                continue
            os.makedirs(folder, exist_ok=True)
            made = [("vorlage", self.ours(xml, os.path.join(folder, "vorlage.pdf"), "--edition", "full"), os.path.join(folder, "vorlage.pdf"))]
            if self.python:
                made.append(("Typst", self.theirs(flow_typst.write(self.vorlage, xml, folder), os.path.join(folder, "typst.pdf"), "/"), os.path.join(folder, "typst.pdf")))
            for who, command, pdf in made:
                subprocess.run(command, check=True)
                t = typography.Typography(pdf)
                print(t.row(f"{name} {who}") if t.lines > 5 else f"  {name + ' ' + who:<20} hardly a justified line")
        print()

    def memory(self):
        print("Peak memory by length                   pages      MB     CPU s   ms a page")
        for pages in (125, 250) if self.quick else (500, 1000, 2000, 5000, 10000):
            command = self.papers(f"length-{pages}", lambda d: content.Paper(2, pages, d, pictures=False).blocks)[0]
            r = Run(command)
            n = count(command[-1])
            print(f"  {pages:>5} asked for                        {n:5} {r.mb:7.0f} {r.cpu:9.2f} {r.cpu / n * 1e3:11.2f}")
        self.goal(f"{n} pages, peak MB", r.mb, 150)
        print()

    def batch(self):
        n = 40 if self.quick else 200
        folder = os.path.join(self.dir, "batch")
        os.makedirs(folder, exist_ok=True)
        blocks = content.Paper(3, 6, folder).blocks
        files = [write_xml.write(blocks, folder, f"{i}/2024", f"vorlage-{i}.xml") for i in range(1, n + 1)]
        print(f"A batch of {n} papers                   wall s     CPU s   papers a second")
        r = None
        for jobs in sorted({1, os.cpu_count() or 1}):
            out = os.path.join(folder, f"out-{jobs}")
            os.makedirs(out, exist_ok=True)
            r = Run([self.vorlage, "pdf", "--quiet", "--jobs", str(jobs), "-d", out, *files])
            print(f"  --jobs {jobs:<3}                          {r.wall:8.2f} {r.cpu:9.2f} {n / r.wall:12.0f}")
        self.goal(f"{n} papers in one call, wall s", r.wall, 0.6)
        print()


def count(pdf):
    """Pages of a PDF, by qpdf."""
    return int(subprocess.run(["qpdf", "--show-npages", pdf], stdout=subprocess.PIPE).stdout or 0)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--build", default="build")
    p.add_argument("--quick", action="store_true", help="small numbers, to try the bench itself")
    p.add_argument("--only", choices=PARTS, help="that part alone")
    a = p.parse_args()
    b = Bench(os.path.abspath(a.build), a.quick, a.only)
    for name in PARTS:
        if a.only in (None, name):
            Sitting(b).run() if name == "session" else getattr(b, name)()
    b.print_goals()
    print("CPU is user and system time of the whole process, wall the time a person waits. Both programs use the same faces, sizes, text,\n"
          "tables and pictures and write tagged PDF/A-2a and PDF/UA-1; Typst runs through its Python module, the only form in which the\n"
          "package index has it, and uses all cores where it can. Medians of runs in turns, of packs the least of three; figures of other days do not compare.")


if __name__ == "__main__":
    main()
