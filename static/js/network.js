// Draws the network: positions come from the server, colours from the stylesheet.
// The table on the same page holds every tie for keyboard and screen reader.
const box = document.getElementById("network");
const SHAPES = { victim: "ellipse", recruiter: "diamond", both: "diamond", person: "ellipse", syndicate: "hexagon", case: "round-rectangle", identifier: "triangle", offer: "pentagon", place: "vee" };
const NAMES = { both: "Victim and recruiter", case: "Case", offer: "Job offer" };
const name = (kind) => NAMES[kind] || kind[0].toUpperCase() + kind.slice(1).replaceAll("_", " ");
const colour = (variable) => getComputedStyle(document.documentElement).getPropertyValue(variable).trim();
const paint = (kind) => colour(`--kind-${kind}`) || colour("--kind-other");

const element = (tag, text, properties = {}) => Object.assign(document.createElement(tag), { textContent: text }, properties);

function style() {
  const text = colour("--bs-body-color"), line = colour("--edge"), ground = colour("--surface");
  return [
    { selector: "node", style: { label: "data(label)", shape: (n) => SHAPES[n.data("kind")] || "ellipse", width: "data(size)", height: "data(size)", "background-color": (n) => paint(n.data("kind")), color: text, "font-family": "Inter, sans-serif", "font-size": 10, "min-zoomed-font-size": 7, "text-valign": "bottom", "text-margin-y": 3, "text-background-color": ground, "text-background-opacity": 0.75, "border-width": 1, "border-color": ground } },
    { selector: "edge", style: { width: (e) => Math.min(5, 1 + (e.data("weight") || 0)), "line-color": line, "line-style": (e) => (e.data("dashed") ? "dashed" : "solid"), "curve-style": "bezier", "target-arrow-shape": "triangle", "target-arrow-color": line, "arrow-scale": 0.7 } },
    { selector: ".faded", style: { opacity: 0.2 } },
    { selector: ".near", style: { "line-color": colour("--accent"), "target-arrow-color": colour("--accent"), label: "data(label)", "font-size": 9, color: text, "text-background-color": ground, "text-background-opacity": 0.85 } },
    { selector: "node:selected", style: { "border-width": 4, "border-color": colour("--amber") } },
  ];
}

function elements({ nodes, edges }) {
  const reach = Math.max(1e-9, ...nodes.flatMap((node) => [Math.abs(node.x), Math.abs(node.y)]));
  const scale = (60 * Math.sqrt(nodes.length || 1)) / reach; // Whatever the server's unit, points keep their distance.
  return [
    ...nodes.map((node) => ({ group: "nodes", data: { ...node, size: node.size || 22 }, position: { x: node.x * scale, y: node.y * scale } })),
    ...edges.map((edge) => ({ group: "edges", data: edge })),
  ];
}

function legend(nodes) {
  const items = [...new Set(nodes.map((node) => node.kind))].sort().map((kind) => {
    const item = element("li", name(kind));
    item.prepend(element("span", "", { className: `swatch shape-${SHAPES[kind] || "ellipse"} kind-${kind}` }));
    return item;
  });
  document.getElementById("network-legend").replaceChildren(...items);
}

function show(graph, node) {
  const ties = element("ul", "", { className: "plain" });
  for (const edge of node.connectedEdges()) {
    const other = edge.source().same(node) ? edge.target() : edge.source();
    ties.append(element("li", `${edge.data("label") || edge.data("kind") || "tied to"}: ${other.data("label")}`));
  }
  const parts = [element("h2", node.data("label")), element("p", `${name(node.data("kind"))} · ${node.degree()} ties`, { className: "muted" })];
  if (node.data("url")) parts.push(element("a", "Open", { href: node.data("url"), className: "btn" }));
  document.getElementById("network-panel").replaceChildren(...parts, ties);
  graph.elements().removeClass("near").addClass("faded");
  node.closedNeighborhood().removeClass("faded").edges().addClass("near");
}

function draw(data) {
  const graph = cytoscape({ container: box, elements: elements(data), style: style(), layout: { name: "preset", padding: 30 }, maxZoom: 4, minZoom: 0.05 });
  graph.on("tap", "node", (event) => show(graph, event.target));
  graph.on("dbltap", "node", (event) => event.target.data("url") && location.assign(event.target.data("url")));
  graph.on("tap", (event) => event.target === graph && graph.elements().removeClass("faded near"));
  document.addEventListener("themechange", () => graph.style(style()));
  const tools = document.querySelector("[data-network-tools]");
  tools.hidden = false;
  tools.addEventListener("click", ({ target }) => {
    const zoom = target.closest("[data-zoom]")?.dataset.zoom;
    if (zoom) graph.zoom({ level: graph.zoom() * zoom, renderedPosition: { x: box.clientWidth / 2, y: box.clientHeight / 2 } });
    if (target.closest("[data-fit]")) graph.fit(undefined, 30);
  });
  legend(data.nodes);
  document.getElementById("network-note").textContent = `${data.nodes.length} points, ${data.edges.length} ties`;
}

// The library adds one <style>, which our policy forbids; it adds none where one of this id stands.
document.head.append(element("template", "", { id: "__________cytoscape_stylesheet" }));
fetch(box.dataset.url, { headers: { Accept: "application/json" } })
  .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))))
  .then(draw)
  .catch((error) => {
    console.error(error);
    document.getElementById("network-note").textContent = "The drawing could not be loaded; the table holds the same ties. Reload the page to try again.";
  });
