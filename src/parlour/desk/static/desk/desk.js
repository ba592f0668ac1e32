// The page's own script: works on what the server has drawn and is not needed for the basic path.
import "./times.js";
import { startKeys } from "./keys.js";
import { startComposers } from "./composer.js";
import { startLabels } from "./labels.js";
import { startLive } from "./live.js";
import { startPresence } from "./presence.js";

startKeys();
startComposers();
startLabels();
startLive();
startPresence();

for (const button of document.querySelectorAll("[data-dismiss]")) {
  button.hidden = false;
  button.addEventListener("click", () => button.closest(".told-line").remove());
}

// What was told goes by itself after a while, unless it can be undone or somebody is at it.
for (const line of document.querySelectorAll(".told-line:not(:has([data-undo]))")) {
  setTimeout(() => line.matches(":hover, :focus-within") || line.remove(), 10000);
}

// An open sheet closes when something outside it is used.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open], details.me[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// After a private fact was shown its words get the focus, so that they are read out once.
document.body.addEventListener("htmx:afterSwap", (event) => {
  const target = event.target;
  (target.matches?.("[data-unveiled]") ? target : target.querySelector?.("[data-unveiled]"))?.focus();
});

// Where a case scrolls by itself, keys that scroll go to it though nobody has been in it yet.
const scrolling = new Set(["PageDown", "PageUp", "ArrowDown", "ArrowUp", "Home", "End", " "]);
document.addEventListener("keydown", (event) => {
  const scroller = document.querySelector(".case");
  if (event.target !== document.body || !scroller || !scrolling.has(event.key)) return;
  if (getComputedStyle(scroller).overflowY === "auto") scroller.focus({ preventScroll: true });
});

// From here on keys and buttons do what they say.
document.documentElement.dataset.ready = "yes";
