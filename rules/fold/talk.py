"""Folding talk and news."""

from msgspec.structs import replace

from .. import events as e
from ..model import State
from .changing import Folds, put


def channel_opened(state: State, event: e.ChannelOpened) -> State:
    return replace(state, channels=put(state.channels, event.channel, event.to))


def message_said(state: State, event: e.MessageSaid) -> State:
    return replace(state, messages=state.messages.insert(event.id, event.message))


def news_told(state: State, event: e.NewsTold) -> State:
    news = replace(state, news=put(state.news, event.id, event.news))
    if event.news.card is None:
        return news
    return replace(news, cards_drawn=(*state.cards_drawn, event.news.card))


def text_erased(state: State, _event: e.TextErased | e.PastErased) -> State:
    """Words lie beside the state: there is nothing of them here."""
    return state


FOLDS: Folds = {
    e.ChannelOpened: channel_opened,
    e.MessageSaid: message_said,
    e.NewsTold: news_told,
    e.TextErased: text_erased,
    e.PastErased: text_erased,
}
