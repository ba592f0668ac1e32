const phrases = JSON.parse(document.getElementById("phrases")?.textContent ?? "{}");

export const say = (key, values = {}) =>
  Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), phrases[key] ?? "");

const units = [["day", 86400, 172800], ["hour", 3600, 3600], ["minute", 60, 60], ["second", 1, 0]];

export function span(seconds) {
  const whole = Math.floor(Math.abs(seconds));
  const [unit, size] = units.find(([, , from]) => whole >= from);
  const n = Math.floor(whole / size);
  return say(n === 1 ? unit : `${unit}s`, { n });
}
