/* A paper from the document alone: data by the names of their styles, parts by their headings. */
#include "import/values.h"
#include "import/whole_in.h"

static const Str none = { "", 0 };

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

bool whole_has_part(const XNode *root, Str name)
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

void whole_part(Whole *w, int art, Str title, Place at)
{
    if (art == TEIL_SACHVERHALT && w->loose) { /* its heading comes after all */
        w->in[0] = w->part = w->loose;
        w->depth = 1;
        w->loose = NULL;
        return;
    }
    if (art && whole_has_part(w->root, enum_code(ENUM_TEIL, art)) && title.n) art = 0;
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
    bool antrag = n->field == FIELD_ANTRAG || whole_holds(n, FIELD_ANTRAG - 1, FIELD_ANTRAG + 1);
    whole_part(w, antrag ? TEIL_ANTRAG : TEIL_SACHVERHALT, none, n->at);
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

/* ---- all in order ---- */

static bool no_part_of_text(const Node *n)
{
    return str_is(n->style, STYLE_KOERPERSCHAFT) || str_is(n->style, STYLE_NUMMER) ||
        str_is(n->style, STYLE_STATUS) || (n->kind == NK_UEBERSCHRIFT && n->level == 1);
}

static void table_rows(Whole *w, Node *t)
{
    for (Node *z = t->kids; z; z = z->next)
        if (z->kind == NK_ZEILE && whole_holds(z, FIELD_BERATUNG, FIELD_POSTEN))
            whole_beratung_row(w, z);
}

static bool special(Whole *w, Node *n)
{
    if (whole_of_head(n)) {
        if (n->kind == NK_TABELLE)
            table_rows(w, n);
        else if ((int)n->field > FIELD_BERATUNG)
            whole_beratung_line(w, n);
        return true;
    }
    if (no_part_of_text(n)) return true;
    if (n->field == FIELD_ANLAGE) {
        whole_anlage(w, n);
        return true;
    }
    if (n->kind == NK_UNTERSCHRIFTEN) {
        for (Node *u = n->kids; u; u = u->next) whole_signature(w, u);
        return true;
    }
    if (n->kind == NK_TABELLE && whole_holds(n, FIELD_POSTEN, FIELD_N)) {
        whole_finance(w, n);
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
        whole_part(w, part_kind(n->text), n->text, n->at);
    return true;
}

static void effect(Whole *w, Node *n)
{
    if (!w->part || !xis(w->part, "auswirkungen")) whole_part(w, TEIL_AUSWIRKUNGEN, none, n->at);
    XNode *e = made_element(w->im, "auswirkung", n->at);
    auswirkung_set(w->im, e, n);
    xappend(w->part, e);
    w->in[0] = e;
    w->depth = 1;
}

static void parts(Whole *w)
{
    for (Node *n = w->im->doc->kids; n;) {
        if (whole_signature_line(n) && n->kind == NK_ABSATZ) {
            flush(w, n);
            n = whole_free_signature(w, n);
            continue;
        }
        bool finance_title = n->kind == NK_TABELLENTITEL && n->next &&
            n->next->kind == NK_TABELLE && whole_holds(n->next, FIELD_POSTEN, FIELD_N);
        if (finance_title) {
            flush(w, n);
            n = n->next;
            continue;
        } /* it comes from the form */
        bool antrag_box =
            n->kind == NK_KASTEN && whole_holds(n, FIELD_ANTRAG - 1, FIELD_ANTRAG + 1);
        bool break_first = n->kind == NK_UMBRUCH && !w->depth;
        if (n->kind == NK_UEBERSCHRIFT || n->field == FIELD_AUSWIRKUNG || antrag_box ||
            break_first || whole_of_head(n) || no_part_of_text(n) || n->field == FIELD_ANLAGE ||
            n->kind == NK_UNTERSCHRIFTEN ||
            (n->kind == NK_TABELLE && whole_holds(n, FIELD_POSTEN, FIELD_N))) {
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
    whole_head(im, w.root);
    parts(&w);
    drop_empty(&w);
    if (w.beratungen) made_after(w.beratungen, xchild(w.root, "kopf"));
    if (w.anlagen) xappend(w.root, w.anlagen);
    if (w.vermerke) xappend(w.root, w.vermerke);
    whole_mend(im, w.root);
    return w.root;
}
