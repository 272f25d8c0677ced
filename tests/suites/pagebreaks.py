"""Page ends of all samples, of the same in large print, and of the Vorlagen by chance: each foot within two lines of the text area's end before mere
text, no widow, no orphan, no divided word at the end, headings, table heads, totals and signatures with what they belong to; or the
program has told that it gave up just that, on just that page. Surrenders are few: what is told is counted too."""
import glob
import os
import re

import breaks
from harness import ROOT, samples
from suites.anything import name, papers


SESSION = f"{ROOT}/samples/sitzung-eschenfurt/vorlagen"


def check(t, path, excused, *options):
    r = t.run("dump", "--json", "--stage=pages", *options, path, timeout=300)
    dump = r.stdout.decode()
    what = f"{os.path.basename(os.path.dirname(path))} {' '.join(options)}"
    if not t.ok(r.returncode == 0 and dump.startswith("page 1"), f"{what}: {r.stderr.decode()[:500]}"):
        return 0
    for fault in breaks.faults(dump, r.stderr.decode(), excused) or [""]:
        t.ok(not fault, f"{what}: {fault}")
    return len(breaks.sheets(dump))


def test_samples(t):
    for path in samples() + sorted(glob.glob(f"{SESSION}/*/*.xml")):
        for options in ([], ["--grossdruck"]):
            excused = {}
            check(t, path, excused, "--edition", "full", *options)
            t.eq(excused, {}, f"{path} {options}: nothing had to be given up")


def test_anything(t):
    """Tables by chance are as wide as pages and signers are sixty, so some things must be given up; lines of text hardly ever."""
    excused, pages = {}, 0
    for path, edition, pdf, trouble in papers(t):
        if not trouble:
            pages += check(t, path, excused, "--edition", edition)
    t.ok(excused.pop("seite-unterschrift-geteilt", 0) <= pages * .12, "signatures split")
    t.ok(sum(excused.values()) <= pages * .01, f"given up on {pages} pages: {excused}")


def test_a_short_section_goes_with_the_signatures(t):
    """The heading and single line of "Anlagen" are text enough for the signatures behind: the table before them stays where it fits, in one piece."""
    for number, begin in (("093-2025", "Übertrag"), ("101-2025", "Finanzielle")):
        pages = t.run("dump", "--stage=pages", f"{SESSION}/{number}/{number}.xml").stdout.decode()
        pages = re.split(r"^page .* area ", pages, flags=re.M)[1:]
        t.eq(len(pages), 2, number)
        t.ok('"Anlagen"' in pages[1] and "sign" in pages[1] and "Summe" not in pages[1] and begin not in pages[1], f"{number}: page 2 begins with Anlagen")


def two_pages(last, first, lines=46):
    """A dump of a page of so many lines that ends with `last`, and of one that begins with `first`."""
    body = "".join(f"  placed text {15 * i} {15 * i + 15} {i}: 1/1\n" for i in range(lines))
    end = 15 * lines
    return f"page 1 595 842 area 708 708\n{body}  placed {last % f'{end} {end + 15}'}\npage 2 595 842 area 708 708\n  placed {first % '0 15'}\n  placed text 15 30 99: 1/1\n"


def table_cut(n):
    """A dump of a table of n rows of 20 points that is cut behind its twentieth, where 308 points are left."""
    def rows(numbers):
        return "".join(f"  placed row {20 * k} {20 * k + 20} 5: {i}/{n} b\n" for k, i in enumerate(numbers))
    head = "page %d 595 842 area 708 708\n"
    return head % 1 + rows(range(1, 21)) + head % 2 + rows(range(21, n + 1)) + "  placed text 690 705 9: 1/1\n"


def test_the_tool_sees(t):
    """Faults made by hand are found, and excused only by a warning on the same page."""
    text = "text %s 70: 1/1"
    t.eq(breaks.faults(two_pages(text, text), ""), [], "a full page")
    for last, first, code in ((text, "text %s 80: 2/2", "einzelzeile"), ("text %s 80: 1/3", "text %s 80: 2/3", "einzelzeile"), ("text %s 80: 2/4 hyphen", "text %s 80: 3/4", "trennstrich"),
                              ("heading %s 80: 1/1", text, "ueberschrift"), ("caption %s 80: 1/1", "head %s 5: 1/1 b", "tabellenkopf"), ("row %s 5: 4/9 g", "row %s 5: 5/9 b", "tabellenkopf"),
                              ("row %s 5: 1/9 b", "row %s 5: 2/9 b", "einzelreihe"), ("row %s 5: 8/9 b", "row %s 5: 9/9 t", "summe"), (text, "sign %s", "unterschrift")):
        found = breaks.faults(two_pages(last, first), "")
        t.ok(len(found) == 1 and code in found[0], f"{last} | {first}: {found}")
    short = two_pages(text, text, 40)
    t.eq(len(breaks.faults(short, "")), 1, "a short page")
    t.eq(breaks.faults(two_pages(text, "heading %s 80: 1/1", 40), ""), [], "a short page before a heading")
    t.eq(len(breaks.faults(two_pages(text, text, 9), "")), 2, "short, and less than a third full")
    t.eq([len(breaks.faults(table_cut(n), "")) for n in (30, 60)], [1, 0], "a table that is cut though it would fit; one that would not")
    said = '{"code":"seite-kurz","message":"page %d ends"}'
    t.eq([len(breaks.faults(short, said % n)) for n in (1, 2)], [0, 1], "a warning on another page excuses nothing")
