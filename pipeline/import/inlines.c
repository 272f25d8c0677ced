/* Running text from the document's pieces: looks become stark, betont, hoch, tief; links,
 * languages, notes and line breaks their elements. Where a paragraph was changed, elements of the
 * XML that show words of their own (amounts, days, references, what has a status) stay where their
 * words stay. */
#include "import/import_in.h"

#include <stdlib.h>

#define WORDS \
    2000 /* of a paragraph that are compared one by one; beyond only its begin and end \
          */

/* One piece of what is to be written: text of the document, or an element to keep. */
typedef struct {
    Str text;
    const Piece *p;
    XNode *keep;
} Run;
typedef struct {
    Im *im;
    XNode *at;
    unsigned look;
    Str url, lang;
    XNode *into, *before, *link;
} Writer;

static void add(Writer *w, XNode *parent, XNode *kid)
{
    if (parent == w->into)
        xinsert(parent, kid, w->before);
    else
        xappend(parent, kid);
}

/* "#vl_kosten" is a reference to what is called so in this paper, "https:" one to the web. Anything
 * else: words. */
static bool link_of(Im *im, Str url, XNode *v)
{
    if (str_starts(url, S("#vl_"))) {
        Str id = str_sub(url, 4, url.n);
        size_t bar = str_find(id, S("|"));
        if (bar != (size_t)-1) id = str_sub(id, 0, bar);
        made_attr(im, v, "ziel", id);
        return id.n && !str_starts(id, S("vl."));
    }
    if (!str_starts(url, S("https://")) && !str_starts(url, S("http://")) &&
        !str_starts(url, S("mailto:")))
        return false;
    made_attr(im, v, "url", url);
    return true;
}

static XNode *wrap(Writer *w, XNode *in, const char *name)
{
    XNode *e = made_element(w->im, name, (Place){ 0, 0, 0 });
    add(w, in, e);
    return e;
}

static bool own_lang(Str lang) { return lang.n && !str_starts(lang, S("de")); }

/* Where text of that look goes: elements are opened anew when anything changes. */
static XNode *holder(Writer *w, const Piece *p)
{
    XNode *in = w->into;
    if (w->at && p->look == w->look && str_eq(p->url, w->url) && str_eq(p->lang, w->lang))
        return w->at;
    if (p->url.n) {
        if (w->link && str_eq(p->url, w->url))
            in = w->link;
        else {
            XNode *v = made_element(w->im, "verweis", (Place){ 0, 0, 0 });
            if (link_of(w->im, p->url, v)) {
                add(w, in, v);
                in = w->link = v;
            } else
                w->link = NULL;
        }
    } else
        w->link = NULL;
    if (own_lang(p->lang)) {
        in = wrap(w, in, "sprache");
        made_attr(w->im, in, "lang", p->lang);
    }
    if (p->look & LOOK_BOLD) in = wrap(w, in, "stark");
    if (p->look & LOOK_ITALIC) in = wrap(w, in, "betont");
    if (p->look & LOOK_SUP) in = wrap(w, in, "hoch");
    if (p->look & LOOK_SUB) in = wrap(w, in, "tief");
    w->at = in;
    w->look = p->look;
    w->url = p->url;
    w->lang = p->lang;
    return in;
}

static void footnote(Writer *w, Node *note)
{
    XNode *f = made_element(w->im, "fussnote", note->kids ? note->kids->at : (Place){ 0, 0, 0 });
    import_kids_make(w->im, note, f);
    if (f->kids) add(w, w->into, f);
}

static bool is_break(Str s) { return s.n == 1 && s.p[0] == '\n'; }

static void write_run(Writer *w, const Run *r)
{
    if (r->keep) { /* beside its neighbours' looks: they hold no elements of their own */
        add(w, w->into, r->keep);
        w->at = w->link = NULL;
    } else if (r->p->note) {
        footnote(w, r->p->note);
        w->at = w->link = NULL;
    } else if (is_break(r->text)) {
        add(w, w->into, made_element(w->im, "br", (Place){ 0, 0, 0 }));
        w->at = w->link = NULL;
    } else if (r->text.n)
        add(w, holder(w, r->p), made_text(w->im, r->text));
}

void import_inlines_make(Im *im, Node *n, XNode *into)
{
    n->told = true;
    Writer w = { .im = im, .into = into };
    for (const Piece *p = n->pieces; p; p = p->next)
        write_run(&w, &(Run){ .text = p->text, .p = p });
}

/* ---- over the carried element ---- */

typedef struct {
    Str text;
    size_t from;
} Word; /* from: offset in the whole text */
typedef struct {
    size_t from, to;
    XNode *e;
    size_t now_from, now_to;
    bool found;
} Special;

/* The element to keep that a piece's text or element stands in, below the paragraph's own: the
 * outermost that says more than its look. */
static XNode *special_of(XNode *from, const XNode *top)
{
    XNode *best = NULL;
    for (XNode *n = from; n && n != top; n = n->parent) {
        if (!n->name.n) continue;
        bool more =
            xis(n, "verweis") || xis(n, "betrag") || xis(n, "datum") || xattr(n, "status").n;
        if (more) best = n;
    }
    return best;
}

static bool below(const XNode *n, const XNode *top)
{
    for (; n; n = n->parent)
        if (n == top) return true;
    return false;
}

/* All text with offsets; the stretches that kept elements show. */
static Str text_of(Im *im, const Node *n, const XNode *top, Special *sp, size_t *nsp, size_t room)
{
    Buf b = { 0 };
    for (const Piece *p = n->pieces; p; p = p->next) {
        size_t from = b.n;
        if (!p->note) buf_str(&b, p->text);
        XNode *e =
            top && p->from && !p->note && below(p->from, top) ? special_of(p->from, top) : NULL;
        if (!e) continue;
        if (*nsp && sp[*nsp - 1].e == e && sp[*nsp - 1].to == from)
            sp[*nsp - 1].to = b.n;
        else if (*nsp < room)
            sp[(*nsp)++] = (Special){ .from = from, .to = b.n, .e = e };
    }
    return buf_keep(im->a, &b);
}

static size_t cut(Str s, Word *out)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n && n < WORDS;) {
        size_t from = i;
        bool blank = s.p[i] == ' ' || s.p[i] == '\n';
        for (; i < s.n && (s.p[i] == ' ' || s.p[i] == '\n') == blank; i++) {}
        if (!blank) out[n++] = (Word){ .text = str_sub(s, from, i - from), .from = from };
    }
    return n;
}

/* For each old word the new one it became; SIZE_MAX: none. */
static void match_words(const Word *o, size_t n, const Word *w, size_t m, size_t *mate)
{
    uint16_t *len = mem_alloc((n + 1) * (m + 1) * sizeof *len);
    for (size_t i = n + 1; i-- > 0;)
        for (size_t k = m + 1; k-- > 0;) {
            uint16_t *l = &len[i * (m + 1) + k];
            if (i == n || k == m) {
                *l = 0;
                continue;
            }
            uint16_t down = len[(i + 1) * (m + 1) + k], right = len[i * (m + 1) + k + 1];
            *l = str_eq(o[i].text, w[k].text) ? (uint16_t)(len[(i + 1) * (m + 1) + k + 1] + 1)
                : down > right                ? down
                                              : right;
        }
    for (size_t i = 0, k = 0; i < n;) {
        if (k < m && str_eq(o[i].text, w[k].text))
            mate[i++] = k++;
        else if (k < m && len[(i + 1) * (m + 1) + k] < len[i * (m + 1) + k + 1])
            k++;
        else
            mate[i++] = SIZE_MAX;
    }
    mem_free(len);
}

/* A kept element stays where all its words stay, side by side; punctuation may stick to the last.
 */
static void find_special(Special *s, const Word *o, size_t n, const Word *w, size_t m,
                         const size_t *mate, Str old, Str now)
{
    size_t first = SIZE_MAX;
    for (size_t i = 0; i < n; i++)
        if (o[i].from < s->to && o[i].from + o[i].text.n > s->from) {
            first = i;
            break;
        }
    if (first == SIZE_MAX || mate[first] == SIZE_MAX) return;
    const Word *a = &w[mate[first]];
    size_t lead = s->from > o[first].from ? s->from - o[first].from : 0, len = s->to - s->from;
    while (len && old.p[s->from + len - 1] == ' ') len--;
    size_t from = a->from + lead;
    if (o[first].from > s->from) {
        size_t skip = o[first].from - s->from;
        s->from += skip;
        len -= skip < len ? skip : len;
        from = a->from;
    }
    (void)m;
    if (!len || from + len > now.n || memcmp(now.p + from, old.p + s->from, len)) return;
    *s = (Special){ .from = s->from,
                    .to = s->to,
                    .e = s->e,
                    .now_from = from,
                    .now_to = from + len,
                    .found = true };
}

static void drop_old(const XNode *into, XNode *before)
{
    for (XNode *k = into->kids, *next; k && k != before; k = next) {
        next = k->next;
        xunlink(k);
    }
}

/* The new pieces, with the kept elements in place of the words they show. */
static void write_over(Writer *w, const Node *now, const Special *sp, size_t nsp, const Node *old)
{
    size_t at = 0, k = 0;
    for (const Piece *p = now->pieces; p; p = p->next) {
        if (p->note) {
            XNode *kept = NULL;
            for (const Piece *q = old->pieces; q && p->note->same; q = q->next)
                if (q->note && q->note == p->note->mate) kept = q->from;
            write_run(w, &(Run){ .p = p, .keep = kept });
            continue;
        }
        size_t from = at, end = at + p->text.n;
        while (from < end) {
            while (k < nsp && (!sp[k].found || sp[k].now_to <= from)) k++;
            if (k < nsp && sp[k].now_from <= from) {
                if (sp[k].now_from == from || from == at) {
                    if (sp[k].now_from == from) write_run(w, &(Run){ .p = p, .keep = sp[k].e });
                }
                from = sp[k].now_to < end ? sp[k].now_to : end;
                continue;
            }
            size_t stop = k < nsp && sp[k].now_from < end ? sp[k].now_from : end;
            write_run(w, &(Run){ .text = str_sub(p->text, from - at, stop - from), .p = p });
            from = stop;
        }
        at = end;
    }
}

/* Footnotes that read as before are known by their words, wherever they now stand. */
static void match_notes(const Node *old, const Node *now)
{
    for (const Piece *q = now->pieces; q; q = q->next)
        for (const Piece *p = old->pieces; q->note && !q->note->mate && p; p = p->next)
            if (p->note && !p->note->mate && p->note->hash == q->note->hash) {
                p->note->mate = q->note;
                q->note->mate = p->note;
                q->note->same = p->note->same = true;
                break;
            }
}

void import_inlines_over(Im *im, const Node *old, Node *now, XNode *into, XNode *before)
{
    now->told = true;
    size_t room = 1, n = 0, m, nsp = 0, none = 0;
    for (const Piece *p = old->pieces; p; p = p->next) room++;
    Special *sp = ARENA_NEW_N(im->a, Special, room);
    Str was = text_of(im, old, into, sp, &nsp, room), is = text_of(im, now, NULL, NULL, &none, 0);
    if (nsp) {
        Word *o = ARENA_NEW_N(im->a, Word, WORDS), *w = ARENA_NEW_N(im->a, Word, WORDS);
        n = cut(was, o);
        m = cut(is, w);
        size_t *mate = ARENA_NEW_N(im->a, size_t, n + 1);
        match_words(o, n, w, m, mate);
        size_t last = 0;
        for (size_t i = 0; i < nsp; i++) {
            find_special(&sp[i], o, n, w, m, mate, was, is);
            if (sp[i].found && sp[i].now_from < last) sp[i].found = false;
            if (sp[i].found) last = sp[i].now_to;
        }
    }
    match_notes(old, now);
    drop_old(into, before);
    Writer w = { .im = im, .into = into, .before = before };
    write_over(&w, now, sp, nsp, old);
}
