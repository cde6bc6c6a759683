"""The form of an agreement as tabs, in the order in which one is registered; the reason stands below all of them."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList

from sharing.agreements.forms import Article28Panel, SubProcessorForm, SubProcessorsPanel
from sharing.core.admin.parts import Tabs
from sharing.documents.forms import documents_panel

_IN_ENGLISH = _("Voor de Engelse privacyverklaring. Leeg: daar staat de Nederlandse.")
_TERMS = [
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("reference"), FieldPanel("kind")]),
            FieldRowPanel([FieldPanel("party"), FieldPanel("owner")]),
            FieldPanel("description"),
            FieldPanel("description_en", help_text=_IN_ENGLISH),
            FieldPanel("replaces"),
        ],
        heading=_("Overeenkomst"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
            FieldRowPanel([FieldPanel("signed_on"), FieldPanel("terminated_per")]),
            FieldPanel("notice_days"),
        ],
        heading=_("Looptijd"),
        help_text=_(
            "De status (concept, van kracht, afgelopen, …) volgt uit deze datums. Zonder datum van ondertekening "
            "is het een concept, en telt de overeenkomst niet mee."
        ),
    ),
]
_COVERED = [
    MultiFieldPanel(
        [
            FieldPanel("purposes"),
            FieldPanel("data_categories"),
            FieldPanel("subject_categories"),
            FieldPanel("coverage"),
        ],
        heading=_("Wat valt eronder"),
    ),
]
_ARTICLE_28 = [
    Article28Panel(heading=_("Artikel 28, lid 3: wat een verwerkersovereenkomst regelt")),
    MultiFieldPanel([FieldPanel("infringing_instruction")], heading=_("Instructie in strijd met de wet")),
]
_ARRANGED = [
    MultiFieldPanel(
        [FieldPanel("processing_nature"), FieldPanel("security")],
        heading=_("De verwerking"),
    ),
    MultiFieldPanel([FieldPanel("breach_notice_hours")], heading=_("Datalekken")),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("audited_on"), FieldPanel("audit_due")])], heading=_("Audits")
    ),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("data_at_end"), FieldPanel("data_gone_on")])],
        heading=_("Einde van de overeenkomst"),
    ),
]
_CHAIN = [
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("sub_processor_authorisation"), FieldPanel("objection_days")])],
        heading=_("Toestemming"),
    ),
    SubProcessorsPanel(
        "sub_processors",
        heading=_("Subverwerkers"),
        label=_("Subverwerker"),
        form_class=SubProcessorForm,
        panels=[
            FieldRowPanel([FieldPanel("party"), FieldPanel("service")]),
            FieldRowPanel([FieldPanel("country"), FieldPanel("service_en", help_text=_IN_ENGLISH)]),
            FieldRowPanel([FieldPanel("announced_on"), FieldPanel("objection_until")]),
            FieldRowPanel([FieldPanel("approved_on"), FieldPanel("flow_down")]),
            FieldRowPanel([FieldPanel("objected_on"), FieldPanel("objection_outcome")]),
            FieldPanel("objection_reason"),
            FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
            FieldPanel("parent"),
        ],
    ),
]
_DOCUMENTS = [
    documents_panel(
        heading=_("Ondertekende documenten"),
        help_text=_(
            "PDF, Word (.docx), PNG of JPG, hoogstens 25 MB. Alleen zichtbaar voor wie overeenkomsten mag inzien."
        ),
    ),
]

TERMS = ObjectList(_TERMS, heading=_("Partij en looptijd"))
COVERED = ObjectList(_COVERED, heading=_("Wat valt eronder"))
ARTICLE_28 = ObjectList(_ARTICLE_28, heading=_("Artikel 28"))
ARRANGED = ObjectList(_ARRANGED, heading=_("Afspraken"))
CHAIN = ObjectList(_CHAIN, heading=_("Subverwerkers"))
DOCUMENTS = ObjectList(_DOCUMENTS, heading=_("Documenten"))

FORM_PANELS = Tabs([TERMS, COVERED, ARTICLE_28, ARRANGED, CHAIN, DOCUMENTS])
