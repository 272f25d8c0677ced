/* All rules of one paper, and what they share: places of attributes, amounts as words. */
#include "rules/rules_in.h"

void rules_vorlage(Arena *a, Diags *d, Vorlage *v, Str source_text)
{
    Rules r = { .a = a, .d = d, .v = v, .src = source_text };
    rules_posten(&r);
    rules_tabellen(&r);
    rules_verweise(&r);
    rules_beratungen(&r);
    rules_bilder(&r);
    rules_texte(&r);
}
