/* Names of files: joined, judged, found as the disk has them. */
#include "base/file.h"
#include "base/file_in.h"

size_t dir_length(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? (size_t)(slash - path) + 1 : 0;
}

char *path_beside(Arena *a, const char *path, Str rel)
{
    if (rel.n && rel.p[0] == '/') return str_z(a, rel);
    size_t d = path ? dir_length(path) : 0;
    char *s = arena_alloc(a, d + rel.n + 1);
    if (d) memcpy(s, path, d);
    if (rel.n) memcpy(s + d, rel.p, rel.n);
    return s;
}

bool path_is_safe(Str rel)
{
    if (!rel.n || rel.p[0] == '/' || rel.p[0] == '\\' || memchr(rel.p, 0, rel.n)) return false;
    if (rel.n > 1 && rel.p[1] == ':') return false;
    for (size_t i = 0; i < rel.n;) {
        size_t j = i;
        while (j < rel.n && rel.p[j] != '/' && rel.p[j] != '\\') j++;
        if (str_is(str_sub(rel, i, j - i), "..")) return false;
        i = j + 1;
    }
    return true;
}
