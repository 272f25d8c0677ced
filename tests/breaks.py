"""What a careful reader sees of page breaks, from `vorlage dump --stage=pages`: python3 tests/breaks.py DUMP [WARNINGS.jsonl]...

Each line, row and picture says where it stands and which line of which paragraph it is ("placed ..."), so nothing is guessed. A fault is excused
only by a warning of the program that names the page: a surrender that was told.
"""
import json
import re
import statistics
import sys

TWO_LINES = 2.0      # of white at a page's foot need no reason
FLOOR = 1 / 3        # of a page that must be filled
SEP = 10.0           # above the notes


class Item:
    def __init__(self, words):
        self.kind, self.top, self.bottom = words[0], float(words[1]), float(words[2])
        rest = words[3:]
        self.hyphen, self.forced = "hyphen" in rest, "forced" in rest
        self.row = rest[2] if len(rest) > 2 and rest[2] in ("b", "g", "s", "t") else ""
        self.of = self.no = self.count = 0
        if rest and rest[0].endswith(":"):
            self.of = int(rest[0][:-1])
            self.no, self.count = map(int, rest[1].split("/"))

    def __repr__(self):
        return f"{self.kind} {self.of}:{self.no}/{self.count}"


class Sheet:
    def __init__(self, number, area, notes):
        self.number, self.area, self.notes, self.items, self.bottom = number, area, notes, [], 0.0

    def white(self):
        foot = self.notes - SEP if self.notes < self.area else self.notes
        return foot - self.bottom


def sheets(dump):
    """The pages of a dump; those with nothing but the rest of a note have no items."""
    out = []
    for line in dump.splitlines():
        m = re.match(r"page (\d+) \S+ \S+ area (\S+) (\S+)", line)
        if m:
            out.append(Sheet(int(m[1]), float(m[2]), float(m[3])))
        elif line.startswith("  placed "):
            item = Item(line.split()[1:])
            out[-1].bottom = item.bottom
            if item.kind != "carry": # sums at the foot
                out[-1].items.append(item)
    return out


def told(warnings):
    """{(page, code)} of the program's JSON lines."""
    out = set()
    for line in warnings.splitlines():
        if line.startswith("{"):
            w = json.loads(line)
            out |= {(int(n), w["code"]) for n in re.findall(r"\d+", w["message"])}
    return out


def leading(pages):
    lines = [round(i.bottom - i.top, 2) for p in pages for i in p.items if i.kind == "text"]
    return statistics.mode(lines) if lines else 15.0


def goes_with_signatures(items):
    """Text that was taken along so that signatures do not stand alone: few lines, headings, then signatures."""
    lines = 0
    for i in items:
        if i.kind == "sign":
            return True
        if i.kind not in ("text", "heading") or lines > 5:
            return False
        lines += i.kind == "text"
    return False


def foot(page, following, line):
    """Faults of one page's end: [(code that would excuse it, words)]."""
    last, first = page.items[-1], following.items[0]
    out = []
    if page.white() > TWO_LINES * line + 0.05 and first.kind in ("text", "pad") and not goes_with_signatures(following.items):
        out.append(("seite-kurz", f"{page.white() / line:.1f} lines white before {first}"))
    if page.area - page.white() < page.area * FLOOR:
        out.append(("seite-leer", "less than a third full"))
    if first.kind == "text" and first.no > 1:
        out += [("seite-einzelzeile", f"{last} alone")] * (last.of == first.of and last.no == 1) + [("seite-einzelzeile", f"{first} alone")] * (first.no == first.count)
        out += [("seite-trennstrich", f"hyphen at the end: {last}")] * last.hyphen
    out += heads(page) + rows(last, first) + cut(page, following.items)
    if first.kind == "sign":
        out.append(("seite-unterschrift-geteilt" if last.kind == "sign" else "seite-unterschrift-allein", "signatures"))
    return out


def cut(page, following):
    """A table whose rest would have fitted below its rows (before signatures other things count)."""
    last, first = page.items[-1], following[0]
    if first.kind != "row" or last.kind != "row" or last.of != first.of or last.no == first.no:
        return []
    rest = [i for i in following if i.kind == "row" and i.of == first.of]
    behind = following[following.index(rest[-1]) + 1:]
    whole = rest[-1].no == rest[-1].count and sum(i.bottom - i.top for i in rest) <= page.white()
    return [("tabelle-geteilt", f"{last} | {first} though all would fit")] if whole and behind and not goes_with_signatures(behind) else []


def heads(page):
    kinds = [i.kind for i in page.items]
    if kinds[-1] in ("caption", "head"):
        return [("seite-tabellenkopf-allein", f"{page.items[-1]} at the foot")]
    if "heading" not in kinds:
        return []
    behind = [k for k in kinds[len(kinds) - kinds[::-1].index("heading"):] if k != "pad"]
    return [("seite-ueberschrift-allein", f"a heading with {len(behind)} lines")] if len(behind) < 2 and not set(behind) & {"figure", "row", "sign"} else []


def rows(last, first):
    if first.kind != "row" or last.kind != "row" or last.of != first.of or last.no == first.no:
        return []
    if last.row == "g":
        return [("seite-tabellenkopf-allein", f"group head {last} alone")]
    if first.row in "st":
        return [("seite-summe-allein", f"{first} parted from its rows")]
    single = first.count > 2 and (last.no == 1 or first.no == first.count)
    return [("seite-einzelreihe", f"{last} | {first}")] if single else []


def faults(dump, warnings, excused=None):
    """Untold faults of a paper: ["page 3: ..."]; told ones are counted in `excused` by code."""
    pages, said, out = sheets(dump), told(warnings), []
    line = leading(pages)
    for page, following in zip(pages, pages[1:]):
        if not page.items or not following.items or following.items[0].forced:
            continue
        for code, words in foot(page, following, line):
            if (page.number, code) not in said:
                out.append(f"page {page.number}: {words} ({code} was not told)")
            elif excused is not None:
                excused[code] = excused.get(code, 0) + 1
    return out


if __name__ == "__main__":
    for path in sys.argv[1:]:
        for fault in faults(open(path, encoding="utf-8").read(), ""):
            print(path, fault)
