"""An edition's files appear together: a full disk, a signal, two runs at once and odd targets leave what was, or the new whole; nothing lies beside."""
import os
import signal
import subprocess
import time
import unicodedata

from packing import NAME, change, pack, session

FOLDER = f"{NAME}.mitglieder"
ALL = ("--for", "members", "--folder", "--zip")


def everything(folder):
    """All files below, hidden ones too: name -> bytes."""
    return {os.path.relpath(os.path.join(sub, f), folder): open(os.path.join(sub, f), "rb").read() for sub, _, files in os.walk(folder) for f in files}


def limited(t, kilobytes, source, *args):
    """As on a disk that takes no file beyond that size."""
    cmd = ["sh", "-c", f"ulimit -f {kilobytes * 2}; exec \"$@\"", "sh", t.setup.vorlage, "pack", "--quiet", source, "-d", t.path("out"), *args]
    return subprocess.run(cmd, cwd=t.dir, env=dict(os.environ, LC_ALL="C.UTF-8", VORLAGE_ETC="/nonexistent"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)


def test_full_disk(t):
    """Whichever file does not fit: the older pack, folder and zip stay as they were."""
    source = session(t)
    t.eq(pack(t, source, *ALL).returncode, 0, "the older ones")
    before = everything(t.path("out"))
    change(source, "Großer Saal", "Kleiner Saal")
    sizes = {n: len(b) for n, b in before.items()}
    whole, packed = sizes[FOLDER + ".pdf"], sizes[FOLDER + ".zip"]
    t.ok(packed > whole + 8192, f"the zip is larger than the pack: {packed} {whole}")
    for limit, what in ((whole // 2048, ".pdf"), ((whole + packed) // 2048, ".zip")):
        r = limited(t, limit, source, *ALL)
        t.ok(r.returncode == 2 and b"[datei-schreiben]" in r.stderr and what.encode() in r.stderr, f"{what}: {r.returncode} {r.stderr.decode()[-300:]}")
        t.ok(everything(t.path("out")) == before, f"{what}: all is as it was")
    r = limited(t, 2 * packed // 1024, source, *ALL)
    after = everything(t.path("out"))
    t.ok(r.returncode == 0 and set(after) == set(before) and after[FOLDER + ".pdf"] != before[FOLDER + ".pdf"], "with room for it all is new")
    t.ok(after[FOLDER + ".pdf"] == after[os.path.join(FOLDER, "00_Mappe.pdf")], "and one like the other")


def test_full_disk_of_single_files(t):
    """A file of the folder alone does not fit."""
    source = session(t)
    t.eq(pack(t, source, "--for", "members", "--folder").returncode, 0, "the older one")
    before = everything(t.path("out"))
    for n in list(before):  # what is left is one small older file, and the new folder's do not fit
        if n.startswith(FOLDER + os.sep) and "sitzung.json" not in n:
            os.remove(t.path("out", n))
    os.remove(t.path("out", FOLDER + ".pdf"))
    before = everything(t.path("out"))
    r = limited(t, 1, source, "--for", "members", "--folder")
    t.ok(r.returncode == 2 and everything(t.path("out")) == before, f"{r.stderr.decode()[-300:]}")
    t.eq(sorted(os.listdir(t.path("out"))), [FOLDER], "nothing beside")


def test_ended_in_the_middle(t):
    """Ctrl-C while copies stand beside: none has its name, nothing is left."""
    source = session(t)
    t.eq(pack(t, source, "--for", "lind,kern").returncode, 0, "the older ones")
    before = everything(t.path("out"))
    change(source, "Großer Saal", "Kleiner Saal")
    for sig in (signal.SIGINT, signal.SIGTERM):
        caught = False
        for _ in range(20):
            p = subprocess.Popen([t.setup.vorlage, "pack", "--quiet", source, "--for", "each", "--folder", "-d", t.path("out")], cwd=t.dir, start_new_session=True,
                                 env=dict(os.environ, VORLAGE_ETC="/nonexistent"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            while p.poll() is None and not any(".vorlage-" in n for n in os.listdir(t.path("out"))):
                time.sleep(0.0005)
            os.killpg(p.pid, sig) if p.poll() is None else None
            caught = p.wait() == -sig
            if caught:
                break
            for n, b in before.items():
                with open(t.path("out", n), "wb") as f:
                    f.write(b)
        left = everything(t.path("out"))
        t.ok(caught and not [n for n in left if ".vorlage-" in n], f"{sig!r}: ended in the middle, nothing beside: {sorted(left)}")
        t.ok(all(left[n] == b for n, b in before.items()), f"{sig!r}: the older ones stay")


def test_two_at_once(t):
    """Two runs into one folder: each file is one run's whole, and the folder is."""
    source = session(t)
    t.eq(pack(t, source, *ALL).returncode, 0, "once")
    want = everything(t.path("out"))
    cmd = [t.setup.vorlage, "pack", "--quiet", source, *ALL, "-d", t.path("out")]
    runs = [subprocess.Popen(cmd, cwd=t.dir, env=dict(os.environ, LC_ALL="C.UTF-8", VORLAGE_ETC="/nonexistent"), stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
    for p in runs:
        _, err = p.communicate(timeout=120)
        t.eq(p.returncode, 0, err.decode()[-300:])
    t.ok(everything(t.path("out")) == want, f"the same files and no other: {sorted(set(everything(t.path('out'))) ^ set(want))}")


def test_few_open_files(t):
    """More copies than files may be open."""
    people = "".join(f'<mitglied id="m{i}" vorname="Mia" name="Moos" funktion="{"mitglied" if i else "vorsitz"}" zustellung="email" email="m{i}@obertal.example" nichtoeffentlich="nein"/>' for i in range(60))
    t.write("mitglieder.xml", f'<?xml version="1.0" encoding="UTF-8"?>\n<mitglieder xmlns="urn:x-vorlage:1">{people}</mitglieder>')
    t.write("sitzung.xml", """<?xml version="1.0" encoding="UTF-8"?>
<sitzung xmlns="urn:x-vorlage:1" gremium-name="Rat" zustand="geplant" status="oeffentlich" beginn="2026-01-14T18:00:00+01:00" ort="Rathaus">
  <einladung datum="2026-01-05"><p>Einladung.</p></einladung>
  <tagesordnung><top nr="1" status="oeffentlich" unterlage="keine"><betreff>Eins</betreff></top></tagesordnung>
  <verteiler datei="mitglieder.xml"/>
</sitzung>""")
    r = subprocess.run(["sh", "-c", f"ulimit -n 40; exec '{t.setup.vorlage}' pack --quiet sitzung.xml --for each --eml -d out"], cwd=t.dir, env=dict(os.environ, VORLAGE_ETC="/nonexistent"), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    t.ok(r.returncode == 0 and len(os.listdir(t.path("out"))) == 120, f"{r.returncode} {r.stderr.decode()[-300:]}")


def test_odd_targets(t):
    """A file in place of the folder, a closed folder, a link: told, or followed; nothing else is harmed."""
    source = session(t)
    t.write("file", "x")
    r = t.run("pack", "--quiet", source, *ALL, "-d", t.path("file"))
    t.ok(r.returncode == 2 and b"[datei-schreiben]" in r.stderr and open(t.path("file")).read() == "x", r.stderr.decode()[-300:])
    r = t.run("pack", "--quiet", source, *ALL, "-d", t.path("fehlt", "noch"))
    t.ok(r.returncode == 2 and b"[datei-schreiben]" in r.stderr, r.stderr.decode()[-300:])
    t.write(f"out/{FOLDER}", "a file of that name")
    r = pack(t, source, *ALL)
    t.ok(r.returncode == 2 and b"[datei-schreiben]" in r.stderr and everything(t.path("out")) == {FOLDER: b"a file of that name"}, r.stderr.decode()[-300:])
    os.remove(t.path("out", FOLDER))
    os.makedirs(t.path("anderswo"))
    os.symlink(t.path("anderswo"), t.path("out", FOLDER))
    t.write("anderswo/.verborgen", "bleibt")
    r = pack(t, source, *ALL)
    t.ok(r.returncode == 0 and os.path.islink(t.path("out", FOLDER)) and {"index.html", ".verborgen"} <= set(os.listdir(t.path("anderswo"))), r.stderr.decode()[-300:])
    t.write(f"out/.{FOLDER}.vorlage-4711/00_Mappe.pdf", "left by a run that was killed")
    t.write(f"out/.{FOLDER}.pdf.vorlage-4711", "left by a run that was killed")
    os.remove(t.path("out", FOLDER))
    r = pack(t, source, *ALL)
    t.ok(r.returncode == 0 and not [n for n in os.listdir(t.path("out")) if n[0] == "."], "what a killed run left is cleared")
    if os.getuid():
        os.chmod(t.path("out"), 0o500)
        before = everything(t.path("out"))
        r = pack(t, source, *ALL)
        os.chmod(t.path("out"), 0o700)
        t.ok(r.returncode == 2 and everything(t.path("out")) == before, "a folder that may not be written to")


def test_odd_names(t):
    """Files whose names are kept decomposed; the same file ten times; a body with a name longer than a file's; nobody to make copies for."""
    source = session(t)
    folder = os.path.join(os.path.dirname(source), "010", "anlagen")
    nfc, nfd = "Übersicht der Maße.pdf", unicodedata.normalize("NFD", "Übersicht der Maße.pdf")
    vorlage = os.path.join(os.path.dirname(folder), "vorlage.xml")
    original = open(vorlage, encoding="utf-8").read()
    for written in (nfc, nfd):
        for there in (nfc, nfd):
            os.rename(os.path.join(folder, "plan.pdf"), os.path.join(folder, there))
            change(vorlage, "anlagen/plan.pdf", "anlagen/" + written)
            r = t.run("pack", source, "--for", "public", "-d", t.path("out"))
            t.ok(r.returncode == 0 and b"anlage-" not in r.stderr, f"{written == nfc} {there == nfc}: {r.stderr.decode()[-300:]}")
            os.rename(os.path.join(folder, there), os.path.join(folder, "plan.pdf"))
            with open(vorlage, "w", encoding="utf-8") as f:
                f.write(original)
    change(source, '<top nr="3" status="oeffentlich" unterlage="keine"><betreff>Verschiedenes</betreff></top>', '<top nr="3" status="oeffentlich" unterlage="keine"><betreff>Verschiedenes</betreff>'
           + "".join(f'<anlage nr="{i}" datei="010/anlagen/plan.pdf" status="oeffentlich">Plan {i}</anlage>' for i in range(10)) + "</top>")
    r = pack(t, source, "--for", "public", "--folder")
    t.ok(r.returncode == 0 and len([n for n in os.listdir(t.path("out", f"{NAME}.oeffentlich")) if n.startswith("TOP-03_Anlage")]) == 10, r.stderr.decode()[-300:])
    sitzung = t.write("lang/sitzung.xml", """<?xml version="1.0" encoding="UTF-8"?>
<sitzung xmlns="urn:x-vorlage:1" gremium-name="%s" zustand="geplant" status="oeffentlich" beginn="2026-01-14T18:00:00+01:00" ort="Rathaus">
  <einladung datum="2026-01-05"><p>Einladung.</p></einladung>
  <tagesordnung><top nr="1" status="oeffentlich" unterlage="keine"><betreff>Eins</betreff></top></tagesordnung>
</sitzung>""" % ("Ausschuss für Überlänge/und:Striche " * 11).strip())
    r = pack(t, sitzung, "--for", "public", "--folder", "-d", t.path("lang2"))
    names = sorted(os.listdir(t.path("lang2"))) if r.returncode == 0 else []
    t.ok(r.returncode == 0 and names and all(n.startswith("2026-01-14_Ausschuss-fuer-Ueberlaenge-und-Striche-") and len(n) < 120 for n in names), f"{names} {r.stderr.decode()[-300:]}")
    r = pack(t, sitzung, "--for", "public,each", "-d", t.path("lang3"))
    t.ok(r.returncode == 2 and b"[mappe-mitglied]" in r.stderr and not os.path.exists(t.path("lang3")), f"nobody to make copies for: {r.returncode} {r.stderr.decode()[-300:]}")
