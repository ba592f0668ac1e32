// Telling colleagues who is at a case and where they write.
const HEARTBEAT = 20000;

export function startPresence() {
  const page = document.querySelector("[data-case]");
  if (!page) return;
  const path = `/cases/${page.dataset.case}/presence`;
  let told = "";

  const tell = (fields) => {
    const body = new URLSearchParams({ csrfmiddlewaretoken: document.body.dataset.token, ...fields });
    return navigator.sendBeacon(path, body);
  };
  const writing = () => {
    const field = document.activeElement;
    return field?.dataset?.writes && field.value.trim() ? field.dataset.writes : "";
  };
  const beat = () => {
    if (!document.hidden) tell({ writing: (told = writing()) });
  };
  const changed = () => {
    if (writing() !== told) beat();
  };

  beat();
  setInterval(beat, HEARTBEAT);
  document.addEventListener("input", changed);
  document.addEventListener("focusout", () => setTimeout(changed, 0));
  window.addEventListener("pagehide", () => tell({ left: "yes" }));
}
