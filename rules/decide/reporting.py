"""The press: reports to the world, and questions that it asks in public (Rulebook 7.38, 7.39).

Owns these two. The press is told what the world is told; what it writes moves nothing.
"""

from .. import commands as c
from .. import events as e
from .. import legal
from ..model import News
from ..naming import named
from ..refusal import Refused
from ..unfolding import Unfolding
from .asking import during
from .talking import speak


def report(unfolding: Unfolding, order: c.Order, command: c.Report) -> None:
    """Publish a headline and a story among the news."""
    state = unfolding.state
    is_press(order)
    during(state, *legal.PLAYING)
    if legal.reports_left(state) < 1:
        most = state.scenario.limits.reports
        raise Refused("too-many-reports", f"At most {most} reports a round.", "kind")
    news = News(
        id=named(state.key, "news", order.person, order.id),
        round=state.round,
        kind="report",
        title=command.title,
        text=command.text,
    )
    unfolding.add(e.NewsTold(id=news.id, news=news))


def ask(unfolding: Unfolding, order: c.Order, command: c.Ask) -> None:
    """Ask a delegation before all the world."""
    is_press(order)
    during(unfolding.state, "plenary")
    speak(unfolding, order, c.Say(channel="press", text=command.text), asks=command.seat)


def is_press(order: c.Order) -> None:
    if order.by != "press":
        raise Refused("not-yours", "This is not yours to do.", "kind")
