// Answering by keyboard: with a row in focus 1 to 5 choose an answer and go on to the next row.
// The arrow keys between the answers of a row are the browser's own.
const answersOf = (row) => [...row.querySelectorAll('input[type="radio"]')];

function answer(row, place) {
  const chosen = answersOf(row)[place];
  if (!chosen) return;
  chosen.checked = true;
  chosen.dispatchEvent(new Event("change", { bubbles: true }));
  const rows = [...document.querySelectorAll("[data-indicator]")];
  const next = rows[rows.indexOf(row) + 1];
  const options = next ? answersOf(next) : [];
  (options.find((option) => option.checked) ?? chosen).focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !/^[1-5]$/.test(event.key)) return;
  if (!event.target.matches('[data-indicator] input[type="radio"]')) return;
  event.preventDefault();
  answer(event.target.closest("[data-indicator]"), Number(event.key) - 1);
});
