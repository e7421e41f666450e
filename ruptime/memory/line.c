/* SPDX-License-Identifier: ISC */
/*
 * The lines of the memory's file, read and written for store.c.  The file may
 * have been cut, edited or made by anybody.  Pure: no I/O, no clock, no
 * allocation, no locale.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "common/decimal.h"
#include "ruptime/memory/line.h"

/* Numbers are below 10^15, as an uptime is. */
enum { DIGITS_MAX = 15, ID_DIGITS = 16, FIELDS = 8, FOUND_FIELDS = 11 };

static const char head[] = "ruptime-seen ";

enum line_head
line_head(const char *text, size_t len)
{
	const size_t n = sizeof(head) - 1;
	size_t i;

	if (len <= n || memcmp(text, head, n) != 0 || text[n] < '1' ||
	    text[n] > '9')
		return LINE_FOREIGN;
	for (i = n; i < len; i++)
		if (text[i] < '0' || text[i] > '9')
			return LINE_FOREIGN;
	return len == n + 1 && text[n] == '1' ? LINE_OURS : LINE_NEWER;
}

/* In place, at tabs.  Returns how many there are, max + 1 of more than max. */
static size_t
split(char *text, size_t len, char *field[], size_t max)
{
	char *const end = text + len;
	size_t n = 0;
	char *tab;

	for (;;) {
		if (n == max)
			return max + 1;
		field[n++] = text;
		tab = memchr(text, '\t', (size_t)(end - text));
		if (tab == NULL)
			break;
		*tab = '\0';
		text = tab + 1;
	}
	*end = '\0';
	return n;
}

static bool
read_number(const char *text, int64_t *number)
{
	size_t len;

	*number = -1;
	if (strcmp(text, "-") == 0)
		return true;
	len = strspn(text, "0123456789");
	if (len == 0 || len > DIGITS_MAX || text[len] != '\0')
		return false;
	for (*number = 0; *text != '\0'; text++)
		*number = *number * 10 + (*text - '0');
	return true;
}

static bool
read_id(const char *text, uint64_t *id)
{
	static const char digits[] = "0123456789abcdef";
	const char *digit;
	size_t i;

	*id = 0;
	if (strcmp(text, "-") == 0)
		return true;
	for (i = 0; i < ID_DIGITS; i++) {
		if (text[i] == '\0' ||
		    (digit = strchr(digits, text[i])) == NULL)
			return false;
		*id = *id << 4 | (uint64_t)(digit - digits);
	}
	return text[ID_DIGITS] == '\0' && *id != 0;
}

static bool
is_plain(unsigned char c)
{
	return c > ' ' && c < 0x7f && c != '\\';
}

/* The byte that three octal digits say; -1 where they say none. */
static int
read_octal(const char *p)
{
	int i, byte = 0;

	for (i = 0; i < 3; i++) {
		if (p[i] < '0' || p[i] > '7')
			return -1;
		byte = byte * 8 + (p[i] - '0');
	}
	return byte > 0 && byte <= 0xff ? byte : -1;
}

/* In place.  Each text has one way to be written. */
static bool
read_text(char *text)
{
	char *out = text;
	const char *p;
	int byte;

	for (p = text; *p != '\0'; out++) {
		if (is_plain((unsigned char)*p)) {
			*out = *p++;
			continue;
		}
		byte = *p == '\\' ? read_octal(p + 1) : -1;
		if (byte == -1 || is_plain((unsigned char)byte))
			return false;
		*out = (char)byte;
		p += 4;
	}
	*out = '\0';
	return out > text && out - text <= LINE_TEXT_MAX;
}

static bool
read_past(char *const field[], struct past *p)
{
	if (!read_number(field[1], &p->up.wall_s) ||
	    !read_number(field[2], &p->up.boot_s) ||
	    !read_id(field[3], &p->up.boot_id) ||
	    !read_number(field[4], &p->uptime_s) ||
	    !read_number(field[5], &p->unit_s) ||
	    !read_number(field[6], &p->told_ago_s) ||
	    !read_number(field[7], &p->listed_s))
		return false;
	return p->up.wall_s >= 0 && (p->uptime_s >= 0) == (p->unit_s >= 0) &&
	    p->told_ago_s >= 0 && p->listed_s >= 0;
}

static bool
read_found(char *const field[], struct line *line)
{
	int64_t port;

	if (!read_text(field[8]) || !read_number(field[9], &port) ||
	    !read_text(field[10]) || port == 0 || port > UINT16_MAX)
		return false;
	line->past.found = true;
	line->address = field[8];
	line->port = port < 0 ? 0 : (uint16_t)port;
	line->name = field[10];
	return true;
}

bool
line_read(char *text, size_t len, struct line *line)
{
	char *field[FOUND_FIELDS];
	size_t n;

	*line = (struct line){ 0 };
	if (memchr(text, '\0', len) != NULL)
		return false;
	n = split(text, len, field, FOUND_FIELDS);
	if ((n != FIELDS && n != FOUND_FIELDS) || !read_text(field[0]) ||
	    !read_past(field, &line->past))
		return false;
	line->host = field[0];
	return n == FIELDS || read_found(field, line);
}

static bool
fits(const char *text)
{
	const size_t len = strnlen(text, LINE_TEXT_MAX + 1);

	return len > 0 && len <= LINE_TEXT_MAX;
}

static char *
put_text(char *out, const char *text)
{
	for (; *text != '\0'; text++)
		if (is_plain((unsigned char)*text))
			*out++ = *text;
		else
			out += snprintf(out, 5, "\\%03o", (unsigned char)*text);
	return out;
}

static char *
put_number(char *out, int64_t number)
{
	*out++ = '\t';
	if (number >= 0)
		return decimal_put(out, (uint64_t)number);
	*out++ = '-';
	return out;
}

static char *
put_past(char *out, const struct past *p)
{
	out = put_number(out, p->up.wall_s);
	out = put_number(out, p->up.boot_s);
	out += snprintf(out, ID_DIGITS + 2,
	    p->up.boot_id == 0 ? "\t-" : "\t%016" PRIx64, p->up.boot_id);
	out = put_number(out, p->uptime_s);
	out = put_number(out, p->unit_s);
	out = put_number(out, p->told_ago_s);
	return put_number(out, p->listed_s);
}

size_t
line_write(char text[static LINE_MAX_LEN], const struct line *line)
{
	char *out;

	if (!fits(line->host) ||
	    (line->past.found && (!fits(line->address) || !fits(line->name))))
		return 0;
	out = put_past(put_text(text, line->host), &line->past);
	if (line->past.found) {
		*out++ = '\t';
		out = put_text(out, line->address);
		out = put_number(out, line->port == 0 ? -1 : line->port);
		*out++ = '\t';
		out = put_text(out, line->name);
	}
	*out++ = '\n';
	return (size_t)(out - text);
}
