// A field for a day. It is stored once it is whole: as chosen in the calendar, or typed and left. An emptied
// field takes back what a person gave.
import { el } from "./dom.js";

export function dayInput(value, store, properties = {}) {
  let stored = value ?? "";
  let typed = false;
  const keep = () => {
    typed = false;
    if (input.validity.badInput) input.value = stored;
    if (input.value === stored) return;
    stored = input.value;
    store(stored || null);
  };
  const input = el("input", {
    type: "date", value: stored, min: "1990-01-01",
    onkeydown: (event) => { if (event.key === "Enter") keep(); else typed = true; },
    onchange: () => { if (!typed) keep(); },
    onblur: keep,
    ...properties,
  });
  return input;
}
