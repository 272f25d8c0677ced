"""Small faults for C source: where they can be made and what they are. Comments, strings and preprocessor lines are
never touched, nor are CHECK(...) (it ends the program in every build) and what only takes memory or gives it back.

A fault is one span of the text and what stands there instead; it keeps the number of lines."""
import random
import re
from dataclasses import dataclass

TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<comment>//[^\n]*|/\*.*?\*/)
      | (?P<cpp>(?m:^)[ \t]*\#(?:/\*.*?\*/|\\\n|[^\n])*)
      | (?P<string>(?:u8|[LuU])?"(?:\\.|[^"\\\n])*")
      | (?P<char>[LuU]?'(?:\\.|[^'\\\n])+')
      | (?P<number>\.?\d(?:[eEpP][+-]|[\w.])*)
      | (?P<name>[A-Za-z_]\w*)
      | (?P<op><<=|>>=|\.\.\.|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|.)""", re.S | re.X)
CLOSES = {"(": ")", "[": "]", "{": "}"}
BOUND = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="}
TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
SIGN = {"+": "-", "-": "+", "+=": "-=", "-=": "+="}
BESIDE = set(BOUND) | {"+", "-", "+=", "-=", "return", "="}
KEYWORDS = {"if", "else", "for", "while", "do", "switch", "case", "default", "return", "break", "continue", "goto", "sizeof",
            "static", "const", "struct", "union", "enum", "unsigned", "signed", "int", "char", "long", "short", "double",
            "float", "bool", "void", "typedef", "extern", "register", "volatile", "_Alignof", "_Static_assert"}
WHOLE = ("CHECK", "_Static_assert", "assert", "ARENA_NEW", "ARENA_NEW_N")
UNSEEN = re.compile(r"(?:free|\w*_drop|\w*_free|f?close|munmap|xmlFree\w*)$")


@dataclass(frozen=True)
class Fault:
    kind: str
    start: int
    end: int
    old: str
    new: str
    line: int

    def apply(self, text):
        kept = "\n" * (self.old.count("\n") - self.new.count("\n"))
        return text[:self.start] + self.new + kept + text[self.end:]

    def __str__(self):
        return f"{squeezed(self.old)} -> {squeezed(self.new) or '(nothing)'}"


def squeezed(text):
    return " ".join(text.split())


class Source:
    """The tokens of a file that are code, and which bracket belongs to which and stands around a token."""

    def __init__(self, text):
        self.text, self.tok = text, []
        for m in TOKEN.finditer(text):
            if m.lastgroup not in ("space", "comment", "cpp"):
                self.tok.append((m.lastgroup, m.group(), m.start(), m.end()))
        self.match, self.inside, stack = {}, [], []
        for i, (kind, t, _, _) in enumerate(self.tok):
            self.inside.append(self.at(stack[-1]) if stack else "")
            if kind != "op":
                continue
            if t in CLOSES:
                stack.append(i)
            elif t in CLOSES.values() and stack:
                k = stack.pop()
                self.match[k], self.match[i] = i, k
        self.found = []

    def at(self, i):
        return self.tok[i][1] if 0 <= i < len(self.tok) else ""

    def kind(self, i):
        return self.tok[i][0] if 0 <= i < len(self.tok) else ""

    def span(self, first, last):
        return self.text[self.tok[first][2]:self.tok[last][3]]

    def add(self, kind, first, last, new):
        """Tokens first to last give way to that text."""
        start, end = self.tok[first][2], self.tok[last][3]
        old = self.text[start:end]
        if squeezed(old) != squeezed(new) and "/*" not in old and "//" not in old:
            self.found.append(Fault(kind, start, end, old, new, self.text.count("\n", 0, start) + 1))

    def bodies(self):
        """Functions: their opening and closing braces."""
        i = 0
        while i < len(self.tok):
            if self.at(i) == "{" and i in self.match:
                if self.at(i - 1) == ")":
                    yield i, self.match[i]
                i = self.match[i]
            i += 1

    def statement_end(self, i):
        """The last token of the statement that begins there."""
        t = self.at(i)
        if t == "{":
            return self.match[i]
        if t in ("if", "for", "while", "switch"):
            end = self.statement_end(self.match[i + 1] + 1)
            return self.statement_end(end + 2) if t == "if" and self.at(end + 1) == "else" else end
        if t == "do":
            i = self.statement_end(i + 1) + 1
        while self.at(i) != ";":
            i = self.match[i] + 1 if self.at(i) in CLOSES else i + 1
            if i >= len(self.tok):
                raise ValueError("a statement without an end")
        return i

    def edge(self, i, step, stops):
        """How far an operand reaches from there: the last token before one of the stops on its own level."""
        while True:
            t = self.at(i + step)
            if not t or t in stops:
                return i
            i += step
            if t in (CLOSES if step > 0 else CLOSES.values()):
                i = self.match[i]


# ---- the faults -------------------------------------------------------------------------------------------------

def binary(s, i):
    return s.kind(i - 1) in ("name", "number", "char") and s.at(i - 1) not in KEYWORDS or s.at(i - 1) in (")", "]")


def comparisons(s, i):
    t = s.at(i)
    if t in BOUND and s.kind(i) == "op":
        s.add("bound", i, i, BOUND[t])
        if t in TURNED:
            s.add("turned", i, i, TURNED[t])


def numbers(s, i):
    m = re.fullmatch(r"(\d{1,6})([uUlL]*)", s.at(i)) if s.kind(i) == "number" else None
    if not m or len(m.group(1)) > 1 and m.group(1)[0] == "0":
        return
    if s.at(i - 1) in BESIDE or s.at(i + 1) in BESIDE or (s.at(i - 1), s.at(i + 1)) == ("[", "]"):
        n = int(m.group(1))
        if [s.at(i + k) for k in (1, 2, 3)] != ["]", "=", "{"]:  # room for one more than a list of values fills
            s.add("number", i, i, f"{n + 1}{m.group(2)}")
        if n:
            s.add("number", i, i, f"{n - 1}{m.group(2)}")


def conditions(s, i):
    if s.at(i) == "if" and s.at(i + 1) == "(":
        last = s.match[i + 1]
        for new in "10":
            s.add("condition", i + 1, last, f"({new})")


def operands(s, i):
    t = s.at(i)
    if t not in ("&&", "||"):
        return
    stops = {",", ";", "?", ":", "=", "return", "||", "+=", "-=", "|=", "&="} | ({"&&"} if t == "&&" else set())
    left, right = s.edge(i, -1, stops | set(CLOSES)), s.edge(i, 1, stops | set(CLOSES.values()))
    if left < i < right:
        s.add("operand", left, right, s.span(i + 1, right))
        s.add("operand", left, right, s.span(left, i - 1))


def nots(s, i):
    if s.at(i) == "!":
        s.add("not", i, i, "")


def signs(s, i):
    t = s.at(i)
    if t in SIGN and s.kind(i) == "op" and (len(t) == 2 or binary(s, i)):
        s.add("sign", i, i, SIGN[t])


def branches(s, i):
    t = s.at(i)
    if t == "else":
        s.add("else", i, s.statement_end(i + 1), "")
    if t in ("continue", "break", "goto") or t == "return" and (s.at(i - 1) == ")" or s.at(s.statement_end(i) + 1) != "}"):
        s.add("jump", i, s.statement_end(i), ";")


def statements(s, i):
    if s.at(i - 1) not in (";", "{", "}", ")", "else") or s.kind(i) != "name" and s.at(i) not in ("*", "++", "--"):
        return
    if s.inside[i] != "{" or s.at(i) in KEYWORDS or UNSEEN.match(s.at(i)):
        return
    if s.at(i - 1) == ")":  # behind if (...), not behind a cast
        k = s.match.get(i - 1, 0)
        if s.at(k - 1) not in ("if", "for", "while"):
            return
    nxt = s.at(i + 1)
    if s.kind(i) == "op" or nxt in ("(", "->", ".", "[", "=", "++", "--", "|=", "&=", "+=", "-=", "*=", "/="):
        s.add("statement", i, s.statement_end(i), ";")


def swaps(s, i):
    if s.kind(i) != "name" or s.at(i) in KEYWORDS or s.at(i + 1) != "(" or s.kind(i - 1) == "name" and s.at(i - 1) not in ("return", "else"):
        return
    k, last, args = i + 2, s.match[i + 1], []
    while k < last:
        end = s.edge(k - 1, 1, {",", ")", ";"})
        if end < k:
            return
        args.append((k, end))
        k = end + 2
    for (a, b), (c, d) in zip(args, args[1:]):
        s.add("swap", a, d, f"{s.span(c, d)}, {s.span(a, b)}")


MAKERS = (comparisons, numbers, conditions, operands, nots, signs, branches, statements, swaps)


def faults(text):
    """All faults of a file, in order of their places."""
    s = Source(text)
    for first, last in s.bodies():
        i = first + 1
        while i < last:
            if s.at(i) in WHOLE and s.at(i + 1) == "(":
                i = s.match[i + 1]
            else:
                for make in MAKERS:
                    make(s, i)
            i += 1
    return sorted(set(s.found), key=lambda f: (f.start, f.end, f.new))


def chosen(found, seed):
    """The faults [(file, fault)] in an order by chance that takes from each kind about as the root of how many there are."""
    r = random.Random(seed)
    kinds = {}
    for x in found:
        kinds.setdefault(x[1].kind, []).append(x)
    for k in sorted(kinds):
        r.shuffle(kinds[k])
    while kinds:
        names = sorted(kinds)
        k = r.choices(names, [len(kinds[n]) ** .5 for n in names])[0]
        yield kinds[k].pop()
        if not kinds[k]:
            del kinds[k]
