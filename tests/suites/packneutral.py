"""What a public agenda shows of non-public items: by their neutral titles, all, or none; never more, always with the numbers of the whole agenda."""
import os
import re

from packing import NAME, change, pack, pages_of, plain, planted, session
from suites.editions import everything_in_odt, everything_in_pdf, shown_text

LAST = """<top nr="3" status="nichtoeffentlich" unterlage="keine"><betreff oeffentlich="OFFENBAR Personalsache">KANARIE31 Stelle</betreff></top>
  </tagesordnung>"""
WORD = "Nichtöffentlicher Tagesordnungspunkt"
STYLE = '<stil xmlns="urn:x-vorlage:1" name="x">{}</stil>'
SHOWN = {"": {1: "OFFENBAR Grundstückssache", 3: "OFFENBAR Personalsache"}, "titel": {1: "OFFENBAR Grundstückssache", 3: "OFFENBAR Personalsache"},
         "alle": {1: "OFFENBAR Grundstückssache", 2: WORD, 3: "OFFENBAR Personalsache"}, "keine": {}}


def agenda_of(path):
    text = plain("\n".join(pages_of(path)))
    return {int(n): title for n, title in re.findall(rf"N (\d) (OFFENBAR Grundstückssache|OFFENBAR Personalsache|{WORD})", text)}, text


def test_choices(t):
    """In the pack, its contents list and bookmarks, the list, the letter as PDF and ODT; a gap that shows is told unless the style has chosen; members see all."""
    source = session(t)
    change(source, "</tagesordnung>", LAST)
    words = planted() + ["KANARIE31"]
    for choice, want in SHOWN.items():
        style = t.write(f"stil-{choice}.xml", STYLE.format(f'<nichtoeffentliches punkte="{choice}"/>' if choice else ""))
        out = t.path("out-" + choice)
        r = t.run("pack", source, "--for", "public,moos,members", "--folder", "--style", style, "-d", out)
        t.eq(r.returncode, 0, r.stderr.decode())
        told = r.stderr.decode().count("[mappe-luecke]")
        t.eq(told, 0 if choice else 1, f"{choice or 'nothing chosen'}: the gap is told once and only where nothing was chosen")
        seen = b""
        for who in ("oeffentlich", "moos"):
            path = os.path.join(out, f"{NAME}.{who}.pdf")
            got, text = agenda_of(path)
            t.eq(got, want, f"{choice}: {who}")
            t.ok(bool(want) == ("Nichtöffentlicher Teil" in text), f"{choice}: a heading where there is something below it")
            seen += everything_in_pdf(path) + shown_text(path)
        folder = os.path.join(out, f"{NAME}.oeffentlich")
        for f in ("sitzung.json", "index.html"):
            data = open(os.path.join(folder, f), "rb").read()
            t.ok(all(x.encode() in data for x in want.values()) and (WORD.encode() in data) == (choice == "alle"), f"{choice}: {f}")
            seen += data
        for extra in ((), ("--odt",)):
            letter = t.path(f"brief-{choice}{'.odt' if extra else '.pdf'}")
            r = t.run("letter", "--quiet", source, "--for", "public", "--style", style, "-o", letter, *extra)
            t.eq(r.returncode, 0, r.stderr.decode())
            data = everything_in_odt(letter) if extra else shown_text(letter).replace(b"\xc2\xa0", b" ")
            t.ok(all(x.encode() in data for x in want.values()) and (WORD.encode() in data) == (choice == "alle"), f"{choice}: letter{extra}")
            seen += data
        t.eq([w for w in words if w.encode() in seen or w.encode("utf-16-be") in seen], [], f"{choice}: nothing that is not public")
        got, text = agenda_of(os.path.join(out, f"{NAME}.mitglieder.pdf"))
        t.ok("KANARIE30" in text and "KANARIE31" in text and WORD not in text, f"{choice}: the full agenda is as it is")


def test_gap_told_only_where_it_shows(t):
    """An item left out at the end leaves no gap; the word of the style stands in the place of the title."""
    source = session(t)
    r = t.run("pack", source, "--for", "public", "-d", t.path("out"))
    t.ok(r.returncode == 0 and "[mappe-luecke]" not in r.stderr.decode(), r.stderr.decode())
    style = t.write("stil.xml", STYLE.format('<nichtoeffentliches punkte="alle"/><woerter><wort name="top-nichtoeffentlich">OFFENBAR ohne Titel</wort></woerter>'))
    r = pack(t, source, "--for", "public", "--style", style)
    t.ok(r.returncode == 0 and "N 2 OFFENBAR ohne Titel" in plain("\n".join(pages_of(t.path("out", f"{NAME}.oeffentlich.pdf")))), r.stderr.decode())
    change(source, "</tagesordnung>", LAST)
    for lang, word in (("de", "der nichtöffentliche Punkt N 2"), ("en", "the non-public item N 2")):
        r = t.run("letter", source, "--for", "public", "--lang", lang, "-o", t.path("brief.pdf"))
        t.ok(r.returncode == 0 and word in r.stderr.decode() and "KANARIE" not in r.stderr.decode().split("\n")[0], r.stderr.decode())
    r = t.run("check", t.write("falsch.xml", STYLE.format('<nichtoeffentliches punkte="manche"/>')), "--lang", "en")
    t.ok(r.returncode == 1 and "titel" in r.stderr.decode() and "alle" in r.stderr.decode(), r.stderr.decode())
