"""What questions and topics are called for people; their ids are what is typed."""

from __future__ import annotations

from kernketen.model.questions import QUESTIONS, known
from kernketen.words import marked, tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from kernketen.model.region import Region

TURN = "aan_zet."
"""How the topics of the matrix begin; the rest is a role."""
_TURN = marked("Whose turn it is: {role}")


def question_title(question: str, region: Region | None = None) -> str:
    """A question as it is asked: "Who pays?"; a region's own question by its id."""
    found = known(region, question) if region is not None else QUESTIONS.get(question)
    return tr(found.said) if found else readable(question)


def topic_title(region: Region, question: str, topic: str, told: Callable[[str], str] = tr) -> str:
    """The title of a topic in the reader's language; of a region's own topic the region's, else its id.

    ``told`` puts the core's words in another language: ``words.dutch``.
    """
    found = known(region, question)
    if found and topic in found.topics:
        return told(found.topics[topic])
    if region["titles"].get(topic):
        return region["titles"][topic]
    if topic.startswith(TURN):
        name = topic.removeprefix(TURN)
        role = next((r["name"] for r in region["roles"] if r["id"] == name), name)
        return told(_TURN).format(role=role)
    # A topic of the region's own is called region.topic.
    said = readable(topic.rpartition(".")[2])
    return said[:1].upper() + said[1:]


def readable(word: str) -> str:
    """An id as words: "geen meldplicht"."""
    return word.replace("_", " ")
