/* SPDX-License-Identifier: ISC */
/* Natural order of names. */
#ifndef RUPTIME_NATURAL_H
#define RUPTIME_NATURAL_H

/*
 * Compare two names as people count: node2 comes before node10.  A run of
 * decimal digits, of any length, is one number; every other byte counts as
 * itself, without regard to the locale.  Names that differ only in leading
 * zeros (node1, node01) follow in the order of their bytes, so that 0 means the
 * same text: a total order, fit for qsort and bsearch.  Returns less than,
 * equal to or more than 0, as strcmp does.  Never fails.
 */
int natural_cmp(const char *a, const char *b);

#endif
