/* SPDX-License-Identifier: ISC */
/* The table of formats, by which report.c prints. */
#include "ruptime/show/format.h"

static const struct format formats[] = {
#define FORMAT(id, name, writer, ...) \
	[FORMAT_##id] = { .write = writer, __VA_ARGS__ },
#include "ruptime/show/format_list.h"
#undef FORMAT
};

const struct format *
format_of(enum options_format id)
{
	return &formats[id];
}
