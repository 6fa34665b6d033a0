"""A refusal: the expected answer to a command that breaks a rule."""


class Refused(Exception):
    """The command breaks a rule. `code` is stable; `detail` says what is wrong and a way out.

    `field` is the path of the offending part of the command, where there is one. What a seat may
    not know and what does not exist are refused with the same code and the same words.
    """

    def __init__(self, code: str, detail: str, field: str | None = None) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail
        self.field = field
