"""The text of the guards, for both databases."""

APPEND_ONLY_TABLES = (
    "editorial_publicationrecord",
    "editorial_publishedfile",
    "editorial_submissionstep",
    "editorial_duedatechange",
)

REFUSE_CHANGE = "Hồ sơ lưu chỉ được thêm, không được sửa hoặc xóa."
REFUSE_PUBLIC = "Trang chỉ được công khai khi có hồ sơ lưu của lần phê duyệt."
REFUSE_REMOVAL = "Trang đang công khai chỉ được gỡ khi có hồ sơ thu hồi."
REFUSE_REVISION = "Phiên bản đã ghi vào hồ sơ lưu không được sửa."

_CONTRIBUTED = "EXISTS (SELECT 1 FROM editorial_contributedtype t WHERE t.content_type_id = NEW.content_type_id)"
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
        "BEFORE UPDATE OF live, live_revision_id, content_type_id ON wagtailcore_page "
        f"WHEN {_CONTRIBUTED} BEGIN "
        f"SELECT RAISE(ABORT, '{REFUSE_PUBLIC}') WHERE NEW.live AND {_UNBACKED}; "
        f"SELECT RAISE(ABORT, '{REFUSE_REMOVAL}') WHERE NOT NEW.live AND {_STILL_RECORDED}; END"
    )
    statements.append(
        "CREATE TRIGGER cchc_recorded_revision_is_fixed BEFORE UPDATE OF content, object_id ON wagtailcore_revision "
        f"WHEN NEW.content <> OLD.content AND {_REVISION_RECORDED} BEGIN SELECT RAISE(ABORT, '{REFUSE_REVISION}'); END"
    )
    return statements


def postgresql_statements() -> list[str]:
    statements = [
        _function(
            "cchc_refuse_change", f"RAISE EXCEPTION '{REFUSE_CHANGE}' USING ERRCODE = 'integrity_constraint_violation';"
        ),
        _function(
            "cchc_page_needs_record",
            f"IF {_CONTRIBUTED} THEN "
            f"IF NEW.live AND (TG_OP = 'INSERT' OR {_UNBACKED}) THEN "
            f"RAISE EXCEPTION '{REFUSE_PUBLIC}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
            f"IF NOT NEW.live AND {_STILL_RECORDED} THEN "
            f"RAISE EXCEPTION '{REFUSE_REMOVAL}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
            "END IF; RETURN NEW;",
        ),
        _function(
            "cchc_recorded_revision_is_fixed",
            f"IF NEW.content::text <> OLD.content::text AND {_REVISION_RECORDED} THEN "
            f"RAISE EXCEPTION '{REFUSE_REVISION}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW;",
        ),
        "CREATE TRIGGER cchc_page_needs_record_insert BEFORE INSERT ON wagtailcore_page "
        "FOR EACH ROW EXECUTE FUNCTION cchc_page_needs_record()",
        "CREATE TRIGGER cchc_page_needs_record_update "
        "BEFORE UPDATE OF live, live_revision_id, content_type_id ON wagtailcore_page "
        "FOR EACH ROW EXECUTE FUNCTION cchc_page_needs_record()",
        "CREATE TRIGGER cchc_recorded_revision_is_fixed BEFORE UPDATE OF content, object_id ON wagtailcore_revision "
        "FOR EACH ROW EXECUTE FUNCTION cchc_recorded_revision_is_fixed()",
    ]
    for table in APPEND_ONLY_TABLES:
        for verb, scope in (("update", "ROW"), ("delete", "ROW")):
            statements.append(
                f"CREATE TRIGGER cchc_{table}_no_{verb} BEFORE {verb.upper()} ON {table} "
                f"FOR EACH {scope} EXECUTE FUNCTION cchc_refuse_change()"
            )
        statements.append(
            f"CREATE TRIGGER cchc_{table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION cchc_refuse_change()"
        )
    return statements


def _function(name: str, body: str) -> str:
    return f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$ BEGIN {body} END; $$ LANGUAGE plpgsql"
