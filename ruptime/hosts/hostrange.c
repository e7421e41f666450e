/* SPDX-License-Identifier: ISC */
/*
 * Expands the ranges of one entry of a host list, one name at a time, so that a
 * million names need no more memory than one.  hostlist.c drives it and judges
 * the names.
 * Pure: no I/O, no clock, no allocation.
 */
#include <string.h>

#include "ruptime/hosts/hostrange.h"

#define RANGE_QUOTE(n) #n
#define RANGE_NUMBER(n) RANGE_QUOTE(n)

static const char range_digits_why[] =
    "more than " RANGE_NUMBER(HOSTRANGE_DIGITS) " digits";
static const char range_brackets_why[] =
    "more than " RANGE_NUMBER(HOSTRANGE_BRACKETS) " ranges in one name";
static const char range_max_why[] =
    "more than " RANGE_NUMBER(HOSTRANGE_MAX) " hosts";

static bool
range_fail(struct hostrange *r, size_t at, const char *why)
{
	r->at = at;
	r->why = why;
	return false;
}

static bool
range_isdigit(char c)
{
	return c >= '0' && c <= '9';
}

/* There is no end to be passed: the bracket's ] follows. */
static void
range_skip_blanks(const struct hostrange *r, size_t *at)
{
	while (r->text[*at] == ' ' || r->text[*at] == '\t')
		++*at;
}

/* Read the number at *at, with blanks around it, and leave *at behind it;
 * *from and *width are of its digits. */
static bool
range_read_number(struct hostrange *r, size_t *at, uint64_t *value,
    size_t *from, size_t *width)
{
	size_t start;
	char end;

	range_skip_blanks(r, at);
	start = *at;
	for (*value = 0; range_isdigit(r->text[*at]); ++*at) {
		if (*at - start == HOSTRANGE_DIGITS)
			return range_fail(r, *at, range_digits_why);
		*value = *value * 10 + (uint64_t)(r->text[*at] - '0');
	}
	*from = start;
	*width = *at - start;
	if (*width > 0)
		range_skip_blanks(r, at);
	end = r->text[*at];
	if (end != ',' && end != '-' && end != ']')
		return range_fail(r, *at,
		    end == '/' ?
			"a range has no steps: nodeset -e makes a list" :
			"a range is made of numbers");
	if (*width == 0)
		return range_fail(r, *at, "a number is missing");
	return true;
}

/* Start on the item at at.  The bracket's ] is there, so no end is passed. */
static bool
range_read_item(struct hostrange *r, struct hostrange_bracket *b, size_t at)
{
	size_t dash, hi, width;

	if (!range_read_number(r, &at, &b->value, &b->item, &b->width))
		return false;
	b->hi = b->value;
	if (r->text[at] == '-') {
		dash = at++;
		if (!range_read_number(r, &at, &b->hi, &hi, &width))
			return false;
		if (r->text[at] == '-')
			return range_fail(r, at, "a range has two ends");
		if (b->hi < b->value)
			return range_fail(r, dash, "a range counts upwards");
		if (r->text[hi] == '0' && width > 1 && width != b->width)
			return range_fail(r, hi,
			    "zeros in front need the same width on both ends");
	}
	b->next = at;
	return true;
}

static size_t
range_count_digits(uint64_t value)
{
	size_t digits = 1;

	while (value >= 10) {
		value /= 10;
		digits++;
	}
	return digits;
}

/*
 * Check all items of a bracket, then go back to the first.  The entry's
 * count is multiplied by the numbers in it, *out grows by the longest.
 */
static bool
range_read_bracket(struct hostrange *r, struct hostrange_bracket *b,
    uint64_t room, size_t *out)
{
	uint64_t numbers = 0;
	size_t digits, longest = 0, at = b->open + 1;

	if (at == b->close)
		return range_fail(r, b->open, "an empty range");
	do {
		if (!range_read_item(r, b, at))
			return false;
		numbers += b->hi - b->value + 1;
		if (numbers > room / r->count)
			return range_fail(r, b->open, range_max_why);
		digits = range_count_digits(b->hi);
		if (digits < b->width)
			digits = b->width;
		if (digits > longest)
			longest = digits;
		at = b->next + 1;
	} while (b->next < b->close);
	r->count *= numbers;
	*out += longest;
	return range_read_item(r, b, b->open + 1);
}

/* Find the ] of the [ at open. */
static bool
range_find_close(struct hostrange *r, size_t open, size_t *close)
{
	bool colon = false;
	size_t i;

	for (i = open + 1; i < r->len && r->text[i] != ']'; i++) {
		if (r->text[i] == '[')
			return range_fail(r, i,
			    open == 0 && colon ?
				"an IPv6 address takes no range" :
				"a [ inside a range");
		if (r->text[i] == ':')
			colon = true;
	}
	*close = i;
	return i < r->len || range_fail(r, open, "a [ without its ]");
}

static bool
range_add_bracket(struct hostrange *r, size_t open, uint64_t room, size_t *out)
{
	struct hostrange_bracket *b;

	if (r->nbracket == HOSTRANGE_BRACKETS)
		return range_fail(r, open, range_brackets_why);
	b = &r->bracket[r->nbracket++];
	b->open = open;
	if (!range_find_close(r, open, &b->close))
		return false;
	return range_read_bracket(r, b, room, out);
}

/*
 * An entry that begins [...:...] begins with an IPv6 address, not with a range.
 * Sets *end behind it, to 0 where there is none.
 */
static bool
range_skip_address(struct hostrange *r, size_t *end)
{
	size_t close;

	*end = 0;
	if (r->len == 0 || r->text[0] != '[')
		return true;
	if (!range_find_close(r, 0, &close))
		return false;
	if (memchr(r->text, ':', close) != NULL)
		*end = close + 1;
	return true;
}

static bool
range_read_entry(struct hostrange *r, uint64_t room)
{
	size_t i, start, out, colons = 0, excess = 0;

	if (r->len > 0 && r->text[0] == '/')
		return true;
	if (!range_skip_address(r, &start))
		return false;
	for (i = out = start; i < r->len; i++) {
		if (r->text[i] == '[') {
			if (!range_add_bracket(r, i, room, &out))
				return false;
			i = r->bracket[r->nbracket - 1].close;
		} else if (r->text[i] == ']')
			return range_fail(r, i, "a ] without its [");
		else {
			colons += r->text[i] == ':';
			out++;
		}
		if (out > HOSTRANGE_NAME && excess == 0)
			excess = i;
	}
	if (excess > 0 && r->nbracket > 0)
		return range_fail(r, excess, "too long for a name");
	if (start == 0 && colons > 1 && r->nbracket > 0)
		return range_fail(r, r->bracket[0].open,
		    "an IPv6 address takes no range");
	return true;
}

bool
hostrange_init(struct hostrange *r, const char *text, size_t len, uint64_t room)
{
	r->text = text;
	r->len = len;
	r->count = 1;
	r->started = false;
	r->nbracket = 0;
	if (room == 0)
		return range_fail(r, 0, range_max_why);
	return range_read_entry(r, room);
}

/* Write value in decimal, at least width digits; returns how many. */
static size_t
range_write_number(char *to, uint64_t value, size_t width)
{
	size_t i, digits = range_count_digits(value);

	if (digits < width)
		digits = width;
	for (i = digits; i-- > 0; value /= 10)
		to[i] = (char)('0' + value % 10);
	return digits;
}

/* Count one up from the right; false when all names have been. */
static bool
range_advance(struct hostrange *r)
{
	struct hostrange_bracket *b;
	size_t i;

	for (i = r->nbracket; i-- > 0;) {
		b = &r->bracket[i];
		if (b->value < b->hi) {
			b->value++;
			return true;
		}
		if (b->next < b->close)
			return range_read_item(r, b, b->next + 1);
		range_read_item(r, b, b->open + 1);
	}
	return false;
}

const char *
hostrange_next(struct hostrange *r, size_t *len)
{
	size_t i, from = 0, to = 0;
	struct hostrange_bracket *b;

	if (r->started && !range_advance(r))
		return NULL;
	r->started = true;
	*len = r->len;
	if (r->nbracket == 0)
		return r->text;
	for (i = 0; i < r->nbracket; i++) {
		b = &r->bracket[i];
		memcpy(r->name + to, r->text + from, b->open - from);
		to += b->open - from;
		b->digits =
		    range_write_number(r->name + to, b->value, b->width);
		to += b->digits;
		from = b->close + 1;
	}
	memcpy(r->name + to, r->text + from, r->len - from);
	*len = to + r->len - from;
	return r->name;
}

size_t
hostrange_where(const struct hostrange *r, size_t off)
{
	size_t i, from = 0;

	for (i = 0; i < r->nbracket; i++) {
		if (off < r->bracket[i].open - from)
			break;
		off -= r->bracket[i].open - from;
		if (off < r->bracket[i].digits)
			return r->bracket[i].item;
		off -= r->bracket[i].digits;
		from = r->bracket[i].close + 1;
	}
	return from + off;
}
