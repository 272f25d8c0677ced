/* Names and files as a session writes them, and words for messages. */
#include "akte/akte_in.h"
#include "xml/tree.h"

bool akte_read(Arena *a, Diags *d, const Fundorte *f, const char *path, Place at, Str *bytes)
{
    const char *why = NULL;
    if (opener_read(f->opener, a, path, XML_MAX_BYTES, bytes, &why)) return true;
    diag_most(d, D_FILE_READ, at, 2, (Str[]){ str_of(path), str_of(why) });
    return false;
}

Str akte_day_de(Arena *a, Date d)
{
    Buf b = buf_new(0);
    date_de(&b, d);
    return buf_keep(a, &b);
}

Str akte_number_de(Arena *a, long n) { return str_printf(a, "%ld", n); }

/* Parts of a path between slashes; "." goes, ".." takes the part before it with it where that is a
 * name. */
char *akte_path(Arena *a, const char *doc, Str name)
{
    char *z = path_beside(a, doc ? doc : "", name);
    Str s = str_of(z);
    Str *part = ARENA_NEW_N(a, Str, s.n + 1);
    size_t n = 0;
    for (size_t from = 0, i = 0; i <= s.n; i++) {
        if (i < s.n && s.p[i] != '/') continue;
        Str one = str_sub(s, from, i - from);
        from = i + 1;
        if (str_is(one, ".") || (!one.n && i)) continue;
        if (str_is(one, "..") && n && part[n - 1].n && !str_is(part[n - 1], ".."))
            n--;
        else
            part[n++] = one;
    }
    Buf b = buf_new(0);
    for (size_t i = 0; i < n; i++) {
        if (i) buf_char(&b, '/');
        buf_str(&b, part[i]);
    }
    char *out = str_z(a, buf_view(&b));
    buf_drop(&b);
    return out;
}

bool akte_is_csv(const char *path)
{
    size_t n = strlen(path);
    static const char end[] = ".csv";
    bool same = n > 4;
    for (size_t i = 0; same && i < 4; i++) same = (path[n - 4 + i] | (i ? 0x20 : 0)) == end[i];
    return same;
}
