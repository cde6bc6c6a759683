"""What the database itself does with versions: it judges a new one, tells when something shown changed, and keeps
Wagtail's drafts and log, on which authorship rests.

Known to migrations as constraints of StatementVersion and StatementTranslation (`sharing.core.constraints`).
"""

from django.db.models import Model

from sharing import public

CHANNEL = "public_pages"

# Tables of which public pages show anything, each with the columns shown when not all are. When a change here rests on
# a new column of another app, its migration needs that app's in its dependencies; makemigrations cannot know.
SHOWN = (
    "home_statementversion",
    "home_statementtranslation",
    "home_versionwithdrawal",
    "home_plainversion",
    "home_plainwithdrawal",
    "home_plaintranslation",
    "home_plainpage",
    "home_homepage",
    "wagtailcore_page title search_description live locale_id path",
    "sharing_organisationsettings",
    "wagtailcore_site",
    "wagtailcore_locale",
    "sharing_party name country_id merged_into_id",
    "sharing_partycapacity",
    "sharing_agreement reference party_id kind description description_en signed_on first_day last_day"
    " terminated_per",
    "sharing_subprocessor agreement_id party_id service service_en country_id first_day last_day objection_outcome",
    "sharing_transfer party_id country_id mechanism decision_id inside_scope covers_staff first_day last_day",
    "sharing_impactassessment party_id country_id assessed_on conclusion",
    "sharing_adequacydecision country_id scope reference adopted ends annulled under_review excludes",
    "sharing_country",
    "sharing_eeamembership country_id first_day last_day",
    "sharing_purpose",
    "sharing_retentionterm",
    "sharing_complaintprocedure",
    "sharing_processingactivity code name name_en role legal_bases provision_id legitimate_interest origin"
    " automated_decisions first_day last_day",
    "sharing_activitypurpose activity_id purpose_id",
    "sharing_activitydatacategory activity_id data_category_id",
    "sharing_datacategory name name_en",
    "sharing_legalprovision citation",
)


class _JudgedWhenAdded(public.TriggerConstraint):
    """A function of the constraint's own name judges every new row, one publication at a time."""

    declared = ""
    judgement = ""

    def sql(self, model: type[Model]) -> str:
        table = model._meta.db_table
        return f"""
CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    last {self.declared};
BEGIN
    PERFORM pg_advisory_xact_lock({public.locks.PUBLICATION});
{self.judgement}
    RETURN NEW;
END $$;
CREATE TRIGGER {self.name} BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}"""


_IN_ORDER = """\
    SELECT coalesce(max(number), 0) AS number INTO last FROM {versions};
    IF NEW.number <> last.number + 1 THEN
        RAISE EXCEPTION 'Geweigerd: na versie % komt versie %, niet %.', last.number, last.number + 1, NEW.number
            USING ERRCODE = 'check_violation';
    END IF;
    SELECT v.number, v.effective_from, v.in_force_from, NEW.effective_from::timestamp AT TIME ZONE 'Europe/Amsterdam'
        AS holds_from INTO last FROM (SELECT 1) one LEFT JOIN {table} v
        ON {of_page}NOT EXISTS (SELECT 1 FROM {withdrawals} w WHERE w.version_id = v.id)
        ORDER BY v.number DESC NULLS LAST LIMIT 1;
    IF NEW.effective_from < last.effective_from THEN
        RAISE EXCEPTION 'Geweigerd: versie % zou ingaan op %, voor % van versie %.',
            NEW.number, NEW.effective_from, last.effective_from, last.number USING ERRCODE = 'check_violation';
    END IF;
    IF last.in_force_from >= last.holds_from THEN
        IF last.in_force_from > NEW.published_at THEN
            RAISE EXCEPTION 'Geweigerd: versie % geldt nog niet; versie % kan niet voor haar in de plaats komen.',
                last.number, NEW.number USING ERRCODE = 'check_violation';
        END IF;
        last.holds_from := NEW.published_at;
    END IF;
    IF NEW.in_force_from <> last.holds_from THEN
        RAISE EXCEPTION 'Geweigerd: versie % geldt vanaf %, niet vanaf %.',
            NEW.number, last.holds_from, NEW.in_force_from USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.sha256 <> encode(sha256(convert_to(NEW.text, 'UTF8')), 'hex') THEN
        RAISE EXCEPTION 'Geweigerd: het controlegetal hoort niet bij de tekst van versie %.', NEW.number
            USING ERRCODE = 'check_violation';
    END IF;"""


class VersionsInOrder(_JudgedWhenAdded):
    """A version's hash, number and moment of effect follow from its text and from the versions before.

    It holds from 00:00 in Amsterdam of its day; when the version before holds on that day already, from its
    publication. A version that was withdrawn has a number and no place in time.
    """

    declared = "record"
    judgement = _IN_ORDER.format(
        versions="home_statementversion",
        table="home_statementversion",
        withdrawals="home_versionwithdrawal",
        of_page="",
    )


class PlainVersionsInOrder(_JudgedWhenAdded):
    """The same for the versions of a plain page, each among those of its own page."""

    declared = "record"
    judgement = _IN_ORDER.format(
        versions="home_plainversion WHERE page_id = NEW.page_id",
        table="home_plainversion",
        withdrawals="home_plainwithdrawal",
        of_page="v.page_id = NEW.page_id AND ",
    )


_WITHDRAWN = """\
    SELECT v.number, v.page_id, v.in_force_from INTO last FROM {table} v WHERE v.id = NEW.version_id;
    IF last.in_force_from <= clock_timestamp() + interval '1 minute' THEN
        RAISE EXCEPTION 'Geweigerd: versie % geldt al en wordt niet meer ingetrokken.', last.number
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.confirmed_by <> register_actor() THEN
        RAISE EXCEPTION 'Geweigerd: wie een intrekking bevestigt, doet dat onder eigen naam.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM wagtailcore_pagelogentry e
        WHERE e.action = 'home.withdrawal_proposed' AND e.page_id = last.page_id AND e.user_id = NEW.proposed_by
            AND e.data ->> 'number' = last.number::text AND e.data ->> 'explanation' = NEW.explanation
            AND e.id = NEW.proposal
            AND NOT EXISTS (
                SELECT 1 FROM wagtailcore_pagelogentry later
                WHERE later.action = 'home.withdrawal_dropped' AND later.page_id = last.page_id
                    AND later.data ->> 'proposal' = e.id::text
            )
    ) THEN
        RAISE EXCEPTION 'Geweigerd: niemand stelde voor om versie % met deze reden in te trekken.', last.number
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;"""

_PROMISES_WITHDRAWN = """
    IF NOT EXISTS (
        SELECT 1 FROM sharing_commitmentwithdrawal w JOIN sharing_commitmentset s ON s.id = w.commitments_id
        WHERE s.version = last.number
    ) THEN
        RAISE EXCEPTION 'Geweigerd: de toezeggingen van versie % zijn niet ingetrokken.', last.number
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;"""


class WithdrawnByTwo(_JudgedWhenAdded):
    """A version is withdrawn before it holds, by who confirms exactly what another proposed, with its promises.

    The proposal stands in the page's log, which is kept (`LogIsKept`). A minute is kept in hand: what held for a moment
    is not taken back, by a slow transaction neither.
    """

    declared = "record"
    judgement = _WITHDRAWN.format(table="home_statementversion") + _PROMISES_WITHDRAWN


class PlainWithdrawnByTwo(_JudgedWhenAdded):
    """The same for a version of a plain page, which promises nothing."""

    declared = "record"
    judgement = _WITHDRAWN.format(table="home_plainversion")


_EDITIONS = """\
    SELECT coalesce(max(edition), 0) INTO last FROM {table}
        WHERE version_id = NEW.version_id AND language = NEW.language;
    IF NEW.edition <> last + 1 THEN
        RAISE EXCEPTION 'Geweigerd: na uitgave % van deze vertaling komt uitgave %, niet %.',
            last, last + 1, NEW.edition USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.sha256 <> encode(sha256(convert_to(NEW.text, 'UTF8')), 'hex') THEN
        RAISE EXCEPTION 'Geweigerd: het controlegetal hoort niet bij de tekst van deze vertaling.'
            USING ERRCODE = 'check_violation';
    END IF;"""

_OF_ITS_PAGE = """
    IF NOT EXISTS (
        SELECT 1 FROM home_plainversion v JOIN wagtailcore_page dutch ON dutch.id = v.page_id
        JOIN wagtailcore_page page ON page.translation_key = dutch.translation_key AND page.id <> dutch.id
        WHERE v.id = NEW.version_id AND page.id = NEW.page_id
    ) THEN
        RAISE EXCEPTION 'Geweigerd: deze vertaling staat niet op de vertaling van de pagina van haar versie.'
            USING ERRCODE = 'check_violation';
    END IF;"""


class TranslationsInOrder(_JudgedWhenAdded):
    """An edition's hash and number follow from its text and from the edition before."""

    declared = "integer"
    judgement = _EDITIONS.format(table="home_statementtranslation")


class PlainTranslationsInOrder(_JudgedWhenAdded):
    """The same for a plain page; of plain pages there are more, so that it is of the right one as well."""

    declared = "integer"
    judgement = _EDITIONS.format(table="home_plaintranslation") + _OF_ITS_PAGE


class TellOfShownChanges(public.TriggerConstraint):
    """Tell who listens (cms.front.changes) when a transaction that changed something shown is committed.

    However it is changed, by a screen, an import, raw SQL or another machine, it is told; a change of anything else
    is not. ``columns`` are as in SHOWN; the triggers stand on tables of other apps too.
    """

    def sql(self, model: type[Model]) -> str:
        function = f"""
CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('{CHANNEL}', '');
    RETURN NULL;
END $$"""
        return ";".join([function, *(self._triggers(*line.split()) for line in self.columns)])

    def _triggers(self, table: str, *columns: str) -> str:
        """Once per statement for what comes and goes, and for a changed row only when what is shown differs."""
        old, new = (
            ", ".join(f"{row}.{name}" for name in columns) if columns else f"{row}.*"
            for row in ("OLD", "NEW")
        )
        return f"""
CREATE TRIGGER shown_{table} AFTER INSERT OR DELETE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER shown_{table};
CREATE TRIGGER shown_{table}_row AFTER UPDATE ON {table} FOR EACH ROW
    WHEN (ROW({old}) IS DISTINCT FROM ROW({new})) EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER shown_{table}_row"""


class _KeptFromTheApplication(public.TriggerConstraint):
    """Rows of a package's tables that the application neither removes nor gives to another.

    The owner of the tables may: it runs the migrations of the package. ``columns`` are the tables.
    """

    judgement = ""

    def sql(self, model: type[Model]) -> str:
        function = f"""
CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT pg_has_role(session_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE') THEN
{self.judgement}
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$"""
        return ";".join([function, *map(self._trigger, self.columns)])

    def _trigger(self, table: str) -> str:
        return f"""
CREATE TRIGGER {self.name} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}"""


class DraftsAreKept(_KeptFromTheApplication):
    """A draft that goes on in one sitting gets other words; whose it is and what it is about stay."""

    judgement = """\
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'Geweigerd: een bewaard concept wordt niet verwijderd; het toont wie wat schreef.'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF (NEW.id, NEW.user_id, NEW.object_id, NEW.content_type_id, NEW.base_content_type_id)
            IS DISTINCT FROM (OLD.id, OLD.user_id, OLD.object_id, OLD.content_type_id, OLD.base_content_type_id) THEN
            RAISE EXCEPTION 'Geweigerd: een bewaard concept komt niet op naam van een ander, en niet bij iets anders.'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;"""


class LogIsKept(_KeptFromTheApplication):
    """What happened to a text is added to, and stays as it was told."""

    judgement = """\
        RAISE EXCEPTION 'Geweigerd: het logboek van de verklaring wordt aangevuld, niet gewijzigd of gewist (%).', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';"""
