/* The structure as objects of the file, written as text: StructTreeRoot, elements, ParentTree and
 * IDTree (ISO 32000-1, 14.7.2 and 14.7.4.4). */
#include "merge/merge_in.h"
#include "base/check.h"

#include <stdlib.h>

#define LEAF 64 /* entries of a leaf of a tree */

static size_t leaves(size_t n) { return (n + LEAF - 1) / LEAF; }

/* ---- before ---- */

static int by_name(const void *a, const void *b)
{
    const IdEntry *x = a, *y = b;
    int c = str_cmp(x->name, y->name);
    return c ? c : (x->elem > y->elem) - (x->elem < y->elem);
}

/* Those of elements that are gone go with them; of two elements of one part with one id the first
 * keeps it. */
static void ids_unique(Merge *m)
{
    size_t k = 0;
    for (size_t i = 0; i < m->nids; i++)
        if (!m->elem[m->id[i].elem].dead) m->id[k++] = m->id[i];
    m->nids = k;
    if (k) qsort(m->id, k, sizeof *m->id, by_name);
    k = 0;
    for (size_t i = 0; i < m->nids; i++) {
        if (!k || !str_eq(m->id[k - 1].name, m->id[i].name))
            m->id[k++] = m->id[i];
        else
            m->elem[m->id[i].elem].id = (Str){ "", 0 };
    }
    m->nids = k;
}

void tree_holders(Merge *m)
{
    for (size_t i = 0; i < m->nslots; i++) {
        const Slot *s = &m->slot[i];
        q_set(m->d, q_dict_of(m->d, q_ref(m->d, s->obj)),
              s->is_object ? "/StructParent" : "/StructParents", q_int(m->d, (long long)i));
        q_free(m->d);
    }
    ids_unique(m);
}

/* Order of the objects: root, elements, ParentTree and its leaves, IDTree and its leaves. */
int tree_number(Merge *m, int next)
{
    next++;
    for (size_t i = 1; i < m->nelems; i++)
        if (!m->elem[i].dead) m->elem[i].number = next++;
    next += 1 + (int)leaves(m->nslots);
    if (m->nids) next += 1 + (int)leaves(m->nids);
    return next;
}

/* ---- elements ---- */

static void ref(Buf *b, int number)
{
    buf_int(b, number);
    buf_z(b, " 0 R");
}

static void page_ref(Merge *m, const TreeOut *out, uint32_t page)
{
    buf_z(out->b, "/Pg ");
    ref(out->b, out->ref(out->ctx, m->page[page]));
}

/* Numbers alone are of the page that the element names; other content names its own. */
static void put_kid(Merge *m, const TreeOut *out, const Kid *k, uint32_t page)
{
    Buf *b = out->b;
    switch ((KidKind)k->kind) {
    case KID_LOST:
    case KID_ANNOT: CHECK(false); /* settled before anything is written */
    case KID_ELEM: ref(b, m->elem[k->obj].number); return;
    case KID_MARK:
        if (k->page == page) {
            buf_int(b, k->mcid);
            return;
        }
        buf_z(b, "<</Type/MCR");
        page_ref(m, out, k->page);
        break;
    case KID_STREAM:
        buf_z(b, "<</Type/MCR");
        page_ref(m, out, k->page);
        buf_z(b, "/Stm ");
        ref(b, out->ref(out->ctx, k->obj));
        break;
    case KID_OBJECT:
        buf_z(b, "<</Type/OBJR");
        page_ref(m, out, k->page);
        buf_z(b, "/Obj ");
        ref(b, out->ref(out->ctx, k->obj));
        buf_z(b, ">>");
        return;
    }
    buf_z(b, "/MCID ");
    buf_int(b, k->mcid);
    buf_z(b, ">>");
}

static bool is_there(const Merge *m, const Kid *k)
{
    return k->kind != KID_LOST && !(k->kind == KID_ELEM && m->elem[k->obj].dead);
}

static void put_kids(Merge *m, const TreeOut *out, const Elem *e)
{
    uint32_t page = NOWHERE, n = 0;
    for (uint32_t i = e->kid; i; i = m->kid[i].next) {
        const Kid *k = &m->kid[i];
        n += is_there(m, k);
        if (k->kind == KID_MARK && (page == NOWHERE || k->page == e->page)) page = k->page;
    }
    if (page != NOWHERE) page_ref(m, out, page);
    buf_z(out->b, n == 1 ? "/K " : "/K[");
    bool first = true;
    for (uint32_t i = e->kid; i; i = m->kid[i].next) {
        if (!is_there(m, &m->kid[i])) continue;
        if (!first) buf_char(out->b, ' ');
        put_kid(m, out, &m->kid[i], page);
        first = false;
    }
    if (n != 1) buf_char(out->b, ']');
}

static void put_more(Merge *m, Buf *b, const Elem *e)
{
    const char *here = e->bbox ? memchr(e->more.p, '\1', e->more.n) : NULL;
    if (!here) {
        buf_str(b, e->more);
        return;
    }
    double box[4];
    memcpy(box, e->bbox, sizeof box);
    if (e->page != NOWHERE && !mat_is_one(m->move[e->page])) mat_box(m->move[e->page], box, box);
    buf_bytes(b, e->more.p, (size_t)(here - e->more.p));
    for (int i = 0; i < 4; i++) {
        buf_z(b, i ? " " : "[");
        buf_real(b, box[i], 4);
    }
    buf_char(b, ']');
    buf_bytes(b, here + 1, e->more.n - (size_t)(here + 1 - e->more.p));
}

static void put_elem(Merge *m, const TreeOut *out, const Elem *e, int root)
{
    Buf *b = out->b;
    out->begin(out->ctx, e->number);
    buf_z(b, "<</S/");
    buf_z(b, e->type);
    buf_z(b, "/P ");
    ref(b, e->up ? m->elem[e->up].number : root);
    put_kids(m, out, e);
    put_more(m, b, e);
    if (e->id.n) {
        buf_z(b, "/ID ");
        val_put_bytes(b, e->id);
    }
    buf_z(b, ">>");
    out->end(out->ctx);
}

/* ---- the trees ---- */

static void slot_value(Merge *m, Buf *b, size_t i)
{
    const Slot *s = &m->slot[i];
    buf_int(b, (int64_t)i);
    buf_char(b, ' ');
    if (s->is_object) {
        ref(b, m->elem[ints_get(&s->elem, 0)].number);
        buf_char(b, ' ');
        return;
    }
    buf_char(b, '[');
    for (size_t k = 0; k < s->elem.n; k++) {
        if (k) buf_char(b, ' ');
        if (s->elem.v[k])
            ref(b, m->elem[s->elem.v[k]].number);
        else
            buf_z(b, "null");
    }
    buf_char(b, ']');
}

static void id_value(Merge *m, Buf *b, size_t i)
{
    val_put_bytes(b, m->id[i].name);
    ref(b, m->elem[m->id[i].elem].number);
    buf_char(b, ' ');
}

static void id_limit(Merge *m, Buf *b, size_t i) { val_put_bytes(b, m->id[i].name); }
static void slot_limit(Merge *m, Buf *b, size_t i) { buf_int(b, (int64_t)i); }

/* A tree of two levels; the number behind it. */
static int put_tree(Merge *m, const TreeOut *out, int number, const char *what, size_t n,
                    void (*value)(Merge *, Buf *, size_t), void (*limit)(Merge *, Buf *, size_t))
{
    Buf *b = out->b;
    out->begin(out->ctx, number++);
    buf_z(b, "<</Kids[");
    for (size_t i = 0; i < leaves(n); i++) {
        ref(b, number + (int)i);
        buf_char(b, ' ');
    }
    buf_z(b, "]>>");
    out->end(out->ctx);
    for (size_t i = 0; i < n; i += LEAF) {
        size_t end = i + LEAF < n ? i + LEAF : n;
        out->begin(out->ctx, number++);
        buf_printf(b, "<</%s[", what);
        for (size_t k = i; k < end; k++) value(m, b, k);
        buf_z(b, "]/Limits[");
        limit(m, b, i);
        buf_char(b, ' ');
        limit(m, b, end - 1);
        buf_z(b, "]>>");
        out->end(out->ctx);
    }
    return number;
}

void tree_put(Merge *m, const TreeOut *out)
{
    Buf *b = out->b;
    int root = m->elem[m->document].number - 1, last = root;
    for (size_t i = 1; i < m->nelems; i++)
        if (m->elem[i].number > last) last = m->elem[i].number;
    int parents = last + 1, ids = parents + 1 + (int)leaves(m->nslots);
    out->begin(out->ctx, root);
    buf_z(b, "<</Type/StructTreeRoot/K ");
    ref(b, m->elem[m->document].number);
    buf_z(b, "/ParentTree ");
    ref(b, parents);
    buf_printf(b, "/ParentTreeNextKey %zu", m->nslots);
    if (m->nids) {
        buf_z(b, "/IDTree ");
        ref(b, ids);
    }
    if (m->classes.n) {
        buf_z(b, "/ClassMap<<");
        buf_str(b, buf_view(&m->classes));
        buf_z(b, ">>");
    }
    buf_z(b, ">>");
    out->end(out->ctx);
    for (size_t i = 1; i < m->nelems; i++)
        if (!m->elem[i].dead) put_elem(m, out, &m->elem[i], root);
    put_tree(m, out, parents, "Nums", m->nslots, slot_value, slot_limit);
    if (m->nids) put_tree(m, out, ids, "Names", m->nids, id_value, id_limit);
}
