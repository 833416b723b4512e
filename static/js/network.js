// Draws the network: positions come from the server, colours from the stylesheet.
// The table on the same page holds every tie for keyboard and screen reader.
const box = document.getElementById("network");
const SHAPES = { victim: "ellipse", recruiter: "diamond", both: "diamond", person: "ellipse", syndicate: "hexagon", case: "round-rectangle", identifier: "triangle", offer: "pentagon", place: "vee" };
const NAMES = { both: "Victim and recruiter", case: "Case", offer: "Job offer" };
const name = (kind) => NAMES[kind] || kind[0].toUpperCase() + kind.slice(1).replaceAll("_", " ");
const colour = (variable) => getComputedStyle(document.documentElement).getPropertyValue(variable).trim();
const paint = (kind) => colour(`--kind-${kind}`) || colour("--kind-other");
const element = (tag, text, properties = {}) => Object.assign(document.createElement(tag), { textContent: text }, properties);
const FONT = 11, ROOM = 4, SMALLEST = 9; // Pixels on the screen, at every zoom.
const brief = ({ label, kind }) => (label.length <= 28 ? label : kind === "identifier" ? `…${label.slice(-27)}` : `${label.slice(0, 27)}…`);

function style(graph) {
  const text = colour("--bs-body-color"), line = colour("--edge"), ground = colour("--surface");
  const size = (n) => Math.max(n.data("size"), SMALLEST / graph.zoom());
  const label = { "font-family": "Inter, sans-serif", "font-size": () => FONT / graph.zoom(), color: text, "text-background-color": ground, "text-background-opacity": 0.9, "text-background-padding": 2 };
  return [
    { selector: "node", style: { ...label, shape: (n) => SHAPES[n.data("kind")] || "ellipse", width: size, height: size, "background-color": (n) => paint(n.data("kind")), "text-valign": "bottom", "text-margin-y": () => ROOM / graph.zoom(), "border-width": 1, "border-color": ground } },
    { selector: "node.named", style: { label: (n) => brief(n.data()) } },
    { selector: "node.pointed, node:selected", style: { label: "data(label)", "z-index": 9 } },
    { selector: "edge", style: { width: (e) => Math.min(5, 1 + (e.data("weight") || 0)), "line-color": line, "line-style": (e) => (e.data("dashed") ? "dashed" : "solid"), "curve-style": "bezier", "target-arrow-shape": "triangle", "target-arrow-color": line, "arrow-scale": 0.7 } },
    { selector: ".faded", style: { opacity: 0.2 } },
    { selector: ".near", style: { "line-color": colour("--accent"), "target-arrow-color": colour("--accent"), width: 2.5 } },
    { selector: "node:selected", style: { "border-width": 4, "border-color": colour("--amber") } },
  ];
}

// Of labels that overlap, the best connected point's stays (a hub's even over points); the rest show when pointed at.
function declutter(graph) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${FONT}px Inter, sans-serif`;
  const taken = graph.nodes().map((node) => ({ node, ...node.renderedBoundingBox({ includeLabels: false }) }));
  for (const node of graph.nodes().sort((a, b) => b.degree() - a.degree())) {
    const { x, y } = node.renderedPosition(), half = pen.measureText(brief(node.data())).width / 2 + ROOM, hub = node.degree() > 2, top = y + node.renderedHeight() / 2;
    const label = { node, words: true, x1: x - half, x2: x + half, y1: top, y2: top + FONT + 2 * ROOM };
    const free = taken.every((other) => other.node === node || (hub && !other.words) || other.x2 < label.x1 || other.x1 > label.x2 || other.y2 < label.y1 || other.y1 > label.y2);
    if (node.toggleClass("named", free) && free) taken.push(label);
  }
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
  for (const kind of [...new Set(nodes.map((node) => node.kind))].sort()) {
    const item = document.getElementById("network-legend").appendChild(element("li", name(kind)));
    item.prepend(element("span", "", { className: `swatch shape-${SHAPES[kind] || "ellipse"} kind-${kind}` }));
  }
}

function show(graph, node) {
  const ties = element("ul", "", { className: "plain" });
  for (const edge of node.connectedEdges()) {
    const other = edge.source().same(node) ? edge.target() : edge.source();
    ties.append(element("li", `${edge.data("label") || edge.data("kind") || "tied to"}: ${other.data("label")}`));
  }
  const link = node.data("url") ? [element("a", "Open", { href: node.data("url"), className: "btn" })] : [];
  const head = [element("h2", node.data("label")), element("p", `${name(node.data("kind"))} · ${node.degree()} ties`, { className: "muted" })];
  document.getElementById("network-panel").replaceChildren(...head, ...link, ties);
  graph.elements().removeClass("near").addClass("faded");
  node.closedNeighborhood().removeClass("faded").edges().addClass("near");
}

function draw(data) {
  const tools = document.querySelector("[data-network-tools]");
  const graph = cytoscape({ container: box, elements: elements(data), layout: { name: "preset", padding: 30 }, maxZoom: 4, minZoom: 0.05 });
  let frame = 0;
  const repaint = () => (frame ||= requestAnimationFrame(() => { frame = 0; graph.style(style(graph)); declutter(graph); }));
  graph.on("zoom resize", repaint);
  document.fonts.ready.then(repaint);
  graph.on("mouseover mouseout", "node", ({ type, target }) => target.toggleClass("pointed", type === "mouseover"));
  graph.on("tap", "node", (event) => show(graph, event.target));
  graph.on("dbltap", "node", (event) => event.target.data("url") && location.assign(event.target.data("url")));
  graph.on("tap", (event) => event.target === graph && graph.elements().removeClass("faded near"));
  document.addEventListener("themechange", repaint);
  tools.hidden = false;
  tools.addEventListener("click", ({ target }) => {
    const zoom = target.closest("[data-zoom]")?.dataset.zoom;
    if (zoom) graph.zoom({ level: graph.zoom() * zoom, renderedPosition: { x: box.clientWidth / 2, y: box.clientHeight / 2 } });
    if (target.closest("[data-fit]")) graph.fit(undefined, 30);
  });
  legend(data.nodes);
  repaint();
  document.getElementById("network-note").textContent = `${data.nodes.length} points, ${data.edges.length} ties`;
}

// The library adds one <style>, which our policy forbids; it adds none where one of this id stands.
document.head.append(element("template", "", { id: "__________cytoscape_stylesheet" }));
fetch(box.dataset.url, { headers: { Accept: "application/json" } })
  .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText)))).then(draw)
  .catch((error) => {
    console.error(error);
    document.getElementById("network-note").textContent = "The drawing could not be loaded; the table holds the same ties. Reload the page to try again.";
  });
