"""The text of an ODT's content in order, and faults no validator sees: undefined styles, double names, missing pictures."""
import zipfile
import xml.etree.ElementTree as ET

NS = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0", "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0", "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "xlink": "http://www.w3.org/1999/xlink", "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
}


def q(name):
    p, n = name.split(":")
    return "{%s}%s" % (NS[p], n)


def parts(path):
    with zipfile.ZipFile(path) as z:
        return ET.fromstring(z.read("content.xml")), ET.fromstring(z.read("styles.xml")), z.namelist()


class Lists:
    """Numbers of list items, as a list style would draw them."""

    def __init__(self, styles=None):
        self.count, self.heads = {}, [0] * 11
        self.levels = {int(s.get(q("text:level"))): int(s.get(q("text:display-levels"), "1")) for s in styles.iter(q("text:outline-level-style")) if s.get(q("style:num-format"))} if styles is not None else {}

    def heading(self, h):
        """A heading's number, counted as Writer does."""
        level = int(h.get(q("text:outline-level")))
        if h.get(q("text:is-list-header")) == "true":
            return ""
        self.heads[level] = int(h.get(q("text:start-value"))) if h.get(q("text:restart-numbering")) == "true" else self.heads[level] + 1
        self.heads[level + 1:] = [0] * (10 - level)
        shown = self.levels.get(level, 0)
        return ".".join(str(n) for n in self.heads[level - shown + 1:level + 1]) + " " if shown else ""

    def label(self, lst, item, depth):
        if item.tag != q("text:list-item"):
            return ""
        if lst.get(q("text:style-name")) == "Vorlage_20_Punkte":
            return "• "
        if item.get(q("text:start-value")):
            self.count[depth] = int(item.get(q("text:start-value"))) - 1
        self.count[depth] = self.count.get(depth, 0) + 1
        return f"{self.count[depth]}. "


def walk(e, out, after, lists, depth=0):
    """Text in order; a paragraph's footnotes follow it; the contents list, which repeats headings, is left out."""
    if e.tag == q("text:note"):
        number = "".join(e.find(q("text:note-citation")).itertext())
        out.append(number)
        note = [number]
        kids(e.find(q("text:note-body")), note, [], lists, depth)
        after.append("".join(note))
        return
    if e.tag in (q("svg:desc"), q("text:table-of-content")):
        return
    if e.tag == q("text:list"):
        if e.get(q("text:continue-numbering")) != "true":
            lists.count[depth] = 0
        for k in e:
            out.append(lists.label(e, k, depth))
            kids(k, out, after, lists, depth + 1)
        return
    if e.tag == q("text:h"):
        out.append(lists.heading(e))
    out.append(e.text or "")
    if e.tag in (q("text:p"), q("text:h")):
        mine = []
        kids(e, out, mine, lists, depth, text=False)
        out.append("\n")
        out.extend(mine)
        return
    kids(e, out, after, lists, depth, text=False)


def kids(e, out, after, lists, depth, text=True):
    if text:
        out.append(e.text or "")
    for k in e:
        walk(k, out, after, lists, depth)
        out.append(k.tail or "")


def text(path):
    content, styles, _ = parts(path)
    out = []
    walk(content.find(q("office:body")), out, [], Lists(styles))
    return "".join(out)


def line_height(defined, name):
    """Of a paragraph style or the nearest parent that says so; empty: the default."""
    while name:
        style = defined[("paragraph", name)]
        prop = style.find(q("style:paragraph-properties"))
        if prop is not None and prop.get(q("fo:line-height")):
            return prop.get(q("fo:line-height"))
        name = style.get(q("style:parent-style-name"))
    return ""


def faults(path):
    content, styles, names = parts(path)
    out = []
    defined = {}
    for tree in (styles, content):
        for s in list(tree.iter(q("style:style"))) + list(tree.iter(q("text:list-style"))):
            key = (s.get(q("style:family"), "list"), s.get(q("style:name")))
            if key in defined:
                out.append(f"style {key} twice")
            defined[key] = s
    family = {"text:p": "paragraph", "text:h": "paragraph", "text:span": "text", "text:a": "text", "table:table": "table", "table:table-column": "table-column",
              "table:table-row": "table-row", "table:table-cell": "table-cell", "draw:frame": "graphic", "text:list": "list"}
    for tree in (content, styles):
        for e in tree.iter():
            for tag, fam in family.items():
                if e.tag == q(tag):
                    for a in ("text:style-name", "table:style-name", "draw:style-name"):
                        name = e.get(q(a))
                        if name and (fam, name) not in defined:
                            out.append(f"{tag} uses undefined style {name}")
    for s in defined.values():
        parent = s.get(q("style:parent-style-name"))
        if parent and (s.get(q("style:family")), parent) not in defined:
            out.append(f"parent style {parent} is undefined")
    marks = [b.get(q("text:name")) for tag in ("text:bookmark", "text:bookmark-start") for b in content.iter(q(tag))]
    named = {"text:bookmark-ref": set(marks), "text:sequence-ref": {s.get(q("text:ref-name")) for s in content.iter(q("text:sequence"))},
             "text:reference-ref": {s.get(q("text:name")) for s in content.iter(q("text:reference-mark-start"))}}
    for tree in (content, styles):
        out += [f"{tag} to absent {r.get(q('text:ref-name'))}" for tag, there in named.items() for r in tree.iter(q(tag)) if r.get(q("text:ref-name")) not in there]
    out += [f"bookmark {m} twice" for m in set(marks) if marks.count(m) > 1]
    tables = [b.get(q("table:name")) for b in content.iter(q("table:table"))]
    out += [f"table name {m} twice" for m in set(tables) if tables.count(m) > 1]
    for a in content.iter(q("text:a")):
        href = a.get(q("xlink:href"))
        if href.startswith("#") and href[1:] not in marks:
            out.append(f"link to absent {href}")
    for p in content.iter(q("text:p")):
        if p.find(".//" + q("draw:frame")) is not None and not line_height(defined, p.get(q("text:style-name"))).endswith("%"):
            out.append("a picture's line has a fixed height")
    for i in content.iter(q("draw:image")):
        if i.get(q("xlink:href")) not in names:
            out.append(f"picture {i.get(q('xlink:href'))} is missing")
    return out


def formatting(path):
    """What is formatted by hand: automatic styles beyond what ODF cannot name (tables; which page begins), text without a style."""
    content, styles, _ = parts(path)
    out = []
    for s in content.find(q("office:automatic-styles")):
        family, name = s.get(q("style:family")), s.get(q("style:name"))
        if s.tag != q("style:style") or family in ("table", "table-column", "table-row", "table-cell"):
            continue
        if family != "paragraph" or not s.get(q("style:parent-style-name")):
            out.append(f"automatic style {name} of {family}")
        extra = set(s.keys()) - {q("style:" + a) for a in ("name", "family", "parent-style-name", "master-page-name")}
        said = [(p.tag, a) for p in s for a in p.keys() if a != q("fo:break-before")] + [p.tag for p in s if p.tag != q("style:paragraph-properties") or len(p)]
        if extra or said:
            out.append(f"automatic style {name} says {extra or said}")
    out += [f"automatic style {s.get(q('style:name'))} of the running lines" for s in styles.find(q("office:automatic-styles")) if s.tag == q("style:style")]
    for tree in (content.find(q("office:body")), styles.find(q("office:master-styles"))):
        out += [f"{e.tag} without style" for tag in ("text:p", "text:h", "text:span") for e in tree.iter(q(tag)) if not e.get(q("text:style-name"))]
    return out
