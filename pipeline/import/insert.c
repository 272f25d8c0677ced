/* New blocks, placed behind what stands before them in the document. */
#include "import/import_in.h"
#include "import/overlay.h"
#include "import/values.h"

static int list_depth(const XNode *n)
{
    int d = 0;
    for (; n; n = n->parent) d += xis(n, "punkt");
    return d;
}

static bool holds_blocks(const XNode *n)
{
    return import_is_part(n) || xis(n, "abschnitt") || xis(n, "auswirkung") || xis(n, "hinweis") ||
        xis(n, "zitat") || xis(n, "punkt") || xis(n, "zelle") || xis(n, "fussnote");
}

/* Behind the last text of its own, before blocks; behind a title. */
static XNode *inside_before(const XNode *e)
{
    if (xis(e, "abschnitt") || xis(e, "tabelle")) {
        XNode *t = xchild(e, "titel");
        return t ? t->next : e->kids;
    }
    return import_first_block(e);
}

static void place(XNode *kid, Cursor *c)
{
    if (c->inside)
        xinsert(c->e, kid, inside_before(c->e));
    else
        made_after(kid, c->e);
    *c = (Cursor){ .e = kid };
}

/* ---- where nothing can stand ---- */

static XNode *last_part(const XNode *root)
{
    XNode *last = NULL;
    for (XNode *k = root->kids; k; k = k->next)
        if (import_is_part(k)) last = k;
    return last;
}

static XNode *part_new(Im *im, const char *name, Place at, XNode *behind)
{
    XNode *root = im->source->root, *t = made_element(im, name, at), *before = root->kids;
    if (behind) {
        made_after(t, behind);
        return t;
    }
    while (before && (!before->name.n || xis(before, "kopf") || xis(before, "beratungsfolge")))
        before = before->next;
    xinsert(root, t, before);
    return t;
}

/* The head and the Beratungsfolge hold no text: the part behind takes it. */
static Cursor somewhere(Im *im, const Node *n)
{
    XNode *p = NULL;
    for (XNode *k = im->source->root->kids; k && !p; k = k->next)
        if (import_is_part(k)) p = k;
    if (!p) p = part_new(im, "sachverhalt", n->at, NULL);
    import_tell(im, D_IMPORT_ORT, n->at, xattr(p, "titel").n ? xattr(p, "titel") : p->name);
    return (Cursor){ .e = p, .inside = true };
}

/* ---- list items ---- */

static XNode *item_at(XNode *e, int depth)
{
    int d = list_depth(e);
    for (; e; e = e->parent) {
        if (!xis(e, "punkt")) continue;
        if (d == depth) return e;
        d--;
    }
    return NULL;
}

static bool numbered_list(const XNode *l) { return str_is(xattr(l, "art"), "nummern"); }

/* A new item in a list that is there. */
static bool item_insert(Im *im, Node *n, Cursor *c)
{
    int depth = list_depth(c->e);
    if (c->inside || !n->list || depth < n->list) return false;
    XNode *item = item_at(c->e, n->list);
    if (!item || !xis(item->parent, "liste")) return false;
    if (n->start && numbered_list(item->parent) == n->numbered) {
        XNode *made = made_element(im, "punkt", n->at);
        import_inlines_make(im, n, made);
        made_after(made, item);
        *c = (Cursor){ .e = made };
        return true;
    }
    if (n->start) return false;
    XNode *p = made_element(im, "p", n->at), *at = c->e;
    import_inlines_make(im, n, p);
    while (at != item && at->parent != item) at = at->parent;
    if (at == item) {
        XNode *b = import_first_block(item);
        xinsert(item, p, b);
    } else
        made_after(p, at);
    *c = (Cursor){ .e = p };
    return true;
}

/* The block that a run of new ones stands behind: out of the lists where they are no items of them,
 * out of what cannot hold them. */
static void leave(Cursor *c, const Node *n)
{
    if (import_is_part(c->e)) c->inside = true;
    if (c->inside) return;
    XNode *e = c->e;
    if (xis(e, "punkt") || list_depth(e) > n->list) {
        while (list_depth(e) > n->list || (xis(e, "punkt") && list_depth(e) >= n->list)) {
            if (list_depth(e) == n->list && xis(e, "punkt")) {
                *c = (Cursor){ .e = e, .inside = true };
                return;
            }
            e = e->parent;
        }
    }
    bool quote = n->kind == NK_ZITAT;
    while (e->parent && (!holds_blocks(e->parent) || (xis(e->parent, "zitat") && !quote)))
        e = e->parent;
    *c = (Cursor){ .e = e };
}

/* ---- headings ---- */

static int section_level(const XNode *n)
{
    int d = 0;
    for (; n; n = n->parent) d += xis(n, "abschnitt");
    return d;
}

/* What stands behind `e` in its parent goes into `to`; sections only where `all`. */
static void take_rest(XNode *e, bool inside, XNode *to, bool all)
{
    XNode *from = inside ? inside_before(e) : e->next;
    for (XNode *k = from, *next; k; k = next) {
        next = k->next;
        if (xis(k, "auswirkung") || (!all && xis(k, "abschnitt"))) break;
        if (xis(k, "posten") || xis(k, "antwort")) continue;
        xunlink(k);
        xappend(to, k);
    }
}

static void section_insert(Im *im, Node *n, Cursor *c)
{
    XNode *a = n->made = made_element(im, "abschnitt", n->at),
          *t = made_element(im, "titel", n->at), *e = c->e;
    import_inlines_make(im, n, t);
    xappend(a, t);
    int level = n->level - 2;
    bool inside = c->inside;
    XNode *holder = inside ? e : e->parent;
    while (holder && !import_is_part(holder) && !xis(holder, "abschnitt") &&
           !xis(holder, "auswirkung")) {
        e = inside ? e : holder;
        inside = false;
        holder = e->parent;
    }
    if (!holder) {
        *c = somewhere(im, n);
        e = c->e;
        holder = e;
        inside = true;
    }
    while (section_level(holder) >= level &&
           xis(holder, "abschnitt")) { /* out of a section: what followed in it goes along */
        take_rest(e, inside, a, true);
        e = holder;
        inside = false;
        holder = holder->parent;
    }
    take_rest(e, inside, a, false);
    if (inside)
        xinsert(e, a, inside_before(e));
    else
        made_after(a, e);
    *c = (Cursor){ .e = a, .inside = true };
}

static void part_insert(Im *im, Node *n, Cursor *c)
{
    XNode *at = c->e ? import_up_to(c->e, import_is_part) : NULL, *root = im->source->root;
    int art = import_part_kind(n->text);
    if (art && xchild(root, enum_code(ENUM_TEIL, art).p)) art = 0;
    n->told = true;
    XNode *t = n->made =
        part_new(im, art ? str_z(im->a, enum_code(ENUM_TEIL, art)) : "teil", n->at, at ? at : NULL);
    if (!art || !import_same_words(n->text, enum_word(ENUM_TEIL, art)))
        made_attr(im, t, "titel", n->text);
    if (at && c->inside) take_rest(c->e, true, t, true);
    for (XNode *e = c->e; at && e && e != at; e = e->parent)
        take_rest(e, false, t,
                  true); /* what followed in the part, at every height of its sections */
    *c = (Cursor){ .e = t, .inside = true };
}

/* ---- the rest ---- */

/* Behind the highest there is. */
static Str next_number(Im *im, const XNode *self)
{
    int most = 0;
    for (const XNode *k = xchild(self->parent, "anlage"); k; k = xnext(k, "anlage"))
        if (k != self && import_int_of(xattr(k, "nr"), 0, 9999) > most)
            most = import_int_of(xattr(k, "nr"), 0, 9999);
    return str_printf(im->a, "%d", most + 1);
}

static bool attachment_insert(Im *im, Node *n, Cursor *c)
{
    XNode *group = xchild(im->source->root, "anlagen");
    bool there = c->e && xis(c->e, "anlage");
    if (n->field != FIELD_ANLAGE && !there) return false;
    if (there && !n->list) return false;
    XNode *a = made_element(im, "anlage", n->at);
    if (there) {
        made_after(a, c->e);
        made_attr(im, a, "nr", (Str){ "", 0 });
    } else {
        if (!group) {
            group = made_element(im, "anlagen", n->at);
            XNode *v = xchild(im->source->root, "sichtvermerke");
            xinsert(im->source->root, group, v);
        }
        xappend(group, a);
    }
    import_anlage_set(im, a, n);
    if (str_find(n->text, S(":")) == (size_t)-1)
        made_attr(im, a, "nr", next_number(im, a)); /* only a title was typed */
    *c = (Cursor){ .e = a };
    return true;
}

static bool single(const Node *n)
{
    return n->kind == NK_UEBERSCHRIFT || n->field == FIELD_ANLAGE || n->kind == NK_UNTERSCHRIFTEN;
}

static void splice(XNode *holder, Cursor *c)
{
    while (holder->kids) {
        XNode *k = holder->kids;
        xunlink(k);
        place(k, c);
    }
}

static bool in_cell(const XNode *e)
{
    for (; e; e = e->parent)
        if (xis(e, "zelle") || xis(e, "fussnote")) return true;
    return false;
}

/* Where no section can begin. */
static bool confined(const XNode *e)
{
    for (; e; e = e->parent)
        if (xis(e, "zelle") || xis(e, "fussnote") || xis(e, "hinweis")) return true;
    return false;
}

static Node *run_insert(Im *im, Node *n, Cursor *c)
{
    XNode *quote = n->kind == NK_ZITAT && !n->list && !c->inside ? c->e : NULL;
    while (quote && !xis(quote->parent, "zitat")) quote = quote->parent;
    if (quote && !xis(quote, "quelle")) { /* one more paragraph of a quotation */
        XNode *p = made_element(im, "p", n->at);
        import_inlines_make(im, n, p);
        made_after(p, quote);
        *c = (Cursor){ .e = p };
        return n->next;
    }
    Node *end = n->next;
    bool in_list = n->list > 0;
    while (end && !end->mate && (!single(end) || confined(c->e)) && (end->list > 0) == in_list)
        end = end->next;
    leave(c, n);
    XNode *holder = made_element(im, "p", n->at);
    if (in_cell(c->e)) {
        Node part = { .kids = n };
        Node *last = n;
        while (last->next != end) last = last->next;
        last->next = NULL;
        import_kids_make(im, &part, holder);
        last->next = end;
        if (holder->kids && (!holder->kids->name.n || !import_is_block(holder->kids))) {
            XNode *p = made_element(im, "p", n->at);
            while (holder->kids) {
                XNode *k = holder->kids;
                xunlink(k);
                xappend(p, k);
            }
            xappend(holder, p);
        }
    } else
        import_blocks_make(im, n, end, holder);
    splice(holder, c);
    return end;
}

Node *import_insert(Im *im, Node *n, Cursor *c)
{
    if (attachment_insert(im, n, c)) return n->next;
    if (confined(c->e))
        return n->kind == NK_ABSATZ && item_insert(im, n, c) ? n->next : run_insert(im, n, c);
    bool lost = !c->e || xis(c->e, "anlage") || !import_up_to(c->e, import_is_part);
    if (n->kind == NK_UEBERSCHRIFT && n->level <= 2) {
        if (lost) c->e = last_part(im->source->root), c->inside = false;
        part_insert(im, n, c);
        return n->next;
    }
    if (lost) *c = somewhere(im, n);
    if (n->kind == NK_UEBERSCHRIFT) {
        section_insert(im, n, c);
        return n->next;
    }
    if (n->kind == NK_ABSATZ && item_insert(im, n, c)) return n->next;
    return run_insert(im, n, c);
}

void import_table_again(Im *im, XNode *table, Node *n)
{
    XNode *title = xchild(table, "titel");
    Node alone = *n;
    alone.next = NULL;
    XNode *holder = made_element(im, "p", NO_PLACE);
    import_blocks_make(im, &alone, NULL, holder);
    XNode *made = xchild(holder, "tabelle");
    if (!made) return;
    for (XNode *k = table->kids, *next; k; k = next) {
        next = k->next;
        if (k != title) xunlink(k);
    }
    while (made->kids) {
        XNode *k = made->kids;
        xunlink(k);
        xappend(table, k);
    }
}
