/* SPDX-License-Identifier: ISC */
/*
 * What the command lines of both programs have in common: the walk along argv,
 * the options that mean the same, values and complaints.  The options.c of each
 * calls it.  Reads nothing but the services database.
 */
#include <ctype.h>
#include <getopt.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "common/duration.h"
#include "common/guess.h"
#include "common/net.h"
#include "common/optparse.h"
#include "common/system.h"

#define APART "its value stands behind a ="

/* So many letters, with the dash, may be meant so. */
enum { ONE_DASH_MIN = 5 };

void
optparse_fail(struct optparse *p, const char *fmt, ...)
{
	va_list ap;

	if (p->failed)
		return;
	p->failed = true;
	va_start(ap, fmt);
	vsnprintf(p->error, OPTPARSE_ERROR_MAX, fmt, ap);
	va_end(ap);
}

/*
 * What getopt_long(3) did not like, in words: its own would go to standard
 * error at once.  optopt is then an unknown letter, or what a long option is
 * that was given an argument, or 0 for a long option that is unknown.
 */
static void
refuse(struct optparse *p, int kind, const char *arg, const char *letters,
    const struct option *long_options)
{
	const char letter[] = { '-', (char)optopt, '\0' };
	char guess[OPTPARSE_ERROR_MAX];

	if (kind == ':')
		optparse_fail(p, "%s: this option needs an argument", arg);
	else if (optopt == 0)
		optparse_fail(p, "%s: %s", arg,
		    guess_name(guess, sizeof(guess), arg, long_options,
			p->habits));
	else if (optopt <= UCHAR_MAX &&
	    (optopt == ':' || strchr(letters, optopt) == NULL))
		optparse_fail(p, "%s: %s", letter,
		    guess_letter(guess, sizeof(guess), letter, p->habits));
	else
		optparse_fail(p, "%s: this option takes no argument", arg);
}

/* musl counts an argument that is missing, and moves the NULL in its place. */
static const char *
last_seen(int argc, char *argv[])
{
	int i = (optind < argc ? optind : argc) - 1;

	while (i > 0 && argv[i] == NULL)
		i--;
	return argv[i];
}

/* "5", "0.5", "5s" or "500ms", or "4,3,2"; an address has more dots. */
static bool
is_number(const char *text)
{
	const char *p = text + strspn(text, "0123456789");

	if (p == text)
		return false;
	if (p[0] == '.')
		p += 1 + strspn(p + 1, "0123456789");
	p += strspn(p, "smhd");
	return p[0] == '\0' || (p[0] == ',' && is_number(p + 1));
}

static bool
takes_value(const struct option *long_options, int option)
{
	const struct option *o = long_options;

	while (o->name != NULL && o->val != option)
		o++;
	return o->name != NULL && o->has_arg != no_argument;
}

/* arg, which was the option just now, took no value: is a number behind it? */
static void
look_for_number(struct optparse *p, int option, const char *arg,
    const char *next, const struct option *long_options)
{
	if (p->number != NULL || next == NULL || !is_number(next))
		return;
	p->number = next;
	p->number_option = option;
	p->number_apart = takes_value(long_options, option);
	if (arg[1] == '-')
		strlcpy(p->number_of, arg, sizeof(p->number_of));
	else
		snprintf(p->number_of, sizeof(p->number_of), "-%c", option);
}

void
optparse_refuse_number(struct optparse *p)
{
	const char typed[] = { '-', (char)p->number_option, ' ', 'N', '\0' };
	const char *meant;

	if (p->number == NULL)
		return;
	meant = guess_habit(p->habits, typed, 4);
	optparse_fail(p, "%s %s: %s%s%s", p->number_of, p->number,
	    p->number_apart ? APART : "this option takes no value",
	    meant != NULL ? "; " : "", meant != NULL ? meant : "");
}

static bool
takes_none(const char *letters, char letter)
{
	const char *at = strchr(letters, letter);

	return letter != '\0' && letter != ':' && at != NULL && at[1] != ':';
}

/* A number in one word with an option that takes none, -t5: what can't be an
 * option there would be told of as one.  The walk is at the first of the words
 * that has options; musl moves operands behind it only when it is done. */
static void
refuse_attached_number(struct optparse *p, int option, char *const words[],
    const char *letters)
{
	const char *word, *at;

	while (*words != NULL && (*words)[0] != '-')
		words++;
	word = *words;
	if (option > UCHAR_MAX || !isalpha(option) || word == NULL ||
	    (at = strrchr(word, option)) == NULL)
		return;
	for (word++; word <= at; word++)
		if (!takes_none(letters, *word))
			return;
	if (!is_number(word) || word[strspn(word, letters)] == '\0')
		return;
	p->number = word;
	p->number_option = option;
	snprintf(p->number_of, sizeof(p->number_of), "-%c", option);
	optparse_refuse_number(p);
}

/* One dash before a long name would be read as letters, mostly to something
 * that nobody meant. */
static void
refuse_one_dash(struct optparse *p, const char *arg,
    const struct option *long_options)
{
	const size_t len = strcspn(arg, "=");
	const struct option *o;

	if (arg[0] != '-' || arg[1] == '-' || len <= ONE_DASH_MIN)
		return;
	for (o = long_options; o->name != NULL; o++)
		if (strlen(o->name) == len - 1 &&
		    strncmp(o->name, arg + 1, len - 1) == 0)
			optparse_fail(p,
			    "%s: a long option has two dashes: -%s", arg, arg);
}

/* The words in their order: getopt_long(3) moves those that are no options. */
struct typed {
	char **words; /* NULL where there is no memory for hints */
	size_t at;    /* none before that was an option */
};

static void
keep_typed(struct typed *t, int argc, char *argv[])
{
	const size_t n = (size_t)argc + 1;

	t->at = 0;
	t->words = calloc(n, sizeof(*t->words));
	if (t->words != NULL)
		memcpy(t->words, argv, n * sizeof(*t->words));
}

/* What was typed behind option; NULL where that is not known. */
static const char *
word_behind(struct typed *t, const char *option)
{
	size_t i = t->at;

	if (t->words == NULL)
		return NULL;
	while (t->words[i] != option)
		if (t->words[i++] == NULL)
			return NULL;
	t->at = i;
	return t->words[i + 1];
}

int
optparse_walk(struct optparse *p, int argc, char *argv[], const char *letters,
    const struct option *long_options)
{
	struct typed typed;
	int option, i;

	for (i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
		refuse_one_dash(p, argv[i], long_options);
	keep_typed(&typed, argc, argv);
	opterr = 0;
	/* To begin anew. */
#if SYSTEM_OPTRESET
	optreset = 1;
	optind = 1;
#else
	optind = 0;
#endif
	while ((option = getopt_long(argc, argv, letters, long_options,
		    NULL)) != -1) {
		if (option == '?' || option == ':') {
			refuse(p, option, last_seen(argc, argv), letters,
			    long_options);
			continue;
		}
		if (optarg == NULL) {
			p->next = word_behind(&typed, argv[optind - 1]);
			look_for_number(p, option, argv[optind - 1], p->next,
			    long_options);
			refuse_attached_number(p, option, argv + optind,
			    letters);
		}
		if (option == '4')
			p->ipv4 = true;
		else if (option == '6')
			p->ipv6 = true;
		else if (option == 'h' || option == 'V')
			p->told = option;
		else
			p->take(p->arg, option, optarg);
	}
	free(typed.words);
	return optind;
}

int
optparse_family(const struct optparse *p)
{
	if (p->ipv4 == p->ipv6)
		return AF_UNSPEC;
	return p->ipv4 ? AF_INET : AF_INET6;
}

/* What habits.c has for option with text, which is no number; or "". */
static const char *
meant_by(const struct optparse *p, const char *option, const char *text)
{
	char typed[32];
	const char *meant;

	if (text[0] == '\0')
		return "";
	snprintf(typed, sizeof(typed), "%s %s", option, text);
	meant = guess_habit(p->habits, typed, strlen(typed));
	if (meant != NULL)
		return meant;
	/* ".1", "-1": no file has such a name. */
	if (isdigit((unsigned char)text[strspn(text, "+-. \t")]) &&
	    !isdigit((unsigned char)text[0]))
		return "";
	snprintf(typed, sizeof(typed), "%s %s", option,
	    strchr("0123456789", text[0]) != NULL ? "N,N" : "FILE");
	meant = guess_habit(p->habits, typed, strlen(typed));
	return meant != NULL ? meant : "";
}

/* Complain that option needs what, and not text. */
static void
refuse_value(struct optparse *p, const char *option, const char *text,
    const char *what)
{
	const char *meant = meant_by(p, option, text);

	optparse_fail(p, "%s %s: %s is needed%s%s", option, text, what,
	    meant[0] != '\0' ? "; " : "", meant);
}

void
optparse_number(struct optparse *p, const char *option, const char *text,
    unsigned min, unsigned max, unsigned *number)
{
	const char *why;
	char what[64];

	/* strtonum takes blanks and signs in front. */
	if (strspn(text, "0123456789") == strlen(text)) {
		*number = (unsigned)strtonum(text, min, max, &why);
		if (why == NULL)
			return;
	}
	snprintf(what, sizeof(what), "a number from %u to %u", min, max);
	refuse_value(p, option, text, what);
}

void
optparse_seconds(struct optparse *p, const char *option, const char *text,
    uint32_t min_ms, uint32_t max_ms, uint32_t *ms)
{
	const char *hint = duration_hint(text);
	char what[64];

	if (duration_parse(text, min_ms, max_ms, ms))
		return;
	snprintf(what, sizeof(what), "a number of seconds from %g to %u",
	    min_ms / 1000.0, max_ms / 1000);
	if (hint[0] != '\0')
		optparse_fail(p, "%s %s: %s is needed%s", option, text, what,
		    hint);
	else
		refuse_value(p, option, text, what);
}

int
optparse_port(struct optparse *p, const char *text, bool allow_zero)
{
	const char *why;
	int port = net_port(text, allow_zero, &why);

	if (port == -1)
		optparse_fail(p, "-p %s: %s", text, why);
	return port;
}

size_t
optparse_word(struct optparse *p, const char *option, const char *text,
    const char *const *words, size_t count)
{
	char needed[OPTPARSE_ERROR_MAX] = "";
	const char *last = "";
	size_t i;

	for (i = 0; i < count; i++) {
		if (words[i] == NULL)
			continue;
		if (strcmp(words[i], text) == 0)
			return i;
		strlcat(needed, needed[0] != '\0' ? ", " : "", sizeof(needed));
		strlcat(needed, last, sizeof(needed));
		last = words[i];
	}
	optparse_fail(p, "%s%s: %s or %s is needed", option, text, needed,
	    last);
	return 0;
}

void
optparse_refuse_apart(struct optparse *p, const char *option,
    const char *const *words, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (words[i] != NULL && p->next != NULL &&
		    strcmp(words[i], p->next) == 0)
			optparse_fail(p, "%s %s: %s", option, p->next, APART);
}
