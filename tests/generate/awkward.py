"""Attachments for the tests of the merge, one of each rule and each attack, as PDF bytes; the same bytes each time. `python3 -m generate.awkward DIR` writes them all.

KINDS maps a name to a function without arguments. Nothing here is read from the machine: pages are made with pikepdf, pictures with PIL.
"""
import io
import os
import sys
import zlib

import pikepdf
from PIL import Image, ImageDraw
from pikepdf import Array, Dictionary, Name, Stream, String

A4 = (0, 0, 595.276, 841.89)
A3 = (0, 0, 841.89, 1190.551)
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="%s" pdfaid:conformance="%s"/>%s
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
UA = '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>'


class Maker:
    """A PDF under construction: page after page, saved without clock or chance."""

    def __init__(self):
        self.pdf = pikepdf.new()
        self.font = self.pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding))

    def page(self, content, box=A4, **more):
        res = more.pop("Resources", Dictionary(Font=Dictionary(F1=self.font)))
        p = self.pdf.add_blank_page(page_size=(box[2] - box[0], box[3] - box[1]))
        p.MediaBox = Array([round(x, 3) for x in box])
        p.Resources = res
        p.Contents = Stream(self.pdf, content if isinstance(content, bytes) else content.encode("latin-1"))
        for k, v in more.items():
            p[Name("/" + k)] = v
        return p

    def text(self, words, box=A4, y=None, **more):
        x, y = box[0] + 70, y or box[3] - 100
        return self.page("BT /F1 14 Tf %g %g Td (%s) Tj ET" % (x, y, words), box, **more)

    def claim(self, part, level, ua=False):
        s = Stream(self.pdf, (XMP % (part, level, UA if ua else "")).encode("utf-8"))
        s.Type, s.Subtype = Name.Metadata, Name.XML
        self.pdf.Root.Metadata = self.pdf.make_indirect(s)

    def picture(self, colour=False, size=(420, 594), words="Anlage"):
        im = Image.new("RGB" if colour else "L", size, (250, 250, 240) if colour else 250)
        d = ImageDraw.Draw(im)
        for k in range(12):
            d.rectangle((40, 40 + 40 * k, 40 + (k * 53) % 300 + 30, 60 + 40 * k), fill=(180, 30 + 15 * k, 40) if colour else 20 + 10 * k)
        s = Stream(self.pdf, zlib.compress(im.tobytes(), 9))
        for k, v in {"/Type": Name.XObject, "/Subtype": Name.Image, "/Width": size[0], "/Height": size[1], "/BitsPerComponent": 8,
                     "/ColorSpace": Name.DeviceRGB if colour else Name.DeviceGray, "/Filter": Name.FlateDecode}.items():
            s[k] = v
        return self.pdf.make_indirect(s)

    def bytes(self, **how):
        out = io.BytesIO()
        self.pdf.save(out, static_id=True, **how)
        return out.getvalue()


# ---- plain pages --------------------------------------------------------------------------------------
def plain():
    m = Maker()
    for k in range(3):
        m.text(f"Anlage ohne Tags, Seite {k + 1}")
    return m.bytes()


def a3():
    m = Maker()
    m.text("Lageplan im Format A3", A3)
    m.text("Lageplan A3 quer", (0, 0, A3[3], A3[2]))
    return m.bytes()


def rotated():
    m = Maker()
    for r in (0, 90, 180, 270):
        m.page("BT /F1 14 Tf 100 700 Td (Drehung %d) Tj ET 0.8 0.2 0.2 rg 80 100 60 30 re f 0 0 1 RG 70 90 400 640 re S" % r, Rotate=r)
    m.page("BT /F1 14 Tf 150 600 Td (Beschnitt) Tj ET 0 0 1 RG 110 110 300 600 re S 10 10 40 40 re f", CropBox=Array([100, 100, 500, 750]), Rotate=90)
    m.page("BT /F1 7 Tf 60 300 Td (Einheit 2) Tj ET 1 0 0 RG 20 20 200 300 re S", (0, 0, 297.638, 420.945), UserUnit=2)
    return m.bytes()


def scan(claim=None, colour=False, pages=2):
    m = Maker()
    for k in range(pages):
        im = m.picture(colour)
        m.page("q 500 0 0 720 48 60 cm /Im Do Q", Resources=Dictionary(XObject=Dictionary(Im=im)))
    if claim:
        m.claim(*claim)
    return m.bytes()


def unbalanced():
    """Q without q, q left open, state left behind: what comes after must not suffer."""
    m = Maker()
    m.page("Q Q q 0.5 0 0 0.5 0 0 cm q 1 0 0 rg BT /F1 20 Tf 200 1200 Td (offen) Tj ET")
    m.page("q q q 2 0 0 2 0 0 cm BT /F1 10 Tf 50 350 Td (drei offen) Tj ET Q")
    return m.bytes()


def patterns():
    m = Maker()
    tile = Stream(m.pdf, b"0.2 0.4 0.9 rg 0 0 6 6 re f")
    for k, v in {"/Type": Name.Pattern, "/PatternType": 1, "/PaintType": 1, "/TilingType": 1, "/BBox": Array([0, 0, 12, 12]), "/XStep": 12, "/YStep": 12, "/Resources": Dictionary()}.items():
        tile[k] = v
    shade = Dictionary(Type=Name.Pattern, PatternType=2, Shading=Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([100, 0, 400, 0]),
                       Function=Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1, 0, 0]), C1=Array([0, 0, 1]), N=1)))
    m.page("/Pattern cs /P1 scn 100 400 300 200 re f /P2 scn 100 100 300 200 re f",
           Resources=Dictionary(Pattern=Dictionary(P1=m.pdf.make_indirect(tile), P2=m.pdf.make_indirect(shade))))
    return m.bytes()


# ---- structure ------------------------------------------------------------------------------------------
def tagged(claim=("2", "A", True), figures_only=True, canary="", pages=3, roles=True):
    """Own role names, unnumbered headings, ids and headers, marks in a form, links and named destinations within; with figures only, it
    needs no font and conforms to PDF/A-2a and PDF/UA-1 once it stands in a pack."""
    m = Maker()
    pdf = m.pdf
    new = pdf.make_indirect
    root = new(Dictionary(Type=Name.StructTreeRoot))
    doc = new(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    kids, dests, pages_made = [], [], []
    for k in range(pages):
        im = m.picture(True, (120, 90))
        words = "" if figures_only else "/P <</MCID 1>> BDC BT /F1 12 Tf 70 300 Td (Absatz %d %s) Tj ET EMC" % (k + 1, canary)
        form = Stream(pdf, b"/Figure <</MCID 0>> BDC q 120 0 0 90 0 0 cm /Im Do Q EMC")
        for key, v in {"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 120, 90]), "/Resources": Dictionary(XObject=Dictionary(Im=im)), "/StructParents": 10 + k}.items():
            form[key] = v
        form = new(form)
        p = m.page("/Artifact BMC 0.5 G 50 50 m 500 50 l S EMC\n/Figure <</MCID 0>> BDC q 240 0 0 180 100 550 cm /Im Do Q EMC\n%s\nq 1 0 0 1 100 400 cm /Fm Do Q" % words,
                   Resources=Dictionary(XObject=Dictionary(Im=im, Fm=form), Font=Dictionary(F1=m.font)) if not figures_only else Dictionary(XObject=Dictionary(Im=im, Fm=form)),
                   StructParents=k, Tabs=Name.S)
        sect = new(Dictionary(Type=Name.StructElem, S=Name("/Abschnitt") if roles else Name.Sect, P=doc, Pg=p.obj))
        box = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=Array([100, 550, 340, 730]))
        fig = new(Dictionary(Type=Name.StructElem, S=Name.Figure, P=sect, Pg=p.obj, K=0, Alt=String(f"Balken {k + 1} {canary}"), A=box, ID=String(f"bild{k}")))
        inner = new(Dictionary(Type=Name.StructElem, S=Name.Figure, P=sect, Pg=p.obj, Alt=String(f"Kleine Balken {k + 1}"), A=Dictionary(O=Name.Layout, Placement=Name.Block, BBox=Array([100, 400, 220, 490])),
                               K=Dictionary(Type=Name.MCR, Pg=p.obj, Stm=form, MCID=0)))
        annot = new(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([100, 400, 220, 490]), Border=Array([0, 0, 0]), F=4, Contents=String(f"Zur Seite {k + 2}"), StructParent=100 + k))
        link = new(Dictionary(Type=Name.StructElem, S=Name.Link, P=sect, Pg=p.obj, K=Array([Dictionary(Type=Name.OBJR, Obj=annot, Pg=p.obj)])))
        p.Annots = Array([annot])
        elems = [fig, inner, link]
        if not figures_only:
            elems.append(new(Dictionary(Type=Name.StructElem, S=Name("/Fliesstext"), P=sect, Pg=p.obj, K=1, C=Name("/Block"))))
        sect.K = Array(elems)
        kids.append(sect)
        pages_made.append((p, annot))
        dests += [String(f"seite{k + 1}"), Array([p.obj, Name.XYZ, 100, 730, None])]
    for k, (p, annot) in enumerate(pages_made):
        if k % 2:
            annot.A = Dictionary(S=Name.GoTo, D=String(f"seite{(k + 1) % pages + 1}"))
        else:
            annot.Dest = Array([pages_made[(k + 1) % pages][0].obj, Name.XYZ, 100, 730, None])
    doc.K = Array(kids)
    root.K = doc
    root.RoleMap = Dictionary({"/Abschnitt": Name("/Teil"), "/Teil": Name.Sect, "/Fliesstext": Name.P})
    root.ClassMap = Dictionary({"/Block": Dictionary(O=Name.Layout, SpaceAfter=6)})
    root.ParentTree = new(Dictionary(Nums=Array([])))  # wrong on purpose: it must be made anew
    pdf.Root.StructTreeRoot, pdf.Root.MarkInfo, pdf.Root.Lang = root, Dictionary(Marked=True), String("de-DE")
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array(dests)))
    with pdf.open_outline() as outline:
        for k in range(pages):
            outline.root.append(pikepdf.OutlineItem(f"Blatt {k + 1} {canary}".strip(), k))
    if claim:
        m.claim(*claim)
    return m.bytes()


def loose():
    """Claims everything, but has text outside any mark."""
    m = Maker()
    p = m.page("/P <</MCID 0>> BDC BT /F1 12 Tf 70 700 Td (mit Tag) Tj ET EMC BT /F1 12 Tf 70 600 Td (ohne Tag) Tj ET", StructParents=0)
    root = m.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    e = m.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=root, Pg=p.obj, K=0))
    root.K = e
    m.pdf.Root.StructTreeRoot, m.pdf.Root.MarkInfo = root, Dictionary(Marked=True)
    m.claim("2", "A", True)
    return m.bytes()


# ---- what has a rule ------------------------------------------------------------------------------------
def _field(m, p, name, value, appearance=True, rect=(100, 600, 300, 620), **more):
    w = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String(name), V=String(value), Rect=Array(rect), F=4, P=p.obj, DA=String("/F1 12 Tf 0 g"))
    for k, v in more.items():
        w[Name("/" + k)] = v
    if appearance:
        s = Stream(m.pdf, ("/Tx BMC q BT /F1 12 Tf 2 5 Td (%s) Tj ET Q EMC" % value).encode())
        for k, v in {"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, rect[2] - rect[0], rect[3] - rect[1]]), "/Resources": Dictionary(Font=Dictionary(F1=m.font))}.items():
            s[k] = v
        w.AP = Dictionary(N=m.pdf.make_indirect(s))
    return m.pdf.make_indirect(w)


def form(appearance=True):
    m = Maker()
    p = m.text("Antrag auf Nutzung der Halle")
    name = _field(m, p, "name", "Turnverein", appearance)
    on = Stream(m.pdf, b"q 0 0 14 14 re S 2 2 m 12 12 l 2 12 m 12 2 l S Q")
    off = Stream(m.pdf, b"q 0 0 14 14 re S Q")
    for s in (on, off):
        for k, v in {"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 14, 14])}.items():
            s[k] = v
    box = m.pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Btn, T=String("ja"), V=Name.Yes, AS=Name.Yes, Rect=Array([100, 560, 114, 574]), F=4, P=p.obj,
                              AP=Dictionary(N=Dictionary({"/Yes": m.pdf.make_indirect(on), "/Off": m.pdf.make_indirect(off)}))))
    hidden = _field(m, p, "versteckt", "GEHEIMFELD", True, (100, 500, 300, 520), F=2)
    p.Annots = Array([name, box, hidden])
    m.pdf.Root.AcroForm = Dictionary(Fields=Array([name, box, hidden]))
    return m.bytes()


def tagged_form():
    m = Maker()
    p = m.page("/P <</MCID 0>> BDC BT /F1 12 Tf 70 700 Td (Name:) Tj ET EMC", StructParents=0)
    w = _field(m, p, "name", "Turnverein", StructParent=1)
    p.Annots = Array([w])
    m.pdf.Root.AcroForm = Dictionary(Fields=Array([w]))
    root = m.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    a = m.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=root, Pg=p.obj, K=0))
    b = m.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Form, P=root, Pg=p.obj, K=Dictionary(Type=Name.OBJR, Obj=w, Pg=p.obj)))
    root.K = Array([a, b])
    m.pdf.Root.StructTreeRoot, m.pdf.Root.MarkInfo = root, Dictionary(Marked=True)
    return m.bytes()


def xfa():
    m = Maker()
    m.text("Please wait...")
    m.pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=Stream(m.pdf, b"<xdp/>"))
    m.pdf.Root.NeedsRendering = True
    return m.bytes()


def acts():
    """JavaScript, launching, a remote file, media, a hidden comment, an embedded file."""
    m = Maker()
    p = m.text("Mit Skript")
    js = Dictionary(S=Name.JavaScript, JS=String("app.alert('CANARY-JS')"))
    m.pdf.Root.OpenAction = js
    m.pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), js])),
                                  EmbeddedFiles=Dictionary(Names=Array([String("x.txt"), Dictionary(Type=Name.Filespec, F=String("x.txt"), EF=Dictionary(F=Stream(m.pdf, b"CANARY-EMBEDDED")))])))
    rect = Array([70, 600, 200, 620])
    p.AA = Dictionary(O=js)
    p.Annots = Array([m.pdf.make_indirect(x) for x in (
        Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=rect, A=Dictionary(S=Name.Launch, F=String("CANARY-LAUNCH.exe"))),
        Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=rect, A=Dictionary(S=Name.GoToR, F=String("CANARY-REMOTE.pdf"), D=Array([0, Name.Fit]))),
        Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=rect, A=Dictionary(S=Name.URI, URI=String("https://example.org/"), Next=js)),
        Dictionary(Type=Name.Annot, Subtype=Name.Screen, Rect=rect, A=Dictionary(S=Name.Rendition, JS=String("CANARY-RENDITION"))),
        Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=rect, F=2, Contents=String("CANARY-HIDDEN")),
        Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=rect, FS=Dictionary(Type=Name.Filespec, F=String("y"), EF=Dictionary(F=Stream(m.pdf, b"CANARY-ATTACHED")))))])
    return m.bytes()


def comments():
    m = Maker()
    p = m.text("Mit Kommentar")
    p.Annots = Array([m.pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Highlight, Rect=Array([70, 730, 200, 760]), QuadPoints=Array([70, 760, 200, 760, 70, 730, 200, 730]), C=Array([1, 1, 0]),
                                                     Contents=String("bitte streichen"), F=4))])
    return m.bytes()


def layers(canary="AUSGEBLENDET"):
    m = Maker()
    on = m.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Plan")))
    off = m.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Entwurf")))
    m.page("/OC /L1 BDC BT /F1 14 Tf 70 700 Td (sichtbar) Tj ET EMC /OC /L2 BDC 1 0 0 rg 70 500 200 100 re f BT /F1 14 Tf 70 480 Td (%s) Tj ET EMC" % canary,
           Resources=Dictionary(Font=Dictionary(F1=m.font), Properties=Dictionary(L1=on, L2=off)))
    m.pdf.Root.OCProperties = Dictionary(OCGs=Array([on, off]), D=Dictionary(OFF=Array([off]), Order=Array([on, off])))
    return m.bytes()


def signed():
    m = Maker()
    p = m.text("Digital signierter Vertrag")
    v = m.pdf.make_indirect(Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), SubFilter=Name("/adbe.pkcs7.detached"), ByteRange=Array([0, 100, 200, 100]), Contents=String(b"\x30" + bytes(40))))
    look = Stream(m.pdf, b"BT /F1 10 Tf 2 4 Td (signiert) Tj ET")
    for k, x in {"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 120, 20]), "/Resources": Dictionary(Font=Dictionary(F1=m.font))}.items():
        look[k] = x
    w = m.pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T=String("Signatur1"), V=v, Rect=Array([100, 200, 220, 220]), F=132, P=p.obj, AP=Dictionary(N=m.pdf.make_indirect(look))))
    p.Annots = Array([w])
    m.pdf.Root.AcroForm = Dictionary(Fields=Array([w]), SigFlags=3)
    return m.bytes()


def external():
    m = Maker()
    s = Stream(m.pdf, b"")
    for k, v in {"/Type": Name.XObject, "/Subtype": Name.Image, "/Width": 1, "/Height": 1, "/BitsPerComponent": 8, "/ColorSpace": Name.DeviceGray, "/F": String("CANARY-EXTERN.raw")}.items():
        s[k] = v
    m.page("q 100 0 0 100 100 500 cm /Im Do Q BT /F1 12 Tf 70 700 Td (Von aussen) Tj ET", Resources=Dictionary(XObject=Dictionary(Im=m.pdf.make_indirect(s)), Font=Dictionary(F1=m.font)))
    return m.bytes()


def _encrypted(user, owner, assembly):
    m = Maker()
    m.text("Verschluesselt")
    out = io.BytesIO()
    m.pdf.save(out, encryption=pikepdf.Encryption(user=user, owner=owner, R=4, allow=pikepdf.Permissions(modify_assembly=assembly, modify_other=assembly)), static_id=True)
    return out.getvalue()


def spot(tint, pages=1):
    m = Maker()
    f = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1, 1, 1]), C1=Array(tint), N=1)
    cs = Array([Name.Separation, Name("/Stadtfarbe"), Name.DeviceRGB, f])
    m.page("/Cs cs 1 scn 100 100 300 300 re f", Resources=Dictionary(ColorSpace=Dictionary(Cs=cs)))
    m.claim("2", "B")
    return m.bytes()


def partly(canary):
    """Pages that share their resources and speak of one another: to take one of them must bring nothing of the others."""
    m = Maker()
    form = Stream(m.pdf, ("BT /F1 12 Tf 70 500 Td (%s-FORM) Tj ET" % canary).encode())
    for k, v in {"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 600, 800]), "/Resources": Dictionary(Font=Dictionary(F1=m.font))}.items():
        form[k] = v
    res = m.pdf.make_indirect(Dictionary(Font=Dictionary(F1=m.font), XObject=Dictionary(Fm=m.pdf.make_indirect(form))))
    open_page = m.page("BT /F1 12 Tf 70 700 Td (offene Seite) Tj ET", Resources=res)
    secret = m.page("BT /F1 12 Tf 70 700 Td (%s-TEXT) Tj ET /Fm Do" % canary, Resources=res)
    open_page.Annots = Array([m.pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([70, 600, 200, 620]), Contents=String(canary + "-LINK"), Dest=Array([secret.obj, Name.Fit])))])
    secret.Annots = Array([m.pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([70, 600, 200, 620]), Contents=String(canary + "-NOTE")))])
    with m.pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(canary + "-OUTLINE", 1))
    return m.bytes()


def ways():
    """Links to places of every kind, notes with points of every kind, and resources that lead to one another by many ways."""
    m = Maker()
    new = m.pdf.make_indirect
    inner = None
    for k in range(27):  # each names the one before it twice, and draws it once
        form = Stream(m.pdf, b"/A Do" if inner is not None else b"0 0 1 1 re f")
        for key, v in {"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 9, 9])}.items():
            form[key] = v
        if inner is not None:
            form.Resources = new(Dictionary(XObject=Dictionary(A=inner, B=inner)))
        inner = new(form)
    res = Dictionary(Font=Dictionary(F1=m.font, F2=m.font), XObject=Dictionary(Fm=inner, Unused=inner))
    pages = [m.page("BT /F1 12 Tf 70 %d Td (Seite) Tj ET /Fm Do" % (700 - k), Resources=res) for k in range(3)]
    places = [(Name.XYZ, 100.123456, 200, None), (Name.XYZ, None, 300, 1.5), (Name.FitR, 10, 20, 110.5, 220), (Name.FitH, 300), (Name.FitV, 40), (Name.FitBH, 300), (Name.FitBV, 40), (Name.Fit,), (Name.FitB,), (Name.XYZ,), ()]
    for k, p in enumerate(pages):
        annots = []
        for i, place in enumerate(places):
            where = Array([pages[(k + i) % 3].obj, *place])
            annot = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([70, 40 * i, 200, 40 * i + 20]), Border=Array([0, 0, 0]), QuadPoints=Array([70, 40 * i, 200, 40 * i, 70, 40 * i + 20, 200, 40 * i + 20]))
            if i % 2:
                annot.A = Dictionary(S=Name.GoTo, D=where)
            else:
                annot.Dest = where
            annots.append(new(annot))
        for kind, more in (("Text", {}), ("Highlight", {"QuadPoints": Array([1, 2, 3, 4, 5, 6, 7, 8])}), ("Line", {"L": Array([1, 2, 3, 4])}), ("Ink", {"InkList": Array([Array([1, 2, 3, 4]), Array([5, 6])])}),
                           ("Polygon", {"Vertices": Array([1, 2, 3, 4, 5, 6])}), ("FreeText", {"CL": Array([1, 2, 3, 4]), "RD": Array([1, 1, 1, 1])}), ("Square", {}), ("Stamp", {}), ("Popup", {}), ("Widget", {}), ("Movie", {})):
            look = Stream(m.pdf, b"1 0 0 rg 0 0 9 9 re f")
            for key, v in {"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 9, 9]), "/Matrix": Array([2, 0, 0, 2, 1, 1])}.items():
                look[key] = v
            if kind == "Widget":
                more = {"FT": Name.Tx, "T": String(f"Feld {k}"), "V": String("Wert")}
            annots.append(new(Dictionary(Type=Name.Annot, Subtype=Name("/" + kind), Rect=Array([300, 300 + k, 340, 350]), F=(0, 2, 4, 32)[(len(annots) + k) % 4], Contents=String(kind), AP=Dictionary(N=new(look)), **more)))
        p.Annots = Array(annots)
    m.pdf.Root.AcroForm = Dictionary(Fields=Array([a for p in pages for a in p.Annots if a.Subtype == Name.Widget]))
    with m.pdf.open_outline() as outline:
        for k in range(3):
            x = pikepdf.OutlineItem(f"Ort {k}", k, "XYZ", left=10, top=700)
            x.children.append(pikepdf.OutlineItem(f"darunter {k}", (k + 1) % 3, "FitH", top=300))
            outline.root.append(x)
    return m.bytes()


# ---- hostile --------------------------------------------------------------------------------------------
def raw(objects, root=1):
    """A file from the text of its objects, with a right cross reference table."""
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, 2)
    at = []
    for k, o in enumerate(objects, 1):
        at.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (k, o))
    x = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % a for a in at))
    out.write(b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, x))
    return out.getvalue()


def no_pages():
    return raw([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"])


def cyclic():
    return raw([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>"])


def page_chain(n=100000):
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    objects += [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (k + 3) for k in range(n)]
    objects.append(b"<</Type/Page/MediaBox[0 0 595 842]>>")
    return raw(objects)


def object_chain(n=100000):
    """A resource that leads from object to object."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Properties<</A 4 0 R>>>>>>"]
    objects += [b"<</N %d 0 R>>" % (k + 5) for k in range(n)]
    objects.append(b"<<>>")
    return raw(objects)


def element_chain(n=100000):
    objects = [b"<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 4 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
               b"<</Type/StructTreeRoot/K 5 0 R>>"]
    objects += [b"<</Type/StructElem/S/Sect/P %d 0 R/K %d 0 R>>" % (k + 4, k + 6) for k in range(n)]
    objects.append(b"<</Type/StructElem/S/P/K[]>>")
    return raw(objects)


def nesting(n=100000):
    return raw([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/X " + b"[" * n + b"]" * n + b">>"])


def bomb(mb=4000):
    """A content stream that inflates a thousandfold."""
    c = zlib.compressobj(9)
    block = b" " * (1 << 20)
    data = b"".join(c.compress(block) for _ in range(mb)) + c.flush()
    return raw([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
                b"<</Filter/FlateDecode/Length %d>>stream\n" % len(data) + data + b"\nendstream"])


def form_bomb(levels=12, wide=10):
    """Forms that draw forms: ten to the power of twelve."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>",
               b"<</Length 5>>stream\n/F Do\nendstream"]
    for k in range(levels):
        body = b"/F Do " * wide if k + 1 < levels else b"0 0 1 1 re f "
        objects.append(b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F %d 0 R>>>>/Length %d>>stream\n%s\nendstream" % (6 + k if k + 1 < levels else 5, len(body), body))
    return raw(objects)


def corrupt_content():
    data = zlib.compress(b"BT /F1 12 Tf 70 700 Td (Hallo) Tj ET " * 200)
    data = data[:30] + bytes(x ^ 0x5A for x in data[30:])
    return raw([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
                b"<</Filter/FlateDecode/Length %d>>stream\n" % len(data) + data + b"\nendstream"])


def many_pages(n=10000):
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[" % n + b" ".join(b"%d 0 R" % (k + 4) for k in range(n)) + b"]>>", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    objects += [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>>>" for k in range(n)]
    return raw(objects)


def huge_page():
    return raw([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 900000 900000]>>"])


KINDS = {
    "plain": plain, "a3": a3, "rotated": rotated, "scan": scan, "scan-2b": lambda: scan(("2", "B")), "scan-2u": lambda: scan(("2", "U")), "scan-colour": lambda: scan(None, True, 1),
    "unbalanced": unbalanced, "patterns": patterns, "tagged": tagged, "tagged-text": lambda: tagged(None, False), "loose": loose, "form": form, "form-bare": lambda: form(False), "tagged-form": tagged_form,
    "xfa": xfa, "acts": acts, "comments": comments, "layers": layers, "signed": signed, "external": external, "locked": lambda: _encrypted("geheim", "chef", True),
    "owner-locked": lambda: _encrypted("", "chef", False), "owner-open": lambda: _encrypted("", "chef", True), "spot-red": lambda: spot([1, 0, 0]), "spot-blue": lambda: spot([0, 0, 1]),
    "partly": lambda: partly("CANARY"), "ways": ways, "truncated": lambda: tagged()[:4000], "garbage": lambda: bytes((k * 7919 + k // 251) % 256 for k in range(20000)), "empty": lambda: b"",
    "no-pages": no_pages, "cyclic": cyclic, "page-chain": page_chain, "object-chain": object_chain, "element-chain": element_chain, "nesting": nesting, "bomb": bomb, "form-bomb": form_bomb,
    "corrupt-content": corrupt_content, "many-pages": many_pages, "huge-page": huge_page,
}


def write(folder, names=None):
    """The files of these kinds (all); their paths by kind."""
    os.makedirs(folder, exist_ok=True)
    out = {}
    for name in names or KINDS:
        out[name] = os.path.join(folder, name + ".pdf")
        with open(out[name], "wb") as f:
            f.write(KINDS[name]())
    return out


if __name__ == "__main__":
    write(sys.argv[1], sys.argv[2:])
