// Live changes: the server draws them once for everybody; here they find their place without moving anything
// under a hand or an eye. What would move something waits behind a quiet button.
import { say } from "./phrases.js";
import { tell } from "./times.js";

const STILL = 20000;
let touched = Date.now();
const news = document.getElementById("news");
const rows = document.getElementById("rows");
const bar = document.querySelector("[data-show-news]");
const held = new Map();

function drawn(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html.trim();
  return holder.content;
}

function digest(html) {
  let sum = 0;
  for (let i = 0; i < html.length; i++) sum = (sum * 31 + html.charCodeAt(i)) | 0;
  return String(sum);
}

const busy = (element) =>
  element.contains(document.activeElement) || (matchMedia("(hover: hover)").matches && element.matches(":hover"));

const still = () => Date.now() - touched > STILL && window.scrollY < 40;

// Counts
function count(told) {
  const numbers = { ...told.counts, mine: told.mine[document.body.dataset.agent] ?? 0 };
  for (const badge of document.querySelectorAll("[data-count]")) {
    const n = numbers[badge.dataset.count] ?? 0;
    badge.textContent = n;
    badge.hidden = n === 0;
  }
}

// Parts of a page
function showPart(part, html) {
  const digested = digest(html);
  if (part.dataset.digest === digested) return;
  const first = part.dataset.digest === undefined;
  part.dataset.digest = digested;
  const fragment = drawn(html);
  for (const input of fragment.querySelectorAll('input[name="csrfmiddlewaretoken"]')) input.value = document.body.dataset.token;
  for (const one of fragment.querySelectorAll(".present")) one.hidden = one.dataset.agent === document.body.dataset.agent;
  if (first && same(part, fragment)) return;
  const more = fragment.querySelectorAll(".said").length - part.querySelectorAll(".said").length;
  if (busy(part) || part.querySelector(":hover button")) return hold(part, html, more);
  const atEnd = part.scrollHeight - part.scrollTop - part.clientHeight < 80;
  part.replaceChildren(fragment);
  if (atEnd) part.scrollTop = part.scrollHeight;
  tell(part);
  if (more > 0) news.textContent = say("news", { n: more });
}

const words = (node) => [...node.querySelectorAll("*")].map((element) => element.tagName).join() + plain(node);

function plain(node) {
  const copy = node.cloneNode(true);
  for (const time of copy.querySelectorAll("time")) time.textContent = "";
  return copy.textContent.replace(/\s+/g, " ").trim();
}

const same = (part, fragment) => words(part) === words(fragment);

function hold(part, html, more) {
  delete part.dataset.digest;
  held.get(part)?.remove();
  const button = document.createElement("button");
  button.type = "button";
  button.className = "part-news small";
  button.textContent = more > 0 ? say("news", { n: more }) : say("changed");
  const show = () => {
    button.remove();
    held.delete(part);
    part.ownerDocument.activeElement?.blur?.();
    part.dataset.digest = "";
    part.replaceChildren(drawn(html));
    part.scrollTop = part.scrollHeight;
    for (const input of part.querySelectorAll('input[name="csrfmiddlewaretoken"]')) input.value = document.body.dataset.token;
    tell(part);
  };
  button.addEventListener("click", show);
  held.set(part, button);
  part.append(button);
  news.textContent = button.textContent;
}

// The list
let waiting = new Map();

function takeRows(told) {
  const present = new Map([...rows.children].map((row) => [row.id, row]));
  const wanted = new Map(told.rows.map((row) => [`row-${row.id}`, row]));
  const last = told.rows.at(-1)?.place ?? "";
  // Of the whole first page: what is missing there and does not stand further down is gone.
  const gone = told.whole
    ? [...present.keys()].filter((id) => !wanted.has(id) && (!told.more || present.get(id).dataset.place < last))
    : told.gone.map((id) => `row-${id}`);
  for (const [id, row] of wanted) {
    const old = present.get(id);
    if (old && old.dataset.place === row.place) replace(old, row.html);
    else if (old || belongs(row.place)) waiting.set(id, row);
  }
  for (const id of gone) {
    waiting.delete(id);
    if (present.has(id)) waiting.set(id, null);
  }
  if (still() && !busy(rows)) place();
  else announce();
}

function belongs(place) {
  const from = rows.dataset.from;
  if (from && place <= from) return false;
  return rows.dataset.more !== "yes" || place < (rows.lastElementChild?.dataset.place ?? "");
}

function replace(old, html) {
  const fresh = drawn(html).firstElementChild;
  if (plain(old) === plain(fresh) || busy(old)) return;
  if (old.querySelector("[aria-current]")) fresh.querySelector("a").setAttribute("aria-current", "true");
  old.replaceWith(fresh);
  tell(fresh);
}

function place() {
  const focused = document.activeElement?.closest?.(".row")?.id;
  for (const [id, row] of waiting) {
    const old = document.getElementById(id);
    const current = old?.querySelector("[aria-current]");
    if (row === null && current) tellGone(old);
    else old?.remove();
    if (row === null) continue;
    const fresh = drawn(row.html).firstElementChild;
    if (current) fresh.querySelector("a").setAttribute("aria-current", "true");
    const after = [...rows.children].find((one) => one.dataset.place > row.place);
    rows.insertBefore(fresh, after ?? null);
  }
  waiting = new Map();
  if (focused) document.getElementById(focused)?.querySelector("a").focus({ preventScroll: true });
  document.querySelector("[data-empty]")?.toggleAttribute("hidden", rows.children.length > 0);
  tell(rows);
  announce();
}

// In words beside the name, not by a paler colour alone.
function tellGone(row) {
  if (!row || row.classList.contains("row-gone")) return;
  row.classList.add("row-gone");
  const told = document.createElement("small");
  told.textContent = ` · ${say("gone")}`;
  row.querySelector(".row-who")?.append(told);
}

function announce() {
  const fresh = [...waiting].filter(([id, row]) => row && !document.getElementById(id)).length;
  for (const [id, row] of waiting) if (row === null) tellGone(document.getElementById(id));
  const words = fresh ? say("news", { n: fresh }) : waiting.size ? say("changed") : "";
  bar.hidden = !words;
  if (bar.textContent !== words) bar.textContent = news.textContent = words;
}

// The stream: closed while nobody looks; each (re)connection begins with everything as it is now.
let source = null;

function open(path) {
  if (source || document.hidden) return;
  source = new EventSource(path);
  source.onmessage = (message) => {
    const told = JSON.parse(message.data);
    if (told.counts) count(told);
    if (told.list && rows) takeRows(told.list);
    for (const [name, html] of Object.entries(told.parts ?? {})) {
      const part = document.querySelector(`[data-part="${name}"]`);
      if (part) showPart(part, html);
    }
  };
}

// A part that is still being fetched when the page goes is nobody's error any more.
const LEAVING = 5000;
const fetching = new Set();
let left = 0;

function letGo() {
  for (const request of fetching) request.onabort = request.onerror = request.ontimeout = null;
  fetching.clear();
}

function endQuietly() {
  document.body.addEventListener("htmx:beforeSend", (event) => {
    fetching.add(event.detail.xhr);
    if (Date.now() - left < LEAVING) letGo();
  });
  document.body.addEventListener("htmx:afterRequest", (event) => fetching.delete(event.detail.xhr));
  const leave = () => {
    left = Date.now();
    letGo();
  };
  for (const end of ["beforeunload", "pagehide"]) window.addEventListener(end, leave);
}

// A room shows its newest words, also when the composer below takes more of its height.
function stayAtEnd(room) {
  let atEnd = true;
  room.scrollTop = room.scrollHeight;
  room.addEventListener("scroll", () => (atEnd = room.scrollHeight - room.scrollTop - room.clientHeight < 40));
  new ResizeObserver(() => atEnd && (room.scrollTop = room.scrollHeight)).observe(room);
}

export function startLive() {
  endQuietly();
  if (!document.querySelector(".rail")) return;
  const asked = new URLSearchParams();
  if (rows) asked.set("list", rows.dataset.list);
  const page = document.querySelector("[data-case]")?.dataset.case;
  if (page) asked.set("case", page);
  const whole = document.querySelector("[data-live-page]")?.dataset.livePage;
  if (whole) asked.set("page", whole);
  const path = `/live?${asked}`;

  bar?.addEventListener("click", place);
  for (const kind of ["pointerdown", "pointermove", "keydown", "wheel"]) {
    document.addEventListener(kind, () => (touched = Date.now()), { passive: true });
  }
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      source?.close();
      source = null;
    } else open(path);
  });
  for (const room of document.querySelectorAll(".said-list")) stayAtEnd(room);
  open(path);
}
