/* A paper from the document alone: data by the names of their styles, parts by their headings. */
#include "import/import_in.h"
#include "import/values.h"

#include <stdlib.h>

static const Str none = { "", 0 };

typedef struct {
    Im *im;
    XNode *root, *beratungen, *anlagen, *vermerke, *part;
    XNode *in[7];
    int depth;  /* where blocks go: the part or effect, its sections */
    Node *from; /* first block of a run that is not yet written */
    bool told_place;
    XNode *loose; /* the part made for text before any heading */
} Whole;

/* ---- looking for data ---- */

typedef struct {
    Node **all;
    int n, room;
} Found;

static void find(Im *im, Node *tree, FlowField f, Found *out)
{
    for (Node *k = tree->kids; k; k = k->next) {
        if (k->field == f) {
            if (out->n == out->room) {
                int more = out->room ? 2 * out->room : 8;
                out->all = ARENA_MORE(im->a, Node *, out->all, (size_t)out->room, (size_t)more);
                out->room = more;
            }
            out->all[out->n++] = k;
        }
        find(im, k, f, out);
    }
}

void field_nodes(Im *im, Node *tree, FlowField f, Node ***out, int *n)
{
    Found x = { 0 };
    find(im, tree, f, &x);
    *out = x.all;
    *n = x.n;
}

static bool holds(const Node *t, int from, int to)
{
    for (const Node *k = t->kids; k; k = k->next)
        if (((int)k->field > from && (int)k->field < to) || holds(k, from, to)) return true;
    return false;
}

static bool of_head(const Node *n)
{
    return ((int)n->field > FIELD_KOPF && (int)n->field < FIELD_POSTEN) ||
        holds(n, FIELD_KOPF, FIELD_POSTEN);
}

static Str meta_of(const Im *im, const char *name)
{
    for (size_t i = 0; i < im->nmeta; i++)
        if (str_is(im->meta[i].name, name)) return im->meta[i].value;
    return none;
}

static void assume(Im *im, const char *what, Str value)
{
    diag_strs(im->d, D_IMPORT_VORGABE, (Place){ im->view_src, 0, 0 }, 2,
              (const Str[]){ str_of(what), value });
}

/* ---- head ---- */

static Node *title_of(Im *im)
{
    for (Node *k = im->doc->kids; k; k = k->next)
        if (k->kind == NK_UEBERSCHRIFT && k->level == 1) return k;
    return NULL;
}

/* The last word with a digit and a bar or dash: "Drucksache 024/2024". */
static Str number_in(Str s)
{
    Str best = none;
    for (size_t i = 0; i < s.n;) {
        size_t end = str_find(str_sub(s, i, s.n), S(" "));
        Str w = str_sub(s, i, end == (size_t)-1 ? s.n : end);
        bool digit = false, mark = false;
        for (size_t k = 0; k < w.n; k++) {
            digit |= w.p[k] >= '0' && w.p[k] <= '9';
            mark |= w.p[k] == '/' || w.p[k] == '-';
        }
        if (digit && mark) best = w;
        i += w.n + 1;
    }
    return best;
}

static Str file_stem(const Im *im)
{
    Str s = im->name;
    for (size_t i = s.n; i-- > 0;)
        if (s.p[i] == '/') {
            s = str_sub(s, i + 1, s.n);
            break;
        }
    for (size_t i = s.n; i-- > 1;)
        if (s.p[i] == '.') return str_sub(s, 0, i);
    return s.n ? s : S("1");
}

static void number_and_kind(Im *im, XNode *root, const Node *title)
{
    if (!xattr(root, "nummer").n) made_attr(im, root, "nummer", meta_of(im, META_NUMMER));
    Str n = title ? number_in(plain_blanks(im->a, title->text)) : none;
    for (Node *k = im->doc->kids; k && !n.n; k = k->next)
        if (str_is(k->style, STYLE_NUMMER)) n = number_in(plain_blanks(im->a, k->text));
    if (!xattr(root, "nummer").n && n.n) made_attr(im, root, "nummer", n);
    if (!xattr(root, "nummer").n) {
        assume(im, "Nummer", file_stem(im));
        made_attr(im, root, "nummer", file_stem(im));
    }
    int art = enum_value(ENUM_VORLAGENART, meta_of(im, META_ART)),
        status = enum_value(ENUM_STATUS, meta_of(im, META_STATUS));
    if (!status) status = word_value(ENUM_STATUS, meta_of(im, "Status"));
    if (!xattr(root, "art").n && art) made_attr(im, root, "art", enum_code(ENUM_VORLAGENART, art));
    for (int v = 1; title && v < enum_count(ENUM_VORLAGENART) && !xattr(root, "art").n; v++)
        if (str_find(title->text, enum_word(ENUM_VORLAGENART, v)) != (size_t)-1)
            made_attr(im, root, "art", enum_code(ENUM_VORLAGENART, v));
    if (!xattr(root, "art").n) {
        assume(im, "Art", S("beschluss"));
        made_attr(im, root, "art", S("beschluss"));
    }
    if (!xattr(root, "status").n && status)
        made_attr(im, root, "status", enum_code(ENUM_STATUS, status));
    if (!xattr(root, "status").n) {
        assume(im, "Öffentlichkeit", S("nichtoeffentlich"));
        made_attr(im, root, "status", S("nichtoeffentlich"));
    }
}

static Node *first_words(Node *t)
{
    for (Node *k = t->kids; k; k = k->next) {
        if (k->kind <= NK_BILDNACHWEIS && k->text.n) return k;
        Node *in = first_words(k);
        if (in) return in;
    }
    return NULL;
}

static void head(Im *im, XNode *root)
{
    bool named = false;
    Node *title = title_of(im);
    for (int f = FIELD_KOPF + 1; f < FIELD_BERATUNG; f++) {
        Node **v;
        int n;
        field_nodes(im, im->doc, (FlowField)f, &v, &n);
        if (n) kopf_field(im, root, (FlowField)f, v, n);
        named |= n > 0 && f == FIELD_KOPF + KOPF_BETREFF;
    }
    number_and_kind(im, root, title);
    named |= im->has_betreff;
    if (named && !xchild(xchild(root, "kopf"), "betreff")) {
        XNode *k = kopf_of(im, root);
        made_first(k, made_element(im, "betreff", NO_PLACE));
    }
    Node *betreff = named ? NULL : title ? title : first_words(im->doc);
    if (betreff) kopf_field(im, root, FIELD_KOPF + KOPF_BETREFF, &betreff, 1);
    if (!named && betreff && betreff != title) assume(im, "Betreff", betreff->text);
}

/* ---- Beratungsfolge ---- */

static XNode *group_of(Whole *w, XNode **group, const char *name)
{
    if (!*group) *group = made_element(w->im, name, NO_PLACE);
    return *group;
}

static XNode *beratung_new(Whole *w, Place at)
{
    XNode *b = made_element(w->im, "beratung", at);
    made_attr(w->im, b, "status", xattr(w->root, "status"));
    xappend(group_of(w, &w->beratungen, "beratungsfolge"), b);
    return b;
}

static bool said(const Node *row, FlowField f)
{
    for (const Node *k = row->kids; k; k = k->next)
        if ((k->field == f && k->text.n) || said(k, f)) return true;
    return false;
}

/* A row that says no more than what a form has preset; its words are then read, and nothing is made
 * of them. */
static bool preset(Node *row, bool take)
{
    bool only = true;
    for (Node *k = row->kids; k && only; k = k->next) {
        bool choice = k->field == FIELD_BERATUNG + BSP_STATUS ||
            k->field == FIELD_BERATUNG + BSP_ZUSTAENDIGKEIT;
        only = (!k->text.n || k->kids || choice) && preset(k, take);
        if (take && choice) k->told = true;
    }
    return only;
}

static void consultation_row(Whole *w, Node *row)
{
    if (!said(row, FIELD_BERATUNG + BSP_GREMIUM)) {
        if (preset(row, false)) preset(row, true);
        return;
    }
    XNode *b = beratung_new(w, row->kids->kids ? row->kids->kids->at : NO_PLACE);
    for (int f = FIELD_BERATUNG + 1; f < FIELD_POSTEN; f++) {
        Node **v;
        int n;
        field_nodes(w->im, row, (FlowField)f, &v, &n);
        if (n && v[0]->text.n) beratung_field(w->im, b, (FlowField)f, v, n);
    }
}

/* In a line's form the Gremium begins the next one. */
static XNode *last_consultation(Whole *w) { return w->beratungen ? w->beratungen->last : NULL; }

static void consultation_line(Whole *w, Node *n)
{
    XNode *b =
        n->field == FIELD_BERATUNG + BSP_GREMIUM ? beratung_new(w, n->at) : last_consultation(w);
    if (b) beratung_field(w->im, b, n->field, &n, 1);
}

/* ---- parts ---- */

int part_kind(Str title)
{
    static const struct {
        const char *word;
        Teilart art;
    } more[] = {
        { "Beschlussvorschlag", TEIL_ANTRAG },
        { "Beschluss", TEIL_ANTRAG },
        { "Beschlussantrag", TEIL_ANTRAG },
        { "Antrag", TEIL_ANTRAG },
        { "Beschlussempfehlung", TEIL_ANTRAG },
        { "Sachdarstellung", TEIL_SACHVERHALT },
        { "Sach- und Rechtslage", TEIL_SACHVERHALT },
        { "Erläuterung", TEIL_BEGRUENDUNG },
        { "Kurzfassung", TEIL_ZUSAMMENFASSUNG },
        { "Finanzielle Auswirkungen", TEIL_FINANZEN },
        { "Finanzierung", TEIL_FINANZEN },
        { "Kosten", TEIL_FINANZEN },
    };
    for (int v = 1; v < enum_count(ENUM_TEIL); v++)
        if (v != TEIL_TEIL && same_words(enum_word(ENUM_TEIL, v), title)) return v;
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        if (same_words(str_of(more[i].word), title)) return more[i].art;
    return 0;
}

static bool has_part(const XNode *root, Str name)
{
    for (const XNode *k = root->kids; k; k = k->next)
        if (str_eq(k->name, name)) return true;
    return false;
}

static void flush(Whole *w, Node *end)
{
    if (w->from && w->from != end && w->depth)
        blocks_make(w->im, w->from, end, w->in[w->depth - 1]);
    w->from = NULL;
}

static void part_begin(Whole *w, int art, Str title, Place at)
{
    if (art == TEIL_SACHVERHALT && w->loose) { /* its heading comes after all */
        w->in[0] = w->part = w->loose;
        w->depth = 1;
        w->loose = NULL;
        return;
    }
    if (art && has_part(w->root, enum_code(ENUM_TEIL, art)) && title.n) art = 0;
    XNode *t = made_element(w->im, art ? str_z(w->im->a, enum_code(ENUM_TEIL, art)) : "teil", at);
    if (title.n && !(art && same_words(title, enum_word(ENUM_TEIL, art))))
        made_attr(w->im, t, "titel", title);
    xappend(w->root, t);
    w->in[0] = w->part = t;
    w->depth = 1;
}

/* What stands between nothing and the first heading. */
static void part_ensure(Whole *w, Node *n)
{
    if (w->depth) return;
    bool antrag = n->field == FIELD_ANTRAG || holds(n, FIELD_ANTRAG - 1, FIELD_ANTRAG + 1);
    part_begin(w, antrag ? TEIL_ANTRAG : TEIL_SACHVERHALT, none, n->at);
    if (!antrag) w->loose = w->part;
    if (!antrag && !w->told_place) {
        tell(w->im, D_IMPORT_ORT, n->at, S("Sachverhalt"));
        w->told_place = true;
    }
}

static void section(Whole *w, Node *n)
{
    part_ensure(w, n);
    int base = xis(w->in[0], "auswirkung") ? 2 : 1, want = n->level - 2 + base - 1;
    while (w->depth > want && w->depth > base - 0 && w->depth > 1) w->depth--;
    XNode *a = made_element(w->im, "abschnitt", n->at), *t = made_element(w->im, "titel", n->at);
    made_attr(w->im, a, "id", n->id);
    inlines_make(w->im, n, t);
    xappend(a, t);
    xappend(w->in[w->depth - 1], a);
    if (w->depth < 5)
        w->in[w->depth++] = a;
    else
        w->in[w->depth - 1] = a;
}

static bool fixed_heading(Whole *w, Str s)
{
    static const char *const words[] = { "Beratungsfolge", "Anlagen",
                                         "Anlage",         "Sichtvermerke",
                                         "Unterschriften", "Unterschrift",
                                         "Inhalt",         "Inhaltsverzeichnis",
                                         "Mitzeichnung" };
    (void)w;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (same_words(s, str_of(words[i]))) return true;
    return str_starts(s, S("Anlage")) || str_starts(s, S("Beratungsfolge"));
}

/* ---- rows of finance, attachments, signatures ---- */

/* Words, or an amount; not what a form has preset. */
static bool says_a_row(const Node *k)
{
    bool digit = false;
    for (size_t i = 0; i < k->text.n; i++) digit |= k->text.p[i] >= '1' && k->text.p[i] <= '9';
    return k->field == FIELD_POSTEN + FF_TEXT
        ? k->text.n > 0
        : digit && k->field != FIELD_POSTEN + FF_USTSATZ && k->field != FIELD_POSTEN + FF_JAHR;
}

static void posten_row(Whole *w, Node *row)
{
    if (!holds(row, FIELD_POSTEN, FIELD_N)) return;
    XNode *p = made_element(w->im, "posten", row->kids->kids ? row->kids->kids->at : NO_PLACE);
    bool any = false;
    for (Node *c = row->kids; c; c = c->next)
        for (Node *k = c->kids; k; k = k->next)
            if ((int)k->field > FIELD_POSTEN) {
                posten_field(w->im, p, NULL, k);
                any |= says_a_row(k);
            }
    if (!any) return;
    if (!xattr(p, "art").n) made_attr(w->im, p, "art", S("aufwand"));
    if ((xattr(p, "von").n || xattr(p, "ab").n) && !xattr(p, "turnus").n) {
        diag_strs(w->im->d, D_IMPORT_VORGABE, p->name_at, 2,
                  (const Str[]){ S("Turnus"), S("jaehrlich") });
        made_attr(w->im, p, "turnus", S("jaehrlich"));
    }
    xappend(w->part, p);
}

static void finance_table(Whole *w, Node *t)
{
    if (w->part && xis(w->part, "teil") && !has_part(w->root, S("finanzen")))
        w->part->name = S("finanzen");
    if (!w->part || !xis(w->part, "finanzen"))
        part_begin(w, has_part(w->root, S("finanzen")) ? 0 : TEIL_FINANZEN, none, NO_PLACE);
    if (!xis(w->part, "finanzen")) return;
    for (Node *z = t->kids; z; z = z->next)
        if (!z->head) posten_row(w, z);
    if (!t->id.n || !xchild(w->part, "posten")) return;
    XNode *f = made_element(w->im, "finanztabelle", NO_PLACE);
    made_attr(w->im, f, "form", t->id);
    xappend(w->part, f);
}

static void attachment(Whole *w, Node *n)
{
    if (n->form && str_ends(n->text, S(":"))) {
        n->told = true;
        return;
    }
    XNode *a = made_element(w->im, "anlage", n->at);
    anlage_set(w->im, a, n);
    xappend(group_of(w, &w->anlagen, "anlagen"), a);
}

static void signature(Whole *w, Node *u)
{
    XNode *v = made_element(w->im, "sichtvermerk", u->kids ? u->kids->at : NO_PLACE);
    signature_set(w->im, v, u);
    if (xattr(v, "name").n || xattr(v, "amt").n)
        xappend(group_of(w, &w->vermerke, "sichtvermerke"), v);
}

static bool signature_line(const Node *n)
{
    return str_is(n->style, STYLE_NAME) || str_is(n->style, STYLE_AMT) ||
        str_is(n->style, STYLE_ORT_DATUM) || str_is(n->style, STYLE_UNTERSCHRIFTLINIE) ||
        str_is(n->style, STYLE_VERMERKART);
}

/* Signatures that stand free, one below another. The node behind. */
static Node *free_signature(Whole *w, Node *n)
{
    Node *u = node_new(w->im, NK_UNTERSCHRIFT, NULL);
    bool named = false;
    while (n && signature_line(n) &&
           !(named &&
             (str_is(n->style, STYLE_NAME) || str_is(n->style, STYLE_VERMERKART) ||
              str_is(n->style, STYLE_UNTERSCHRIFTLINIE)))) {
        Node *next = n->next;
        named |= str_is(n->style, STYLE_NAME);
        Node *copy = node_new(w->im, n->kind, u);
        Node *last = copy;
        *copy = *n;
        copy->next = NULL;
        u->last = last;
        n = next;
    }
    signature(w, u);
    return n;
}

/* ---- all in order ---- */

static bool no_part_of_text(const Node *n)
{
    return str_is(n->style, STYLE_KOERPERSCHAFT) || str_is(n->style, STYLE_NUMMER) ||
        str_is(n->style, STYLE_STATUS) || (n->kind == NK_UEBERSCHRIFT && n->level == 1);
}

static void table_rows(Whole *w, Node *t)
{
    for (Node *z = t->kids; z; z = z->next)
        if (z->kind == NK_ZEILE && holds(z, FIELD_BERATUNG, FIELD_POSTEN)) consultation_row(w, z);
}

static bool special(Whole *w, Node *n)
{
    if (of_head(n)) {
        if (n->kind == NK_TABELLE)
            table_rows(w, n);
        else if ((int)n->field > FIELD_BERATUNG)
            consultation_line(w, n);
        return true;
    }
    if (no_part_of_text(n)) return true;
    if (n->field == FIELD_ANLAGE) {
        attachment(w, n);
        return true;
    }
    if (n->kind == NK_UNTERSCHRIFTEN) {
        for (Node *u = n->kids; u; u = u->next) signature(w, u);
        return true;
    }
    if (n->kind == NK_TABELLE && holds(n, FIELD_POSTEN, FIELD_N)) {
        finance_table(w, n);
        return true;
    }
    return false;
}

static bool heading(Whole *w, Node *n)
{
    if (n->kind != NK_UEBERSCHRIFT || n->level == 1) return false;
    if (n->level > 2) {
        section(w, n);
        return true;
    }
    n->told = true;
    if (fixed_heading(w, n->text)) {
        w->depth = 0;
        w->part = NULL;
    } else
        part_begin(w, part_kind(n->text), n->text, n->at);
    return true;
}

static void effect(Whole *w, Node *n)
{
    if (!w->part || !xis(w->part, "auswirkungen")) part_begin(w, TEIL_AUSWIRKUNGEN, none, n->at);
    XNode *e = made_element(w->im, "auswirkung", n->at);
    auswirkung_set(w->im, e, n);
    xappend(w->part, e);
    w->in[0] = e;
    w->depth = 1;
}

static void parts(Whole *w)
{
    for (Node *n = w->im->doc->kids; n;) {
        if (signature_line(n) && n->kind == NK_ABSATZ) {
            flush(w, n);
            n = free_signature(w, n);
            continue;
        }
        bool finance_title = n->kind == NK_TABELLENTITEL && n->next &&
            n->next->kind == NK_TABELLE && holds(n->next, FIELD_POSTEN, FIELD_N);
        if (finance_title) {
            flush(w, n);
            n = n->next;
            continue;
        } /* it comes from the form */
        bool antrag_box = n->kind == NK_KASTEN && holds(n, FIELD_ANTRAG - 1, FIELD_ANTRAG + 1);
        bool break_first = n->kind == NK_UMBRUCH && !w->depth;
        if (n->kind == NK_UEBERSCHRIFT || n->field == FIELD_AUSWIRKUNG || antrag_box ||
            break_first || of_head(n) || no_part_of_text(n) || n->field == FIELD_ANLAGE ||
            n->kind == NK_UNTERSCHRIFTEN ||
            (n->kind == NK_TABELLE && holds(n, FIELD_POSTEN, FIELD_N))) {
            flush(w, n);
            if (n->field == FIELD_AUSWIRKUNG)
                effect(w, n);
            else if (antrag_box) {
                part_ensure(w, n);
                blocks_make(w->im, n->kids, NULL, w->in[w->depth - 1]);
            } else if (!break_first && !heading(w, n))
                special(w, n);
        } else if (!w->from) {
            part_ensure(w, n);
            w->from = n;
        }
        n = n->next;
    }
    flush(w, NULL);
}

static int by_text(const void *a, const void *b)
{
    return str_cmp(*(const Str *)a, *(const Str *)b);
}

static void unwrap(XNode *v)
{
    for (XNode *k; (k = v->kids);) {
        xunlink(k);
        xinsert(v->parent, k, v);
    }
    xunlink(v);
}

static void mend_with(Im *im, XNode *root, Str *ids, size_t n)
{
    if (n) qsort(ids, n, sizeof *ids, by_text);
    size_t room = 0, found = 0;
    XNode **bad = NULL;
    for (XNode *x = root; x;) {
        Str aim = xis(x, "verweis") ? xattr(x, "ziel") : none;
        if (aim.n && !(n && bsearch(&aim, ids, n, sizeof aim, by_text))) {
            if (found == room) {
                bad = ARENA_MORE(im->a, XNode *, bad, room, room ? 2 * room : 16);
                room = room ? 2 * room : 16;
            }
            bad[found++] = x;
        }
        XNode *next = x->kids;
        while (!next && x) {
            next = x->next;
            x = x->parent;
        }
        x = next;
    }
    while (found) unwrap(bad[--found]);
}

/* References to what is not there lose their aim and keep their words. */
static void mend_names(Im *im, XNode *root)
{
    size_t n = 0, k = 0;
    for (int pass = 0; pass < 2; pass++) {
        static const Str gone = { "", 0 };
        Str *ids = pass ? ARENA_NEW_N(im->a, Str, n + 1) : NULL;
        for (XNode *x = root; x;) {
            Str id = x->name.n ? xattr(x, "id") : gone;
            if (id.n && pass) ids[k++] = id;
            n += id.n && !pass;
            XNode *next = x->kids;
            while (!next && x) {
                next = x->next;
                x = x->parent;
            }
            x = next;
        }
        if (pass) mend_with(im, root, ids, k);
    }
}

/* Parts of a form that nobody filled in. */
static void drop_empty(Whole *w)
{
    for (XNode *k = w->root->kids, *next; k; k = next) {
        next = k->next;
        if (!k->kids && !xis(k, "kopf")) xunlink(k);
    }
}

XNode *whole(Im *im)
{
    Whole w = { .im = im, .root = made_element(im, "vorlage", NO_PLACE) };
    head(im, w.root);
    parts(&w);
    drop_empty(&w);
    if (w.beratungen) made_after(w.beratungen, xchild(w.root, "kopf"));
    if (w.anlagen) xappend(w.root, w.anlagen);
    if (w.vermerke) xappend(w.root, w.vermerke);
    mend_names(im, w.root);
    return w.root;
}
