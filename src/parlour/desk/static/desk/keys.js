// Every action by keyboard. Letter keys are the agent's own; they rest while somebody types and can be switched off.
const commands = new Map(Object.entries(JSON.parse(document.body.dataset.keys ?? "{}")).map(([name, key]) => [key, name]));
const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");

function step(by) {
  const links = [...document.querySelectorAll("#rows .row > a")];
  if (!links.length) return;
  const here = links.indexOf(document.activeElement);
  const from = here >= 0 ? here : links.findIndex((link) => link.hasAttribute("aria-current"));
  const next = links[from < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(Math.max(from + by, 0), links.length - 1)];
  next.focus();
}

function toField(name) {
  const field = document.querySelector(`[data-key-field="${name}"]`);
  field?.focus();
  field?.scrollIntoView({ block: "nearest" });
}

function toMenu(name) {
  const menu = document.querySelector(`[data-key-menu="${name}"]`);
  if (!menu) return;
  menu.open = true;
  menu.querySelector("select, button")?.focus();
}

const deeds = {
  next: () => step(1),
  previous: () => step(-1),
  public: () => toField("public"),
  private: () => toField("private"),
  note: () => toField("note"),
  assign: () => toMenu("assign"),
  sleep: () => toMenu("sleep"),
  done: () => document.querySelector('[data-key-form="done"]')?.requestSubmit(),
  step: () => document.querySelector("[data-step]")?.click(),
  correct: () => document.querySelector("[data-correct]")?.click(),
  guard: () => document.querySelector("[data-take-rewrite]:not([hidden])")?.click(),
  search: () => {
    const field = document.querySelector("input[type=search]");
    if (field) field.focus();
    else window.location.assign("/search");
  },
  keys: () => document.getElementById("keys").showModal(),
};

function back(target) {
  const open = document.querySelector("details.menu[open], details.me[open]");
  if (open) {
    open.open = false;
    open.querySelector("summary").focus();
  } else if (typing(target)) {
    target.blur();
  } else {
    document.querySelector("a.back, .page-head a.icon-button")?.click();
  }
}

// What a press means on the layout of whoever pressed. Caps lock without shift makes capitals nobody meant, and AltGr,
// with which many layouts give a sign, is told as Ctrl and Alt by some systems.
function command(event) {
  const joined = event.metaKey || ((event.ctrlKey || event.altKey) && !event.getModifierState("AltGraph"));
  return joined ? undefined : commands.get(event.shiftKey ? event.key : event.key?.toLowerCase());
}

export function startKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.key === "Escape") {
      if (!document.querySelector("dialog[open]")) back(event.target);
      return;
    }
    if (typing(event.target) || document.querySelector("dialog[open]")) return;
    const deed = deeds[command(event)];
    if (!deed) return;
    event.preventDefault();
    deed();
  });
  // A field for a key holds one sign: the next one takes its place.
  document.addEventListener("click", ({ target }) => target.matches("[data-key-choice]") && target.select());
}
