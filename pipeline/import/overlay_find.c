/* Where something stands in the carried XML. */
#include "import/import_in.h"
#include "import/overlay.h"

/* Holds text of its own beside blocks. */
bool import_is_mixed(const XNode *n)
{
    return xis(n, "punkt") || xis(n, "zelle") || xis(n, "fussnote");
}

static bool is_leaf(const XNode *n)
{
    return import_is_block(n) || import_is_mixed(n) || import_is_part(n) || xis(n, "anlage") ||
        xis(n, "auswirkung") || xis(n, "posten") || xis(n, "sichtvermerk") || xis(n, "betreff") ||
        xis(n, "beratung") || xis(n, "antwort");
}

bool import_is_block(const XNode *n)
{
    static const char *const names[] = { "p",        "liste",   "tabelle",       "bild",
                                         "zitat",    "hinweis", "seitenumbruch", "finanztabelle",
                                         "abschnitt" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (xis(n, names[i])) return true;
    return false;
}

bool import_is_part(const XNode *n)
{
    return n && n->name.n && xis_ours(n) && enum_value(ENUM_TEIL, n->name) > 0;
}

XNode *import_up_to(XNode *n, bool (*is)(const XNode *))
{
    while (n && !is(n)) n = n->parent;
    return n;
}

/* The element a node of the transcript speaks for: its own, or what free text stands in. */
XNode *import_leaf_of(const Node *o) { return o->from ? import_up_to(o->from, is_leaf) : NULL; }

XNode *import_first_block(const XNode *n)
{
    for (XNode *k = n->kids; k; k = k->next)
        if (k->name.n && import_is_block(k)) return k;
    return NULL;
}
