// Composers: the guard's words, the confirmation before a public post, and sending by key.
const dialog = document.getElementById("confirm");

function takeRewrite(surface) {
  const words = document.querySelector(`[data-rewrite="${surface}"]`);
  const field = document.querySelector(`[data-writes="${surface}"]`);
  if (!words || !field) return;
  // As if typed, so that the browser's own undo brings the old words back.
  field.focus();
  field.select();
  if (!document.execCommand("insertText", false, words.textContent)) field.value = words.textContent;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function fillTokens(root) {
  for (const input of root.querySelectorAll('input[name="csrfmiddlewaretoken"]')) {
    if (!input.value) input.value = document.body.dataset.token;
  }
}

function sendByKey(event) {
  const surface = event.target.dataset?.writes;
  if (event.key !== "Enter" || !surface || event.isComposing) return;
  const wanted = surface === "public" ? event.shiftKey && !event.ctrlKey : event.ctrlKey || event.metaKey;
  if (!wanted) return;
  event.preventDefault();
  event.target.form.requestSubmit();
}

export function startComposers() {
  document.addEventListener("keydown", sendByKey);
  document.addEventListener("click", (event) => {
    const take = event.target.closest("[data-take-rewrite]");
    if (take) takeRewrite(take.dataset.takeRewrite);
    const focus = event.target.closest("[data-focus]");
    if (focus) document.getElementById(focus.dataset.focus)?.focus();
    const close = event.target.closest("dialog [data-close]");
    if (close) {
      event.preventDefault();
      dialog.close();
    }
  });
  document.body.addEventListener("htmx:afterSwap", (event) => {
    for (const button of event.target.querySelectorAll("[data-take-rewrite]")) button.hidden = false;
    // What goes with the words changed, so the guard looks again.
    if (event.detail.target?.id === "private-files") document.getElementById("private-text")?.dispatchEvent(new Event("look"));
    if (event.target === dialog) {
      fillTokens(dialog);
      dialog.showModal();
      dialog.querySelector("[data-confirm]")?.focus();
    }
  });
  // The second Shift+Enter, in the dialog or on the page that asks to read once more; a held key does not count as two.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.shiftKey || event.repeat || event.defaultPrevented) return;
    const confirm = document.querySelector("dialog[open] [data-confirm], .page [data-confirm]");
    if (!confirm) return;
    event.preventDefault();
    confirm.click();
  });
  // Words somebody asked for are there to be read over and sent; going to the room takes the focus away until then.
  const ready = document.querySelector("[data-ready-words]");
  if (ready) window.addEventListener("load", () => requestAnimationFrame(() => ready.focus({ preventScroll: true })));
  if (!dialog) return;
  // One press, one reply.
  dialog.addEventListener("submit", (event) => {
    if (dialog.dataset.sent) event.preventDefault();
    dialog.dataset.sent = "yes";
  });
  for (const field of document.querySelectorAll("[data-writes]")) {
    if (field.value.trim()) window.addEventListener("load", () => field.dispatchEvent(new Event("look")));
  }
}
