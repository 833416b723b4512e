// Moving between the cells of the grid by keyboard, and pasting into them; begun by intake.js.

function step(input, down, right) {
  const place = inputs(rowOf(input)).indexOf(input) + right, all = rows();
  const row = all[all.indexOf(rowOf(input)) + down];
  const target = row && inputs(row)[place];
  target?.focus();
  return Boolean(target);
}

function atEdge(input, right) {
  const edge = right > 0 ? input.value.length : 0;
  return input.selectionStart === edge && input.selectionEnd === edge;
}

function copyAbove(input) {
  const all = rows(), above = all[all.indexOf(rowOf(input)) - 1];
  if (!above || input.readOnly) return;
  input.value = above.querySelector(`[data-column="${input.dataset.column}"]`).value;
  touched(rowOf(input));
}

function press(event, input) {
  const command = event.ctrlKey || event.metaKey;
  if (event.key === "Enter" && command) form.requestSubmit();
  else if (event.key === "Enter") return step(nameOf(rowOf(input)), 1, 0);
  else if (event.key === "d" && command) copyAbove(input);
  else if (command || event.altKey || event.shiftKey) return false;
  else if (event.key === "ArrowDown") return step(input, 1, 0);
  else if (event.key === "ArrowUp") return step(input, -1, 0);
  else if (event.key === "ArrowRight" && atEdge(input, 1)) return step(input, 0, 1);
  else if (event.key === "ArrowLeft" && atEdge(input, -1)) return step(input, 0, -1);
  else return false;
  return true;
}

// The cells that a spreadsheet copied, line by line. It puts quotation marks around a cell that goes
// over several lines, and doubles those inside; around any other cell they are part of the text.
function tableOf(text) {
  const lines = [[]];
  for (const [, cell, quoted, end] of text.matchAll(/("((?:[^"]|"")*)"|[^\t\n]*)(\t|\n|$)/g)) {
    lines.at(-1).push(/[\t\n]/.test(quoted) ? quoted.replaceAll('""', '"') : cell);
    if (end === "\n") lines.push([]);
    else if (!end) return lines;
  }
}

function pasteTable(input, lines) {
  const column = inputs(rowOf(input)).indexOf(input);
  let row = rowOf(input), over = 0;
  for (const cells of lines) {
    while (nameOf(row).readOnly) row = row.nextElementSibling;
    cells.forEach((cell, place) => {
      const target = inputs(row)[column + place];
      if (target) target.value = cell.trim().replace(/\s*\n\s*/g, "several" in target.dataset ? "; " : " ");
      else over += cell.trim() ? 1 : 0;
    });
    touched(row); // The last row gets one below it.
    row = row.nextElementSibling;
  }
  trouble = over ? `${over} pasted cells lie to the right of the last column and were left out.` : "";
  show();
}

grid.addEventListener("paste", (event) => {
  const input = event.target, text = event.clipboardData.getData("text/plain").replaceAll("\r", "").replace(/\n+$/, "");
  if (!input.dataset.column || input.readOnly) return;
  const row = rowOf(input), name = nameOf(row);
  if (text.includes("<") && !text.includes("\t")) {
    name.value = (name.value.includes("<") ? name.value : "") + text.replace(/[\s"]/g, "");
    name.focus();
    touched(row);
  } else if (/[\t\n]/.test(text)) pasteTable(input, tableOf(text));
  else return;
  event.preventDefault();
});

grid.addEventListener("keydown", (event) => {
  // While a native script is being composed, Enter and arrows belong to the input method.
  if (event.isComposing || !event.target.dataset.column) return;
  if (press(event, event.target)) event.preventDefault();
});
