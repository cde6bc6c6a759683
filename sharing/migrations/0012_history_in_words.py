"""Rows of history are called in Dutch; nothing changes in the database."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0011_active_actors"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="historicalaccessproposal",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "wijziging van voorstel",
                "verbose_name_plural": "wijzigingen van voorstellen",
            },
        ),
        migrations.AlterModelOptions(
            name="historicaladequacydecision",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "wijziging van adequaatheidsbesluit",
                "verbose_name_plural": "wijzigingen van adequaatheidsbesluiten",
            },
        ),
        migrations.AlterModelOptions(
            name="historicalagreement",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "wijziging van overeenkomst",
                "verbose_name_plural": "wijzigingen van overeenkomsten",
            },
        ),
        migrations.AlterModelOptions(
            name="historicalagreementdatacategory",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "wijziging van gegevenscategorie van de overeenkomst",
                "verbose_name_plural": "wijzigingen van gegevenscategorieën van de overeenkomst",
            },
        ),
        migrations.AlterModelOptions(
            name="historicalagreementdocument",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "wijziging van document",
                "verbose_name_plural": "wijzigingen van documenten",
            },
        ),
        migrations.AlterModelOptions(
            name="historicalagreementpurpose",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "wijziging van doeleinde van de overeenkomst",
                "verbose_name_plural": "wijzigingen van doeleinden van de overeenkomst",
            },
        ),
        migrations.AlterModelOptions(
            name="historicalagreementsubjectcategory",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "wijziging van categorie betrokkenen van de overeenkomst",
                "verbose_name_plural": "wijzigingen van categorieën betrokkenen van de overeenkomst",
            },
        ),
        migrations.AlterModelOptions(
            name="historicalarticle28clause",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "wijziging van onderdeel van artikel 28, lid 3",
                "verbose_name_plural": "wijzigingen van onderdelen van artikel 28, lid 3",
            },
        ),
        migrations.AlterModelOptions(
            name="historicalauthorityrequest",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "wijziging van verzoek van een autoriteit",
                "verbose_name_plural": "wijzigingen van verzoeken van autoriteiten",
            },
        ),
        migrations.AlterModelOptions(
            name="historicalcommitmentset",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "wijziging van toezeggingen",
                "verbose_name_plural": "wijzigingen van toezeggingen",
            },
        ),
        migrations.AlterModelOptions(
            name="historicalconsent",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "wijziging van toestemming",
                "verbose_name_plural": "wijzigingen van toestemmingen",
            },
        ),
        migrations.AlterModelOptions(
            name="historicalcountry",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "wijziging van land",
                "verbose_name_plural": "wijzigingen van landen",
            },
        ),
        migrations.AlterModelOptions(
            name="historicaldatacategory",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "wijziging van gegevenscategorie",
                "verbose_name_plural": "wijzigingen van gegevenscategorieën",
            },
        ),
        migrations.AlterModelOptions(
            name="historicaldisclosure",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "wijziging van verstrekking",
                "verbose_name_plural": "wijzigingen van verstrekkingen",
            },
        ),
        migrations.AlterModelOptions(
            name="historicaleeamembership",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "wijziging van EER-lidmaatschap",
                "verbose_name_plural": "wijzigingen van EER-lidmaatschappen",
            },
        ),
        migrations.AlterModelOptions(
            name="historicalobjection",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "wijziging van bezwaar of beperking",
                "verbose_name_plural": "wijzigingen van bezwaren en beperkingen",
            },
        ),
        migrations.AlterModelOptions(
            name="historicalparty",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "wijziging van partij",
                "verbose_name_plural": "wijzigingen van partijen",
            },
        ),
        migrations.AlterModelOptions(
            name="historicalpartycapacity",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "wijziging van hoedanigheid",
                "verbose_name_plural": "wijzigingen van hoedanigheden",
            },
        ),
        migrations.AlterModelOptions(
            name="historicalpurpose",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "wijziging van doeleinde",
                "verbose_name_plural": "wijzigingen van doeleinden",
            },
        ),
        migrations.AlterModelOptions(
            name="historicalretentionterm",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "wijziging van bewaartermijn",
                "verbose_name_plural": "wijzigingen van bewaartermijnen",
            },
        ),
        migrations.AlterModelOptions(
            name="historicalrole",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "wijziging van rol",
                "verbose_name_plural": "wijzigingen van rollen",
            },
        ),
        migrations.AlterModelOptions(
            name="historicalrolecollectionright",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "wijziging van recht van een rol op een verzameling",
                "verbose_name_plural": "wijzigingen van rechten van rollen op verzamelingen",
            },
        ),
        migrations.AlterModelOptions(
            name="historicalrolepageright",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "wijziging van recht van een rol op een pagina",
                "verbose_name_plural": "wijzigingen van rechten van rollen op pagina’s",
            },
        ),
        migrations.AlterModelOptions(
            name="historicalroleright",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "wijziging van recht van een rol",
                "verbose_name_plural": "wijzigingen van rechten van rollen",
            },
        ),
        migrations.AlterModelOptions(
            name="historicalsource",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "wijziging van bronsysteem",
                "verbose_name_plural": "wijzigingen van bronsystemen",
            },
        ),
        migrations.AlterModelOptions(
            name="historicalsubjectcategory",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "wijziging van categorie betrokkenen",
                "verbose_name_plural": "wijzigingen van categorieën betrokkenen",
            },
        ),
        migrations.AlterModelOptions(
            name="historicalsubprocessor",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "wijziging van subverwerker",
                "verbose_name_plural": "wijzigingen van subverwerkers",
            },
        ),
        migrations.AlterModelOptions(
            name="historicaltransfer",
            options={
                "get_latest_by": ("history_date", "history_id"),
                "ordering": ("-history_date", "-history_id"),
                "verbose_name": "wijziging van doorgifte",
                "verbose_name_plural": "wijzigingen van doorgiften",
            },
        ),
    ]
