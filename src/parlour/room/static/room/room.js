// Makes the room live. Without it the page works too: a form, and a link that looks again.
const talk = document.getElementById("talk");
const form = document.getElementById("write");
const text = document.getElementById("text");
const files = document.getElementById("files");
const kept = document.getElementById("kept");
const problems = document.getElementById("problems");
const typing = document.getElementById("typing");
const news = document.getElementById("news");
const button = form.querySelector("button");
const TYPING_EVERY = 4000;
const TYPING_LASTS = 8000;

const hours = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
const days = new Intl.DateTimeFormat(document.documentElement.lang, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

function tellTimes() {
  const today = new Date().toDateString();
  for (const time of talk.querySelectorAll("time")) {
    const at = new Date(time.dateTime);
    time.title = time.textContent;
    time.textContent = (at.toDateString() === today ? hours : days).format(at);
  }
}

function atEnd() {
  return talk.scrollHeight - talk.scrollTop - talk.clientHeight < 60;
}

function toEnd() {
  talk.scrollTop = talk.scrollHeight;
}

let shown = "";
let quiet = 0;

function show(told) {
  typing.textContent = told.typing;
  clearTimeout(quiet);
  quiet = setTimeout(() => (typing.textContent = ""), TYPING_LASTS);
  if (told.talk === shown) return;
  const stay = !atEnd();
  const before = new Set([...talk.querySelectorAll(".said-theirs")].map((one) => one.id));
  shown = told.talk;
  // What the house drew: every word of it was escaped there.
  talk.replaceChildren(...new DOMParser().parseFromString(`<ol>${told.talk}</ol>`, "text/html").querySelector("ol").childNodes);
  tellTimes();
  if (!stay) toEnd();
  const fresh = [...talk.querySelectorAll(".said-theirs")].filter((one) => !before.has(one.id)).pop();
  if (fresh) news.textContent = `${form.dataset.new}: ${fresh.querySelector("strong").textContent}. ${fresh.querySelector(".said-text")?.textContent ?? ""}`;
  if (fresh && !document.hidden) mark(form.dataset.seen);
}

function mark(address) {
  const word = new URLSearchParams({ form: form.elements.form.value });
  fetch(address, { method: "POST", body: word, credentials: "same-origin" }).catch(() => {});
}

let source = null;

function watch() {
  if (source || document.hidden) return;
  source = new EventSource(form.dataset.live);
  source.onmessage = (message) => show(JSON.parse(message.data));
  // A refusal ends the stream for good: this browser is out, and the page says so when it is loaded anew.
  source.onerror = () => {
    if (source?.readyState !== EventSource.CLOSED) return;
    source = null;
    setTimeout(watch, 10000);
  };
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    source?.close();
    source = null;
  } else {
    watch();
    mark(form.dataset.seen);
  }
});

let told = 0;
text.addEventListener("input", () => {
  if (Date.now() - told < TYPING_EVERY || !text.value) return;
  told = Date.now();
  mark(form.dataset.typing);
});
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
  }
});

function complain(words) {
  problems.replaceChildren(
    ...words.map((one) => Object.assign(document.createElement("p"), { className: "problem", textContent: one })),
  );
}

function keep(those) {
  kept.replaceChildren(
    ...those.map((file) => {
      const line = document.createElement("li");
      const label = line.appendChild(document.createElement("label"));
      label.append(Object.assign(document.createElement("input"), { type: "checkbox", name: "kept", value: file.number, checked: true }));
      label.append(Object.assign(document.createElement("bdi"), { textContent: file.name }));
      return line;
    }),
  );
}

function tooLarge() {
  return [...files.files].filter((file) => file.size > Number(form.dataset.most)).map((file) => `${file.name}: ${form.dataset.large}`);
}

files.addEventListener("change", () => complain(tooLarge()));

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const large = tooLarge();
  complain(large);
  if (large.length || button.disabled) return;
  const sending = new FormData(form);
  button.disabled = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body: sending, headers: { Accept: "application/json" }, credentials: "same-origin" });
    if (!answer.headers.get("Content-Type")?.startsWith("application/json")) {
      complain([form.dataset.failed]);
      return;
    }
    const came = await answer.json();
    form.elements.number.value = came.number;
    complain(came.problems);
    keep(came.kept);
    files.value = "";
    if (came.problems.length) return;
    // Words that were typed while these were on their way stay.
    if (text.value === sending.get("text")) text.value = "";
    else if (text.value.startsWith(sending.get("text"))) text.value = text.value.slice(sending.get("text").length);
    news.textContent = form.dataset.sent;
    toEnd();
  } catch {
    complain([form.dataset.failed]);
  } finally {
    button.disabled = false;
    text.focus();
  }
});

// The newest words stay in sight when the field below takes more of the height.
let stays = true;
talk.addEventListener("scroll", () => (stays = atEnd()));
new ResizeObserver(() => stays && toEnd()).observe(talk);

tellTimes();
toEnd();
watch();
document.documentElement.dataset.ready = "yes";
