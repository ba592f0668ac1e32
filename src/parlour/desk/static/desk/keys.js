// Every action by keyboard. Letter keys rest while somebody types and can be switched off.
const letters = () => document.body.dataset.letterKeys === "on";
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
  if (field) {
    field.focus();
    field.scrollIntoView({ block: "nearest" });
  }
  return Boolean(field);
}

function toMenu(name) {
  const menu = document.querySelector(`[data-key-menu="${name}"]`);
  if (!menu) return false;
  menu.open = true;
  menu.querySelector("select, button")?.focus();
  return true;
}

const deeds = {
  j: () => step(1),
  k: () => step(-1),
  r: () => toField("r"),
  p: () => toField("p"),
  n: () => toField("n"),
  a: () => toMenu("a"),
  s: () => toMenu("s"),
  e: () => document.querySelector('[data-key-form="e"]')?.requestSubmit(),
  g: () => document.querySelector("[data-take-rewrite]:not([hidden])")?.click(),
  "/": () => {
    const field = document.querySelector("input[type=search]");
    if (field) field.focus();
    else window.location.assign("/search");
  },
  "?": () => document.getElementById("keys").showModal(),
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

export function startKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.key === "Escape") {
      if (!document.querySelector("dialog[open]")) back(event.target);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (document.querySelector("dialog[open]") || !letters() || !(event.key in deeds)) return;
    event.preventDefault();
    deeds[event.key]();
  });
}
