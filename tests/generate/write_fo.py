"""The same paper as XSL-FO for Apache FOP, in the same faces and measure, tagged."""
import os
from xml.sax.saxutils import escape, quoteattr

from .write_xml import money

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format" xml:lang="de" font-family="Noto Serif" font-size="10.5pt" line-height="14.5pt" hyphenate="true" language="de" country="DE">
<fo:layout-master-set><fo:simple-page-master master-name="a4" page-width="210mm" page-height="297mm" margin="12mm 22.5mm">
<fo:region-body margin="13mm 0"/><fo:region-before extent="10mm"/><fo:region-after extent="10mm"/></fo:simple-page-master></fo:layout-master-set>
<fo:page-sequence master-reference="a4">
<fo:static-content flow-name="xsl-region-before"><fo:block>Vorlage %s</fo:block></fo:static-content>
<fo:static-content flow-name="xsl-region-after"><fo:block text-align="center"><fo:page-number/> von <fo:page-number-citation ref-id="end"/></fo:block></fo:static-content>
<fo:flow flow-name="xsl-region-body">
<fo:block role="H1" font-family="Noto Sans" font-weight="bold" font-size="16pt">Bericht über die Entwicklung der Maßnahmen</fo:block>
"""
TAIL = '<fo:block id="end"/></fo:flow></fo:page-sequence></fo:root>\n'


def run(r):
    kind, s = r
    if kind == "note":
        return (f'<fo:footnote><fo:inline font-size="6.5pt" baseline-shift="super">*</fo:inline><fo:footnote-body><fo:block font-size="8.5pt">{escape(s)}</fo:block>'
                "</fo:footnote-body></fo:footnote>")
    return f'<fo:inline font-weight="bold">{escape(s)}</fo:inline>' if kind == "bold" else escape(s)


def cell(c):
    text, align = (money(c), ' text-align="right"') if isinstance(c, int) else (escape(c or ""), "")
    return f'<fo:table-cell border="0.4pt solid black" padding="2pt"><fo:block{align}>{text}</fo:block></fo:table-cell>'


def table(b):
    _, title, head, rows, sums = b
    number = [isinstance(c, int) for c in rows[0]]
    out = [f'<fo:block font-weight="bold" keep-with-next="always">{escape(title)}</fo:block>'] if title else []
    out.append('<fo:table table-layout="fixed" width="100%">')
    out += [f'<fo:table-column column-width="{32 if n else "proportional-column-width(1)"}{"mm" if n else ""}"/>' for n in number]
    if head:
        out.append("<fo:table-header><fo:table-row>" + "".join(map(cell, head)) + "</fo:table-row></fo:table-header>")
    out.append("<fo:table-body>")
    out += ["<fo:table-row>" + "".join(map(cell, r)) + "</fo:table-row>" for r in rows + ([["Summe", *sums[1:]]] if any(s is not None for s in sums) else [])]
    return "\n".join(out + ["</fo:table-body></fo:table>"])


def item(label, text):
    return (f'<fo:list-item><fo:list-item-label end-indent="label-end()"><fo:block>{label}</fo:block></fo:list-item-label>'
            f'<fo:list-item-body start-indent="body-start()"><fo:block text-align="justify">{escape(text)}</fo:block></fo:list-item-body></fo:list-item>')


def block(b):
    if b[0] == "head":
        return f'<fo:block role="H{min(6, b[1] + 1)}" font-family="Noto Sans" font-weight="bold" keep-with-next="always" space-before="14pt">{escape(b[2])}</fo:block>'
    if b[0] == "p":
        return '<fo:block text-align="justify" space-after="6pt">' + "".join(map(run, b[1])) + "</fo:block>"
    if b[0] == "list":
        return '<fo:list-block provisional-distance-between-starts="14pt">' + "".join(item(f"{i}." if b[1] else "•", x) for i, x in enumerate(b[2], 1)) + "</fo:list-block>"
    if b[0] == "table":
        return table(b)
    return (f'<fo:block><fo:external-graphic src="{b[1]}" content-width="120mm" xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" fox:alt-text={quoteattr(b[2])}/></fo:block>'
            f"<fo:block>{escape(b[3])}</fo:block>")


CONFIG = """<?xml version="1.0"?>
<fop version="1.0"><accessibility>true</accessibility><base>.</base><renderers><renderer mime="application/pdf"><fonts>
%s
</fonts></renderer></renderers></fop>
"""
STYLES = {"Regular": ("normal", "normal"), "Bold": ("normal", "bold"), "Italic": ("italic", "normal"), "BoldItalic": ("italic", "bold")}


def config(folder, fonts):
    """A configuration that names the faces; its path."""
    faces = []
    for f in sorted(os.listdir(fonts)):
        family, _, style = f[:-4].partition("-")
        slant, weight = STYLES[style]
        faces.append(f'<font embed-url="{fonts}/{f}"><font-triplet name="{family.replace("Noto", "Noto ")}" style="{slant}" weight="{weight}"/></font>')
    path = os.path.join(folder, "fop.xml")
    with open(path, "w", encoding="utf-8") as f:
        f.write(CONFIG % "\n".join(faces))
    return path


def write(blocks, folder, number="1/2024", name="paper.fo"):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as f:
        f.write(HEAD % number + "\n".join(map(block, blocks)) + "\n" + TAIL)
    return path
