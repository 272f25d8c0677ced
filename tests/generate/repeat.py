"""The blocks of a written Vorlage, to be repeated: text without its marks, lists, tables, pictures."""
import os
import shutil
import xml.etree.ElementTree as ET

NS = "{urn:x-vorlage:1}"


def plain(e):
    """Text of an element; fields are told by a word in their place, which is all that a measure needs."""
    out = [e.text or ""]
    for c in e:
        inner = plain(c) or c.get("wert") or c.get("vorlage") or c.get("eur") or ("\n" if c.tag == NS + "br" else "Posten")
        out += [inner, c.tail or ""]
    return " ".join("".join(out).split())


def block(e, level):
    tag = e.tag[len(NS):]
    if tag == "abschnitt":
        out = []
        for c in e:
            out += [("head", level, plain(c))] if c.tag == NS + "titel" else block(c, level + 1)
        return out
    if tag == "liste":
        return [("list", e.get("art") == "nummern", [plain(p) for p in e.iter(NS + "punkt")])]
    if tag == "tabelle":
        rows = [[plain(z) for z in r.findall(NS + "zelle")] for r in e.iter(NS + "zeile")]
        return [("table", None, rows[0], rows[1:], [None] * len(rows[0]))]
    if tag == "bild":
        return [("picture", e.get("datei"), e.get("alt"), plain(e.find(NS + "bildtext")))]
    return [("p", [("text", plain(e))])] if tag == "p" else []


def blocks(path):
    """The body of the paper at path, in reading order."""
    root = ET.parse(path).getroot()
    out = []
    for part in root:
        if part.tag[len(NS):] in ("antrag", "sachverhalt", "begruendung"):
            out.append(("head", 1, part.tag[len(NS):].capitalize()))
            for e in part:
                out += block(e, 2)
    return out


def repeated(path, times, folder):
    """The same blocks so many times; the pictures are copied beside."""
    shutil.copytree(os.path.join(os.path.dirname(path), "bilder"), os.path.join(folder, "bilder"), dirs_exist_ok=True)
    return blocks(path) * times
