"""Numbers that a document gives itself: kept as they are typed."""

import re

WORDS = (
    "annexe", "atelier", "axe", "article", "chantier", "chapitre", "constat", "fiche", "module",
    "objectif", "partie", "proposition", "recommandation", "section", "thème", "titre", "volet",
    "aanbeveling", "artikel", "bijlage", "deel", "doelstelling", "hoofdstuk", "thema",
    "vaststelling", "voorstel", "werf", "workshop",
)  # fmt: skip
PLAIN = re.compile(r"(\d{1,3}(?:\.\d{1,3}){1,5})\.?\s+(?=\S)")
NAMED = re.compile(
    rf"((?:{'|'.join(WORDS)})\s+(?:n[°o]\s*)?(?:\d{{1,3}}(?:\.\d+)*|[IVX]{{1,5}}|[A-Z])(?:\s?bis)?)"
    r"\s*(?:[.:–—-]\s*|$)(.*)",
    re.IGNORECASE | re.DOTALL,
)
SIMPLE = re.compile(r"(\d{1,3}|[IVX]{1,5}|[A-Z])[.)°](?:-|\s)\s*(?=\S)")
LONGEST = 20


def split_number(heading: str) -> tuple[str, str]:
    """`3.2. Title` → `3.2`, `Title`; `Atelier 4 : Logement` → `Atelier 4`, `Logement`."""
    if match := NAMED.match(heading):
        number, rest = match.group(1).strip(), match.group(2).strip()
        if rest and len(number) <= LONGEST:
            return number, rest
        return "", heading
    if match := PLAIN.match(heading) or SIMPLE.match(heading):
        rest = heading[match.end() :].strip()
        if rest and len(match.group(1)) <= LONGEST:
            return match.group(1), rest
    return "", heading


def parts(number: str) -> tuple[int, ...]:
    """3.2 → (3, 2); the last figure of *Atelier 4*; nothing for letters."""
    found = re.search(r"\d+(?:\.\d+)*", number)
    return tuple(int(figure) for figure in found.group().split(".")) if found else ()
