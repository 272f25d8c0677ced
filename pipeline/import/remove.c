/* What is gone from the document goes from the XML; what it held of other things stays. */
#include "import/import_in.h"
#include "import/overlay.h"

static void drop_free_text(XNode *e)
{
    XNode *stop = import_first_block(e);
    for (XNode *k = e->kids, *next; k && k != stop; k = next) {
        next = k->next;
        xunlink(k);
    }
}

static void drop_child(XNode *e, const char *name)
{
    XNode *k = e ? xchild(e, name) : NULL;
    if (k) xunlink(k);
}

/* A section without its heading goes on in what stands before it. */
static void dissolve(XNode *a)
{
    XNode *into = a->parent, *before = NULL, *at = a->next;
    drop_child(a, "titel");
    for (XNode *k = into->kids; k && k != a; k = k->next)
        if (k->name.n) before = k;
    if (xis(before, "abschnitt")) {
        into = before;
        at = NULL;
    }
    for (XNode *k; (k = a->kids);) {
        xunlink(k);
        xinsert(into, k, at);
    }
    xunlink(a);
}

static void dissolve_part(XNode *t)
{
    XNode *before = NULL;
    for (XNode *k = t->parent->kids; k && k != t; k = k->next)
        if (import_is_part(k)) before = k;
    bool holds = false;
    for (XNode *k = t->kids; k; k = k->next) holds |= k->name.n > 0;
    if (!holds) {
        xunlink(t);
        return;
    }
    if (!before || xis(t, "finanzen") || xis(t, "auswirkungen"))
        return; /* its heading comes back from the house style */
    if (xis(before, "auswirkungen") || xis(before, "finanzen")) return;
    XNode *into = before;
    for (XNode *k; (k = t->kids);) {
        xunlink(k);
        xappend(into, k);
    }
    xunlink(t);
}

static bool one_of(const XNode *e, const char *const *names)
{
    for (; *names; names++)
        if (xis(e, *names)) return true;
    return false;
}

static void remove_text(Node *o)
{
    XNode *e = import_leaf_of(o);
    static const char *const whole[] = { "p", "anlage", NULL },
                             *const mixed[] = { "punkt", "zelle", "fussnote", NULL };
    if (!e || !e->parent) return;
    if (o->kind == NK_UEBERSCHRIFT) {
        if (xis(e, "abschnitt"))
            dissolve(e);
        else if (import_is_part(e))
            dissolve_part(e);
    } else if (o->kind == NK_TABELLENTITEL || o->kind == NK_BILDTEXT)
        drop_child(e, o->kind == NK_BILDTEXT ? "bildtext" : "titel");
    else if (o->kind == NK_BILDNACHWEIS || o->kind == NK_ZITATQUELLE)
        drop_child(e, "quelle");
    else if (one_of(e, whole))
        xunlink(e);
    else if (one_of(e, mixed))
        drop_free_text(e);
}

static void remove_one(Im *im, Node *o)
{
    static const char *const gone[] = { "tabelle",  "finanztabelle", "zeile",
                                        "beratung", "posten",        "sichtvermerk",
                                        "bild",     "hinweis",       "seitenumbruch",
                                        NULL };
    if ((int)o->field > FIELD_KOPF && (int)o->field < FIELD_BERATUNG) {
        Node **v;
        int n;
        import_field_nodes(im, im->doc, o->field, &v, &n);
        import_kopf_field(im, im->source->root, o->field, v, n);
        return;
    }
    if (o->kind <= NK_BILDNACHWEIS && !o->field) {
        remove_text(o);
        return;
    }
    if (o->field == FIELD_ANTRAG || o->field == FIELD_ANLAGE) {
        remove_text(o);
        return;
    }
    if (o->kind == NK_UNTERSCHRIFTEN || (o->kind == NK_KASTEN && !xis(o->from, "hinweis")))
        return; /* their contents are looked at */
    XNode *e = o->from;
    if (e && e->parent && one_of(e, gone)) xunlink(e);
}

/* Contents first: a heading's section is then empty, or what is left moves up. Headings from the
 * last to the first. */
void import_removals(Im *im, Node *old)
{
    for (Node *o = old->kids; o; o = o->next) {
        if (o->same) continue;
        bool inner = o->mate || (o->kind != NK_TABELLE && o->kind != NK_ZEILE) || !o->from ||
            xis(o->from, "vorlage");
        if (inner && !(o->mate && o->kind == NK_ZELLE && o->kids && o->kids->field))
            import_removals(im, o);
        if (!o->mate && o->kind != NK_UEBERSCHRIFT && o->kind != NK_ZELLE) remove_one(im, o);
    }
    size_t n = 0;
    for (Node *o = old->kids; o; o = o->next) n += !o->mate && o->kind == NK_UEBERSCHRIFT;
    Node **h = ARENA_NEW_N(im->a, Node *, n + 1);
    n = 0;
    for (Node *o = old->kids; o; o = o->next)
        if (!o->mate && o->kind == NK_UEBERSCHRIFT) h[n++] = o;
    while (n--) remove_text(h[n]);
}

static bool says_nothing(const XNode *n)
{
    for (const XNode *k = n->kids; k; k = k->next)
        if (k->name.n || str_trim(k->text).n) return false;
    return true;
}

/* Items, lists, quotations, groups in which nothing is left. */
void import_prune(XNode *root)
{
    static const char *const shells[] = {
        "punkt",          "liste",        "zitat",        "hinweis",  "anlagen", "sichtvermerke",
        "beratungsfolge", "tabellenkopf", "tabellenfuss", "fussnote", NULL
    };
    for (XNode *k = root->kids, *next; k; k = next) {
        next = k->next;
        if (!k->name.n) continue;
        import_prune(k);
        if (one_of(k, shells) && says_nothing(k)) xunlink(k);
    }
}
