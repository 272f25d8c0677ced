/* The document's styles: what a style is called, whose child it is, what it says of characters.
 * ODF 1.3 part 3, 16. */
#include <stdlib.h>

#include "import/import_in.h"

static OdtStyle *style_add(Arena *a, OdtStyles *s)
{
    if (s->n == s->room) {
        size_t more = s->room ? 2 * s->room : 128;
        s->style = ARENA_MORE(a, OdtStyle, s->style, s->room, more);
        s->room = more;
    }
    return &s->style[s->n++];
}

static OdtList *list_add(Arena *a, OdtStyles *s)
{
    if (s->nlists == s->listroom) {
        size_t more = s->listroom ? 2 * s->listroom : 32;
        s->list = ARENA_MORE(a, OdtList, s->list, s->listroom, more);
        s->listroom = more;
    }
    return &s->list[s->nlists++];
}

static void say(OdtStyle *s, unsigned what, bool on)
{
    s->set |= what;
    s->look = on ? s->look | what : s->look & ~what;
}

static void characters(Arena *a, OdtStyle *s, const XNode *t)
{
    Str weight = import_at_of(t, ns_fo(), "font-weight"),
        slant = import_at_of(t, ns_fo(), "font-style"),
        pos = import_at_of(t, ns_style(), "text-position"),
        lang = import_at_of(t, ns_fo(), "language");
    if (weight.n)
        say(s, LOOK_BOLD, str_is(weight, "bold") || (weight.n == 3 && weight.p[0] >= '6'));
    if (slant.n) say(s, LOOK_ITALIC, !str_is(slant, "normal"));
    if (pos.n) {
        bool down = str_starts(pos, S("sub")) || pos.p[0] == '-',
             up = !down && !str_starts(pos, S("0"));
        say(s, LOOK_SUP, up);
        say(s, LOOK_SUB, down);
    }
    Str land = import_at_of(t, ns_fo(), "country");
    if (lang.n && !str_is(lang, "zxx"))
        s->lang = land.n && !str_is(land, "none")
            ? str_printf(a, "%.*s-%.*s", STR_FMT(lang), STR_FMT(land))
            : lang;
}

/* "Vorlage_20_Betrag" is "Vorlage Betrag" where no display name is said. */
static Str decoded(Arena *a, Str name)
{
    Buf b = { 0 };
    for (size_t i = 0; i < name.n; i++) {
        uint32_t c = 0;
        size_t k = i + 1;
        for (; k < name.n && k < i + 7 &&
             ((name.p[k] >= '0' && name.p[k] <= '9') || (name.p[k] >= 'a' && name.p[k] <= 'f'));
             k++)
            c = c * 16 + (uint32_t)(name.p[k] <= '9' ? name.p[k] - '0' : name.p[k] - 'a' + 10);
        if (name.p[i] == '_' && k > i + 1 && k < name.n && name.p[k] == '_' && c >= 0x20 &&
            c < 0x110000) {
            buf_utf8(&b, c);
            i = k;
        } else
            buf_char(&b, name.p[i]);
    }
    return buf_keep(a, &b);
}

static void style(Arena *a, OdtStyles *all, const XNode *n, bool automatic)
{
    OdtStyle *s = style_add(a, all);
    *s = (OdtStyle){ .name = import_at_of(n, ns_style(), "name"),
                     .family = import_at_of(n, ns_style(), "family"),
                     .display = import_at_of(n, ns_style(), "display-name"),
                     .parent = import_at_of(n, ns_style(), "parent-style-name"),
                     .list = import_at_of(n, ns_style(), "list-style-name"),
                     .automatic = automatic };
    if (!s->display.n) s->display = decoded(a, s->name);
    for (const XNode *k = n->kids; k; k = k->next) {
        if (import_is_el(k, ns_style(), "text-properties")) characters(a, s, k);
        if (import_is_el(k, ns_style(), "paragraph-properties") ||
            import_is_el(k, ns_style(), "table-properties"))
            s->breaks = str_is(import_at_of(k, ns_fo(), "break-before"), "page");
    }
}

static void list_style(Arena *a, OdtStyles *all, const XNode *n)
{
    OdtList *l = list_add(a, all);
    *l = (OdtList){ .name = import_at_of(n, ns_style(), "name") };
    for (const XNode *k = n->kids; k; k = k->next) {
        int level = import_int_of(import_at_of(k, ns_text(), "level"), 0, 10);
        if (import_is_el(k, ns_text(), "list-level-style-number") && level &&
            import_at_of(k, ns_style(), "num-format").n)
            l->numbered |= (uint16_t)(1u << level);
    }
}

void import_styles_gather(Arena *a, OdtStyles *s, const XNode *root, bool with_automatic)
{
    for (const XNode *part = root->kids; part; part = part->next) {
        bool automatic = import_is_el(part, ns_office(), "automatic-styles");
        if (automatic ? !with_automatic : !import_is_el(part, ns_office(), "styles")) continue;
        for (const XNode *k = part->kids; k; k = k->next) {
            if (import_is_el(k, ns_style(), "style")) style(a, s, k, automatic);
            if (import_is_el(k, ns_text(), "list-style")) list_style(a, s, k);
        }
    }
}

static int by_name(const void *a, const void *b)
{
    const OdtStyle *x = a, *y = b;
    int c = str_cmp(x->family, y->family);
    return c ? c : str_cmp(x->name, y->name);
}

static int list_by_name(const void *a, const void *b)
{
    return str_cmp(((const OdtList *)a)->name, ((const OdtList *)b)->name);
}

void import_styles_sort(OdtStyles *s)
{
    if (s->n) qsort(s->style, s->n, sizeof *s->style, by_name);
    if (s->nlists) qsort(s->list, s->nlists, sizeof *s->list, list_by_name);
}

const OdtStyle *import_style_find(const OdtStyles *s, Str family, Str name)
{
    OdtStyle key = { .name = name, .family = family };
    return s->n && name.n ? bsearch(&key, s->style, s->n, sizeof key, by_name) : NULL;
}

bool import_list_numbered(const OdtStyles *s, Str name, int level)
{
    OdtList key = { .name = name },
            *l = s->nlists && name.n ? bsearch(&key, s->list, s->nlists, sizeof key, list_by_name)
                                     : NULL;
    return l && level >= 1 && level <= 10 && (l->numbered >> level & 1);
}
