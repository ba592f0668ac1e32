// Times in words grow old; every few seconds they are said again.
import { say, span } from "./phrases.js";

export function tell(root = document) {
  const now = Date.now();
  const seconds = (time) => (Date.parse(time.dateTime) - now) / 1000;
  for (const time of root.querySelectorAll("time[data-ago]")) {
    const past = -seconds(time);
    put(time, past < 60 ? say("now") : say("ago", { span: span(past) }));
  }
  for (const time of root.querySelectorAll("time[data-left]")) {
    const left = seconds(time);
    put(time, say(left < 0 ? "late" : "left", { span: span(left) }));
    const strength = left < 0 ? "late" : left < 600 ? "now" : left < 1800 ? "soon" : "calm";
    const wanted = `left left-${strength}`;
    if (time.className !== wanted) time.className = wanted;
  }
  for (const time of root.querySelectorAll("time[data-leaves]")) {
    put(time, span(Math.max(0, seconds(time))));
  }
}

function put(time, words) {
  if (time.textContent !== words) time.textContent = words;
}

tell();
setInterval(() => tell(), 10000);
setInterval(() => {
  if (document.querySelector("time[data-leaves]")) tell();
}, 1000);
