"""How evenly a PDF's justified text is set: python3 tests/typography.py FILE.pdf...

From the places of letters in lines, by MuPDF: width of the blanks by line (spread, widest), hyphens in a hundred lines, ladders (three and
more hyphens one below the other).
"""
import statistics
import subprocess
import sys
import xml.etree.ElementTree as ET

HYPHENS = ("-", "\u00ad", "\u2010")


class Typography:
    def __init__(self, pdf, pages="1-120"):
        text = subprocess.run(["mutool", "draw", "-q", "-F", "stext", "-o", "-", pdf, pages], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
        self.gaps, self.hyphens, self.ladders, self.lines = [], 0, 0, 0
        for page in ET.fromstring(text).iter("page"):
            self.page([self.letters(line) for line in page.iter("line")])

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

    def page(self, lines):
        """The column's edges are where most lines begin and end; only lines between them count, which leaves out lists, tables, last lines."""
        full = [x for x in lines if len(x) > 20 and any(c.isspace() for _, _, c in x)]
        if len(full) < 5:
            return
        left = statistics.mode(round(x[0][0]) for x in full)
        right = statistics.mode(round(x[-1][1]) for x in full)
        run = 0
        for x in lines:
            if len(x) <= 20 or not any(c.isspace() for _, _, c in x) or abs(x[0][0] - left) > 1.5 or abs(x[-1][1] - right) > 1.5:
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
                f"{100 * self.hyphens / self.lines:12.1f} {self.ladders:8}")


HEAD = "Lines set justified       lines    blank pt     spread     widest  hyphens/100  ladders"

if __name__ == "__main__":
    print(HEAD)
    for path in sys.argv[1:]:
        print(Typography(path).row(path[-20:]))
