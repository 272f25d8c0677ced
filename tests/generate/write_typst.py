"""The same paper for Typst, set in the same faces, sizes and measure, tagged and for the same two standards."""
import os

from .write_xml import money

HEAD = """#set document(title: "Bericht über die Entwicklung der Maßnahmen", date: datetime(year: 2024, month: 3, day: 1))
#set page(paper: "a4", margin: (x: 22.5mm, y: 25mm), header: [Vorlage %s],
  footer: context align(center)[#counter(page).display() von #counter(page).final().first()])
#set text(font: "Noto Serif", size: 10.5pt, lang: "de", region: "DE", hyphenate: true)
#set par(justify: true, leading: 7pt, spacing: 13pt)
#set heading(numbering: "1.1.1.1")
#show heading: set text(font: "Noto Sans")
#set table(stroke: 0.4pt)
#show figure: set block(breakable: true)
= Bericht über die Entwicklung der Maßnahmen
"""
ESCAPED = set("\\#$*_`<>@[]~=/")


def esc(s):
    s = "".join("\\" + c if c in ESCAPED else c for c in s)
    return "\\" + s if s.startswith(("-", "+")) else s


def string(s):
    return '"' + s.replace("\\", "\\\\").replace('"', '\\"') + '"'


def run(r):
    kind, s = r
    return {"text": "{}", "bold": "#strong[{}]", "note": "#footnote[{}]"}[kind].format(esc(s))


def cell(c):
    return f"[{money(c) if isinstance(c, int) else esc(c or '')}]"


def table(b):
    _, title, head, rows, sums = b
    number = [isinstance(c, int) for c in rows[0]]
    out = [f"#figure(caption: [{esc(title)}], kind: table, table(" if title else "#table(",
           "columns: (" + ", ".join("auto" if n else "1fr" for n in number) + ",), align: (" + ", ".join("right" if n else "left" for n in number) + ",),"]
    if head:
        out.append("table.header(" + ", ".join(map(cell, head)) + "),")
    out += [", ".join(map(cell, r)) + "," for r in rows]
    if any(s is not None for s in sums):
        out.append(", ".join(f"[#strong{c}]" for c in map(cell, ["Summe", *sums[1:]])) + ",")
    return "\n".join(out + ["))" if title else ")"])


def block(b):
    if b[0] == "head":
        return "=" * min(6, b[1] + 1) + " " + esc(b[2])
    if b[0] == "p":
        return "".join(map(run, b[1]))
    if b[0] == "list":
        return "\n".join(("+ " if b[1] else "- ") + esc(i) for i in b[2])
    if b[0] == "table":
        return table(b)
    return f"#figure(image({string(b[1])}, width: 120mm, alt: {string(b[2])}), caption: [{esc(b[3])}])"


def write(blocks, folder, number="1/2024", name="paper.typ"):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as f:
        f.write(HEAD % number + "\n\n".join(map(block, blocks)) + "\n")
    return path
