"""German text of no meaning with the statistics of real text: lengths, frequencies, capitals, commas, numbers, abbreviations.

Little words come as often as in print, council words as often as in papers, the rest from the list of the package wngerman with
frequencies that fall by Zipf's law over a shuffled list, so that a long text keeps bringing new words as a real one does.
"""
import bisect
import itertools

LIST = "/usr/share/dict/ngerman"
LITTLE = ("der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach "
          "wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde sei").split()
COUNCIL = ("Verwaltung Gemeinderat Ausschuss Landkreis Haushalt Haushaltsplan Beschluss Vorlage Maßnahme Maßnahmen Kosten Mittel Stadtwerke "
           "Bebauungsplan Aufstellungsbeschluss Flächennutzungsplan Satzung Gebühren Gebührenkalkulation Straßenbeleuchtung Kindertagesstätte "
           "Grundschule Gewerbegebiet Erschließung Ausschreibung Vergabe Auftragnehmer Zuwendung Förderbescheid Förderprogramm Finanzierung "
           "Folgekosten Abschreibung Eigenbetrieb Jahresabschluss Kreistag Fraktion Antrag Stellungnahme Beteiligung Öffentlichkeit "
           "Bürgerinnen Bürger Einwohner Verkehr Radverkehrskonzept Klimaschutz Wärmeplanung Breitbandausbau Feuerwehrbedarfsplan "
           "Verpflichtungsermächtigung Investitionsprogramm Umsatzsteuer Sitzung Beratungsfolge Zuständigkeit Entscheidung beschlossen "
           "vorgesehen erforderlich beantragt veranschlagt überplanmäßig öffentlich nichtöffentlich städtisch zusätzlich voraussichtlich "
           "jährlich insgesamt bisher künftig umgesetzt geprüft vorgelegt abgestimmt zugestimmt empfohlen").split()
SPICE = ["2023", "2024", "2025", "rund 12 %", "§ 5 Abs. 2", "z. B.", "Nr. 17", "1.250 m²", "48.300,00 EUR", "15. März 2024", "Drs. 112", "3,4 Mio. EUR"]


def tail_words(path=LIST):
    """The list's plain words: no abbreviations, no parts, none so long that a paper would not hold them."""
    with open(path, encoding="utf-8") as f:
        words = [w.strip() for w in f]
    return [w for w in words if 3 <= len(w) <= 24 and w.isalpha() and w[1:].islower()]


class Words:
    """A stream of sentences from one random source."""

    def __init__(self, rnd, path=LIST):
        self.rnd = rnd
        self.tail = tail_words(path)
        rnd.shuffle(self.tail)
        self.limits = list(itertools.accumulate(1 / (i + 12) for i in range(len(self.tail))))
        self.little = list(itertools.accumulate(1 / (i + 2) for i in range(len(LITTLE))))

    def word(self):
        r = self.rnd.random()
        if r < .44:
            return LITTLE[bisect.bisect(self.little, self.rnd.random() * self.little[-1])]
        if r < .60:
            return self.rnd.choice(COUNCIL)
        if r < .62:
            return self.rnd.choice(SPICE)
        return self.tail[bisect.bisect(self.limits, self.rnd.random() * self.limits[-1])]

    def sentence(self, low=6, high=24):
        out, last = [], ""
        for i in range(self.rnd.randint(low, high)):
            w = self.word()
            while w == last:
                w = self.word()
            out.append(w + ("," if i > 2 and self.rnd.random() < .08 and w[-1] not in ".," else ""))
            last = w
        out[0] = out[0][0].upper() + out[0][1:]
        return " ".join(out).rstrip(",.") + "."

    def text(self, words):
        """Sentences until about as many words."""
        out, n = [], 0
        while n < words:
            s = self.sentence()
            out.append(s)
            n += s.count(" ") + 1
        return " ".join(out)

    def title(self):
        return " ".join(self.rnd.choice(COUNCIL[:60]) for _ in range(self.rnd.randint(1, 2))) + " " + self.rnd.choice(self.tail).capitalize()
