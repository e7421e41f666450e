/* SPDX-License-Identifier: ISC */
/*
 * The command of -e: words in which a host and its port are put.  main.c makes
 * it of the option once, attempt.c has it filled in for each host.  It looks at
 * the environment, home directories and names of files, as wordexp(3) does,
 * and never runs anything.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wordexp.h>

#include "ruptime/command/template.h"

struct template
{
	wordexp_t words;
	bool has_port;
};

static const char *
reason_of(int wordexp_error)
{
	switch (wordexp_error) {
	case WRDE_BADCHAR:
		return "a newline or one of |&;<>(){} outside quotes; "
		       "for a pipeline use sh -c '...'";
	case WRDE_BADVAL:
		return "a variable in it is not set";
	case WRDE_CMDSUB:
		return "it has a command substitution, which is not done";
	case WRDE_NOSPACE:
		return strerror(ENOMEM);
	case WRDE_SYNTAX:
		return "a quote, a bracket or a backslash has no end";
	default:
		return "it can't be split into words";
	}
}

/* Whether the variable that a $ before it names is not set: none that is a
 * number is, whatever a C library makes of our own operands. */
static bool
is_unset(const char *text)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";
	bool unset;
	char *name;

	if (*text == '{')
		text += text[1] == '#' ? 2 : 1; /* "${#name}" is its length */
	name = strndup(text, strspn(text, letters));
	unset = name != NULL && name[0] != '\0' && getenv(name) == NULL;
	free(name);
	return unset;
}

/*
 * Write text to out, twice its size, so that every wordexp(3) has the same
 * words of it: one that has a shell do it takes # for a comment, and variables
 * that are not set for empty.  0, or what it would return.
 */
static int
prepare(char *out, const char *text)
{
	bool begins = true; /* a word */
	char quote = '\0';

	for (; *text != '\0'; *out++ = *text++) {
		const bool is_blank = *text == ' ' || *text == '\t';

		if (*text == '\\' && quote != '\'') {
			*out++ = *text++;
			if (*text == '\0')
				return WRDE_SYNTAX;
		} else if (*text == '\'' || *text == '"') {
			if (quote == '\0' || quote == *text)
				quote = quote == '\0' ? *text : '\0';
		} else if (*text == '$' && quote != '\'') {
			if (text[1] == '{' && strchr(text, '}') == NULL)
				return WRDE_SYNTAX;
			if (is_unset(text + 1))
				return WRDE_BADVAL;
		} else if (*text == '#' && quote == '\0' && begins)
			*out++ = '\\';
		begins = is_blank && quote == '\0';
	}
	*out = '\0';
	return quote != '\0' ? WRDE_SYNTAX : 0;
}

/* Where it fails nothing is in words but after WRDE_NOSPACE. */
static int
split(const char *text, wordexp_t *words)
{
	char *same = malloc(2 * strlen(text) + 1);
	int rc;

	/* As a shell begins: a parent's does not count. */
	unsetenv("IFS");
	rc = same == NULL ? WRDE_NOSPACE : prepare(same, text);

	if (rc == 0)
		rc = wordexp(same, words, WRDE_NOCMD);
	free(same);
	return rc;
}

/* The first % in word that begins nothing we know; *has_port is set where one
 * before it begins a %p. */
static const char *
find_bad(const char *word, bool *has_port)
{
	const char *p = word;

	while ((p = strchr(p, '%')) != NULL) {
		if (p[1] == '\0' || strchr("hp%", p[1]) == NULL)
			return p;
		*has_port = *has_port || p[1] == 'p';
		p += 2;
	}
	return NULL;
}

static bool
check_words(struct template *t, char error[static TEMPLATE_ERROR_MAX])
{
	const wordexp_t *words = &t->words;
	const char *bad;
	size_t i;

	if (words->we_wordc == 0 || words->we_wordv[0][0] == '\0') {
		snprintf(error, TEMPLATE_ERROR_MAX, "there is no command");
		return false;
	}
	for (i = 0; i < words->we_wordc; i++) {
		bad = find_bad(words->we_wordv[i], &t->has_port);
		if (bad == NULL)
			continue;
		snprintf(error, TEMPLATE_ERROR_MAX,
		    "word %zu, character %td: %.2s is none of %%h (the host), "
		    "%%p (its port) and %%%% (a %%)",
		    i + 1, bad - words->we_wordv[i] + 1, bad);
		return false;
	}
	return true;
}

struct template *
template_new(const char *text, char error[static TEMPLATE_ERROR_MAX])
{
	struct template *t = calloc(1, sizeof(*t));
	int rc;

	if (t == NULL) {
		snprintf(error, TEMPLATE_ERROR_MAX, "%s", strerror(errno));
		return NULL;
	}
	rc = split(text, &t->words);
	if (rc == 0 && check_words(t, error))
		return t;
	if (rc != 0)
		snprintf(error, TEMPLATE_ERROR_MAX, "%s", reason_of(rc));
	/* Of the failures only this one leaves words behind. */
	if (rc == 0 || rc == WRDE_NOSPACE)
		wordfree(&t->words);
	free(t);
	return NULL;
}

/* Write word filled in to out, unless NULL; its length with the NUL. */
static size_t
fill_in(char *out, const char *word, const char *host, const char *port)
{
	size_t len = 0, part_len;
	const char *part;

	while (*word != '\0') {
		part_len = strcspn(word, "%");
		part = word;
		word += part_len;
		if (part_len == 0) {
			part = word[1] == 'h' ? host :
			    word[1] == 'p'    ? port :
						"%";
			part_len = strlen(part);
			word += 2;
		}
		if (out != NULL)
			memcpy(out + len, part, part_len);
		len += part_len;
	}
	if (out != NULL)
		out[len] = '\0';
	return len + 1;
}

char **
template_expand(const struct template *t, const char *host, const char *port)
{
	size_t i, n = t->words.we_wordc, size = (n + 1) * sizeof(char *);
	char **argv, *text;

	for (i = 0; i < n; i++)
		size += fill_in(NULL, t->words.we_wordv[i], host, port);
	argv = malloc(size);
	if (argv == NULL)
		return NULL;
	text = (char *)(argv + n + 1);
	for (i = 0; i < n; i++) {
		argv[i] = text;
		text += fill_in(text, t->words.we_wordv[i], host, port);
	}
	argv[n] = NULL;
	return argv;
}

bool
template_has_port(const struct template *t)
{
	return t->has_port;
}

void
template_free(struct template *t)
{
	if (t == NULL)
		return;
	wordfree(&t->words);
	free(t);
}
