"""Nothing non-public leaves by a public door: a word in every place of the schemas that can hold one, searched in every output."""
import email
import os
import re
import zipfile
import xml.etree.ElementTree as ET

from generate import slots
from generate.schema import Schema
from suites.editions import everything_in_pdf, shown_text

STAGES = ("model", "flow", "pages", "text")


# ---- everything a file holds -----------------------------------------------------------------------------
def everything(path):
    """The bytes of a file or folder, decompressed, with all names in it."""
    if os.path.isdir(path):
        return b"\n".join(n.encode() + b"\n" + everything(os.path.join(path, n)) for n in sorted(os.listdir(path)))
    if path.endswith(".pdf"):
        return everything_in_pdf(path) + shown_text(path)
    if path.endswith((".odt", ".zip")):
        folder = path + ".entpackt"
        with zipfile.ZipFile(path) as z:
            z.extractall(folder)
        return everything(folder)
    with open(path, "rb") as f:
        data = f.read()
    if path.endswith(".eml"):
        out = [data]
        for n, part in enumerate(email.message_from_bytes(data).walk()):
            name = f"{path}.{n}{os.path.splitext(part.get_filename() or '')[1]}"
            with open(name, "wb") as f:
                f.write(part.get_payload(decode=True) or b"")
            out += [(part.get_filename() or "").encode(), everything(name)]
        return b"\n".join(out)
    return data


def words(data):
    """The words of hidden places in these bytes, in UTF-8 or UTF-16, whatever their case."""
    return set(slots.CANARY.findall(data.replace(b"\0", b"").decode("latin-1").lower()))


def outputs(t, paths, edition, folder):
    """Every output of these papers: {name: bytes of all it holds}."""
    out = {}
    for name, args in (("a2", ("pdf",)), ("a3", ("pdf", "--pdf=a3", "--grossdruck")), ("odt", ("odt",)), ("flat", ("odt", "--flat")), ("xml", ("xml",))):
        os.makedirs(t.path(folder, name))
        r = t.run(*args, "--quiet", "--edition", edition, *paths, "-d", t.path(folder, name), timeout=300)
        t.ok(r.returncode == 0, f"{folder} {name}: {r.stderr.decode()[-800:]}")
        out[name] = everything(t.path(folder, name))
    for stage in STAGES:
        r = t.run("dump", "--quiet", f"--stage={stage}", "--edition", edition, *paths, timeout=300)
        t.ok(r.returncode == 0, f"{folder} {stage}: {r.stderr.decode()[-800:]}")
        out[stage] = r.stdout
    return out


def test_papers(t):
    paths, house = slots.paper_files(t.setup.vorlage, t.path("slots"))
    register = house.register
    full = outputs(t, paths, "full", "full")
    public = outputs(t, paths, "public", "public")
    for name, data in public.items():
        for w in sorted(words(data)):
            t.ok(False, f"{name}: {w} is in the public edition: {sorted(register.slots.get(w, ()))}")
        t.ok(b"off00001" in data, f"{name}: public words are there")
    seen = words(full["a2"]) | words(full["odt"])
    unseen = {s for w in set(register.slots) for s in register.slots[w]} - {s for w in seen for s in register.slots[w]}
    print(len(seen), len(register.slots), sorted(unseen))
