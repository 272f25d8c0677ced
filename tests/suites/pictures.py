"""Pictures of every kind show the colours that they had: those passed through as packed, and those decoded."""
import glob
import io
import re
import struct
import zipfile
import zlib

import pikepdf
from PIL import Image, ImageCms

import packing

VORLAGE = """<?xml version="1.0" encoding="UTF-8"?>
<vorlage xmlns="urn:x-vorlage:1" nummer="1/2024" art="beschluss" status="oeffentlich">
<kopf><betreff>Bilder</betreff><federfuehrend>Amt</federfuehrend></kopf>
<beratungsfolge><beratung gremium-name="Rat" status="oeffentlich" zustaendigkeit="entscheidung"/></beratungsfolge>
<antrag><p>Der Rat stimmt zu.</p></antrag>
<begruendung>%s</begruendung></vorlage>
"""


def picture(mode):
    """64 by 48 dots with every colour the mode has."""
    image = Image.new("RGB", (64, 48))
    image.putdata([(x * 4, y * 5, (x * y) % 256) for y in range(48) for x in range(64)])
    if mode == "I;16":
        return Image.frombytes("I;16", (64, 48), b"".join(struct.pack("<H", (x * 1024 + y * 7) % 65536) for y in range(48) for x in range(64)))
    if mode == "RGBA":
        image.putalpha(Image.linear_gradient("L").resize((64, 48)))
        return image
    if mode == "LA":
        gray = image.convert("L")
        return Image.merge("LA", (gray, Image.linear_gradient("L").resize((64, 48))))
    return image.convert("P", palette=Image.ADAPTIVE, colors=200) if mode == "P" else image.convert(mode)


def encoded(image, kind="PNG", **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def interlaced(image):
    """The seven passes of Adam7, unfiltered."""
    px, lines = image.load(), b""
    for x0, y0, dx, dy in ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)):
        for y in range(y0, image.height, dy):
            lines += b"\0" + b"".join(bytes(px[x, y]) for x in range(x0, image.width, dx))
    head = struct.pack(">IIBBBBB", image.width, image.height, 8, 2, 0, 0, 1)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")


def shown(t, name, data):
    """The picture as the PDF has it: colours, and transparency or None."""
    t.write(f"{name}/bild.{'jpg' if data[:2] == bytes((255, 216)) else 'png'}", data)
    file = glob.glob(t.path(name, "bild.*"))[0].rsplit("/", 1)[1]
    source = t.write(f"{name}/v.xml", VORLAGE % f'<bild datei="{file}" alt="Ein Verlauf von Farben"><bildtext>Verlauf</bildtext></bild>')
    r = t.run("pdf", "--quiet", source, "-o", t.path(name, "v.pdf"))
    if not t.eq(r.returncode, 0, f"{name}: {r.stderr.decode()[:300]}"):
        return None, None
    q = t.tool("qpdf", "--check", t.path(name, "v.pdf"))
    t.ok(q.returncode == 0, f"{name}: {q.stdout.decode()[-300:]}")
    with pikepdf.open(t.path(name, "v.pdf")) as pdf:
        image = next(i for page in pdf.pages for i in page.images.values())
        mask = image.get("/SMask")
        colours = pikepdf.PdfImage(image).as_pil_image().convert("RGB")
        return colours, pikepdf.PdfImage(mask).as_pil_image().convert("L") if mask is not None else None


def near(a, b, most):
    """The greatest difference of a component."""
    return a is not None and a.size == b.size and max(abs(x - y) for x, y in zip(a.tobytes(), b.tobytes())) <= most


def test_png_kinds(t):
    for mode in ("1", "L", "P", "RGB", "RGBA", "LA"):
        want = picture(mode)
        colours, alpha = shown(t, mode, encoded(want))
        t.ok(near(colours, want.convert("RGB"), 0), f"PNG {mode}: colours")
        if mode.endswith("A") and mode != "1":
            t.ok(alpha is not None and near(alpha, want.getchannel("A"), 0), f"PNG {mode}: transparency")
    for bits, colors in ((1, 2), (2, 4), (4, 16)):
        want = picture("RGB").convert("P", palette=Image.ADAPTIVE, colors=colors)
        t.ok(near(shown(t, f"P{bits}", encoded(want, bits=bits))[0], want.convert("RGB"), 0), f"palette of {colors}")


def test_png_rare(t):
    want = picture("RGB")
    t.ok(near(shown(t, "adam7", interlaced(want))[0], want, 0), "interlaced")
    deep = picture("I;16")
    eight = Image.frombytes("L", deep.size, bytes((v * 255 + 32895) >> 16 for v in struct.unpack("<3072H", deep.tobytes())))
    t.ok(near(shown(t, "deep", encoded(deep))[0], eight.convert("RGB"), 1), "16 bits")
    clear = picture("P")
    colours, alpha = shown(t, "clear", encoded(clear, transparency=3))
    t.ok(alpha is not None and set(alpha.tobytes()) == {0, 255}, "a transparent entry of the palette")
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    t.ok(near(shown(t, "icc", encoded(picture("P"), icc_profile=profile))[0], picture("P").convert("RGB"), 2), "palette with a profile")
    t.ok(near(shown(t, "icc-rgb", encoded(want, icc_profile=profile))[0], want, 2), "profile")


def test_png_damaged(t):
    """What passes through as packed is looked at all the same: a wrong sum, a line missing, a filter that does not exist."""
    good = encoded(picture("RGB"))
    at = good.index(b"IDAT")
    flipped = good[:at + 30] + bytes([good[at + 30] ^ 1]) + good[at + 31:]
    head = good[:good.index(b"IDAT") - 4]
    short = head + chunk(b"IDAT", zlib.compress(b"\0" * (64 * 3 + 1) * 47)) + chunk(b"IEND", b"")
    odd = head + chunk(b"IDAT", zlib.compress((b"\7" + b"\0" * 64 * 3) * 48)) + chunk(b"IEND", b"")
    for name, data in (("flipped", flipped), ("short", short), ("odd", odd)):
        t.write(f"{name}/bild.png", data)
        source = t.write(f"{name}/v.xml", VORLAGE % '<bild datei="bild.png" alt="Ein Verlauf von Farben"><bildtext>Verlauf</bildtext></bild>')
        r = t.run("pdf", "--json", source, "-o", t.path(name, "v.pdf"))
        t.ok(r.returncode == 1 and b"bild-kaputt" in r.stderr + r.stdout, f"{name}: {r.returncode} {(r.stderr + r.stdout).decode()[:200]}")
    behind = head + chunk(b"IDAT", zlib.compress(b"\0" * (64 * 3 + 1) * 48) + b"GEHEIM hinter dem Strom") + chunk(b"IEND", b"")
    shown(t, "behind", behind)
    t.ok(b"GEHEIM" not in open(t.path("behind", "v.pdf"), "rb").read(), "bytes behind the stream do not travel on")


def test_jpeg(t):
    for mode in ("L", "RGB", "CMYK"):
        want = picture("RGB").resize((320, 240)).convert(mode)
        data = encoded(want, "JPEG", quality=95)
        back = Image.open(io.BytesIO(data)).convert("RGB")
        t.ok(near(shown(t, mode, data)[0], back, 4), f"JPEG {mode}")
    cut = encoded(picture("RGB").resize((640, 480)), "JPEG")
    for name, data in (("half", cut[:len(cut) // 2]), ("noise", cut[:-400] + bytes(398) + cut[-2:])):
        t.write(f"{name}/bild.jpg", data)
        source = t.write(f"{name}/v.xml", VORLAGE % '<bild datei="bild.jpg" alt="Ein Verlauf von Farben"><bildtext>Verlauf</bildtext></bild>')
        r = t.run("pdf", "--quiet", source, "-o", t.path(name, "v.pdf"))
        t.eq(r.returncode, 1, f"JPEG {name} is refused")


def test_equal_pictures(t):
    """The same picture under two names is stored once, in both formats."""
    data = encoded(picture("RGB").resize((300, 200)))
    for name in ("eins.png", "zwei.png"):
        t.write(f"gleich/{name}", data)
    body = "".join(f'<bild datei="{n}.png" alt="Ein Verlauf von Farben, {n}"><bildtext>Verlauf</bildtext></bild>' for n in ("eins", "zwei", "eins"))
    source = t.write("gleich/v.xml", VORLAGE % body)
    t.eq(t.run("pdf", "--quiet", source, "-o", t.path("v.pdf")).returncode, 0, "PDF")
    t.eq(t.run("odt", "--quiet", source, "-o", t.path("v.odt")).returncode, 0, "ODT")
    with pikepdf.open(t.path("v.pdf")) as pdf:
        t.eq(sum(isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image" for o in pdf.objects), 1, "one picture in the PDF")
        t.eq(sum(p.Contents.read_bytes().count(b" Do ") if isinstance(p.Contents, pikepdf.Stream) else sum(c.read_bytes().count(b" Do ") for c in p.Contents) for p in pdf.pages), 3, "shown three times")
    with zipfile.ZipFile(t.path("v.odt")) as z:
        t.eq(sum(n.startswith("Pictures/") for n in z.namelist()), 1, "one picture in the ODT")
        t.eq(z.read("content.xml").count(b"<draw:image"), 3, "shown three times")


def tiff(order, big, width=60, height=90):
    """A page of grey without compression, in the classic format or the big one (8-byte offsets)."""
    fields = [(256, width), (257, height), (258, 8), (259, 1), (262, 1), (273, 0), (277, 1), (278, height), (279, width * height)]
    head = struct.pack(order + ("HHHQ" if big else "HI"), *((43, 8, 0, 16) if big else (42, 8)))
    size = 8 + len(fields) * 20 + 8 if big else 2 + len(fields) * 12 + 4
    start = 2 + len(head) + size
    ifd = struct.pack(order + ("Q" if big else "H"), len(fields))
    for tag, value in fields:
        ifd += struct.pack(order + ("HHQQ" if big else "HHII"), tag, 16 if big else 4, 1, start if tag == 273 else value)
    ifd += bytes(8 if big else 4)
    return (b"II" if order == "<" else b"MM") + head + ifd + bytes(x % 256 for x in range(width * height))


def test_bigtiff_is_a_tiff(t):
    """As an attachment: told where it has no alternative text; a page of the pack where it has one."""
    source = packing.session(t)
    paper, file = t.path("s", "010", "vorlage.xml"), t.path("s", "010", "anlagen", "bild.jpg")
    kinds = [(order, big) for order in "<>" for big in (False, True)]
    for order, big in kinds:
        with open(file, "wb") as f:
            f.write(tiff(order, big))
        r = packing.pack(t, source, "--for", "public")
        t.eq(r.returncode, 0, r.stderr.decode()[:300])
        path = t.path("out", f"{packing.NAME}.oeffentlich.pdf")
        with pikepdf.open(path) as pdf:
            t.eq(sum(isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image" and int(o.Width) == 60 for o in pdf.objects), 1, f"{order} {big}: it is in the pack")
        t.ok(any(re.search(r"Anlage\s4", p.rstrip().rsplit("\n", 1)[-1]) for p in packing.pages_of(path)), f"{order} {big}: on a page of its own")
    packing.change(paper, ' alt="Der alte Schulhof"', "")
    told = []
    for order, big in kinds:
        with open(file, "wb") as f:
            f.write(tiff(order, big))
        told.append(t.run("check", source).stderr.decode())
    t.eq(told[0].count("[anlage-bild-alt]"), 1, told[0][:400])
    t.eq(len(set(told)), 1, f"all kinds are told alike: {told[1][:300]}")
