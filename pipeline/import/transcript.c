/* The carried XML and the transcript of what was written from it (its form:
 * write/odt/transcript.c), as a tree like the document's. */
#include "import/import_in.h"

#include "base/hash.h"

#define RDF_NS "urn:x-vorlage:rdf:1#"
#define DEPTH (2 * ODT_MAX_DEPTH)

/* ---- finding it ---- */

static Str literal(const XNode *n, const char *name, int depth)
{
    for (const XNode *k = n->kids; k; k = k->next) {
        if (import_is_el(k, RDF_NS, name) && k->kids && !k->kids->name.n) return k->kids->text;
        if (k->name.n && depth < 8) {
            Str s = literal(k, name, depth + 1);
            if (s.n) return s;
        }
    }
    return (Str){ "", 0 };
}

static Str meta_value(const Im *im, const char *name)
{
    for (size_t i = 0; i < im->nmeta; i++)
        if (str_is(im->meta[i].name, name)) return im->meta[i].value;
    return (Str){ "", 0 };
}

static bool lost(Im *im)
{
    import_tell(im, D_IMPORT_QUELLE, im->pack.at, S(""));
    return false;
}

static bool carried(Im *im)
{
    for (size_t i = 0; i < im->pack.n; i++) {
        Str data, name = im->pack.entry[i].name;
        if (!str_ends(name, S(".rdf")) || str_is(name, "manifest.rdf")) continue;
        if (!package_read(&im->pack, name, &data)) return false;
        if (str_find(data, S(RDF_NS)) == (size_t)-1) continue;
        XTree *t = xml_parse(im->a, im->a, diags_new(im->a), name,
                             data); /* its faults are not the clerk's */
        if (!t) return lost(im);
        im->carried = literal(t->root, "quelle", 0);
        im->script = literal(t->root, "abschrift", 0);
    }
    if (!im->carried.n || !im->script.n) return false;
    Str digest = meta_value(im, "Quelle SHA-256");
    return !digest.n || str_eq(digest, sha256_hex(im->a, im->carried)) || lost(im);
}

/* ---- elements by their place ---- */

typedef struct {
    uint32_t off;
    XNode *n;
} Element;
typedef struct {
    Im *im;
    Element *all;
    size_t n, room;
    Node *stack[DEPTH + 1];
    int depth;
} Script;

static void gather(Script *s, XNode *root)
{
    for (XNode *n = root; n;) {
        if (s->n == s->room) {
            size_t more = s->room ? 2 * s->room : 1024;
            s->all = ARENA_MORE(s->im->a, Element, s->all, s->room, more);
            s->room = more;
        }
        s->all[s->n++] = (Element){ n->at.off, n };
        XNode *next = n->kids;
        while (!next && n) {
            next = n->next;
            n = n->parent;
        }
        n = next;
    }
}

static XNode *element_at(const Script *s, uint32_t off)
{
    size_t from = 0, end = s->n;
    while (from < end) {
        size_t mid = from + (end - from) / 2;
        if (s->all[mid].off < off)
            from = mid + 1;
        else
            end = mid;
    }
    return from < s->n && s->all[from].off == off ? s->all[from].n : NULL;
}

/* ---- lines ---- */

static Str flow_word(Str *line)
{
    size_t n = 0;
    while (n < line->n && line->p[n] != ' ' && line->p[n] != '\t') n++;
    Str w = str_sub(*line, 0, n);
    *line = str_sub(*line, n < line->n && line->p[n] == ' ' ? n + 1 : n, line->n);
    return w;
}

static const struct {
    const char *name;
    NodeKind kind;
} kinds[] = {
    { "p", NK_ABSATZ },         { "q", NK_ZITAT },           { "qs", NK_ZITATQUELLE },
    { "tt", NK_TABELLENTITEL }, { "bt", NK_BILDTEXT },       { "bn", NK_BILDNACHWEIS },
    { "bild", NK_BILD },        { "um", NK_UMBRUCH },        { "tab", NK_TABELLE },
    { "z", NK_ZEILE },          { "zk", NK_ZEILE },          { "c", NK_ZELLE },
    { "k", NK_KASTEN },         { "us", NK_UNTERSCHRIFTEN }, { "u", NK_UNTERSCHRIFT },
    { "n", NK_FUSSNOTE },
};

static bool kind_of(Node *n, Str w)
{
    if (w.n == 2 && w.p[0] == 'h' && w.p[1] >= '1' && w.p[1] <= '6') {
        n->kind = NK_UEBERSCHRIFT;
        n->level = w.p[1] - '0';
        return true;
    }
    n->head = str_is(w, "zk");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_is(w, kinds[i].name)) {
            n->kind = kinds[i].kind;
            return true;
        }
    return false;
}

static void field_of(Im *im, Node *n, Str w)
{
    char *z = str_z(im->a, w);
    for (char *p = z; *p; p++)
        if (*p == '_') *p = ' ';
    char *colon = strrchr(z, ':');
    if (colon) {
        n->year = import_int_of(str_of(colon + 1), 0, 9999);
        *colon = 0;
    }
    n->field = field_by_style(str_of(z));
}

static Str unescaped(Arena *a, Str s)
{
    char *p = arena_alloc(a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '\\' && i + 1 < s.n) {
            i++;
            p[n++] = s.p[i] == 't' ? '\t' : s.p[i] == 'n' ? '\n' : s.p[i];
        } else
            p[n++] = s.p[i];
    }
    return (Str){ p, n };
}

static void pieces(Script *s, Node *n, Str rest)
{
    while (rest.n && rest.p[0] == '\t') {
        rest = str_sub(rest, 1, rest.n);
        size_t end = str_find(rest, S("\t"));
        Str x = str_sub(rest, 0, end);
        rest = str_sub(rest, x.n, rest.n);
        bool note = str_starts(x, S("N"));
        size_t colon = str_find(x, S(":"));
        if (colon == (size_t)-1) continue;
        Piece *p = import_piece_add(
            s->im, n, note ? (Str){ "", 0 } : unescaped(s->im->a, str_sub(x, colon + 1, x.n)));
        int off = import_int_of(str_sub(x, note, colon - note), -1, INT32_MAX - 10);
        p->from = off >= 0 ? element_at(s, (uint32_t)off) : NULL;
        if (note) p->note = import_node_new(s->im, NK_FUSSNOTE, NULL);
    }
}

/* The node of a footnote is the next of its paragraph's marks that has no place yet. */
static Node *note_of(Node *para)
{
    for (Piece *p = para->pieces; p; p = p->next)
        if (p->note && !p->note->form) {
            p->note->form = true;
            return p->note;
        }
    return NULL;
}

static bool one_line(Script *s, Str line)
{
    int depth = import_int_of(flow_word(&line), -1, DEPTH);
    if (depth < 0 || depth > s->depth + 1 || depth >= DEPTH) return false;
    Node made = { 0 }, *parent = depth ? s->stack[depth - 1] : s->im->old;
    if (!parent || !kind_of(&made, flow_word(&line))) return false;
    int off = import_int_of(flow_word(&line), -1, INT32_MAX - 10);
    Str list = flow_word(&line);
    Node *n =
        made.kind == NK_FUSSNOTE ? note_of(parent) : import_node_new(s->im, made.kind, parent);
    if (!n) return false;
    n->level = made.level;
    n->head = made.head;
    n->columns = n->rows = 1;
    n->from = off >= 0 ? element_at(s, (uint32_t)off) : NULL;
    if (list.n > 1) {
        n->list = list.p[0] - '0';
        n->numbered = list.p[1] == 'n';
        n->start = list.n > 2;
    }
    field_of(s->im, n, flow_word(&line));
    pieces(s, n, line);
    if (n->kind != NK_UNTERSCHRIFT) import_node_finish(s->im, n);
    s->stack[depth] = n;
    s->depth = depth;
    return true;
}

/* As the document has it: a table of one cell is a box, what holds nothing is not there. */
static void settle(Node *parent)
{
    Node **link = &parent->kids;
    parent->last = NULL;
    for (Node *n; (n = *link);) {
        settle(n);
        bool text = n->kind <= NK_BILDNACHWEIS;
        bool nothing = text && !n->text.n;
        for (Piece *p = n->pieces; p && nothing; p = p->next) nothing = !p->note;
        for (Piece *p = n->pieces; p; p = p->next)
            if (p->note) settle(p->note);
        if (nothing) {
            *link = n->next;
            continue;
        }
        if (n->kind == NK_TABELLE && n->kids && !n->kids->next && !n->kids->head && n->kids->kids &&
            !n->kids->kids->next) {
            Node *cell = n->kids->kids;
            n->kind = NK_KASTEN;
            n->kids = cell->kids;
            for (Node *k = n->kids; k; k = k->next) k->parent = n;
        }
        if (n->kind == NK_TABELLE)
            for (Node *z = n->kids; z; z = z->next) {
                int c = 0;
                for (Node *k = z->kids; k; k = k->next) c++;
                if (c > n->columns) n->columns = c;
            }
        parent->last = n;
        link = &n->next;
    }
}

bool import_transcript_read(Im *im)
{
    if (im->pack.flat || !carried(im)) return false;
    Diags *own = diags_new(im->a);
    im->source = xml_parse(im->a, im->a, own, S("quelle.xml"), im->carried);
    if (!im->source || diags_errors(own) || !xis(im->source->root, "vorlage")) return lost(im);
    Script s = { .im = im, .depth = -1 };
    gather(&s, im->source->root);
    im->old = import_node_new(im, NK_KASTEN, NULL);
    Str rest = im->script;
    for (bool first = true; rest.n; first = false) {
        size_t n = str_find(rest, S("\n"));
        Str line = str_sub(rest, 0, n);
        rest = n == (size_t)-1 ? (Str){ "", 0 } : str_sub(rest, n + 1, rest.n);
        if (first ? !str_is(line, "abschrift 1") : line.n && !one_line(&s, line)) {
            im->old = NULL;
            return lost(im);
        }
    }
    settle(im->old);
    return true;
}
