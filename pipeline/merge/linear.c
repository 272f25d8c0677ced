/* Linearised packs (ISO 32000-1, annex F): the finished file is read once by libqpdf, which writes
 * it anew for each variant with that one's objects. Writing changes what it has read, so each is
 * written in a copy of the process: a variant's bytes do not depend on those before it. */
#include "merge/merge_file.h"

static void stream_is(Q q, int number, Str data)
{
    O null = qpdf_oh_new_null(q);
    qpdf_oh_replace_stream_data(q, q_ref(q, number), (const unsigned char *)data.p, data.n, null,
                                null);
}

typedef struct {
    Merge *m;
    Q q;
    const Variant *v;
} One;

/* To memory only: to a file, libqpdf does not notice a full disk. */
static bool write_one(void *ctx, Child *c)
{
    const One *o = ctx;
    Merge *m = o->m;
    Q q = o->q;
    const Variant *v = o->v;
    stream_is(q, FILE_METADATA, v->xmp);
    qpdf_replace_object(q, FILE_INFO, 0, q_parse(q, str_z(m->a, v->info)));
    if (m->mark) stream_is(q, FILE_MARK, v->mark);
    bool ok = !(qpdf_init_write_memory(q) & QPDF_ERRORS);
    if (ok) {
        qpdf_set_deterministic_ID(q, QPDF_TRUE);
        qpdf_set_newline_before_endstream(q, QPDF_TRUE); /* ISO 19005-2, 6.1.7.1 */
        qpdf_set_suppress_original_object_IDs(q, QPDF_TRUE);
        qpdf_set_stream_data_mode(q, qpdf_s_preserve);
        qpdf_set_object_stream_mode(q, m->plan->compact ? qpdf_o_generate : qpdf_o_disable);
        qpdf_set_linearization(q, QPDF_TRUE);
        qpdf_force_pdf_version(q, "1.7");
        ok = !(qpdf_write(q) & QPDF_ERRORS);
    }
    ok = ok && !q_error(m->a, q).n && !q_warnings(m->a, q).n;
    if (ok)
        child_send(c, MERGE_MSG_PDF,
                   (Str){ (const char *)qpdf_get_buffer(q), qpdf_get_buffer_length(q) });
    return ok;
}

bool merge_linear_all(Writer *w, const Variant *own, Child *c)
{
    Merge *m = w->m;
    Buf end = { 0 };
    int code;
    merge_variant_end(w, &own[0], &end);
    buf_str(&w->b, buf_view(&end));
    bool ok = !buf_failed(&end) && !buf_failed(&w->b);
    buf_drop(&end);
    Q q = ok ? q_open(m->a, buf_view(&w->b), &m->why, &code) : NULL;
    if (!q) {
        if (!m->why.n) m->why = S("too large");
        return false;
    }
    q_del(q, qpdf_get_trailer(q),
          "/ID"); /* it was made from the first variant, and would stay as the first of two */
    for (uint32_t i = 0; ok && i < m->plan->nvariants; i++) {
        child_progress(c, MERGE_ASSEMBLING);
        ok = child_apart(write_one, &(One){ m, q, &own[i] }, c);
    }
    if (!ok) m->why = S("not linearised");
    q_close(&q);
    return ok;
}
