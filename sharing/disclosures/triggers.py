"""What the database itself asks of reviews and corrections: two people where one would judge their own work.

Known to migrations as a constraint of Disclosure (`sharing.core.constraints`).
"""

from django.db.models import Model

from sharing.core.constraints import JudgesUpdates
from sharing.core.functions import ACTOR

WRITERS = "disclosure_writers"
# The columns that say what was decided or proposed; every other one says what happened.
APART = (
    *("review", "review_note", "reviewed_by_id", "reviewed_at", "review_seen", "withdrawn_consent_id"),
    *("aware_at", "breach_report", "breach_reported_at", "breach_report_note"),
    *("proposes", "proposal", "proposed_dossier", "proposal_reason", "proposed_by_id", "proposed_at"),
    *("voided_at", "voided_by_id", "void_reason", "void_confirmed_by_id"),
)
_OF_HISTORY = ("history_id", "history_date", "history_change_reason", "history_type", "history_user_id")


def _listed(names: tuple[str, ...]) -> str:
    return "ARRAY[" + ", ".join(f"'{name}'" for name in names) + "]"


class ReviewedByTwo(JudgesUpdates):
    """Who recorded or corrected a disclosure judges nothing about it; what was judged a breach stays one.

    One person lets a disclosure become void of which nothing was ever to be judged; of another one a second person
    confirms it. What is void does not change: a breach is added to, and two people make it count again (ADR 0030).

    A disclosure that turned out to be made after the withdrawal of a consent (``withdrawn_consent``) is judged as a
    deviation is, and stays so marked as long as that withdrawal stands; who wrote the disclosure does not undo the mark
    by correcting the withdrawal. Who recorded the withdrawal did not write the disclosure. ``disclosure_writers(id)``
    gives everybody who recorded, corrected or is proposing a correction, and who owned the token that recorded it: out
    of the history, so that nobody can leave themselves out. ``columns`` are those that say what was decided.
    """

    def sql(self, model: type[Model]) -> str:
        table = model._meta.db_table
        history = f"{model._meta.app_label}_historical{model._meta.model_name}"
        apart = _listed(self.columns)
        return f"""{ACTOR};
CREATE OR REPLACE FUNCTION {WRITERS}(bigint) RETURNS bigint[] LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH states AS (
        SELECT h.history_id, h.history_user_id, h.recorded_by_id,
               lag(h.proposed_by_id) OVER entries AS proposer,
               to_jsonb(h) - {apart} - {_listed(_OF_HISTORY)} AS said,
               lag(to_jsonb(h) - {apart} - {_listed(_OF_HISTORY)}) OVER entries AS before
        FROM {history} h WHERE h.id = $1
        WINDOW entries AS (ORDER BY h.history_date, h.history_id)
    ), writers AS (
        SELECT unnest(ARRAY[history_user_id, recorded_by_id, proposer]) AS who FROM states
            WHERE said IS DISTINCT FROM before
        UNION SELECT proposed_by_id FROM {table} WHERE id = $1
        UNION (SELECT s.owner_id FROM {table} d JOIN sharing_historicalsource s
            ON s.id = d.source_id AND s.history_date <= d.recorded_at
            WHERE d.id = $1 ORDER BY s.history_date DESC, s.history_id DESC LIMIT 1)
    )
    SELECT coalesce(array_agg(DISTINCT who), '{{}}') FROM writers WHERE who IS NOT NULL
$$;
CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    actor bigint := register_actor();
    corrected boolean := (to_jsonb(OLD) - {apart}) IS DISTINCT FROM (to_jsonb(NEW) - {apart});
    disappears boolean := OLD.outcome = 'deviation' AND NEW.outcome <> 'deviation';
    decides boolean := NEW.review IS DISTINCT FROM OLD.review AND NEW.review IN ('accepted', 'corrected', 'breach');
    marked boolean := NEW.withdrawn_consent_id IS DISTINCT FROM OLD.withdrawn_consent_id;
    unmarked boolean := OLD.withdrawn_consent_id IS NOT NULL AND NEW.withdrawn_consent_id IS NULL
        AND OLD.review = 'pending' AND NEW.review = '';
    unreported boolean := NEW.breach_report = 'not_reported' AND OLD.breach_report <> 'not_reported';
    later boolean := coalesce(NEW.aware_at > OLD.aware_at, false);
    voids boolean := OLD.voided_at IS NULL AND NEW.voided_at IS NOT NULL;
    restores boolean := OLD.voided_at IS NOT NULL AND NEW.voided_at IS NULL;
    by_two boolean := restores OR (voids AND (OLD.review <> '' OR OLD.proposes = 'void'));
    refused text;
BEGIN
    IF (NEW.recorded_by_id, NEW.recorded_at) IS DISTINCT FROM (OLD.recorded_by_id, OLD.recorded_at) THEN
        refused := 'wie verstrekking % vastlegde en wanneer, verandert niet';
    ELSIF (disappears OR decides OR unmarked OR unreported OR later OR by_two) AND actor = ANY({WRITERS}(OLD.id)) THEN
        refused := 'wie verstrekking % vastlegde of corrigeerde, beoordeelt of bevestigt haar niet';
    ELSIF disappears AND OLD.proposes <> 'correction' THEN
        refused := 'een correctie waardoor afwijking % verdwijnt, wordt voorgesteld en door een ander bevestigd';
    ELSIF by_two AND OLD.proposes <> (CASE WHEN voids THEN 'void' ELSE 'restore' END) THEN
        refused := 'dat afwijking % vervalt of een vervallen verstrekking weer geldt, bevestigt een ander';
    ELSIF voids AND (NEW.voided_by_id IS DISTINCT FROM CASE WHEN by_two THEN OLD.proposed_by_id ELSE actor END
            OR NEW.void_confirmed_by_id IS DISTINCT FROM CASE WHEN by_two THEN actor END) THEN
        refused := 'wie verstrekking % laat vervallen en wie dat bevestigt, wordt zelf genoemd';
    ELSIF (voids OR restores) AND (corrected OR decides OR marked) THEN
        refused := 'verstrekking % vervalt of herleeft zoals zij is';
    ELSIF restores AND OLD.review IN ('accepted', 'corrected') AND NEW.review <> 'pending'
            AND (NEW.outcome = 'deviation' OR NEW.withdrawn_consent_id IS NOT NULL) THEN
        refused := 'een afwijking die herleeft, wordt opnieuw beoordeeld: %';
    ELSIF OLD.voided_at IS NOT NULL AND NOT restores AND (corrected
            OR (marked AND NEW.withdrawn_consent_id IS NOT NULL)
            OR (NEW.review <> OLD.review AND NEW.review <> '')
            OR (NEW.voided_at, NEW.voided_by_id, NEW.void_reason, NEW.void_confirmed_by_id)
                IS DISTINCT FROM (OLD.voided_at, OLD.voided_by_id, OLD.void_reason, OLD.void_confirmed_by_id)) THEN
        refused := 'verstrekking % is vervallen en verandert niet';
    ELSIF NEW.proposal IS DISTINCT FROM OLD.proposal AND NEW.proposal IS NOT NULL
            AND (OLD.proposal IS NOT NULL OR NEW.proposed_by_id IS DISTINCT FROM actor) THEN
        refused := 'een voorstel voor verstrekking % is van wie het doet, en er is er een tegelijk';
    ELSIF NEW.proposal IS NOT NULL AND NEW.proposal IS NOT DISTINCT FROM OLD.proposal
            AND (corrected OR voids OR restores
                OR (NEW.proposes, NEW.proposed_dossier, NEW.proposal_reason, NEW.proposed_by_id, NEW.proposed_at)
                IS DISTINCT FROM
                (OLD.proposes, OLD.proposed_dossier, OLD.proposal_reason, OLD.proposed_by_id, OLD.proposed_at)) THEN
        refused := 'zolang over verstrekking % een voorstel wacht, verandert zij niet';
    ELSIF OLD.review = 'breach' AND (NEW.review <> 'breach'
            OR NOT starts_with(NEW.review_note, OLD.review_note)
            OR NOT starts_with(NEW.breach_report_note, OLD.breach_report_note)
            OR (NEW.reviewed_by_id, NEW.reviewed_at) IS DISTINCT FROM (OLD.reviewed_by_id, OLD.reviewed_at)
            OR NEW.review_seen IS DISTINCT FROM OLD.review_seen
            OR (OLD.aware_at IS NOT NULL AND NEW.aware_at IS NULL)
            OR (later AND actor = OLD.reviewed_by_id)
            OR (OLD.breach_report <> '' AND NEW.breach_report = '')
            OR (OLD.breach_report = 'reported' AND NEW.breach_report <> 'reported')
            OR (OLD.breach_reported_at IS NOT NULL
                AND NEW.breach_reported_at IS DISTINCT FROM OLD.breach_reported_at)) THEN
        refused := 'dat verstrekking % een datalek is en wat daarover is vastgelegd, wordt aangevuld, nooit gewijzigd';
    ELSIF decides AND OLD.review <> 'pending' THEN
        refused := 'een oordeel over verstrekking % wordt eerst heropend';
    ELSIF decides AND corrected AND NOT disappears THEN
        refused := 'verstrekking % wordt niet in een keer gecorrigeerd en beoordeeld';
    ELSIF decides AND NEW.reviewed_by_id IS DISTINCT FROM actor THEN
        refused := 'een oordeel over verstrekking % is van wie het geeft';
    ELSIF decides AND NEW.review = 'breach' AND NEW.aware_at IS NULL THEN
        refused := 'van datalek % wordt vastgelegd wanneer het bekend werd';
    ELSIF OLD.review IN ('accepted', 'corrected') AND NEW.review = OLD.review
            AND (NEW.review_note, NEW.reviewed_by_id, NEW.reviewed_at, NEW.review_seen)
                IS DISTINCT FROM (OLD.review_note, OLD.reviewed_by_id, OLD.reviewed_at, OLD.review_seen) THEN
        refused := 'een oordeel over verstrekking % verandert niet; heropen het eerst';
    ELSIF marked AND NEW.withdrawn_consent_id IS NOT NULL AND (NEW.review NOT IN ('pending', 'breach') OR NOT EXISTS (
            SELECT 1 FROM sharing_consent c
            WHERE c.id = NEW.withdrawn_consent_id AND c.withdrawn_at <= NEW.disclosed_at)) THEN
        refused := 'verstrekking % is niet na de intrekking van die toestemming gedaan, of moet nog worden beoordeeld';
    ELSIF marked AND NEW.withdrawn_consent_id IS NULL AND EXISTS (
            SELECT 1 FROM sharing_consent c
            WHERE c.id = OLD.withdrawn_consent_id AND c.withdrawn_at <= NEW.disclosed_at AND c.dossier = NEW.dossier
            AND coalesce(c.recipient_id, NEW.recipient_id) = NEW.recipient_id
            AND coalesce(c.purpose_id, NEW.purpose_id) = NEW.purpose_id) THEN
        refused := 'dat verstrekking % na een intrekking is gedaan, blijft staan zolang die intrekking er staat';
    ELSIF OLD.review <> '' AND NEW.review = ''
            AND NOT (OLD.review = 'pending' AND NEW.outcome = 'permitted'
                AND marked AND NEW.withdrawn_consent_id IS NULL) THEN
        refused := 'de beoordeling van verstrekking % verdwijnt niet';
    ELSIF corrected AND NOT disappears AND (NEW.outcome = 'deviation' OR NEW.withdrawn_consent_id IS NOT NULL)
            AND NEW.review NOT IN ('pending', 'breach') THEN
        refused := 'na een correctie wordt afwijking % opnieuw beoordeeld';
    ELSIF OLD.review IN ('accepted', 'corrected') AND NEW.review = 'pending'
            AND coalesce(current_setting('register.reason', true), '') = '' THEN
        refused := 'wie het oordeel over verstrekking % heropent, schrijft op waarom';
    ELSIF NEW.breach_report = 'reported' AND OLD.breach_report <> 'reported' AND NEW.breach_reported_at IS NULL THEN
        refused := 'een melding van datalek % noemt wanneer er is gemeld';
    END IF;
    IF refused IS NOT NULL THEN
        RAISE EXCEPTION '%', 'Geweigerd: ' || replace(refused, '%', OLD.id::text) || '.'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{self.name}';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION {self.name}_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM new_rows WHERE review NOT IN ('', 'pending') OR reviewed_by_id IS NOT NULL
            OR proposal IS NOT NULL OR withdrawn_consent_id IS NOT NULL OR voided_at IS NOT NULL
            OR aware_at IS NOT NULL OR review_seen IS NOT NULL) THEN
        RAISE EXCEPTION 'Geweigerd: een nieuwe verstrekking is nog niet beoordeeld en niet vervallen.'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{self.name}';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER {self.name} BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name};
CREATE TRIGGER {self.name}_new AFTER INSERT ON {table} REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION {self.name}_new();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}_new"""  # noqa: S608 - names of ours

    def undo(self, model: type[Model]) -> str:
        return (
            f"DROP FUNCTION IF EXISTS {self.name}() CASCADE;\n"
            f"DROP FUNCTION IF EXISTS {self.name}_new() CASCADE;\n"
            f"DROP FUNCTION IF EXISTS {WRITERS}(bigint)"
        )
