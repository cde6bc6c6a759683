"""The database judges every new version: its hash, its number and its effective date, one publication at a time."""

from django.db import migrations

CREATE = """
CREATE FUNCTION home_statementversion_in_order() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    last record;
BEGIN
    PERFORM pg_advisory_xact_lock(7316001);
    SELECT number, effective_from INTO last FROM home_statementversion ORDER BY number DESC LIMIT 1;
    IF NEW.number <> coalesce(last.number, 0) + 1 THEN
        RAISE EXCEPTION 'Geweigerd: na versie % komt versie %, niet %.',
            coalesce(last.number, 0), coalesce(last.number, 0) + 1, NEW.number USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.effective_from <= last.effective_from THEN
        RAISE EXCEPTION 'Geweigerd: versie % zou ingaan op %, niet na % van versie %.',
            NEW.number, NEW.effective_from, last.effective_from, last.number USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.sha256 <> encode(sha256(convert_to(NEW.text, 'UTF8')), 'hex') THEN
        RAISE EXCEPTION 'Geweigerd: het controlegetal hoort niet bij de tekst van versie %.', NEW.number
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER home_statementversion_in_order BEFORE INSERT ON home_statementversion
    FOR EACH ROW EXECUTE FUNCTION home_statementversion_in_order();
ALTER TABLE home_statementversion ENABLE ALWAYS TRIGGER home_statementversion_in_order;
"""

DROP = """
DROP TRIGGER home_statementversion_in_order ON home_statementversion;
DROP FUNCTION home_statementversion_in_order();
"""


class Migration(migrations.Migration):
    dependencies = [("home", "0001_initial")]

    operations = [migrations.RunSQL(CREATE, DROP)]
