/* Drives pipeline/import/import.h for tests/suites/back.py.
 *
 *   back FILE...   of each document a line "== FILE", what is told in German, new pictures, and the
 * XML A document whose XML is not as it was carried is written by write/xml, as for the user. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "import/import.h"
#include "office/office.h"

static void one(const char *path)
{
    Arena *a = arena_new();
    Office o = { .a = a, .d = diags_new(a) };
    Str bytes;
    const char *why;
    if (!file_read(a, path, ODT_MAX_BYTES, &bytes, &why)) {
        fprintf(stderr, "%s: %s\n", path, why);
        exit(2);
    }
    Files out = { 0 };
    printf("== %s\n", path);
    bool ok = back_make(&o, str_of("x.odt"), bytes, NULL, NULL, &out);
    diags_print(o.d, stdout, MSG_DE);
    for (size_t i = 0; ok && i + 1 < out.n; i++)
        printf("%.*s: %zu bytes\n", STR_FMT(out.v[i].name), out.v[i].bytes.n);
    if (ok) fwrite(out.v[out.n - 1].bytes.p, 1, out.v[out.n - 1].bytes.n, stdout);
    arena_drop(a);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) one(argv[i]);
    return 0;
}
