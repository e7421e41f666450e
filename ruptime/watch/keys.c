/* SPDX-License-Identifier: ISC */
/*
 * What the keys of a terminal mean to the live view; terminal.c feeds it what
 * the terminal sends, byte by byte.
 * Pure: no I/O, no clock, no allocation.
 */
#include <stdlib.h>
#include <string.h>

#include "ruptime/watch/keys.h"

enum { ESCAPE = 0x1b, CONTROL_L = 0x0c, INTERRUPT = 0x03, BELL = 0x07 };
enum { END_OF_STRING = '\\', MOUSE_LEN = 6 };

void
keys_init(struct keys *k, const struct keys_sequence *sequences, size_t count)
{
	*k = (struct keys){ .sequences = sequences, .count = count };
}

static enum keys_action
of_byte(unsigned char byte)
{
	switch (byte) {
	case 'n':
		return KEYS_BY_NAME;
	case 'l':
		return KEYS_BY_LOAD;
	case 't':
		return KEYS_BY_UPTIME;
	case 'u':
		return KEYS_BY_USERS;
	case 'r':
		return KEYS_REVERSE;
	case 'd':
		return KEYS_NOT_UP;
	case ' ':
		return KEYS_ASK;
	case 'p':
		return KEYS_PAUSE;
	case 'h':
	case '?':
		return KEYS_HELP;
	case CONTROL_L:
		return KEYS_REDRAW;
	case 'q':
		return KEYS_QUIT;
	case INTERRUPT:
		return KEYS_INTERRUPT;
	default:
		return KEYS_OTHER;
	}
}

/* "CSI Ps A" is the cursor key with whatever modifiers. */
static enum keys_action
of_final(char final)
{
	switch (final) {
	case 'A':
		return KEYS_UP;
	case 'B':
		return KEYS_DOWN;
	case 'C':
		return KEYS_RIGHT;
	case 'D':
		return KEYS_LEFT;
	case 'H':
		return KEYS_HOME;
	case 'F':
		return KEYS_END;
	default:
		return KEYS_OTHER;
	}
}

/* "CSI 5 ~": keys by the number that the VT220 and its heirs give them, and the
 * marks of xterm around what is pasted. */
static enum keys_action
of_number(long number)
{
	switch (number) {
	case 1:
	case 7:
		return KEYS_HOME;
	case 4:
	case 8:
		return KEYS_END;
	case 5:
		return KEYS_PAGE_UP;
	case 6:
		return KEYS_PAGE_DOWN;
	case 200:
	case 201:
		return KEYS_NONE;
	default:
		return KEYS_OTHER;
	}
}

/* The parameter of that number, from 0; "" where there is none. */
static const char *
parameter(const struct keys *k, int number)
{
	const char *p = k->bytes + 2;

	for (; number > 0 && p != NULL; number--) {
		p = strchr(p, ';');
		p = p != NULL ? p + 1 : NULL;
	}
	return p != NULL ? p : "";
}

/* A key by its character, as terminals send them that were asked to tell all
 * apart, by their user or by a program that has not ended that.  Modifiers are
 * a sum behind 1, of which those that lock do not count.  Shift makes another
 * character, and with a letter another key than ours. */
static enum keys_action
of_character(long character, long modifiers)
{
	enum { SHIFT = 1, CONTROL = 4, LOCKS = 64 + 128 };
	const long held = modifiers > 0 ? (modifiers - 1) & ~(long)LOCKS : 0;
	const bool letter = character >= 'a' && character <= 'z';

	if (held == CONTROL && letter)
		return of_byte((unsigned char)(character & 0x1f));
	if (character < 0 || character > 0x7f || (held == SHIFT && letter) ||
	    (held != 0 && held != SHIFT))
		return KEYS_OTHER;
	return of_byte((unsigned char)character);
}

/* "CSI 99;5:3u": the key was let go. */
static bool
is_release(const struct keys *k)
{
	char *end;

	(void)strtol(parameter(k, 1), &end, 10);
	return end[0] == ':' && end[1] == '3';
}

/* Mode 2026 is set, reset or permanently set (DECRPM, VT510). */
static bool
is_sync_report(const char *bytes, size_t len)
{
	static const char report[] = "\033[?2026;";
	const size_t head = sizeof(report) - 1;

	return len == head + 3 && memcmp(bytes, report, head) == 0 &&
	    bytes[head] >= '1' && bytes[head] <= '3' &&
	    memcmp(bytes + head + 1, "$y", 2) == 0;
}

/* A whole control sequence, ECMA-48 section 5.4.  "CSI M" and more is a mouse,
 * "CSI I" and "CSI O" are a window that comes to the front, or goes, where
 * another program has wished for that and not ended it. */
static enum keys_action
of_control_sequence(const struct keys *k)
{
	const char final = k->bytes[k->len - 1];
	const long first = strtol(k->bytes + 2, NULL, 10);
	const long second = strtol(parameter(k, 1), NULL, 10);

	if (is_sync_report(k->bytes, k->len))
		return KEYS_SYNC;
	if (final == 'c' && k->bytes[2] == '?')
		return KEYS_DEVICE;
	if (k->len > 3 && strchr("0123456789;", k->bytes[2]) == NULL)
		return KEYS_NONE;
	if (final == 'M' || (k->len == 3 && strchr("IO", final) != NULL))
		return KEYS_NONE;
	if (is_release(k))
		return KEYS_NONE;
	if (final == 'u')
		return of_character(first, second);
	if (final == '~' && first == 27)
		return of_character(strtol(parameter(k, 2), NULL, 10), second);
	if (final == '~')
		return of_number(first);
	return of_final(final);
}

/* Whether the bytes are one of the terminal's own keys, or begin one. */
static bool
is_own(const struct keys *k, enum keys_action *action)
{
	bool begins = false;
	const char *bytes;
	size_t i;

	*action = KEYS_NONE;
	for (i = 0; i < k->count; i++) {
		bytes = k->sequences[i].bytes;
		if (bytes == NULL || bytes[0] == '\0' ||
		    strncmp(bytes, k->bytes, k->len) != 0)
			continue;
		if (bytes[k->len] == '\0') {
			*action = k->sequences[i].action;
			return true;
		}
		begins = true;
	}
	return begins;
}

/* A control string, ECMA-48 section 5.6, in which terminals reply: their name,
 * a colour. */
static bool
is_string(const struct keys *k)
{
	return k->len > 1 && k->bytes[1] != '\0' &&
	    strchr("P]_^X", k->bytes[1]) != NULL;
}

/* Of a control sequence, section 5.4; "CSI [" and one byte is a function key of
 * the Linux console, "CSI M" and three a mouse of old. */
static bool
is_unfinished_sequence(const struct keys *k, char last)
{
	if (k->len > 2 && k->bytes[2] == 'M')
		return k->len < MOUSE_LEN;
	return (k->len == 3 && last == '[') || (last < 0x40 && last >= 0x20);
}

/* Whether more is to come of what an escape has begun.  The one at the end of a
 * string begins anew; xterm has a bell there, too. */
static bool
is_unfinished(const struct keys *k)
{
	char last;

	if (k->len == 0 || k->bytes[0] != ESCAPE)
		return false;
	last = k->bytes[k->len - 1];
	if (k->len == 1)
		return true;
	if (is_string(k))
		return last != BELL;
	if (k->len == 2)
		return last == '[' || last == 'O';
	return k->bytes[1] == '[' && is_unfinished_sequence(k, last);
}

static enum keys_action
of_sequence(const struct keys *k)
{
	if (k->len == 1)
		return of_byte((unsigned char)k->bytes[0]);
	if (is_string(k) || k->bytes[1] == END_OF_STRING)
		return KEYS_NONE;
	if (k->len == 3 && k->bytes[1] == 'O')
		return of_final(k->bytes[2]);
	if (k->len > 2 && k->bytes[1] == '[' && k->bytes[2] != '[')
		return of_control_sequence(k);
	return KEYS_OTHER;
}

enum keys_action
keys_feed(struct keys *k, unsigned char byte)
{
	enum keys_action action;

	/* An escape begins anew, whatever was before; what is too long is
	 * followed to its end. */
	if (byte == ESCAPE)
		k->len = 0;
	if (k->len < sizeof(k->bytes) - 1)
		k->len++;
	k->bytes[k->len - 1] = (char)byte;
	k->bytes[k->len] = '\0';
	if (is_own(k, &action)) {
		if (action != KEYS_NONE)
			k->len = 0;
		return action;
	}
	if (is_unfinished(k))
		return KEYS_NONE;
	action = of_sequence(k);
	k->len = 0;
	return action;
}

bool
keys_pending(const struct keys *k)
{
	return k->len > 0;
}

enum keys_action
keys_forget(struct keys *k)
{
	k->len = 0;
	return KEYS_OTHER;
}
