"""Bad input: files named after their attack, each with a time and memory limit. None may crash, hang, or leave a file."""
import os
import resource
import shutil
import subprocess
import threading

from harness import ROOT, SANITIZED

FOLDER = os.path.join(ROOT, "tests", "hostile")
SECONDS = 20
_lock = threading.Lock()
_made = set()


def limited(t, binary, args, memory):
    def limits():
        if memory:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    env = dict(os.environ, LC_ALL="C.UTF-8", VORLAGE_ETC="/nonexistent", **SANITIZED)
    return subprocess.run([binary, *args], cwd=t.dir, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=3 * SECONDS, preexec_fn=limits)


def files(t):
    made = os.path.join(t.setup.build, "hostile")
    with _lock:
        if made not in _made:
            _made.add(made)
            make_files(t, made)
    for folder in (FOLDER, made):
        for n in sorted(os.listdir(folder)):
            if n.endswith(".xml"):
                yield os.path.join(folder, n)


def make_files(t, made):
    shutil.rmtree(made, ignore_errors=True)
    os.makedirs(made)
    script = os.path.join(FOLDER, "make.py")
    if os.path.exists(script):
        r = t.tool("/usr/bin/python3", script, made)
        t.ok(r.returncode == 0, r.stdout.decode()[-500:])


def attack(t, binary, memory, label):
    for path in files(t):
        name = os.path.basename(path)
        for cmd in (["check", path], ["pdf", path, "--edition", "full", "-o", "out.pdf"]):
            try:
                r = limited(t, binary, cmd, memory)
            except subprocess.TimeoutExpired:
                t.ok(False, f"{name} {cmd[0]} {label}: hangs")
                continue
            good = name.startswith("gut-")
            t.ok(r.returncode == 0 if good else r.returncode in (1, 2), f"{name} {cmd[0]} {label}: exit {r.returncode}\n{r.stderr.decode('utf-8', 'replace')[-800:]}")
            t.ok(good or r.stderr.strip(), f"{name} {label}: says why")
            t.ok(len(r.stderr) < 1 << 20, f"{name} {label}: {len(r.stderr)} bytes of messages")
            t.ok(good or not os.path.exists(t.path("out.pdf")), f"{name} {label}: no output")
        for left in os.listdir(t.dir):
            os.remove(t.path(left))


def test_many_sums_and_omissions(t):
    """Nothing grows with rows times sums, or blocks times gaps: both within the limits that hold for an attack."""
    head = '<vorlage xmlns="urn:x-vorlage:1" nummer="1/2024" art="bericht" status="oeffentlich"><kopf><betreff>x</betreff></kopf><sachverhalt>'
    rows = '<zeile><zelle>a</zelle><zelle>0,00</zelle></zeile><zeile art="summe"><zelle>S</zelle><zelle>0,00</zelle></zeile>' * 8000
    sums = t.write("sums.xml", f'{head}<tabelle><spalte/><spalte art="betrag"/>{rows}</tabelle></sachverhalt></vorlage>')
    gaps = t.write("gaps.xml", head + '<p>offen</p><p status="nichtoeffentlich">x</p>' * 30000 + "</sachverhalt></vorlage>")
    for args, memory in ((["odt", sums, "-o", "out.odt"], 1 << 30), (["dump", "--stage=text", "--edition=public", gaps], 1 << 30)):
        r = limited(t, t.setup.vorlage, args, memory)
        t.ok(r.returncode == 0, f"{args[0]}: exit {r.returncode} {r.stderr.decode()[-300:]}")
    t.ok(os.path.getsize(t.path("out.odt")) < 4 << 20, f"{os.path.getsize(t.path('out.odt'))} bytes of ODT")


def test_attacks(t):
    attack(t, t.setup.vorlage, 2 << 30, "")


def test_attacks_sanitized(t):
    attack(t, t.need(t.setup.asan, "the sanitized build"), 0, "(sanitized)")


PAPER = """<vorlage xmlns="urn:x-vorlage:1" nummer="1/2024" art="bericht" status="oeffentlich"><kopf><betreff>Bild</betreff></kopf>
<sachverhalt><p>Text</p><bild datei="{file}" alt="Ein Bild"/></sachverhalt></vorlage>"""


def pictures(t):
    """(file name, bytes or None for a folder)."""
    import io
    import struct
    import zlib

    from PIL import Image
    png = io.BytesIO()
    Image.new("RGB", (60, 40), (10, 200, 30)).save(png, "PNG")
    good = png.getvalue()
    jpg = io.BytesIO()
    Image.effect_noise((200, 200), 80).convert("RGB").save(jpg, "JPEG")
    gif = io.BytesIO()
    Image.new("P", (9, 9)).save(gif, "GIF")
    apng = io.BytesIO()
    Image.new("RGB", (9, 9)).save(apng, "PNG", save_all=True, append_images=[Image.new("RGB", (9, 9), (9, 9, 9))])

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(b"\0" * 1000000)) + chunk(b"IEND", b"")
    yield "abgeschnitten.png", good[:len(good) // 2]
    yield "abgeschnitten.jpg", jpg.getvalue()[:len(jpg.getvalue()) // 2]
    yield "bombe.png", bomb
    yield "bewegt.png", apng.getvalue()
    yield "leer.png", b""
    yield "text.png", b"this is no picture"
    yield "gif.png", gif.getvalue()
    yield "kaputt.png", good[:60] + b"XXXX" + good[64:]
    yield "ordner.png", None


def test_pictures(t):
    for binary, label in ((t.setup.vorlage, ""), (t.setup.asan, " (sanitized)")):
        for name, data in pictures(t):
            if data is None:
                os.makedirs(t.path(name), exist_ok=True)
            else:
                t.write(name, data)
            t.write("p.xml", PAPER.format(file=name))
            r = t.run("pdf", "p.xml", "-o", "out.pdf", binary=binary)
            t.ok(r.returncode in (1, 2) and b"p.xml:2:" in r.stderr and not os.path.exists(t.path("out.pdf")), f"{name}{label}: {r.returncode} {r.stderr.decode('utf-8', 'replace')[-400:]}")
        for name in ("fehlt.png", "../fehlt.png", "/etc/passwd", "C:/x.png", "a/../../b.png"):
            t.write("p.xml", PAPER.format(file=name))
            r = t.run("pdf", "p.xml", "-o", "out.pdf", binary=binary)
            t.ok(r.returncode in (1, 2) and not os.path.exists(t.path("out.pdf")), f"{name}{label}: {r.returncode}")


def test_fonts(t):
    """A style that asks for a font that is not there, is none, or may not be embedded."""
    t.write("p.xml", PAPER.replace('<bild datei="{file}" alt="Ein Bild"/>', ""))
    t.write("kein.font", b"no font")
    stil = '<stil xmlns="urn:x-vorlage:1" name="x"><schrift {a}/></stil>'
    for a, code in (('familie="Comic Sans"', "schrift"), ('datei-normal="fehlt.ttf"', "datei"), ('datei-normal="kein.font"', "schrift")):
        t.write("s.xml", stil.format(a=a))
        r = t.run("pdf", "p.xml", "--style", "s.xml", "-o", "out.pdf")
        t.ok(r.returncode in (1, 2) and code.encode() in r.stderr and not os.path.exists(t.path("out.pdf")), f"{a}: {r.returncode} {r.stderr.decode()[-300:]}")
