"""A session of any size: Vorlagen, attachments that are PDFs of distinct text, members. By default like the largest in the open data of one city."""
import os
import random
import subprocess
from xml.sax.saxutils import escape

from . import content, write_xml
from .words import Words

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NS = 'xmlns="urn:x-vorlage:1"'


def share(rnd, total, n):
    """n page counts, most of them small, some large, that make the total."""
    weight = [rnd.paretovariate(1.1) for _ in range(n)]
    most = sum(weight)
    pages = [max(1, round(total * w / most)) for w in weight]
    while sum(pages) > total and max(pages) > 1:
        pages[pages.index(max(pages))] -= 1
    while sum(pages) < total:
        pages[pages.index(max(pages))] += 1
    return pages


def attachment(vorlage, folder, seed, pages, path):
    """A PDF of about so many pages, made by the program itself from random text."""
    blocks = content.Paper(seed, max(1, pages - 0.6), os.path.join(folder, "quellen")).blocks
    xml = write_xml.write(blocks, os.path.join(folder, "quellen"), f"{seed}/1", f"quelle-{seed}.xml")
    subprocess.run([vorlage, "pdf", "--quiet", xml, "-o", path], check=True)
    os.remove(xml)


def paper(words, rnd, number, top, files):
    text = "".join(f"<p>{escape(words.text(rnd.randint(40, 120)))}</p>" for _ in range(rnd.randint(3, 12)))
    listed = "".join(f'<anlage nr="{i + 1}" datei="anlagen/{os.path.basename(f)}" status="oeffentlich">{escape(words.title())}</anlage>' for i, f in enumerate(files))
    return (f'{HEAD}<vorlage {NS} nummer="{number}" art="beschluss" status="oeffentlich"><kopf><betreff>{escape(words.title())}</betreff></kopf>'
            f'<beratungsfolge><beratung gremium="gr" termin="2025-05-14" top="Ö {top}" status="oeffentlich" zustaendigkeit="entscheidung"/></beratungsfolge>'
            f"<antrag><p>{escape(words.sentence(8, 20))}</p></antrag><sachverhalt>{text}</sachverhalt>" + (f"<anlagen>{listed}</anlagen>" if listed else "") + "</vorlage>\n")


def write(folder, vorlage, papers=61, attachments=145, pages=1500, members=40, seed=1):
    """Writes the session; the path of its sitzung.xml."""
    rnd = random.Random(seed)
    words = Words(rnd)
    os.makedirs(os.path.join(folder, "quellen"), exist_ok=True)
    belongs = [rnd.randrange(papers) for _ in range(attachments)]
    counts = share(rnd, pages, attachments)
    tops = []
    for i in range(papers):
        sub = os.path.join(folder, f"v{i + 1:03}")
        os.makedirs(os.path.join(sub, "anlagen"), exist_ok=True)
        files = []
        for k in (k for k in range(attachments) if belongs[k] == i):
            path = os.path.join(sub, "anlagen", f"a{k + 1:03}.pdf")
            attachment(vorlage, folder, seed * 1000 + k, counts[k], path)
            files.append(path)
        with open(os.path.join(sub, "vorlage.xml"), "w", encoding="utf-8") as f:
            f.write(paper(words, rnd, f"{i + 1:03}/2025", i + 1, files))
        tops.append(f'<top nr="{i + 1}" status="oeffentlich"><unterlage vorlage="{i + 1:03}/2025" datei="v{i + 1:03}/vorlage.xml"/></top>')
    with open(os.path.join(folder, "koerperschaft.xml"), "w", encoding="utf-8") as f:
        f.write(f'{HEAD}<koerperschaft {NS} name="Stadt Obertal" genitiv="der Stadt Obertal"><gremien><gremium id="gr" name="Gemeinderat" genitiv="des Gemeinderats" kurz="GR"/></gremien></koerperschaft>\n')
    with open(os.path.join(folder, "mitglieder.xml"), "w", encoding="utf-8") as f:
        f.write(f'{HEAD}<mitglieder {NS} gremium="gr">' + "".join(
            f'<mitglied id="m{i + 1}" anrede="frau" vorname="Vera" name="{escape(words.title().split()[0])} {i + 1}" funktion="{"mitglied" if i else "vorsitz"}" zustellung="portal" nichtoeffentlich="ja"/>'
            for i in range(members)) + "</mitglieder>\n")
    path = os.path.join(folder, "sitzung.xml")
    with open(path, "w", encoding="utf-8") as f:
        f.write(f'{HEAD}<sitzung {NS} gremium="gr" nummer="4/2025" status="oeffentlich" beginn="2025-05-14T16:00:00+02:00" ort="Rathaus" koerperschaft="koerperschaft.xml">'
                f'<einladung datum="2025-05-02"><p>{escape(words.sentence(6, 12))}</p></einladung><tagesordnung>{"".join(tops)}</tagesordnung><verteiler datei="mitglieder.xml"/></sitzung>\n')
    return path
