/* Titles of agenda items: what their readers may know of them. */
#include "edition/edition_in.h"
#include "edition/sitzung.h"

static const Vorlage *first_paper(const Top *t)
{
    for (int i = 0; i < t->nunterlagen; i++)
        if (t->unterlagen[i].vorlage) return t->unterlagen[i].vorlage;
    return NULL;
}

/* May a public reader know the words of that paper's title? Its consultation is known once the
 * session's papers were checked. */
static bool paper_is_open(const Top *t)
{
    const Unterlage *u = t->unterlagen;
    while (!u->vorlage) u++;
    return u->status != STATUS_NICHTOEFFENTLICH && u->vorlage->status == STATUS_OEFFENTLICH &&
        (!u->beratung || u->beratung->status == STATUS_OEFFENTLICH);
}

Str top_titel(const Top *t)
{
    const Vorlage *v = first_paper(t);
    return t->titel_text.n ? t->titel_text : v ? v->kopf.betreff_text : S("");
}

Str top_titel_oeffentlich(Arena *a, const Top *t)
{
    const Vorlage *v = first_paper(t);
    if (t->status != STATUS_OEFFENTLICH)
        return t->titel_oeffentlich.n || !v ? t->titel_oeffentlich : v->kopf.betreff_oeffentlich;
    if (t->titel_text.n) return edition_words(a, t->titel);
    if (!v) return S("");
    return paper_is_open(t) ? edition_words(a, v->kopf.betreff) : v->kopf.betreff_oeffentlich;
}
