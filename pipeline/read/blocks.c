/* Blocks: paragraphs, lists, pictures, quotations, notes, sections. Text that stands free in a list
 * item, a cell or a footnote becomes a paragraph of its own. */
#include "read/read_in.h"

#define EBENEN \
    4 /* sections nest so deep: the Betreff is heading 1, a part's title 2, and there are six */

static const struct {
    const char *name;
    BlockKind kind;
} kinds[] = {
    { "p", BK_ABSATZ },
    { "liste", BK_LISTE },
    { "tabelle", BK_TABELLE },
    { "bild", BK_BILD },
    { "zitat", BK_ZITAT },
    { "hinweis", BK_HINWEIS },
    { "seitenumbruch", BK_SEITENUMBRUCH },
    { "finanztabelle", BK_FINANZTABELLE },
    { "abschnitt", BK_ABSCHNITT },
};

static int kind_of(const XNode *n)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (xis(n, kinds[i].name)) return (int)kinds[i].kind;
    return -1;
}

static void liste(Rd *r, const XNode *n, Liste *l)
{
    l->nummeriert = str_is(str_trim(xattr(n, "art")), "nummern");
    l->start = rd_int(n, "start", 1);
    l->punkte = ARENA_NEW_N(r->a, Punkt, (size_t)rd_count(n, "punkt"));
    for (XNode *p = rd_child(n, "punkt"); p; p = rd_next(p, "punkt"))
        l->punkte[l->n++] =
            (Punkt){ p->at, (Status)rd_enum(r, p, "status", ENUM_STATUS), rd_mixed(r, p) };
}

static Bild *bild(Rd *r, const XNode *n, Str id)
{
    Bild *b = ARENA_NEW(r->a, Bild);
    *b = (Bild){ .id = id,
                 .datei = rd_attr(r, n, "datei"),
                 .alt = rd_attr(r, n, "alt"),
                 .schmuck = rd_ja(n, "schmuck"),
                 .breite = rd_dec(n, "breite") };
    b->bildtext = rd_inline_content(r, rd_child(n, "bildtext"));
    b->quelle = rd_inline_content(r, rd_child(n, "quelle"));
    return b;
}

static void abschnitt(Rd *r, const XNode *n, Block *b, int ebene)
{
    if (ebene > EBENEN) diag(r->d, D_ABSCHNITT_TIEFE, n->name_at, (const char *)NULL);
    b->ebene = ebene > EBENEN ? EBENEN : ebene;
    b->text = rd_inline_content(r, rd_child(n, "titel"));
    b->kids = rd_blocks(r, n, ebene + 1);
}

static Block *block(Rd *r, XNode *n, BlockKind kind, int ebene)
{
    Block *b = ARENA_NEW(r->a, Block);
    *b = (Block){
        .kind = kind, .at = n->at, .id = rd_attr(r, n, "id"), .lang = rd_attr(r, n, "lang")
    };
    b->status = (Status)rd_enum(r, n, "status", ENUM_STATUS);
    b->nur_beratung = rd_list(r, n, "nur-beratung", &b->nnur);
    switch (kind) {
    case BK_ABSATZ: b->text = rd_inline_content(r, n); break;
    case BK_LISTE: liste(r, n, &b->liste); break;
    case BK_TABELLE: b->tabelle = rd_tabelle(r, n); break;
    case BK_BILD: b->bild = bild(r, n, b->id); break;
    case BK_ZITAT:
        b->kids = rd_blocks(r, n, ebene);
        b->quelle = rd_inline_content(r, rd_child(n, "quelle"));
        break;
    case BK_HINWEIS: b->kids = rd_blocks(r, n, ebene); break;
    case BK_SEITENUMBRUCH:
    case BK_AUSGELASSEN: break;
    case BK_FINANZTABELLE:
        b->form = rd_attr(r, n, "form");
        b->titel = rd_attr(r, n, "titel");
        break;
    case BK_ABSCHNITT: abschnitt(r, n, b, ebene); break;
    }
    return b;
}

Block *rd_blocks(Rd *r, const XNode *parent, int ebene)
{
    Block *first = NULL, **tail = &first;
    for (XNode *n = rd_child(parent, NULL); n; n = rd_next(n, NULL)) {
        int kind = kind_of(n);
        if (kind < 0) continue;
        *tail = block(r, n, (BlockKind)kind, ebene);
        tail = &(*tail)->next;
    }
    return first;
}

Block *rd_mixed(Rd *r, const XNode *parent)
{
    Block *first = NULL, **tail = &first;
    for (XNode *n = parent->kids; n;) {
        if (n->faulty) {
            n = n->next;
            continue;
        }
        Block *b = NULL;
        if (rd_is_inline(n)) {
            XNode *from = n;
            Inline *text = rd_inlines(r, from, &n);
            if (text) {
                b = ARENA_NEW(r->a, Block);
                *b = (Block){ .kind = BK_ABSATZ, .at = from->at, .text = text };
            }
        } else {
            int kind = kind_of(n);
            if (kind >= 0) b = block(r, n, (BlockKind)kind, 1);
            n = n->next;
        }
        if (b) *tail = b, tail = &b->next;
    }
    return first;
}
