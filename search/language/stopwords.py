"""Words that may be missing from what is found. Short acronyms (AS, LO, IS) are none of them,
nor is *sans*: it changes the meaning of what follows."""

FRENCH = """
a ai aller au aux avec avoir besoin ce ces cet cette cherche chercher chez comment dans de des du
elle elles en est et etre eu faire fait faudrait faut il ils j je l la le les leur leurs lui ma mais
me mes moi mon n ne nos notre nous obtenir on ou par pas peut peux plus pour pourrais puis qu quand
que quel quelle qui quoi recevoir sa se ses son sont sortir suis sur t ta te tes toi ton trop trouve
trouver tu un une va vais veux voudrais vos votre vous y
"""
DUTCH = """
aan af als ben bij dat de deze die dit doen een en er geen haar heb hebben heeft het hij hoe hun ik
in is je jij kan kom kunnen kwijt me meer met mij mijn moet naar niet nodig of om ons onze op raken
te teveel ten ter tot u uit uw van vind vinden voor waar wat wie wij wil willen we worden zijn zich
zoek zoeken krijgen
"""
STOPWORDS = {"fr": frozenset(FRENCH.split()), "nl": frozenset(DUTCH.split())}
# Nothing is near to *rue Rogier* because it stands in a street.
STREETS = {
    "fr": frozenset({"rue", "avenue", "boulevard", "chaussee", "place", "quai", "square"}),
    "nl": frozenset({"straat", "laan", "steenweg", "plein", "kaai"}),
}


def is_stopword(written: str, folded: str, language: str) -> bool:
    """Capitals say that an acronym is meant."""
    return folded in STOPWORDS[language] and not (len(written) > 1 and written.isupper())
