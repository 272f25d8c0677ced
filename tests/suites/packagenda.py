"""How a session's own pages read: the invitation with its agenda, the contents list of the pack."""
import os
import re
import subprocess

from suites.packfiles import OUT, pack, session


def words(path, page=None):
    """(text, x0, y0, x1, y1) in points from the paper's upper left corner, of one page or all (then with the page before)."""
    only = ["-f", str(page), "-l", str(page)] if page else []
    out = subprocess.run(["pdftotext", "-bbox", *only, path, "-"], stdout=subprocess.PIPE).stdout.decode()
    found, number = [], 0
    for m in re.finditer(r'<page |<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', out):
        if m[0].startswith("<page"):
            number += 1
            continue
        word = (m[5], *(float(m[i]) for i in range(1, 5)))
        found.append(word if page else (number, *word))
    return found


def lines(path):
    """Each page's lines, top to bottom: (page, y, x of the first word, words, [(x0, x1)] of them)."""
    rows = {}
    for page, w, x0, y0, x1, y1 in words(path):
        rows.setdefault((page, round(y1)), []).append((x0, w, x1))
    out = []
    for (page, y), row in sorted(rows.items()):
        row.sort()
        out.append((page, y, row[0][0], [w[1] for w in row], [(w[0], w[2]) for w in row]))
    return out


def test_contents_list_hangs(t):
    """Second lines of long titles stand under the title's first word, the page's number behind the last line, dates in one piece."""
    long = "Bericht über die Sanierung der Ortsdurchfahrt und den Ersatzneubau der Brücke am Erlenbach seit dem 28. Oktober 2025 sowie ein Ausblick bis zum 30. September 2026"
    path = session(t, "s", ("sitzung.xml", "Genehmigung der Niederschrift über die Sitzung vom 17. September 2025", long))
    r = pack(t, path, "members", "o")
    t.eq(r.returncode, 0, r.stderr.decode())
    t.ok("seite-kurz" not in r.stderr.decode(), "nobody can change what is ours")
    rows = lines(t.path("o", OUT + ".mitglieder.pdf"))
    page = next(row[0] for row in rows if row[3] == ["Inhalt"])
    first = next(i for i, row in enumerate(rows) if row[0] == page and "Bericht" in row[3])
    under = rows[first][4][rows[first][3].index("Bericht")][0]
    t.ok(abs(rows[first + 1][2] - under) < 0.5, f"{rows[first + 1][3]} at {rows[first + 1][2]:.1f}, the title begins at {under:.1f}")
    last = next(row for row in rows[first:] if row[0] == page and "2026" in row[3])
    t.eq((last[3][-1], round(last[2], 1)), ("7", round(under, 1)), f"the number stands on the last line: {last[3]}")
    t.ok(not re.fullmatch(r"\d+", rows[first][3][-1]), f"and not on the first: {rows[first][3]}")
    parted = [row for row in rows if row[3][0] in ("2025", "2026") or row[3][0].startswith("September")]
    t.eq(parted, [], "dates are in one piece")


def test_agenda_items_hold_together(t):
    """Wherever the page ends: an item with items below it does not stand alone at the foot, nor a title without its lines; and pages are full."""
    for n in range(0, 12):
        more = "".join(f"<p>Hinweis {i}: bitte den Eingang am Hof benutzen.</p>" for i in range(n))
        path = session(t, f"s{n}", ("sitzung.xml", r"(<einladung .*?)(\s*<anlagen>)", r"\1" + more + r"\2"))
        r = t.run("letter", path, "--for", "public", "-o", t.path(f"{n}.pdf"))
        t.ok(r.returncode == 0 and "seite-kurz" not in r.stderr.decode(), r.stderr.decode())
        rows = [row for row in lines(t.path(f"{n}.pdf")) if not row[3][0].startswith("Seite")]
        for row, following in zip(rows, rows[1:]):
            if row[0] == following[0]:
                continue
            t.ok(row[1] > 700, f"{n}: the page ends at {row[1]}")
            t.ok("vertagt." not in row[3] and "Alt" not in row[3] and "Erlenbach“" not in row[3], f"{n}: item 4 alone at the foot: {row[3]}")
