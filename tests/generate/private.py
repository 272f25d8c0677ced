"""Files that say more than they show: GEHEIMnn stands wherever programs, cameras and people leave something that no reader of the page sees.

Each function gives bytes and takes nothing from the machine."""
import io
import re
import threading
import zipfile

import pikepdf
from PIL import Image, ImageDraw
from pikepdf import Array, Dictionary, Name, Stream, String

from generate.awkward import Maker, XMP

_mine = threading.local()  # tests run side by side


def secret():
    _mine.n = getattr(_mine, "n", 0) + 1
    return f"GEHEIM{_mine.n:03}"


def begin():
    _mine.n = 0


def count():
    """How many different words were put in since begin()."""
    return _mine.n


# ---- pictures -------------------------------------------------------------------------------------------
def painting(size=(160, 120)):
    im = Image.new("RGB", size, (240, 240, 230))
    d = ImageDraw.Draw(im)
    for k in range(8):
        d.rectangle((10 + 17 * k, 20 + 9 * k, 25 + 17 * k, 90), fill=(30 * k, 200 - 20 * k, 90))
    return im


def segment(marker, data):
    return bytes((0xFF, marker)) + (len(data) + 2).to_bytes(2, "big") + data


def exif():
    """Author, comment and the place where it was taken, by PIL."""
    e = Image.Exif()
    e[0x013B], e[0x8298], e[0x010E] = secret(), secret(), secret()  # artist, copyright, description
    gps = e.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4], gps[29] = "N", (48.0, 50.0, 12.5), "E", (10.0, 5.0, 30.25), secret()
    raw = e.tobytes()
    return raw if raw[:4] == b"Exif" else b"Exif\0\0" + raw


def jpeg():
    """With EXIF and GPS, XMP, a thumbnail in the head, Photoshop's data, comments, and a second picture behind the end."""
    out = io.BytesIO()
    painting().save(out, "JPEG", quality=90, progressive=True)
    raw = out.getvalue()
    head = segment(0xE0, b"JFIF\0\1\2\1\0\x48\0\x48\1\1" + secret()[:3].encode()) + segment(0xE1, exif())
    head += segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + secret().encode() + b"</x:xmpmeta>")
    head += segment(0xED, b"Photoshop 3.0\0" + secret().encode()) + segment(0xE2, b"MPF\0" + secret().encode()) + segment(0xFE, secret().encode())
    body = re.sub(rb"\xFF\xD8(\xFF\xE0..JFIF.{10})", lambda m: b"\xFF\xD8" + head, raw, count=1, flags=re.S)
    return body + b"behind the end: " + secret().encode() + jpeg_plain()


def jpeg_plain():
    out = io.BytesIO()
    painting((16, 16)).save(out, "JPEG", comment=secret().encode())
    return out.getvalue()


def png():
    """Words, EXIF, a time and bytes behind the end, as a cropping tool left them."""
    from PIL.PngImagePlugin import PngInfo
    info = PngInfo()
    info.add_text("Author", secret())
    info.add_text("Comment", secret(), zip=False)
    info.add_itxt("XML:com.adobe.xmp", "<x>" + secret() + "</x>")
    out = io.BytesIO()
    painting().save(out, "PNG", pnginfo=info, exif=exif()[6:])
    return out.getvalue() + b"IDAT" + secret().encode()


def tiff():
    """Artist, host, description, GPS, a page that is no page of it, bytes between."""
    from PIL.TiffImagePlugin import ImageFileDirectory_v2
    tags = ImageFileDirectory_v2()
    for tag in (315, 316, 270, 305, 33432):
        tags[tag] = secret()
    out = io.BytesIO()
    painting().save(out, "TIFF", tiffinfo=tags, compression="tiff_lzw")
    return out.getvalue() + secret().encode()


def jp2():
    """Boxes with XML and numbered data; a comment within the code stream."""
    out = io.BytesIO()
    painting().save(out, "JPEG2000")
    raw = out.getvalue()

    def box(kind, data):
        return (len(data) + 8).to_bytes(4, "big") + kind + data
    at = raw.index(b"jp2c") - 4
    code = raw[at + 8:]
    size = int.from_bytes(code[4:6], "big")
    code = code[:4 + size] + segment(0x64, b"\0\1" + secret().encode()) + code[4 + size:]
    return raw[:at] + box(b"xml ", b"<x>" + secret().encode() + b"</x>") + box(b"uuid", b"JpgTiffExif->JP2" + secret().encode()) + box(b"jp2c", code) + box(b"xml ", secret().encode())


# ---- PDF ------------------------------------------------------------------------------------------------
def put(o, **entries):
    for k, v in entries.items():
        o[Name("/" + k)] = v
    return o


def metadata(pdf):
    words = f'<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:Label>{secret()}</xmp:Label></rdf:Description>'
    return pdf.make_indirect(put(Stream(pdf, (XMP % (2, "B", words)).encode()), Type=Name.Metadata, Subtype=Name.XML))


def programs(pdf):
    """What Illustrator, InDesign and others keep for themselves."""
    return Dictionary(Program=Dictionary(LastModified=String("D:20250101"), Private=pdf.make_indirect(Stream(pdf, secret().encode()))))


def image(pdf, data, filters, **more):
    s = Stream(pdf, data)
    put(s, Type=Name.XObject, Subtype=Name.Image, Width=160, Height=120, ColorSpace=Name.DeviceRGB, BitsPerComponent=8, **more)
    s.Filter = filters
    return pdf.make_indirect(s)


def pictures(pdf):
    import zlib
    plain = image(pdf, zlib.compress(painting().tobytes()), Name.FlateDecode, Metadata=metadata(pdf), PieceInfo=programs(pdf), Geheim=String(secret()), Name=Name("/" + secret()))
    small = image(pdf, zlib.compress(painting((160, 120)).convert("L").tobytes()), Name.FlateDecode, Metadata=metadata(pdf))
    small.ColorSpace = Name.DeviceGray
    plain.SMask = small
    plain.Alternates = Array([Dictionary(Image=image(pdf, secret().encode() * 9000, Array([])), DefaultForPrinting=False)])
    photo = image(pdf, jpeg(), Name.DCTDecode)
    wrapped = image(pdf, zlib.compress(jpeg()), Array([Name.FlateDecode, Name.DCTDecode]))
    j2k = image(pdf, jp2(), Name.JPXDecode)
    return Dictionary(Im1=plain, Im2=photo, Im3=wrapped, Im4=j2k)


def comments(pdf, page):
    """Comments that show: what they say stays, who wrote them, when and in which program goes."""
    def looks(words=b"1 1 0 rg 0 0 20 20 re f"):
        return put(Stream(pdf, words), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 20, 20]), Resources=Dictionary(), PieceInfo=programs(pdf))
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([400, 700, 420, 720]), F=4, Contents=String("OFFENBAR Anmerkung"), T=String(secret()), NM=String(secret()),
                      M=String("D:20250101"), Subj=String(secret()), RC=String("<body>" + secret() + "</body>"), Geheim=String(secret()), PieceInfo=programs(pdf),
                      AP=Dictionary(N=pdf.make_indirect(looks()), D=pdf.make_indirect(looks(b"(" + secret().encode() + b") pop")), R=pdf.make_indirect(looks())))
    note = pdf.make_indirect(note)
    note.Popup = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Popup, Rect=Array([0, 0, 9, 9]), Parent=note, Contents=String(secret())))
    hidden = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([400, 600, 420, 620]), F=2, Contents=String(secret())))
    link = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([60, 60, 90, 90]), F=4, Border=Array([0, 0, 0]), PA=Dictionary(S=Name.URI, URI=String("http://" + secret())),
                                        A=Dictionary(S=Name.URI, URI=String("https://offen.example/"), Geheim=String(secret()))))
    held = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([9, 9, 19, 19]), Contents=String(secret()), FS=Dictionary(Type=Name.Filespec, F=String(secret()), EF=Dictionary(
        F=pdf.make_indirect(put(Stream(pdf, secret().encode()), Type=Name.EmbeddedFile))))))
    page.Annots = Array([note, note.Popup, hidden, link, held])


def document(pdf):
    """What hangs on the whole file."""
    root = pdf.Root
    root.Metadata = metadata(pdf)
    root.PieceInfo = programs(pdf)
    root.SpiderInfo = Dictionary(V=1.0, C=Array([String(secret())]))
    root.Geheim = String(secret())
    root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String(secret()), Dictionary(Type=Name.Filespec, F=String(secret()), Desc=String(secret()), EF=Dictionary(F=pdf.make_indirect(Stream(pdf, secret().encode()))))])),
                            JavaScript=Dictionary(Names=Array([String(secret()), Dictionary(S=Name.JavaScript, JS=String(secret()))])),
                            IDS=Dictionary(Names=Array([String("x"), Dictionary(S=Name.SPS, T=String(secret()))])))
    for k in ("Author", "Keywords", "Subject", "Producer", "Creator", "Firma"):
        pdf.docinfo[Name("/" + k)] = String(secret())


def pdf():
    """One page that shows little and holds much; an earlier revision under it."""
    m = Maker()
    p = m.pdf
    layer = p.make_indirect(Dictionary(Type=Name.OCG, Name=String("Ebene"), Usage=Dictionary(CreatorInfo=Dictionary(Creator=String(secret()), Subtype=Name.Artwork), User=Dictionary(Type=Name.Ind, Name=String(secret())))))
    p.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(Order=Array([layer]), Creator=String(secret())))
    images = pictures(p)
    inner = put(Stream(p, b"q 60 0 0 45 0 0 cm /Im2 Do Q"), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 60, 45]), Resources=Dictionary(XObject=Dictionary(Im2=images.Im2), Geheim=String(secret())),
                PieceInfo=programs(p), Metadata=metadata(p), Measure=Dictionary(GPTS=String(secret())))
    images.Fm = p.make_indirect(inner)
    soft = put(Stream(p, b"1 g 0 0 595 842 re f"), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 595, 842]), Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray), Resources=Dictionary(), PieceInfo=programs(p))
    tile = put(Stream(p, b"0.9 g 0 0 6 6 re f"), Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1, BBox=Array([0, 0, 12, 12]), XStep=12, YStep=12, Resources=Dictionary(Geheim=String(secret())), PieceInfo=programs(p))
    res = Dictionary(Font=Dictionary(F1=m.font), XObject=images, Properties=Dictionary(MC0=Dictionary(Metadata=metadata(p), Geheim=String(secret())), OC0=layer),
                     ExtGState=Dictionary(G0=p.make_indirect(Dictionary(Type=Name.ExtGState, SMask=Dictionary(Type=Name.Mask, S=Name.Luminosity, G=p.make_indirect(soft)), Metadata=metadata(p)))),
                     Pattern=Dictionary(P0=p.make_indirect(tile)), Geheim=String(secret()))
    m.font.PieceInfo = programs(p)
    draw = "\n".join(f"q 160 0 0 120 {60 + 200 * (k % 2)} {560 - 140 * (k // 2)} cm /Im{k + 1} Do Q" for k in range(4))
    page = m.page("q /G0 gs /Pattern cs /P0 scn 50 60 400 30 re f Q /OC /OC0 BDC BT /F1 14 Tf 70 760 Td (OFFENBAR gezeigt) Tj ET EMC /Span /MC0 BDC EMC\n" + draw + "\nq 1 0 0 1 60 200 cm /Fm Do Q",
                  Resources=res, PieceInfo=programs(p), Metadata=metadata(p), LastModified=String("D:20250101"), ID=String(secret()), AF=Array([]),
                  Thumb=p.make_indirect(put(Stream(p, (secret() * 30).encode()), Width=10, Height=9, ColorSpace=Name.DeviceRGB, BitsPerComponent=8)),
                  VP=Array([Dictionary(Type=Name.Viewport, BBox=Array([0, 0, 9, 9]), Measure=Dictionary(Subtype=Name.GEO, Geheim=String(secret())))]))
    comments(p, page)
    document(p)
    return revised(m.bytes(object_stream_mode=pikepdf.ObjectStreamMode.disable))


def revised(raw):
    """An update appended that takes the keywords back: the words before it stay in the file; and an object that nothing leads to."""
    size = int(re.findall(rb"/Size (\d+)", raw)[-1])
    start = int(re.findall(rb"startxref\s+(\d+)", raw)[-1])
    root = re.findall(rb"/Root (\d+ 0 R)", raw)[-1]
    at = len(raw)
    info, alone = b"%d 0 obj\n<</Title(neu)>>\nendobj\n" % size, b"%d 0 obj\n(%s)\nendobj\n" % (size + 1, secret().encode())
    table = b"xref\n%d 2\n%010d 00000 n \n%010d 00000 n \n" % (size, at, at + len(info))
    return raw + info + alone + table + b"trailer <</Size %d/Root %s/Info %d 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (size + 2, root, size, start, at + len(info) + len(alone))


# ---- text documents ---------------------------------------------------------------------------------------
NS = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
      'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" office:version="1.3"')


def odt(changes=True):
    """Author and title in its metadata, a comment; with changes also a deletion under way, whose words the conversion shows."""
    note = f"<office:annotation><dc:creator>{secret()}</dc:creator><dc:date>2025-01-01T00:00:00</dc:date><text:p>{secret()}</text:p></office:annotation>"
    deletion = "<text:tracked-changes><text:changed-region text:id=\"c\"><text:deletion><office:change-info><dc:creator>Jemand</dc:creator><dc:date>2025-01-01T00:00:00</dc:date></office:change-info>" \
               "<text:p>gestrichen </text:p></text:deletion></text:changed-region></text:tracked-changes>" if changes else ""
    point = '<text:change text:change-id="c"/>' if changes else ""
    parts = {
        "content.xml": f"<office:document-content {NS}><office:body><office:text>{deletion}<text:p>OFFENBAR Text {point}{note}Ende.</text:p></office:text></office:body></office:document-content>",
        "meta.xml": f"<office:document-meta {NS}><office:meta><meta:initial-creator>{secret()}</meta:initial-creator><dc:creator>{secret()}</dc:creator><dc:title>{secret()}</dc:title><dc:description>{secret()}</dc:description>"
                    f"<meta:user-defined meta:name=\"x\">{secret()}</meta:user-defined></office:meta></office:document-meta>",
        "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
                                 '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/></manifest:manifest>'}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        z.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for name, text in parts.items():
            z.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
    return out.getvalue()
