/* libzip, loaded when the first ODT is written or read: with the crypto library behind it, it costs
 * as much as all the other libraries together, and a PDF needs none of it (measured: 1.7 of 4.4 ms
 * at each start). */
#ifndef VORLAGE_BASE_ZIP_LATE_H
#define VORLAGE_BASE_ZIP_LATE_H

#include <zip.h>

// clang-format off
#define ZIP_FUNCTIONS(X) \
    X(zip_close) \
    X(zip_discard) \
    X(zip_error_init) X(zip_error_strerror) X(zip_file_add) X(zip_file_set_dostime) \
        X(zip_file_set_external_attributes) X(zip_open_from_source) X(zip_set_file_compression) \
            X(zip_source_buffer) X(zip_source_buffer_create) X(zip_source_file_create) \
                X(zip_source_close) X(zip_source_free) X(zip_source_keep) X(zip_source_open) \
                    X(zip_source_read) X(zip_source_stat) X(zip_strerror) X(zip_get_num_entries) \
                        X(zip_stat_index) X(zip_fopen_index) X(zip_fread) X(zip_fclose) \
                            X(zip_error_fini)
// clang-format on

#define X(f) __typeof__(&f) f;
typedef struct {
    ZIP_FUNCTIONS(X)
} ZipLib;
#undef X

/* The library's functions; NULL: it cannot be loaded, and *why says so (static text). */
const ZipLib *zip_late(const char **why);

#endif
