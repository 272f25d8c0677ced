/* What check and dump do with a document that is no Vorlage: a session with all it names, a list of
 * members, a style, master data. */
#include "cli/cli.h"

#include <stdlib.h>

#include "read/read.h"
#include "xml/tree.h"

#ifndef VORLAGE_ETC
#define VORLAGE_ETC "/etc/vorlage"
#endif

Fundorte house_places(const Options *o)
{
    const char *etc = getenv("VORLAGE_ETC");
    return (Fundorte){ o->style, o->body, etc && *etc ? etc : VORLAGE_ETC };
}

static bool put(Buf *b, FILE *out)
{
    bool ok = fwrite(b->p ? b->p : "", 1, b->n, out) == b->n;
    buf_drop(b);
    return ok;
}

static bool session(const Options *o, Arena *a, Diags *d, const char *doc, Str bytes, FILE *out)
{
    Fundorte f = house_places(o);
    const Sitzungsakte *k = akte_open_bytes(a, d, &f, doc, bytes);
    if (!k || o->cmd == CMD_CHECK) return k != NULL;
    Buf b = { 0 };
    sitzung_dump(&b, k->sitzung);
    return put(&b, out);
}

static bool members(const Options *o, Arena *a, Diags *d, Str name, Str bytes, bool csv, FILE *out)
{
    const Mitglieder *m = (csv ? read_mitglieder_csv : read_mitglieder)(a, d, name, bytes);
    if (!m || o->cmd == CMD_CHECK) return m != NULL;
    Buf b = { 0 };
    mitglieder_dump(&b, m);
    return put(&b, out);
}

bool other_kind(const Options *o, Arena *a, const char *doc, Str bytes)
{
    bool check = o->cmd == CMD_CHECK, dump = o->cmd == CMD_DUMP && o->stage == STAGE_MODEL;
    if (!check && !dump) return false;
    if (doc && akte_is_csv(doc)) return true;
    Str root = xml_root(a, bytes);
    return str_is(root, "sitzung") || str_is(root, "mitglieder") ||
        (check && (str_is(root, "stil") || str_is(root, "koerperschaft")));
}

bool other_run(const Options *o, Arena *a, Diags *d, const char *doc, Str bytes, FILE *out)
{
    Str root = xml_root(a, bytes), name = doc ? str_of(doc) : S("<stdin>");
    bool csv = doc && akte_is_csv(doc);
    if (!csv && str_is(root, "sitzung")) return session(o, a, d, doc, bytes, out);
    if (csv || str_is(root, "mitglieder")) return members(o, a, d, name, bytes, csv, out);
    if (str_is(root, "stil")) return read_stil(a, d, name, bytes) != NULL;
    return read_koerperschaft(a, d, name, bytes) != NULL;
}
