// The sheet that says what triage said of a post: a letter finds a row, at most one more its answer.
const dialog = document.getElementById("labels");
const letters = (document.body.dataset.keys ?? "{}") !== "{}";

const fill = (words, values) => words.replace(/{(\w+)}/g, (whole, name) => values[name] ?? whole);
const rowOf = (field) => field.closest("[data-row]");
const answersOf = (row) => [...row.querySelectorAll("input[type=radio], input[type=checkbox]")];
const wordsOf = (field) => field.parentElement.querySelector("[data-words]")?.textContent ?? "";

// What a person says of a row that was not said before: that triage was right, what else, or nothing any more.
function sayOf(row) {
  const list = row.querySelector("select");
  const fields = answersOf(row);
  if (row.dataset.kind === "many") {
    if (fields.every((field) => field.checked === field.defaultChecked)) return null;
    return { words: fields.filter((field) => field.checked).map(wordsOf).join(", ") || "–" };
  }
  const chosen = list ? list.selectedOptions[0] : fields.find((field) => field.checked);
  if (list ? chosen === originally(list) : chosen.defaultChecked) return null;
  if (!chosen.value) return { back: true };
  const words = list ? chosen.textContent : wordsOf(chosen);
  return { right: "said" in chosen.dataset, words: words.replace(/\.$/, "") };
}

const originally = (list) => [...list.options].find((option) => option.defaultSelected) ?? list.options[0];

function tell(form) {
  const { you, right, back, sum, sumRight, rest, none } = form.dataset;
  const corrected = [];
  let confirmed = 0;
  for (const row of form.querySelectorAll("[data-row]")) {
    const said = sayOf(row);
    row.classList.toggle("label-corrected", Boolean(said && !said.right));
    row.classList.toggle("label-confirmed", Boolean(said?.right));
    const words = said?.back ? back : said?.right ? right : said ? fill(you, { value: said.words }) : "";
    row.querySelector("[data-you]").textContent = words;
    if (said?.right) confirmed++;
    else if (said) corrected.push(`${row.dataset.title}: ${said.back ? back : said.words}`);
  }
  const parts = [];
  if (corrected.length) parts.push(fill(sum, { labels: corrected.join("; ") }));
  if (confirmed) parts.push(fill(sumRight, { n: confirmed }));
  if (form.elements.rest.checked) parts.push(rest);
  say(form, parts.join(" ") || none);
}

function say(form, words) {
  const line = form.querySelector("[data-told]");
  if (line.textContent !== words) line.textContent = words;
}

// Yes or no: what triage did not say, then what it said, then nothing again.
function turn(row) {
  const [leave, ...rest] = answersOf(row);
  const round = [leave, rest.find((field) => !("said" in field.dataset)), rest.find((field) => "said" in field.dataset)];
  pick(round[(round.findIndex((field) => field.checked) + 1) % round.length]);
}

function pick(field) {
  field.focus({ preventScroll: true });
  (rowOf(field) ?? field).scrollIntoView({ block: "nearest" });
  field.click();
}

function begin(form, row) {
  const list = row.querySelector("select");
  if (list) return list.focus();
  if (!row.querySelector("[data-option]")) return turn(row);
  form.dataset.within = row.dataset.row;
  row.classList.add("label-open");
  row.scrollIntoView({ block: "nearest" });
  (answersOf(row).find((field) => field.checked) ?? answersOf(row)[0]).focus({ preventScroll: true });
  say(form, fill(form.dataset.press, { title: row.dataset.title }));
}

function end(form) {
  form.querySelector(".label-open")?.classList.remove("label-open");
  delete form.dataset.within;
}

function answer(form, key) {
  const row = form.querySelector(`[data-row="${form.dataset.within}"]`);
  const field = row.querySelector(`[data-option="${CSS.escape(key)}"]`);
  end(form);
  if (!field) return tell(form);
  // The same letter once more takes the answer back.
  pick(field.type === "radio" && field.checked ? answersOf(row)[0] : field);
}

function press(event) {
  const form = event.currentTarget;
  const { target, key } = event;
  if (event.defaultPrevented || event.isComposing || event.metaKey || event.altKey) return;
  if (key === "Enter" && !event.shiftKey && !target.closest("button, a, summary, select")) {
    event.preventDefault();
    form.requestSubmit();
    return;
  }
  if (!letters || event.ctrlKey || target.closest("select") || key.length !== 1) return;
  const letter = key.toLowerCase();
  const row = form.querySelector(`[data-row="${CSS.escape(letter)}"]`);
  const rest = form.elements.rest;
  if (!form.dataset.within && !row && letter !== rest.dataset.restKey) return;
  event.preventDefault();
  if (form.dataset.within) answer(form, letter);
  else if (row) begin(form, row);
  else pick(rest);
}

function setUp(form) {
  form.addEventListener("keydown", press);
  form.addEventListener("change", () => {
    end(form);
    tell(form);
  });
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
  form.querySelector("[data-leave]").addEventListener("click", (event) => {
    if (!dialog?.open) return;
    event.preventDefault();
    dialog.close();
  });
  tell(form);
}

export function startLabels() {
  for (const form of document.querySelectorAll("[data-labels]")) setUp(form);
  // Told of the dialog for its first sheet, of the new sheet itself where it takes the place of another.
  document.body.addEventListener("htmx:afterSwap", () => {
    const form = dialog?.querySelector("[data-labels]:not([data-set-up])");
    if (!form) return;
    form.dataset.setUp = "yes";
    setUp(form);
    if (!dialog.open) dialog.showModal();
    form.querySelector("#labels-title").focus();
    dialog.scrollTop = 0;
  });
}
