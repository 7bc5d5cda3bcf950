"""Scratch databases of the bench: files under VAR_DIR, or databases beside the one that an address names."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit


@dataclass(frozen=True)
class Scratch:
    """One database to fill: of this site or of a stock project, with so many items."""

    kind: str
    items: int

    @property
    def name(self) -> str:
        return f"{self.kind}_{self.items}"

    def url(self, address: str, folder: Path) -> str:
        """Return its address; on PostgreSQL the database is created if it is not there yet."""
        if not address or address.startswith("sqlite"):
            return f"sqlite:///{folder / self.name}.sqlite3"
        parts = urlsplit(address)
        name = f"{parts.path.lstrip('/')}_{self.name}"
        _create(address, name)
        return urlunsplit(parts._replace(path=f"/{name}"))


def _create(address: str, name: str) -> None:
    import psycopg2
    from psycopg2 import sql

    connection = psycopg2.connect(address)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    connection.close()
