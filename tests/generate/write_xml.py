"""The paper as a Vorlage, with a house style that a peer can copy: measure, faces and sizes are stated in STYLE and in write_typst."""
import os
from xml.sax.saxutils import escape, quoteattr

STYLE = """<?xml version="1.0" encoding="UTF-8"?>
<stil xmlns="urn:x-vorlage:1" name="Maß">
  <kopf form="tabelle"><kopftitel>Vorlage {nummer}</kopftitel><kopffeld name="betreff"/><kopffeld name="federfuehrend"/></kopf>
  <aufbau><abteilung art="kopf"/><abteilung art="teil" teil="begruendung" titel="Begründung"/></aufbau>
  <text blocksatz="ja" trennung="ja" nummerierung="dezimal"/>
  <schrift familie="Noto Serif" familie-titel="Noto Sans" grad="10.5" zeile="14.5"/>
  <seite innen="22.5" aussen="22.5" oben="25" unten="25"/>
  <seitenkopf><links>Vorlage {nummer}</links><rechts/></seitenkopf>
  <seitenfuss><links/><mitte>{seite} von {seiten}</mitte><rechts/></seitenfuss>
</stil>
"""


def money(cell):
    return ("-" if cell < 0 else "") + f"{abs(cell) // 100:,}".replace(",", ".") + f",{abs(cell) % 100:02d}"


def run(r):
    kind, s = r
    return {"text": "{}", "bold": "<stark>{}</stark>", "note": "<fussnote>{}</fussnote>"}[kind].format(escape(s))


def table(b):
    _, title, head, rows, sums = b
    total = any(s is not None for s in sums)
    number = [isinstance(c, int) for c in rows[0]]
    out = ["<tabelle>", f"<titel>{escape(title)}</titel>" if title else ""]
    out += ['<spalte art="betrag" uebertrag="ja"/>' if total and sums[i] is not None else '<spalte art="betrag"/>' if n else "<spalte/>" for i, n in enumerate(number)]
    if head:
        out.append("<tabellenkopf><zeile>" + "".join(f"<zelle>{escape(h)}</zelle>" for h in head) + "</zeile></tabellenkopf>")
    for r in rows + ([["Summe", *sums[1:]]] if total else []):
        attr = ' art="summe"' if total and r[0] == "Summe" else ""
        out.append(f"<zeile{attr}>" + "".join(f"<zelle>{money(c) if isinstance(c, int) else escape(c or '')}</zelle>" for c in r) + "</zeile>")
    return "\n".join([x for x in out if x] + ["</tabelle>"])


def block(b):
    if b[0] == "p":
        return "<p>" + "".join(map(run, b[1])) + "</p>"
    if b[0] == "list":
        return f'<liste art="{"nummern" if b[1] else "punkte"}">' + "\n".join(f"<punkt>{escape(i)}</punkt>" for i in b[2]) + "</liste>"
    if b[0] == "table":
        return table(b)
    return f"<bild datei={quoteattr(b[1])} breite=\"120\" alt={quoteattr(b[2])}><bildtext>{escape(b[3])}</bildtext></bild>"


def body(blocks):
    """Heads open sections; a section closes where a head of its level or above begins."""
    out, depth = [], 0
    for b in blocks:
        if b[0] == "head":
            out += ["</abschnitt>"] * (depth - b[1] + 1)
            out.append(f"<abschnitt><titel>{escape(b[2])}</titel>")
            depth = b[1]
        else:
            out.append(block(b))
    return "\n".join(out + ["</abschnitt>"] * depth)


def write(blocks, folder, number="1/2024", name="vorlage.xml"):
    """Writes folder/name and folder/stil.xml; the path of the Vorlage."""
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "stil.xml"), "w", encoding="utf-8") as f:
        f.write(STYLE)
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as f:
        f.write(f"""<?xml version="1.0" encoding="UTF-8"?>
<vorlage xmlns="urn:x-vorlage:1" nummer="{number}" art="bericht" status="oeffentlich" stil="stil.xml">
<kopf><betreff>Bericht über die Entwicklung der Maßnahmen</betreff><federfuehrend>Hauptamt</federfuehrend></kopf>
<begruendung>
{body(blocks)}
</begruendung>
</vorlage>
""")
    return path
