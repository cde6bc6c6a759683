"""What the log can be narrowed by, and the way from such a choice to entries: for the list, an export and a figure."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import django_filters
from django import forms
from django.contrib.postgres.search import SearchQuery
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from sharing.commitments.models import CommitmentSet
from sharing.consents.queries import numbers_in
from sharing.core.admin import RecordFilter, RegisterFilterSet
from sharing.core.asof import rows_at
from sharing.core.bsn import CODE as BSN
from sharing.core.bsn import IN_TEXT, holds_bsn
from sharing.core.exceptions import NotUnderstood
from sharing.core.readable import DOSSIER
from sharing.disclosures.choices import Outcome, Review
from sharing.disclosures.definitions import DESCRIBED, LANGUAGE, WORDS, words_asked
from sharing.disclosures.models import Disclosure
from sharing.gate.codes import RULES
from sharing.log.flows import Span
from sharing.log.listed import ListedFilter
from sharing.log.narrowing import Narrowing, ever, latest_disclosed, unchanged_since, within
from sharing.log.worded import with_words
from sharing.parties.choices import Capacity
from sharing.parties.models import Party
from sharing.reference.choices import LegalBasis
from sharing.reference.models import DataCategory, Purpose
from sharing.reference.queries import below, spans_in_eea
from sharing.reference.rules import SpansInEea
from sharing.sources.models import Source

WITHDRAWN, ALONE, INSIDE, OUTSIDE = "withdrawn", "alone", "inside", "outside"
LEFT_OUT, ONLY = "no", "only"
LONGEST = 200
# The filter in which people type what they like.
WORDS_ASKED = "words"
# What is not the same for all entries of a flow.
_OF_EACH = ("period", "place", "words", "commitments")


def _choice(label: Any, choices: Any, **kwargs: Any) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(
        label=label, choices=choices, widget=forms.RadioSelect, empty_label=_("Alle"), **kwargs
    )


def holds_number(text: str) -> bool:
    """Whether a dossier number stands in words to search for, also after the hyphen that excludes a word."""
    return numbers_in(" ".join(word.lstrip("-") for word in text.split()), ())


def check_words(text: str) -> None:
    """Raise ValidationError for a text that would bring a BSN or a dossier number into an address."""
    if holds_bsn(text):
        raise ValidationError(IN_TEXT, code=BSN)
    if holds_number(text):
        raise ValidationError(
            _("Hier lijkt een dossiernummer te staan. Zoek het met “Zoek dossier” boven de lijst."),
            code=DOSSIER,
        )


class DisclosureFilterSet(RegisterFilterSet):
    """Narrowing the log; all filters combine. The dossier number is searched for separately, by POST."""

    period = django_filters.DateFromToRangeFilter(label=_("Periode"), method="in_period")
    recipient = RecordFilter(Party, label=_("Ontvanger"))
    capacity = _choice(_("Hoedanigheid"), Capacity.choices)
    on_behalf_of = RecordFilter(Party, label=_("Namens"))
    purpose = ListedFilter(Purpose, label=_("Doeleinde"), method="for_purpose")
    purposes = _choice(
        _("Onderliggende doeleinden"), [(ALONE, _("Niet meenemen"))], method="nothing_by_itself"
    )
    data = ListedFilter(DataCategory, label=_("Gegevens"), method="with_data")
    legal_basis = _choice(_("Grondslag"), LegalBasis.choices)
    place = _choice(
        _("Bestemming"),
        [(INSIDE, _("Binnen de EER")), (OUTSIDE, _("Buiten de EER"))],
        method="in_place",
    )
    outcome = _choice(_("Uitkomst"), Outcome.choices)
    finding = django_filters.ChoiceFilter(
        label=_("Bevinding"), choices=[(rule.code, rule.when) for rule in RULES], method="with_finding"
    )
    review = _choice(_("Beoordeling"), Review.choices, method="reviewed")
    consent = _choice(_("Toestemming"), [(WITHDRAWN, _("Bleek ingetrokken"))], method="after_withdrawal")
    void = _choice(
        _("Vervallen"), [(LEFT_OUT, _("Weglaten")), (ONLY, _("Alleen vervallen"))], method="void_or_not"
    )
    commitments = ListedFilter(
        CommitmentSet, label=_("Versie van de verklaring"), null_label=_("Geen versie van kracht")
    )
    source = ListedFilter(Source, label=_("Bron"))
    words = django_filters.CharFilter(
        label=_("Omschrijving"),
        help_text=_(
            "Woorden uit de omschrijving; ook andere vormen van een woord worden gevonden. “Een zin” tussen "
            "aanhalingstekens, -zonder dit woord. Een dossiernummer zoekt u met het veld boven de lijst."
        ),
        max_length=LONGEST,
        validators=[check_words],
        method="described_with",
    )

    class Meta:
        model = Disclosure
        fields = [
            *(
                "period",
                "recipient",
                "capacity",
                "on_behalf_of",
                "purpose",
                "purposes",
                "data",
                "legal_basis",
            ),
            *(
                "place",
                "outcome",
                "finding",
                "review",
                "consent",
                "void",
                "commitments",
                "source",
                "words",
                "peildatum",
            ),
        ]

    def in_period(self, queryset: QuerySet[Any], _name: str, days: Any) -> QuerySet[Any]:
        """From the first through the last day, in Amsterdam."""
        if days.start:
            queryset = queryset.filter(disclosed_at__gte=days.start)
        return queryset.filter(disclosed_at__lte=days.stop) if days.stop else queryset

    def for_purpose(self, queryset: QuerySet[Any], _name: str, purpose: Any) -> QuerySet[Any]:
        """For a purpose or, unless it is asked for alone, one that falls under it."""
        return queryset.filter(purpose__in=self._purposes_meant)

    def nothing_by_itself(self, queryset: QuerySet[Any], _name: str, _choice: str) -> QuerySet[Any]:
        """Says how the purpose is meant."""
        return queryset

    def with_data(self, queryset: QuerySet[Any], _name: str, category: DataCategory) -> QuerySet[Any]:
        """With this among the data."""
        return queryset.filter(data_categories__contains=[category.pk])

    def in_place(self, queryset: QuerySet[Any], _name: str, where: str) -> QuerySet[Any]:
        """To a destination that lay inside the EEA on the day, or outside."""
        inside = Q(pk__in=[])
        for spans, countries in self._eea.alike().items():
            then = Q()
            for span in spans:
                then |= within(Span(*span))
            inside |= Q(destination_country__in=countries) & then
        return queryset.filter(inside if where == INSIDE else ~inside)

    def with_finding(self, queryset: QuerySet[Any], _name: str, code: str) -> QuerySet[Any]:
        """With this among what the gate found."""
        return queryset.filter(findings__contains=[{"code": code}])

    def reviewed(self, queryset: QuerySet[Any], _name: str, state: str) -> QuerySet[Any]:
        """By what was decided; what became void before anybody decided waits for nobody."""
        found = queryset.filter(review=state)
        return found.filter(voided_at=None) if state == Review.PENDING else found

    def after_withdrawal(self, queryset: QuerySet[Any], _name: str, _state: str) -> QuerySet[Any]:
        """Made after a withdrawal that was recorded later."""
        return queryset.filter(withdrawn_consent__isnull=False)

    def void_or_not(self, queryset: QuerySet[Any], _name: str, which: str) -> QuerySet[Any]:
        """Without what is void, or nothing else."""
        return queryset.filter(voided_at__isnull=which == LEFT_OUT)

    def described_with(self, queryset: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        """With these words in the description, in whatever form."""
        query = SearchQuery(words_asked(text), config=LANGUAGE, search_type="websearch")
        described: QuerySet[Any] = queryset.filter(DESCRIBED).alias(said=WORDS).filter(said=query)
        return described

    @cached_property
    def _eea(self) -> SpansInEea:
        return spans_in_eea(self.moment)

    @cached_property
    def _purposes_meant(self) -> frozenset[int] | None:
        """The purposes that were asked for; None when any will do."""
        purpose = self.form.cleaned_data.get("purpose")
        if purpose is None:
            return None
        alone = self.form.cleaned_data.get("purposes") == ALONE
        return frozenset([purpose.pk]) if alone else frozenset(below([purpose.pk]))

    @property
    def _version(self) -> int | None:
        """The key of the commitments asked for, 0 for none in force; None when any will do."""
        asked = self.form.cleaned_data.get("commitments")
        return None if asked is None else getattr(asked, "pk", 0)

    @property
    def _period(self) -> Span:
        days = self.form.cleaned_data.get("period")
        whole = Span()
        if days is None:
            return whole
        # The last instant of a day is a microsecond before the next one.
        until = days.stop + datetime.resolution if days.stop else whole.until
        return Span(days.start or whole.since, until)

    def _narrowed(self, entries: QuerySet[Any], *, but_for: Collection[str] = ()) -> QuerySet[Any]:
        for name, value in self.form.cleaned_data.items():
            if name not in but_for:
                entries = self.filters[name].filter(entries, value)
        return entries

    def narrowing(self, dossiers: Sequence[bytes] | None = None) -> Narrowing:
        """What is asked for, of a valid filter set; with ``dossiers`` (seals) of these only, of none when empty."""
        moment, place = self.moment, self.form.cleaned_data.get("place")
        live = unchanged_since(moment) if moment else Disclosure.objects.all()
        then = rows_at(Disclosure, moment)
        if dossiers is not None:
            live, then = live.filter(dossier__in=dossiers), then.filter(dossier__in=dossiers)
        asked = self._period
        known = latest_disclosed(moment) if moment else Span()
        period = asked.within(known) or Span(asked.until, asked.until)

        def spans_of(country: str) -> list[Span]:
            there = {INSIDE: self._eea.inside, OUTSIDE: self._eea.outside}.get(place)
            spans = map(Span._make, there(country)) if there else [Span()]
            return [common for span in spans if (common := span.within(period))]

        chosen = {name for name, value in self.form.cleaned_data.items() if value}
        words = words_asked(self.form.cleaned_data.get(WORDS_ASKED) or "")
        exact = self._narrowed(live, but_for=["period", WORDS_ASKED])
        exact = with_words(exact, words) if words else exact
        return Narrowing(
            entries=self._narrowed(then) if moment else exact.filter(within(period)),
            exact=exact,
            alike=lambda flows: self._narrowed(flows, but_for=_OF_EACH),
            spans_of=spans_of if place or period != Span() else ever,
            period=period,
            version=self._version,
            moment=moment,
            by_flow=bool(chosen - {"period", "words", "purposes", "peildatum"}),
            words=words,
            by_dossier=dossiers is not None,
        )


def narrowed_log(parameters: Mapping[str, Any], *, dossiers: Sequence[bytes] | None = None) -> Narrowing:
    """The entries that an address or a saved filter asks for; without a dossier, which stands in neither.

    ``parameters`` as in ``request.GET`` (a QueryDict); what is no filter is passed over. ``dossiers``: the seals of
    one dossier. Raises NotUnderstood when a filter has a value that it cannot have.
    """
    filters = DisclosureFilterSet(parameters)
    if wrong := not_understood(filters):
        raise NotUnderstood(wrong)
    return filters.narrowing(dossiers)


def not_understood(filters: DisclosureFilterSet) -> str:
    """Which filters have a value that they cannot have, and why; empty when none has."""
    if filters.is_valid():
        return ""
    return " ".join(
        f"{filters.form[name].label}: {' '.join(errors)}" for name, errors in filters.errors.items()
    )


def shareable(query: QueryDict) -> str:
    """What of an address says how the log is narrowed, for another to open: no dossier, no page, nothing unknown."""
    known = set()
    for name, field in DisclosureFilterSet(query).form.fields.items():
        known |= {name, *(f"{name}_{suffix}" for suffix in getattr(field.widget, "suffixes", ()))}
    kept = QueryDict(mutable=True)
    for name in sorted(known & query.keys()):
        kept.setlist(name, [value for value in query.getlist(name) if value.strip()])
    return kept.urlencode()
