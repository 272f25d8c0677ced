"""Words of a PDF with their places, by poppler: what runs off the paper, what is printed over something else."""
import re
import subprocess
from xml.sax.saxutils import unescape

DRAFT = 32  # from this height on, more than any heading has, it is a piece of the word below the text of a draft
WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')


def pages(pdf):
    """[(width, height, [(x0, y0, x1, y1, text)])], y downwards."""
    text = subprocess.run(["pdftotext", "-bbox", pdf, "-"], stdout=subprocess.PIPE).stdout.decode()
    out = []
    for page in text.split("<page ")[1:]:
        w, h = map(float, re.search(r'width="([\d.]+)" height="([\d.]+)"', page).groups())
        words = [(*map(float, m.groups()[:4]), unescape(m.group(5))) for m in WORD.finditer(page)]
        out.append((w, h, [x for x in words if x[3] - x[1] < DRAFT]))
    return out


def outside(page, margin=10):
    w, h, words = page
    return [x for x in words if x[0] < margin or x[2] > w - margin or x[1] < 0 or x[3] > h]


def overprinted(page):
    """Pairs of words whose bodies (the middle of their boxes: ascent and descent may touch) share more than a hair."""
    body = sorted((y0 + (y1 - y0) * .38, y1 - (y1 - y0) * .32, x0, x1, s) for x0, y0, x1, y1, s in page[2] if s.strip())
    out = []
    for i, (top, low, x0, x1, s) in enumerate(body):
        for top2, low2, a0, a1, s2 in body[i + 1:]:
            if top2 > low - .5:
                break
            if min(x1, a1) - max(x0, a0) > 1.2 and min(low, low2) - max(top, top2) > .8:
                out.append((s, s2))
    return out
