/* What was changed in the document, laid over the carried XML: in reading order changed words and
 * new blocks, then what is gone. */
#include "import/import_in.h"
#include "import/overlay.h"
#include "import/values.h"

static const Str none = { "", 0 };

/* ---- finding one's way in the XML ---- */

/* ---- changed words ---- */

/* Words of the house style's, or in a place that holds none. */
static void label_lost(Im *im, const Node *n, Str before)
{
    ((Node *)(uintptr_t)n)->told = true;
    diag_strs(im->d, D_IMPORT_BESCHRIFTUNG, n->at, 2, (const Str[]){ before, n->text });
}

static XNode *child_made(Im *im, XNode *e, const char *name, Place at, bool first)
{
    XNode *t = xchild(e, name);
    if (t) return t;
    t = made_element(im, name, at);
    if (first)
        made_first(e, t);
    else
        xappend(e, t);
    return t;
}

/* "Tabelle 2: " in front comes from the house style. */
static void drop_prefix(Im *im, const Node *o, Node *n)
{
    size_t k = 0;
    for (const Piece *p = o->pieces; p && (!p->from || !import_below_of(p->from, o->from));
         p = p->next)
        k += p->text.n;
    if (!k || k > n->text.n || memcmp(n->text.p, o->text.p, k < o->text.n ? k : o->text.n)) return;
    for (Piece *p = n->pieces; p && k; p = p->next) {
        size_t c = p->text.n < k ? p->text.n : k;
        p->text = str_sub(p->text, c, p->text.n);
        k -= c;
    }
    import_node_finish(im, n);
}

bool import_below_of(const XNode *n, const XNode *top)
{
    for (; n; n = n->parent)
        if (n == top) return n != NULL && top != NULL;
    return false;
}

static void titled(Im *im, Node *o, Node *n, XNode *e, const char *name)
{
    drop_prefix(im, o, n);
    if (xis(e, "finanztabelle")) {
        made_attr(im, e, "titel", n->text);
        n->told = true;
        return;
    }
    XNode *t = child_made(im, e, name, n->at,
                          str_is(str_of(name), "titel") || str_is(str_of(name), "bildtext"));
    t->name_at = n->at;
    import_inlines_over(im, o, n, t, NULL);
}

static void label(Im *im, const Node *o, const Node *n) { label_lost(im, n, o->text); }

static void heading_over(Im *im, Node *o, Node *n)
{
    XNode *e = o->from;
    if (xis(e, "abschnitt"))
        titled(im, o, n, e, "titel");
    else if (import_is_part(e)) {
        made_attr(im, e, "titel", n->text);
        n->told = true;
    } else if (xis(e, "betreff"))
        import_inlines_over(im, o, n, e, NULL);
    else
        label(im, o, n);
}

/* A title line holds the number; what stands around it is the house style's. */
static bool number_over(Im *im, const Node *o, Node *n)
{
    XNode *root = im->source->root;
    Str was = xattr(root, "nummer");
    size_t at = was.n ? str_find(o->text, was) : (size_t)-1;
    if (at == (size_t)-1) return false;
    Str front = str_sub(o->text, 0, at), back = str_sub(o->text, at + was.n, o->text.n);
    if (n->text.n <= front.n + back.n || !str_starts(n->text, front) || !str_ends(n->text, back))
        return false;
    n->told = true;
    made_attr(im, root, "nummer", str_sub(n->text, front.n, n->text.n - front.n - back.n));
    return true;
}

/* All paragraphs of that datum, as the document has them now. */
static void kopf_again(Im *im, FlowField f)
{
    Node **v;
    int n;
    import_field_nodes(im, im->doc, f, &v, &n);
    import_kopf_field(im, im->source->root, f, v, n);
}

static void list_kind(Im *im, const Node *o, const Node *n)
{
    XNode *l = o->from;
    while (l && !xis(l, "liste")) l = l->parent;
    if (l && o->list && o->numbered != n->numbered)
        made_attr(im, l, "art", n->numbered ? S("nummern") : none);
}

static void answer(Im *im, XNode *a, Node *n)
{
    n->told = true;
    size_t yes = str_find(n->text, S("☒")), no = str_find(n->text, S("☐"));
    made_attr(im, a, "wert", yes < no ? S("ja") : S("nein"));
}

static void field_over(Im *im, Node *o, Node *n, XNode *e)
{
    FlowField f = o->field;
    if ((int)f > FIELD_KOPF && (int)f < FIELD_BERATUNG)
        kopf_again(im, f);
    else if ((int)f > FIELD_BERATUNG && (int)f < FIELD_POSTEN && xis(e, "beratung"))
        import_beratung_field(im, e, f, &n, 1);
    else if (xis(e, "posten")) {
        if (!n->field) n->field = f;
        import_posten_field(im, e, o, n);
    } else if (f == FIELD_ANTWORT && xis(e, "antwort"))
        answer(im, e, n);
    else
        label(im, o, n);
}

static void text_over(Im *im, Node *o, Node *n)
{
    XNode *e = import_leaf_of(o);
    n->made = e;
    if (e) e->name_at = n->at;
    bool datum = (int)o->field > FIELD_KOPF || o->field == FIELD_ANTWORT || o->field == FIELD_FRAGE;
    list_kind(im, o, n);
    if (datum)
        field_over(im, o, n, e);
    else if (o->kind == NK_UEBERSCHRIFT) {
        if (o->from || !number_over(im, o, n)) heading_over(im, o, n);
    } else if (!e) {
        if (!number_over(im, o, n)) label(im, o, n);
    } else if (o->kind == NK_TABELLENTITEL)
        titled(im, o, n, e, "titel");
    else if (o->kind == NK_BILDTEXT)
        titled(im, o, n, e, "bildtext");
    else if (o->kind == NK_BILDNACHWEIS || o->kind == NK_ZITATQUELLE)
        titled(im, o, n, e, "quelle");
    else if (xis(e, "anlage"))
        import_anlage_set(im, e, n);
    else if (xis(e, "auswirkung"))
        import_auswirkung_set(im, e, n);
    else if (xis(e, "p"))
        import_inlines_over(im, o, n, e, NULL);
    else if (import_is_mixed(e))
        import_inlines_over(im, o, n, e, import_first_block(e));
    else
        label(im, o, n);
}

static void picture_over(Im *im, const Node *o, const Node *n)
{
    XNode *e = import_leaf_of(o);
    if (e && n->alt.n && xis(e, "bild") && !str_eq(xattr(e, "alt"), n->alt) && xattr(e, "alt").n)
        made_attr(im, e, "alt", n->alt);
}

/* ---- tables ---- */

static XNode *cell_at(XNode *row, int k)
{
    XNode *z = xchild(row, "zelle");
    while (z && k--) z = xnext(z, "zelle");
    return z;
}

static void cell_over(Im *im, Node *o, Node *n, XNode *row, int k)
{
    bool data = (o->kids && (o->kids->field || !xis(row, "zeile"))) || (n->kids && n->kids->field);
    FlowField f = o->kids && o->kids->field ? o->kids->field
        : n->kids                           ? n->kids->field
                                            : FIELD_NONE;
    if (data && (int)f > FIELD_BERATUNG && (int)f < FIELD_POSTEN && xis(row, "beratung")) {
        Node **v;
        int c;
        import_field_nodes(im, n, f, &v, &c);
        import_beratung_field(im, row, f, v, c);
        return;
    }
    if (data && (int)f > FIELD_KOPF && (int)f < FIELD_BERATUNG) {
        kopf_again(im, f);
        return;
    }
    if (data && xis(row, "posten") && (int)f > FIELD_POSTEN) {
        Node *x = n->kids ? n->kids : import_node_new(im, NK_ABSATZ, n);
        if (!n->kids || !x->at.src)
            x->at = n->parent && n->parent->kids && n->parent->kids->kids
                ? n->parent->kids->kids->at
                : NO_PLACE;
        if (!x->field) x->field = f;
        if (!x->year && o->kids) x->year = o->kids->year;
        import_posten_field(im, row, o->kids, x);
        return;
    }
    XNode *cell = xis(row, "zeile") ? cell_at(row, k) : NULL;
    if (cell && !o->kids) {
        import_kids_make(im, n, cell);
        return;
    }
    if (cell && !n->kids) {
        while (cell->kids) xunlink(cell->kids);
        return;
    }
    import_sequence_over(im, o, n, (Cursor){ .e = cell, .inside = true });
}

static void row_over(Im *im, Node *o, Node *n)
{
    int k = 0;
    Node *a = o->kids, *b = n->kids;
    for (; a && b; a = a->next, b = b->next, k++)
        if (!a->same) cell_over(im, a, b, o->from, k);
    for (; b; b = b->next)
        if (b->kids) import_row_tail(im, b, o->from);
}

/* Cells beyond those that were there: only where they were empty before. */
void import_row_tail(Im *im, Node *cell, XNode *row)
{
    int k = 0;
    for (Node *c = cell->parent->kids; c != cell; c = c->next) k++;
    XNode *z = xis(row, "zeile") ? cell_at(row, k) : NULL;
    if (z) {
        import_kids_make(im, cell, z);
        return;
    }
    if (!xis(row, "zeile")) {
        for (Node *x = cell->kids; x; x = x->next)
            if (x->text.n) label_lost(im, x, none);
        return;
    }
    z = made_element(im, "zelle", cell->kids->at);
    import_kids_make(im, cell, z);
    xappend(row, z);
}

/* A new row beside one of that element. */
static XNode *row_new(Im *im, Node *row, XNode *beside)
{
    if (xis(beside, "zeile")) return import_row_make(im, row);
    if (xis(beside, "beratung")) {
        XNode *b = made_element(im, "beratung", row->kids->kids ? row->kids->kids->at : NO_PLACE);
        made_attr(im, b, "status", xattr(im->source->root, "status"));
        for (int f = FIELD_BERATUNG + 1; f < FIELD_POSTEN; f++) {
            Node **v;
            int n;
            import_field_nodes(im, row, (FlowField)f, &v, &n);
            if (n) import_beratung_field(im, b, (FlowField)f, v, n);
        }
        return b;
    }
    if (!xis(beside, "posten")) return NULL;
    static const char *const shared[] = { "art", "haushalt", "turnus", "gruppe", "jahr",
                                          "von", "bis",      "ab",     "ust" };
    XNode *p = made_element(im, "posten", row->kids->kids ? row->kids->kids->at : NO_PLACE);
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
        made_attr(im, p, shared[i], xattr(beside, shared[i]));
    for (Node *c = row->kids; c; c = c->next)
        for (Node *k = c->kids; k; k = k->next)
            if ((int)k->field > FIELD_POSTEN) import_posten_field(im, p, NULL, k);
    return p;
}

static XNode *some_row(const Node *table)
{
    for (const Node *z = table->kids; z; z = z->next)
        if (z->from &&
            (xis(z->from, "zeile") || xis(z->from, "beratung") || xis(z->from, "posten")) &&
            !z->head)
            return z->from;
    for (const Node *z = table->kids; z; z = z->next)
        if (xis(z->from, "zeile")) return z->from;
    return NULL;
}

static void table_over(Im *im, Node *o, Node *n)
{
    XNode *e = o->from, *behind = NULL;
    n->made = e;
    if (xis(e, "tabelle") && o->columns != n->columns) {
        import_table_again(im, e, n);
        return;
    }
    for (Node *z = n->kids; z; z = z->next) {
        Node *was = z->mate;
        if (was && !was->same) row_over(im, was, z);
        if (was) {
            if (was->from && xis(was->from, "vorlage") == false) behind = was->from;
            continue;
        }
        XNode *beside = behind ? behind : some_row(o),
              *row = beside && z->kids ? row_new(im, z, beside) : NULL;
        if (!row) {
            import_rows_lost(im, z);
            continue;
        }
        if (behind && !(xis(behind, "zeile") && xis(behind->parent, "tabellenkopf") && !z->head))
            made_after(row, behind);
        else
            xinsert(beside->parent, row, beside);
        behind = row;
    }
}

/* Words in a row that has no place: kept behind the table. */
void import_rows_lost(Im *im, Node *row)
{
    for (Node *c = row->kids; c; c = c->next)
        for (Node *k = c->kids; k; k = k->next)
            if (k->text.n) label_lost(im, k, none);
}

/* ---- signatures ---- */

static void signatures_over(Im *im, Node *o, Node *n)
{
    XNode *behind = NULL, *group = xchild(im->source->root, "sichtvermerke");
    for (Node *u = n->kids; u; u = u->next) {
        XNode *e = u->mate ? u->mate->from : NULL;
        if (!e && group) {
            e = made_element(im, "sichtvermerk", u->at);
            if (behind)
                made_after(e, behind);
            else
                made_first(group, e);
        }
        if (e && !u->same) {
            e->name_at = u->at;
            import_signature_set(im, e, u);
        }
        behind = e ? e : behind;
    }
    (void)o;
}

/* ---- in reading order ---- */

static void changed(Im *im, Node *o, Node *n)
{
    switch (n->kind) {
    case NK_TABELLE: table_over(im, o, n); break;
    case NK_KASTEN:
        import_sequence_over(im, o, n, (Cursor){ .e = import_leaf_of(o), .inside = true });
        break;
    case NK_UNTERSCHRIFTEN: signatures_over(im, o, n); break;
    case NK_BILD: picture_over(im, o, n); break;
    case NK_UMBRUCH: break;
    case NK_ABSATZ:
    case NK_UEBERSCHRIFT:
    case NK_ZITAT:
    case NK_ZITATQUELLE:
    case NK_TABELLENTITEL:
    case NK_BILDTEXT:
    case NK_BILDNACHWEIS:
    case NK_ZEILE:
    case NK_ZELLE:
    case NK_UNTERSCHRIFT:
    case NK_FUSSNOTE: text_over(im, o, n); break;
    }
}

/* What follows goes behind that. */
static void move_on(const Node *o, Cursor *c)
{
    XNode *e = import_leaf_of(o);
    if (!e || xis(e, "vorlage") || xis(e, "beratung") || xis(e, "sichtvermerk") ||
        xis(e, "betreff") || xis(e, "antwort"))
        return;
    if (xis(e, "posten")) return; /* rows stand elsewhere than their table */
    bool inside = o->kind == NK_UEBERSCHRIFT || xis(e, "auswirkung");
    if (import_is_part(e) && !inside) { /* a box around all of a part */
        inside = !e->last;
        if (e->last) e = e->last;
    }
    *c = (Cursor){ .e = e, .inside = inside };
}

void import_sequence_over(Im *im, Node *old, Node *now, Cursor c)
{
    (void)old;
    for (Node *n = now->kids; n;) {
        Node *o = n->mate;
        if (o) {
            if (!n->same) changed(im, o, n);
            move_on(o, &c);
            n = n->next;
            continue;
        }
        n = import_insert(im, n, &c);
    }
}

/* Elements get the paragraph they show at, the first of several: there the judge's words are told.
 */
static void say_places(Im *im, const Node *old)
{
    for (const Node *o = old->kids; o; o = o->next) {
        XNode *e = import_leaf_of(o);
        if (e && o->mate && o->mate->at.src && e->name_at.src != im->view_src)
            e->name_at = o->mate->at;
        say_places(im, o);
        for (const Piece *p = o->pieces; p; p = p->next)
            if (p->note) say_places(im, p->note);
    }
}

XNode *import_overlay(Im *im)
{
    tree_hash(im->old);
    tree_hash(im->doc);
    im->edited = im->old->hash != im->doc->hash;
    import_compare(im, im->old, im->doc);
    say_places(im, im->old);
    if (!im->edited) return im->source->root;
    import_sequence_over(im, im->old, im->doc, (Cursor){ 0 });
    import_removals(im, im->old);
    import_prune(im->source->root);
    return im->source->root;
}
