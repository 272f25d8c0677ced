/* A paper from the document alone: data by the names of their styles, parts by their headings. */
#include "import/values.h"
#include "import/whole_in.h"

static const Str none = { "", 0 };

/* ---- all in order ---- */

static void flush(Whole *w, Node *end)
{
    if (w->from && w->from != end && w->depth)
        import_blocks_make(w->im, w->from, end, w->in[w->depth - 1]);
    w->from = NULL;
}

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
        whole_section(w, n);
        return true;
    }
    n->told = true;
    if (whole_fixed_heading(w, n->text)) {
        w->depth = 0;
        w->part = NULL;
    } else
        whole_part(w, import_part_kind(n->text), n->text, n->at);
    return true;
}

static void effect(Whole *w, Node *n)
{
    if (!w->part || !xis(w->part, "auswirkungen")) whole_part(w, TEIL_AUSWIRKUNGEN, none, n->at);
    XNode *e = made_element(w->im, "auswirkung", n->at);
    import_auswirkung_set(w->im, e, n);
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
                whole_part_ensure(w, n);
                import_blocks_make(w->im, n->kids, NULL, w->in[w->depth - 1]);
            } else if (!break_first && !heading(w, n))
                special(w, n);
        } else if (!w->from) {
            whole_part_ensure(w, n);
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
