// Small comforts of every page. Each works on an attribute, and each page works without them.
const closest = (event, selector) => event.target.closest?.(selector);
const typing = (element) => element.matches("input, textarea, select, [contenteditable]");

function reveal(root) {
  for (const element of root.querySelectorAll("[data-needs-script]")) element.hidden = false;
  root.querySelector("[data-focus]")?.focus();
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(except)) menu.open = false;
}

function tickAll(box) {
  const boxes = box.closest("table").querySelectorAll("tbody input[name=chosen]");
  for (const other of boxes) other.checked = box.checked;
}

function countTicked() {
  const count = document.querySelectorAll("input[name=chosen]:checked").length;
  for (const place of document.querySelectorAll("[data-chosen-count]")) place.textContent = count;
}

function addRow(button) {
  const formset = button.closest("[data-formset]");
  const total = formset.querySelector(`[name="${formset.dataset.formset}-TOTAL_FORMS"]`);
  const row = formset.querySelector("template").innerHTML.replaceAll("__prefix__", total.value);
  const rows = formset.querySelector("[data-rows]");
  rows.insertAdjacentHTML("beforeend", row);
  total.value = Number(total.value) + 1;
  rows.lastElementChild.querySelector("input:not([type=hidden]), select, textarea")?.focus();
}

function complain(text) {
  const flash = document.createElement("div");
  flash.className = "flash flash-error";
  flash.setAttribute("role", "alert");
  flash.textContent = text;
  (document.getElementById("flash") || document.body).replaceChildren(flash);
}

document.addEventListener("click", (event) => {
  closeMenus(event.target);
  const opener = closest(event, "[data-dialog]");
  if (opener) document.getElementById(opener.dataset.dialog)?.showModal();
  if (event.target.matches("dialog")) event.target.close(); // A click on the backdrop.
  if (closest(event, "[data-add-row]")) addRow(event.target);
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-tick-all]")) tickAll(event.target);
  countTicked();
  const form = closest(event, "form[data-autosubmit]");
  if (form && event.target.matches("select, [type=checkbox], [type=radio], [type=date]")) form.requestSubmit();
  closest(event, "form[data-guard]")?.setAttribute("data-changed", "");
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    closeMenus(null);
    if (location.hash === "#menu") location.hash = "#content";
  }
  if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") document.querySelector("[data-search]")?.focus();
  else if (event.key === "?") document.getElementById("keys")?.showModal();
  else return;
  event.preventDefault();
});

// Rows of an intake that are not saved stay in this browser until somebody signs out.
function forgetRows(event) {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith("intake:"));
  const open = keys.flatMap((key) => Object.keys(JSON.parse(localStorage.getItem(key)).rows));
  const sure = !open.length || confirm(`${open.length} typed rows are not saved yet. Sign out and delete them?`);
  if (!sure) return event.preventDefault();
  for (const key of keys) localStorage.removeItem(key);
}

// A second click on a slow network would save a second record; an answer that is a file leaves the page as it is.
function sendOnce(event) {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.hasAttribute("data-sent")) return event.preventDefault();
  form.setAttribute("data-sent", "");
  setTimeout(() => form.removeAttribute("data-sent"), 5000);
}

document.addEventListener("submit", (event) => event.target.matches('[action$="/logout/"]') && forgetRows(event));
document.addEventListener("submit", (event) => event.target.removeAttribute("data-changed"));
document.addEventListener("submit", sendOnce);
window.addEventListener("beforeunload", (event) => document.querySelector("form[data-changed]") && event.preventDefault());
// Filters that say nothing stay out of the address.
document.addEventListener("htmx:configRequest", ({ target, detail }) => {
  if (!target.matches("form.filters")) return;
  for (const [name, value] of Object.entries(detail.parameters)) if (value === "") delete detail.parameters[name];
});
document.addEventListener("htmx:load", (event) => reveal(event.detail.elt));
document.addEventListener("htmx:responseError", () => complain("That did not work on our side. Nothing was changed; reload the page and try again."));
document.addEventListener("htmx:sendError", () => complain("No connection: nothing was sent. Try again when you are back on the network."));
document.addEventListener("DOMContentLoaded", () => reveal(document));
