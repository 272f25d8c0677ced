"""Text documents among the attachments: LibreOffice makes PDFs of them, and nothing else of this machine or the network gets into a pack that way."""
import http.server
import os
import signal
import subprocess
import threading
import time
import zipfile

import pikepdf
from PIL import Image

from packing import NAME, change, pages_of, session

ODF = "urn:oasis:names:tc:opendocument:xmlns:"
IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
WIDTH, HEIGHT = 173, 91  # of the picture that nobody may take along


def odt(path, links, section):
    body = "<text:p>OFFENBAR Text</text:p>" + "".join(f'<text:p><draw:frame text:anchor-type="as-char" svg:width="5cm" svg:height="4cm"><draw:image xlink:href="{x}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame></text:p>' for x in links)
    body += f'<text:section text:name="S"><text:section-source xlink:href="{section}" xlink:type="simple"/><text:p>bisher</text:p></text:section>'
    with zipfile.ZipFile(path, "w") as z:
        z.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        z.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{ODF}manifest:1.0" m:version="1.3"><m:file-entry m:full-path="/" m:media-type="application/vnd.oasis.opendocument.text"/>'
                   '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>')
        z.writestr("content.xml", f'<office:document-content xmlns:office="{ODF}office:1.0" xmlns:text="{ODF}text:1.0" xmlns:draw="{ODF}drawing:1.0" xmlns:svg="{ODF}svg-compatible:1.0" '
                   f'xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3"><office:body><office:text>{body}</office:text></office:body></office:document-content>')


def docx(path, links, section):
    packages, office, word = "http://schemas.openxmlformats.org/package/2006/", "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/"
    picture = ('<w:p><w:r><w:drawing><wp:inline><wp:extent cx="1800000" cy="1800000"/><wp:docPr id="1" name="x"/><a:graphic><a:graphicData uri="' + drawing + 'picture"><p:pic><p:nvPicPr><p:cNvPr id="1" name="x"/>'
               '<p:cNvPicPr/></p:nvPicPr><p:blipFill><a:blip r:link="l%d"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="1800000"/></a:xfrm>'
               '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>')
    field = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDETEXT "%s"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>bisher</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    body = "<w:p><w:r><w:t>OFFENBAR Text</w:t></w:r></w:p>" + "".join(picture % i for i in range(len(links))) + field % section
    with zipfile.ZipFile(path, "w") as z:
        z.writestr("[Content_Types].xml", f'<Types xmlns="{packages}content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
                   '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
        z.writestr("_rels/.rels", f'<Relationships xmlns="{packages}relationships"><Relationship Id="r" Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>')
        z.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{packages}relationships">' + "".join(f'<Relationship Id="l{i}" Type="{IMAGE}" Target="{x}" TargetMode="External"/>' for i, x in enumerate(links)) + "</Relationships>")
        z.writestr("word/document.xml", f'<w:document xmlns:w="{word}" xmlns:r="{office}" xmlns:wp="{drawing}wordprocessingDrawing" xmlns:a="{drawing}main" xmlns:p="{drawing}picture"><w:body>{body}<w:sectPr/></w:body></w:document>')


def attach(source, name):
    """The public plan is that file; its path."""
    folder = os.path.join(os.path.dirname(source), "010")
    change(os.path.join(folder, "vorlage.xml"), "anlagen/plan.pdf", "anlagen/" + name)
    os.remove(os.path.join(folder, "anlagen", "plan.pdf"))
    return os.path.join(folder, "anlagen", name)


class Site:
    """A server that notes what it is asked for."""
    def __enter__(self):
        asked = self.asked = []

        class Answer(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                asked.append(self.path)
                self.send_error(404)

            do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

            def log_message(self, *_):
                pass

        self.server = http.server.HTTPServer(("127.0.0.1", 0), Answer)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/"
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


def test_links_are_not_followed(t):
    """A document that links pictures and texts gets neither this machine's files nor anything of the network into the pack; a web page by a document's name is refused."""
    t.need("soffice", "LibreOffice")
    Image.new("RGB", (WIDTH, HEIGHT), (200, 30, 30)).save(t.path("geheim.png"))
    odt(t.path("geheim.odt"), [], "")
    secret = "file://" + t.path("geheim.png")
    with Site() as site:
        for make, name in ((odt, "text.odt"), (docx, "text.docx")):
            source = session(t, name)
            make(attach(source, name), [site.url + "x.png", secret], "file://" + t.path("geheim.odt"))
            r = t.run("pack", "--quiet", source, "--for", "public", "-d", t.path("out" + name))
            t.eq(r.returncode, 0, r.stderr.decode()[-400:])
            path = t.path("out" + name, f"{NAME}.oeffentlich.pdf")
            shown = "".join(pages_of(path))
            t.ok(shown.count("OFFENBAR Text") == 1 and "bisher" in shown, f"{name}: its own words are there, and no other document's")
            with pikepdf.open(path) as pdf:
                sizes = {(int(o.Width), int(o.Height)) for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"}
            near = [s for s in sizes if abs(s[0] * HEIGHT - s[1] * WIDTH) < 0.03 * s[1] * WIDTH]
            t.eq(near, [], f"{name}: the linked picture, in whatever size")
        t.eq(site.asked, [], "asked of the network")
        source = session(t, "web")
        with open(attach(source, "seite.doc"), "w") as f:
            f.write(f'<html><link rel="stylesheet" href="{site.url}x.css"><body>Text<img src="{secret}"></body></html>')
        r = t.run("pack", source, "--for", "public", "-d", t.path("outweb"))
        t.ok(r.returncode == 1 and b"[mappe-format]" in r.stderr and b"seite.doc" in r.stderr and not os.path.exists(t.path("outweb")), r.stderr.decode()[-400:])
        t.eq(site.asked, [], "asked by a web page")


def test_without_libreoffice(t):
    """The message names the attachment, its place and what can be done; with --skip-bad a page says that it is missing."""
    source = session(t)
    odt(attach(source, "text.odt"), [], "")
    none = {"VORLAGE_SOFFICE": "/nonexistent/soffice"}
    r = t.run("pack", source, "--for", "public", "--lang", "de", "-d", t.path("out"), env=none)
    told = r.stderr.decode()
    t.ok(r.returncode == 2 and told.count("[mappe-wandeln]") == 1 and "[mappe-format]" not in told and not os.path.exists(t.path("out")), told)
    line = next(x for x in told.splitlines() if "[mappe-wandeln]" in x)
    t.ok("010/vorlage.xml:" in line and "text.odt" in line and "das Programm ist nicht da" in line and "libreoffice-writer" in told and "--skip-bad" in told, line)
    r = t.run("pack", source, "--for", "public", "--skip-bad", "-d", t.path("out"), env=none)
    t.ok(r.returncode == 0 and b"[mappe-ersatz]" in r.stderr, r.stderr.decode())
    t.ok(any("nicht enthalten" in p for p in pages_of(t.path("out", f"{NAME}.oeffentlich.pdf"))), "its place says so")


def test_temporary_folder_of_any_name(t):
    """LibreOffice gets its profile by an address, so blanks and signs in TMPDIR are escaped; nothing is left there."""
    source = session(t)
    odt(attach(source, "text.odt"), [], "")
    os.mkdir(t.path("t m p #1 %ü"))
    r = t.run("pack", source, "--for", "public", "-d", t.path("out"), env={"TMPDIR": t.path("t m p #1 %ü")}, timeout=150)
    t.eq(r.returncode, 0, r.stderr.decode())
    t.eq(os.listdir(t.path("t m p #1 %ü")), [], "nothing left")


def test_ended_while_converting(t):
    """A signal ends the converter too and takes the temporary folder along: a non-public text must not stay in /tmp."""
    source = session(t)
    odt(attach(source, "text.odt"), [], "")
    slow = t.write("slow.sh", f"#!/bin/sh\nfor x; do last=$x; done\necho $$ > {t.path('pid')}.new && mv {t.path('pid')}.new {t.path('pid')}\nsleep 100\n")
    os.chmod(slow, 0o755)
    os.mkdir(t.path("tmp"))
    for sig in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        p = subprocess.Popen([t.setup.vorlage, "pack", "--quiet", source, "--for", "public", "-d", t.path("out")], cwd=t.dir, start_new_session=True, stderr=subprocess.DEVNULL,
                             env=dict(os.environ, VORLAGE_ETC="/nonexistent", VORLAGE_SOFFICE=slow, TMPDIR=t.path("tmp")))
        while p.poll() is None and not os.path.exists(t.path("pid")):
            time.sleep(0.01)
        converter = int(open(t.path("pid")).read())
        os.remove(t.path("pid"))
        held = os.listdir(t.path("tmp"))
        os.killpg(p.pid, sig)
        t.eq(p.wait(timeout=20), -sig, f"{sig!r}: ended by it")
        t.ok(held and not os.listdir(t.path("tmp")), f"{sig!r}: what was there is gone: {held}")
        t.ok(not os.path.exists(f"/proc/{converter}/fd") or open(f"/proc/{converter}/stat").read().split()[2] == "Z", f"{sig!r}: the converter has ended")
