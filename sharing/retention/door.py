"""The one door through which history goes: two people, the list that both saw, and nothing else (ADR 0050)."""
# ruff: noqa: S608 - the names in these statements are ours

from sharing.retention.what import (
    CLEARED,
    DELETED,
    DOSSIERS,
    GONE,
    MARKED,
    contact_places,
    history_of,
    tables,
)
from sharing.rights.recipient_triggers import UNTOLD


def _keys(kind: str) -> str:
    return f"ARRAY(SELECT (i->>1)::bigint FROM jsonb_array_elements(items) i WHERE i->>0 = '{kind}')"


def _deletions() -> str:
    """Per kind that goes as a whole: its parts, its history, what Wagtail and the API keep of it, itself."""
    found = []
    for one in DELETED:
        steps = []
        for part in one.parts:
            steps += _gone(part.table, part.column, files=part.has_files)
        if one.kind == "answer":
            steps += [
                f"UPDATE sharing_rightsrequest SET {name} = NULL WHERE {name} = ANY(keys)"
                for name in ("answer_id", "answer_data_id")
            ]
        if one.from_source:
            steps.append(
                f"DELETE FROM sharing_idempotency k USING {history_of(one.table)} h WHERE h.id = ANY(keys) "
                "AND k.source_id = h.source_id AND k.created_at = h.history_date"
            )
        steps += _gone(one.table, "id", files=one.has_files, has_history=one.has_history)
        steps += [
            f"DELETE FROM {table} l USING django_content_type t WHERE t.id = l.content_type_id AND "
            f"t.app_label = 'sharing' AND t.model = '{one.table.removeprefix('sharing_')}' "
            "AND l.object_id = ANY(keys::text[])"
            for table in (
                "wagtailcore_modellogentry",
                "wagtailcore_referenceindex",
                "wagtailsearch_indexentry",
            )
        ]
        found.append(_when(one.kind, steps))
    return "".join(found)


def _gone(table: str, column: str, *, files: bool, has_history: bool = True) -> list[str]:
    places = [history_of(table), table] if has_history else [table]
    steps = []
    if files:
        read = " UNION ".join(f"SELECT file FROM {place} WHERE {column} = ANY(keys)" for place in places)
        steps.append(f"files := files || ARRAY({read})")
    return steps + [f"DELETE FROM {place} WHERE {column} = ANY(keys)" for place in places]


def _clearings() -> str:
    """Per kind that stays without what it said: the row and its history."""
    found = []
    for one in CLEARED:
        steps = []
        for part in one.parts:
            steps += _gone(part.table, part.column, files=part.has_files)
        for part in one.cleared_parts:
            steps += _blank(part.table, part.column, part.texts, {})
        if one.has_files:
            steps.append(
                f"files := files || ARRAY(SELECT file FROM {one.table} WHERE id = ANY(keys) UNION "
                f"SELECT file FROM {history_of(one.table)} WHERE id = ANY(keys))"
            )
        steps += _blank(one.table, "id", one.texts, one.values)
        found.append(_when(one.kind, steps))
    return "".join(found)


def _blank(table: str, column: str, texts: tuple[str, ...], values: dict[str, str]) -> list[str]:
    said = [f"{name} = CASE {name} WHEN '' THEN '' ELSE '{GONE}' END" for name in texts]
    given = [f"{name} = {value}" for name, value in values.items()]
    reason = "history_change_reason = ''"
    sets = [*said, *given]
    steps = [f"UPDATE {history_of(table)} SET {', '.join([*sets, reason])} WHERE {column} = ANY(keys)"]
    return [*steps, f"UPDATE {table} SET {', '.join(sets)} WHERE {column} = ANY(keys)"] if sets else steps


def _when(kind: str, steps: list[str]) -> str:
    lines = "".join(f"        {step};\n" for step in steps)
    return f"    keys := {_keys(kind)};\n    IF cardinality(keys) > 0 THEN\n{lines}    END IF;\n"


def _markings() -> str:
    marks = (
        "SELECT (i->>1)::bigint AS id, decode(i->>2, 'hex') AS mark FROM jsonb_array_elements(items) i "
        f"WHERE i->>0 = '{MARKED.kind}'"
    )
    return "".join(
        f"    UPDATE {place} t SET dossier = m.mark FROM ({marks}) m WHERE m.id = t.id;\n"
        for place in (history_of(MARKED.table), MARKED.table)
    )


_EARLIER = ", ".join(sorted(f"'{history_of(table)}.{name}'" for table, name in DOSSIERS))
_CONTACTS = ", ".join(sorted(f"'{table}.{column}'" for table, column in contact_places()))
_HELD_TABLES = ", ".join(f"'{one}'" for one in tables())
ERASE_RECORDS = f"""CREATE OR REPLACE FUNCTION register_erase_records(jsonb) RETURNS text[] LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    items ALIAS FOR $1;
    held text[] := ARRAY[{_HELD_TABLES}];
    earlier text[] := ARRAY[{_EARLIER}];
    contacts text[] := ARRAY[{_CONTACTS}];
    switched jsonb;
    keys bigint[];
    files text[] := '{{}}';
    one jsonb;
BEGIN
    SET CONSTRAINTS ALL IMMEDIATE;
    PERFORM set_config('lock_timeout', '20s', true);
    -- Those that keep and write history and that judge a change. What guards references stays on. Nobody meets them
    -- off: it locks the tables against every other writer until the end of the transaction.
    SELECT coalesce(jsonb_agg(jsonb_build_array(c.relname, t.tgname, t.tgenabled) ORDER BY c.relname, t.tgname), '[]')
        INTO switched FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relname = ANY(held) AND NOT t.tgisinternal
        AND t.tgenabled IN ('A', 'O') AND NOT starts_with(t.tgname, 'refs_');
    FOR one IN SELECT * FROM jsonb_array_elements(switched) LOOP
        EXECUTE format('ALTER TABLE %I DISABLE TRIGGER %I', one->>0, one->>1);
    END LOOP;
{_deletions()}{_clearings()}{_markings()}
    FOR one IN SELECT i FROM jsonb_array_elements(items) i WHERE i->>0 = 'earlier' LOOP
        IF NOT (one->>3) = ANY(earlier) THEN
            RAISE EXCEPTION 'Geweigerd: % houdt geen eerdere standen van een dossier.', one->>3
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        EXECUTE format('UPDATE %I SET %I = decode($1, ''hex'') WHERE history_id = $2',
            split_part(one->>3, '.', 1), split_part(one->>3, '.', 2)) USING one->>2, (one->>1)::bigint;
    END LOOP;
    FOR one IN SELECT i FROM jsonb_array_elements(items) i WHERE i->>0 = 'contact' LOOP
        IF NOT (one->>3) = ANY(contacts) THEN
            RAISE EXCEPTION 'Geweigerd: % houdt geen contactgegevens.', one->>3
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        EXECUTE format('UPDATE %I SET %I = '''' WHERE %I = $1',
            split_part(one->>3, '.', 1), split_part(one->>3, '.', 2),
            CASE WHEN starts_with(one->>3, 'sharing_historical') THEN 'history_id' ELSE 'id' END)
            USING (one->>1)::bigint;
    END LOOP;
    SET CONSTRAINTS ALL IMMEDIATE;
    FOR one IN SELECT * FROM jsonb_array_elements(switched) LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ' || CASE one->>2 WHEN 'A' THEN 'ALWAYS ' ELSE '' END
            || 'TRIGGER %I', one->>0, one->>1);
    END LOOP;
    SET CONSTRAINTS ALL DEFERRED;
    files := ARRAY(SELECT DISTINCT f FROM unnest(files) f WHERE f <> '' ORDER BY f);
    INSERT INTO sharing_filetoremove (name) SELECT f FROM unnest(files) f ON CONFLICT (name) DO NOTHING;
    RETURN files;
END $$;
REVOKE ALL ON FUNCTION register_erase_records(jsonb) FROM PUBLIC"""


def _changed_since() -> str:
    """Whether a record of the list is no longer what it was when the list was made."""
    tests = []
    for kind, table, has_history in (
        *((one.kind, one.table, one.has_history) for one in DELETED),
        *((one.kind, one.table, True) for one in (*CLEARED, MARKED)),
    ):
        last = (
            f"coalesce((SELECT max(h.history_id) FROM {history_of(table)} h WHERE h.id = i.record), 0)"
            if has_history
            else "0"
        )
        tests.append(
            f"(i.kind = '{kind}' AND (i.seen <> {last} "
            f"OR NOT EXISTS (SELECT 1 FROM {table} t WHERE t.id = i.record)))"
        )
    for (table, column), key in contact_places().items():
        tests.append(
            f"(i.kind = 'contact' AND i.place = '{table}.{column}' AND NOT EXISTS (SELECT 1 FROM {table} t "
            f"WHERE t.{key} = i.record AND hashtextextended(t.{column}, 0) = i.seen))"
        )
    return " OR\n            ".join(tests)


def _nothing_else_left() -> str:
    """Whether no other record of the dossier of a look remains."""
    return " AND ".join(
        f"NOT EXISTS (SELECT 1 FROM {table} t WHERE t.dossier = l.dossier AND NOT EXISTS (SELECT 1 "
        f"FROM sharing_destructionitem i WHERE i.destruction_id = list_id AND i.kind = '{kind}' AND i.record = t.id))"
        for kind, table in (
            *((one.kind, one.table) for one in DELETED if one.kind != "look"),
            *((one.kind, one.table) for one in (*CLEARED, MARKED)),
        )
    )


ERASE = f"""CREATE OR REPLACE FUNCTION register_erase(bigint) RETURNS jsonb LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    list_id ALIAS FOR $1;
    actor bigint := register_actor();
    d sharing_destruction%ROWTYPE;
    dossiers bytea[];
    items jsonb;
    refused text;
    digest text;
    files text[];
    entry bigint;
    home uuid;
BEGIN
    SELECT * INTO d FROM sharing_destruction WHERE id = list_id FOR UPDATE;
    IF NOT FOUND THEN
        refused := 'is er niet';
    ELSIF d.carried_out_at IS NOT NULL THEN
        RETURN NULL;
    ELSIF d.declined_by_id IS NOT NULL THEN
        refused := 'ging niet door';
    ELSIF d.approved_by_id IS NULL OR d.approved_by_id = d.proposed_by_id THEN
        refused := 'is niet door twee personen goedgekeurd';
    END IF;
    IF refused IS NULL THEN
        SELECT encode(sha256(convert_to(string_agg(i.kind || ':' || i.record || ':' || i.seen || ':' || i.place,
                E'\\n' ORDER BY i.kind COLLATE "C", i.record, i.place COLLATE "C"), 'UTF8')), 'hex'),
            array_agg(DISTINCT i.dossier) FILTER (WHERE i.dossier IS NOT NULL)
            INTO digest, dossiers FROM sharing_destructionitem i WHERE i.destruction_id = list_id;
        IF digest IS DISTINCT FROM d.manifest THEN
            refused := 'heeft een andere lijst dan die is goedgekeurd';
        ELSIF EXISTS (SELECT 1 FROM sharing_destructionitem i WHERE i.destruction_id = list_id AND (
            {_changed_since()})) THEN
            refused := 'noemt iets dat sindsdien is gewijzigd of er niet meer is; doe een nieuw voorstel';
        ELSIF EXISTS (SELECT 1 FROM sharing_retentionhold h WHERE h.dossier = ANY(dossiers)
                AND h.released_at IS NULL) THEN
            refused := 'noemt een dossier met een blokkade; hef die eerst op of laat dit dossier staan';
        ELSIF EXISTS (SELECT 1 FROM sharing_rightsrequest r WHERE r.dossier = ANY(dossiers)
                AND r.answered_on IS NULL AND r.decision <> 'retracted' AND r.id IS DISTINCT FROM d.request_id) THEN
            refused := 'noemt een dossier waarover nog een verzoek van de betrokkene loopt';
        ELSIF EXISTS (SELECT 1 FROM sharing_rightsrequest r WHERE r.dossier = ANY(dossiers) AND {UNTOLD}) THEN
            refused := 'noemt een dossier waarvan nog niet alle ontvangers weten wat is besloten (art. 19 AVG); laat '
                'het hun eerst weten';
        ELSIF EXISTS (SELECT 1 FROM sharing_disclosure v WHERE v.dossier = ANY(dossiers)
                AND (v.review = 'pending' OR v.proposes <> '' OR v.review = 'breach' AND v.breach_report = '')) THEN
            refused := 'noemt een dossier met een verstrekking of datalek waarover nog moet worden beslist';
        ELSIF EXISTS (SELECT 1 FROM sharing_objection o WHERE o.dossier = ANY(dossiers) AND o.decision = 'pending') THEN
            refused := 'noemt een dossier met een bezwaar of beperking waarover nog moet worden beslist';
        ELSIF d.basis = 'erasure' AND NOT EXISTS (SELECT 1 FROM sharing_rightsrequest r WHERE r.id = d.request_id
                AND r.kind = 'erasure' AND r.decision IN ('granted', 'partly') AND r.dossier = ALL(dossiers)) THEN
            refused := 'rust niet op een toegewezen verzoek om wissing over dit dossier';
        END IF;
    END IF;
    IF refused IS NOT NULL THEN
        RAISE EXCEPTION '%', 'Geweigerd: vernietiging ' || list_id || ' ' || refused || '.'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'destroyed_by_two';
    END IF;
    SELECT jsonb_agg(jsonb_build_array(i.kind, i.record, coalesce(encode(i.mark, 'hex'), ''), i.place))
        INTO items FROM sharing_destructionitem i WHERE i.destruction_id = list_id;
    -- Who looked at a dossier of which nothing is left, goes along: it says that there was one.
    items := items || coalesce((SELECT jsonb_agg(jsonb_build_array('look', l.id, '', '')) FROM sharing_look l
        WHERE l.dossier = ANY(dossiers) AND NOT EXISTS (SELECT 1 FROM sharing_destructionitem i
            WHERE i.destruction_id = list_id AND i.kind = 'look' AND i.record = l.id)
        AND {_nothing_else_left()}), '[]');
    files := register_erase_records(items);
    LOCK TABLE sharing_erasureentry IN EXCLUSIVE MODE;
    SELECT max(e.number) + 1, min(e.installation::text)::uuid INTO entry, home FROM sharing_erasureentry e;
    INSERT INTO sharing_erasureentry (number, installation) VALUES (entry, home);
    DELETE FROM sharing_destructionitem WHERE destruction_id = list_id;
    UPDATE sharing_destruction SET carried_out_at = clock_timestamp() WHERE id = list_id;
    RETURN jsonb_build_object('number', entry, 'installation', home, 'items', items, 'files', files);
END $$"""
