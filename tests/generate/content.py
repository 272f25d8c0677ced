"""What a generated paper holds, apart from any format: a list of blocks.

    ("head", level, text)            ("p", [run...])   a run is ("text", s), ("bold", s) or ("note", s)
    ("list", ordered, [text...])     ("table", title, [head...], [[cell...]...], [sum or None...])   cells are text or cents
    ("picture", file, alt, caption)
"""
import io
import os
import random

from PIL import Image, ImageDraw

from .words import Words

LINES = 47          # lines of a page, by which the length is reckoned
WORDS_A_LINE = 11


class Paper:
    """Blocks and pictures of one paper; `blocks` is what the writers take."""

    def __init__(self, seed, pages, folder, pictures=True):
        self.rnd = random.Random(seed)
        self.words = Words(self.rnd)
        self.folder, self.pictures = folder, pictures
        self.blocks, self.lines, self.level, self.count = [], 0.0, 0, 0
        os.makedirs(os.path.join(folder, "bilder"), exist_ok=True)
        while self.lines < pages * LINES:
            self.section()

    def add(self, lines, *block):
        self.blocks.append(block)
        self.lines += lines

    def section(self):
        self.level = min(4, max(1, self.rnd.choice([1, 2, 2, 3, 3, 4]), 1), self.level + 1)
        self.add(2.4, "head", self.level, self.words.title())
        self.paragraph()
        for _ in range(self.rnd.randint(1, 3)):
            self.rnd.choice([self.paragraph, self.paragraph, self.paragraph, self.liste, self.table, self.picture])()
        self.paragraph()

    def paragraph(self):
        n = self.rnd.randint(25, 120)
        runs = [("text", self.words.text(n))]
        if self.rnd.random() < .15:
            runs += [("text", " "), ("bold", self.words.sentence(3, 6))]
        if self.rnd.random() < .15:
            runs.append(("note", self.words.sentence(5, 15)))
            self.lines += 1.2
        self.add(n / WORDS_A_LINE + 1.2, "p", runs)

    def liste(self):
        items = [self.words.text(self.rnd.randint(4, 25)) for _ in range(self.rnd.randint(3, 7))]
        self.add(sum(len(i.split()) // 10 + 1 for i in items) + .6, "list", self.rnd.random() < .4, items)

    def table(self):
        rows = [[self.words.title(), str(self.rnd.randint(2024, 2030)), self.rnd.randint(1, 90_000_000), self.rnd.randint(1, 900_000)]
                for _ in range(self.rnd.choice([4, 6, 8, 12, 20, 30]))]
        sums = [None, None, sum(r[2] for r in rows), sum(r[3] for r in rows)]
        self.add(len(rows) * 1.3 + 4.5, "table", self.words.title(), ["Maßnahme", "Jahr", "Kosten in EUR", "Folgekosten in EUR"], rows, sums)

    def picture(self):
        if not self.pictures:
            return self.paragraph()
        self.count += 1
        name = f"bilder/bild-{self.count}.{'png' if self.count % 2 else 'jpg'}"
        with open(os.path.join(self.folder, name), "wb") as f:
            f.write(chart(self.rnd) if self.count % 2 else photo(self.rnd))
        return self.add(19, "picture", name, "Darstellung: " + self.words.sentence(5, 10), self.words.title())


def encoded(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def chart(rnd):
    """Bars, as an office would draw them."""
    image = Image.new("RGB", (960, 480), "white")
    draw = ImageDraw.Draw(image)
    for i in range(12):
        h = rnd.randint(20, 440)
        draw.rectangle((40 + i * 76, 460 - h, 90 + i * 76, 460), fill=(rnd.randint(0, 120), 90, rnd.randint(80, 200)))
    draw.line((20, 460, 940, 460), fill="black", width=3)
    return encoded(image, "PNG")


def photo(rnd):
    """Clouds of noise, which compress like a photograph."""
    small = Image.frombytes("RGB", (60, 30), bytes(rnd.randrange(256) for _ in range(5400)))
    return encoded(small.resize((960, 480), Image.BICUBIC), "JPEG", quality=85)
