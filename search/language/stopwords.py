"""Words that may be missing from what is found. Short acronyms (AS, LO, IS) are none of them,
nor is *sans*: it changes the meaning of what follows."""

import re

from .stems import stem

FRENCH = """
a ai aller arrive arriver au aux avec avoir beaucoup besoin bonjour ce ces cet cette cherche
chercher chez comment dans de des du elle elles en est et etre eu faire fait faudrait faut il ils j
je l la le les leur leurs lui ma mais me merci mes moi mon n ne nos notre nous obtenir on ou par pas
peut peux plus pour pourrais puis qu quand que quel quelle qui quoi recevoir recois recu sa se sens
ses son sont sortir suis sur svp t ta te tes toi ton tres trop trouve trouver tu un une va vais veux
voudrais vos votre vous y
"""
DUTCH = """
aan af als ben bij dat de deze die dit doen een en er geen graag haar hallo heb hebben heeft heel
het hij hoe hun iemand ik in is je jij kan kom krijg krijgen kunnen kwijt la le maar me meer met mij
mijn moet naar niet nodig of om ons onze ontvangen ook op raken te teveel ten ter tot u uit uw van
sta staan vind vinden voel voelen voor waar wat wie wij wil willen we worden zijn zich zoek zoeken
"""
# Say little alone: nothing is near to *rue Rogier* because it stands in a street, nor to *help with
# homework* because it helps.
FRENCH_COMMON = """
rue avenue boulevard chaussee place quai square aide aider association cher gratuit payer personne
probleme question service
"""
DUTCH_COMMON = """
straat laan steenweg plein kaai betalen dienst goedkoop gratis hulp helpen mens persoon personen
probleem vereniging vraag
"""
STOPWORDS = {"fr": frozenset(FRENCH.split()), "nl": frozenset(DUTCH.split())}
COMMON = {
    "fr": frozenset(stem(word, "fr") for word in FRENCH_COMMON.split()),
    "nl": frozenset(stem(word, "nl") for word in DUTCH_COMMON.split()),
}
FRENCH_ARTICLE = re.compile(r"\b(?:les?|la)\s+", re.IGNORECASE)


def without_articles(name: str, language: str) -> str:
    """A name among words of the other language: to a Dutch reader, *les* would be a lesson."""
    return FRENCH_ARTICLE.sub("", name) if language == "fr" else name


def is_stopword(written: str, folded: str, language: str) -> bool:
    """Capitals say that an acronym is meant."""
    return folded in STOPWORDS[language] and not (len(written) > 1 and written.isupper())
