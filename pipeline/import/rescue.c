/* The last net: whatever was neither read into a value nor made into an element, and no message
 * spoke of, is kept. */
#include "import/import_in.h"

/* Labels and what is computed: the house style's, not the paper's. */
static bool of_the_house(const Node *n)
{
    static const char *const styles[] = { STYLE_LOGO,
                                          STYLE_KOERPERSCHAFT,
                                          STYLE_NUMMER,
                                          STYLE_STATUS,
                                          STYLE_KOPF_BEZEICHNUNG,
                                          STYLE_TABELLENKOPF,
                                          STYLE_TABELLENKOPF_RECHTS,
                                          STYLE_SUMME,
                                          STYLE_SUMME_TEXT,
                                          STYLE_GRUPPE,
                                          STYLE_AUSLASSUNG,
                                          "Vorlage Frage" };
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
        if (str_starts(n->style, str_of(styles[i])) &&
            (n->style.n == strlen(styles[i]) || str_ends(n->style, S(STYLE_SMALL))))
            return true;
    return n->kind == NK_TABELLENTITEL || (n->kind == NK_UEBERSCHRIFT && n->level == 1);
}

static XNode *last_part(Im *im, XNode *root, Place at)
{
    XNode *last = NULL, *before = NULL;
    for (XNode *k = root->kids; k; k = k->next) {
        if (k->name.n && enum_value(ENUM_TEIL, k->name) && !xis(k, "auswirkungen")) last = k;
        if (!before && (xis(k, "anlagen") || xis(k, "sichtvermerke"))) before = k;
    }
    if (last) return last;
    last = made_element(im, "sachverhalt", at);
    xinsert(root, last, before);
    return last;
}

static void keep(Im *im, XNode *root, Node *n)
{
    XNode *part = last_part(im, root, n->at), *p = made_element(im, "p", n->at);
    import_inlines_make(im, n, p);
    xappend(part, p);
    import_tell(im, D_IMPORT_ORT, n->at,
                xattr(part, "titel").n ? xattr(part, "titel") : part->name);
}

static void look(Im *im, XNode *root, Node *tree, bool alone)
{
    for (Node *n = tree->kids; n; n = n->next) {
        if (n->same) continue;
        if (n->kind <= NK_BILDNACHWEIS && n->text.n && !n->told && !(alone && of_the_house(n)))
            keep(im, root, n);
        look(im, root, n, alone);
    }
}

void import_rescue(Im *im, XNode *root) { look(im, root, im->doc, im->old == NULL); }
