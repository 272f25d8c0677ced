"""The text of an ODT's content in order, and faults no validator sees: undefined styles, double names, missing pictures."""
import re
import zipfile
import xml.etree.ElementTree as ET

NS = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0", "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0", "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "xlink": "http://www.w3.org/1999/xlink", "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
}


def q(name):
    p, n = name.split(":")
    return "{%s}%s" % (NS[p], n)


def parts(path):
    with zipfile.ZipFile(path) as z:
        return ET.fromstring(z.read("content.xml")), ET.fromstring(z.read("styles.xml")), z.namelist()


def walk(e, out, after):
    """Text in order; a paragraph's footnotes follow it."""
    if e.tag == q("text:note"):
        out.append("".join(e.find(q("text:note-citation")).itertext()))
        note = []
        walk_kids(e.find(q("text:note-body")), note, [])
        after.append("".join(note))
        return
    if e.tag in (q("svg:desc"), q("text:table-of-content-source")):
        return
    if e.tag in (q("text:p"), q("text:h")):
        mine = []
        out.append(e.text or "")
        walk_kids(e, out, mine, text=False)
        out.append("\n")
        out.extend(mine)
        return
    out.append(e.text or "")
    walk_kids(e, out, after, text=False)


def walk_kids(e, out, after, text=True):
    if text:
        out.append(e.text or "")
    for k in e:
        walk(k, out, after)
        out.append(k.tail or "")


def text(path):
    content, _, _ = parts(path)
    out = []
    walk(content.find(q("office:body")), out, [])
    return "".join(out)


def without_labels(flow_text):
    """The flow's text as ODT holds it: labels of list items are drawn by the list style there."""
    return re.sub(r"(?m)^(\s*)(•|–|\d+\.)(\t| )", r"\1", flow_text)


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
    marks = [b.get(q("text:name")) for b in content.iter(q("text:bookmark"))]
    out += [f"bookmark {m} twice" for m in set(marks) if marks.count(m) > 1]
    tables = [b.get(q("table:name")) for b in content.iter(q("table:table"))]
    out += [f"table name {m} twice" for m in set(tables) if tables.count(m) > 1]
    for a in content.iter(q("text:a")):
        href = a.get(q("xlink:href"))
        if href.startswith("#") and href[1:] not in marks:
            out.append(f"link to absent {href}")
    for i in content.iter(q("draw:image")):
        if i.get(q("xlink:href")) not in names:
            out.append(f"picture {i.get(q('xlink:href'))} is missing")
    return out
