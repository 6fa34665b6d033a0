"""The game's data as English: clauses as treaty text, conditions, documents, causes.

Owns words and nothing else. It must never decide, look at a State, or name a document but by the
label its caller gives: whose eyes the text is for, the caller knows.
"""

from .causes import cause_text, near_text, order_dispute_text
from .conditions import UNSEEN_TEXT, Label, condition_text
from .documents import clause_text, document_text, kind_text, pool_text, seat_text

__all__ = [
    "UNSEEN_TEXT",
    "Label",
    "cause_text",
    "clause_text",
    "condition_text",
    "document_text",
    "kind_text",
    "near_text",
    "order_dispute_text",
    "pool_text",
    "seat_text",
]
