// clang-format off
/* Attachments: PDFs that others made, judged before they are merged into a pack.
 *
 * attach_inspect opens each file in a forked child with limits on memory and time, so that a file
 * which crashes libqpdf or makes it run away is a bad attachment and nothing more. It tells what
 * the file is (pages, sizes, ink, colour, claims) and finds everything that has a rule:
 *
 *   finding (code)          rule                                                     spoils claim
 *   anlage-unlesbar         refused: damaged, truncated, no PDF                      -
 *   anlage-leer             refused: no pages                                        -
 *   anlage-grenze           refused: over a limit named below, or libqpdf died of it -
 *   anlage-kennwort         refused: cannot be opened without a password             -
 *   anlage-gesperrt         refused: its owner forbids assembling                    -
 *   anlage-verschluesselt   decrypted (opens without a password, assembling allowed) -
 *   anlage-repariert        mended by libqpdf; look at it                            yes
 *   anlage-inhalt-kaputt    refused: a page's content stream cannot be read          -
 *   anlage-xfa              refused: XFA form, its pages are only a placeholder      -
 *   anlage-formular         flattened: fields become what they show                  -
 *   anlage-formular-ohne-bild  refused: a filled field without an appearance         -
 *   anlage-unterschrift     merged; the signature holds only in the original         -
 *   anlage-skript           stripped: JavaScript, launching, submitting, media       -
 *   anlage-eingebettet      stripped: embedded files                                 -
 *   anlage-extern           stripped: streams that are fetched from elsewhere        yes
 *   anlage-ebenen           kept; layers that are off stay off                       -
 *   anlage-anmerkungen      kept as they show, without who wrote them   if one shows nothing
 *   anlage-verborgen        kept: text off the page or painted over, cut pictures    -
 *   anlage-original         told: what else is in a signed original
 *   anlage-ohne-tags        kept as pages without structure: no level A, no UA       level A, UA
 *   anlage-gescannt         as before, holds no text                                 level A, UA
 *   anlage-schrift          kept: a font is not embedded                             yes
 *   anlage-kein-pdfa        kept: does not claim PDF/A                               yes
 *   anlage-kein-ua          kept: does not claim PDF/UA                              UA
 *
 * Metadata and whatever programs, cameras and people leave beside what is shown (merge/scrub.c) is
 * not copied and not told. Refused ones have ok == false and may not be part of a plan. */
// clang-format on
#ifndef VORLAGE_ATTACH_ATTACH_H
#define VORLAGE_ATTACH_ATTACH_H

#include "base/diag.h"

#define ATTACH_MAX_BYTES ((size_t)256 << 20) /* of a file */
#define ATTACH_MAX_PAGES 20000u
#define ATTACH_MAX_DEPTH 500 /* structure elements within one another */
#define ATTACH_MAX_ELEMENTS 4000000u
#define ATTACH_MIN_SIDE 3.0f /* of a page, points */
#define ATTACH_MAX_SIDE 14400.0f
#define ATTACH_MEMORY \
    ((size_t)3 \
     << 30) /* address space of the child beyond the parent's own, bytes; plus the stack */
#define ATTACH_SECONDS 60u /* CPU time for one file */

typedef struct {
    DiagCode code;
    uint32_t page; /* from 1; 0: the whole file */
    Str detail;    /* name of a font, words of libqpdf ...; may be empty */
} AttachFinding;

typedef struct {
    float width, height; /* points, as seen: rotated, cropped, user unit applied */
    float ink[4];    /* x0 y0 x1 y1 of what is drawn, as seen, from the lower left corner; x1 <= x0:
                        nothing. Estimated on the large side */
    uint16_t rotate; /* 0 90 180 270, as stored */
    bool colour;     /* draws anything that is not grey */
    bool text;       /* holds text, also the invisible one of text recognition */
    bool image;      /* draws a picture */
    bool marked;     /* its content has marks (BDC, BMC) */
    /* for the merge: Q without q; q left open; first number free for marked content */
    uint16_t under;
    uint16_t open;
    uint32_t mcids;
} AttachPage;

typedef struct {
    bool ok; /* may be merged */
    uint32_t npages;
    AttachPage *page;
    AttachFinding *finding;
    size_t nfindings;
    bool tagged;     /* has a usable structure tree */
    bool is_signed;  /* digitally */
    uint8_t pdfa;    /* part that it claims, 0: none */
    char level;      /* 'A', 'U', 'B' or 0: what it may count for, by claim and by our own look */
    bool ua;         /* PDF/UA-1 likewise */
    Str title, lang; /* of its metadata, UTF-8; may be empty */
} Attach;

/* Judges n files, each on its own. in[i]: the file's bytes. Results live in the arena; out[i]
 * belongs to in[i]. Never fails as a whole. */
void attach_inspect(Arena *a, const Str *in, size_t n, Attach *out);

/* What a text document (ODT, DOCX) holds that a reader of its PDF may or may not see, in words for
 * the clerk; empty: nothing, or no package. */
Str attach_text_holds(Arena *a, Str bytes);

#define ATTACH_NO_CLAIM DIAG_WORDS("keine Angabe", "no claim") /* a detail */
/* Tells the findings as diagnostics at that place; {1} is the attachment's name as the clerk knows
 * it, {2} the page, {3} the detail. All that spoils the claim of a pack is one diagnostic
 * (anlage-konform) where there is more than one such finding. */
void attach_tell(Diags *d, const Attach *x, Place at, const char *name);
/* Of the finding that refused the file (for a page in its place); NULL where ok. */
const AttachFinding *attach_refusal(const Attach *x);
const char *attach_refusal_words(DiagCode c); /* why, in a few words for another message */

#endif
