"""What carries one socket: uvicorn's protocol, with a short way for plain text frames.

Owns how a stream of bytes is cut into frames, and when a frame may be written at once. All but
plain text frames goes through the protocol's own machinery, which knows the rules of all others. It
must never look into a text.
"""

from collections.abc import Callable
from typing import Any, Final, cast

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.speedups import apply_mask

from .handshake import WIRE

TEXT: Final = 0x81
"""The first byte of a text that is whole in one frame."""
_DATA: Final = (0, 1, 2)
_END_OF_REQUEST: Final = b"\r\n\r\n"
_NO_UTF8: Final = 1007


class Carrier(WebSocketsSansIOProtocol):
    """Carries one socket; lets the application cut it off, and never waits for a dead peer.

    Frames are heard and written in the same turn of the loop, without a queue between, which would
    cost more than the frame.
    """

    _heard: Callable[[str | None], None] | None = None
    _rest = b""
    """What has come of a frame that is not whole yet."""
    _in_parts = False
    """Whether a message that comes in several frames has begun."""
    _cut = True
    """Whether frames are cut here: so long as the protocol's machinery has nothing begun."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        # It would write all frames and headers to a talkative log: tokens, cookies, words.
        self.conn.debug = False

    def handle_connect(self, event: Any) -> None:
        super().handle_connect(event)
        if self.response.status_code == 101:
            extensions: dict[str, Any] = cast(dict[str, Any], self.scope["extensions"])
            extensions[WIRE] = self

    async def send(self, message: Any) -> None:
        await super().send(message)
        if message["type"] == "websocket.http.response.body":
            # Denied in full: uvicorn would else log as an error that nobody shook hands.
            self.handshake_complete = True

    def keepalive_timeout(self) -> None:
        super().keepalive_timeout()
        # Closing would wait for the very buffer that the peer does not read.
        self.transport.abort()

    # --- the short way ---

    def abort(self) -> None:
        """Cut the peer off, whatever still waits for it."""
        self.transport.abort()

    def write(self, frame: bytes) -> bool:
        """Write a text frame now, or return False where it has to wait or can never go out."""
        if self.close_sent or not self.writable.is_set() or self.transport.is_closing():
            return False
        self.transport.write(head(len(frame)) + frame)
        return True

    def hear(self, heard: Callable[[str | None], None]) -> None:
        """Hand every text from now on to `heard` as it comes, None for what is no text."""
        self._heard = heard

    def data_received(self, data: bytes) -> None:
        if self._heard is None and self.handshake_initiated:
            # Who speaks before it is answered is no client; the machinery could not bear it.
            self.transport.abort()
        elif self._heard is None:
            self._cut = ends_with_request(data)
            super().data_received(data)
        elif self._cut:
            self._take_apart(self._rest + data)
        else:
            super().data_received(data)

    def _take_apart(self, data: bytes) -> None:
        start, most = 0, self.config.ws_max_size
        while (found := frame_at(data, start)) is not None and not self.transport.is_closing():
            payload, end = found
            if end - payload > most:
                # Too large: the machinery says so, and closes.
                self._cut = False
                super().data_received(data[start:])
                return
            if end > len(data):
                break
            self._take(data[start:end], payload - start)
            start = end
        self._rest = data[start:]

    def _take(self, frame: bytes, payload: int) -> None:
        is_masked = frame[1] & 128
        if frame[0] == TEXT and is_masked and not self._in_parts and not self.close_sent:
            text = apply_mask(frame[payload:], frame[payload - 4 : payload])
            try:
                said = text.decode()
            except UnicodeDecodeError:
                pass  # The machinery says so, and closes.
            else:
                assert self._heard is not None
                self._heard(said)
                return
        if frame[0] & 15 in _DATA:
            self._in_parts = not frame[0] & 128
        super().data_received(frame)

    def handle_ping(self) -> None:
        """Answer, unless the peer does not read: unread answers would pile up without end."""
        if self.writable.is_set():
            super().handle_ping()
        else:
            self.conn.data_to_send()

    def send_receive_event_to_app(self) -> None:
        """Hand over what the machinery has put together, or close upon what is no UTF-8."""
        if self.close_sent or (self._heard is None and self.curr_msg_data_type == "bytes"):
            super().send_receive_event_to_app()
            return
        try:
            is_text = self.curr_msg_data_type == "text"
            said = b"".join(self.frames).decode() if is_text else None
        except UnicodeDecodeError:
            # Not the machinery's way, which would log each as a fault of ours.
            self.frames = []
            self.conn.send_close(_NO_UTF8)
            self.handle_parser_exception()
            return
        if self._heard is None:
            super().send_receive_event_to_app()
            return
        self.frames = []
        self._heard(said)


def ends_with_request(data: bytes) -> bool:
    """Say whether these bytes are the end of a request, with nothing behind it."""
    return data.find(_END_OF_REQUEST) == len(data) - len(_END_OF_REQUEST)


def head(length: int) -> bytes:
    """Return what comes before the payload of a text frame of a server."""
    if length < 126:
        return bytes((TEXT, length))
    if length < 65_536:
        return b"\x81\x7e" + length.to_bytes(2, "big")
    return b"\x81\x7f" + length.to_bytes(8, "big")


def frame_at(data: bytes, start: int) -> tuple[int, int] | None:
    """Return where the payload of the frame at `start` begins and ends, even where not all of it
    has come; None while too little has come to say."""
    if len(data) < start + 2:
        return None
    length, begin = data[start + 1] & 127, start + 2
    if length > 125:
        begin += 2 if length == 126 else 8
        if len(data) < begin:
            return None
        length = int.from_bytes(data[start + 2 : begin], "big")
    begin += 4 if data[start + 1] & 128 else 0
    return begin, begin + length
