"""The program as a user meets it: commands, exit status, names, batches, standard streams, faulty worlds."""
import json
import os
import re
import signal
import subprocess
import zipfile
import time

from harness import ROOT

SEED = os.path.join(ROOT, "samples", "ostalbkreis", "vorlage.xml")

SMALL = """<?xml version="1.0" encoding="UTF-8"?>
<vorlage xmlns="urn:x-vorlage:1" nummer="{nr}" art="bericht" status="oeffentlich">
  <kopf><betreff>{betreff}</betreff></kopf>
  <begruendung><p>Ein Absatz mit einem Satz.</p></begruendung>
</vorlage>
"""


def small(nr="1/2024", betreff="Ein kleiner Bericht"):
    return SMALL.format(nr=nr, betreff=betreff)


def test_help_and_version(t):
    for args in (["--help"], ["help"], ["help", "pdf"], ["pdf", "--help"], ["help", "codes"]):
        r = t.run(*args)
        t.ok(r.returncode == 0 and r.stdout, f"{args} helps")
    r = t.run("--version")
    for word in (b"vorlage", b"libharu", b"libzip", b"HarfBuzz", b"libxml2"):
        t.ok(word in r.stdout, f"--version names {word}")
    t.ok(b"Aufruf" in t.run("--help", env={"LC_ALL": "de_DE.UTF-8"}).stdout, "German help by locale")


def test_usage_is_2(t):
    for args in ([], ["nonsense"], ["pdf"], ["pdf", "--nonsense", "x"], ["pdf", "a", "b", "-o", "c"], ["dump", "x"], ["pdf", "x", "-o"],
                 ["pdf", "x", "--edition", "half"], ["pdf", "x", "--jobs", "0"], ["new"], ["schema", "nonsense"], ["pdf", "x", "-o", "a", "-d", "b"]):
        r = t.run(*args)
        t.ok(r.returncode == 2 and r.stderr, f"usage fault {args}: {r.returncode}")


def test_missing_file_is_2(t):
    r = t.run("pdf", "absent.xml")
    t.ok(r.returncode == 2 and b"[datei-lesen]" in r.stderr, "absent file")
    r = t.run("check", t.dir)
    t.ok(r.returncode == 2, "a folder in place of a file")


def test_names(t):
    t.write("a.xml", small("106/2024 1. Ergänzung"))
    r = t.run("pdf", "a.xml")
    t.ok(r.returncode == 0, r.stderr.decode())
    t.ok(os.path.exists(t.path("106_2024+1.+Ergänzung.pdf")), f"derived name: {os.listdir(t.dir)}")
    os.mkdir(t.path("out"))
    for nr in ("024/2024", "024-2024", "GRDrs 192/2017", "grdrs 192/2017"):
        t.write("b.xml", small(nr))
        t.eq(t.run("pdf", "b.xml", "-d", "out").returncode, 0, nr)
    names = os.listdir(t.path("out"))
    t.eq(len({n.lower() for n in names}), 4, f"four numbers, four names: {names}")


def test_standard_streams(t):
    r = t.run("pdf", "-", "-o", "-", stdin=small().encode())
    t.ok(r.returncode == 0 and r.stdout.startswith(b"%PDF-1.7"), "PDF from standard input to standard output")
    r = t.run("odt", "-", "-o", "-", stdin=small().encode())
    t.ok(r.stdout[:2] == b"PK" and b"mimetypeapplication/vnd.oasis.opendocument.text" in r.stdout[:100], "ODT likewise")


def test_check_writes_nothing(t):
    t.write("a.xml", small())
    before = sorted(os.listdir(t.dir))
    t.eq(t.run("check", "a.xml").returncode, 0, "check")
    t.eq(sorted(os.listdir(t.dir)), before, "nothing new")


def test_faulty_document_leaves_older_output(t):
    t.write("a.xml", small())
    t.eq(t.run("pdf", "a.xml", "-o", "a.pdf").returncode, 0, "good")
    old = open(t.path("a.pdf"), "rb").read()
    t.write("a.xml", small().replace("</begruendung>", "<unsinn/></begruendung>"))
    r = t.run("pdf", "a.xml", "-o", "a.pdf")
    t.eq(r.returncode, 1, "faulty")
    t.eq(open(t.path("a.pdf"), "rb").read(), old, "the older file is unharmed")
    t.eq(sorted(os.listdir(t.dir)), ["a.pdf", "a.xml"], "nothing is left beside")


def test_full_disk_and_closed_folder(t):
    t.write("a.xml", small())
    r = t.run("pdf", "a.xml", "-o", "/dev/full")
    t.ok(r.returncode == 2, f"/dev/full gives {r.returncode}")
    r = t.run("pdf", "a.xml", "-o", "absent/a.pdf")
    t.ok(r.returncode == 2 and b"[datei-schreiben]" in r.stderr, "absent folder")
    r = t.run("pdf", "a.xml", "-o", t.dir)
    t.ok(r.returncode == 2, "the output is a folder")
    t.write("old.pdf", "older")
    r = subprocess.run(["sh", "-c", f"ulimit -f 1; exec '{t.setup.vorlage}' pdf '{SEED}' --edition full -o old.pdf"], cwd=t.dir, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    t.ok(r.returncode == 2, f"file size limit gives {r.returncode}: {r.stderr.decode()[-200:]}")
    t.eq(open(t.path("old.pdf")).read(), "older", "the older file is unharmed")
    t.eq(sorted(os.listdir(t.dir)), ["a.xml", "old.pdf"], "nothing is left beside")


def test_folder_is_made(t):
    """-d names a folder that is not there: each command makes it, one level; a faulty document leaves none."""
    paper, session = (os.path.join(ROOT, "samples", *x) for x in (("okertal", "vorlage.xml"), ("sitzung-eschenfurt", "sitzung.xml")))
    t.run("odt", "--quiet", "--edition", "full", paper, "-o", "a.odt")
    for args in (["pdf", paper], ["odt", paper], ["xml", paper], ["import", "a.odt"], ["new", "--odt", "1/2026"], ["letter", session, "--for", "public"], ["pack", session, "--for", "public"]):
        edition = ["--edition", "full"] if args[0] in ("pdf", "odt", "xml") else []
        r = t.run(*args, "--quiet", *edition, "-d", args[0])
        t.ok(r.returncode == 0 and os.listdir(t.path(args[0])), f"{args[0]}: {r.returncode} {r.stderr.decode()[-300:]}")
        r = t.run(*args, "--quiet", *edition, "-d", "not/there")
        t.ok(r.returncode == 2 and not os.path.exists(t.path("not")), f"{args[0]}: two levels, {r.returncode}")
    t.run("pdf", os.path.join(ROOT, "samples", "fehlerhaft", "fehlerhaft.xml"), "-d", "faulty")
    t.ok(not os.path.exists(t.path("faulty")), "no folder for a faulty document")


def test_batch(t):
    for i in range(12):
        t.write(f"{i:02}.xml", small(f"{i}/2024", f"Bericht {i}"))
    t.write("05.xml", "<nonsense")
    files = [f"{i:02}.xml" for i in range(12)]
    outputs = []
    for jobs in (1, 4):
        out = t.path(f"out{jobs}")
        os.mkdir(out)
        r = t.run("pdf", *files, "-d", out, "--jobs", jobs)
        t.eq(r.returncode, 1, "one faulty among twelve")
        t.ok(b"05.xml" in r.stderr, "which is named")
        outputs.append({n: open(os.path.join(out, n), "rb").read() for n in os.listdir(out)})
        t.eq(len(outputs[-1]), 11, "the others are there")
    t.ok(outputs[0] == outputs[1], "same bytes with 1 and 4 workers")


def test_batch_same_number(t):
    t.write("a.xml", small("7/2024", "Erste"))
    t.write("b.xml", small("7/2024", "Zweite"))
    for jobs in (1, 2):
        r = t.run("pdf", "a.xml", "b.xml", "-d", ".", "--jobs", jobs)
        t.ok(r.returncode == 2 and b"[gleicher-name]" in r.stderr, "the second of one number is refused")
        t.ok(b"Erste" in t.run("dump", "--stage=text", "a.xml").stdout, "text dump")


def test_json(t):
    t.write("a.xml", small().replace("<p>", "<q>"))
    r = t.run("check", "a.xml", "--json")
    rows = [json.loads(line) for line in r.stderr.decode().splitlines()]
    t.ok(rows and all({"file", "line", "column", "severity", "code", "message"} <= set(x) for x in rows), "JSON lines with their keys")


def test_languages(t):
    t.write("a.xml", small().replace("<p>", "<q>"))
    t.ok(b"Fehler" in t.run("check", "a.xml", "--lang", "de").stderr, "German")
    t.ok(b"error" in t.run("check", "a.xml", "--lang", "en").stderr, "English")
    t.ok(b"Fehler" in t.run("check", "a.xml", env={"LC_ALL": "de_DE.UTF-8"}).stderr, "German by locale")


def test_new_is_valid(t):
    for art in ("beschluss", "mitteilung", "information", "bericht", "antrag", "anfrage", "aenderungsantrag", "ergaenzungsantrag", "stellungnahme", "neufassung", "dringlich", "tischvorlage"):
        r = t.run("new", f"--art={art}", "12/2025")
        t.write("n.xml", r.stdout)
        c = t.run("check", "n.xml")
        t.eq((r.returncode, c.returncode), (0, 0), f"{art}: {c.stderr.decode()}")
        t.ok(b"<!--" in r.stdout, "commented")
    for art, name in (("sitzung", "XII/3 & <4>"), ("mitglieder", "gr-1.a_b")):
        r = t.run("new", f"--art={art}", name)
        t.write("s.xml", r.stdout)
        c = t.run("check", "s.xml")
        t.eq((r.returncode, c.returncode, c.stderr.count(b"[")), (0, 0, 1 if art == "sitzung" else 0), f"{art}: {c.stderr.decode()}")
    r = t.run("new", "--art=mitglieder", "-o", "m.xml")
    c = t.run("check", "m.xml")
    t.ok(r.returncode == 0 and c.returncode == 0 and not c.stderr, f"members of any body: {c.stderr.decode()}")
    for args in (["--art=sitzung"], ["--odt", "--art=mitglieder"], ["--art=mitglieder", "gr", "va"], ["--art=mitglieder", "12/2025"], ["--art=mitglieder", "1a"], ["--art=sitzung", ""], ["--art=sitzung", "--odt", "1"]):
        t.eq(t.run("new", *args).returncode, 2, f"new {args}")
    t.eq(t.run("new", "1/2025", "-o", "n.xml").returncode, 2, "an existing file is not overwritten")


def test_schema(t):
    names = t.run("schema").stdout.decode().split()
    t.ok({"vorlage.xsd", "stil.xsd", "koerperschaft.xsd"} <= set(names), f"schemas: {names}")
    for n in names:
        t.write(n, t.run("schema", n).stdout)
    r = t.tool(t.need("xmllint", "xmllint"), "--noout", "--nonet", "--schema", "vorlage.xsd", SEED)
    t.ok(r.returncode == 0, r.stdout.decode()[-500:])


def test_watch(t):
    os.mkdir(t.path("w"))
    t.write("w/gut.xml", small())
    t.write("w/schlecht.xml", "<nonsense")
    t.write("w/~offen.xml", small())
    r = t.run("watch", "w", "--once")
    t.eq(r.returncode, 1, "one faulty")
    names = set(os.listdir(t.path("w")))
    t.ok({"gut.pdf", "gut.odt", "gut.meldungen.txt", "schlecht.meldungen.txt"} <= names and "schlecht.pdf" not in names and "~offen.pdf" not in names, f"{names}")
    t.ok("[" in open(t.path("w/schlecht.meldungen.txt")).read(), "the faults stand beside")


def test_watch_goes_on(t):
    os.mkdir(t.path("w"))
    p = subprocess.Popen([t.setup.vorlage, "watch", t.path("w")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        t.write("w/neu.xml", small())
        end = time.time() + 20
        while time.time() < end and not os.path.exists(t.path("w/neu.meldungen.txt")):
            time.sleep(0.2)
        t.ok(os.path.exists(t.path("w/neu.pdf")), "what is saved is rendered")
        before = os.stat(t.path("w/neu.meldungen.txt")).st_mtime_ns
        t.write("w/stil.xml", '<stil xmlns="urn:x-vorlage:1" name="probe"/>')
        end = time.time() + 20
        while time.time() < end and os.stat(t.path("w/neu.meldungen.txt")).st_mtime_ns == before:
            time.sleep(0.2)
        t.ok(os.stat(t.path("w/neu.meldungen.txt")).st_mtime_ns != before, "a style that is saved makes its papers new")
    finally:
        p.send_signal(signal.SIGTERM)
        t.eq(p.wait(10), 0, "ends well")


def test_style_is_found(t):
    t.write("stil.xml", '<stil xmlns="urn:x-vorlage:1" name="probe"><woerter><wort name="betreff">Gegenstand</wort></woerter></stil>')
    t.write("a.xml", small())
    text = t.run("dump", "--stage=text", "a.xml", "--style", "stil.xml").stdout.decode()
    t.ok("Gegenstand" in text, f"--style\n{text}\n{t.run('check', 'a.xml', '--style', 'stil.xml').stderr.decode()}")
    t.ok("Gegenstand" in t.run("dump", "--stage=text", "a.xml", env={"VORLAGE_ETC": t.dir}).stdout.decode(), "the system's folder")
    t.write("b.xml", small().replace('status="oeffentlich">', 'status="oeffentlich" stil="stil.xml">'))
    t.ok("Gegenstand" in t.run("dump", "--stage=text", "b.xml").stdout.decode(), "the document's own reference")
    t.write("c.xml", small().replace('status="oeffentlich">', 'status="oeffentlich" stil="absent.xml">'))
    t.eq(t.run("check", "c.xml").returncode, 2, "a style that is not there")


def test_encodings(t):
    want = t.run("dump", "--stage=text", "-", stdin=small(betreff="Größe äöü").encode()).stdout
    t.ok("Größe äöü".encode() in want, "UTF-8")
    for enc, name, bom in (("utf-16", "UTF-16", b""), ("latin-1", "ISO-8859-1", b""), ("cp1252", "windows-1252", b""), ("utf-8", "UTF-8", b"\xef\xbb\xbf")):
        data = bom + small(betreff="Größe äöü").replace('encoding="UTF-8"', f'encoding="{name}"').encode(enc)
        r = t.run("dump", "--stage=text", "-", stdin=data)
        t.eq(r.stdout, want, f"{name}: {r.stderr.decode()[-300:]}")
    t.eq(t.run("dump", "--stage=text", "-", stdin=small(betreff="Größe äöü").replace("\n", "\r\n").encode()).stdout, want, "CRLF")


def test_install(t):
    t.need("make", "make")
    r = t.tool("make", "-C", ROOT, f"BUILD={t.setup.build}", f"PREFIX={t.path('p')}", "install")
    t.ok(r.returncode == 0, r.stdout.decode()[-500:])
    for f in ("bin/vorlage", "share/man/man1/vorlage.1", "share/bash-completion/completions/vorlage", "share/zsh/site-functions/_vorlage"):
        t.ok(os.path.exists(t.path("p", f)), f)
    t.eq(t.run("--version", binary=t.path("p/bin/vorlage")).returncode, 0, "the installed program runs")


def test_completion_knows_all(t):
    text = open(os.path.join(ROOT, "pipeline/cli/complete.bash")).read() + open(os.path.join(ROOT, "pipeline/cli/complete.zsh")).read()
    options = set(re.findall(r"--[a-z]+", t.run("--help").stdout.decode())) - {"--stage"}
    for o in options:
        t.ok(o in text, f"completion knows {o}")


def test_date_of_an_undated_paper(t):
    """SOURCE_DATE_EPOCH in the metadata of both outputs; without it and without a date there is none."""
    t.run("new", "1/2026", "-o", "v.xml")
    for epoch, want in (("1759400000", "2025-10-02"), ("", None), ("morgen", None)):
        e = {"SOURCE_DATE_EPOCH": epoch}
        t.ok(t.run("pdf", "v.xml", "--edition", "full", "-o", "v.pdf", env=e).returncode == 0 and t.run("odt", "v.xml", "--edition", "full", "-o", "v.odt", env=e).returncode == 0, "made")
        pdf = open(t.path("v.pdf"), "rb").read()
        meta = zipfile.ZipFile(t.path("v.odt")).read("meta.xml").decode()
        t.eq((b"/CreationDate" in pdf, "creation-date" in meta), (want is not None,) * 2, f"{epoch!r}")
        if want:
            t.ok(want.replace("-", "").encode() in pdf and f"<meta:creation-date>{want}T00:00:00<" in meta, want)
