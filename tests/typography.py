"""How evenly a PDF's justified text is set: python3 tests/typography.py FILE.pdf...

From the places of letters in lines, by MuPDF: width of the blanks by line (spread, widest), hyphens in a hundred lines, ladders (three and
more hyphens one below the other), rivers (blanks that meet in four and more lines, one below the other), widows and orphans (a page that begins with a
paragraph's last line or ends with its first; at most so many: a row of a table may be taken for one).
"""
import statistics
import subprocess
import sys
import xml.etree.ElementTree as ET

HYPHENS = ("-", "\u00ad", "\u2010")


class Typography:
    def __init__(self, pdf, pages="1-120"):
        text = subprocess.run(["mutool", "draw", "-q", "-F", "stext", "-o", "-", pdf, pages], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
        self.gaps, self.hyphens, self.ladders, self.lines, self.rivers, self.widows = [], 0, 0, 0, 0, 0
        for page in ET.fromstring(text).iter("page"):
            lines = [line for line in page.iter("line") if line.find(".//char") is not None]
            self.page([self.letters(line) for line in lines], [line.find("font").get("name") for line in lines])

    @staticmethod
    def letters(line):
        """[(left, right, letter)] without blanks at the line's end."""
        out = []
        for c in line.iter("char"):
            quad = [float(v) for v in c.get("quad").split()]
            out.append((quad[0], quad[2], c.get("c")))
        while out and out[-1][2].isspace():
            out.pop()
        return out

    def page(self, lines, fonts):
        """The column's edges are where most lines begin and end; only lines between them count, which leaves out lists, tables, last lines."""
        full = [x for x in lines if len(x) > 20 and any(c.isspace() for _, _, c in x)]
        if len(full) < 5:
            return
        left = statistics.mode(round(x[0][0]) for x in full)
        right = statistics.mode(round(x[-1][1]) for x in full)
        self.rivers += rivers(lines, left, right)
        text = statistics.mode(fonts)
        self.widows += alone([x for x, f in zip(lines, fonts) if f == text and len(x) > 20], left, right)
        run = 0
        for x in lines:
            if len(x) <= 20 or not any(c.isspace() for _, _, c in x) or abs(x[0][0] - left) > 1.5 or not ends_at(x, right):
                run = 0
                continue
            self.lines += 1
            self.gaps.append(statistics.mean(x[i + 1][0] - x[i - 1][1] for i in range(1, len(x) - 1) if x[i][2].isspace()))
            run = run + 1 if x[-1][2] in HYPHENS else 0
            self.hyphens += run > 0
            self.ladders += run == 3

    def spread(self):
        return statistics.pstdev(self.gaps)

    def row(self, name):
        return (f"  {name:<20} {self.lines:6} {statistics.mean(self.gaps):10.2f} {self.spread():10.2f} {max(self.gaps):10.2f} "
                f"{100 * self.hyphens / self.lines:12.1f} {self.ladders:8} {100 * self.rivers / self.lines:11.1f} {self.widows:7}")


HANGING = 4.5 # pt: hyphens and points may stand in the margin, as Typst sets them


def ends_at(line, right):
    past = line[-1][1] - right
    return -1.5 <= past <= (HANGING if line[-1][2] in HYPHENS or line[-1][2] in ".,:;" else 1.5)


def blanks(line):
    return [(line[i - 1][1], line[i + 1][0]) for i in range(1, len(line) - 1) if line[i][2].isspace()]


def rivers(lines, left, right, depth=4):
    """Chains of blanks that overlap by half their width in `depth` lines one below the other."""
    found, chains = 0, []
    for line in lines:
        justified = len(line) > 20 and abs(line[0][0] - left) < 1.5
        now = []
        for a, b in blanks(line) if justified else []:
            length = max((n for c, d, n in chains if min(b, d) - max(a, c) > 0.5 * min(b - a, d - c)), default=0) + 1
            found += length == depth
            now.append((a, b, length))
        chains = now
    return found


def alone(full, left, right):
    """Widows and orphans of one page's running text: its first line is short and a full one follows, its last is full and follows a short one."""
    def ends(x):
        return abs(x[-1][1] - right) > 1.5

    body = [x for x in full if abs(x[0][0] - left) < 1.5]
    if len(body) < 6:
        return 0
    def item(x):
        return x[0][2] in "•‣-–" or x[0][2].isdigit()

    return int(ends(body[0]) and not ends(body[1]) and not item(body[0])) + int(ends(body[-2]) and not ends(body[-1]) and not item(body[-1]))


HEAD = "Lines set justified       lines    blank pt     spread     widest  hyphens/100  ladders  rivers/100  alone<="

if __name__ == "__main__":
    print(HEAD)
    for path in sys.argv[1:]:
        print(Typography(path).row(path[-20:]))
