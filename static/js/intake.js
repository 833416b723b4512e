// Logging a group in a grid, a row a person. What is typed is kept in this browser until the server
// has answered for it; each row carries a number of its own, so sending it twice saves it once.
const form = document.querySelector("form[data-intake]");
const grid = form.querySelector("[data-grid]");
const blank = form.querySelector("template");
const group = form.querySelector("[data-group]");
const KEY = `intake:${form.dataset.user}:${form.dataset.case}`;
const AT_ONCE = 20; // Rows in one sending: little is lost when the connection drops.
const PAUSE = 300, RETRY = 15000, PATIENCE = 20000; // Milliseconds.
const ZONES = [72, 88, 90]; // Characters of a whole machine readable zone.
const STATES = { "": "Not saved", waits: "Waits for a connection", sending: "Sending…", wrong: "Put right" };
let trouble = "", keeps = true, sending = false, made = 0;

const rows = () => [...grid.querySelectorAll("[data-row]")];
const rowOf = (element) => element.closest("[data-row]");
const inputs = (row) => [...row.querySelectorAll("[data-column]")];
const nameOf = (row) => row.querySelector('[data-column="name"]');
const numberOf = (row) => row.querySelector('[name$="client_id"]');
const cellsOf = (row) => Object.fromEntries(inputs(row).map((input) => [input.dataset.column, input.value]));
const isEmpty = (row) => inputs(row).every((input) => !input.value.trim());
const is = (row, state) => (row.dataset.state || "") === state;
const open = () => rows().filter((row) => !is(row, "saved") && !isEmpty(row));
const isSent = (row) => is(row, "sending") || is(row, "saved");
const waiting = () => open().filter((row) => is(row, "waits"));
const labelOf = (column) => grid.querySelector(`th[data-column="${column}"]`)?.textContent;

// What this browser keeps ----------------------------------------------------------------------

const kept = () => JSON.parse(localStorage.getItem(KEY)) || { group: {}, rows: {} };

function keep(change) {
  try {
    const now = kept(); // Another tab may have written rows of its own.
    change(now);
    localStorage.setItem(KEY, JSON.stringify(now));
    keeps = true;
  } catch {
    keeps = false; // Storage is full or switched off: `show` says so.
  }
}

function remember(row) {
  keep((now) => {
    if (is(row, "saved") || isEmpty(row)) delete now.rows[numberOf(row).value];
    else now.rows[numberOf(row).value] = { cells: cellsOf(row), waits: is(row, "waits") || is(row, "sending") };
  });
}

const groupFields = () => [...group.querySelectorAll("input, select")];
const groupSays = () => Object.fromEntries(groupFields().map((field) => [field.name, field.value]));

// Rows -------------------------------------------------------------------------------------------

function newNumber() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function addRow(number = newNumber(), cells = {}, state = "") {
  made += 1;
  grid.insertAdjacentHTML("beforeend", blank.innerHTML.replaceAll("__prefix__", made));
  const row = grid.lastElementChild;
  numberOf(row).value = number;
  row.querySelector("[data-number]").textContent = made;
  fill(row, cells);
  setState(row, state);
  return row;
}

function fill(row, cells) {
  for (const input of inputs(row)) input.value = cells[input.dataset.column] ?? input.value;
}

function setState(row, state) {
  row.dataset.state = state;
  for (const input of inputs(row)) input.readOnly = state === "saved" || state === "sending";
  if (state !== "saved") row.querySelector("[data-state-words]").textContent = isEmpty(row) ? "" : STATES[state];
}

function tell(row, sentences) {
  row.querySelector("[data-errors]").replaceChildren(...sentences.map((text) => {
    const item = document.createElement("li");
    item.textContent = text;
    return item;
  }));
  uncover(row);
}

function uncover(row) {
  const said = row.querySelector(".said");
  said.hidden = !said.textContent.trim();
}

function touched(row) {
  setState(row, "");
  for (const input of inputs(row)) input.removeAttribute("aria-invalid");
  remember(row);
  if (row === rows().at(-1)) addRow();
  clearTimeout(row.pause);
  row.pause = setTimeout(() => askSoon(row), PAUSE);
  show();
}

function show() {
  const saved = rows().filter((row) => is(row, "saved")).length;
  const words = [`${saved} saved, ${open().length} to save.`, trouble];
  if (!keeps) words.push("This browser keeps nothing: what is not saved is lost when the page is closed.");
  form.querySelector("[data-status]").textContent = words.filter(Boolean).join(" ");
}

// The server -------------------------------------------------------------------------------------

class Trouble extends Error { // Its message is for the person who types.
  constructor(message, left = "waits") {
    super(message);
    this.left = left; // The state in which it leaves what was to be sent.
  }
}

async function post(url, body) {
  // Not the page's own token: whoever signs in again in another tab gets a new one.
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]*)/)?.[1] ?? "";
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
  let answer;
  try {
    answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(body), signal: AbortSignal.timeout(PATIENCE) });
  } catch {
    throw new Trouble("No connection: the rows are kept here and sent when it is back.");
  }
  if (answer.redirected) throw new Trouble("You are signed out: sign in again in another tab, then save here. The rows are kept.");
  if (answer.status === 403) throw new Trouble("Refused: sign in again in another tab, then save here. The rows are kept; if it is refused again, you may no longer write on this case.");
  if (!answer.ok && ![409, 422].includes(answer.status)) throw new Trouble("That did not work on our side. The rows are kept; save again in a minute.");
  return answer.json();
}

async function send(chosen) {
  if (sending || !chosen.length) return;
  let left = "waits";
  sending = true;
  trouble = "";
  for (const row of chosen) mark(row, "sending");
  try {
    for (let start = 0; start < chosen.length; start += AT_ONCE) await sendSome(chosen.slice(start, start + AT_ONCE));
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    ({ message: trouble, left } = error);
  } finally {
    for (const row of chosen) if (is(row, "sending")) mark(row, left);
    sending = false;
    show();
  }
}

async function sendSome(some) {
  const sent = some.map((row) => ({ client_id: numberOf(row).value, ...cellsOf(row) }));
  const answer = await post("", { user: form.dataset.user, group: groupSays(), rows: sent });
  if (answer.message) throw new Trouble(`${answer.message} The rows are kept for whoever typed them.`, "");
  markGroup(answer.errors ?? {});
  for (const said of answer.rows) take(some.find((row) => numberOf(row).value === said.client_id), said);
  document.getElementById("counts").innerHTML = answer.counts;
  show();
}

function markGroup(errors) {
  const wrong = Object.keys(errors);
  for (const field of groupFields()) field.setAttribute("aria-invalid", wrong.includes(field.name));
  if (!wrong.length) return;
  group.open = true;
  const words = wrong.map((name) => `${group.querySelector(`[for="id_${name}"]`)?.textContent ?? ""}: ${errors[name].join(" ")}`);
  throw new Trouble(`Nothing was saved; put right what holds for all. ${words.join(" ")}`, "");
}

function take(row, said) {
  const words = Object.entries(said.errors).flatMap(([column, errors]) => errors.map((text) => `${labelOf(column) ?? "Row"}: ${text}`));
  fill(row, said.cells);
  for (const input of inputs(row)) input.setAttribute("aria-invalid", input.dataset.column in said.errors);
  tell(row, words);
  mark(row, words.length ? "wrong" : "saved");
  if (!said.ref) return;
  const link = row.querySelector("[data-saved]");
  Object.assign(link, { href: said.url, textContent: said.ref, hidden: false });
  if (is(row, "saved")) row.querySelector("[data-state-words]").textContent = "Saved";
}

function mark(row, state) {
  setState(row, state);
  remember(row);
}

// One question at a time: a pasted table must not ask about forty rows at once.
let questions = Promise.resolve();

function askSoon(row) {
  questions = questions.then(() => ask(row)).catch((error) => {
    if (!(error instanceof Trouble)) throw error; // Without a connection there are no hints.
  });
}

async function ask(row) {
  const asked = cellsOf(row), zone = asked.name.replace(/\s/g, "");
  if (isSent(row)) return;
  const isZone = zone.includes("<");
  if (isZone && zone.length < ZONES.at(-1) && !ZONES.includes(zone.length)) {
    tell(row, [`${zone.length} characters of the zone of a passport: go on with the next line.`]);
    return;
  }
  const answer = await post(form.dataset.check, { cells: asked });
  // Typed on meanwhile, and asked again; or sent meanwhile, and now its own duplicate.
  if (isSent(row) || JSON.stringify(asked) !== JSON.stringify(cellsOf(row))) return;
  if (isZone) {
    fill(row, answer.cells);
    remember(row);
    tell(row, answer.said);
  }
  row.querySelector("[data-hints]").innerHTML = answer.hints;
  uncover(row);
}

// Begin ------------------------------------------------------------------------------------------

grid.addEventListener("input", (event) => touched(rowOf(event.target)));
group.addEventListener("input", () => keep((now) => { now.group = groupSays(); }));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  send(open());
});
const sendWaiting = () => send(waiting());
window.addEventListener("online", sendWaiting);
setInterval(sendWaiting, RETRY);

// The page begins with what was kept.
for (const row of rows()) row.remove();
let begun = { group: {}, rows: {} };
keep((now) => { begun = now; });
for (const field of groupFields()) field.value = begun.group[field.name] ?? field.value;
for (const [number, row] of Object.entries(begun.rows)) addRow(number, row.cells, row.waits ? "waits" : "");
nameOf(addRow()).focus();
show();
sendWaiting();
