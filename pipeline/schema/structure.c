/* Structure: elements, text between them, attribute names. Tells each fault with what would be
 * right there, and leaves a tree that fits, so that libxml2's check of the values skips nothing. */
#include "schema/schema_in.h"
#include "base/spell.h"

#define LISTED 16          /* names in an expected list */
#define FIXES_APPLIED 2000 /* in one element; what is left is libxml2's to tell */

bool schema_is_filler(const XNode *n) { return n->faulty && n->at.src == 0; }

static bool named_before(const ElementModel *e, uint64_t set, int pos)
{
    for (int k = 0; k < pos; k++)
        if ((set >> k & 1) && str_eq(e->pos[k], e->pos[pos])) return true;
    return false;
}

/* "<p>, <liste>"; a single one with its documentation. */
static Str expected(Checker *c, const ElementModel *e, uint64_t set)
{
    Buf b = buf_new(0);
    int n = 0;
    const ElementModel *only = NULL;
    for (int p = 0; p < e->n && n <= LISTED; p++) {
        if (!(set >> p & 1) || named_before(e, set, p)) continue;
        if (n++) buf_z(&b, ", ");
        if (n > LISTED) {
            buf_z(&b, "…");
            break;
        }
        buf_printf(&b, "<%.*s>", STR_FMT(e->pos[p]));
        only = model_of(c->m, e->pos[p]);
    }
    if (n == 1 && only && only->doc.n) {
        buf_z(&b, " – ");
        buf_str(&b, only->doc);
    }
    return buf_keep(c->scratch, &b);
}

static Str all_attrs(Checker *c, const ElementModel *e)
{
    Buf b = buf_new(0);
    for (const ModelAttr *a = e->attrs; a; a = a->next) {
        if (b.n) buf_z(&b, ", ");
        buf_str(&b, a->name);
    }
    return buf_keep(c->scratch, &b);
}

static Str nearest_element(Checker *c, Str name)
{
    if (c->told >= XML_TOLD_PER_CHECK) return (Str){ "", 0 };
    Str html = model_html_name(name);
    if (html.n && model_of(c->m, html)) return html;
    Str *names = ARENA_NEW_N(c->scratch, Str, (size_t)c->m->nel);
    for (int i = 0; i < c->m->nel; i++) names[i] = c->m->el[i].name;
    int k = spell_nearest(name, names, c->m->nel);
    return k < 0 ? (Str){ "", 0 } : names[k];
}

/* ---- attributes ---- */

static Str nearest_attr(Checker *c, const XNode *n, const ElementModel *e, Str name)
{
    int count = 0;
    for (const ModelAttr *a = e->attrs; a; a = a->next) count++;
    Str *names = ARENA_NEW_N(c->scratch, Str, (size_t)count + 1);
    count = 0;
    for (const ModelAttr *a = e->attrs; a; a = a->next)
        if (!xattr_node(n, a->name.p)) names[count++] = a->name;
    int k = spell_nearest(name, names, count);
    return k < 0 ? (Str){ "", 0 } : names[k];
}

/* A misspelt one is renamed, so that its value is checked; others go. */
static void attributes(Checker *c, XNode *n, const ElementModel *e)
{
    for (XAttr **link = &n->attrs; *link;) {
        XAttr *a = *link;
        if (a->ns.n == 0 && model_attr(e, a->name)) {
            link = &a->next;
            continue;
        }
        Str near = c->told < XML_TOLD_PER_CHECK ? nearest_attr(c, n, e, a->name) : (Str){ "", 0 };
        Str args[3] = { n->name, a->name, near.n ? near : all_attrs(c, e) };
        schema_tell(c,
                    near.n         ? D_SCHEMA_ATTR_SLIP
                        : e->attrs ? D_SCHEMA_ATTR
                                   : D_SCHEMA_ATTR_NONE,
                    a->name_at, 3, args);
        if (near.n) {
            a->ns = (Str){ "", 0 };
            a->name = str_keep(c->a, near);
            link = &a->next;
        } else {
            *link = a->next;
        }
    }
}

/* ---- text where none may be ---- */

static void stray_text(Checker *c, XNode *n, const ElementModel *e)
{
    XNode **link = &n->kids;
    n->last = NULL;
    for (XNode *k = n->kids; k; k = k->next) {
        if (k->name.n) {
            *link = n->last = k;
            link = &k->next;
            continue;
        }
        Str s = str_trim(k->text);
        if (s.n) {
            uint32_t skip = (uint32_t)(s.p - k->text.p);
            Place at = { k->at.src, k->at.off + skip, k->at.len > skip ? k->at.len - skip : 0 };
            size_t line = str_find(s, S("\n"));
            at.len = at.len < s.n ? at.len : (uint32_t)(line < s.n ? line : s.n);
            Str args[2] = { n->name, expected(c, e, model_follow(e, -1)) };
            schema_tell(c, e->kind == CONTENT_EMPTY ? D_SCHEMA_TEXT_EMPTY : D_SCHEMA_TEXT, at, 2,
                        args);
        }
    }
    *link = NULL;
}

/* ---- children ---- */

typedef struct {
    XNode *n;
    const ElementModel *e;
    XNode **kid;
    ChildName *name;
    int nkids;
    Fix *fix;
    int nfix;
} Kids;

static void tell_namespace(Checker *c, const XNode *b)
{
    if (b->ns.n && b->ns.p[0] == '?') /* its prefix was told */
        c->quiet = true;
    else
        schema_tell(c, D_SCHEMA_NAMESPACE, b->name_at, 1, &b->name);
}

static void rename_kid(Checker *c, Kids *k, const Fix *f)
{
    XNode *b = k->kid[f->child];
    Str wanted = k->e->pos[f->pos], args[2] = { b->name, wanted };
    if (k->name[f->child].ours)
        schema_tell(c, D_SCHEMA_ELEMENT_SLIP, b->name_at, 2, args);
    else
        tell_namespace(c, b);
    b->name = str_keep(c->a, wanted);
    b->ns = S(XML_NS);
}

/* A missing element that stands elsewhere among the children: moved. */
static bool move_kid(Checker *c, Kids *k, const Fix *f)
{
    Str wanted = k->e->pos[f->pos];
    for (int i = 0; i < k->nfix; i++) {
        Fix *g = &k->fix[i];
        if (g->kind != FIX_DELETE || !k->name[g->child].ours ||
            !str_eq(k->kid[g->child]->name, wanted))
            continue;
        XNode *w = k->kid[g->child], *before = f->child < k->nkids ? k->kid[f->child] : NULL;
        while (before && before->parent != k->n) /* itself taken away meanwhile */
            before = NULL;
        Str args[2] = { wanted, before ? before->name : k->n->name };
        schema_tell(c, before ? D_SCHEMA_ORDER : D_SCHEMA_ORDER_END, w->name_at, 2, args);
        if (before != w) {
            xunlink(w);
            xinsert(k->n, w, before);
        }
        g->kind = FIX_NONE;
        return true;
    }
    return false;
}

static void insert_kid(Checker *c, Kids *k, const Fix *f)
{
    if (move_kid(c, k, f)) return;
    XNode *b = f->child < k->nkids ? k->kid[f->child] : NULL;
    if (b && b->parent != k->n) b = NULL;
    Str wanted = k->e->pos[f->pos];
    const ElementModel *m = model_of(c->m, wanted);
    Str args[3] = { k->n->name, wanted, m ? m->doc : S("") };
    bool broken = c->cut_off && k->n->end >= c->t->text.n && !b;
    if (!broken) schema_tell(c, D_SCHEMA_MISSING, b ? b->name_at : k->n->name_at, 3, args);
    XNode *filler = ARENA_NEW(c->a, XNode);
    filler->ns = S(XML_NS);
    filler->name = str_keep(c->a, wanted);
    filler->text = (Str){ "", 0 };
    filler->faulty = true;
    xinsert(k->n, filler, b);
}

static void tell_unknown(Checker *c, Kids *k, XNode *b, const Fix *f)
{
    Str near = nearest_element(c, b->name);
    Str args[3] = { b->name, near.n ? near : expected(c, k->e, model_follow(k->e, f->pos)),
                    k->n->name };
    DiagCode code = near.n                            ? D_SCHEMA_ELEMENT_SLIP
        : k->e->kind == CONTENT_ELEMENTS && args[1].n ? D_SCHEMA_ELEMENT
                                                      : D_SCHEMA_ELEMENT_NONE;
    schema_tell(c, code, b->name_at, 3, args);
}

static bool stands_before(const Kids *k, int child)
{
    for (int i = 0; i < child; i++)
        if (k->name[i].ours && str_eq(k->name[i].name, k->name[child].name)) return true;
    return false;
}

static void tell_misplaced(Checker *c, Kids *k, XNode *b, const Fix *f)
{
    Str args[3] = { b->name, k->n->name, expected(c, k->e, model_follow(k->e, f->pos)) };
    DiagCode code = k->e->kind == CONTENT_EMPTY ? D_SCHEMA_CHILD_EMPTY
        : k->e->kind == CONTENT_SIMPLE          ? D_SCHEMA_CHILD_TEXT
        : stands_before(k, f->child)            ? D_SCHEMA_TWICE
        : args[2].n                             ? D_SCHEMA_MISPLACED
                                                : D_SCHEMA_MISPLACED_NONE;
    schema_tell(c, code, b->name_at, 3, args);
}

/* An element that is only out of order goes to the first place where all fit. b is out of the tree.
 */
static bool reorder(Checker *c, Kids *k, XNode *b)
{
    int n = 0;
    for (XNode *x = xfirst(k->n); x; x = xnext(x, NULL)) n++;
    if (n > MOVE_TRIED) return false;
    ChildName *names = ARENA_NEW_N(c->scratch, ChildName, (size_t)n + 1);
    XNode *behind = xfirst(k->n);
    for (int place = 0; place <= n; place++, behind = behind ? xnext(behind, NULL) : NULL) {
        int i = 0;
        for (XNode *x = xfirst(k->n); x; x = xnext(x, NULL), i++)
            names[i + (i >= place)] = (ChildName){ x->name, xis_ours(x) };
        names[place] = (ChildName){ b->name, true };
        if (!model_fits(k->e, names, n + 1)) continue;
        Str args[2] = { b->name, behind ? behind->name : k->n->name };
        schema_tell(c, behind ? D_SCHEMA_ORDER : D_SCHEMA_ORDER_END, b->name_at, 2, args);
        xinsert(k->n, b, behind);
        return true;
    }
    return false;
}

static void delete_kid(Checker *c, Kids *k, const Fix *f)
{
    XNode *b = k->kid[f->child];
    if (k->e->kind == CONTENT_ELEMENTS && k->name[f->child].ours && model_of(c->m, b->name)) {
        XNode *next = b->next;
        xunlink(b);
        if (reorder(c, k, b)) return;
        xinsert(k->n, b, next);
    }
    bool ours = k->name[f->child].ours, known = ours && model_of(c->m, b->name);
    if (known)
        tell_misplaced(c, k, b, f);
    else if (ours)
        tell_unknown(c, k, b, f);
    else
        tell_namespace(c, b);
    xunlink(b);
    if (known) {
        b->parent = NULL;
        b->next = c->aside;
        c->aside = b;
    }
}

static void collect(Checker *c, Kids *k)
{
    int n = 0;
    for (XNode *x = xfirst(k->n); x; x = xnext(x, NULL)) n++;
    k->kid = ARENA_NEW_N(c->scratch, XNode *, (size_t)n + 1);
    k->name = ARENA_NEW_N(c->scratch, ChildName, (size_t)n + 1);
    for (XNode *x = xfirst(k->n); x; x = xnext(x, NULL)) {
        k->kid[k->nkids] = x;
        k->name[k->nkids++] = (ChildName){ x->name, xis_ours(x) };
    }
}

static void children(Checker *c, XNode *n, const ElementModel *e)
{
    Kids k = { .n = n, .e = e };
    ElementModel *closed = NULL;
    collect(c, &k);
    if (e->kind != CONTENT_ELEMENTS) { /* no child fits */
        closed = ARENA_NEW(c->scratch, ElementModel);
        *closed = (ElementModel){ .name = e->name, .kind = e->kind, .all = { 0, 0, true } };
    }
    k.nfix = model_repair(c->scratch, c->m, closed ? closed : e, k.name, k.nkids, &k.fix);
    if (k.nfix > FIXES_APPLIED) k.nfix = FIXES_APPLIED;
    for (int i = 0; i < k.nfix; i++)
        if (k.fix[i].kind == FIX_RENAME) rename_kid(c, &k, &k.fix[i]);
    for (int i = 0; i < k.nfix; i++)
        if (k.fix[i].kind == FIX_INSERT) insert_kid(c, &k, &k.fix[i]);
    for (int i = 0; i < k.nfix; i++)
        if (k.fix[i].kind == FIX_DELETE) delete_kid(c, &k, &k.fix[i]);
}

/* Depth is limited by XML_MAX_DEPTH. */
static void element(Checker *c, XNode *n)
{
    const ElementModel *e = model_of(c->m, n->name);
    if (!e || schema_is_filler(n)) return;
    attributes(c, n, e);
    if (e->kind == CONTENT_EMPTY || (e->kind == CONTENT_ELEMENTS && !e->mixed)) stray_text(c, n, e);
    children(c, n, e);
    for (XNode *k = xfirst(n); k; k = xnext(k, NULL)) element(c, k);
}

void schema_structure_check(Checker *c)
{
    element(c, c->t->root);
    for (XNode *done = NULL; c->aside != done;) { /* those found meanwhile come in front */
        XNode *stop = done;
        done = c->aside;
        for (XNode *n = done; n != stop; n = n->next) element(c, n);
    }
}
