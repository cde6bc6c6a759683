"""Linked data against our own shapes (SHACL, W3C)."""

from pathlib import Path

from pyshacl import validate
from rdflib import RDF, Graph, Namespace

SHAPES = Path(__file__).parents[1] / "docs" / "shapes"
SH = Namespace("http://www.w3.org/ns/shacl#")


def read(document: bytes | str) -> Graph:
    """The graph of a JSON-LD document."""
    return Graph().parse(data=document, format="json-ld")


def remarks(graph: Graph, shapes: str) -> tuple[set[str], set[str]]:
    """What is wrong with it, and what is missing: messages of violations and of warnings."""
    _conforms, report, _text = validate(graph, shacl_graph=Graph().parse(SHAPES / f"{shapes}.ttl"))
    found: dict[str, set[str]] = {"Violation": set(), "Warning": set()}
    for result in report.subjects(RDF.type, SH.ValidationResult):
        severity = str(report.value(result, SH.resultSeverity)).removeprefix(str(SH))
        found[severity] |= {str(one) for one in report.objects(result, SH.resultMessage)}
    return found["Violation"], found["Warning"]
