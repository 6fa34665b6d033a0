"""What was heard of others: each listener's own book, and all of it once the game is over.

Owns `ledger/overheard` and `debrief/overheard`. The first holds what its viewer heard itself
(Rulebook 6.16), and never which text that was.
"""

from ..model import Heard
from ..naming import label
from ..prose.overheard import heard_text
from .reader import Reader, Record


def overheard(reader: Reader) -> Record:
    """What this viewer's listeners heard; control reads what anybody heard."""
    mine = (each for each in reader.state.overheard if reader.viewer in (each.seat, "control"))
    return {"heard": [hearing(reader, each) for each in mine]}


def revealed(reader: Reader) -> Record:
    """Who listened to whom, and what there was to hear of."""
    return {
        "heard": [
            {
                **hearing(reader, each),
                "document": each.document,
                "label": label(each.document) if each.document else None,
            }
            for each in reader.state.overheard
        ]
    }


def hearing(reader: Reader, heard: Heard) -> Record:
    terms = reader.state.documents[heard.document].terms if heard.document else None
    return {
        "round": heard.round,
        "by": heard.seat,
        "pair": list(heard.pair),
        "talked": heard.talked,
        "parties": list(heard.parties),
        "text": list(heard_text(heard, terms, reader.state.scenario, reader.label)),
    }
