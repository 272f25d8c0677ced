"""Attachments of every awkward kind, made by us, the same bytes each time: python3 tests/generate/attachments.py --build build -d FOLDER

One function a kind; each writes one small file and returns its path. The sample session's attachments are made of them (session()); bad() makes those no
pack may take. Conforming PDFs come from vorlage itself, and from one of them the embedded faces with which all other PDFs are set."""
import argparse
import io
import math
import os
import re
import subprocess
import sys
import tempfile

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw, ImageFilter, ImageFont

SANS = "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"
ALL = "".join(chr(c) for c in range(0x20, 0x7F)) + "äöüÄÖÜß§€²³–„“‚‘…·×½°é№"
STYLE = """<?xml version="1.0" encoding="UTF-8"?>
<stil xmlns="urn:x-vorlage:1" name="Anlage">
  <kopf form="zeilen"><kopftitel>{nummer}</kopftitel><kopffeld name="betreff"/></kopf>
  <aufbau><abteilung art="teil" teil="sachverhalt" ohne-titel="ja"/><abteilung art="teil" teil="teil"/><abteilung art="sichtvermerke"/></aufbau>
  <text blocksatz="nein"/>
  <seitenkopf/>
  <seitenfuss><mitte>Seite {seite} von {seiten}</mitte></seitenfuss>
</stil>
"""
A4 = (595.276, 841.89)
A3 = (841.89, 1190.551)


class Kit:
    """The program, a folder, and faces to set text with."""

    def __init__(self, vorlage, folder):
        self.vorlage, self.folder = os.path.abspath(vorlage), folder
        os.makedirs(folder, exist_ok=True)
        self.source = self._faces()
        self.map, self.width = self._codes()

    def path(self, name):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        return path

    # -- papers by vorlage -----------------------------------------------------------------------------
    def paper(self, name, kind, title, body, command="pdf", status="oeffentlich"):
        with tempfile.TemporaryDirectory() as d:
            with open(os.path.join(d, "stil.xml"), "w", encoding="utf-8") as f:
                f.write(STYLE)
            with open(os.path.join(d, "v.xml"), "w", encoding="utf-8") as f:
                f.write(f'<vorlage xmlns="urn:x-vorlage:1" nummer="{kind}" art="information" status="{status}" stil="stil.xml"><kopf><betreff>{title}</betreff></kopf>{body}</vorlage>')
            env = dict(os.environ, VORLAGE_ETC="/nonexistent", SOURCE_DATE_EPOCH="1759400000")
            r = subprocess.run([self.vorlage, command, "v.xml", "--edition", "full", "-o", os.path.abspath(self.path(name))], cwd=d, env=env, stderr=subprocess.PIPE, check=False)
            if r.returncode:
                sys.exit(r.stderr.decode())
        return self.path(name)

    # -- text in PDFs of our own -----------------------------------------------------------------------
    def _faces(self):
        from xml.sax.saxutils import escape
        path = self.paper(".faces.pdf", "Zeichen", "Alle", f"<sachverhalt><p>{escape(ALL)}</p></sachverhalt>")
        pdf = pikepdf.open(io.BytesIO(open(path, "rb").read()))
        os.remove(path)
        return pdf

    def _codes(self):
        fonts = self.source.pages[0].Resources.Font
        best = {}
        for key in fonts.keys():
            text = fonts[key].ToUnicode.read_bytes().decode("latin-1")
            codes = {}
            for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.S):
                for code, uni in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
                    codes[bytes.fromhex(uni).decode("utf-16-be")] = int(code, 16)
            for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.S):
                for lo, hi, uni in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
                    first = bytes.fromhex(uni).decode("utf-16-be")
                    for k in range(int(hi, 16) - int(lo, 16) + 1):
                        codes[first[:-1] + chr(ord(first[-1]) + k)] = int(lo, 16) + k
            if len(codes) > len(best):
                best, self.font = codes, key
        return best, self._widths(fonts[self.font].DescendantFonts[0].W)

    @staticmethod
    def _widths(w):
        out, items, i = {}, list(w), 0
        while i < len(items):
            if isinstance(items[i + 1], pikepdf.Array):
                for k, x in enumerate(items[i + 1]):
                    out[int(items[i]) + k] = float(x)
                i += 2
            else:
                for c in range(int(items[i]), int(items[i + 1]) + 1):
                    out[c] = float(items[i + 2])
                i += 3
        return out

    def length(self, s, size):
        return sum(self.width.get(self.map[c], 600) for c in s) * size / 1000

    def text(self, x, y, size, s, right=False):
        x -= self.length(s, size) if right else 0
        return f"BT /F {size} Tf {x:.2f} {y:.2f} Td <{''.join(f'{self.map[c]:04X}' for c in s)}> Tj ET\n"

    def lines(self, x, y, size, lines, lead=1.4):
        return "".join(self.text(x, y - i * size * lead, size, s) for i, s in enumerate(lines))

    # -- documents -------------------------------------------------------------------------------------
    def new(self):
        pdf = pikepdf.new()
        pdf.the_font = pdf.copy_foreign(self.source.pages[0].Resources.Font[self.font])
        return pdf

    @staticmethod
    def page(pdf, size, content, **more):
        resources = Dictionary(Font=Dictionary(F=pdf.the_font)) if getattr(pdf, "the_font", None) is not None else Dictionary()
        page = Dictionary(Type=Name.Page, MediaBox=Array([0, 0, *size]), Resources=resources, Contents=pdf.make_stream(content.encode("latin-1")))
        for key, value in more.items():
            page["/" + key] = value
        pdf.pages.append(pikepdf.Page(page))
        return pdf.pages[-1]

    def save(self, pdf, name, **more):
        path = self.path(name)
        more = {"static_id": True, "compress_streams": True, "object_stream_mode": pikepdf.ObjectStreamMode.disable, **more}
        pdf.save(path, **more)
        return path


def box(x, y, w, h, how="S"):
    return f"{x:.2f} {y:.2f} {w:.2f} {h:.2f} re {how}\n"


# ---- PDFs ---------------------------------------------------------------------------------------------

def conforming(k, name, kind, title, body, status="oeffentlich"):
    """PDF/A-2a and PDF/UA-1, tagged: set by vorlage."""
    return k.paper(name, kind, title, body, status=status)


def untagged(k, name, title, lines):
    """Faces embedded, but no tags and no claim: what most offices export."""
    pdf = k.new()
    for from_ in range(0, max(len(lines), 1), 40):
        k.page(pdf, A4, k.text(70, 770, 15, title) + k.lines(70, 735, 10.5, lines[from_:from_ + 40]))
    pdf.docinfo["/Title"] = title
    return k.save(pdf, name)


def not_pdfa(k, name, title, rows):
    """Base fonts that are not embedded, a transparent mark, an old version."""
    pdf = pikepdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    content = "/G gs .8 .9 1 rg " + box(50, 760, 495, 34, "f") + f"0 g BT /H 15 Tf 60 772 Td ({title}) Tj ET\n"
    for i, (left, right) in enumerate(rows):
        y = 730 - i * 17
        content += f"BT /H 10 Tf 60 {y} Td ({left}) Tj ET BT /H 10 Tf 430 {y} Td ({right}) Tj ET .4 w 60 {y - 4} m 540 {y - 4} l S\n"
    page = k.page(pdf, A4, "")
    page.obj.Contents = pdf.make_stream(content.encode("cp1252"))
    page.obj.Resources = Dictionary(Font=Dictionary(H=font), ExtGState=Dictionary(G=Dictionary(ca=0.5)))
    return k.save(pdf, name, force_version="1.3")


def plan(k, name, title):
    """A3 landscape, vectors in colour."""
    w, h = A3[1], A3[0]
    c = "1 1 .95 rg " + box(30, 30, w - 60, h - 60, "f") + "0 G 1.2 w " + box(30, 30, w - 60, h - 60)
    c += ".55 .75 .95 RG 16 w 1 J 30 180 m " + " ".join(f"{30 + i * 188} {180 + (-1) ** i * 40} {30 + i * 188 + 94} {170 + (-1) ** i * 60} {30 + (i + 1) * 188} {180 + i * 12} c" for i in range(6)) + " S\n"
    c += ".75 G 24 w 30 620 m 1160 660 l S 1 G 1 w [12 8] 0 d 30 620 m 1160 660 l S [] 0 d\n"
    for i, (x, y, ww, hh) in enumerate(((120, 320, 190, 120), (340, 330, 150, 150), (520, 300, 230, 180), (790, 320, 160, 130))):
        c += (".95 .8 .6 rg " if i == 2 else ".9 g ") + box(x, y, ww, hh, "f") + "0 G .7 w " + box(x, y, ww, hh) + "0 g " + k.text(x + 8, y + 8, 11, f"Flst. {210 + i}")
    c += ".8 .2 .1 RG 2.4 w " + box(560, 340, 150, 100) + "0 g " + k.text(572, 400, 12, "Kindertagesstätte") + k.text(572, 382, 9, "2 Geschosse, 1.180 m²")
    c += "0 G .7 w " + box(860, 50, 300, 90) + k.text(872, 112, 15, title) + k.text(872, 92, 10, "Maßstab 1:500 · Stadtbauamt Eschenfurt") + k.text(872, 76, 10, "Stand 8. September 2025")
    c += k.text(600, 165, 11, "Erlenbach") + k.text(420, 648, 11, "Kreisstraße 17")
    pdf = k.new()
    k.page(pdf, (w, h), c)
    return k.save(pdf, name)


def rotated(k, name, titles):
    """Pages turned by 90, 270 and 180 degrees, one cropped, one with its origin elsewhere."""
    pdf = k.new()
    for i, title in enumerate(titles):
        turn = (90, 270, 180)[i % 3]
        w, h = (A4[1], A4[0]) if turn % 180 else A4
        plan_ = k.text(60, h - 60, 16, title) + "0 G 1.5 w " + box(60, 80, w - 120, h - 170)
        for n in range(4):
            x = 60 + n * (w - 120) / 4
            plan_ += f".7 w {x:.1f} 80 m {x:.1f} {h - 200:.1f} l S " + k.text(x + 10, h / 2, 11, f"Raum {i + 1}.{n + 1}")
        back = {90: f"0 1 -1 0 {A4[0]} 0", 270: f"0 -1 1 0 0 {A4[1]}", 180: f"-1 0 0 -1 {A4[0]} {A4[1]}"}[turn]
        more = {"Rotate": turn}
        if i == 1:
            more["CropBox"] = Array([20, 20, A4[0] - 20, A4[1] - 20])
        page = k.page(pdf, A4, f"q {back} cm {plan_} Q", **more)
        if i == 2:
            page.obj.MediaBox = Array([-100, -50, A4[0] - 100, A4[1] - 50])
            page.obj.Contents = pdf.make_stream(f"q 1 0 0 1 -100 -50 cm {back} cm {plan_} Q".encode())
    return k.save(pdf, name)


def slides(k, name, pages):
    """Landscape pages of 16 by 9 inches."""
    pdf = k.new()
    for title, lines in pages:
        k.page(pdf, (960, 540), ".18 .36 .31 rg " + box(0, 450, 960, 90, "f") + "1 g " + k.text(50, 482, 30, title) + "0 g " + k.lines(60, 380, 22, lines, 1.7))
    return k.save(pdf, name)


def scan(k, name, letter, stamp):
    """A page that is nothing but a picture: slanted, grey, without text."""
    image = paper_photo(letter, stamp)
    data = io.BytesIO()
    image.save(data, "JPEG", quality=38, optimize=True)
    pdf = pikepdf.new()
    xobject = pdf.make_stream(data.getvalue(), Type=Name.XObject, Subtype=Name.Image, Width=image.width, Height=image.height, ColorSpace=Name.DeviceGray, BitsPerComponent=8, Filter=Name.DCTDecode)
    page = k.page(pdf, A4, f"q {A4[0]} 0 0 {A4[1]} 0 0 cm /S Do Q")
    page.obj.Resources = Dictionary(XObject=Dictionary(S=xobject))
    return k.save(pdf, name)


def with_form(k, name, title, fields):
    """An AcroForm with filled fields, a box that is ticked and one that is not. fields: (label, value); a bool is a box."""
    pdf = k.new()
    content, annots = k.text(70, 770, 15, title), []
    for i, (label, value) in enumerate(fields):
        y = 720 - i * 40
        content += k.text(70, y, 10, label)
        tick = isinstance(value, bool)
        w, h = (14, 14) if tick else (290, 20)
        look = ".5 w 0 G " + box(.5, .5, w - 1, h - 1)
        shown = look + (("2 2 m 12 12 l 2 12 m 12 2 l S\n" if value else "") if tick else k.text(4, 6, 10, value))
        form = lambda c: pdf.make_stream(c.encode("latin-1"), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, w, h]), Resources=Dictionary(Font=Dictionary(F=pdf.the_font)))  # noqa: E731
        a = Dictionary(Type=Name.Annot, Subtype=Name.Widget, F=4, Rect=Array([240, y - 6, 240 + w, y - 6 + h]), T=String(f"feld{i + 1}"), TU=String(label))
        if tick:
            a.FT, a.V, a.AS = Name.Btn, Name("/Ja" if value else "/Off"), Name("/Ja" if value else "/Off")
            a.AP = Dictionary(N=Dictionary(Ja=form(look + "2 2 m 12 12 l 2 12 m 12 2 l S\n"), Off=form(look)))
        else:
            a.FT, a.V, a.DA, a.AP = Name.Tx, String(value), String("/F 10 Tf 0 g"), Dictionary(N=form(shown))
        annots.append(pdf.make_indirect(a))
    k.page(pdf, A4, content, Annots=Array(annots))
    pdf.Root.AcroForm = Dictionary(Fields=Array(annots), DA=String("/F 10 Tf 0 g"), DR=Dictionary(Font=Dictionary(F=pdf.the_font)))
    return k.save(pdf, name)


def with_script(k, name, title, lines):
    """JavaScript on opening and a named script."""
    pdf = k.new()
    k.page(pdf, A4, k.text(70, 770, 15, title) + k.lines(70, 735, 10.5, lines))
    js = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=String("app.alert('Entwurf, nicht zur Weitergabe');")))
    pdf.Root.OpenAction = js
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("pruefung"), js])))
    return k.save(pdf, name)


def with_file(k, name, title, lines, file, data):
    """A file embedded, in the tree of names and as a pin on the page."""
    pdf = k.new()
    stream = pdf.make_stream(data, Type=Name.EmbeddedFile, Subtype=Name("/text/csv"))
    spec = pdf.make_indirect(Dictionary(Type=Name.Filespec, F=String(file), UF=String(file), Desc=String("Tabelle"), EF=Dictionary(F=stream)))
    pin = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, F=4, Rect=Array([530, 765, 545, 785]), FS=spec, Name=Name.PushPin, Contents=String("Tabelle"))
    k.page(pdf, A4, k.text(70, 770, 15, title) + k.lines(70, 735, 10.5, lines), Annots=Array([pin]))
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String(file), spec])))
    return k.save(pdf, name)


def with_notes(k, name, title, pages):
    """Links within the file and to the net, a comment, a highlighted word; bookmarks."""
    pdf = k.new()
    for lines in pages:
        k.page(pdf, A4, k.text(70, 770, 15, title) + k.lines(70, 735, 10.5, lines))
    first, last = pdf.pages[0].obj, pdf.pages[-1].obj
    mark = pdf.make_stream(b"1 .9 .3 rg 0 0 90 13 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 90, 13]), Resources=Dictionary(), Group=Dictionary(S=Name.Transparency))
    first.Annots = Array([
        Dictionary(Type=Name.Annot, Subtype=Name.Link, F=4, Rect=Array([70, 732, 300, 746]), Border=Array([0, 0, 0]), Dest=Array([last, Name.XYZ, 70, 790, 0])),
        Dictionary(Type=Name.Annot, Subtype=Name.Link, F=4, Rect=Array([70, 717, 340, 731]), Border=Array([0, 0, 0]), A=Dictionary(S=Name.URI, URI=String("https://www.eschenfurt.example/buecherei"))),
        Dictionary(Type=Name.Annot, Subtype=Name.Text, F=4, Rect=Array([40, 735, 60, 755]), Contents=String("Zahlen bitte noch einmal prüfen"), T=String("Pohl"), Name=Name.Comment),
        Dictionary(Type=Name.Annot, Subtype=Name.Highlight, F=4, Rect=Array([70, 687, 160, 700]), QuadPoints=Array([70, 700, 160, 700, 70, 687, 160, 687]), C=Array([1, .9, .3]), AP=Dictionary(N=mark)),
    ])
    with pdf.open_outline() as o:
        for i, page in enumerate(pages):
            o.root.append(pikepdf.OutlineItem(page[0], i))
    return k.save(pdf, name)


def with_layers(k, name, title, lines, hidden):
    """Optional content: a layer that is shown, and one that is off and must stay so."""
    pdf = k.new()
    on, off = (pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(n))) for n in ("Text", "Randnotizen"))
    page = k.page(pdf, A4, k.text(70, 770, 15, title) + "/OC /L1 BDC " + k.lines(70, 735, 10.5, lines) + "EMC /OC /L2 BDC .8 0 0 rg " + k.lines(70, 200, 12, hidden) + "EMC\n")
    page.obj.Resources.Properties = Dictionary(L1=on, L2=off)
    pdf.Root.OCProperties = Dictionary(OCGs=Array([on, off]), D=Dictionary(ON=Array([on]), OFF=Array([off]), Order=Array([on, off])))
    return k.save(pdf, name)


def signed(k, name, title, lines, by):
    """A signature field with a signature dictionary over the whole file; its contents are a dummy and prove nothing."""
    pdf = k.new()
    look = pdf.make_stream((".5 w 0 G " + box(.5, .5, 239, 49) + k.text(8, 30, 9, "Elektronisch unterschrieben") + k.text(8, 14, 9, by)).encode("latin-1"), Type=Name.XObject,
                           Subtype=Name.Form, BBox=Array([0, 0, 240, 50]), Resources=Dictionary(Font=Dictionary(F=pdf.the_font)))
    sig = pdf.make_indirect(Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), SubFilter=Name("/adbe.pkcs7.detached"), Name=String(by), M=String("D:20251006093000+02'00'"),
                                       ByteRange=Array([0, 1111111111, 1111111111, 1111111111]), Contents=String(b"\x30\x82\x03\xfc" + bytes(1020))))
    field = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T=String("Unterschrift"), V=sig, F=132, Rect=Array([70, 90, 310, 140]), AP=Dictionary(N=look)))
    k.page(pdf, A4, k.text(70, 770, 15, title) + k.lines(70, 735, 10.5, lines), Annots=Array([field]))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)
    path = k.save(pdf, name)
    data = open(path, "rb").read()
    at = data.index(b"/Contents <3082")
    start, end = at + len(b"/Contents "), data.index(b">", at) + 1
    old = re.search(rb"/ByteRange \[[^\]]*\]", data).group(0)
    new = f"/ByteRange [ 0 {start} {end} {len(data) - end} ]".encode()
    data = data.replace(old, new + b" " * (len(old) - len(new)))
    with open(path, "wb") as f:
        f.write(data)
    return path


# ---- pictures -------------------------------------------------------------------------------------------

class Chance:
    """Numbers that are the same everywhere."""

    def __init__(self, seed):
        self.x = seed

    def __call__(self, n):
        self.x = (self.x * 1103515245 + 12345) % 2147483648
        return (self.x >> 12) % n


def paper_photo(letter, stamp):
    """A typed page, photographed: 1,000 by 1,414, grey, a little slanted."""
    image = Image.new("L", (1000, 1414), 238)
    draw, font = ImageDraw.Draw(image), ImageFont.truetype(SANS, 24)
    for i, line in enumerate(letter):
        draw.text((110, 150 + i * 37), line, fill=50, font=font)
    mark = Image.new("L", (330, 110), 0)
    d = ImageDraw.Draw(mark)
    d.rectangle((4, 4, 325, 105), outline=170, width=5)
    for i, line in enumerate(stamp):
        d.text((22, 14 + i * 40), line, fill=190, font=ImageFont.truetype(SANS, 30))
    mark = mark.rotate(7, expand=True, fillcolor=0)
    image.paste(90, (600, 90), mark)
    return image.rotate(-.8, fillcolor=225, resample=Image.BICUBIC).filter(ImageFilter.GaussianBlur(.7))


def jpeg(k, name):
    """A flooded street from above, in colour."""
    rnd, w, h = Chance(7), 1200, 800
    image = Image.new("RGB", (w, h), (96, 128, 74))
    d = ImageDraw.Draw(image)
    for _ in range(900):
        x, y, r = rnd(w), rnd(h), 4 + rnd(18)
        g = 90 + rnd(50)
        d.ellipse((x - r, y - r, x + r, y + r), fill=(g - 30, g + 20, g - 45))
    d.polygon([(0, 500), (300, 430), (700, 470), (1200, 380), (1200, 560), (680, 640), (320, 620), (0, 690)], fill=(131, 104, 70))
    d.polygon([(60, 60), (420, 40), (440, 300), (80, 320)], fill=(122, 103, 76))
    for i in range(14):
        x, y = 480 + (i % 7) * 100, 250 + (i // 7) * 420 - (i % 7) * 14
        d.polygon([(x, y), (x + 62, y - 9), (x + 68, y + 58), (x + 6, y + 66)], fill=(150 + rnd(40), 80 + rnd(30), 60))
        d.line([(x + 3, y + 33), (x + 65, y + 25)], fill=(90, 50, 40), width=3)
    image.filter(ImageFilter.GaussianBlur(1.2)).save(k.path(name), "JPEG", quality=62, optimize=True, dpi=(150, 150))
    return k.path(name)


def chart(k, name):
    """A curve of a gauge over time."""
    w, h = 1100, 640
    image = Image.new("RGB", (w, h), "white")
    d, font = ImageDraw.Draw(image), ImageFont.truetype(SANS, 20)
    left, bottom, top = 90, h - 70, 60
    level = [.34, .41, .62, 1.15, 2.2, 2.61, 2.48, 2.2, 1.86, 1.5, 1.22, 1.02, .9]
    for m in range(4):
        y = bottom - m * (bottom - top) / 3
        d.line((left, y, w - 40, y), fill="#c8c8c8", width=1)
        d.text((24, y - 14), f"{m},0 m", fill="#333333", font=font)
    points = [(left + i * (w - left - 60) / 12, bottom - v * (bottom - top) / 3) for i, v in enumerate(level)]
    d.line(points, fill="#2f5d50", width=5, joint="curve")
    for i, (x, _) in enumerate(points):
        if i % 2 == 0:
            d.text((x - 30, bottom + 14), f"{(21 + i) % 24:02} Uhr", fill="#333333", font=font)
    d.line((left, bottom - 2.2 * (bottom - top) / 3, w - 40, bottom - 2.2 * (bottom - top) / 3), fill="#b03020", width=2)
    d.text((w - 220, bottom - 2.2 * (bottom - top) / 3 - 30), "Meldestufe 3", fill="#b03020", font=font)
    d.text((left, 18), "Erlenbach, Pegel Mühlbrücke, 1. und 2. August 2025", fill="black", font=font)
    image.quantize(32).save(k.path(name), "PNG", optimize=True, dpi=(150, 150))
    return k.path(name)


def sketch(k, name):
    """A small plan of the way to a door."""
    image = Image.new("L", (700, 460), 255)
    d, font = ImageDraw.Draw(image), ImageFont.truetype(SANS, 22)
    d.rectangle((220, 130, 480, 300), outline=0, width=4)
    d.rectangle((520, 130, 660, 230), outline=0, width=3)
    d.text((300, 195), "Rathaus", fill=0, font=font)
    d.text((540, 160), "Apotheke", fill=0, font=font)
    d.text((250, 400), "Am Markt", fill=0, font=font)
    d.line((20, 390, 680, 390), fill=0, width=2)
    d.line([(500, 385), (500, 80), (350, 80), (350, 122)], fill=90, width=6)
    d.polygon([(338, 112), (362, 112), (350, 130)], fill=90)
    d.text((60, 60), "Hofeingang, stufenlos", fill=0, font=font)
    image.quantize(8).save(k.path(name), "PNG", optimize=True, dpi=(120, 120))
    return k.path(name)


def tiff(k, name):
    """An old drawing, black and white, as a scanner stores it (CCITT group 4)."""
    image = Image.new("1", (1654, 1169), 1)
    d, font, rnd = ImageDraw.Draw(image), ImageFont.truetype(SANS, 34), Chance(1911)
    d.rectangle((30, 30, 1624, 1139), outline=0, width=4)
    for off in (0, 16):
        d.line([(x, 620 + off + int(70 * math.sin(x / 190))) for x in range(40, 1620, 6)], fill=0, width=3)
    d.line([(900, 640), (930, 760), (1040, 860), (1060, 1130)], fill=0, width=2)
    for i in range(20):
        x, y = 840 + (i % 5) * 120 + rnd(20), 690 + (i // 5) * 100 + rnd(14)
        d.rectangle((x, y, x + 60, y + 48), outline=0, width=2)
    for y in range(70, 520, 18):
        d.line((60, y, 700 + rnd(40), y + 4), fill=0, width=1)
    d.text((90, 1060), "Aufnahme der Wasserläufe, Eschenfurt 1911", fill=0, font=font)
    d.text((1080, 930), "Seitenarm", fill=0, font=font)
    image.save(k.path(name), "TIFF", compression="group4", dpi=(150, 150))
    return k.path(name)


def odt(k, name, kind, title, body):
    return k.paper(name, kind, title, body, "odt")


# ---- what no pack may take ------------------------------------------------------------------------------

def encrypted(k, name, user="geheim", owner="geheim", **allow):
    """user "": opens without asking; allow: pikepdf's permissions, such as modify_assembly=False."""
    pdf = k.new()
    k.page(pdf, A4, k.text(70, 770, 15, "Verschlüsselt"))
    path = k.path(name)
    pdf.save(path, encryption=pikepdf.Encryption(user=user, owner=owner, allow=pikepdf.Permissions(**allow)))  # random by its nature
    return path


def truncated(k, name):
    path = untagged(k, name, "Abgeschnitten", ["Zeile"] * 80)
    data = open(path, "rb").read()
    with open(path, "wb") as f:
        f.write(data[:len(data) * 3 // 5])
    return path


def garbage(k, name, n=5000):
    rnd = Chance(99)
    with open(k.path(name), "wb") as f:
        f.write(b"%PDF-1.7\n" + bytes(rnd(256) for _ in range(n)))
    return k.path(name)


def no_pages(k, name):
    pdf = pikepdf.new()
    return k.save(pdf, name)


def vast_page(k, name):
    """A page of 70 by 70 metres."""
    pdf = k.new()
    k.page(pdf, (200000, 200000), k.text(70, 770, 15, "Zu groß"))
    return k.save(pdf, name)


def bomb(k, name, megabytes=400):
    """A content stream that inflates to hundreds of megabytes."""
    import zlib
    pdf = k.new()
    z, out = zlib.compressobj(9), b""
    for _ in range(megabytes):
        out += z.compress(b" " * (1 << 20))
    out += z.flush()
    page = k.page(pdf, A4, "")
    page.obj.Contents = pikepdf.Stream(pdf, out, Filter=Name.FlateDecode)
    return k.save(pdf, name, compress_streams=False)


def bad(k):
    """name of the file: why no pack may take it."""
    encrypted(k, "kennwort.pdf")
    encrypted(k, "gesperrt.pdf", user="", modify_assembly=False, modify_other=False)
    truncated(k, "abgeschnitten.pdf")
    garbage(k, "muell.pdf")
    no_pages(k, "ohne-seiten.pdf")
    vast_page(k, "riesig.pdf")
    with open(k.path("leer.pdf"), "wb"):
        pass
    with open(k.path("text.pdf"), "wb") as f:
        f.write("Das ist kein PDF.\n".encode())
    return {"kennwort.pdf": "password", "gesperrt.pdf": "assembling forbidden", "abgeschnitten.pdf": "truncated", "muell.pdf": "damaged", "ohne-seiten.pdf": "no pages",
            "riesig.pdf": "page too large", "leer.pdf": "empty", "text.pdf": "no PDF"}


# ---- the sample session ---------------------------------------------------------------------------------

def p(*paragraphs):
    return "<sachverhalt>" + "".join(f"<p>{x}</p>" for x in paragraphs) + "</sachverhalt>"


def teil(title, *paragraphs):
    return f'<teil titel="{title}">' + "".join(f"<p>{x}</p>" for x in paragraphs) + "</teil>"


def session(k):
    """All files of samples/sitzung-eschenfurt but the XML, below the kit's folder."""
    v = lambda nr, file: f"vorlagen/{nr}-2025/anlagen/{file}"  # noqa: E731
    sketch(k, "anlagen/hofeingang.png")
    conforming(k, "anlagen/niederschrift-2025-09-17.pdf", "Niederschrift", "Öffentliche Sitzung des Gemeinderats vom 17. September 2025",
               p("Beginn 18.00 Uhr, Ende 20.10 Uhr. Anwesend sind die Bürgermeisterin und acht Mitglieder; Frau Kowalczyk fehlt entschuldigt und wird von Frau Sandrock vertreten.")
               + teil("TOP Ö 1: Fragestunde", "Eine Einwohnerin fragt nach dem Stand der Sanierung der Turnhalle. Stadtbaumeister Alt antwortet, die Halle werde im November wieder geöffnet.")
               + teil("TOP Ö 2: Jahresrechnung 2024", "Der Gemeinderat stellt die Jahresrechnung fest. Abstimmung: einstimmig.")
               + teil("TOP Ö 3: Kindertagesstätte „Am Erlenbach“", "Der Punkt wird auf Antrag der Bürgerunion auf die nächste Sitzung vertagt. Abstimmung: 6 Ja, 3 Nein."))
    conforming(k, "anlagen/niederschrift-2025-09-17-n.pdf", "Niederschrift", "Nichtöffentliche Sitzung des Gemeinderats vom 17. September 2025",
               p("Beginn 20.20 Uhr, Ende 20.45 Uhr.") + teil("TOP N 1: Stundung", "Der Gemeinderat stundet der Firma Klarwasser Apparatebau die Gewerbesteuer bis zum 31. März 2026. Abstimmung: einstimmig."), "nichtoeffentlich")
    slides(k, "anlagen/vortrag-hochwasser.pdf", [("Erlenbach, 2. August 2025", ["71 mm Regen in vier Stunden", "Pegel Mühlbrücke 2,61 m", "63 Kräfte im Einsatz"]),
                                                 ("Was gehalten hat", ["Damm an der Unteren Au (2019)", "Rückhaltebecken Hain, zu 94 % gefüllt"]), ("Was fehlt", ["Aufnahme des verrohrten Seitenarms", "Rückstauklappe", "Warnpegel am Oberlauf"])])
    plan(k, v("087", "lageplan.pdf"), "Lageplan")
    rotated(k, v("087", "grundrisse.pdf"), ["Erdgeschoss", "Obergeschoss", "Dachaufsicht"])
    not_pdfa(k, v("087", "kostenberechnung.pdf"), "Kostenberechnung nach DIN 276", [("200 Vorbereitende Maßnahmen", "148.000 EUR"), ("300 Bauwerk, Baukonstruktionen", "2.470.000 EUR"), ("400 Bauwerk, technische Anlagen", "986.000 EUR"),
                                                                                   ("500 Außenanlagen und Freiflächen", "412.000 EUR"), ("700 Baunebenkosten", "844.000 EUR"), ("Summe", "4.860.000 EUR")])
    conforming(k, v("087", "wertung-rohbau.pdf"), "Vermerk", "Wertung der Angebote für den Rohbau", p("Geprüft wurden drei Angebote. Das günstigste stammt von der Firma Holzbau Grünspecht und liegt um 4,2 % unter dem Kostenanschlag.",
               "Die Bieterin hat die Formblätter vollständig vorgelegt. Eine Nachfrage zur Kalkulation der Dämmung ist offen."), "nichtoeffentlich")
    conforming(k, v("088", "konzept.pdf"), "Pädagogisches Konzept", "Kinderinsel Eschenfurt e.\u00a0V., Haus „Am Erlenbach“", p("Das Haus arbeitet in offenen Gruppen. Der Tag gliedert sich in eine Bringzeit, freies Spiel, den gemeinsamen Mittag und den Nachmittag im Garten.",
               "Jedes Kind hat eine Bezugsperson, die seine Entwicklung festhält und mit den Eltern bespricht.") + teil("Räume", "Werkstatt, Bewegungsraum, Ruheraum und Küche stehen allen Gruppen offen."))
    untagged(k, v("088", "bewerber.pdf"), "Gegenüberstellung der Bewerber", ["Kinderinsel Eschenfurt e. V.: Rücklagen 184.000 EUR, Personalschlüssel 1:4,6", "Sonnenhaus gGmbH: Rücklagen 1.260.000 EUR, Personalschlüssel 1:4,9",
                                                                          "Lernwerk Mitte GmbH: Rücklagen 71.000 EUR (2022: 158.000 EUR), Personalschlüssel 1:5,2"])
    jpeg(k, v("091", "bachgasse.jpg"))
    chart(k, v("091", "pegel.png"))
    tiff(k, v("091", "aufnahme-1911.tif"))
    rows = [("Gewerbesteuer, zwei Herabsetzungen", "-212.000,00"), ("Schlüsselzuweisung, zweite Rate", "1.074.000,00"), ("Sanierung Turnhalle, Abschlag 3", "-186.400,00"), ("Umlage Wasserverband", "-93.250,00")]
    with_file(k, v("093", "buchungen.pdf"), "Buchungen über 50.000 EUR bis 31. August 2025", [f"{a}: {b} EUR" for a, b in rows], "buchungen.csv",
              ("Buchung;Betrag\r\n" + "".join(f"{a};{b}\r\n" for a, b in rows)).encode())
    conforming(k, v("079", "satzung.pdf"), "Satzung", "Erhebung von Friedhofsgebühren in der Stadt Eschenfurt",
               p("Der Gemeinderat der Stadt Eschenfurt hat am 15. Oktober 2025 folgende Satzung beschlossen:") + teil("§ 1 Gegenstand", "Für die Benutzung der städtischen Friedhöfe werden Gebühren nach dieser Satzung erhoben.")
               + teil("§ 2 Gebühren", "Reihengrab 1.240 EUR, Wahlgrab 2.180 EUR, Urnengrab 760 EUR, Urnengrab im Gemeinschaftsfeld 590 EUR. Kindergräber sind gebührenfrei.") + teil("§ 3 Inkrafttreten", "Diese Satzung tritt am 1. Januar 2026 in Kraft."))
    odt(k, v("079", "synopse.odt"), "Synopse", "Friedhofsgebühren 2016 und 2026",
        '<sachverhalt><tabelle><spalte/><spalte art="betrag" einheit="EUR"/><spalte art="betrag" einheit="EUR"/><tabellenkopf><zeile><zelle>Gegenstand</zelle><zelle>2016</zelle><zelle>2026</zelle></zeile></tabellenkopf>'
        + "".join(f"<zeile><zelle kopf=\"ja\">{a}</zelle><zelle>{b}</zelle><zelle>{c}</zelle></zeile>" for a, b, c in (("Reihengrab", "980,00", "1.240,00"), ("Wahlgrab", "1.650,00", "2.180,00"), ("Urnengrab", "600,00", "760,00"), ("Kindergrab", "240,00", "-")))
        + "</tabelle></sachverhalt>")
    scan(k, v("096", "antrag-eingang.pdf"), ["Fraktion Grünes Bündnis", "im Gemeinderat Eschenfurt", "", "An die Bürgermeisterin", "", "Antrag: Tempo 30 in der Lindenstraße", "",
                                              "Sehr geehrte Frau Dr. Lehmkuhl,", "", "wir beantragen, die Lindenstraße zwischen Schulweg und", "Bahnübergang auf 30 km/h zu beschränken. Rund 340 Kinder", "gehen hier täglich zur Schule; ein Zebrastreifen fehlt.",
                                              "", "Mit freundlichen Grüßen", "", "Ayşe Yıldız     Mika Okonkwo"], ["EINGANG", "1. Okt. 2025"])
    signed(k, v("096", "stellungnahme-polizei.pdf"), "Stellungnahme zur Lindenstraße", ["Gegen die Anordnung von Tempo 30 zwischen Schulweg und Bahnübergang bestehen", "keine Bedenken. In den Jahren 2020 bis 2024 wurden dort sieben Unfälle aufgenommen,", "zwei davon mit verletzten Kindern."], "PHK Wernicke")
    with_notes(k, v("097", "ausleihe.pdf"), "Stadtbücherei: Ausleihe 2025", [["Zahlen nach Monaten: siehe nächste Seite", "Angebote ohne Personal: www.eschenfurt.example/buecherei", "", "Ausleihe bis August: 21.460 Medien"],
                                                                            ["Januar 3.120, Februar 2.870, März 2.960, April 2.540,", "Mai 2.610, Juni 2.480, Juli 2.550, August 2.330"]])
    with_form(k, v("101", "foerderantrag.pdf"), "Antrag auf Förderung: Soletank", [("Antragstellerin", "Stadt Eschenfurt, Bauhof"), ("Gegenstand", "Soletank 10 m³ mit Pumpe"), ("Kosten in EUR", "31.900,00"), ("Eigenmittel vorhanden", True), ("Bereits begonnen", False)])
    with_script(k, v("094", "kaufvertrag-entwurf.pdf"), "Kaufvertrag (Entwurf)", ["§ 1 Die Erbengemeinschaft Rothfuchs verkauft das Flurstück 417/3 an die Stadt Eschenfurt.", "§ 2 Der Kaufpreis beträgt 267.648 EUR und ist bei Übergabe fällig.", "§ 3 Die Scheune wird vor der Übergabe geräumt."])
    with_layers(k, v("095", "auswahlvermerk.pdf"), "Vermerk über das Auswahlverfahren", ["Elf Bewerbungen, vier Gespräche am 18. und 19. September 2025.", "Vorgeschlagen wird Jannik Ottersbach; Zweite ist Leonie Hainbuch."], ["Rückfrage Personalrat: erledigt"])


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--build", default="build")
    a.add_argument("-d", dest="folder", required=True)
    a.add_argument("--bad", action="store_true", help="those no pack may take, instead of the sample session's")
    o = a.parse_args()
    k = Kit(os.path.join(o.build, "vorlage"), o.folder)
    (bad if o.bad else session)(k)


if __name__ == "__main__":
    main()
