"""Any Vorlage for Typst with its whole text: python3 tests/generate/flow_typst.py [--build build] VORLAGE.xml... -d FOLDER

From `vorlage dump --stage=flow`: head, Beratungsfolge, parts, lists, tables, finance forms, figures, notes, signatures, in the faces, sizes and
margins of the paper's style. What Typst does by itself is left to it: lines, pages, columns of tables. Written to be looked at beside our own pages.
"""
import argparse
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

NS = "{urn:x-vorlage:1}"
MM = 72 / 25.4


class Node:
    def __init__(self, words, attrs):
        self.kind, self.words, self.attrs, self.kids = words[0], words[1:], attrs, []

    def only(self, *kinds):
        return [k for k in self.kids if k.kind in kinds]


def split(line):
    """Words and attributes of a line; a text ends at the line's last quotation mark."""
    attrs = {}
    m = re.match(r'(.*?) text="(.*)"$', line, re.S)
    if m:
        line, attrs["text"] = m[1], m[2]
    for key, value in re.findall(r' (\w+)="([^"]*)"', line):
        attrs[key] = value
    return re.sub(r' \w+="[^"]*"', "", line).split(), attrs


def parse(dump):
    root = Node(["flow"], {})
    stack = [(-1, root)]
    for line in dump.splitlines():
        depth = (len(line) - len(line.lstrip(" "))) // 2
        node = Node(*split(line.strip()))
        while stack[-1][0] >= depth:
            stack.pop()
        stack[-1][1].kids.append(node)
        stack.append((depth, node))
    return root


def string(s):
    return '"' + s.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Style:
    """Of the neutral style, unless the paper's own says otherwise."""

    def __init__(self, folder):
        self.family, self.heads, self.size, self.line, self.h1, self.title, self.small = "Noto Sans", "Noto Sans", 11.0, 15.0, 14.0, 20.0, 8.5
        self.top, self.bottom, self.inner, self.outer = 20 * MM, 20 * MM, 25 * MM, 20 * MM
        path = os.path.join(folder, "stil.xml")
        root = ET.parse(path).getroot() if os.path.exists(path) else ET.Element("stil")
        for e in root.iter(NS + "schrift"):
            self.family = self.heads = e.get("familie", self.family)
            self.heads = e.get("familie-titel", self.heads)
            self.size, self.line = float(e.get("grad", self.size)), float(e.get("zeile", self.line))
            self.h1, self.title, self.small = float(e.get("grad-1", self.h1)), float(e.get("grad-titel", self.title)), float(e.get("grad-klein", self.small))
        self.justify = all(e.get("blocksatz") != "nein" for e in root.iter())
        for e in root.iter(NS + "seite"):
            self.top, self.bottom = float(e.get("oben", self.top / MM)) * MM, float(e.get("unten", self.bottom / MM)) * MM
            self.inner, self.outer = float(e.get("innen", self.inner / MM)) * MM, float(e.get("aussen", self.outer / MM)) * MM


class Writer:
    def __init__(self, flow, folder):
        self.flow, self.folder, self.style = flow, folder, Style(folder)

    # -- words ---------------------------------------------------------------------------------------
    def run(self, r):
        if "note" in r.words:
            return "#footnote[" + " ".join(self.blocks(r.kids, sole=True)) + "]"
        if "break" in r.words:
            return "#linebreak()"
        out = f"#{string(r.attrs.get('text', ''))}"
        for flag, wrap in (("bold", "#strong[{}]"), ("italic", "#emph[{}]"), ("sup", "#super[{}]"), ("sub", "#sub[{}]")):
            if flag in r.words:
                out = wrap.format(out)
        if "lang" in r.attrs:
            out = f"#text(lang: {string(r.attrs['lang'][:2])})[{out}]"
        return f"#link({string(r.attrs['url'])})[{out}]" if r.attrs.get("url") else out

    def runs(self, node):
        return "".join(self.run(r) for r in node.only("run"))

    # -- blocks --------------------------------------------------------------------------------------
    def blocks(self, nodes, sole=False):
        return [b for b in (getattr(self, "b_" + n.kind, self.b_other)(n, sole) for n in nodes if n.kind != "run") if b]

    def b_other(self, n, sole):
        raise SystemExit(f"flow_typst: {n.kind} is not known")

    def b_heading(self, n, sole):
        label = f"#{string(n.attrs['label'])}~" if n.attrs.get("label") else ""
        return f"#heading(level: {n.words[0]})[{label}{self.runs(n)}]\n"

    def b_para(self, n, sole):
        text, role = self.runs(n), n.words[0]
        if role in ("small", "caption", "credit", "note", "quote-source"):
            text = f"#text(size: {self.style.small}pt)[{text}]"
        if role == "quote-source":
            text = f"#align(right)[{text}]"
        if role in ("status", "label"):
            text = f"#strong[{text}]"
        if role == "title-line":
            return f"#text(size: {self.style.title}pt, weight: \"bold\")[{text}]\n"
        return text if sole else text + "\n"

    def b_list(self, n, sole):
        items = n.only("item")
        labels = ", ".join(string(i.attrs.get("label", "")) for i in items)
        bodies = ", ".join("[" + "\n".join(self.blocks(i.kids, sole=len(i.kids) == 1)) + "]" for i in items)
        tight = "true" if "tight" in n.words else "false"
        return f"#enum(tight: {tight}, indent: 0pt, numbering: (..n) => (({labels},).at(n.pos().last() - 1)), {bodies})\n"

    def cells(self, row, columns):
        out, head = [], row.kind == "head-row"
        bold = head or any(w in row.words for w in ("group", "subtotal", "total", "balance"))
        for i, c in enumerate(row.only("cell")):
            span = next((re.match(r"span=(\d+)x(\d+)", w) for w in c.words if w.startswith("span=")), None)
            size = f"colspan: {span[1]}, rowspan: {span[2]}" if span else ""
            body = "\n".join(self.blocks(c.kids, sole=len(c.kids) == 1))
            out.append(f"table.cell({size})[{f'#strong[{body}]' if bold else body}]")
        return out

    def b_table(self, n, sole):
        look = n.words[0]
        count = int(next(w for w in n.words if w.startswith("cols="))[5:])
        aligns = [w.split("/")[0] for w in n.words[n.words.index(f"cols={count}") + 1:]]
        columns = "(40mm, 1fr)" if look == "head" and count == 2 else "(" + "auto, " * count + ")"
        align = "(" + ", ".join({"left": "left", "center": "center"}.get(a, "right") for a in aligns) + ",)"
        head = [c for r in n.only("head-row") for c in self.cells(r, count)]
        parts = [f"table.header({', '.join(head)})"] if head else []
        parts += [c for r in n.only("row") for c in self.cells(r, count)]
        size = self.style.size if look == "head" else self.style.size - (self.style.size >= 10)
        stroke = "0.5pt + gray" if "grid" in n.words else "(x, y) => (bottom: 0.5pt + gray)"
        caption = f"#block(sticky: true)[#text(size: {self.style.small}pt, weight: \"bold\")[{self.runs(n)}]]\n" if n.only("run") else ""
        return f"{caption}#[#set par(justify: false)\n#text(size: {size}pt)[#table(columns: {columns}, align: {align}, stroke: {stroke}, inset: (x: 5pt, y: 3pt), {', '.join(parts)})]]\n"

    def b_figure(self, n, sole):
        name = n.attrs.get("file", "")
        path = next((os.path.join(d, name.split("/")[-1]) for d, _, files in os.walk(self.folder) if name.split("/")[-1] in files), "")
        image = f"image({string('/' + os.path.relpath(path, '/'))}, alt: {string(n.attrs.get('alt', ''))})"
        if "logo" in n.words:
            return f"#box(height: 15mm, {image})\n"
        caption = f"caption: text(size: {self.style.small}pt)[{self.runs(n)}], " if n.only("run") else ""
        return f"#figure({caption}numbering: none, placement: none, {image})\n"

    def b_quote(self, n, sole):
        return "#pad(x: 8mm)[" + "\n".join(self.blocks(n.kids)) + "]\n"

    def b_box(self, n, sole):
        return "#block(width: 100%, stroke: (left: 2.25pt), inset: (left: 12pt, y: 5pt))[" + "\n".join(self.blocks(n.kids)) + "]\n"

    def b_signatures(self, n, sole):
        columns = max(1, int(next(w for w in n.words if w.startswith("columns="))[8:]))
        cells = []
        for s in n.only("signature"):
            a = s.attrs
            lines = [a.get("kind"), "~".join(x for x in (a.get("sign"), a.get("name")) if x), a.get("office"), ", ".join(x for x in (a.get("place"), a.get("date")) if x)]
            hand = "#v(12mm)#line(length: 60mm, stroke: 0.5pt)" if "open" in s.words else ""
            cells.append("[" + hand + "#linebreak()".join("#" + string(x.replace("~", "\u00a0")) for x in lines if x) + "]")
        return f"#block(breakable: false)[#grid(columns: (1fr,) * {columns}, gutter: 10pt, {', '.join(cells)})]\n"

    def b_pagebreak(self, n, sole):
        return "#pagebreak()\n"

    def b_contents(self, n, sole):
        return "#outline(title: none)\n"

    # -- the document --------------------------------------------------------------------------------
    def document(self):
        s, kids = self.style, self.flow.kids
        head = next(k for k in kids if k.kind == "head")
        body = [k for k in kids if k.kind not in ("flow", "head", "foot")]
        # a line of Typst's is as high as its edges say, and leading stands between lines
        return f"""#set document(title: {string(kids[0].attrs.get('title', ''))}, date: datetime(year: 2024, month: 1, day: 1))
#set page(paper: "a4", margin: (left: {s.inner}pt, right: {s.outer}pt, top: {s.top}pt, bottom: {s.bottom}pt),
  header: context if counter(page).get().first() > 1 [#text(size: {s.small}pt)[{self.runs(head)}]],
  footer: context align(right)[#text(size: {s.small}pt)[Seite #counter(page).display() von #counter(page).final().first()]])
#set text(font: {string(s.family)}, size: {s.size}pt, lang: "de", region: "DE", hyphenate: true, top-edge: 0.8em, bottom-edge: -0.2em)
#set par(justify: {str(s.justify).lower()}, leading: {s.line - s.size}pt, spacing: {s.line * 1.5 - s.size}pt)
#show heading: set text(font: {string(s.heads)}, hyphenate: false)
#show heading: set par(justify: false)
#show heading.where(level: 1): set text(size: {s.title}pt)
#show heading.where(level: 2): set text(size: {s.h1}pt)
{chr(10).join(self.blocks(body))}
"""


def write(vorlage, xml, folder):
    """The paper as FOLDER/typst.typ; its path."""
    r = subprocess.run([vorlage, "dump", "--stage=flow", "--edition", "full", xml], stdout=subprocess.PIPE, check=True)
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, "typst.typ")
    with open(path, "w", encoding="utf-8") as f:
        f.write(Writer(parse(r.stdout.decode()), os.path.dirname(os.path.abspath(xml))).document())
    return path


if __name__ == "__main__":
    p = argparse.ArgumentParser()
    p.add_argument("--build", default="build")
    p.add_argument("-d", dest="folder", required=True)
    p.add_argument("papers", nargs="+")
    a = p.parse_args()
    for paper in a.papers:
        print(write(os.path.join(a.build, "vorlage"), paper, os.path.join(a.folder, os.path.basename(os.path.dirname(os.path.abspath(paper))))))
    sys.exit(0)
