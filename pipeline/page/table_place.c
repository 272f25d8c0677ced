/* Where a cell stands. */
#include "page/table.h"

void table_place(const Table *tb, const FlowRow *r, int *left, int *col)
{
    int c = 0, *after = left + tb->ncols; /* the second half of `left` is work space */
    for (int i = 0; i < tb->ncols; i++) after[i] = left[i] > 0 ? left[i] - 1 : 0;
    for (int i = 0; i < r->ncells; i++) {
        while (c < tb->ncols && left[c] > 0) c++;
        if (c >= tb->ncols) {
            col[i] = -1;
            continue;
        }
        col[i] = c;
        int span = page_cell_span(tb, &r->cells[i], c),
            rows = r->cells[i].rowspan > 1 ? r->cells[i].rowspan : 1;
        for (int k = 0; k < span; k++) after[c + k] = rows - 1;
        c += span;
    }
    memcpy(left, after, (size_t)tb->ncols * sizeof *left);
}

int page_cell_span(const Table *tb, const FlowCell *c, int col)
{
    int span = c->colspan < 1 ? 1 : c->colspan;
    return col + span > tb->ncols ? tb->ncols - col : span;
}
