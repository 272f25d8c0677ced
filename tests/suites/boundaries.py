"""The tables of tests/boundaries.py: each value with all that is told of it, and the same in every time zone."""
import json
import os

import boundaries
from suites import sessions
from suites.importing import OFFICE, content, package


def written(t):
    """[(table, values, codes, path)] of all rows, each in a folder of its own."""
    out = []
    for k, (name, document, rows) in enumerate(boundaries.TABLES):
        for i, row in enumerate(rows):
            files = document(*row[:-1])
            files = files if isinstance(files, dict) else {"a.xml": files}
            for f, data in files.items():
                t.write(f"{k}/{i}/{f}", data)
            out.append((name, row[:-1], row[-1], f"{k}/{i}/{next(iter(files))}"))
    return out


def told(t, paths, **env):
    """path -> codes, all in one call."""
    r = t.run("check", "--json", *paths, env=env)
    t.ok(r.returncode == 1, f"exit {r.returncode}")
    found = {p: set() for p in paths}
    owner = {os.path.dirname(p): p for p in paths}

    def owner_of(file):
        while file and os.path.dirname(file) not in owner:
            file = os.path.dirname(file)
        return owner.get(os.path.dirname(file)) if file else None
    for line in r.stderr.decode().splitlines():
        x = json.loads(line)
        path = owner_of(x["file"])
        if t.ok(path, f"without a place: {line}"):
            found[path].add(x["code"])
    return found


def shown(values):
    return ", ".join(str(v) if len(str(v)) < 120 else f"{str(v)[:40]}… ({len(str(v))})" for v in values)


def test_tables(t):
    rows = written(t)
    found = told(t, [r[3] for r in rows])
    for name, values, codes, path in rows:
        t.eq(" ".join(sorted(found[path])), codes, f"{name}: {shown(values)}")
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin"):
        t.ok(told(t, [r[3] for r in rows if "sitzung" in r[3]], TZ=zone) == {r[3]: found[r[3]] for r in rows if "sitzung" in r[3]}, f"the same in {zone}")


def test_each_one_behind_the_latest(t):
    """The latest day so far counts, not the day before in the list."""
    t.write("a.xml", boundaries.consulted(*[boundaries.consultation(d) for d in ("2024-03-05", "2024-03-03", "2024-03-04", "2024-03-06")]))
    t.eq(t.run("check", "a.xml").stderr.decode().count("[beratung-folge]"), 2, "both are told")


def test_sessions(t):
    """Days and kinds of consultations in papers against the session's."""
    paths = [os.path.join(os.path.basename(sessions.make(t, str(i), changes)), "sitzung.xml") for i, (changes, _) in enumerate(boundaries.SESSIONS)]
    found = told(t, paths)
    for path, (changes, codes) in zip(paths, boundaries.SESSIONS):
        t.eq(" ".join(sorted(found[path])), codes, f"{[c[1:] for c in changes]}")
    t.ok(told(t, paths, TZ="Pacific/Kiritimati") == found, "the same elsewhere")


def test_computed_values(t):
    """Net of gross and gross of net, half a cent away from zero, as running text shows them."""
    rows = "".join(f'<posten id="p{i}" art="aufwand" jahr="2024" {attrs}>P</posten>' for i, (attrs, _, _) in enumerate(boundaries.COMPUTED))
    said = "".join(f'<p>Wert {i}: <betrag posten="p{i}" wert="{value}"/>.</p>' for i, (_, value, _) in enumerate(boundaries.COMPUTED))
    t.write("a.xml", boundaries.paper(f"<sachverhalt>{said}</sachverhalt><finanzen>{rows}</finanzen>"))
    r = t.run("dump", "--stage=text", "a.xml")
    lines = r.stdout.decode().replace("\u00a0", " ")
    for i, (attrs, value, want) in enumerate(boundaries.COMPUTED):
        t.ok(f"Wert {i}: {want} EUR." in lines, f"{attrs}: {value} is {want} {[x for x in lines.splitlines() if f'Wert {i}:' in x]} {r.stderr.decode()[-300:]}")


def nested(n):
    return "<text:list><text:list-item>" * n + "<text:p>x</text:p>" + "</text:list-item></text:list>" * n


def test_limits_of_documents(t):
    """The way back: entries of a package, lists within one another, a part's size and how far it was packed."""
    meta = f'<office:document-meta {OFFICE} xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"><office:meta>' + "".join(
        f'<meta:user-defined meta:name="{k}">{v}</meta:user-defined>' for k, v in (("Drucksachennummer", "7/2024"), ("Vorlagenart", "bericht"), ("Öffentlichkeit", "oeffentlich"))) + "</office:meta></office:document-meta>"
    head = '<text:h text:outline-level="1">T</text:h><text:h text:outline-level="2">Sachverhalt</text:h>'

    def document(body="<text:p>Text.</text:p>", parts=None):
        return package({"content.xml": content(head + body), "meta.xml": meta.encode(), **(parts or {})})
    small = 5  # mimetype, content, styles, meta, manifest
    for name, data, codes in (("10000 files", document(parts={f"x{i}": b"" for i in range(10000 - small)}), ""), ("10001 files", document(parts={f"x{i}": b"" for i in range(10001 - small)}), "import-grenze"),
                              ("48 lists", document(nested(48)), ""), ("49 lists: two elements each, 101 in all", document(nested(49)), "xml-tiefe")):
        t.write("d.odt", data)
        r = t.run("import", "d.odt", "-o", "d.xml", "--lang", "en")
        got = " ".join(sorted({x.rsplit("[", 1)[1][:-1] for x in r.stderr.decode().splitlines() if x.endswith("]")}))
        t.eq(got, codes, name)
