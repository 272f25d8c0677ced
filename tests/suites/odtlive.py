"""The ODT in LibreOffice: a changed amount is followed by the sums above which it stands, and every figure is drawn as it was written."""
import os
import re
import subprocess
import time
import xml.etree.ElementTree as ET
import zipfile
from decimal import ROUND_HALF_UP, Decimal

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


def span(a, first, b, last):
    """The cells of a range, along a column or a row."""
    return [f"{chr(c)}{r}" for c in range(ord(a), ord(b) + 1) for r in range(int(first), int(last) + 1)]


def named(formula):
    """The cells a formula names."""
    out = {c for r in re.findall(r"<([A-Z])(\d+):([A-Z])(\d+)>", formula) for c in span(*r)}
    return out | set(re.findall(r"<([A-Z]\d+)>", formula))


def rounded(x, places):
    return x.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def compute(values, formulas, cell):
    """What a cell should hold, reckoned exactly."""
    if cell not in formulas:
        return values.get(cell, Decimal(0))
    e = re.sub(r"sum\(<([A-Z])(\d+):([A-Z])(\d+)>\)", lambda m: "(" + "+".join(f"V('{c}')" for c in span(*m.groups())) + ")", formulas[cell].removeprefix("ooow:"))
    e = re.sub(r"<([A-Z]\d+)>", r"V('\1')", e)
    e = re.sub(r"\b(\d+)\b(?!')", r"D(\1)", re.sub(r"\(((?:[^()]|\('[^']*'\))*)\) round (\d)", r"R(\1,~\2~)", e))
    e = re.sub(r"~D\((\d)\)~", r"\1", e)
    return eval(e, {"V": lambda c: compute(values, formulas, c), "D": Decimal, "R": rounded})  # noqa: S307 - formulas of our own writer


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


PAPER = """<?xml version="1.0" encoding="UTF-8"?>
<vorlage xmlns="urn:x-vorlage:1" nummer="1/2026" art="beschluss" status="oeffentlich" stil="stil.xml"><kopf><betreff>Was alles rechnet</betreff></kopf>
<sachverhalt><tabelle><spalte art="text"/><spalte art="betrag" einheit="EUR"/><spalte art="zahl" einheit="%"/>
<tabellenkopf><zeile><zelle>Wer</zelle><zelle>Betrag</zelle><zelle>Anteil</zelle></zeile></tabellenkopf>
<zeile><zelle>Land</zelle><zelle>300.000,00</zelle><zelle>60,0</zelle></zeile><zeile><zelle>Stadt</zelle><zelle>200.000,00</zelle><zelle>40,0</zelle></zeile>
<zeile art="summe"><zelle>Summe</zelle><zelle>500.000,00</zelle><zelle>100</zelle></zeile></tabelle></sachverhalt>
<finanzen>
<posten art="aufwand" haushalt="ergebnis" jahr="2026" netto="10142.35" ust="19" brutto="12069.40" ansatz="9000.00" bereitgestellt="100.50" beantragt="3000.00">Bau</posten>
<posten art="aufwand" haushalt="ergebnis" jahr="2026" netto="83.50" ust="7" brutto="89.35" ansatz="0.00" bereitgestellt="1.00" beantragt="0.00">Bücher</posten>
<posten art="ertrag" haushalt="ergebnis" jahr="2026" netto="1000.00" ust="19" brutto="1190.00" ansatz="1.00" bereitgestellt="1.00" beantragt="1.00">Eintritt</posten>
<posten art="ertrag" haushalt="ergebnis" betrag="350.00"><jahresbetrag jahr="2026" eur="100.00"/><jahresbetrag jahr="2027" eur="250.00"/>Zuschuss</posten>
FORMS</finanzen></vorlage>
"""
STYLE = """<stil xmlns="urn:x-vorlage:1" name="Rechnen">
<finanzformular id="satz" summe="ja"><formspalte feld="text" titel="Was"/><formspalte feld="netto" titel="Netto" summe="ja"/><formspalte feld="ust" titel="MwSt." summe="ja"/><formspalte feld="brutto" titel="Brutto" summe="ja"/></finanzformular>
<finanzformular id="brutto" summe="ja" vorzeichen="aufwand-negativ"><formspalte feld="text" titel="Was"/><formspalte feld="netto" titel="Netto" summe="ja"/><formspalte feld="brutto" titel="Brutto" summe="ja"/></finanzformular>
<finanzformular id="saldo" saldo="ja"><formspalte feld="text" titel="Was"/><formspalte feld="betrag" titel="Betrag" summe="ja"/></finanzformular>
<finanzformular id="haben" saldo="ja" vorzeichen="aufwand-positiv"><formspalte feld="text" titel="Was"/><formspalte feld="betrag" titel="Betrag" summe="ja"/></finanzformular>
<finanzformular id="ansatz" summe="ja"><formspalte feld="text" titel="Was"/><formspalte feld="ansatz" titel="Ansatz" summe="ja"/><formspalte feld="bereitgestellt" titel="bereit" summe="ja"/>
<formspalte feld="beantragt" titel="beantragt" summe="ja"/><formspalte feld="neu-verfuegbar" titel="neu" summe="ja"/><formspalte feld="rest" titel="Rest" summe="ja"/></finanzformular></stil>
"""
FORMS = ("steuer", "satz", "brutto", "saldo", "haben", "ansatz", "mehrjahr")


def reckoning(t):
    """A paper with every kind of formula. The path of its ODT, and how many formulas it has at least in each table."""
    open(t.path("stil.xml"), "w", encoding="utf-8").write(STYLE)
    paper, odt = t.path("rechnen.xml"), t.path("rechnen.odt")
    open(paper, "w", encoding="utf-8").write(PAPER.replace("FORMS", "".join(f'<finanztabelle form="{f}"/>' for f in FORMS)))
    r = t.run("odt", "--quiet", paper, "-o", odt)
    t.eq(r.returncode, 0, r.stderr.decode())
    return odt


def test_every_kind_of_formula(t):
    """VAT, gross, budgets, years, shares, balances of either sign: each is live."""
    t.need("soffice", "LibreOffice")
    odt = reckoning(t)
    found = [f for table in cells(odt).values() for _, f, _ in table.values() if f]
    for kind, pattern, least in (("VAT", r"ooow:\(<C\d>\*<D\d>/100\) round 2", 3), ("VAT at a rate not shown", r"ooow:\(<B\d>\*19/100\) round 2", 2), ("gross", r"ooow:<C\d>\+<E\d>", 3),
                                 ("gross alone", r"ooow:<B\d>\+\(\(<B\d>\*7/100\) round 2\)", 1), ("balance", r"ooow:0-\(sum\(<B\d:B\d>\)\)\+\(sum\(<B\d:B\d>\)\)", 1),
                                 ("budget", r"ooow:<B\d>\+<C\d>\+<D\d>", 3), ("rest", r"ooow:<B\d>-<C\d>-<D\d>", 3), ("years", r"ooow:sum\(<B\d:C\d>\)", 3), ("share", r"ooow:\(<B\d>\*100/<B4>\) round 1", 2)):
        t.ok(len([f for f in found if re.fullmatch(pattern, f)]) >= least, f"{kind}: {found}")
    office = Office(t)
    try:
        t.ok(one(t, office, odt) >= 40, "formulas")
    finally:
        office.stop()


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
        values = {c: Decimal(str(v)) for c, (v, _, _) in table.items()}
        formulas = {c: f for c, (_, f, _) in table.items() if f}
        for cell, (value, formula, text) in table.items():
            c = live.getCellByName(cell)
            t.ok(abs(c.Value - value) < 1e-6, f"{odt} {name} {cell}: {c.Value} for {value}")
            t.eq(c.String, text, f"{odt} {name} {cell}: as LibreOffice draws it")
            if not formula:
                continue
            count += 1
            t.ok(c.Formula, f"{name} {cell}: a formula")
            t.eq(float(compute(values, formulas, cell)), value, f"{odt} {name} {cell} = {formula}: gives what is stated")
        for other in inputs(formulas, table)[:12]:
            changed(t, doc, live, values, formulas, other, f"{odt} {name}")
    doc.close(True)
    return count


def inputs(formulas, table):
    """Amounts typed in that a formula names: some of each column."""
    all_named = sorted(set().union(set(), *map(named, formulas.values())) & set(table) - set(formulas), key=lambda c: (int(c[1:]), c[0]))
    return [c for k, c in enumerate(all_named) if k < 8 or k % 7 == 0]


def changed(t, doc, live, values, formulas, other, what):
    """Another amount in that cell: every formula of the table follows."""
    o = live.getCellByName(other)
    before = o.Value
    trial = dict(values, **{other: values[other] + Decimal("1000.55")})
    o.Value = float(trial[other])
    doc.TextFields.refresh()
    for cell, formula in list(formulas.items())[:64]:
        got = live.getCellByName(cell).Value
        t.ok(abs(got - float(compute(trial, formulas, cell))) < 1e-6, f"{what} {cell} = {formula}: becomes {got} with {other} {trial[other]}, not {compute(trial, formulas, cell)}")
    o.Value = before
    doc.TextFields.refresh()
