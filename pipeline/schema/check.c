/* The way of one check: judge first; only a document that libxml2 refuses is taken apart. */
#include "schema/schema_in.h"

/* A file that breaks off: what is missing behind the break is not worth telling. */
static bool is_cut_off(const XTree *t)
{
    Str s = str_trim(t->text);
    Buf b = buf_new(0);
    buf_z(&b, "/");
    buf_str(&b, t->root->name);
    bool closed =
        str_find(str_sub(s, s.n > t->root->name.n + 40 ? s.n - t->root->name.n - 40 : 0, s.n),
                 buf_view(&b)) != (size_t)-1;
    bool empty = str_ends(s, S("/>"));
    buf_drop(&b);
    return t->root->end >= t->text.n && !closed && !empty;
}

static void tell_rest(Checker *c, const Verdict *v)
{
    const XNode *at = v->at ? v->at : c->t->root;
    Str args[2] = { at->name, str_of(v->message) };
    schema_tell(c, D_SCHEMA_OTHER, at->name_at, 2, args);
}

/* Errors told about this document, by the parser too. */
static bool has_errors(const Diags *d, uint32_t src)
{
    for (size_t i = 0; i < diags_count(d); i++) {
        const Diag *g = diags_at(d, i);
        if (g->at.src == src && diag_severity(g->code) != SEV_WARNING) return true;
    }
    return false;
}

bool schema_check(Arena *a, Diags *d, XTree *t)
{
    size_t before = diags_errors(d);
    xmlSchemaPtr schema = xis_ours(t->root) ? judge_schema(t->root->name) : NULL;
    if (!schema) {
        diag_strs(d, str_is(t->root->ns, XML_NS) ? D_SCHEMA_ROOT : D_SCHEMA_ROOT_NS,
                  t->root->name_at, 1, &t->root->name);
        return false;
    }
    Verdict v;
    bool valid = judge_valid(schema, t->root, &v);
    if (!valid) {
        Arena *scratch = arena_new();
        Checker c = { .a = a,
                      .scratch = scratch,
                      .d = d,
                      .t = t,
                      .cut_off = is_cut_off(t),
                      .m = models_read(scratch, t->root->name) };
        schema_structure_check(&c);
        schema_values_check(&c, schema);
        if (diags_errors(d) == before && !c.quiet && !c.cut_off)
            tell_rest(&c, &v); /* never valid by our own word alone */
        arena_drop(scratch);
    }
    return valid && !has_errors(d, t->src);
}
