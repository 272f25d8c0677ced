/* Paragraphs: what the style says they are, their pieces of text with the look of each, notes and
 * pictures in them. ODF 1.3 part 3, 6 and 7. */
#include "import/import_in.h"

#define SPAN_DEPTH 60

typedef struct {
    Reading *r;
    Node *p;
    const XNode *note[64], *frame[64];
    Piece *mark[64];
    int nnotes, nframes;
} Text;
typedef struct {
    unsigned look;
    Str url, lang, chars;
    int depth;
    bool fresh;
} Look;

static const struct {
    const char *style;
    NodeKind kind;
    int level;
} kinds[] = {
    { "Title", NK_UEBERSCHRIFT, 1 },
    { "Heading 1", NK_UEBERSCHRIFT, 1 },
    { "Heading 2", NK_UEBERSCHRIFT, 2 },
    { "Heading 3", NK_UEBERSCHRIFT, 3 },
    { "Heading 4", NK_UEBERSCHRIFT, 4 },
    { "Heading 5", NK_UEBERSCHRIFT, 5 },
    { "Heading 6", NK_UEBERSCHRIFT, 6 },
    { "Heading 7", NK_UEBERSCHRIFT, 6 },
    { "Heading 8", NK_UEBERSCHRIFT, 6 },
    { "Subtitle", NK_UEBERSCHRIFT, 3 },
    { STYLE_ZITAT, NK_ZITAT, 0 },
    { STYLE_ZITATQUELLE, NK_ZITATQUELLE, 0 },
    { STYLE_TABELLENTITEL, NK_TABELLENTITEL, 0 },
    { "Table", NK_TABELLENTITEL, 0 },
    { STYLE_BILDUNTERSCHRIFT, NK_BILDTEXT, 0 },
    { STYLE_BILDTEXT, NK_BILDTEXT, 0 },
    { "Figure", NK_BILDTEXT, 0 },
    { "Illustration", NK_BILDTEXT, 0 },
    { STYLE_BILDNACHWEIS, NK_BILDNACHWEIS, 0 },
    { STYLE_HINWEIS, NK_UMBRUCH, -1 },
    { "Contents 1", NK_UMBRUCH, -1 },
    { "Contents 2", NK_UMBRUCH, -1 },
    { STYLE_LOGO, NK_ABSATZ, -2 },
    { STYLE_KOERPERSCHAFT, NK_ABSATZ, 0 },
    { STYLE_NUMMER, NK_ABSATZ, 0 },
    { STYLE_STATUS, NK_ABSATZ, 0 },
    { STYLE_AUSLASSUNG, NK_ABSATZ, 0 },
    { STYLE_TEXT, NK_ABSATZ, 0 },
    { STYLE_BEZEICHNUNG, NK_ABSATZ, 0 },
    { STYLE_KOPFZEILE, NK_ABSATZ, 0 },
    { STYLE_KOPF_BEZEICHNUNG, NK_ABSATZ, 0 },
    { STYLE_KOPF_WERT, NK_ABSATZ, 0 },
    { STYLE_TABELLENKOPF, NK_ABSATZ, 0 },
    { STYLE_TABELLENKOPF_RECHTS, NK_ABSATZ, 0 },
    { STYLE_ZELLE, NK_ABSATZ, 0 },
    { STYLE_ZEILENKOPF, NK_ABSATZ, 0 },
    { STYLE_BETRAG, NK_ABSATZ, 0 },
    { STYLE_GRUPPE, NK_ABSATZ, 0 },
    { STYLE_SUMME, NK_ABSATZ, 0 },
    { STYLE_SUMME_TEXT, NK_ABSATZ, 0 },
    { STYLE_SUMME " klein", NK_ABSATZ, 0 },
    { STYLE_SUMME_TEXT " klein", NK_ABSATZ, 0 },
    { STYLE_VERMERKART, NK_ABSATZ, 0 },
    { STYLE_UNTERSCHRIFTLINIE, NK_ABSATZ, 0 },
    { STYLE_NAME, NK_ABSATZ, 0 },
    { STYLE_AMT, NK_ABSATZ, 0 },
    { STYLE_ORT_DATUM, NK_ABSATZ, 0 },
    { STYLE_FUSSNOTE, NK_ABSATZ, 0 },
    { "Endnote", NK_ABSATZ, 0 },
    { STYLE_KASTEN, NK_ABSATZ, 0 },
    { STYLE_KLEIN, NK_ABSATZ, 0 },
};

/* ---- looks ---- */

static void add_look(Look *l, const OdtStyle *s)
{
    l->look = (l->look & ~s->set) | s->look;
    if (s->lang.n) l->lang = s->lang;
}

/* A character style with its parents, the eldest first. */
static void char_look(Im *im, Look *l, Str name)
{
    const OdtStyle *chain[STYLE_CHAIN];
    int n = 0;
    for (const OdtStyle *s = import_style_find(&im->styles, S("text"), name); s && n < STYLE_CHAIN;
         s = import_style_find(&im->styles, S("text"), s->parent))
        chain[n++] = s;
    while (n--) {
        add_look(l, chain[n]);
        if (str_is(chain[n]->display, CHARS_ZEICHEN) ||
            str_is(chain[n]->display, CHARS_UNTERZEICHNER))
            l->chars = chain[n]->display;
    }
}

/* ---- inside a paragraph ---- */

static void walk(Text *t, const XNode *first, Look l);

static void put(Text *t, Str s, Look *l)
{
    for (int k = 0; k < 2; k++)
        if (l->chars.n && str_is(l->chars, k ? CHARS_UNTERZEICHNER : CHARS_ZEICHEN))
            t->p->chars[k] =
                str_printf(t->r->im->a, "%.*s%.*s", STR_FMT(t->p->chars[k]), STR_FMT(s));
    Piece *x = import_piece_add(t->r->im, t->p, s);
    x->look = l->look;
    x->url = l->url;
    x->lang = l->lang;
}

static Str plain_inside(Arena *a, const XNode *n, Buf *b, int depth)
{
    for (const XNode *k = n->kids; k && depth < SPAN_DEPTH; k = k->next) {
        if (!k->name.n)
            buf_str(b, k->text);
        else if (k->kids) {
            plain_inside(a, k, b, depth + 1);
            buf_char(b, ' ');
        }
    }
    return (Str){ "", 0 };
}

static void comment(Text *t, const XNode *n)
{
    Buf b = { 0 };
    plain_inside(t->r->im->a, n, &b, 0);
    import_tell(t->r->im, D_IMPORT_KOMMENTAR, t->p->at,
                import_words_plain(t->r->im->a, buf_view(&b)));
    buf_drop(&b);
}

static void tab(Text *t, Look *l)
{
    put(t, S(" "), l);
    if (t->r->im->told_tab || t->p->kind == NK_UEBERSCHRIFT ||
        str_is(t->p->style, STYLE_UNTERSCHRIFTLINIE))
        return;
    t->r->im->told_tab = true;
    import_tell(t->r->im, D_IMPORT_TABULATOR, t->p->at, S(""));
}

static void note(Text *t, const XNode *n)
{
    if (t->r->note || t->nnotes == 64) {
        Look l = { 0 };
        walk(t, n->kids, l);
        return;
    } /* no note in a note: its words stay */
    Piece *x = import_piece_add(t->r->im, t->p, (Str){ "", 0 });
    x->note = import_node_new(t->r->im, NK_FUSSNOTE, NULL);
    t->mark[t->nnotes] = x;
    t->note[t->nnotes++] = n;
}

/* "vl_kosten" names what stands here; "vl_vl.3" only where the contents list points to. */
static void bookmark(Text *t, Str name)
{
    if (t->p->id.n || !str_starts(name, S("vl_")) || str_starts(name, S("vl_vl."))) return;
    bool letters = name.n > 3 && !(name.p[3] >= '0' && name.p[3] <= '9') && name.p[3] != '-' &&
        name.p[3] != '.';
    if (letters) t->p->id = str_sub(name, 3, name.n);
}

static void element(Text *t, const XNode *n, Look l)
{
    if (++l.depth > SPAN_DEPTH) {
        import_tell(t->r->im, D_IMPORT_GRENZE, t->p->at, str_printf(t->r->im->a, "%d", SPAN_DEPTH));
        return;
    }
    bool text = str_is(n->ns, ns_text());
    if (text && str_is(n->name, "span")) {
        char_look(t->r->im, &l, import_at_of(n, ns_text(), "style-name"));
        walk(t, n->kids, l);
    } else if (text && str_is(n->name, "a")) {
        l.url = import_at_of(n, ns_xlink(), "href");
        walk(t, n->kids, l);
    } else if (text && str_is(n->name, "s"))
        for (int i = import_int_of(import_at_of(n, ns_text(), "c"), 1, 100); i > 0; i--)
            put(t, S(" "), &l);
    else if (text && str_is(n->name, "tab"))
        tab(t, &l);
    else if (text && str_is(n->name, "line-break"))
        put(t, S("\n"), &l);
    else if (text && str_is(n->name, "note"))
        note(t, n);
    else if (text && str_is(n->name, "placeholder"))
        t->p->form = true;
    else if (text && str_is(n->name, "ruby")) {
        for (const XNode *k = n->kids; k; k = k->next)
            if (import_is_el(k, ns_text(), "ruby-base")) walk(t, k->kids, l);
    } else if (text && str_starts(n->name, S("bookmark")) && !n->kids)
        bookmark(t, import_at_of(n, ns_text(), "name"));
    else if (import_is_el(n, ns_office(), "annotation"))
        comment(t, n);
    else if (import_is_el(n, ns_draw(), "frame") || import_is_el(n, ns_draw(), "g") ||
             (str_is(n->ns, ns_draw()) && !import_is_el(n, ns_draw(), "a"))) {
        if (t->nframes < 64) t->frame[t->nframes++] = n;
    } else
        walk(t, n->kids, l); /* fields: the words they show */
}

static void walk(Text *t, const XNode *first, Look l)
{
    for (const XNode *n = first; n; n = n->next) {
        if (n->name.n)
            element(t, n, l);
        else
            put(t, n->text, &l);
    }
}

/* ---- the paragraph ---- */

/* What the style makes of it; direct formatting of the whole paragraph is a look. -1: no part of
 * the paper. */
static int kind_by_style(Im *im, Node *p, Str name, Look *l, bool *breaks)
{
    int level = 0, n = 0;
    for (const OdtStyle *s = import_style_find(&im->styles, S("paragraph"), name);
         s && n < STYLE_CHAIN; s = import_style_find(&im->styles, S("paragraph"), s->parent), n++) {
        if (n == 0) *breaks = s->breaks;
        if (n == 0 && s->automatic) add_look(l, s);
        FlowField f = field_by_style(s->display);
        if (f) {
            p->field = f;
            p->style = s->display;
            return 0;
        }
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
            if (!str_is(s->display, kinds[i].style)) continue;
            if (kinds[i].level == -1) return -1;
            p->kind = kinds[i].kind;
            p->level = level = kinds[i].level;
            p->style = s->display;
            return level;
        }
    }
    return level;
}

static void view_line(Im *im, Node *p)
{
    size_t from = im->view.n;
    buf_str(&im->view, p->text);
    buf_char(&im->view, '\n');
    p->at = (Place){ im->view_src, (uint32_t)from, p->text.n ? (uint32_t)p->text.n : 1 };
    im->paragraphs++;
}

static void inner_notes(Text *t)
{
    for (int i = 0; i < t->nnotes; i++) {
        Reading in = {
            .im = t->r->im, .parent = t->mark[i]->note, .depth = t->r->depth + 1, .note = true
        };
        for (const XNode *k = t->note[i]->kids; k; k = k->next)
            if (import_is_el(k, ns_text(), "note-body")) import_blocks_read(&in, k->kids);
    }
}

static void page_break(Reading *r, const Node *p)
{
    if (!r->parent->kids || r->parent != r->im->doc || r->list.level) return;
    Node *u = import_node_new(r->im, NK_UMBRUCH, r->parent);
    u->at = p->at;
}

static bool says_something(const Node *p)
{
    if (p->text.n || str_is(p->style, STYLE_UNTERSCHRIFTLINIE)) return true;
    for (const Piece *x = p->pieces; x; x = x->next)
        if (x->note) return true;
    return false;
}

void import_para_read(Reading *r, const XNode *n)
{
    Im *im = r->im;
    Node *parent = r->parent;
    Node *p = ARENA_NEW(im->a, Node);
    p->kind = NK_ABSATZ;
    p->parent = parent;
    Text t = { .r = r, .p = p };
    Look l = { 0 };
    bool breaks = false;
    if (import_is_el(n, ns_text(), "h")) {
        p->kind = NK_UEBERSCHRIFT;
        p->level = import_int_of(import_at_of(n, ns_text(), "outline-level"), 3, 6);
    }
    int said = kind_by_style(im, p, import_at_of(n, ns_text(), "style-name"), &l, &breaks);
    if (p->kind == NK_UEBERSCHRIFT) l.look = 0;
    p->at = (Place){ im->view_src, (uint32_t)im->view.n, 1 };
    if (im->paragraphs == ODT_MAX_PARAGRAPHS) {
        import_tell(im, D_IMPORT_GRENZE, p->at, str_printf(im->a, "%d", ODT_MAX_PARAGRAPHS));
    }
    if (im->paragraphs > ODT_MAX_PARAGRAPHS) {
        im->paragraphs++;
        return;
    }
    walk(&t, n->kids, l);
    import_node_finish(im, p);
    view_line(im, p);
    im->has_betreff |= p->field == FIELD_KOPF + KOPF_BETREFF;
    if (said == -1) return;
    if (says_something(p)) {
        if (breaks) page_break(r, p);
        if (p->kind != NK_UEBERSCHRIFT) {
            p->list = r->list.level;
            p->numbered = r->list.numbered;
            p->start = r->list.start && r->list.level > 0;
            p->first = p->start ? r->list.first : 0;
            r->list.start = false;
        }
        if (parent->last)
            parent->last->next = p;
        else
            parent->kids = p;
        parent->last = p;
    }
    inner_notes(&t);
    for (int i = 0; i < t.nframes && said != -2; i++) {
        import_frame_read(r, t.frame[i]);
        if (parent->last && parent->last->kind == NK_BILD && !says_something(p) && i == 0)
            parent->last->id = p->id;
    }
}

/* ---- frames ---- */

static double points(Str s)
{
    double v = 0, place = 1;
    bool frac = false;
    size_t i = 0;
    for (; i < s.n && ((s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '.'); i++) {
        if (s.p[i] == '.')
            frac = true;
        else if (frac)
            v += (s.p[i] - '0') * (place /= 10);
        else if (v < 1e6)
            v = v * 10 + s.p[i] - '0';
    }
    Str unit = str_sub(s, i, s.n);
    return str_is(unit, "cm") ? v * 72 / 2.54
        : str_is(unit, "mm")  ? v * 72 / 25.4
        : str_is(unit, "in")  ? v * 72
        : str_is(unit, "pt")  ? v
                              : 0;
}

static Str kid_text(Im *im, const XNode *n, const char *name)
{
    for (const XNode *k = n->kids; k; k = k->next)
        if (import_is_el(k, ns_svg(), name)) {
            Buf b = { 0 };
            plain_inside(im->a, k, &b, 0);
            Str s = import_words_plain(im->a, buf_view(&b));
            buf_drop(&b);
            return s;
        }
    return (Str){ "", 0 };
}

static void picture(Reading *r, const XNode *frame, const XNode *image)
{
    Im *im = r->im;
    Node *b = import_node_new(im, NK_BILD, r->parent);
    b->list = r->list.level;
    r->list.start = false;
    b->picture = import_at_of(image, ns_xlink(), "href");
    if (str_starts(b->picture, S("./"))) b->picture = str_sub(b->picture, 2, b->picture.n);
    b->alt = kid_text(im, frame, "desc");
    if (!b->alt.n) b->alt = kid_text(im, frame, "title");
    b->width = points(import_at_of(frame, ns_svg(), "width"));
    b->at = (Place){ im->view_src, (uint32_t)(im->view.n ? im->view.n - 1 : 0), 1 };
    while (b->at.off && im->view.p[b->at.off - 1] != '\n') b->at.off--;
}

/* A picture, or a box whose text goes on behind the paragraph it stands at; of anything else its
 * words. */
void import_frame_read(Reading *r, const XNode *n)
{
    for (const XNode *k = n->kids; k; k = k->next)
        if (import_is_el(k, ns_draw(), "image")) {
            picture(r, n, k);
            return;
        }
    for (const XNode *k = n->kids; k; k = k->next)
        if (import_is_el(k, ns_draw(), "text-box")) {
            Reading in = *r;
            import_blocks_read(&in, k->kids);
            return;
        }
    Place at = { r->im->view_src, (uint32_t)(r->im->view.n ? r->im->view.n - 1 : 0), 1 };
    import_tell(r->im, D_IMPORT_OBJEKT, at, n->name);
    Reading in = *r;
    import_blocks_read(&in, n->kids);
}
