/* Trees made by hand, for the tests of the way back. */
#ifndef VORLAGE_TESTS_IMPORT_TREE_H
#define VORLAGE_TESTS_IMPORT_TREE_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include "import/import_in.h"

static inline void im_new(Im *im)
{
    *im = (Im){ .a = arena_new() };
    im->d = diags_new(im->a);
    im->pack.a = im->a;
    im->pack.d = im->d;
}

/* A node with these words in one piece. */
static inline Node *node_of(Im *im, NodeKind kind, Node *parent, const char *words)
{
    Node *n = import_node_new(im, kind, parent);
    n->columns = n->rows = 1;
    if (*words) import_piece_add(im, n, str_of(words));
    import_node_finish(im, n);
    return n;
}

#endif
