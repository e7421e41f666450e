/* SPDX-License-Identifier: ISC */
/*
 * The formats, a row each: FORMAT_ and the first word is what it is called,
 * then the name that -o takes, the function that writes it, and what else
 * struct format has.  options.h makes the constants of it, options.c the names
 * and format.c the table; so it has no guard.
 */
FORMAT(TEXT, NULL, table_format, .failures = FAILURES_FOLDED)
FORMAT(TABLE, "table", table_format, .failures = FAILURES_FOLDED)
FORMAT(RAW, "raw", listing_raw_format, .needs_text = true, .at_once = true,
    .failures = FAILURES_LISTED)
FORMAT(JSON, "json", export_json_format, .needs_text = true,
    .failures = FAILURES_SHOWN)
FORMAT(PROMETHEUS, "prometheus", export_prometheus_format,
    .failures = FAILURES_SHOWN)
FORMAT(NAGIOS, "nagios", export_nagios_format, .judges = true,
    .failures = FAILURES_SHOWN)
FORMAT(UP_NAMES, NULL, listing_up_format, .failures = FAILURES_SHOWN)
FORMAT(DOWN_NAMES, NULL, listing_down_format, .failures = FAILURES_SHOWN)
