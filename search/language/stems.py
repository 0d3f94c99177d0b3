"""Light stemming: what a plural, a feminine or an agreement changes at the end of a folded word.

`stem` joins the forms of one word; `root` goes on to its family (loger, logement) and is trusted
less. Written here because the usual stemmers cut too much for a directory: one of them makes
*schuld* and *schulden* two words, another makes *gezondheid* and *zon* one.
"""

SHORTEST = 4
IRREGULAR = {
    "fr": {"yeux": "oeil", "aieux": "aieul"},
    "nl": {"kinderen": "kind", "steden": "stad", "leden": "lid", "schepenen": "schepen"},
}
# Longest first; the ending, and what takes its place.
FRENCH_ENDINGS = [
    ("trices", "teur"), ("trice", "teur"), ("euses", "eur"), ("euse", "eur"),
    ("eaux", "eau"), ("aux", "al"), ("ieres", "ier"), ("iere", "ier"), ("ives", "if"),
    ("ive", "if"), ("elles", "el"), ("elle", "el"), ("ennes", "en"), ("enne", "en"),
    ("eres", ""), ("ere", ""), ("ees", ""), ("ee", ""),
    ("ers", ""), ("er", ""), ("es", ""), ("e", ""), ("s", ""), ("x", ""),
]  # fmt: skip
FRENCH_FAMILIES = [
    "issement", "isation", "ement", "ation", "ition", "iste", "isme", "isse", "eur", "ion",
    "ise", "is", "ant", "age", "if", "at",
]  # fmt: skip
DUTCH_FAMILIES = ["ing", "ers", "er", "sel", "ster"]
VOWELS = "aeiouy"


def stem(word: str, language: str) -> str:
    if len(word) < SHORTEST or not word.isalpha():
        return word
    if irregular := IRREGULAR[language].get(word):
        return irregular
    return french(word) if language == "fr" else dutch(word)


def root(word: str, language: str) -> str:
    """The family of a stem: at least four letters remain, or the stem stays whole."""
    families = FRENCH_FAMILIES if language == "fr" else DUTCH_FAMILIES
    for ending in families:
        shortest = 3 if ending in {"ing", "ement"} else 4
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            return undouble(word.removesuffix(ending))
    return word


def french(word: str) -> str:
    for ending, instead in FRENCH_ENDINGS:
        if not word.endswith(ending) or len(word) - len(ending) < (4 if "ere" in ending else 3):
            continue
        if ending in {"er", "ers"} and word.removesuffix(ending).endswith("i"):
            continue  # foyer, loyer lose it; papier, quartier keep it
        if ending == "s" and word.endswith("ss"):
            continue
        return undouble(word.removesuffix(ending) + instead)
    return undouble(word)


def dutch(word: str) -> str:
    """Plural, inflected adjective, and the spelling that goes with them: dakloos, daklozen."""
    if word.endswith("'s"):
        word = word.removesuffix("'s")
    elif word.endswith("heden"):
        word = word.removesuffix("heden") + "heid"
    elif word.endswith(("en", "es")) and len(word) > 4:
        word = word[:-2]
    elif len(word) > 4 and word[-1] == "e":
        word = word[:-1]
    word = undouble(word)
    if word.endswith("z"):
        word = word[:-1] + "s"
    elif word.endswith("v"):
        word = word[:-1] + "f"
    if len(word) > 4 and word[-1] == "s" and word[-2] not in VOWELS + "s":
        word = word[:-1]  # after the rest: prijs and prijzen, Frans and Franse
    return short_vowel(undouble(word))


def undouble(word: str) -> str:
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in VOWELS:
        return word[:-1]
    return word


def short_vowel(word: str) -> str:
    """school, scholen: the last vowel is written twice in a closed syllable only."""
    if len(word) > 3 and word[-1] not in VOWELS and word[-2] == word[-3] and word[-2] in "aeou":
        return word[:-2] + word[-1]
    return word
