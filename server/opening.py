"""Which store the settings ask for.

Owns the choice between the engines, and imports only the one that is chosen.
"""

from collections.abc import Callable

from .settings import Settings
from .store import Store


async def open_store(settings: Settings, now_ms: Callable[[], int] | None = None) -> Store:
    """Open the data base the settings name, brought to the newest schema."""
    if settings.database_url is None:
        from .sqlite import Sqlite  # noqa: PLC0415

        return Store(Sqlite(settings.var), now_ms)
    from .postgres import open_postgres  # noqa: PLC0415  # its driver is needed by nobody else

    return Store(await open_postgres(settings.database_url.get_secret_value()), now_ms)
