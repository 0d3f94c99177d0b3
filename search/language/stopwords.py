"""Words that may be missing from what is found. Short acronyms (AS, LO, IS) are none of them,
nor is *sans*: it changes the meaning of what follows."""

FRENCH = """
a au aux avec ce ces cet cette dans de des du elle elles en est et etre il ils je la le les leur
leurs lui ma mais me mes moi mon ne nos notre nous on ou par pas peut peux pour qu que quel quelle
qui quoi sa se ses son sont sur ta te tes toi ton tu un une veux vos votre vous y faire fait faut
comment trouver cherche chercher besoin suis avoir ai mes
"""
DUTCH = """
aan als bij dat de deze die dit een en er haar heb hebben heeft het hij hoe hun ik in je jij kan me
met mij mijn naar niet nodig of om ons onze op te ten ter tot u uit uw van voor waar wat wie wij we
wil worden zijn zich zoek zoeken vinden krijgen
"""
STOPWORDS = {"fr": frozenset(FRENCH.split()), "nl": frozenset(DUTCH.split())}


def is_stopword(written: str, folded: str, language: str) -> bool:
    """Capitals say that an acronym is meant."""
    return folded in STOPWORDS[language] and not (len(written) > 1 and written.isupper())
