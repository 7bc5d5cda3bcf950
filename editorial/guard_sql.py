"""The text of the guards, for both databases."""

APPEND_ONLY_TABLES = (
    "editorial_publicationrecord",
    "editorial_publishedfile",
    "editorial_submissionstep",
    "editorial_duedatechange",
    "editorial_contributedtype",
)

GUARDED_COLUMNS = "live, live_revision_id, content_type_id, title"

REFUSE_CHANGE = "Hồ sơ lưu chỉ được thêm, không được sửa hoặc xóa."
REFUSE_PUBLIC = "Trang chỉ được công khai khi có hồ sơ lưu của lần phê duyệt."
REFUSE_REMOVAL = "Trang đang công khai chỉ được gỡ khi có hồ sơ thu hồi."
REFUSE_TYPE = "Loại của trang do cơ quan cung cấp không được đổi."
REFUSE_ORDER = "Hồ sơ lưu chỉ được nối vào cuối chuỗi, lần lượt từng số."
REFUSE_REVISION = "Phiên bản đã ghi vào hồ sơ lưu không được sửa."
SENTENCES = (REFUSE_CHANGE, REFUSE_PUBLIC, REFUSE_REMOVAL, REFUSE_TYPE, REFUSE_ORDER, REFUSE_REVISION)

_CONTRIBUTED = "EXISTS (SELECT 1 FROM editorial_contributedtype t WHERE t.content_type_id = NEW.content_type_id)"
_WAS_CONTRIBUTED = "EXISTS (SELECT 1 FROM editorial_contributedtype t WHERE t.content_type_id = OLD.content_type_id)"
_TYPE_CHANGED = f"(OLD.content_type_id <> NEW.content_type_id AND {_WAS_CONTRIBUTED})"
_NEWEST = (
    "(SELECT r.{column} FROM editorial_publicationrecord r WHERE r.page_id = NEW.id ORDER BY r.sequence DESC LIMIT 1)"
)
_NEWEST_KIND = _NEWEST.format(column="kind")
_NEWEST_REVISION = _NEWEST.format(column="revision_id")
_UNBACKED = (
    f"({_NEWEST_KIND} IS NULL OR {_NEWEST_KIND} <> 'publication' "
    f"OR NEW.live_revision_id IS NULL OR {_NEWEST_REVISION} <> NEW.live_revision_id)"
)
_STILL_RECORDED = f"{_NEWEST_KIND} = 'publication'"
# The title is what lists and feeds show; the rest of the content stands in other tables, compared by verify_archive.
_OTHER_TITLE = f"{_NEWEST.format(column='title')} <> NEW.title"
_OUT_OF_ORDER = (
    "NOT EXISTS (SELECT 1 FROM editorial_archivehead h WHERE h.last_sequence = NEW.sequence - 1 "
    "AND h.last_digest = NEW.previous_digest)"
)
_HEAD_ASTRAY = (
    "(NEW.id <> OLD.id OR NEW.last_sequence <> OLD.last_sequence + 1 "
    "OR NOT EXISTS (SELECT 1 FROM editorial_publicationrecord r WHERE r.sequence = NEW.last_sequence "
    "AND r.digest = NEW.last_digest AND r.previous_digest = OLD.last_digest))"
)
_REVISION_CHANGED = (
    "(NEW.content {cast}<> OLD.content {cast}OR NEW.object_id <> OLD.object_id "
    "OR NEW.content_type_id <> OLD.content_type_id)"
)
_REVISION_RECORDED = "EXISTS (SELECT 1 FROM editorial_publicationrecord r WHERE r.revision_id = NEW.id)"


def sqlite_statements() -> list[str]:
    statements = []
    for table in APPEND_ONLY_TABLES:
        for verb in ("update", "delete"):
            statements.append(
                f"CREATE TRIGGER cchc_{table}_no_{verb} BEFORE {verb.upper()} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSE_CHANGE}'); END"
            )
    statements.append(
        "CREATE TRIGGER cchc_page_needs_record_insert BEFORE INSERT ON wagtailcore_page "
        f"WHEN NEW.live AND {_CONTRIBUTED} BEGIN SELECT RAISE(ABORT, '{REFUSE_PUBLIC}'); END"
    )
    statements.append(
        "CREATE TRIGGER cchc_page_needs_record_update "
        f"BEFORE UPDATE OF {GUARDED_COLUMNS} ON wagtailcore_page "
        f"WHEN {_CONTRIBUTED} OR {_TYPE_CHANGED} BEGIN "
        f"SELECT RAISE(ABORT, '{REFUSE_TYPE}') WHERE {_TYPE_CHANGED}; "
        f"SELECT RAISE(ABORT, '{REFUSE_PUBLIC}') WHERE NEW.live AND ({_UNBACKED} OR {_OTHER_TITLE}); "
        f"SELECT RAISE(ABORT, '{REFUSE_REMOVAL}') WHERE NOT NEW.live AND {_STILL_RECORDED}; END"
    )
    statements.append(
        "CREATE TRIGGER cchc_recorded_revision_is_fixed BEFORE UPDATE OF content, object_id, content_type_id "
        f"ON wagtailcore_revision WHEN {_REVISION_CHANGED.format(cast='')} AND {_REVISION_RECORDED} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSE_REVISION}'); END"
    )
    statements.append(
        "CREATE TRIGGER cchc_record_continues_chain BEFORE INSERT ON editorial_publicationrecord "
        f"WHEN {_OUT_OF_ORDER} BEGIN SELECT RAISE(ABORT, '{REFUSE_ORDER}'); END"
    )
    statements.append(
        "CREATE TRIGGER cchc_archive_head_moves_on BEFORE UPDATE ON editorial_archivehead "
        f"WHEN {_HEAD_ASTRAY} BEGIN SELECT RAISE(ABORT, '{REFUSE_ORDER}'); END"
    )
    statements.append(
        "CREATE TRIGGER cchc_archive_head_stays BEFORE DELETE ON editorial_archivehead "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSE_CHANGE}'); END"
    )
    return statements


def postgresql_statements() -> list[str]:
    """Return the functions and triggers; a trigger that somebody switched off is put back switched on."""
    return [
        statement.replace("CREATE TRIGGER", "CREATE OR REPLACE TRIGGER")
        if not statement.startswith("CREATE OR")
        else statement
        for statement in _postgresql_statements()
    ]


def _postgresql_statements() -> list[str]:
    return [*_postgresql_functions(), *_postgresql_page_triggers(), *_postgresql_archive_triggers()]


def _postgresql_functions() -> list[str]:
    return [
        _function(
            "cchc_refuse_change", f"RAISE EXCEPTION '{REFUSE_CHANGE}' USING ERRCODE = 'integrity_constraint_violation';"
        ),
        _function(
            "cchc_page_needs_record",
            f"IF TG_OP = 'UPDATE' THEN {_refuse_if(_TYPE_CHANGED, REFUSE_TYPE)} END IF; "
            f"IF {_CONTRIBUTED} THEN "
            + _refuse_if(f"NEW.live AND (TG_OP = 'INSERT' OR {_UNBACKED} OR {_OTHER_TITLE})", REFUSE_PUBLIC)
            + _refuse_if(f"NOT NEW.live AND {_STILL_RECORDED}", REFUSE_REMOVAL)
            + " END IF; RETURN NEW;",
        ),
        _function(
            "cchc_recorded_revision_is_fixed",
            _refuse_if(f"{_REVISION_CHANGED.format(cast='::text ')} AND {_REVISION_RECORDED}", REFUSE_REVISION)
            + " RETURN NEW;",
        ),
        _function("cchc_record_continues_chain", _refuse_if(_OUT_OF_ORDER, REFUSE_ORDER) + " RETURN NEW;"),
        _function("cchc_archive_head_moves_on", _refuse_if(_HEAD_ASTRAY, REFUSE_ORDER) + " RETURN NEW;"),
    ]


def _postgresql_page_triggers() -> list[str]:
    return [
        "CREATE TRIGGER cchc_page_needs_record_insert BEFORE INSERT ON wagtailcore_page "
        "FOR EACH ROW EXECUTE FUNCTION cchc_page_needs_record()",
        "CREATE TRIGGER cchc_page_needs_record_update "
        f"BEFORE UPDATE OF {GUARDED_COLUMNS} ON wagtailcore_page "
        "FOR EACH ROW EXECUTE FUNCTION cchc_page_needs_record()",
        "CREATE TRIGGER cchc_recorded_revision_is_fixed BEFORE UPDATE OF content, object_id, content_type_id "
        "ON wagtailcore_revision FOR EACH ROW EXECUTE FUNCTION cchc_recorded_revision_is_fixed()",
    ]


def _postgresql_archive_triggers() -> list[str]:
    statements = [
        "CREATE TRIGGER cchc_record_continues_chain BEFORE INSERT ON editorial_publicationrecord "
        "FOR EACH ROW EXECUTE FUNCTION cchc_record_continues_chain()",
        "CREATE TRIGGER cchc_archive_head_moves_on BEFORE UPDATE ON editorial_archivehead "
        "FOR EACH ROW EXECUTE FUNCTION cchc_archive_head_moves_on()",
        "CREATE TRIGGER cchc_archive_head_stays BEFORE DELETE ON editorial_archivehead "
        "FOR EACH ROW EXECUTE FUNCTION cchc_refuse_change()",
        "CREATE TRIGGER cchc_archive_head_is_not_emptied BEFORE TRUNCATE ON editorial_archivehead "
        "FOR EACH STATEMENT EXECUTE FUNCTION cchc_refuse_change()",
    ]
    for table in APPEND_ONLY_TABLES:
        for verb in ("update", "delete"):
            statements.append(
                f"CREATE TRIGGER cchc_{table}_no_{verb} BEFORE {verb.upper()} ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION cchc_refuse_change()"
            )
        statements.append(
            f"CREATE TRIGGER cchc_{table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION cchc_refuse_change()"
        )
    return statements


def _refuse_if(condition: str, sentence: str) -> str:
    return f"IF {condition} THEN RAISE EXCEPTION '{sentence}' USING ERRCODE = 'integrity_constraint_violation'; END IF;"


def _function(name: str, body: str) -> str:
    return f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$ BEGIN {body} END; $$ LANGUAGE plpgsql"
