/* Bytes put aside until the file is written. See pdf_in.h. */
#include "write/pdf/pdf_in.h"

#include <errno.h>
#include <unistd.h>

#define SPILL_BLOCK ((size_t)4 << 20) /* so much is gathered in memory, then written at once */

static bool write_at(int fd, const char *p, size_t n, uint64_t at)
{
    while (n) {
        ssize_t k = pwrite(fd, p, n, (off_t)at);
        if (k < 0 && errno == EINTR) continue;
        if (k <= 0) return false;
        p += k, n -= (size_t)k, at += (uint64_t)k;
    }
    return true;
}

/* Without room on the disk the bytes stay where they are. */
static void put_aside(Spill *s)
{
    if (!s->file && !(s->file = tmpfile())) {
        s->full = true;
        return;
    }
    s->full = !write_at(fileno(s->file), s->near.p, s->near.n, s->base);
    if (s->full) return;
    s->base += s->near.n;
    s->near.n = 0;
}

Kept spill_keep(Spill *s, Str data)
{
    if (s->near.n + data.n > SPILL_BLOCK && s->near.n && !s->full) put_aside(s);
    Kept k = { s->base + s->near.n, (uint32_t)data.n };
    buf_bytes(&s->near, data.p, data.n);
    return k;
}

bool spill_read(const Spill *s, Kept k, Buf *out)
{
    buf_clear(out);
    if (k.at >= s->base) {
        if (k.at - s->base + k.n > s->near.n) return false; /* memory's limit was passed */
        buf_bytes(out, s->near.p + (k.at - s->base), k.n);
        return true;
    }
    buf_reserve(out, k.n);
    while (out->n < k.n) {
        ssize_t n = pread(fileno(s->file), out->p + out->n, k.n - out->n, (off_t)(k.at + out->n));
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        out->n += (size_t)n;
    }
    return true;
}

void spill_drop(Spill *s)
{
    if (s->file) fclose(s->file);
    buf_drop(&s->near);
}
