"""An own walker of tagged PDF: the text reached through the structure tree, and checks no validator makes.

Independent of the program: reads the file with pikepdf, decodes glyphs through each font's ToUnicode map, collects the text of each marked
content sequence, and walks the structure tree in order.
"""
import re

import pikepdf

INLINE = {"Span", "Link", "Reference", "Lbl", "Note"}


def cmap_of(font):
    """CID -> text from /ToUnicode."""
    out = {}
    if "/ToUnicode" not in font:
        return out
    data = font.ToUnicode.read_bytes().decode("latin-1")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", data, re.S):
        for cid, uni in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block):
            out[int(cid, 16)] = bytes.fromhex(uni).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", data, re.S):
        for a, b, uni in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            base = int(uni, 16)
            for k in range(int(a, 16), int(b, 16) + 1):
                out[k] = chr(base + k - int(a, 16))
    return out


class Walker:
    def __init__(self, path):
        self.pdf = pikepdf.open(path)
        self.faults = []
        self.maps = {}
        self.text = {}       # (page objgen, mcid) -> text
        self.outside = []    # text that is neither marked content nor artifact
        self.artifacts = []  # text in artifacts, page by page
        for page in self.pdf.pages:
            self.read_page(page)

    def font(self, page, name):
        f = page.Resources.Font[name]
        key = f.objgen
        if key not in self.maps:
            self.maps[key] = cmap_of(f)
        return self.maps[key]

    def read_page(self, page):
        stack, cmap = [], {}
        self.artifacts.append("")
        for op in pikepdf.parse_content_stream(page):
            name, args = str(op.operator), op.operands
            if name in ("BDC", "BMC"):
                mcid = None
                if name == "BDC" and isinstance(args[1], pikepdf.Dictionary) and "/MCID" in args[1]:
                    mcid = int(args[1].MCID)
                    key = (page.objgen, mcid)
                    if key in self.text:
                        self.faults.append(f"MCID {mcid} twice on a page")
                    self.text[key] = ""
                actual = str(args[1].ActualText) if name == "BDC" and isinstance(args[1], pikepdf.Dictionary) and "/ActualText" in args[1] else None
                stack.append((str(args[0]), mcid, actual))
                if actual is not None:
                    self.add(page, stack, actual)
            elif name == "EMC":
                stack.pop()
            elif name == "Tf":
                cmap = self.font(page, args[0])
            elif name in ("Tj", "TJ"):
                self.show(page, cmap, args, name, stack)
        if stack:
            self.faults.append("marked content is not closed")

    def show(self, page, cmap, args, name, stack):
        parts = [args[0]] if name == "Tj" else [x for x in args[0] if isinstance(x, pikepdf.String)]
        raw = b"".join(bytes(x) for x in parts)
        text = ""
        for i in range(0, len(raw) - 1, 2):
            cid = raw[i] << 8 | raw[i + 1]
            if cid not in cmap:
                self.faults.append(f"CID {cid} has no text")
            text += cmap.get(cid, "")
        if not any(actual is not None for _, _, actual in stack): # said already
            self.add(page, stack, text)

    def add(self, page, stack, text):
        mcid = next((m for _, m, _ in reversed(stack) if m is not None), None)
        if mcid is not None:
            self.text[(page.objgen, mcid)] += text
        elif any(t == "/Artifact" for t, _, _ in stack):
            self.artifacts[-1] += text
        else:
            self.outside.append(text)

    # -- the tree ------------------------------------------------------------------------------------
    def blocks(self):
        """Text of the structure tree: one list entry for each block element that holds content itself."""
        self.out = []
        self.used = set()
        root = self.pdf.Root.StructTreeRoot
        self.walk(root, None, None)
        for key in self.text:
            if key not in self.used:
                self.faults.append(f"marked content {key} hangs on no element: {self.text[key][:40]!r}")
        return [b for b in self.out if b.strip()]

    def walk(self, elem, page, sink):
        if "/Pg" in elem:
            page = elem.Pg
        kids = elem.get("/K")
        if kids is None:
            return
        if not isinstance(kids, pikepdf.Array):
            kids = [kids]
        for kid in kids:
            self.kid(elem, kid, page, sink)

    def kid(self, elem, kid, page, sink):
        if isinstance(kid, int):
            return self.content(page, kid, sink)
        kind = str(kid.get("/Type", "/StructElem"))
        if kind == "/MCR":
            return self.content(kid.get("/Pg", page), int(kid.MCID), sink)
        if kind == "/OBJR":
            return None
        tag = str(kid.S)[1:]
        if tag == "TOC":  # repeats headings; the flow's text leaves it out
            n = len(self.out)
            self.walk(kid, page, [""])
            del self.out[n:]
            return None
        if tag in INLINE and sink is not None and tag != "Note":
            return self.walk(kid, page, sink)
        mine, at = [""], len(self.out)
        self.out.append("")
        self.walk(kid, page, mine)
        self.out[at] = mine[0]
        return None

    def content(self, page, mcid, sink):
        key = (page.objgen, mcid)
        self.used.add(key)
        if key not in self.text:
            self.faults.append(f"element refers to absent content {mcid}")
            return
        if sink is not None:
            sink[0] += self.text[key]

    def tags(self):
        """All elements in order: (tag, element)."""
        def walk(e):
            kids = e.get("/K")
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids] if kids is not None else []:
                if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                    yield str(kid.S)[1:], kid
                    yield from walk(kid)
        yield from walk(self.pdf.Root.StructTreeRoot)


def words(text):
    """For comparing texts: soft hyphens out, white space folded away entirely."""
    return re.sub(r"[\s\u00a0]+", "", text.replace("\u00ad", "").replace("\u2060", ""))


def accessible(w):
    """What veraPDF lets pass but a reader would miss."""
    faults = []
    level = 0
    for tag, e in w.tags():
        if re.fullmatch(r"H[1-6]", tag):
            n = int(tag[1])
            if n > level + 1:
                faults.append(f"heading {tag} after level {level}")
            level = n
        if tag == "Figure" and not str(e.get("/Alt", "")).strip():
            faults.append("Figure without Alt")
        if tag == "Link" and not any(isinstance(k, pikepdf.Dictionary) and k.get("/Type") == "/OBJR" for k in (e.K if isinstance(e.K, pikepdf.Array) else [e.K])):
            faults.append("Link without its annotation")
    return faults


def parent_tree(pdf):
    """Faults of the structure that no validator sees: each marked sequence belongs to exactly one element, and the ParentTree and the
    annotations' entries in it name the same element as the tree does."""
    owner, annots, faults, holders = {}, {}, [], {}

    def walk(elem, page):
        page = elem.get("/Pg", page)
        kids = elem.get("/K")
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids] if kids is not None else []:
            if isinstance(kid, int):
                claim(page, kid, elem)
            elif str(kid.get("/Type", "")) == "/MCR":
                claim(kid.get("/Stm", kid.get("/Pg", page)), int(kid.MCID), elem)
            elif str(kid.get("/Type", "")) == "/OBJR":
                annots[kid.Obj.objgen] = elem.objgen
            else:
                if "/P" in kid and kid.P.objgen != elem.objgen:
                    faults.append(f"{kid.S} names another parent")
                walk(kid, page)

    def claim(holder, mcid, elem):
        key = (holder.objgen, mcid)
        if key in owner:
            faults.append(f"MCID {mcid} belongs to two elements")
        owner[key] = elem.objgen
        holders[holder.objgen] = holder

    walk(pdf.Root.StructTreeRoot, None)
    entries = numbers(pdf.Root.StructTreeRoot.ParentTree)
    by_holder = {}
    for (holder, mcid), elem in owner.items():
        by_holder.setdefault(holder, {})[mcid] = elem
    pages = {p.objgen for p in pdf.pages}
    for key, holder in holders.items():  # forms with marks of their own
        row = entries.get(int(holder.get("/StructParents", -1))) if key not in pages else None
        for mcid, elem in by_holder[key].items() if key not in pages else ():
            if row is None or mcid >= len(row) or row[mcid].objgen != elem:
                faults.append(f"ParentTree names another element for MCID {mcid} of a form")
    for page in pdf.pages:
        row = entries.get(int(page.get("/StructParents", -1)))
        mine = by_holder.get(page.objgen, {})
        if row is None and mine:
            faults.append("a page with content has no entry in the ParentTree")
        for mcid, elem in mine.items():
            if row is not None and (mcid >= len(row) or row[mcid].objgen != elem):
                faults.append(f"ParentTree names another element for MCID {mcid}")
        for a in page.get("/Annots", []):
            entry = entries.get(int(a.get("/StructParent", -1)))
            if entry is None or annots.get(a.objgen) != entry.objgen:
                faults.append("an annotation's element is not the one that holds it")
    return faults


def numbers(tree):
    """A number tree as a dictionary."""
    out = {}
    for kid in tree.get("/Kids", []):
        out.update(numbers(kid))
    nums = tree.get("/Nums", [])
    for i in range(0, len(nums), 2):
        out[int(nums[i])] = nums[i + 1]
    return out
