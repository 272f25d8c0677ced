/* The text that is parsed: the author's with our edits in it, and the way back. Scanning for places
 * in it. */
#include "base/check.h"
#include "xml/parse_in.h"

void mended_new(Mended *m, Diags *d, uint32_t src, Str text)
{
    *m = (Mended){ .d = d, .src = src, .orig = text, .text = (char *)text.p, .n = text.n };
    m->piece =
        mem_alloc((2 * XML_MAX_FAULTS + 8) * sizeof *m->piece); /* an edit adds at most two */
    m->piece[0] = (Piece){ 0, 0, (uint32_t)text.n, false };
    m->npieces = 1;
}

void mended_drop(Mended *m)
{
    if (m->text != m->orig.p) mem_free(m->text);
    mem_free(m->piece);
    m->piece = NULL;
}

/* Pieces [at, at+del) go, one of ours with ins.n bytes comes. */
static void splice_pieces(Mended *m, size_t at, size_t del, size_t ins)
{
    Piece *old = m->piece, *fresh = mem_alloc((2 * XML_MAX_FAULTS + 8) * sizeof *fresh);
    int n = 0;
    bool put = false;
    for (int i = 0; i <= m->npieces; i++) {
        Piece p =
            i < m->npieces ? old[i] : (Piece){ (uint32_t)m->n, (uint32_t)m->orig.n, 0, false };
        size_t from = p.now, to = p.now + p.len;
        if (from < at && p.len) {
            size_t keep = (to < at ? to : at) - from;
            fresh[n++] = (Piece){ p.now, p.orig, (uint32_t)keep, p.ours };
        }
        if (!put && (to > at || i == m->npieces)) {
            put = true;
            uint32_t orig = from >= at || p.ours ? p.orig : p.orig + (uint32_t)(at - from);
            if (ins) fresh[n++] = (Piece){ (uint32_t)at, orig, (uint32_t)ins, true };
        }
        if (to > at + del && p.len) {
            size_t cut = from > at + del ? from : at + del;
            fresh[n++] = (Piece){ (uint32_t)(cut - del + ins),
                                  p.ours ? p.orig : p.orig + (uint32_t)(cut - from),
                                  (uint32_t)(to - cut), p.ours };
        }
        CHECK(n < 2 * XML_MAX_FAULTS + 8);
    }
    mem_free(old);
    m->piece = fresh;
    m->npieces = n;
}

void mended_splice(Mended *m, size_t at, size_t del, Str ins)
{
    if (at > m->n) at = m->n;
    if (del > m->n - at) del = m->n - at;
    splice_pieces(m, at, del, ins.n);
    char *p = mem_alloc(m->n - del + ins.n + 1);
    memcpy(p, m->text, at);
    memcpy(p + at, ins.p, ins.n);
    memcpy(p + at + ins.n, m->text + at + del, m->n - at - del + 1);
    if (m->text != m->orig.p) mem_free(m->text);
    m->text = p;
    m->n = m->n - del + ins.n;
    m->edits++;
}

uint32_t mended_orig(const Mended *m, size_t at)
{
    if (m->npieces == 0 || at >= m->n) return (uint32_t)m->orig.n;
    int low = 0, high = m->npieces;
    while (high - low > 1) {
        int mid = low + (high - low) / 2;
        if (m->piece[mid].now <= at)
            low = mid;
        else
            high = mid;
    }
    const Piece *p = &m->piece[low];
    return p->ours ? p->orig : p->orig + (uint32_t)(at - p->now);
}

Place mended_place(const Mended *m, size_t at, size_t len)
{
    uint32_t from = mended_orig(m, at), to = mended_orig(m, at + len);
    return (Place){ m->src, from, to > from ? to - from : 0 };
}

size_t text_name(const Mended *m, size_t at)
{
    return at < m->n ? strcspn(m->text + at, " \t\r\n/>=\"'<&;") : 0;
}

size_t text_tag_end(const Mended *m, size_t at)
{
    char quote = 0;
    for (; at < m->n; at++) {
        char c = m->text[at];
        if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>')
            return at + 1;
    }
    return m->n;
}

size_t text_back(const Mended *m, size_t at, const char *what)
{
    size_t n = strlen(what);
    if (at >= m->n) at = m->n ? m->n - 1 : 0;
    for (at++; at-- > 0;)
        if (m->text[at] == *what && !strncmp(m->text + at, what, n)) return at;
    return SIZE_MAX;
}

size_t text_skip(const Mended *m, size_t at, const char *set)
{
    return at < m->n ? at + strspn(m->text + at, set) : m->n;
}

size_t text_find(const Mended *m, size_t at, const char *what)
{
    const char *p = at < m->n ? strstr(m->text + at, what) : NULL;
    return p ? (size_t)(p - m->text) : m->n;
}

bool text_attr(const Mended *m, size_t at, TextAttr *out)
{
    at = text_skip(m, at, " \t\r\n");
    size_t n = text_name(m, at);
    if (!n) return false;
    *out = (TextAttr){ .name = at, .name_n = n };
    size_t v = text_skip(m, at + n, " \t\r\n=");
    char quote = v < m->n ? m->text[v] : 0;
    if (quote != '"' && quote != '\'') {
        out->value = out->next = v;
        return true;
    }
    char set[2] = { quote, 0 };
    out->value = v + 1;
    out->value_n = strcspn(m->text + v + 1, set);
    out->next = v + 1 + out->value_n + (v + 1 + out->value_n < m->n);
    return true;
}
