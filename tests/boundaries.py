"""Tables of values just below, at and above each bound of a rule, in both directions, with all that is told of them.

table(name, document, rows): document(*values) gives the file's text, or {name: text} of several files of which the first is checked; a row holds the
values and, last, the codes that are told ("": nothing is). suites/boundaries.py checks all of them in one call, in several time zones."""
from diagcases import png

NS = 'xmlns="urn:x-vorlage:1"'
TABLES = []


def table(name, document, rows):
    assert name not in {x[0] for x in TABLES}, name
    TABLES.append((name, document, [r if isinstance(r, tuple) else (r,) for r in rows]))


def paper(body="<sachverhalt><p>Text.</p></sachverhalt>", head="", root="", status="oeffentlich"):
    return f'<vorlage {NS} nummer="1/2024" art="bericht" status="{status}"{root}><kopf{head}><betreff>Probe</betreff></kopf>{body}</vorlage>'


def text(body):
    return paper(f"<sachverhalt>{body}</sachverhalt>")


# ---- finance rows: net, VAT, gross ---------------------------------------------------------------------

def row(attrs, inside="", art="aufwand"):
    return f'<posten id="a" art="{art}" {attrs}>{inside}Halle</posten>'


def finance(*rows):
    return paper(f'<sachverhalt><p>Text.</p></sachverhalt><finanzen>{"".join(rows)}</finanzen>')


WRONG = "posten-brutto"
table("net + VAT = gross", lambda net, rate, gross: finance(row(f'jahr="2024" netto="{net}" ust="{rate}" brutto="{gross}"')), [
    ("100.00", "19", "118.99", WRONG), ("100.00", "19", "119.00", ""), ("100.00", "19", "119.01", WRONG),
    ("0.50", "5", "0.52", WRONG), ("0.50", "5", "0.53", ""), ("0.50", "5", "0.54", WRONG),            # 0.025: up
    ("0.30", "5", "0.31", WRONG), ("0.30", "5", "0.32", ""),                                          # 0.015: not to the even cent
    ("0.10", "5", "0.10", WRONG), ("0.10", "5", "0.11", ""),                                          # 0.005
    ("0.09", "5", "0.09", ""), ("0.09", "5", "0.10", WRONG),                                          # 0.0045
    ("-0.10", "5", "-0.11", ""), ("-0.10", "5", "-0.10", WRONG), ("-0.30", "5", "-0.32", ""), ("-0.30", "5", "-0.31", WRONG),  # away from zero
    ("-100.00", "19", "-119.00", ""), ("-100.00", "19", "-118.99", WRONG), ("-100.00", "19", "-81.00", WRONG),
    ("0.00", "19", "0.00", ""), ("0.00", "19", "0.01", WRONG), ("0.00", "19", "-0.01", WRONG),
    ("100.00", "0", "100.00", ""), ("100.00", "0", "100.01", WRONG), ("100.00", "100", "200.00", ""), ("100.00", "100", "199.99", WRONG),
    ("100.00", "100.01", "200.01", "wert-grenze"), ("100.00", "10.7", "110.70", ""), ("1000.00", "0.0005", "1000.01", ""), ("1000.00", "0.0004", "1000.00", ""), ("1000.00", "0.0004", "1000.01", WRONG),
    ("1.00", "0.00005", "1.00", "wert-form"),
    ("4999999999999.99", "100", "9999999999999.98", ""), ("4999999999999.99", "100", "9999999999999.97", WRONG), ("5000000000000.00", "100", "9999999999999.99", WRONG),
    ("9999999999999.99", "0", "9999999999999.99", ""), ("-9999999999999.99", "0", "-9999999999999.99", ""), ("10000000000000.00", "0", "1.00", "wert"),
])
table("a rate needs net or gross", lambda attrs: finance(row(f'jahr="2024" {attrs}')), [
    ('ust="19" betrag="1.00"', "posten-ust"), ('ust="19" ansatz="1.00"', "posten-ust"), ('ust="0" betrag="1.00"', "posten-ust"),
    ('ust="19" netto="1.00"', ""), ('ust="19" brutto="1.00"', ""), ('betrag="1.00"', ""),
])
table("net is not above gross", lambda net, gross: finance(row(f'jahr="2024" netto="{net}" brutto="{gross}"')), [
    ("100.00", "99.99", "posten-netto"), ("100.00", "100.00", ""), ("100.00", "100.01", ""), ("0.00", "-0.01", "posten-netto"), ("0.00", "0.00", ""), ("0.01", "0.00", "posten-netto"),
    ("-1.00", "-2.00", ""), ("-1.00", "-1.19", ""), ("-0.01", "-9999999999999.99", ""),
])
table("the amount is the gross one, else the net one", lambda attrs: finance(row(f'jahr="2024" {attrs}')), [
    ('brutto="119.00" betrag="118.99"', "posten-betrag"), ('brutto="119.00" betrag="119.00"', ""), ('brutto="119.00" betrag="119.01"', "posten-betrag"),
    ('netto="100.00" betrag="99.99"', "posten-betrag"), ('netto="100.00" betrag="100.00"', ""), ('netto="100.00" betrag="100.01"', "posten-betrag"),
    ('netto="100.00" ust="19" betrag="100.00"', "posten-betrag"), ('netto="100.00" ust="19" betrag="119.00"', ""),
    ('netto="100.00" brutto="119.00" betrag="119.00"', ""), ('netto="100.00" brutto="119.00" betrag="100.00"', "posten-betrag"),
    ('brutto="-119.00" betrag="119.00"', "posten-betrag"), ('brutto="119.00" ust="19" betrag="119.00"', ""), ('brutto="119.00" ust="19" betrag="100.00"', "posten-betrag"),
])

# ---- finance rows: years ---------------------------------------------------------------------------------

YEAR = '<jahresbetrag jahr="{}" eur="{}"/>'


def years(attrs, *pairs):
    return finance(row(attrs, "".join(YEAR.format(*p) for p in pairs), "auszahlung"))


OUT = "posten-jahr"
table("years lie within the row's period", lambda attrs, year: years(attrs, (year, "1.00")), [
    ('von="2024" bis="2026"', 2023, OUT), ('von="2024" bis="2026"', 2024, ""), ('von="2024" bis="2026"', 2025, ""), ('von="2024" bis="2026"', 2026, ""), ('von="2024" bis="2026"', 2027, OUT),
    ('jahr="2024"', 2023, OUT), ('jahr="2024"', 2024, ""), ('jahr="2024"', 2025, OUT), ('ab="2024"', 2023, OUT), ('ab="2024"', 2024, ""), ('ab="2024"', 2199, ""),
    ('von="2024"', 2023, OUT), ('von="2024"', 2024, ""), ("", 1900, ""), ("", 1899, "wert-grenze"), ("", 2199, ""), ("", 2200, "wert-grenze"),
])
table("a year stands once", lambda *when: years("", *[(y, "1.00") for y in when[0]]), [
    ((2024, 2025), ""), ((2024, 2024), "posten-jahr-doppelt"), ((2024, 2025, 2024), "posten-jahr-doppelt"), ((1900, 2199), ""), ((1900, 1900), "posten-jahr-doppelt"), ((2199, 2199), "posten-jahr-doppelt"),
])
SUM = "posten-jahre-summe"
table("amounts by year make the stated one", lambda attrs, a, b: years(f'von="2024" bis="2025" turnus="gesamt" {attrs}', (2024, a), (2025, b)), [
    ('betrag="300.00"', "100.00", "199.99", SUM), ('betrag="300.00"', "100.00", "200.00", ""), ('betrag="300.00"', "100.00", "200.01", SUM),
    ('brutto="300.00"', "100.00", "200.00", ""), ('brutto="300.00"', "100.00", "200.01", SUM), ('netto="300.00"', "100.00", "200.00", ""), ('netto="300.00"', "100.00", "199.99", SUM),
    ('netto="250.00" brutto="300.00"', "100.00", "200.00", ""), ('netto="250.00" brutto="300.00"', "100.00", "150.00", SUM),
    ('betrag="0.00"', "100.00", "-100.00", ""), ('betrag="0.00"', "100.00", "-100.01", SUM), ('betrag="-300.00"', "-100.00", "-200.00", ""), ('betrag="-300.00"', "100.00", "200.00", SUM),
    ('betrag="9999999999999.99"', "9999999999999.98", "0.01", ""), ('betrag="9999999999999.99"', "9999999999999.99", "0.01", SUM), ("", "1.00", "2.00", ""),
])
table("yearly amounts and amounts by year", lambda turnus, stated: years(f'von="2024" bis="2025" {turnus}{stated}', (2024, "1.00"), (2025, "2.00")), [
    ('turnus="jaehrlich"', ' betrag="3.00"', "posten-jaehrlich"), ('turnus="jaehrlich"', ' betrag="4.00"', "posten-jaehrlich"), ('turnus="jaehrlich"', "", ""),
    ('turnus="gesamt"', ' betrag="3.00"', ""), ('turnus="einmalig"', ' betrag="3.00"', ""), ("", ' betrag="3.00"', ""),
])
table("a period does not end before it begins", lambda attrs: finance(row(f'{attrs} turnus="gesamt" betrag="1.00"')), [
    ('von="2024" bis="2023"', "posten-von-bis"), ('von="2024" bis="2024"', ""), ('von="2024" bis="2025"', ""), ('von="2199" bis="1900"', "posten-von-bis"),
    ('bis="2024"', "posten-zeitraum"), ('jahr="2024" von="2024"', "posten-zeitraum"), ('jahr="2024" bis="2024"', "posten-zeitraum"), ('jahr="2024" ab="2024"', "posten-zeitraum"),
    ('ab="2024" von="2024"', "posten-zeitraum"), ('ab="2024" bis="2025"', "posten-zeitraum"), ('jahr="2024"', ""), ('ab="2024"', ""), ('von="2024"', ""), ("", ""),
])
UNCLEAR = "posten-turnus"
table("several years say what the amount means", lambda attrs: finance(row(attrs)), [
    ('von="2024" bis="2024" betrag="1.00"', ""), ('von="2024" bis="2025" betrag="1.00"', UNCLEAR), ('von="2024" bis="2025" netto="1.00"', UNCLEAR), ('von="2024" bis="2025" brutto="1.00"', UNCLEAR),
    ('ab="2024" betrag="1.00"', UNCLEAR), ('von="2024" betrag="1.00"', ""), ('jahr="2024" betrag="1.00"', ""), ('von="2024" bis="2025" ansatz="1.00"', ""),
    ('von="2024" bis="2025" turnus="jaehrlich" betrag="1.00"', ""), ('von="2024" bis="2025" turnus="einmalig" betrag="1.00"', ""), ('ab="2024" turnus="jaehrlich" betrag="1.00"', ""),
])
table("a row says an amount", lambda attrs: finance(row(f'jahr="2024" {attrs}')), [
    ("", "posten-ohne-betrag"), ('sachkonto="1"', "posten-ohne-betrag"), ('foerderquote="50"', "posten-ohne-betrag"),
    *[(f'{name}="0.00"', "") for name in ("netto", "brutto", "betrag", "ansatz", "bereitgestellt", "beantragt")], ('vzae="0.5"', ""), ('betrag="viel"', "wert"),
])


def grant(amount, rate, costs=("500000.00",), more="", cost_more="", art="aufwand"):
    rows = [f'<posten art="{art}" jahr="2024" betrag="{c}"{cost_more}>Bau</posten>' for c in costs]
    return finance(*rows, f'<posten art="foerdermittel" betrag="{amount}" foerderquote="{rate}"{more}>Land</posten>')


RATE = "posten-foerderquote"
table("the funding rate", grant, [
    ("200000.00", "39", RATE), ("200000.00", "40", ""), ("200000.00", "41", RATE), ("200000.00", "40.0", ""), ("200000.00", "40.1", RATE), ("200000.00", "39.9999", RATE), ("200000.00", "40.0000", ""),
    ("62500.00", "12", RATE), ("62500.00", "13", ""), ("62500.00", "12.5", ""), ("62500.00", "12.4", RATE), ("62499.99", "12", ""), ("62499.99", "13", RATE), ("62500.01", "13", ""),
    ("166666.67", "33", ""), ("166666.67", "33.3", ""), ("166666.67", "33.4", RATE), ("166666.67", "33.3333", ""), ("166666.67", "33.3334", RATE), ("0.00", "0", ""), ("0.00", "1", RATE),
    ("500000.00", "100", ""), ("500000.00", "99", RATE), ("600000.00", "100", RATE), ("600000.00", "120", "wert-grenze"),
    ("1.00", "50", ("0.00",), ""), ("1.00", "50", ("0.01",), RATE), ("-1.00", "50", ("-2.00",), ""),
    ("100.00", "50", ("100.00", "100.00"), ""), ("100.00", "51", ("100.00", "100.00"), ""), ("100.00", "50", ("100.00", "100.00"), ' gruppe="g"', ' gruppe="g"', ""), ("100.00", "51", ("100.00", "100.00"), ' gruppe="g"', ' gruppe="g"', RATE),
    ("100.00", "1", ("100.00",), ' gruppe="g"', ' gruppe="h"', ""), ("100.00", "1", ("100.00",), ' gruppe="g"', "", ""), ("100.00", "1", ("100.00",), "", ' gruppe="g"', ""),
    ("100.00", "1", ("100.00",), ' turnus="einmalig"', "", ""), ("100.00", "1", ("100.00",), ' turnus="einmalig"', ' turnus="einmalig"', RATE),
    ("100.00", "1", ("100.00",), "", "", "auszahlung", RATE), ("100.00", "1", ("100.00",), "", "", "ertrag", ""), ("100.00", "1", ("100.00",), "", "", "einzahlung", ""),
    ("250000.00", "50", ("500000.00",), ' netto="250000.00"', ""), ("100.00", "50", ("9999999999999.99", "0.01"), ' gruppe="g"', ' gruppe="g"', RATE),
])
table("funding rates are looked at up to 3000 rows", lambda n: finance('<posten art="aufwand" jahr="2024" betrag="100.00">Bau</posten>', '<posten art="foerdermittel" betrag="50.00" foerderquote="51">Land</posten>',
                                                                       '<posten art="ertrag" betrag="1.00">E</posten>' * (n - 2)), [(3000, RATE), (3001, "")])
SHORT = "betrag-einheit"
table("an amount in thousands or millions has at most three decimals", lambda eur, more: text(f'<p>Es sind <betrag eur="{eur}"{more}/>.</p>'), [
    ("1234.00", ' einheit="teur"', ""), ("1234.10", ' einheit="teur"', SHORT), ("1234.01", ' einheit="teur"', SHORT), ("1234.10", ' einheit="teur" rund="ja"', ""), ("1234.10", ' einheit="eur"', ""), ("1234.10", "", ""),
    ("5123000.00", ' einheit="mio"', ""), ("5123100.00", ' einheit="mio"', SHORT), ("5123000.01", ' einheit="mio"', SHORT), ("5123100.00", ' einheit="mio" rund="ja"', ""), ("0.00", ' einheit="mio"', ""),
    ("-5123000.00", ' einheit="mio"', ""), ("-5123100.00", ' einheit="mio"', SHORT), ("1000.00", ' einheit="mio"', ""), ("900.00", ' einheit="mio"', SHORT),
])

# ---- tables: what a cell holds -----------------------------------------------------------------------------

def column(art, unit="", more=""):
    return f'<spalte art="{art}"{unit and f" einheit={chr(34)}{unit}{chr(34)}"}{more}/>'


def rows(cells, art="normal"):
    return "".join(f'<zeile art="{art}">' + "".join(f"<zelle>{c}</zelle>" for c in (r if isinstance(r, tuple) else (r,))) + "</zeile>" for r in cells)


def cell(art):
    return lambda value: text(f"<tabelle>{column(art)}{rows([value])}</tabelle>")


BAD = "zelle-betrag"
table("cells of amounts", cell("betrag"), [(v, "") for v in (
    "1.234,56", "1234,56", "1 234,56", "1\u00a0234,56", "1\u202f234,56", "12.345.678", "0", "0,00", "-1,00", "−1,00", "–1,00", "+1,00", "1,5", "1,--", "1,-", "1,–", "rund 1.200", "rd. 1.200", "ca. 1.200", "5 EUR", "5 €", "5 %", "", "-", "–", "—", "−",
    "999.999.999.999.999", "9.999.999.999.999,99", "1.000")] + [(v, BAD) for v in (
        "1,234", "1,001", "1.23,4", "1.2345", "1..234", ",5", "5,", "1.234.56", "1 234.567", "1.234 567", "--1", "+-1", "1-", "viel", "5 EURO", "1234.567", "0.5", ".5", "1.000.000.000.000.000", "10.000.000.000.000,00", "1,2,3", "12.34")])
table("cells of numbers", cell("zahl"), [(v, "") for v in ("1,123456789", "1.234,5", "-0,5", "12", "", "-", "100 %", "123456,123456789")] + [(v, "zelle-zahl") for v in ("1,1234567890", "1234567,123456789", "zwei", "1/2", "1.2")])
table("cells of days", cell("datum"), [(v, "") for v in (
    "29.02.2024", "29.02.2000", "28.02.2023", "30.04.2024", "31.12.2024", "01.01.2024", "1.1.2024", "01.1.2024", "", "-", "–", "31.01.0001")] + [(v, "zelle-datum") for v in (
        "29.02.2023", "29.02.1900", "30.02.2024", "31.04.2024", "32.12.2024", "00.01.2024", "01.00.2024", "01.13.2024", "01.01.24", "01.01.20245", "1.1.0000", "001.01.2024", "01.001.2024", "2024-01-01", "1. Januar 2024", "01.01.2024.", "—", "01.01.202a")])
WIDTH = "tabelle-breite"
table("cells fill the columns", lambda cells: text(f"<tabelle>{column('text') * 3}<zeile>{cells}</zeile></tabelle>"), [
    ("<zelle/>" * 2, WIDTH), ("<zelle/>" * 3, ""), ("<zelle/>" * 4, WIDTH), ('<zelle spalten="3"/>', ""), ('<zelle spalten="2"/>', WIDTH), ('<zelle spalten="4"/>', WIDTH), ('<zelle spalten="2"/><zelle/>', ""),
    ('<zelle spalten="2"/><zelle spalten="2"/>', WIDTH),
])
OVER = "tabelle-ueberhang"
table("cells end with the last row", lambda *z: text(f"<tabelle>{column('text') * 2}{''.join(f'<zeile>{x}</zeile>' for x in z[0])}</tabelle>"), [
    (('<zelle zeilen="2"/><zelle/>',), OVER), (('<zelle zeilen="2"/><zelle/>', "<zelle/>"), ""), (('<zelle zeilen="3"/><zelle/>', "<zelle/>"), OVER), (('<zelle zeilen="2"/><zelle/>', "<zelle/><zelle/>"), WIDTH),
    (('<zelle/><zelle zeilen="2"/>', "<zelle/>"), ""),
])

# ---- tables: sums -------------------------------------------------------------------------------------------

LOW, HIGH = "summe-zu-klein", "summe-zu-gross"


def sums(unit, cells, total, art="betrag", kind="summe"):
    return text(f"<tabelle>{column(art, unit)}{rows(cells)}{rows([total], kind)}</tabelle>")


table("sums of exact amounts", lambda cells, total: sums("EUR", cells, total), [
    (("1,10", "2,20"), "3,29", LOW), (("1,10", "2,20"), "3,30", ""), (("1,10", "2,20"), "3,31", HIGH), (("1,10", "-2,20"), "-1,11", LOW), (("1,10", "-2,20"), "-1,10", ""), (("1,10", "-2,20"), "-1,09", HIGH),
    (("1,00", "-1,00"), "0,00", ""), (("1,00", "-1,00"), "0,01", HIGH), (("1,00", "-1,00"), "-0,01", LOW), (("1,00", "-", ""), "1,00", ""), (("1,00", "–", "—"), "1,01", HIGH),
    (("9.999.999.999.999,99", "0,00"), "9.999.999.999.999,99", ""), (("9.999.999.999.999,98", "0,01"), "9.999.999.999.999,98", LOW), (("9.999.999.999.999,99", "0,01"), "9.999.999.999.999,99", LOW),
    (("-9.999.999.999.999,99", "0,00"), "-9.999.999.999.999,99", ""), (("-9.999.999.999.999,99", "0,01"), "-9.999.999.999.999,99", LOW), (("-",), "1,00", ""), (("1,00", "2,00"), "-", ""), (("1,00", "2,00"), "", ""),
    (("1,00", "viel"), "5,00", BAD),
])
table("sums of rounded amounts: half of each last digit", lambda unit, cells, total: sums(unit, cells, total), [
    *[(unit, ("1,0",), total, told) for unit in ("TEUR", "T€", "Tsd. EUR", "Mio. EUR", "Mrd. EUR") for total, told in (("0,94", LOW), ("0,95", ""), ("1,05", ""), ("1,06", HIGH))],
    ("EUR", ("1,0",), "0,95", LOW), ("EUR", ("1,0",), "1,05", HIGH), ("", ("1,0",), "1,05", HIGH), ("TEUR", ("1", "1"), "3", ""), ("TEUR", ("1", "1"), "4", HIGH), ("TEUR", ("1", "1"), "1", ""), ("TEUR", ("1", "1"), "0", LOW),
    ("TEUR", ("1", "1"), "3,0", ""), ("TEUR", ("1", "1"), "3,1", HIGH), ("TEUR", ("10", "10"), "22", HIGH), ("TEUR", ("-1", "-1"), "-3", ""), ("TEUR", ("-1", "-1"), "-4", LOW),
])
table("sums with rounded words", lambda cells, total: sums("EUR", cells, total), [
    (("rund 1.200", "100,00"), "1.249,99", LOW), (("rund 1.200", "100,00"), "1.250,00", ""), (("rund 1.200", "100,00"), "1.350,00", ""), (("rund 1.200", "100,00"), "1.350,01", HIGH),
    (("rund 1.234", "100,00"), "1.333,49", LOW), (("rund 1.234", "100,00"), "1.333,50", ""), (("rund 1.234", "100,00"), "1.334,50", ""), (("rund 1.234", "100,00"), "1.334,51", HIGH),
    (("1.000,00", "250,00"), "rund 1.200", ""), (("1.000,00", "250,01"), "rund 1.200", LOW), (("1.000,00", "149,99"), "rund 1.200", HIGH), (("1.000,00", "150,00"), "rund 1.200", ""),
    (("rund 0", "1,00"), "1,50", ""), (("rund 0", "1,00"), "1,51", HIGH),
])
table("sums of numbers, of shares", lambda unit, cells, total: sums(unit, cells, total, "zahl"), [
    ("", ("1,123456789", "1"), "2,123456789", ""), ("", ("1,123456789", "1"), "2,12345679", HIGH), ("", ("1,123456789", "1"), "2,123456788", LOW), ("%", ("33,3", "33,3", "33,3"), "100", ""), ("%", ("33,3", "33,3", "33,3"), "100,0", ""),
    ("%", ("33", "33", "33"), "101", ""), ("%", ("33", "33", "33"), "102", HIGH), ("%", ("33", "33", "33"), "97", ""), ("%", ("33", "33", "33"), "96", LOW), ("Prozent", ("33", "33", "33"), "100", ""), ("Stück", ("33", "33", "33"), "100", HIGH),
    ("%", ("1",), "1,5", ""), ("%", ("1",), "1,6", HIGH), ("%", ("1",), "0,5", ""), ("%", ("1",), "0,4", LOW),
])


def parts(*bits):
    return text("<tabelle>" + column("betrag", "EUR") + "".join(rows([v], k) for k, v in bits) + "</tabelle>")


n, s, z, g = "normal", "summe", "zwischensumme", "gruppe"
table("subtotals begin anew, totals take all", lambda *bits: parts(*bits[0]), [
    (((n, "1,00"), (z, "1,00"), (n, "2,00"), (z, "2,00"), (s, "3,00")), ""), (((n, "1,00"), (z, "1,00"), (n, "2,00"), (z, "3,00"), (s, "3,00")), HIGH), (((n, "1,00"), (z, "1,00"), (n, "2,00"), (z, "2,00"), (s, "6,00")), HIGH),
    (((n, "1,00"), (z, "1,00"), (n, "2,00"), (z, "2,00"), (s, "2,00")), LOW), (((n, "1,00"), (g, "G"), (n, "2,00"), (z, "2,00"), (s, "3,00")), ""), (((n, "1,00"), (g, "G"), (n, "2,00"), (z, "3,00"), (s, "3,00")), HIGH),
    (((n, "1,00"), (s, "1,00"), (n, "2,00"), (s, "3,00")), ""), (((n, "1,00"), (s, "1,00"), (n, "2,00"), (s, "2,00")), LOW), (((s, "5,00"), (n, "1,00")), ""), (((z, "5,00"), (n, "1,00")), ""), (((n, "1,00"), (z, "1,00"), (z, "1,00")), ""),
])
table("cells over several columns, heads of rows and covered ones do not count", lambda cells, total: text(f'<tabelle>{column("text")}{column("betrag", "EUR")}{cells}<zeile art="summe"><zelle>S</zelle><zelle>{total}</zelle></zeile></tabelle>'), [
    ("<zeile><zelle>A</zelle><zelle>1,00</zelle></zeile><zeile><zelle spalten=\"2\">5,00</zelle></zeile>", "1,00", ""), ("<zeile><zelle>A</zelle><zelle>1,00</zelle></zeile><zeile><zelle spalten=\"2\">5,00</zelle></zeile>", "6,00", HIGH),
    ("<zeile><zelle>A</zelle><zelle zeilen=\"2\">1,00</zelle></zeile><zeile><zelle>B</zelle></zeile>", "1,00", ""), ("<zeile><zelle>A</zelle><zelle zeilen=\"2\">1,00</zelle></zeile><zeile><zelle>B</zelle></zeile>", "2,00", HIGH),
    ("<zeile><zelle zeilen=\"2\">A</zelle><zelle>1,00</zelle></zeile><zeile><zelle>2,00</zelle></zeile>", "3,00", ""), ("<zeile><zelle zeilen=\"2\">A</zelle><zelle>1,00</zelle></zeile><zeile><zelle>2,00</zelle></zeile>", "1,00", LOW),
    ("<zeile><zelle>A</zelle><zelle>1,00</zelle></zeile><zeile><zelle>B</zelle><zelle kopf=\"ja\">2024</zelle></zeile>", "1,00", ""),
    ("<zeile><zelle>A</zelle><zelle>1,00</zelle></zeile><zeile><zelle>B</zelle><zelle kopf=\"ja\">2024</zelle></zeile>", "1,01", HIGH),
])
table("a cell that begins in a column of amounts and goes on does not count", lambda total: text(f'<tabelle>{column("betrag", "EUR")}{column("text")}<zeile><zelle>1,00</zelle><zelle>A</zelle></zeile>'
                                                                                            f'<zeile><zelle spalten="2">5,00</zelle></zeile><zeile art="summe"><zelle>{total}</zelle><zelle/></zeile></tabelle>'), [("1,00", ""), ("1,01", HIGH), ("6,00", HIGH)])
SHARE = "anteil"
table("shares of a whole", lambda a, share, b, other, whole="100", art="betrag", unit="EUR": text(
    f'<tabelle>{column(art, unit)}{column("zahl", "%")}{rows([(a, share), (b, other)])}{rows([("80,00", whole)], "summe")}</tabelle>'), [
        ("10,00", "12", "70,00", "88", SHARE), ("10,00", "13", "70,00", "88", ""), ("10,00", "12,5", "70,00", "87,5", ""), ("10,00", "12,4", "70,00", "87,5", SHARE), ("10,00", "12,6", "70,00", "87,5", SHARE),
        ("10,00", "12,50", "70,00", "87,50", ""), ("10,00", "12,51", "70,00", "87,50", SHARE), ("9,99", "12", "70,01", "88", ""), ("9,99", "12,5", "70,01", "87,5", ""), ("9,99", "12,49", "70,01", "87,51", ""), ("9,99", "12,48", "70,01", "87,51", SHARE),
        ("-10,00", "-13", "90,00", "113", ""), ("-10,00", "-12", "90,00", "113", SHARE), ("0,00", "0", "80,00", "100", ""), ("0,00", "1", "80,00", "100", SHARE), ("10,00", "12", "70,00", "88", "100,0", SHARE), ("10,00", "12", "70,00", "88", "99,9", ""),
        ("10,00", "12", "70,00", "88", "-", ""), ("rund 10", "12", "70,00", "88", ""), ("10,00", "12", "70,00", "88", "100", "betrag", "TEUR", ""), ("10,00", "12", "70,00", "88", "100", "zahl", "Stück", ""),
    ])

# ---- consultations ------------------------------------------------------------------------------------------

def consultation(day, art="vorberatung", inside="", status="oeffentlich", more='gremium-name="Rat"'):
    return f'<beratung {more}{f" termin={chr(34)}{day}{chr(34)}" if day else ""} status="{status}" zustaendigkeit="{art}">{inside}</beratung>'


def consulted(*items, head="", status="oeffentlich"):
    return paper(f'<beratungsfolge>{"".join(items)}</beratungsfolge><sachverhalt><p>Text.</p></sachverhalt>', head, status=status)


ORDER = "beratung-folge"
table("consultations are in order of time", lambda *days: consulted(*[consultation(d) for d in days[0]]), [
    (("2024-03-05", "2024-03-04"), ORDER), (("2024-03-05", "2024-03-05"), ""), (("2024-03-05", "2024-03-06"), ""), (("2024-02-29", "2024-03-01"), ""), (("2024-03-01", "2024-02-29"), ORDER), (("2023-12-31", "2024-01-01"), ""),
    (("2024-01-01", "2023-12-31"), ORDER), (("2024-01-31", "2024-02-01"), ""), (("2024-02-01", "2024-01-31"), ORDER), (("2024-10-09", "2024-09-10"), ORDER), (("2024-03-05", "", "2024-03-04"), ORDER), (("", "2024-03-04"), ""),
    (("2024-03-05", "2024-03-09", "2024-03-07"), ORDER), (("1800-01-01", "2999-12-31"), ""), (("1799-12-31",), "wert-grenze"), (("3000-01-01",), "wert-grenze"), (("2023-02-29",), "wert-tag"), (("2024-02-29",), ""), (("2024-04-31",), "wert-tag"),
])
EARLY = "beratung-vor-datum"
table("no consultation before the paper was written", lambda written, day: consulted(consultation(day), head=f' datum="{written}"'), [
    ("2024-03-05", "2024-03-04", EARLY), ("2024-03-05", "2024-03-05", ""), ("2024-03-05", "2024-03-06", ""), ("2024-03-01", "2024-02-29", EARLY), ("2024-02-29", "2024-03-01", ""), ("2025-01-01", "2024-12-31", EARLY), ("2024-12-31", "2025-01-01", ""), ("2024-03-05", "", ""),
])
AFTER = "beratung-nach-entscheidung"
table("prepared before decided", lambda first, second: consulted(consultation("2024-03-05", first), consultation("2024-03-06", second)),
      [(d, p, AFTER) for d in ("entscheidung", "beschlussfassung") for p in ("vorberatung", "anhoerung", "empfehlung")] +
      [(d, p, "") for d in ("entscheidung", "beschlussfassung") for p in ("entscheidung", "beschlussfassung", "kenntnisnahme")] +
      [(p, d, "") for p in ("vorberatung", "anhoerung", "empfehlung", "kenntnisnahme") for d in ("entscheidung", "vorberatung", "kenntnisnahme")])
VOTED = '<ergebnis code="vertagt"/>'
GAP = "ergebnis-luecke"
table("results without a gap", lambda *items: consulted(*[consultation(d, inside=VOTED if r else "") for d, r in items[0]]), [
    ((("2024-03-05", 0), ("2024-03-06", 1)), GAP), ((("2024-03-05", 0), ("2024-03-06", 0), ("2024-03-06", 1)), GAP), ((("2024-03-05", 1), ("2024-03-06", 1)), ""), ((("2024-03-05", 0), ("2024-03-05", 1)), ""), ((("2024-03-05", 1), ("2024-03-06", 0)), ""), ((("2024-03-05", 0), ("2024-03-06", 0)), ""),
    ((("2024-02-29", 0), ("2024-03-01", 1)), GAP), ((("2024-03-05", 0), ("", 1)), "ergebnis-ohne-termin"), ((("", 0), ("2024-03-05", 1)), ""), ((("2024-03-05", 1), ("2024-03-06", 0), ("2024-03-07", 1)), GAP),
])
GROUPS = "stimmen-summe"


def votes(kind, total, *groups):
    other = "" if kind == "ja" else ' ja="9"'
    inner = "".join(f'<fraktion name="F{i}"{f" {kind}={chr(34)}{n}{chr(34)}" if n != "" else ""}/>' for i, n in enumerate(groups))
    return consulted(consultation("2024-03-05", "entscheidung", f'<ergebnis code="mehrheitlich-beschlossen"/><stimmen{other} {kind}="{total}">{inner}</stimmen>'))


table("votes of the groups", lambda kind, total, groups: votes(kind, total, *groups),
      [(k, t, (2, 3), GROUPS if t != 5 else "") for k in ("ja", "nein", "enthaltung", "befangen") for t in (4, 5, 6)] +
      [("ja", 5, (5,), ""), ("ja", 0, (0, 0), ""), ("ja", 0, (0, 1), GROUPS), ("ja", 9, (2, ""), ""), ("ja", 9, (), ""), ("ja", 99999, (99998, 1), ""), ("ja", 99999, (99999, 1), GROUPS)])
table("unanimous", lambda code, against, abstained: consulted(consultation("2024-03-05", "entscheidung", f'<ergebnis code="{code}"/><stimmen ja="9" nein="{against}" enthaltung="{abstained}"/>')), [
    ("einstimmig-beschlossen", 0, 0, ""), ("einstimmig-beschlossen", 1, 0, "stimmen-einstimmig"), ("einstimmig-beschlossen", 0, 5, ""), ("mehrheitlich-beschlossen", 1, 0, ""),
])
table("publicity of paper and consultation", lambda whole, part: consulted(consultation("2024-03-05", status=part), status=whole), [
    ("oeffentlich", "oeffentlich", ""), ("oeffentlich", "nichtoeffentlich", ""), ("nichtoeffentlich", "nichtoeffentlich", ""), ("nichtoeffentlich", "oeffentlich", "beratung-oeffentlich"),
])

# ---- bodies and their time -------------------------------------------------------------------------------------

def bodies(*attrs):
    return f'<koerperschaft {NS} name="Probe"><gremien>{"".join(f"<gremium id={chr(34)}gr{chr(34)} name={chr(34)}Rat {i}{chr(34)} {a}/>" for i, a in enumerate(attrs))}</gremien></koerperschaft>'


def in_body(day, *attrs):
    return {"a.xml": consulted(consultation(day, more='gremium="gr"')).replace(' status="oeffentlich"><kopf', ' status="oeffentlich" koerperschaft="haus.xml"><kopf', 1), "haus.xml": bodies(*attrs)}


TIME = "gremium-zeit"
table("a body in its time", in_body, [
    ("2024-02-29", 'von="2024-03-01"', TIME), ("2024-03-01", 'von="2024-03-01"', ""), ("2024-03-02", 'von="2024-03-01"', ""), ("2024-02-28", 'bis="2024-02-29"', ""), ("2024-02-29", 'bis="2024-02-29"', ""), ("2024-03-01", 'bis="2024-02-29"', TIME),
    ("2024-01-01", 'von="2024-01-01" bis="2024-01-01"', ""), ("2023-12-31", 'von="2024-01-01" bis="2024-01-01"', TIME), ("2024-01-02", 'von="2024-01-01" bis="2024-01-01"', TIME), ("2024-01-01", "", ""), ("", 'von="2024-03-01"', ""),
    ("2023-12-31", 'bis="2023-12-31"', 'von="2024-01-02"', ""), ("2024-01-01", 'bis="2023-12-31"', 'von="2024-01-02"', TIME), ("2024-01-02", 'bis="2023-12-31"', 'von="2024-01-02"', ""),
])
table("names of a body one after the other", lambda *attrs: bodies(*attrs), [
    ('bis="2023-12-31"', 'von="2024-01-01"', ""), ('bis="2024-01-01"', 'von="2024-01-01"', "gremium-doppelt"), ('bis="2024-01-02"', 'von="2024-01-01"', "gremium-doppelt"), ("", 'von="2024-01-01"', "gremium-doppelt"), ('von="2024-01-01"', 'bis="2023-12-31"', ""),
    ('von="2024-01-01" bis="2024-12-31"', 'von="2025-01-01" bis="2025-12-31"', 'von="2026-01-01"', ""), ('von="2024-01-01" bis="2025-06-30"', 'von="2025-01-01" bis="2025-12-31"', 'von="2026-01-01"', "gremium-doppelt"),
])
table("a body's time does not end before it begins", lambda attrs: bodies(attrs), [
    ('von="2024-03-01" bis="2024-02-29"', "gremium-von-bis"), ('von="2024-03-01" bis="2024-03-01"', ""), ('von="2024-02-29" bis="2024-03-01"', ""), ('von="2025-01-01" bis="2024-12-31"', "gremium-von-bis"),
])

# ---- sessions ----------------------------------------------------------------------------------------------------

PEOPLE = f'<mitglieder {NS}><mitglied id="v" name="V" funktion="vorsitz" zustellung="portal" nichtoeffentlich="ja"/></mitglieder>'
EMPTY = '<top nr="1" status="oeffentlich" unterlage="keine"><betreff>Bericht</betreff></top>'


def session(invited="2025-03-03", begin="2025-03-12T18:00:00+01:00", tops=EMPTY, end="", house="", files=None):
    e = f' ende="{end}"' if end else ""
    body = 'koerperschaft="haus.xml" gremium="gr"' if house else 'gremium-name="Rat"'
    return {"sitzung.xml": f'<sitzung {NS} {body} status="oeffentlich" beginn="{begin}"{e} ort="Rathaus"><einladung datum="{invited}"/><tagesordnung>{tops}</tagesordnung><verteiler datei="mitglieder.xml"/></sitzung>',
            "mitglieder.xml": PEOPLE, **({"haus.xml": house} if house else {}), **(files or {})}


NOTICE, LATE = "ladungsfrist", "einladung-nach-sitzung"
table("seven days of notice", lambda invited, day, zone="+01:00": session(invited, f"{day}T18:00:00{zone}"), [
    ("2025-03-04", "2025-03-12", ""), ("2025-03-05", "2025-03-12", ""), ("2025-03-06", "2025-03-12", NOTICE), ("2025-03-11", "2025-03-12", NOTICE), ("2025-03-12", "2025-03-12", NOTICE), ("2025-03-13", "2025-03-12", LATE),
    ("2024-02-27", "2024-03-05", ""), ("2024-02-28", "2024-03-05", NOTICE), ("2025-02-26", "2025-03-05", ""), ("2025-02-27", "2025-03-05", NOTICE), ("2000-02-27", "2000-03-05", ""), ("2000-02-28", "2000-03-05", NOTICE), ("1900-02-26", "1900-03-05", ""),
    ("1900-02-27", "1900-03-05", NOTICE), ("2024-12-27", "2025-01-03", ""), ("2024-12-28", "2025-01-03", NOTICE), ("2025-01-31", "2025-02-07", ""), ("2025-02-01", "2025-02-07", NOTICE), ("2025-04-24", "2025-05-01", ""), ("2025-04-25", "2025-05-01", NOTICE),
    ("2025-03-26", "2025-04-02", "+02:00", ""), ("2025-03-27", "2025-04-02", "+02:00", NOTICE), ("2025-10-23", "2025-10-30", "+01:00", ""), ("2025-10-24", "2025-10-30", "+01:00", NOTICE),
    ("2025-03-05", "2025-03-12", "-13:59", ""), ("2025-03-06", "2025-03-12", "-13:59", NOTICE), ("2025-03-05", "2025-03-12", "+13:59", ""), ("2025-03-05", "2025-03-12", "Z", ""), ("2025-03-13", "2025-03-12", "-13:59", LATE),
])
table("a day begins at midnight where the session is", lambda invited, begin: session(invited, begin), [
    ("2025-03-05", "2025-03-12T00:00:00+01:00", ""), ("2025-03-06", "2025-03-12T00:00:00+01:00", NOTICE), ("2025-03-05", "2025-03-12T23:59:59+01:00", ""), ("2025-03-06", "2025-03-12T23:59:59+01:00", NOTICE),
    ("2025-03-05", "2025-03-12T24:00:00+01:00", "wert"), ("2025-03-05", "2025-03-12T18:00:00", "wert-form"), ("2025-03-05", "2025-03-12T18:00:60+01:00", "wert-form"), ("2025-03-05", "2025-03-12T18:00:00+14:00", "wert-form"), ("2025-03-05", "2025-03-12T18:00:00+13:59", ""),
])
table("a notice period of the body's own", lambda days, invited: session(invited, house=f'<koerperschaft {NS} name="Probe" ladungsfrist="{days}"><gremien><gremium id="gr" name="Rat"/></gremien></koerperschaft>'), [
    ("3", "2025-03-09", ""), ("3", "2025-03-10", NOTICE), ("14", "2025-02-26", ""), ("14", "2025-02-27", NOTICE), ("1", "2025-03-11", ""), ("1", "2025-03-12", NOTICE), ("0", "2025-03-05", ""), ("0", "2025-03-06", NOTICE), ("7", "2025-03-05", ""), ("7", "2025-03-06", NOTICE),
])
table("a session ends after it begins", lambda begin, end: session(begin=begin, end=end), [
    ("2025-03-12T18:00:00+01:00", "2025-03-12T17:59:59+01:00", "sitzung-ende"), ("2025-03-12T18:00:00+01:00", "2025-03-12T18:00:00+01:00", "sitzung-ende"), ("2025-03-12T18:00:00+01:00", "2025-03-12T18:00:01+01:00", ""),
    ("2025-03-12T18:00:00+01:00", "2025-03-12T19:00:00+02:00", "sitzung-ende"), ("2025-03-12T18:00:00+01:00", "2025-03-12T19:00:01+02:00", ""), ("2025-03-12T18:00:00+01:00", "2025-03-12T17:00:01Z", ""), ("2025-03-12T18:00:00+01:00", "2025-03-12T17:00:00Z", "sitzung-ende"),
    ("2025-03-12T18:00:00-01:30", "2025-03-12T19:30:00Z", "sitzung-ende"), ("2025-03-12T18:00:00-01:30", "2025-03-12T19:30:01Z", ""), ("2025-03-12T23:59:59+01:00", "2025-03-13T00:00:00+01:00", ""), ("2025-03-31T23:00:00+02:00", "2025-04-01T00:30:00+02:00", ""), ("2028-02-29T23:59:59+01:00", "2028-03-01T00:00:00+01:00", ""),
    ("2025-03-13T00:00:00+01:00", "2025-03-12T23:59:59+01:00", "sitzung-ende"),
])
LATER = "nachtrag-zeit"
table("late items between invitation and session", lambda day: session(tops=EMPTY.replace("unterlage=", f'art="nachtrag" vom="{day}" unterlage=')), [
    ("2025-03-02", LATER), ("2025-03-03", ""), ("2025-03-04", ""), ("2025-03-11", ""), ("2025-03-12", ""), ("2025-03-13", LATER), ("2024-03-12", LATER), ("2026-03-12", LATER),
])
table("minutes are of an earlier session", lambda day: session(tops=f'<top nr="1" status="oeffentlich"><betreff>N</betreff><niederschrift datei="n.pdf" sitzung="{day}" status="oeffentlich"/></top>', files={"n.pdf": "%PDF-1.4"}), [
    ("2025-03-11", ""), ("2025-03-12", "niederschrift-tag"), ("2025-03-13", "niederschrift-tag"), ("2024-03-12", ""), ("2025-02-28", ""),
])
FOLLOWS, SKIPS, AGAIN = "top-folge", "top-luecke", "top-doppelt"


def numbered(*numbers):
    return session(tops="".join(f'<top nr="{str(x).lstrip("!")}" status="{"nichtoeffentlich" if str(x)[0] == "!" else "oeffentlich"}" unterlage="keine"><betreff>B</betreff></top>' for x in numbers))


table("numbers of the agenda", lambda *numbers: numbered(*numbers[0]), [
    ((1, 2, 3), ""), ((1, 3), SKIPS), ((2, 1), FOLLOWS), ((1, 1), AGAIN), ((9, 10), ""), ((10, 9), FOLLOWS), ((9, 11), SKIPS), ((99, 100), ""), (("1", "1a", "1b", "2"), ""), (("1b", "1a"), FOLLOWS), (("1a", "1"), FOLLOWS), (("1a", "2"), ""), (("1a", "3"), SKIPS),
    ((1, "!1"), ""), ((1, "!2"), ""), ((1, "!1", "!3"), SKIPS), ((1, "!2", "!1"), FOLLOWS), (("!1", "2"), "top-reihenfolge"), ((1, "!1", "!1"), AGAIN), (("Ö 1", "Ö 2", "!N 1", "!N 2"), ""), (("Ö 1", "Ö 3"), SKIPS), (("Ö 1", "Ö 1"), AGAIN), (("Ö 2", "Ö 1"), FOLLOWS),
    (("N 1", "!N 1"), AGAIN), ((5,), ""), ((9999, ), ""), (("10000",), "wert"), (("1.1", "1.2"), ""), (("1.1", "1.3"), SKIPS), (("1.2", "1.10"), SKIPS), (("1.9", "1.10"), ""), (("1.10", "1.9"), FOLLOWS),
])
table("numbers below an item", lambda nr: session(tops=f'<top nr="5" status="oeffentlich"><betreff>B</betreff><top nr="{nr}" status="oeffentlich" unterlage="keine"><betreff>B</betreff></top></top>'), [
    ("5.1", ""), ("5.9", ""), ("6.1", "top-unterpunkt"), ("4.1", "top-unterpunkt"), ("51", "top-unterpunkt"), ("5.1.1", ""), ("5a", "top-unterpunkt"), ("55.1", "top-unterpunkt"),
])

# ---- members -------------------------------------------------------------------------------------------------------

def member(attrs="", inside="", id="a"):
    return (f'<mitglieder {NS}><mitglied id="v" name="V" funktion="vorsitz" zustellung="portal" nichtoeffentlich="ja"/>'
            f'<mitglied id="{id}" name="A" funktion="mitglied" zustellung="portal" nichtoeffentlich="ja" {attrs}>{inside}</mitglied></mitglieder>')


def letter(lines, country="", form=""):
    land = f' land="{country}"' if country else ""
    return member(form, f"<postanschrift{land}>{'<adresszeile>Z</adresszeile>' * lines}</postanschrift>")


FULL = "mitglied-adresse"
table("six lines in the window", letter, [
    (1, ""), (4, ""), (5, ""), (5, "Schweiz", FULL), (4, "Schweiz", ""), (4, "", 'anrede="frau"', ""), (4, "Schweiz", 'anrede="frau"', FULL), (3, "Schweiz", 'anrede="herr"', ""), (4, "Schweiz", 'anrede="ohne"', ""),
])
MAIL = "mitglied-email"
table("addresses of e-mail", lambda address: member(f'email="{address}"'), [
    ("a@b.c", ""), ("a@bc", MAIL), ("a@.c", MAIL), ("a@b.", MAIL), ("a@b..c", MAIL), (".a@b.c", MAIL), ("a.@b.c", MAIL), ("a..b@b.c", MAIL), ("a.b@b.c", ""), ("a+b@b.c", ""), ("a,b@b.c", MAIL), ("(a)@b.c", MAIL), ("a&lt;b@b.c", MAIL), ("ä@b.c", MAIL), ("a@bü.c", MAIL),
    ("a@b_c.d", MAIL), ("a@b-c.d", ""), ("a@@b.c", "mitglied-email wert"), ("a b@b.c", "mitglied-email wert"), ("@b.c", "mitglied-email wert"), ("a@", "mitglied-email wert"), ("x" * 64 + "@b.c", ""), ("x" * 65 + "@b.c", MAIL), ("x" * 60 + "@" + "y" * 191 + ".c", ""), ("x" * 60 + "@" + "y" * 192 + ".c", "mitglied-email wert-lang"),
])
KEPT = "mitglied-kennung"
table("ids that belong to editions", lambda name: member(id=name), [
    ("public", KEPT), ("PUBLIC", KEPT), ("public-1", KEPT), ("public_1", KEPT), ("public.1", KEPT), ("publica", ""), ("publi", ""), ("xpublic", ""), ("x-public", ""),
    *[(w, KEPT) for w in ("oeffentlich", "mitglieder", "vorsitz", "persoenlich", "nachtrag", "members", "chair", "each", "original")], ("k" * 64, ""), ("k" * 65, "wert-lang"), ("v", "mitglied-doppelt"), ("V", "mitglied-doppelt"), ("w", ""),
])
CSV = "id;name;funktion;nichtoeffentlich;zustellung;strasse;fraktion\nv;V;vorsitz;ja;fach;;\n{};A;mitglied;ja;fach;{};{}\n"
table("members as a table", lambda id, street, group: {"m.csv": CSV.format(id, street, group)}, [
    ("k" * 64, "", "", ""), ("k" * 65, "", "", "csv-kennung"), ("a", "s" * 60, "", ""), ("a", "s" * 61, "", "wert-lang"), ("a", "ß" * 60, "", ""), ("a", "ß" * 61, "", "wert-lang"), ("a", "", "f" * 1000, ""), ("a", "", "f" * 1001, "wert-lang"), ("1", "", "", "csv-kennung"),
    ("a-._9", "", "", ""), ("ä", "", "", "csv-kennung"), ("", "", "", "csv-kennung"), ("v", "", "", "mitglied-doppelt"), ("V", "", "", "mitglied-doppelt"),
])
table("columns of a table", lambda n: {"m.csv": "id;name;funktion;nichtoeffentlich;zustellung" + ";" * (n - 5) + "\nv;V;vorsitz;ja;fach" + ";" * (n - 5) + "\n"}, [(5, ""), (64, ""), (65, "csv-zeile")])

# ---- running text ----------------------------------------------------------------------------------------------------

LONG = "wort-lang"
table("sixty letters without a break", lambda word: text(f"<p>Das {word}.</p>"), [
    ("x" * 60, ""), ("x" * 61, LONG), ("ä" * 60, ""), ("ä" * 61, LONG), ("x" * 30 + "-" + "x" * 31, ""), ("x" * 30 + "\u00ad" + "x" * 31, ""), ("x" * 60 + "1", LONG), ("x" * 60 + "/x", ""), ("x" * 60 + "\u2011x", ""), ("x" * 60 + "</p><p>x", ""),
])
SLIPS = {"tipp-leerzeichen": ["a  b"], "tipp-satzzeichen": ["a , b", "a ; b", "a ! b", "a ? b", "a : b", "Ende .", "Ende ,"], "tipp-strich": ["a - b"], "tipp-punkte": ["a...", "a ..."], "tipp-anfuehrung": ['a "b', "a &quot;b", "a &#34;b"],
         "tipp-abkuerzung": [f"und {x} mehr" for x in ("z.B.", "d.h.", "u.a.", "i.d.R.", "z.T.", "o.ä.", "o.Ä.", "u.U.", "i.V.m.", "zzgl.MwSt")]}
RIGHT = ["a b", "a, b", "a; b", "1 : 2", "a – b", "a…", "a..", "a....", "a „b“", "z. B. mehr", "z.&#xA0;B.", "xz.B. y", ".z.B. y", "- a", "a -b", "a- b", "a<br/>- b", "a<br/> - b", "a\n   b", "a .. b", "A,b", "d. h.", "a<!-- \" - ... z.B.  --> b", "12 :b", "a :b"]
table("slips of typing", lambda words: text(f"<p>{words}</p>"), [(w, code) for code, many in SLIPS.items() for w in many] + [(w, "") for w in RIGHT])
table("two hundred messages of one kind", lambda n: text(f"<p>{'z.B. x ' * n}</p>"), [(1, "tipp-abkuerzung"), (199, "tipp-abkuerzung"), (200, "tipp-abkuerzung"), (201, "meldungen-mehr tipp-abkuerzung"), (250, "meldungen-mehr tipp-abkuerzung")])
NAME = "bild-alt-leer"
table("what an alternative text must not be", lambda alt: {"a.xml": text(f'<bild datei="plan.png" alt="{alt}"/>'), "plan.png": png(2, 2)}, [
    *[(w, NAME) for w in ("Bild", "FOTO", "grafik", "Abbildung", "image", "Logo", "Diagramm", "Karte", "x", "alt", "plan", "PLAN", "a.png", "a.jpg", "a.JPEG", "a.gif", "a.tif", "a.tiff", "a.svg", "a.bmp", "a.pdf", "a.webp", " Bild ")],
    *[(w, "") for w in ("Bilder", "Plan der Halle", "Der Plan liegt in a.png", "xx", "y", "Bild der Halle", "png", "planb")],
])

# ---- limits of a document ----------------------------------------------------------------------------------------------

table("a hundred elements within one another", lambda n: text("<p>" + "<stark>" * (n - 3) + "x" + "</stark>" * (n - 3) + "</p>"), [(99, ""), (100, ""), (101, "xml-tiefe")])
table("two hundred faults of XML", lambda n: text("<p>" + "&amp; & " * n + "</p>"), [(199, "xml-und"), (200, "xml-und"), (201, "xml-fehlerzahl xml-und")])
table("sections four deep", lambda n: text("<abschnitt><titel>T</titel>" * n + "<p>x</p>" + "</abschnitt>" * n), [(1, ""), (3, ""), (4, ""), (5, "abschnitt-zu-tief")])
table("lengths of lines", lambda n: paper().replace("</betreff>", f"</betreff><federfuehrend>{'ä ' * (n // 2 - 1)}{'b' * (2 + n % 2)}</federfuehrend>"), [(999, ""), (1000, ""), (1001, "wert-lang")])
table("lengths of names", lambda n: text(f'<p id="{"a" * n}">x</p>'), [(1, ""), (64, ""), (65, "wert-lang")])
table("lengths of numbers", lambda n: paper().replace('nummer="1/2024"', f'nummer="{"1 " * 49 + "1" * (n - 98) if n > 98 else "1" * n}"'), [(0, "wert-leer"), (1, ""), (100, ""), (101, "wert-lang")])
table("lengths of addresses", lambda n: text(f'<p><verweis url="https://{"a" * (n - 8)}">x</verweis></p>'), [(2000, "wort-zu-breit"), (2001, "wert-lang")])
table("a day in text", lambda day: text(f'<p>Am <datum wert="{day}"/>.</p>'), [("1799-12-31", "wert-grenze"), ("1800-01-01", ""), ("2999-12-31", ""), ("3000-01-01", "wert-grenze"), ("2024-02-29", ""), ("2023-02-29", "wert-tag"), ("2100-02-29", "wert-tag"), ("2000-02-29", ""), ("2024-06-31", "wert-tag"), ("2024-13-01", "wert-tag"), ("2024-00-01", "wert-tag")])
GREAT = "bild-gross"
table("sides of a picture", lambda w, h: {"a.xml": text('<bild datei="p.png" alt="Ein grauer Streifen"/>'), "p.png": png(w, h)}, [(1, 1, ""), (30000, 1, ""), (30001, 1, GREAT), (1, 30001, GREAT), (30000, 3333, ""), (30000, 3334, GREAT)])


def type_and_line(grad, zeile):
    return {"a.xml": paper(root=' stil="stil.xml"'), "stil.xml": f'<stil {NS} name="x"><schrift grad="{grad}" zeile="{zeile}"/></stil>'}


table("a line is as high as the type", type_and_line, [("11", "10.9", "stil-zeile"), ("11", "10.999", "stil-zeile"), ("11", "11", ""), ("11", "11.001", ""), ("4", "4", ""), ("3.9", "4", "wert-grenze"), ("100", "100.1", "wert-grenze")])
table("sixty millimetres for text", lambda a, b: {"a.xml": paper(root=' stil="stil.xml"'), "stil.xml": f'<stil {NS} name="x"><seite {a} {b}/></stil>'}, [
    ('innen="75"', 'aussen="75"', ""), ('innen="75"', 'aussen="75.1"', "stil-raender"), ('innen="0"', 'aussen="150"', ""), ('innen="0"', 'aussen="150.1"', "stil-raender"), ('oben="118"', 'unten="119"', ""), ('oben="118.1"', 'unten="119"', "stil-raender"),
])


# ---- a session with its papers: changes to tests/sessions/gut -----------------------------------------------------------

PAPER, SITTING, BODY = "vorlagen/024/vorlage.xml", "sitzung.xml", "koerperschaft.xml"
OTHER = '<beratung gremium="ua" termin="2025-03-05" status="nichtoeffentlich" zustaendigkeit="vorberatung">\n      <ergebnis code="empfohlen"/>\n    </beratung>'
HERE = '<beratung gremium="gr" termin="2025-03-12" top="Ö 2" status="oeffentlich" zustaendigkeit="entscheidung"/>'


def two(other="2025-03-05", other_kind="vorberatung", result=True, here="2025-03-12", here_kind="entscheidung", top="Ö 2"):
    """The other consultation and the one of the session."""
    first = f'<beratung gremium="ua" termin="{other}" status="nichtoeffentlich" zustaendigkeit="{other_kind}">{"<ergebnis code=%sempfohlen%s/>" % (chr(34), chr(34)) if result else ""}</beratung>'
    second = f'<beratung gremium="gr" termin="{here}" top="{top}" status="oeffentlich" zustaendigkeit="{here_kind}"/>'
    pair = (first, second) if other <= here else (second, first)
    return [(PAPER, OTHER, ""), (PAPER, HERE, "".join(pair))]


TODAY, OPEN, SLOW, FAST = "2025-03-12", "vorberatung-offen", "vorberatung-spaeter", "entscheidung-frueher"
KINDS = {"vorberatung", "anhoerung", "empfehlung"}
SESSIONS = [
    *[(two("2025-03-11", k, False, TODAY, d), OPEN) for k in sorted(KINDS) for d in ("entscheidung", "beschlussfassung")],
    *[(two(TODAY, k, False, TODAY, d), "") for k in sorted(KINDS) for d in ("entscheidung", "beschlussfassung")],
    *[(two("2025-03-13", k, False, TODAY, d), f"beratung-nach-entscheidung {SLOW}") for k in sorted(KINDS) for d in ("entscheidung", "beschlussfassung")],
    *[(two("2025-03-11", d, True, TODAY, k), f"beratung-nach-entscheidung {FAST}") for k in sorted(KINDS) for d in ("entscheidung", "beschlussfassung")],
    *[(two("2025-03-13", d, False, TODAY, k), "") for k in sorted(KINDS) for d in ("entscheidung", "beschlussfassung")],
    (two("2025-03-11"), ""), (two("2025-03-13", "kenntnisnahme", False), ""), (two("2025-03-11", "kenntnisnahme", False), ""), (two("2025-03-11", "vorberatung", False, TODAY, "kenntnisnahme"), ""), (two("2025-03-11", "entscheidung", True, TODAY, "kenntnisnahme"), ""),
    (two(TODAY, "entscheidung", True, TODAY, "vorberatung"), "beratung-nach-entscheidung"),
    (two(here="2025-03-11"), "unterlage-termin"), (two(here="2025-03-13"), "unterlage-termin"), (two(here="2024-03-12", other="2024-03-05"), "beratung-vor-datum unterlage-termin"), (two(here="2025-04-12"), "unterlage-termin"),
    *[(two(top=x), "") for x in ("Ö 2", "TOP Ö 2", "2", "TOP 2")], *[(two(top=x), "unterlage-top") for x in ("N 2", "Ö 3", "22", "Ö2", "TOP Ö 22", "Ö 2.1")],
    ([(PAPER, HERE, HERE[:-2] + '><ergebnis code="vertagt"/></beratung>')], "unterlage-ergebnis"), ([(PAPER, HERE, HERE[:-2] + '><ergebnis code="vertagt"/></beratung>'), (SITTING, "eingeladen", "durchgefuehrt")], ""),
    ([(PAPER, HERE, HERE[:-2] + '><ergebnis code="vertagt"/></beratung>'), (SITTING, "eingeladen", "geplant")], "unterlage-ergebnis"), ([(PAPER, HERE, HERE[:-2] + '><ergebnis code="vertagt"/></beratung>'), (SITTING, "eingeladen", "abgesagt")], "unterlage-ergebnis"),
    ([(PAPER, HERE, HERE.replace(TODAY, "2025-03-13")), (SITTING, '<top nr="2"', '<top nr="2" abgesetzt="ja"')], ""),
    ([(PAPER, HERE, HERE.replace(' status="oeffentlich"', ' status="nichtoeffentlich"'))], "unterlage-status"),
    ([(PAPER, HERE, HERE.replace('gremium="gr"', 'gremium="ua"')), (PAPER, OTHER, "")], "unterlage-beratung"), ([(PAPER, HERE, HERE.replace('gremium="gr"', 'gremium-name="Gemeinderat"'))], ""), ([(PAPER, HERE, HERE.replace('gremium="gr"', 'gremium-name="GR"'))], ""),
    ([(PAPER, HERE, HERE.replace('gremium="gr"', 'gremium-name="Gemeinderath"'))], "unterlage-beratung"),
    ([(PAPER, HERE, HERE + HERE.replace(' termin="2025-03-12" top="Ö 2"', ' termin="2025-04-09"'))], ""), ([(PAPER, HERE, HERE + HERE.replace(' top="Ö 2"', "").replace('status="oeffentlich"', 'status="nichtoeffentlich"'))], ""),
    ([(SITTING, '<unterlage vorlage="024/2025"', '<unterlage vorlage="024/2026"')], "unterlage-nummer"),
    ([(BODY, "<gremien>", "<gremien>"), (SITTING, "2025-03-03", "2025-03-05")], ""), ([(SITTING, "2025-03-03", "2025-03-06")], "ladungsfrist"),
    ([(BODY, 'name="Gemeinderat"', 'name="Gemeinderat" von="2025-03-12"')], ""), ([(BODY, 'name="Gemeinderat"', 'name="Gemeinderat" von="2025-03-13"')], "gremium-zeit"), ([(BODY, 'name="Gemeinderat"', 'name="Gemeinderat" bis="2025-03-12"')], ""),
    ([(BODY, 'name="Gemeinderat"', 'name="Gemeinderat" bis="2025-03-11"')], "gremium-zeit"),
]

# ---- values that follow from others: attributes of a row, what <betrag> asks of it, what is shown -------------------------

COMPUTED = [
    ('brutto="119.00" ust="19"', "netto", "100"), ('brutto="1.00" ust="19"', "netto", "0,84"), ('brutto="0.01" ust="19"', "netto", "0,01"), ('brutto="0.03" ust="20"', "netto", "0,03"), ('brutto="0.09" ust="20"', "netto", "0,08"),
    ('brutto="-0.09" ust="20"', "netto", "−0,08"), ('brutto="-0.03" ust="20"', "netto", "−0,03"), ('brutto="0.00" ust="19"', "netto", "0"), ('brutto="9999999999999.99" ust="0"', "netto", "9.999.999.999.999,99"),
    ('brutto="9999999999999.99" ust="100"', "netto", "5.000.000.000.000"), ('brutto="110.70" ust="10.7"', "netto", "100"),
    ('netto="100.00" ust="19"', "brutto", "119"), ('netto="0.10" ust="5"', "brutto", "0,11"), ('netto="-0.10" ust="5"', "brutto", "−0,11"), ('netto="0.09" ust="5"', "brutto", "0,09"), ('netto="0.30" ust="5"', "brutto", "0,32"),
    ('netto="100.00" ust="19"', "ust", "19"), ('netto="0.10" ust="5"', "ust", "0,01"), ('netto="-100.00" ust="19"', "ust", "−19"), ('brutto="119.00" ust="19"', "ust", "19"), ('netto="100.00" brutto="119.00"', "ust", "19"),
]
