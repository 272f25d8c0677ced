/* Running text: white space is folded as in HTML, over the borders of elements, and trimmed at a
 * block's ends and around a line break. A footnote is its own block of text; its mark counts as a
 * word. */
#include "read/read_in.h"

#include "model/posten.h"

typedef struct {
    Rd *r;
    bool at_space;  /* a space here would be one too many: block's start, after a line break or a
                       space */
    Inline *spaced; /* the text whose last byte is a space that nothing followed yet */
} Fold;

static Inline *inline_kids(Fold *f, XNode *from, XNode **stop);

static bool space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

static const struct {
    const char *name;
    InlineKind kind;
} kinds[] = {
    { "stark", IN_STARK },       { "betont", IN_BETONT },   { "hoch", IN_HOCH },
    { "tief", IN_TIEF },         { "sprache", IN_SPRACHE }, { "br", IN_BR },
    { "verweis", IN_VERWEIS },   { "betrag", IN_BETRAG },   { "datum", IN_DATUM },
    { "fussnote", IN_FUSSNOTE },
};

static int kind_of(const XNode *n)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (xis(n, kinds[i].name)) return (int)kinds[i].kind;
    return -1;
}

bool rd_is_inline(const XNode *n) { return !n->name.n || kind_of(n) >= 0; }

static void trim_end(Fold *f)
{
    if (f->spaced) f->spaced->text.n--;
    f->spaced = NULL;
}

/* The text with its white space folded: itself where there is nothing to fold. */
static Str folded(Fold *f, Str t)
{
    bool at_space = f->at_space;
    if (t.n && at_space && space(*t.p)) t = str_sub(t, 1, t.n);
    size_t i = 0;
    for (; i < t.n; at_space = t.p[i++] == ' ')
        if (space(t.p[i]) && (at_space || t.p[i] != ' ')) break;
    if (i == t.n) return t;
    char *p = arena_alloc(f->r->a, t.n + 1);
    size_t k = i;
    memcpy(p, t.p, i);
    for (; i < t.n; i++) {
        bool s = space(t.p[i]);
        if (!s || !at_space) p[k++] = s ? ' ' : t.p[i];
        at_space = s;
    }
    return (Str){ p, k };
}

static Inline *text_node(Fold *f, const XNode *n)
{
    const Str t = folded(f, n->text);
    if (!t.n) return NULL;
    Inline *out = ARENA_NEW(f->r->a, Inline);
    *out = (Inline){ .kind = IN_TEXT, .at = n->at, .text = rd_nfc(f->r->a, t) };
    f->at_space = t.p[t.n - 1] == ' ';
    f->spaced = f->at_space ? out : NULL;
    return out;
}

static void verweis(Fold *f, const XNode *n, Inline *i)
{
    static const char *const names[] = { "vorlage", "anlage", "ziel", "url" };
    int given = 0;
    for (int k = 0; k < 4; k++) {
        if (!xattr_node(n, names[k])) continue;
        if (!given++) {
            i->ziel = (ZielArt)(ZIEL_VORLAGE + k);
            i->ref = rd_attr(f->r, n, names[k]);
        }
    }
    if (given != 1) diag(f->r->d, D_VERWEIS_ZIEL, n->at, (const char *)NULL);
}

static void betrag(Fold *f, const XNode *n, Inline *i)
{
    static const char *const werte[] = { "",       "netto",  "ust",     "brutto",
                                         "betrag", "ansatz", "ust-satz" };
    bool eur = xattr_node(n, "eur"), posten = xattr_node(n, "posten");
    if (eur == posten)
        diag(f->r->d, D_BETRAG_ANGABE, n->at, (const char *)NULL);
    else if (posten && !xattr_node(n, "wert"))
        diag(f->r->d, D_BETRAG_WERT, n->at, (const char *)NULL);
    i->ref = rd_attr(f->r, n, "posten");
    i->wert = (PostenWert)rd_word(f->r, n, "wert", werte, 7, WERT_NONE);
    i->jahr = rd_int(n, "jahr", 0);
    i->money = rd_money(n, "eur");
    i->einheit = (Geldeinheit)rd_enum(f->r, n, "einheit", ENUM_GELD);
    if (!i->einheit) i->einheit = GELD_EUR;
    i->rund = rd_ja(n, "rund");
    if (i->money.set) i->zahl = geld_in_einheit(i->money, i->einheit);
}

static void kids_of(Fold *f, XNode *n, Inline *i)
{
    XNode *stop;
    i->kids = inline_kids(f, n->kids, &stop);
}

static Inline *element(Fold *f, XNode *n, InlineKind kind)
{
    Inline *i = ARENA_NEW(f->r->a, Inline);
    *i = (Inline){ .kind = kind,
                   .at = n->at,
                   .status = (Status)rd_enum(f->r, n, "status", ENUM_STATUS) };
    switch (kind) {
    case IN_BR:
        trim_end(f);
        f->at_space = true;
        return i;
    case IN_VERWEIS: verweis(f, n, i); break;
    case IN_BETRAG: betrag(f, n, i); break;
    case IN_DATUM:
        i->datum = rd_date(n, "wert");
        i->lang_form = str_is(str_trim(xattr(n, "form")), "lang");
        break;
    case IN_FUSSNOTE: i->blocks = rd_mixed(f->r, n); break;
    case IN_SPRACHE: i->lang = rd_attr(f->r, n, "lang"); break;
    case IN_TEXT:
    case IN_STARK:
    case IN_BETONT:
    case IN_HOCH:
    case IN_TIEF:
    case IN_AUSGELASSEN: break;
    }
    if (kind <= IN_SPRACHE || kind == IN_VERWEIS) kids_of(f, n, i);
    if (kind > IN_SPRACHE && !i->kids)
        f->at_space = false, f->spaced = NULL; /* it prints something of its own */
    return i;
}

static Inline *inline_kids(Fold *f, XNode *from, XNode **stop)
{
    Inline *first = NULL, **tail = &first;
    XNode *n = from;
    for (; n; n = n->next) {
        if (n->faulty) continue;
        int kind = n->name.n ? kind_of(n) : IN_TEXT;
        if (kind < 0) break;
        Inline *i = kind == IN_TEXT ? text_node(f, n) : element(f, n, (InlineKind)kind);
        if (i) *tail = i, tail = &i->next;
    }
    *stop = n;
    return first;
}

/* Texts that trimming emptied go, and elements that hold nothing any more. */
static Inline *import_prune(Inline *i)
{
    Inline *first = i, **link = &first;
    while (*link) {
        Inline *k = *link;
        k->kids = k->kids ? import_prune(k->kids) : NULL;
        bool empty = k->kind == IN_TEXT ? !k->text.n : k->kind <= IN_SPRACHE && !k->kids;
        if (empty)
            *link = k->next;
        else
            link = &k->next;
    }
    return first;
}

Inline *rd_inlines(Rd *r, XNode *from, XNode **stop)
{
    Fold f = { r, true, NULL };
    Inline *i = inline_kids(&f, from, stop);
    trim_end(&f);
    return import_prune(i);
}

Inline *rd_inline_content(Rd *r, const XNode *n)
{
    XNode *stop;
    return n ? rd_inlines(r, n->kids, &stop) : NULL;
}
