"""The vocabulary as its schemas say it: elements, attributes, and which of them can hold a word."""
import re
import subprocess
import xml.etree.ElementTree as ET

XS = "{http://www.w3.org/2001/XMLSchema}"
MIXED = "mixed"


class Element:
    """`attributes`: name -> (type, required). `text`: MIXED, a simple type's name or "". `children`: [(name, required, many)] in the schema's order."""

    def __init__(self):
        self.attributes, self.text, self.children = {}, "", []


class Schema:
    def __init__(self, vorlage, name):
        """The schema that `vorlage schema NAME` prints, with all it includes."""
        self.vorlage = vorlage
        self.declared, self.groups, self.attribute_groups, self.types = {}, {}, {}, {}
        self.take(name)
        self.elements = {n: self.element(e) for n, e in self.declared.items()}

    def take(self, name):
        r = subprocess.run([self.vorlage, "schema", name], stdout=subprocess.PIPE, check=True)
        for e in ET.fromstring(r.stdout):
            if e.tag == XS + "include":
                self.take(e.get("schemaLocation"))
            where = {"element": self.declared, "group": self.groups, "attributeGroup": self.attribute_groups, "simpleType": self.types}.get(e.tag[len(XS):])
            if where is not None:
                where[e.get("name")] = e

    # -- elements ------------------------------------------------------------------------------------
    def element(self, e):
        out = Element()
        if e.get("type"):
            out.text = plain(e.get("type"))
            return out
        kind = e.find(XS + "complexType")
        inner = kind
        if kind.get("mixed") == "true":
            out.text = MIXED
        simple = kind.find(f"{XS}simpleContent/{XS}extension")
        if simple is not None:
            out.text, inner = plain(simple.get("base")), simple
        self.attributes(inner, out.attributes)
        for part in inner:
            if part.tag in (XS + "sequence", XS + "choice"):
                self.particle(part, out.children, True, False)
        return out

    def attributes(self, where, out):
        for a in where:
            if a.tag == XS + "attribute":
                out[a.get("name")] = (plain(a.get("type")), a.get("use") == "required")
            elif a.tag == XS + "attributeGroup":
                self.attributes(self.attribute_groups[plain(a.get("ref"))], out)

    def particle(self, p, out, required, many):
        """The first of a required choice stands for all of them."""
        required = required and p.get("minOccurs") != "0"
        many = many or p.get("maxOccurs", "1") != "1"
        if p.tag == XS + "element":
            out.append((plain(p.get("ref")), required, many))
        elif p.tag == XS + "group" and p.get("ref"):
            for part in self.groups[plain(p.get("ref"))]:
                if part.tag != XS + "annotation":
                    self.particle(part, out, required, many)
        elif p.tag in (XS + "sequence", XS + "choice"):
            for k, part in enumerate(x for x in p if x.tag != XS + "annotation"):
                self.particle(part, out, required and (k == 0 or p.tag == XS + "sequence"), many)

    # -- types ---------------------------------------------------------------------------------------
    def base(self, name):
        """("word", patterns), ("enum", values) or ("number", ()) of a simple type; of a list its items'."""
        if name == MIXED:
            return "word", ()
        if name not in self.types:
            return ("word" if name in ("xs:string", "xs:token", "xs:normalizedString", "xs:anyURI") else "number"), ()
        t = self.types[name]
        items = t.find(XS + "list")
        if items is not None:
            return self.base(plain(items.get("itemType")))
        limits = t.find(XS + "restriction")
        values = [x.get("value") for x in limits.findall(XS + "enumeration")]
        if values:
            return "enum", values
        kind, patterns = self.base(plain(limits.get("base")))
        return kind, tuple(patterns) + tuple(x.get("value") for x in limits.findall(XS + "pattern"))

    def shape(self, name, word):
        """How that word can stand in a value of the type; "" where none can."""
        kind, patterns = self.base(name) if name else ("", ())
        if kind != "word":
            return ""
        for form in ("{}", "{}.pdf", "https://example.org/{}", "{}@example.org", "de-x-{}"):
            value = form.format(word)
            if all(re.fullmatch(p, value) for p in patterns):
                return value
        return ""

    def slots(self, root):
        """All places that can hold a word in documents of that root: (element, attribute), the attribute "" for the element's own text."""
        out = set()
        for name in self.reachable(root):
            e = self.elements[name]
            out |= {(name, a) for a, (t, _) in e.attributes.items() if self.shape(t, "geh0000")}
            if self.shape(e.text, "geh0000"):
                out.add((name, ""))
        return out

    def reachable(self, root):
        seen, ahead = set(), [root]
        while ahead:
            n = ahead.pop()
            if n not in seen:
                seen.add(n)
                ahead += [c[0] for c in self.elements[n].children]
        return seen

    def ways(self, name):
        """Attributes that can hide an element."""
        return [a for a in ("status", "nur-beratung") if a in self.elements[name].attributes]

    def edges(self, root):
        """All (parent, element, attribute) where an element can be hidden within a public parent."""
        return {(p, c[0], w) for p in self.reachable(root) for c in self.elements[p].children for w in self.ways(c[0])}

    def places(self, root):
        """All (parent, element) where an element can hold something hidden."""
        return {(p, c[0]) for p in self.reachable(root) for c in self.elements[p].children if any(self.ways(x[0]) for x in self.elements[c[0]].children)}


def plain(name):
    return name[2:] if name and name.startswith("v:") else name or ""
