/* Elements of the document's nodes: paragraphs, lists from levels, quotations, tables, pictures,
 * boxes, sections from headings. */
#include "import/import_in.h"

#include "base/file.h"
#include "base/sheet.h"
#include "picture/picture.h"

typedef enum { IN_PART, IN_BOX, IN_ITEM, IN_CELL } Within;

#define LIST_LEVELS 12

static void sequence(Im *im, Node *n, Node *end, XNode *into, Within where);
static Node *one(Im *im, Node *n, Node *end, XNode *into, Within where);

static XNode *para(Im *im, Node *n)
{
    XNode *p = made_element(im, "p", n->at);
    made_attr(im, p, "id", n->id);
    import_inlines_make(im, n, p);
    return p;
}

/* A heading where none may be: a paragraph in strong type. */
static XNode *strong_para(Im *im, Node *n)
{
    XNode *p = made_element(im, "p", n->at), *s = made_element(im, "stark", NO_PLACE);
    import_inlines_make(im, n, s);
    xappend(p, s);
    return p;
}

/* ---- lists ---- */

/* A list of that level from n on; the node behind it. */
static Node *list_make(Im *im, Node *n, Node *end, XNode *into, int level, Within where)
{
    XNode *list = made_element(im, "liste", n->at), *item = NULL;
    bool numbered = n->numbered;
    if (level == 1 && n->kind == NK_ABSATZ) {
        made_attr(im, list, "id", n->id);
        n->id = (Str){ "", 0 };
    }
    if (numbered) made_attr(im, list, "art", S("nummern"));
    if (numbered && n->list == level && n->first > 1)
        made_attr(im, list, "start", str_printf(im->a, "%d", n->first));
    while (n && n != end && n->list >= level && n->kind <= NK_BILD) {
        bool here = n->list == level;
        if (here && n->start && item && n->numbered != numbered) break;
        if (!item || (here && n->start)) {
            xappend(list, item = made_element(im, "punkt", n->at));
            if (here && n->kind == NK_ABSATZ) {
                import_inlines_make(im, n, n->made = item);
                n = n->next;
                continue;
            }
        }
        if (!here && level < LIST_LEVELS)
            n = list_make(im, n, end, item, level + 1, where);
        else
            n = one(im, n, end, item, where == IN_CELL ? IN_CELL : IN_ITEM)->next;
    }
    xappend(into, list);
    return n;
}

/* "- ", "• ", "1. ", "a) " in front of at least two paragraphs one after the other: typed by hand.
 * The length of the mark; 0: none. */
static size_t typed_mark(const Node *n, bool *numbered)
{
    static const char *const bullets[] = { "- ", "– ", "• ", "* ", "\u2010 ", "\u25CF " };
    Str t = n->text;
    *numbered = false;
    if (n->kind != NK_ABSATZ || n->list || n->field > FIELD_ANTRAG) return 0;
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
        if (str_starts(t, str_of(bullets[i]))) return strlen(bullets[i]);
    size_t i = 0;
    while (i < t.n && i < 3 && t.p[i] >= '0' && t.p[i] <= '9') i++;
    if (!i && t.n && t.p[0] >= 'a' && t.p[0] <= 'z' && t.n > 1 && t.p[1] == ')') i = 1;
    *numbered = i > 0;
    return i && i + 1 < t.n && (t.p[i] == ')' || t.p[i] == '.') && t.p[i + 1] == ' ' ? i + 2 : 0;
}

static void cut_front(Im *im, Node *n, size_t k)
{
    for (Piece *p = n->pieces; p && k; p = p->next) {
        size_t c = p->text.n < k ? p->text.n : k;
        p->text = str_sub(p->text, c, p->text.n);
        k -= c;
    }
    import_node_finish(im, n);
}

static void typed_lists(Im *im, Node *n, Node *end)
{
    for (; n && n != end; n = n->next) {
        bool a, b;
        if (n->mate || !typed_mark(n, &a) || !n->next || n->next == end || n->next->mate ||
            !typed_mark(n->next, &b) || a != b)
            continue;
        import_tell(im, D_IMPORT_LISTE, n->at, n->text);
        for (size_t k; n && n != end && !n->mate && (k = typed_mark(n, &b)) && a == b;
             n = n->next) {
            n->first = b && !n->list ? import_int_of(str_sub(n->text, 0, k - 2), 0, 999) : 0;
            cut_front(im, n, k);
            n->list = 1;
            n->start = true;
            n->numbered = b;
            if (!n->next) return;
        }
    }
}

/* ---- pictures ---- */

static Str safe_name(Im *im, Str path)
{
    size_t from = path.n;
    while (from && path.p[from - 1] != '/') from--;
    Buf b = { 0 };
    for (size_t i = from; i < path.n && b.n < 60; i++) {
        char c = path.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
            c == '-' || (c == '.' && b.n);
        buf_char(&b, plain ? c : '_');
    }
    return buf_keep(im->a, &b);
}

static Str free_name(Im *im, Str base)
{
    size_t dot = base.n;
    while (dot && base.p[dot - 1] != '.') dot--;
    Str stem = str_sub(base, 0, dot ? dot - 1 : base.n),
        ext = dot ? str_sub(base, dot, base.n) : S("png");
    for (int i = 0; i < 10000; i++) {
        Str name = i ? str_printf(im->a, "bilder/%.*s-%d.%.*s", STR_FMT(stem), i + 1, STR_FMT(ext))
                     : str_printf(im->a, "bilder/%.*s.%.*s", STR_FMT(stem), STR_FMT(ext));
        bool used = im->taken && im->taken(im->taken_ctx, name);
        used = used || files_find(&im->pictures, name);
        if (!used) return name;
    }
    return S("bilder/bild");
}

/* PNG or JPEG from the package, to be written beside the XML. False: told why not. */
static bool picture_data(Im *im, const Node *n, Str *name)
{
    Str data;
    bool outside = str_find(n->picture, S("://")) != (size_t)-1 ||
        str_starts(n->picture, S("../")) || str_starts(n->picture, S("/"));
    if (outside || !n->picture.n) {
        import_tell(im, outside ? D_IMPORT_EXTERN : D_IMPORT_OBJEKT, n->at,
                    outside ? n->picture : S("Bild"));
        return false;
    }
    if (!package_find(&im->pack, n->picture)) {
        import_tell(im, D_IMPORT_EXTERN, n->at, n->picture);
        return false;
    }
    if (!package_read(&im->pack, n->picture, &data)) return false;
    PictureFormat f = picture_format(data, NULL);
    if (f != PICTURE_PNG && f != PICTURE_JPEG) {
        import_tell(im, D_IMPORT_OBJEKT, n->at, n->picture);
        return false;
    }
    *name = free_name(im, safe_name(im, n->picture));
    files_add(im->a, &im->pictures, (File){ .name = *name, .bytes = data, .role = ROLE_PICTURE });
    return true;
}

static Node *picture(Im *im, Node *n, Node *end, XNode *into)
{
    Str name;
    if (!picture_data(im, n, &name)) return n;
    XNode *b = n->made = made_element(im, "bild", n->at);
    made_attr(im, b, "id", n->id);
    made_attr(im, b, "datei", name);
    made_attr(im, b, "alt", n->alt.n > 1000 ? str_sub(n->alt, 0, 1000) : n->alt);
    if (n->width > 3)
        made_attr(im, b, "breite", str_printf(im->a, "%d", (int)(IN_MM(n->width) + .5)));
    xappend(into, b);
    import_tell(im, D_IMPORT_BILD, n->at, name);
    static const struct {
        NodeKind k;
        const char *name;
    } more[] = { { NK_BILDTEXT, "bildtext" }, { NK_BILDNACHWEIS, "quelle" } };
    for (int i = 0; i < 2; i++) {
        if (!n->next || n->next == end || n->next->kind != more[i].k) continue;
        n = n->next;
        n->made = b;
        XNode *t = made_element(im, more[i].name, n->at);
        import_inlines_make(im, n, t);
        xappend(b, t);
    }
    return n;
}

/* ---- tables ---- */

static void cell_words(Im *im, Node *n, XNode *into);

static bool is_figure_row(const Node *z, const char *style)
{
    for (const Node *c = z->kids; c; c = c->next)
        if (c->kids &&
            (str_is(c->kids->style, style) ||
             (str_ends(c->kids->style, S(STYLE_SMALL)) &&
              str_starts(c->kids->style, str_of(style)))))
            return true;
    return false;
}

XNode *import_row_make(Im *im, Node *z)
{
    XNode *row = z->made =
        made_element(im, "zeile", z->kids && z->kids->kids ? z->kids->kids->at : NO_PLACE);
    if (is_figure_row(z, STYLE_GRUPPE)) made_attr(im, row, "art", S("gruppe"));
    for (Node *c = z->kids; c; c = c->next) {
        XNode *cell = made_element(im, "zelle", c->kids ? c->kids->at : NO_PLACE);
        if (c->columns > 1) made_attr(im, cell, "spalten", str_printf(im->a, "%d", c->columns));
        if (c->rows > 1) made_attr(im, cell, "zeilen", str_printf(im->a, "%d", c->rows));
        cell_words(im, c, cell);
        xappend(row, cell);
    }
    return row;
}

static void fill_rows(Im *im, XNode *t, Node *first, bool head)
{
    XNode *group = t;
    if (head) { group = made_element(im, "tabellenkopf", NO_PLACE); }
    for (Node *z = first; z; z = z->next)
        if (z->head == head && z->kids) xappend(group, import_row_make(im, z));
    if (head && group->kids) xappend(t, group);
}

static XNode *table_make(Im *im, Node *t, Node *title)
{
    XNode *e = t->made =
        made_element(im, "tabelle",
                     title                                                 ? title->at
                         : t->kids && t->kids->kids && t->kids->kids->kids ? t->kids->kids->kids->at
                                                                           : NO_PLACE);
    Node *corner = t->kids && t->kids->kids ? t->kids->kids->kids : NULL;
    made_attr(im, e, "id", title && title->id.n ? title->id : corner ? corner->id : (Str){ "", 0 });
    if (corner) corner->id = (Str){ "", 0 };
    if (title) {
        XNode *h = made_element(im, "titel", title->at);
        import_inlines_make(im, title, h);
        xappend(e, h);
    }
    for (int i = 0; i < t->columns && i < ODT_MAX_SPAN; i++)
        xappend(e, made_element(im, "spalte", NO_PLACE));
    fill_rows(im, e, t->kids, true);
    fill_rows(im, e, t->kids, false);
    return e;
}

/* What a cell, an item cannot hold: the words of all cells as paragraphs. */
static void flat_table(Im *im, Node *t, XNode *into)
{
    bool told = false;
    for (Node *z = t->kids; z; z = z->next)
        for (Node *c = z->kids; c; c = c->next)
            for (Node *p = c->kids; p; p = p->next) {
                if (!told) import_tell(im, D_IMPORT_TABELLE, p->at, p->text);
                told = true;
                if (p->kind == NK_TABELLE)
                    flat_table(im, p, into);
                else if (p->kind <= NK_BILDNACHWEIS)
                    xappend(into, para(im, p));
            }
}

/* ---- one after the other ---- */

static Node *quotation(Im *im, Node *n, Node *end, XNode *into)
{
    XNode *z = made_element(im, "zitat", n->at);
    for (;; n = n->next) {
        if (n->kind == NK_ZITATQUELLE) {
            XNode *q = made_element(im, "quelle", n->at);
            import_inlines_make(im, n, q);
            if (!z->kids) xappend(z, made_element(im, "p", n->at));
            xappend(z, q);
            n->made = z;
            break;
        }
        xappend(z, n->made = para(im, n));
        if (!n->next || n->next == end ||
            (n->next->kind != NK_ZITAT && n->next->kind != NK_ZITATQUELLE))
            break;
    }
    xappend(into, z);
    return n;
}

static void box(Im *im, Node *n, XNode *into, Within where)
{
    XNode *h = n->made = made_element(im, "hinweis", n->kids ? n->kids->at : NO_PLACE);
    if (n->kids) {
        made_attr(im, h, "id", n->kids->id);
        n->kids->id = (Str){ "", 0 };
    }
    sequence(im, n->kids, NULL, h, IN_BOX);
    if (where == IN_PART || where == IN_ITEM) {
        if (h->kids) xappend(into, h);
        return;
    }
    while (h->kids) {
        XNode *k = h->kids;
        xunlink(k);
        xappend(into, k);
    }
}

static Node *one(Im *im, Node *n, Node *end, XNode *into, Within where)
{
    switch (n->kind) {
    case NK_UEBERSCHRIFT: xappend(into, n->made = strong_para(im, n)); return n;
    case NK_ZITAT:
    case NK_ZITATQUELLE:
        if (where != IN_CELL) return quotation(im, n, end, into);
        break;
    case NK_TABELLENTITEL:
        if (n->next && n->next != end && n->next->kind == NK_TABELLE && where != IN_CELL) {
            n->made = table_make(im, n->next, n);
            xappend(into, n->made);
            return n->next;
        }
        break;
    case NK_TABELLE:
        if (where == IN_CELL)
            flat_table(im, n, into);
        else if (n->columns)
            xappend(into, table_make(im, n, NULL));
        return n;
    case NK_BILD:
        if (where != IN_CELL) return picture(im, n, end, into);
        import_tell(im, D_IMPORT_OBJEKT, n->at, S("Bild"));
        return n;
    case NK_KASTEN: box(im, n, into, where); return n;
    case NK_UMBRUCH:
        if (where == IN_PART) xappend(into, n->made = made_element(im, "seitenumbruch", n->at));
        return n;
    case NK_UNTERSCHRIFTEN:
        for (Node *u = n->kids; u; u = u->next) sequence(im, u->kids, NULL, into, where);
        return n;
    case NK_ABSATZ:
    case NK_BILDTEXT:
    case NK_BILDNACHWEIS:
    case NK_ZEILE:
    case NK_ZELLE:
    case NK_UNTERSCHRIFT:
    case NK_FUSSNOTE: break;
    }
    if (n->text.n || n->pieces) xappend(into, n->made = para(im, n));
    return n;
}

static void sequence(Im *im, Node *n, Node *end, XNode *into, Within where)
{
    typed_lists(im, n, end);
    while (n && n != end) {
        if (n->list > 0 && n->kind <= NK_BILD) {
            n = list_make(im, n, end, into, 1, where);
            continue;
        }
        n = one(im, n, end, into, where)->next;
    }
}

void import_blocks_make(Im *im, Node *first, Node *end, XNode *into)
{
    sequence(im, first, end, into, IN_PART);
}

/* Text alone stands free; more has its elements. */
static void cell_words(Im *im, Node *n, XNode *into)
{
    Node *k = n->kids;
    if (k && !k->next && k->kind == NK_ABSATZ && !k->list) {
        import_inlines_make(im, k, into);
        k->made = into;
        return;
    }
    sequence(im, k, NULL, into, IN_CELL);
}

void import_kids_make(Im *im, Node *n, XNode *into) { cell_words(im, n, into); }
