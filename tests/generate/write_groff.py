"""The same paper for groff: ms and tbl, in groff's own Times (it sets no tags and claims no standard)."""
import os

from .write_xml import money

HEAD = """.nr PS 10.5
.nr VS 14.5
.nr LL 165m
.nr PO 22.5m
.nr HM 25m
.nr FM 25m
.ds LH Vorlage %s
.ds CH
.hla de
.TL
Bericht über die Entwicklung der Maßnahmen
"""


def esc(s):
    s = s.replace("\\", "\\[rs]").replace("-", "\\-")
    return "\\&" + s if s[:1] in (".", "'") else s


def run(r):
    kind, s = r
    return {"text": esc(s) + "\n", "bold": f".B \"{esc(s)}\"\n", "note": f"\\**\n.FS\n{esc(s)}\n.FE\n"}[kind]


def cell(c):
    return money(c) if isinstance(c, int) else esc(c or "")


def table(b):
    _, title, head, rows, sums = b
    number = [isinstance(c, int) for c in rows[0]]
    out = [".LP", f".B \"{esc(title)}\""] if title else [".LP"]
    out += [".TS H", "expand tab(\t);", " ".join("lb" for _ in number), " ".join("r" if n else "l" for n in number) + "."]
    out += ["\t".join(map(cell, head or [""] * len(number))), ".TH"] + ["\t".join(map(cell, r)) for r in rows]
    if any(s is not None for s in sums):
        out.append("\t".join(map(cell, ["Summe", *sums[1:]])))
    return "\n".join(out + [".TE"])


def block(b):
    if b[0] == "head":
        return f".NH {b[1]}\n{esc(b[2])}"
    if b[0] == "p":
        return ".PP\n" + "".join(map(run, b[1])).rstrip()
    if b[0] == "list":
        return "\n".join(f".IP {f'{i}.' if b[1] else '•'} 2\n{esc(x)}" for i, x in enumerate(b[2], 1))
    if b[0] == "table":
        return table(b)
    return f".sp 60m\n.LP\n{esc(b[3])}"


def write(blocks, folder, number="1/2024", name="paper.ms"):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as f:
        f.write(HEAD % number + "\n".join(map(block, blocks)) + "\n")
    return path
