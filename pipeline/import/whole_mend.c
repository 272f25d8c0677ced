/* References of a paper made from a document alone. */
#include "import/whole_in.h"

#include <stdlib.h>

static const Str none = { "", 0 };

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
void whole_mend(Im *im, XNode *root)
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
