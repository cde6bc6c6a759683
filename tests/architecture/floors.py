"""A contract for import-linter: every module has a floor, and imports go down.

import-linter's own layers are whole packages. Here a room may have a basement and a roof: `home.review.models` lies
under `home.models`, `home.review.screen` above it. So a floor is given to a module by the longest name that fits it,
and a module without a floor breaks the contract: a new one is inside it on the day it appears. Because every module has
a floor, direct imports are all there is to look at.

Options: `containers` (names or patterns, of which `but_for` are left out); `floors` from the top down, each with names
relative to the container or in full; `a | b` do not know each other, `a : b` may (that they make no circle is another
contract); `ignore_imports` as everywhere. A name that fits no module in any container breaks it too.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output
from importlinter.application import contract_utils
from importlinter.domain.helpers import module_expressions_to_modules


@dataclass(frozen=True)
class Floor:
    rooms: tuple[str, ...]
    may_meet: bool

    @classmethod
    def parse(cls, text: str) -> "Floor":
        if "|" in text and ":" in text:
            raise fields.ValidationError(f"One floor has either | or : between its rooms, not both: {text}")
        may_meet = ":" in text
        return cls(tuple(room.strip() for room in text.split(":" if may_meet else "|")), may_meet)


class FloorField(fields.Field):
    def parse(self, raw_data: str | list[str]) -> Floor:
        return Floor.parse(fields.StringField().parse(raw_data))


def place_of(module: str, container: str, floors: Sequence[Floor]) -> tuple[int, str] | None:
    """The floor (0 is the top) of a module and the name that put it there; None has no floor."""
    names = f"{module}.", f"{module}.".removeprefix(f"{container}.")
    fitting = [
        (number, room)
        for number, floor in enumerate(floors)
        for room in floor.rooms
        if any(name.startswith(f"{room}.") for name in names)
    ]
    # A full name is for one module, so it counts before a name that every container may have.
    return max(fitting, key=lambda found: found[1].count("."), default=None)


def _wrong_way(importer: str, imported: str, container: str, floors: Sequence[Floor]) -> bool:
    here, there = place_of(importer, container, floors), place_of(imported, container, floors)
    if here is None or there is None:
        return False
    if here[0] != there[0]:
        return here[0] > there[0]
    start = len(container) + 1
    same_room = importer[start:].split(".")[0] == imported[start:].split(".")[0]
    return not (floors[here[0]].may_meet or same_room)


def faults(graph: ImportGraph, containers: Iterable[str], floors: Sequence[Floor]) -> Iterator[str]:
    """What is wrong, a line each, in the order of the names."""
    rooms = {room for floor in floors for room in floor.rooms}
    stale = set(rooms)
    for container in sorted(containers):
        for module in sorted(graph.find_descendants(container)):
            place = place_of(module, container, floors)
            if place is None:
                if not any(f"{container}.{room}".startswith(f"{module}.") for room in rooms):
                    yield f"{module} has no floor"
                continue
            stale.discard(place[1])
            for imported in sorted(graph.find_modules_directly_imported_by(module)):
                if imported.startswith(f"{container}.") and _wrong_way(module, imported, container, floors):
                    found = graph.get_import_details(importer=module, imported=imported)
                    lines = sorted({one["line_number"] for one in found})
                    yield f"{module} -> {imported} (l.{', l.'.join(map(str, lines))})"
    yield from (f"{room} is the name of no module" for room in sorted(stale))


class FloorsContract(Contract):  # type: ignore[misc] # import-linter has no hints for its contracts
    type_name = "floors"

    containers = fields.ListField(subfield=fields.ModuleExpressionField())
    but_for = fields.ListField(subfield=fields.ModuleExpressionField(), required=False)
    floors = fields.ListField(subfield=FloorField())
    ignore_imports = fields.SetField(subfield=fields.ImportExpressionField(), required=False)
    unmatched_ignore_imports_alerting = fields.EnumField(
        contract_utils.AlertLevel, default=contract_utils.AlertLevel.ERROR
    )

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        removal = contract_utils.remove_ignored_imports_and_report(
            graph, self.ignore_imports, self.unmatched_ignore_imports_alerting
        )
        wanted = module_expressions_to_modules(graph, self.containers, raise_if_unmatched=True)
        wanted -= module_expressions_to_modules(graph, self.but_for or [], raise_if_unmatched=True)
        found = list(faults(graph, {module.name for module in wanted}, self.floors))
        return ContractCheck(
            kept=not found,
            warnings=list(removal.warnings),
            ignored_import_count=removal.ignored_import_count,
            metadata={"faults": found},
        )

    def render_broken_contract(self, check: ContractCheck) -> None:
        for fault in check.metadata["faults"]:
            output.print_error(f"- {fault}", bold=False)
        output.new_line()
