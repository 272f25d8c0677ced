/* Consultations, finance rows, attachments and signatures of a paper from the document alone. */
#include "import/values.h"
#include "import/whole_in.h"

static const Str none = { "", 0 };

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

void whole_beratung_row(Whole *w, Node *row)
{
    if (!said(row, FIELD_BERATUNG + BSP_GREMIUM)) {
        if (preset(row, false)) preset(row, true);
        return;
    }
    XNode *b = beratung_new(w, row->kids->kids ? row->kids->kids->at : NO_PLACE);
    for (int f = FIELD_BERATUNG + 1; f < FIELD_POSTEN; f++) {
        Node **v;
        int n;
        import_field_nodes(w->im, row, (FlowField)f, &v, &n);
        if (n && v[0]->text.n) import_beratung_field(w->im, b, (FlowField)f, v, n);
    }
}

/* In a line's form the Gremium begins the next one. */
static XNode *last_consultation(Whole *w) { return w->beratungen ? w->beratungen->last : NULL; }

void whole_beratung_line(Whole *w, Node *n)
{
    XNode *b =
        n->field == FIELD_BERATUNG + BSP_GREMIUM ? beratung_new(w, n->at) : last_consultation(w);
    if (b) import_beratung_field(w->im, b, n->field, &n, 1);
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
    if (!whole_holds(row, FIELD_POSTEN, FIELD_N)) return;
    XNode *p = made_element(w->im, "posten", row->kids->kids ? row->kids->kids->at : NO_PLACE);
    bool any = false;
    for (Node *c = row->kids; c; c = c->next)
        for (Node *k = c->kids; k; k = k->next)
            if ((int)k->field > FIELD_POSTEN) {
                import_posten_field(w->im, p, NULL, k);
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

void whole_finance(Whole *w, Node *t)
{
    if (w->part && xis(w->part, "teil") && !whole_has_part(w->root, S("finanzen")))
        w->part->name = S("finanzen");
    if (!w->part || !xis(w->part, "finanzen"))
        whole_part(w, whole_has_part(w->root, S("finanzen")) ? 0 : TEIL_FINANZEN, none, NO_PLACE);
    if (!xis(w->part, "finanzen")) return;
    for (Node *z = t->kids; z; z = z->next)
        if (!z->head) posten_row(w, z);
    if (!t->id.n || !xchild(w->part, "posten")) return;
    XNode *f = made_element(w->im, "finanztabelle", NO_PLACE);
    made_attr(w->im, f, "form", t->id);
    xappend(w->part, f);
}

void whole_anlage(Whole *w, Node *n)
{
    if (n->form && str_ends(n->text, S(":"))) {
        n->told = true;
        return;
    }
    XNode *a = made_element(w->im, "anlage", n->at);
    import_anlage_set(w->im, a, n);
    xappend(group_of(w, &w->anlagen, "anlagen"), a);
}

void whole_signature(Whole *w, Node *u)
{
    XNode *v = made_element(w->im, "sichtvermerk", u->kids ? u->kids->at : NO_PLACE);
    import_signature_set(w->im, v, u);
    if (xattr(v, "name").n || xattr(v, "amt").n)
        xappend(group_of(w, &w->vermerke, "sichtvermerke"), v);
}

bool whole_signature_line(const Node *n)
{
    return str_is(n->style, STYLE_NAME) || str_is(n->style, STYLE_AMT) ||
        str_is(n->style, STYLE_ORT_DATUM) || str_is(n->style, STYLE_UNTERSCHRIFTLINIE) ||
        str_is(n->style, STYLE_VERMERKART);
}

/* Signatures that stand free, one below another. The node behind. */
Node *whole_free_signature(Whole *w, Node *n)
{
    Node *u = import_node_new(w->im, NK_UNTERSCHRIFT, NULL);
    bool named = false;
    while (n && whole_signature_line(n) &&
           !(named &&
             (str_is(n->style, STYLE_NAME) || str_is(n->style, STYLE_VERMERKART) ||
              str_is(n->style, STYLE_UNTERSCHRIFTLINIE)))) {
        Node *next = n->next;
        named |= str_is(n->style, STYLE_NAME);
        Node *copy = import_node_new(w->im, n->kind, u);
        Node *last = copy;
        *copy = *n;
        copy->next = NULL;
        u->last = last;
        n = next;
    }
    whole_signature(w, u);
    return n;
}
