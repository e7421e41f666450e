/* SPDX-License-Identifier: ISC */
/*
 * The words of an uptime line, for uptime_scan.c: those that procps, the BSDs
 * and System V print, and translations of GNU and Rust coreutils.  Catalogues
 * older than their program leave some of a line in English, so languages mix
 * freely.  Pure: no I/O, no clock, no allocation, no locale.
 */
#include <stdbool.h>
#include <string.h>

#include "ruptime/reply/uptime_words.h"

enum {
	FORMS_MAX = 4,       /* of one word in one language */
	MORE_FORMS_MAX = 12, /* of one word in all of them */
};

/* The forms of each word, none where English stays. */
static const char *const languages[][WORD_LOAD + 1][FORMS_MAX] = {
	/* English, with "up time:" of Android's toolbox */
	{ { "up", "up time:" }, { "day", "days", "day(s)" },
	    { "user", "users", "user(s)" },
	    { "load average", "load averages" } },
	/* Afrikaans */
	{ { NULL }, { NULL }, { NULL }, { "ladinggemiddeld" } },
	/* Basque */
	{ { "piztuta" }, { "egun" }, { "erabiltzaile" },
	    { "karga batez bestekoa" } },
	/* Belarusian */
	{ { NULL }, { NULL },
	    { "карыстальнік", "карыстальніка", "карыстальнікаў" },
	    { "сярэдняя нагрузка" } },
	/* Bulgarian */
	{ { NULL }, { "ден", "дни", "дена" }, { "потребител", "потребители" },
	    { "средно натоварване" } },
	/* Catalan */
	{ { "en marxa" }, { "dia", "dies" }, { "usuari", "usuaris" },
	    { "càrrega mitjana" } },
	/* Chinese, simplified and traditional */
	{ { "已启动" }, { "天" }, { "个用户" }, { "平均负载" } },
	{ { "已啟動" }, { "天" }, { "名使用者" }, { "平均負載" } },
	/* Croatian */
	{ { "radi" }, { "dan", "dana" }, { "korisnik", "korisnika" },
	    { "prosječno opterećenje" } },
	/* Czech */
	{ { "běží" }, { "den", "dny", "dnů" },
	    { "uživatel", "uživatelé", "uživatelů" }, { "průměrná zátěž" } },
	/* Danish */
	{ { "oppe" }, { "dag", "dage" }, { "bruger", "brugere" },
	    { "belastningennemsnit" } },
	/* Dutch */
	{ { "in bedrijf" }, { "dag", "dagen" }, { "gebruiker", "gebruikers" },
	    { "gemiddelde belasting" } },
	/* Esperanto */
	{ { "rulas" }, { "tago", "tagoj" }, { "uzanto", "uzantoj" },
	    { "meznombra ŝarĝo", "ŝarĝa averaĝo" } },
	/* Estonian */
	{ { "püsti" }, { "päev", "päeva" }, { "kasutaja", "kasutajat" },
	    { "tööjärjekorra koormus" } },
	/* Finnish */
	{ { "käynnissä" }, { "vrk" }, { "käyttäjä", "käyttäjää" },
	    { "keskimääräinen kuorma" } },
	/* French */
	{ { "actif" }, { "jour", "jours" }, { "utilisateur", "utilisateurs" },
	    { "charge moyenne" } },
	/* Ganda */
	{ { "sisitemu yakakolera" }, { NULL }, { NULL },
	    { "emirimu egibadde gibindabinda" } },
	/* German */
	{ { NULL }, { "Tag", "Tage" }, { "Benutzer" },
	    { "Durchschnittslast" } },
	/* Greek */
	{ { NULL }, { NULL }, { NULL }, { "Μέσος όρος φόρτου" } },
	/* Hungarian */
	{ { "fut" }, { "nap" }, { "felhasználó" }, { "átlagos terh." } },
	/* Indonesian */
	{ { "nyala" }, { "hari" }, { "pengguna" }, { "beban rata-rata" } },
	/* Irish */
	{ { NULL }, { NULL }, { "úsáideoir", "n-úsáideoir" }, { "meánlód" } },
	/* Italian */
	{ { "attivo" }, { "giorno", "giorni" }, { "utente", "utenti" },
	    { "carico medio", "media di carico" } },
	/* Japanese */
	{ { "稼働時間", "稼働" }, { "日" }, { "ユーザ", "ユーザー" },
	    { "平均負荷率", "平均負荷" } },
	/* Kazakh */
	{ { NULL }, { NULL }, { "пайдаланушы" }, { NULL } },
	/* Korean */
	{ { "가동시간" }, { "일" }, { "명" }, { "평균 부하" } },
	/* Lithuanian */
	{ { NULL }, { NULL }, { "naudotojas", "naudotojai", "naudotojų" },
	    { "vidutinė apkrova" } },
	/* Malay */
	{ { NULL }, { NULL }, { NULL }, { "purata muatan" } },
	/* Norwegian */
	{ { "oppetid" }, { "dag", "dager" }, { "bruker", "brukere" },
	    { "snittbelastning" } },
	/* Polish */
	{ { "działa" }, { "dzień", "dni" },
	    { "użytkownik", "użytkownicy", "użytkowników" },
	    { "średnie obciążenie" } },
	/* Portuguese, of Portugal and of Brazil */
	{ { "activo há", "ativo", "ligado" }, { "dia", "dias" },
	    { "utilizador", "utilizadores" },
	    { "carga média", "média de carga" } },
	{ { "ligado por" }, { "dia", "dias" }, { "usuário", "usuários" },
	    { "carga média" } },
	/* Romanian */
	{ { NULL }, { NULL }, { "utilizator", "utilizatori", "de utilizatori" },
	    { "încărcare medie" } },
	/* Russian */
	{ { "в работе", "включён", "включён в работе" },
	    { "день", "дня", "дней" },
	    { "пользователь", "пользователя", "пользователей" },
	    { "средняя загруженность" } },
	/* Serbian */
	{ { "до" }, { "дана" }, { "корисник", "корисника" },
	    { "просек учитавања" } },
	/* Slovak */
	{ { NULL }, { NULL }, { "používateľ", "používatelia", "používateľov" },
	    { "priemerná záťaž" } },
	/* Slovenian */
	{ { "pokonci" }, { "dan", "dni" },
	    { "uporabnik", "uporabnika", "uporabniki", "uporabnikov" },
	    { "povpr. obremenitev" } },
	/* Spanish, and Galician for the load */
	{ { "activo", "arriba" }, { "día", "días" }, { "usuario", "usuarios" },
	    { "carga media", "carga promedio" } },
	/* Swedish */
	{ { "uppe" }, { "dag", "dagar" }, { "användare" }, { "medellast" } },
	/* Turkish */
	{ { "açık:" }, { "gün" }, { "kullanıcı" }, { "yük ortalaması" } },
	/* Ukrainian */
	{ { NULL }, { "день", "дні", "днів" },
	    { "користувач", "користувачі", "користувачів" },
	    { "середня завантаженість" } },
	/* Vietnamese */
	{ { "chạy" }, { "ngày" }, { "người dùng" }, { "mức tải trung bình" } },
};

/*
 * The hours and minutes are those of `uptime -p`, in Portuguese too; am and
 * pm, which only the BSDs translate, are those of the locales that have any.
 */
static const char *const others[][MORE_FORMS_MAX] = {
	[WORD_UP_DOTTED] = { "attivo", "uppe" },
	[WORD_DAY_OF] = { "egun", "ennaku", "nnaku", "olunaku" },
	[WORD_USER_OF] = { "erabiltzaile", "kuliko abakozesa",
	    "kuliko omukozesa", "사용자" },
	[WORD_AND] = { "an", "n'essaawa", "ne ssaawa", "og" },
	[WORD_DECADE] = { "decade", "decades" },
	[WORD_YEAR] = { "year", "years" },
	[WORD_MONTH] = { "month", "months" },
	[WORD_WEEK] = { "week", "weeks" },
	[WORD_HOUR] = { "hour", "hours", "hr", "hrs", "hr(s)", "hora",
	    "horas" },
	[WORD_MINUTE] = { "min", "mins", "min(s)", "minute", "minutes",
	    "minuto", "minutos" },
	[WORD_SECOND] = { "sec", "secs", "second", "seconds" },
	[WORD_AM] = { "am", "AM", "Am", "a.m.", "A.M.", "a. m.", "A. M.",
	    "π.μ.", "上午", "午前", "오전" },
	[WORD_PM] = { "pm", "PM", "Pm", "p.m.", "P.M.", "p. m.", "P. M.",
	    "μ.μ.", "下午", "午後", "오후" },
};

static bool
begins(const char *text, size_t len, const char *with)
{
	size_t n = strlen(with);

	return len >= n && memcmp(text, with, n) == 0;
}

/* Those of Unicode that part words, and have a width. */
static bool
is_wide_blank(const unsigned char *c)
{
	if (c[0] == 0xe2 && c[1] == 0x80) /* U+2000 to U+200A, and U+202F */
		return (c[2] >= 0x80 && c[2] <= 0x8a) || c[2] == 0xaf;
	return memcmp(c, "\u205f", 3) == 0 || memcmp(c, "\u3000", 3) == 0 ||
	    memcmp(c, "\u1680", 3) == 0;
}

size_t
words_blank(const char *text, size_t len)
{
	if (len > 0 && (*text == ' ' || *text == '\t'))
		return 1;
	if (begins(text, len, "\u00a0"))
		return strlen("\u00a0");
	return len >= 3 && is_wide_blank((const unsigned char *)text) ? 3 : 0;
}

size_t
words_mark(char mark, const char *text, size_t len)
{
	const char *wide = mark == ',' ? "，" : "：";

	if (len > 0 && *text == mark)
		return 1;
	return begins(text, len, wide) ? strlen(wide) : 0;
}

/* Whether a word may end before text. */
static bool
ends_word(const char *text, size_t len)
{
	if (len == 0 || words_blank(text, len) > 0 ||
	    words_mark(',', text, len) > 0 || words_mark(':', text, len) > 0)
		return true;
	return !((unsigned char)*text >= 0x80 ||
	    (*text >= 'a' && *text <= 'z') || (*text >= 'A' && *text <= 'Z') ||
	    (*text >= '0' && *text <= '9') || *text == '(' || *text == '_' ||
	    *text == '-' || *text == '\'');
}

/* The length of word in text, 0 where it is not there. */
static size_t
match_word(const char *word, const char *text, size_t len)
{
	size_t at = 0, n;

	for (; *word != '\0'; word++) {
		if (*word == ' ')
			n = words_blank(text + at, len - at);
		else
			n = at < len && text[at] == *word;
		if (n == 0)
			return 0;
		at += n;
	}
	return ends_word(text + at, len - at) ? at : 0;
}

/* The same for the longest of at most max forms. */
static size_t
match_forms(const char *const *forms, size_t max, const char *text, size_t len)
{
	size_t best = 0, i, n;

	for (i = 0; i < max && forms[i] != NULL; i++) {
		if (forms[i][0] != text[0])
			continue;
		n = match_word(forms[i], text, len);
		if (n > best)
			best = n;
	}
	return best;
}

/* Nearly all print English, whose words begin those of no other language, and
 * are no others there. */
size_t
words_find(enum word kind, const char *text, size_t len)
{
	size_t best = 0, i, n;

	if (len == 0)
		return 0;
	if (kind > WORD_LOAD)
		return match_forms(others[kind], MORE_FORMS_MAX, text, len);
	for (i = WORD_UP; i <= WORD_LOAD; i++) {
		n = match_forms(languages[0][i], FORMS_MAX, text, len);
		if (n > 0)
			return i == kind ? n : 0;
	}
	for (i = 1; i < sizeof(languages) / sizeof(languages[0]); i++) {
		n = match_forms(languages[i][kind], FORMS_MAX, text, len);
		if (n > best)
			best = n;
	}
	return best;
}
