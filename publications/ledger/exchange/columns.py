"""The columns of a table of recommendations: read, written and explained from this one list."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from directory.exchange.cells import Cell, Choice, Codes, Day, Whole
from directory.vocabulary import Audience, Theme

from ..authorities import Authority
from ..kinds import Addressing, Basis, Channel, Level, Origin, Relation, Type, Validation

KEY = "number"
SEVERAL = _("Several codes are separated by spaces.")
NUMBERS = _("Numbers, separated by spaces. Those of the same file have to stand higher up in it.")
SENT = _("The sending is added; one that is there already, on that day, stays as it is.")


@dataclass(frozen=True)
class Field:
    """A column that is one field of the recommendation."""

    name: str
    label: object
    cell: Cell
    help: object = ""
    example: str = ""

    def text(self, one) -> str:
        return self.cell.write(self.cell.get(one, self.name))


@dataclass(frozen=True)
class Other:
    """A column that makes rows beside it: relations, sendings."""

    name: str
    label: object
    cell: Cell
    help: object = ""
    example: str = ""


WORDS, DAY = Cell(), Day()

FIELDS = (
    Field("year", _("Year"), Whole(), _("Empty: that of the number."), "2015"),
    Field("adopted_on", _("Adopted on"), DAY, _("If the day is known."), "2015-03-12"),
    Field("title_fr", _("In one sentence, in French"), WORDS, _("Starts with a verb."),
          "Financer au moins un mi-temps"),
    Field("title_nl", _("In one sentence, in Dutch"), WORDS),
    Field("text_fr", _("Full text in French"), WORDS),
    Field("text_nl", _("Full text in Dutch"), WORDS),
    Field("type", _("Type"), Choice(Type), example="recommendation"),
    Field("level", _("Level of power"), Choice(Level), example="cpas"),
    Field("themes", _("Themes"), Codes(Theme), SEVERAL, "housing"),
    Field("audiences", _("For whom"), Codes(Audience), SEVERAL),
    Field("origin", _("Origin"), Choice(Origin), example="group"),
    Field("taken_over_from_fr", _("Taken over from, in French"), WORDS),
    Field("taken_over_from_nl", _("Taken over from, in Dutch"), WORDS),
    Field("validation", _("Agreement"), Choice(Validation), example="validated"),
    Field("validated_by_fr", _("Agreed or contested by, in French"), WORDS),
    Field("validated_by_nl", _("Agreed or contested by, in Dutch"), WORDS),
    Field("source_note_fr", _("Note on the source, in French"), WORDS),
    Field("source_note_nl", _("Note on the source, in Dutch"), WORDS),
)  # fmt: skip
RELATIONS = {
    "repeats": Other("repeats", _("Asked before in"), WORDS, NUMBERS, "2010-03"),
    "alternative_to": Other("alternative_to", _("Alternative to"), WORDS, NUMBERS),
    "complementary_to": Other("complementary_to", _("Complementary to"), WORDS, NUMBERS),
}
KINDS = {
    "repeats": Relation.REPEATS,
    "alternative_to": Relation.ALTERNATIVE,
    "complementary_to": Relation.COMPLEMENTARY,
}
SENDING = {
    "addressees": Other("addressees", _("Addressees"), Codes(Authority, "slug"), SEVERAL,
                        "cpas-ocmw-1030"),
    "addressing": Other("addressing", _("The addressee is"), Choice(Addressing),
                        _("Empty: named."), "named"),
    "sent_on": Other("sent_on", _("Sent on"), DAY, SENT, "2015-03-18"),
    "channel": Other("channel", _("By"), Choice(Channel), example="letter"),
    "due_on": Other("due_on", _("Answer awaited by"), DAY),
    "basis": Other("basis", _("Basis of this date"), Choice(Basis)),
}  # fmt: skip
PARENT = Other("part_of", _("Part of"), WORDS, _("The number of a wider recommendation."))
