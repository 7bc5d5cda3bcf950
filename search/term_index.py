"""The database's own index from terms to rows, on SQLite (FTS5) and PostgreSQL (GIN over arrays of numbers).

Two of them: `PASSAGES` finds passages by what they share with a question, `PAGES` the pages that have every word. Part of the
schema, put up after every migration, since Django has no field for either. The terms are numbers made by `terms.py`; neither
database's own parser is let near the text.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from django.db import connections

# A page matches if it has, for each group, all terms of one of the alternatives.
Groups = Sequence[Sequence[Sequence[int]]]


def install_after_migration(*, using: str, **kwargs) -> None:
    """Receiver of post_migrate: put up what is missing."""
    connection = connections[using]
    if "search_searchentry" in connection.introspection.table_names():
        install(connection)


def install(connection) -> None:
    for index in (PASSAGES, PAGES):
        index.install(connection)


@dataclass(frozen=True)
class TermIndex:
    """Rows by their terms; a row is known by its number."""

    table: str

    def install(self, connection) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(
                    f"CREATE TABLE IF NOT EXISTS {self.table} (id bigint PRIMARY KEY, terms integer[] NOT NULL)"
                )
                cursor.execute(f"CREATE INDEX IF NOT EXISTS {self.table}_terms ON {self.table} USING gin (terms)")
            else:
                # Only which row has which term is asked of it: no text, no places within the text.
                cursor.execute(
                    f"CREATE VIRTUAL TABLE IF NOT EXISTS {self.table} "
                    "USING fts5(terms, content='', detail=none, columnsize=0, tokenize='ascii')"
                )

    def empty(self, connection) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(f"TRUNCATE {self.table}")
            else:
                cursor.execute(f"INSERT INTO {self.table}({self.table}) VALUES ('delete-all')")  # noqa: S608

    def add(self, connection, rows: Iterable[tuple[int, np.ndarray]]) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                lines = "".join(f"{pk}\t{{{','.join(map(str, _signed(terms)))}}}\n" for pk, terms in rows)
                with connection.wrap_database_errors:  # Django does not do so by itself for what it does not know
                    cursor.copy_expert(f"COPY {self.table} (id, terms) FROM STDIN", io.StringIO(lines))
            else:
                sentence = f"INSERT INTO {self.table}(rowid, terms) VALUES (%s, %s)"  # noqa: S608 (the name is ours)
                cursor.executemany(sentence, [(pk, _text(terms)) for pk, terms in rows])

    def remove(self, connection, rows: Iterable[tuple[int, np.ndarray]]) -> None:
        """Take rows out; SQLite needs the terms they were put in with."""
        rows = list(rows)
        if not rows:
            return
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(f"DELETE FROM {self.table} WHERE id = ANY(%s)", [[pk for pk, _ in rows]])  # noqa: S608
            else:
                sentence = f"INSERT INTO {self.table}({self.table}, rowid, terms) VALUES ('delete', %s, %s)"  # noqa: S608
                cursor.executemany(sentence, [(pk, _text(terms)) for pk, terms in rows])

    def clear(self, connection, first: int, last: int) -> None:
        """Take out whatever stands from one number to the other, where that can be done without knowing the terms."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"DELETE FROM {self.table} WHERE id BETWEEN %s AND %s", [first, last])  # noqa: S608

    def rows_with_each(self, connection, terms: Sequence[int]) -> list[np.ndarray]:
        """Return, for each term, the numbers of the rows that have it, in rising order; one query."""
        if not terms:
            return []
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                # One plan for all terms: to plan each apart takes as long as to read it.
                cursor.execute(
                    f"SELECT place - 1, (SELECT string_agg(int8send(id), '') FROM {self.table} "  # noqa: S608
                    "WHERE terms @> ARRAY[term]) FROM unnest(%s::integer[]) WITH ORDINALITY AS asked(term, place)",
                    [_signed(terms)],
                )
            else:
                part = f"SELECT %s, group_concat(rowid, ' ') FROM {self.table} WHERE {self.table} MATCH %s"  # noqa: S608
                values = [value for place, term in enumerate(terms) for value in (place, f"{int(term):x}")]
                cursor.execute(" UNION ALL ".join([part] * len(terms)), values)
            found = dict(cursor.fetchall())
        return [_numbers(found[place]) for place in range(len(terms))]

    def rows_with_groups(self, connection, groups: Groups) -> np.ndarray:
        """Return the numbers of the rows that have, for each group, one of its alternatives whole; one query."""
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                condition, values = _array_condition(groups)
                sentence = f"SELECT string_agg(int8send(id), '') FROM {self.table} WHERE {condition}"  # noqa: S608
            else:
                values = [_match_expression(groups)]
                sentence = f"SELECT group_concat(rowid, ' ') FROM {self.table} WHERE {self.table} MATCH %s"  # noqa: S608
            cursor.execute(sentence, values)
            return np.sort(_numbers(cursor.fetchone()[0]))


PASSAGES = TermIndex("search_passage_terms")
PAGES = TermIndex("search_page_terms")


def _signed(terms: Iterable[int]) -> list[int]:
    return np.asarray(terms, dtype=np.uint32).view(np.int32).tolist()


def _text(terms: np.ndarray) -> str:
    return " ".join([f"{term:x}" for term in terms.tolist()])


def _numbers(found) -> np.ndarray:
    """Read what an aggregate gave: a list as text from SQLite, bytes from PostgreSQL, nothing from neither."""
    if found is None:
        return np.zeros(0, dtype=np.int64)
    if isinstance(found, str):
        return np.fromstring(found, dtype=np.int64, sep=" ")
    if isinstance(found, int):
        return np.array([found], dtype=np.int64)
    return np.sort(np.frombuffer(found, dtype=">i8").astype(np.int64))


def _array_condition(groups: Groups) -> tuple[str, list]:
    conditions, values = [], []
    for alternatives in groups:
        conditions.append("(" + " OR ".join(["terms @> %s::integer[]"] * len(alternatives)) + ")")
        values.extend(_signed(terms) for terms in alternatives)
    return " AND ".join(conditions), values


def _match_expression(groups: Groups) -> str:
    return " AND ".join(
        "(" + " OR ".join("(" + " AND ".join(f"{int(term):x}" for term in terms) + ")" for terms in alternatives) + ")"
        for alternatives in groups
    )
