"""The database judges every edition of a translation: its hash and its number."""

from django.db import migrations

CREATE = """
CREATE FUNCTION home_statementtranslation_in_order() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    last integer;
BEGIN
    PERFORM pg_advisory_xact_lock(7316001);
    SELECT coalesce(max(edition), 0) INTO last FROM home_statementtranslation
        WHERE version_id = NEW.version_id AND language = NEW.language;
    IF NEW.edition <> last + 1 THEN
        RAISE EXCEPTION 'Geweigerd: na uitgave % van deze vertaling komt uitgave %, niet %.', last, last + 1, NEW.edition
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.sha256 <> encode(sha256(convert_to(NEW.text, 'UTF8')), 'hex') THEN
        RAISE EXCEPTION 'Geweigerd: het controlegetal hoort niet bij de tekst van deze vertaling.'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER home_statementtranslation_in_order BEFORE INSERT ON home_statementtranslation
    FOR EACH ROW EXECUTE FUNCTION home_statementtranslation_in_order();
ALTER TABLE home_statementtranslation ENABLE ALWAYS TRIGGER home_statementtranslation_in_order;
"""

DROP = """
DROP TRIGGER home_statementtranslation_in_order ON home_statementtranslation;
DROP FUNCTION home_statementtranslation_in_order();
"""


class Migration(migrations.Migration):
    dependencies = [("home", "0003_announcement_conflicts_translations")]

    operations = [migrations.RunSQL(CREATE, DROP)]
