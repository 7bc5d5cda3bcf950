"""What the proofs of the archive share: the findings of a walk, and hands that reach past the guards."""

from contextlib import contextmanager

from django.db import connection

from editorial import guards, verification

CHECKS = (
    verification.verify_chain,
    verification.verify_files,
    verification.verify_revisions,
    verification.verify_rounds,
    verification.verify_public_pages,
    verification.verify_guards,
)


def findings() -> list[str]:
    """Return every sentence that verify_archive would print, in its order."""
    return [finding.sentence for check in CHECKS for finding in check()]


@contextmanager
def guards_lifted():
    """Do what somebody does who holds the database itself: the triggers are down meanwhile, and back afterwards."""
    guards.lift(connection)
    try:
        yield
    finally:
        guards.install(connection)


def run_sql(statement: str, *parameters) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
