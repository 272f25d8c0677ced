/* Between write.c, which writes what the variants have in common, variant.c, which writes what each
 * has of its own, and linear.c. */
#ifndef VORLAGE_MERGE_MERGE_FILE_H
#define VORLAGE_MERGE_MERGE_FILE_H

#include "merge/merge_child.h"
#include "merge/merge_in.h"

#include <libdeflate.h>

#define FILE_MAX ((size_t)9999999999u) /* offsets have ten digits */

typedef struct {
    size_t at;
    int in, nth;
} FilePlace; /* in: the object stream that holds it, as its nth; all 0: a variant's own */
typedef struct {
    int number;
    size_t at;
} FilePacked;

struct Writer {
    Merge *m;
    Buf b;       /* what is common */
    Ints number; /* by object of the pack; -1: it is null */
    Ints queue;  /* objects that have a number, in that order */
    size_t done;
    int next;
    FilePlace *place; /* by number */
    size_t room;
    uint64_t hash[2]; /* of what is common */
    bool compact;     /* objects that are no streams go into object streams */
    int pack;         /* number of the one under way */
    FilePacked *packed;
    int npacked;
    Buf texts;
    struct libdeflate_compressor *deflate;
};

/* linear.c: each variant linearised and sent. */
bool merge_linear_all(Writer *w, const Variant *own, Child *c);

void merge_file_begin(Buf *b, int number);
/* Behind an open dictionary: its end, the data, the object's end; the second deflates them where
 * that is shorter. */
void merge_file_data(Buf *b, const void *p, size_t n);
void merge_file_deflated(Writer *w, Buf *b, Str data);

#endif
