/* Looking for data by the names of their styles, and the head of a paper made of them. */
#include "import/values.h"
#include "import/whole_in.h"

static const Str none = { "", 0 };

/* ---- looking for data ---- */

typedef struct {
    Node **all;
    int n, room;
} Found;

static void find(Im *im, Node *tree, FlowField f, Found *out)
{
    for (Node *k = tree->kids; k; k = k->next) {
        if (k->field == f) {
            if (out->n == out->room) {
                int more = out->room ? 2 * out->room : 8;
                out->all = ARENA_MORE(im->a, Node *, out->all, (size_t)out->room, (size_t)more);
                out->room = more;
            }
            out->all[out->n++] = k;
        }
        find(im, k, f, out);
    }
}

void import_field_nodes(Im *im, Node *tree, FlowField f, Node ***out, int *n)
{
    Found x = { 0 };
    find(im, tree, f, &x);
    *out = x.all;
    *n = x.n;
}

bool whole_holds(const Node *t, int from, int to)
{
    for (const Node *k = t->kids; k; k = k->next)
        if (((int)k->field > from && (int)k->field < to) || whole_holds(k, from, to)) return true;
    return false;
}

bool whole_of_head(const Node *n)
{
    return ((int)n->field > FIELD_KOPF && (int)n->field < FIELD_POSTEN) ||
        whole_holds(n, FIELD_KOPF, FIELD_POSTEN);
}

static Str meta_of(const Im *im, const char *name)
{
    for (size_t i = 0; i < im->nmeta; i++)
        if (str_is(im->meta[i].name, name)) return im->meta[i].value;
    return none;
}

static void assume(Im *im, const char *what, Str value)
{
    diag_strs(im->d, D_IMPORT_VORGABE, (Place){ im->view_src, 0, 0 }, 2,
              (const Str[]){ str_of(what), value });
}

/* ---- head ---- */

static Node *title_of(Im *im)
{
    for (Node *k = im->doc->kids; k; k = k->next)
        if (k->kind == NK_UEBERSCHRIFT && k->level == 1) return k;
    return NULL;
}

/* The last word with a digit and a bar or dash: "Drucksache 024/2024". */
static Str number_in(Str s)
{
    Str best = none;
    for (size_t i = 0; i < s.n;) {
        size_t end = str_find(str_sub(s, i, s.n), S(" "));
        Str w = str_sub(s, i, end);
        bool digit = false, mark = false;
        for (size_t k = 0; k < w.n; k++) {
            digit |= w.p[k] >= '0' && w.p[k] <= '9';
            mark |= w.p[k] == '/' || w.p[k] == '-';
        }
        if (digit && mark) best = w;
        i += w.n + 1;
    }
    return best;
}

static Str file_stem(const Im *im)
{
    Str s = im->name;
    for (size_t i = s.n; i-- > 0;)
        if (s.p[i] == '/') {
            s = str_sub(s, i + 1, s.n);
            break;
        }
    for (size_t i = s.n; i-- > 1;)
        if (s.p[i] == '.') return str_sub(s, 0, i);
    return s.n ? s : S("1");
}

static void number_and_kind(Im *im, XNode *root, const Node *title)
{
    if (!xattr(root, "nummer").n) made_attr(im, root, "nummer", meta_of(im, META_NUMMER));
    Str n = title ? number_in(import_plain_blanks(im->a, title->text)) : none;
    for (Node *k = im->doc->kids; k && !n.n; k = k->next)
        if (str_is(k->style, STYLE_NUMMER)) n = number_in(import_plain_blanks(im->a, k->text));
    if (!xattr(root, "nummer").n && n.n) made_attr(im, root, "nummer", n);
    if (!xattr(root, "nummer").n) {
        assume(im, "Nummer", file_stem(im));
        made_attr(im, root, "nummer", file_stem(im));
    }
    int art = enum_value(ENUM_VORLAGENART, meta_of(im, META_ART)),
        status = enum_value(ENUM_STATUS, meta_of(im, META_STATUS));
    if (!status) status = import_word_value(ENUM_STATUS, meta_of(im, "Status"));
    if (!xattr(root, "art").n && art) made_attr(im, root, "art", enum_code(ENUM_VORLAGENART, art));
    for (int v = 1; title && v < enum_count(ENUM_VORLAGENART) && !xattr(root, "art").n; v++)
        if (str_find(title->text, enum_word(ENUM_VORLAGENART, v)) != (size_t)-1)
            made_attr(im, root, "art", enum_code(ENUM_VORLAGENART, v));
    if (!xattr(root, "art").n) {
        assume(im, "Art", S("beschluss"));
        made_attr(im, root, "art", S("beschluss"));
    }
    if (!xattr(root, "status").n && status)
        made_attr(im, root, "status", enum_code(ENUM_STATUS, status));
    if (!xattr(root, "status").n) {
        assume(im, "Öffentlichkeit", S("nichtoeffentlich"));
        made_attr(im, root, "status", S("nichtoeffentlich"));
    }
}

static Node *first_words(Node *t)
{
    for (Node *k = t->kids; k; k = k->next) {
        if (k->kind <= NK_BILDNACHWEIS && k->text.n) return k;
        Node *in = first_words(k);
        if (in) return in;
    }
    return NULL;
}

void whole_head(Im *im, XNode *root)
{
    bool named = false;
    Node *title = title_of(im);
    for (int f = FIELD_KOPF + 1; f < FIELD_BERATUNG; f++) {
        Node **v;
        int n;
        import_field_nodes(im, im->doc, (FlowField)f, &v, &n);
        if (n) import_kopf_field(im, root, (FlowField)f, v, n);
        named |= n > 0 && f == FIELD_KOPF + KOPF_BETREFF;
    }
    number_and_kind(im, root, title);
    named |= im->has_betreff;
    if (named && !xchild(xchild(root, "kopf"), "betreff")) {
        XNode *k = import_kopf_of(im, root);
        made_first(k, made_element(im, "betreff", NO_PLACE));
    }
    Node *betreff = named ? NULL : title ? title : first_words(im->doc);
    if (betreff) import_kopf_field(im, root, FIELD_KOPF + KOPF_BETREFF, &betreff, 1);
    if (!named && betreff && betreff != title) assume(im, "Betreff", betreff->text);
}
