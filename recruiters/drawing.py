"""A network as other programs read it: the script that draws it, and graph tools."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree as ET

import rustworkx

from recruiters.network import Edge, Network
from recruiters.nodes import Node

#: The same network is drawn the same way each time.
SEED = 20231007
#: Characters that XML cannot hold at all.
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NODE_FACTS = ["label", "kind", "case"]
EDGE_FACTS = ["relation", "kind", "since", "source", "grade", "case"]


def as_json(network: Network) -> dict[str, Any]:
    """What static/js/network.js draws. Ids number the nodes of this answer, no more."""
    places, degrees = positions(network), network.degrees()
    ids = {key: f"n{number}" for number, key in enumerate(network.nodes)}
    return {
        "total": network.total,
        "nodes": [
            {
                "id": ids[key], "label": node.label, "kind": node.kind, "url": node.url,
                "x": places[number][0], "y": places[number][1],
                "size": min(48, round(18 + 5 * math.sqrt(degrees[key]))),
            }
            for number, (key, node) in enumerate(network.nodes.items())
        ],
        "edges": [
            {
                "id": f"e{number}", "source": ids[edge.source], "target": ids[edge.target],
                "kind": edge.kind, "label": edge.relation, "dashed": edge.is_suggestion,
                "weight": edge.weight / 10,
            }
            for number, edge in enumerate(network.edges)
        ],
    }  # fmt: skip


def positions(network: Network) -> Mapping[int, tuple[float, float]]:
    """Number of the node → where a spring model puts it."""
    numbers = {key: number for number, key in enumerate(network.nodes)}
    graph = rustworkx.PyGraph()
    graph.add_nodes_from(list(network.nodes))
    graph.add_edges_from(
        [(numbers[edge.source], numbers[edge.target], None) for edge in network.edges]
    )
    return rustworkx.spring_layout(graph, seed=SEED, num_iter=100)


def as_graphml(network: Network) -> bytes:
    """For Gephi, yEd and their like. (The writer of rustworkx 0.18 gives two keys one id, and lets
    control characters through.)"""
    root = ET.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    for of, facts in (("node", NODE_FACTS), ("edge", EDGE_FACTS)):
        for fact in facts:
            names = {"id": f"{of}-{fact}", "for": of, "attr.name": fact, "attr.type": "string"}
            ET.SubElement(root, "key", names)
    graph = ET.SubElement(root, "graph", edgedefault="directed")
    ids = {key: f"n{number}" for number, key in enumerate(network.nodes)}
    for key, node in network.nodes.items():
        _add_facts(ET.SubElement(graph, "node", id=ids[key]), "node", _facts_of(node))
    for edge in network.edges:
        ends = {"source": ids[edge.source], "target": ids[edge.target]}
        _add_facts(ET.SubElement(graph, "edge", ends), "edge", _edge_facts(edge, network))
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _facts_of(node: Node) -> dict[str, str]:
    return {"label": node.label, "kind": node.kind, "case": node.case}


def _edge_facts(edge: Edge, network: Network) -> dict[str, str]:
    return {
        "relation": edge.relation,
        "kind": edge.kind,
        "since": str(edge.since or ""),
        "source": edge.said_by,
        "grade": edge.grade,
        "case": ", ".join(network.cases_of(edge)),
    }


def _add_facts(element: ET.Element, of: str, facts: dict[str, str]) -> None:
    for fact, text in facts.items():
        ET.SubElement(element, "data", key=f"{of}-{fact}").text = NOT_XML.sub("", text)
