"""The ODT in LibreOffice: a changed amount is followed by the sums above which it stands, and every figure is drawn as it was written."""
import os
import re
import subprocess
import time
import xml.etree.ElementTree as ET
import zipfile

import odtwalk
from harness import samples

SAMPLES = ("lindenbruck", "okertal", "lang", "wupperfeld", "regnitzau", "geteilt")


class Office:
    """A LibreOffice of our own, driven over a pipe."""

    def __init__(self, t):
        import uno
        self.uno, pipe = uno, f"vorlage{os.getpid()}_{id(self)}"
        self.process = subprocess.Popen(["soffice", f"-env:UserInstallation=file://{t.path('profile')}", "--headless", "--norestore", "--nologo", f"--accept=pipe,name={pipe};urp;"],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        for _ in range(300):
            try:
                context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except Exception:  # noqa: BLE001 - it is not up yet
                time.sleep(.2)
        self.desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)

    def load(self, path):
        hidden = self.uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        hidden.Name, hidden.Value = "Hidden", True
        return self.desktop.loadComponentFromURL(self.uno.systemPathToFileUrl(path), "_blank", 0, (hidden,))

    def stop(self):
        try:
            self.desktop.terminate()
        except Exception:  # noqa: BLE001 - it ends the connection
            pass
        self.process.wait(30)


def cells(odt):
    """{table: {cell name: (value, formula, text)}} of the cells that are figures."""
    with zipfile.ZipFile(odt) as z:
        content = ET.fromstring(z.read("content.xml"))
    out = {}
    for table in content.iter(odtwalk.q("table:table")):
        found = out.setdefault(table.get(odtwalk.q("table:name")), {})
        for r, row in enumerate(table.iter(odtwalk.q("table:table-row")), 1):
            for c, cell in enumerate(row):
                value = cell.get(odtwalk.q("office:value"))
                if value is not None:
                    found[f"{chr(65 + c)}{r}"] = (float(value), cell.get(odtwalk.q("table:formula")), "".join(cell.itertext()))
    return out


def named(formula):
    """The cells a formula's ranges name."""
    out = set()
    for a, first, _, last in re.findall(r"<([A-Z])(\d+):([A-Z])(\d+)>", formula):
        out |= {f"{a}{i}" for i in range(int(first), int(last) + 1)}
    return out | set(re.findall(r"<([A-Z]\d+)>", formula))


def test_live(t):
    t.need("soffice", "LibreOffice")
    try:
        import uno  # noqa: F401
    except ImportError:
        t.need("/nonexistent", "python3-uno")
    office = Office(t)
    formulas = numbered = references = 0
    try:
        for path in samples():
            if os.path.basename(os.path.dirname(path)) in SAMPLES:
                odt = t.path(os.path.basename(os.path.dirname(path)) + ".odt")
                t.eq(t.run("odt", "--quiet", "--edition", "full", path, "-o", odt).returncode, 0, odt)
                formulas += one(t, office, odt)
                references += fields(t, office, odt)
                numbered += numbers(t, office, odt, t.run("dump", "--stage=text", "--edition", "full", path).stdout.decode())
    finally:
        office.stop()
    t.ok(formulas >= 12, f"{formulas} formulas are live")
    t.ok(references >= 60, f"{references} references and numbers are live")
    t.ok(numbered >= 30, f"{numbered} headings are numbered by Writer")


def numbers(t, office, odt, text):
    """Writer's own numbers of the headings are those of the flow, in order."""
    doc, got = office.load(odt), []
    paragraphs = doc.Text.createEnumeration()
    while paragraphs.hasMoreElements():
        p = paragraphs.nextElement()
        if p.supportsService("com.sun.star.text.Paragraph") and p.OutlineLevel > 2 and p.ListLabelString:
            got.append(f"{p.ListLabelString} {p.String}")
    doc.close(True)
    lines = text.splitlines()
    want = [x for x in lines if x in set(got)]
    t.eq(got, want, f"{odt}: numbers of headings")
    missing = [x for x in lines if re.match(r"\d+(\.\d+)+ [A-ZÄÖÜ]", x) and "\t" not in x and x not in got]
    t.ok(not got or not missing, f"{odt}: headings without their number {missing[:3]}")
    return len(got)


def shown(doc):
    """Fields in the text and the running lines: [(kind, what they show)], in no order that means anything."""
    out, e = [], doc.TextFields.createEnumeration()
    while e.hasMoreElements():
        f = e.nextElement()
        kind = next((k for k in ("GetReference", "SetExpression", "PageNumber") if f.supportsService("com.sun.star.text.textfield." + k)), "other")
        if kind != "PageNumber":
            out.append((kind, f.getPresentation(False)))
    return sorted(out)


def fields(t, office, odt):
    """References and numbers are what Writer itself would make of them, and so is the contents list; a section or a figure more, and they follow."""
    with zipfile.ZipFile(odt) as z:
        content = ET.fromstring(z.read("content.xml"))
    written = sorted("".join(e.itertext()) for tag in ("sequence", "sequence-ref", "reference-ref") for e in content.iter(odtwalk.q("text:" + tag)))
    numbers_of_sections = sorted(e.text for e in content.iter(odtwalk.q("text:bookmark-ref")) if e.get(odtwalk.q("text:reference-format")) != "page")
    doc = office.load(odt)
    doc.TextFields.refresh()
    now = shown(doc)
    kept = [x for k, x in now if k in ("GetReference", "SetExpression")]
    for x in written + numbers_of_sections:
        t.ok(x in kept, f"{odt}: {x!r} is not what Writer shows: {kept[:20]}")
    for i in range(doc.DocumentIndexes.Count):
        index = doc.DocumentIndexes.getByIndex(i)
        before = index.Anchor.String
        index.update()
        t.eq(index.Anchor.String, before, f"{odt}: the contents list made anew")
    if numbers_of_sections:
        follow(t, doc, numbers_of_sections, odt)
    doc.close(True)
    return len(now)


def follow(t, doc, numbers, odt):
    """A section put in before all others: what refers to one by its number counts on."""
    paragraphs = doc.Text.createEnumeration()
    while paragraphs.hasMoreElements():
        p = paragraphs.nextElement()
        if p.supportsService("com.sun.star.text.Paragraph") and p.OutlineLevel == 3 and p.ListLabelString:
            cursor = doc.Text.createTextCursorByRange(p.Start)
            doc.Text.insertControlCharacter(cursor, 0, False)
            break
    doc.TextFields.refresh()
    after = [x for k, x in shown(doc) if k == "GetReference"]
    for n in numbers:
        head, _, tail = n.partition(".")
        want = f"{int(head) + 1}{_}{tail}"
        t.ok(want in after, f"{odt}: section {n} becomes {want}: {after[:10]}")


def one(t, office, odt):
    doc, count = office.load(odt), 0
    for name, table in cells(odt).items():
        live = doc.TextTables.getByName(name) if table else None
        for cell, (value, formula, text) in table.items():
            c = live.getCellByName(cell)
            t.ok(abs(c.Value - value) < 1e-6, f"{odt} {name} {cell}: {c.Value} for {value}")
            t.eq(c.String, text, f"{odt} {name} {cell}: as LibreOffice draws it")
            if not formula:
                continue
            count += 1
            t.ok(c.Formula, f"{name} {cell}: a formula")
            for other in sorted(named(formula) & set(table))[:2]:
                o = live.getCellByName(other)
                if o.Formula:
                    continue
                before = c.Value
                o.Value = o.Value + 1000
                doc.TextFields.refresh()
                t.ok(abs(abs(c.Value - before) - 1000) < 1e-6, f"{odt} {name} {cell} = {formula}: {before} becomes {c.Value} with {other}")
                o.Value = o.Value - 1000
                doc.TextFields.refresh()
    doc.close(True)
    return count
