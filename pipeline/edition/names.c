/* Names of editions and of their readers. */
#include "edition/edition.h"

#define X_(id, en, de) [EDITION_##id] = { en, de },
static const char *const editions[EDITION_N][2] = { [EDITION_NONE] = { "", "" }, EDITIONEN(X_) };
#undef X_
#define X_(id, en, de, edition) [LESER_##id] = { en, de },
static const char *const readers[LESER_N][2] = { [LESER_NONE] = { "", "" }, LESER(X_) };
#undef X_

static int find(const char *const (*names)[2], int n, Str name)
{
    for (int i = 1; i < n; i++)
        if (str_is(name, names[i][0]) || str_is(name, names[i][1])) return i;
    return 0;
}

Edition edition_find(Str name) { return (Edition)find(editions, EDITION_N, name); }
Leser leser_find(Str name) { return (Leser)find(readers, LESER_N, name); }
Str edition_name(Edition e) { return str_of(editions[e][1]); }
Str edition_name_en(Edition e) { return str_of(editions[e][0]); }
Str leser_name(Leser l) { return str_of(readers[l][1]); }

Edition leser_edition(Leser l)
{
#define X_(id, en, de, edition) [LESER_##id] = edition,
    static const Edition of[LESER_N] = { [LESER_NONE] = EDITION_NONE, LESER(X_) };
#undef X_
    return of[l];
}

Leser leser_of(Edition e)
{
    return e == EDITION_PUBLIC ? LESER_OEFFENTLICHKEIT
        : e == EDITION_FULL    ? LESER_MITGLIEDER
                               : LESER_NONE;
}

bool leser_reserved(Str word)
{
    static const char *const more[] = { "persoenlich", "nachtrag", "original" };
    for (int i = 1; i < LESER_N; i++)
        if (!str_casecmp(word, str_of(readers[i][0])) || !str_casecmp(word, str_of(readers[i][1])))
            return true;
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        if (!str_casecmp(word, str_of(more[i]))) return true;
    return false;
}
