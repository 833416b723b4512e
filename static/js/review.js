// Review by keyboard. Each key presses something that the page shows anyway: data-key on a button
// or a link of one match; on the list of matches j and k move between the links of its rows.
const ROWS = "#results tbody a.ref";
const inField = (element) => element.matches("input, textarea, select, [contenteditable]");
let sent = false; // A key held down gives one verdict.

function move(step) {
  const links = [...document.querySelectorAll(ROWS)];
  const here = links.findIndex((link) => link.closest("tr").contains(document.activeElement));
  const there = here < 0 ? 0 : Math.min(Math.max(here + step, 0), links.length - 1);
  links[there]?.focus();
}

function press(key) {
  const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (target) target.click();
  else if (key === "j") move(1);
  else if (key === "k") move(-1);
  else return false;
  return true;
}

document.addEventListener("keydown", (event) => {
  if (sent || event.ctrlKey || event.metaKey || event.altKey) return;
  if (inField(event.target) || document.querySelector("dialog[open]")) return;
  if (press(event.key)) event.preventDefault();
});

document.addEventListener("submit", (event) => { sent ||= event.target.matches("form.verdict"); });
window.addEventListener("pageshow", () => { sent = false; });
