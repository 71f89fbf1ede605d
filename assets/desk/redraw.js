// A part of the page drawn anew without taking anything from the person in front of it: text that is
// being typed stays, a press that has begun ends on what it began on, and the keyboard stays where it was.

const fields = (target) => target.matches?.("input:not([type=checkbox], [type=file]), textarea");
// What is pressed and moves on among fields, but types nothing.
const MOVES = ["Tab", "Shift", "Control", "Alt", "Meta", "Escape", "CapsLock"];

// What has the keyboard in `place`, and the text selected there: entering a field by Tab selects all of it, and
// what is typed next replaces it.
function heldIn(place) {
  const { dataset, value, selectionStart: from, selectionEnd: to } = document.activeElement;
  if (!place.contains(document.activeElement) || !dataset.key) return undefined;
  return { key: dataset.key, from, to, all: from === 0 && to === value?.length };
}

function hold(place, { key, from, to, all }) {
  const field = place.querySelector(`[data-key="${CSS.escape(key)}"]`);
  field?.focus({ preventScroll: true });
  // Days and buttons have no selection to keep.
  if (typeof from !== "number" || typeof field?.selectionStart !== "number") return;
  if (all) field.select();
  else field.setSelectionRange(from, to);
}

// `draw` fills `place` from a state; gives back what does so at the next moment at which nothing is lost.
export function redrawing(place, draw) {
  let typing;
  let pressed = false;
  let waiting;

  const now = () => {
    const state = waiting.state;
    waiting = undefined;
    const held = heldIn(place);
    draw(state);
    if (held) hold(place, held);
  };
  const later = () => setTimeout(() => { if (waiting && !typing && !pressed) now(); });

  place.addEventListener("keydown", (event) => {
    if (!fields(event.target) || MOVES.includes(event.key)) return;
    // Text is stored on Enter; a day as well, by its own field.
    typing = event.key === "Enter" ? undefined : event.target;
    later();
  });
  // Pasted, dropped or filled in.
  place.addEventListener("input", (event) => { if (fields(event.target) && event.target.type !== "date") typing = event.target; });
  place.addEventListener("focusout", () => { typing = undefined; later(); });
  const released = () => { pressed = false; later(); };
  place.addEventListener("pointerdown", () => {
    pressed = true;
    for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, released, { once: true });
  });
  // What was typed is stored by now.
  place.addEventListener("change", (event) => { if (event.target === typing && typing.type !== "date") typing = undefined; });
  // A list or calendar that opened over the page may keep the end of the press to itself.
  place.addEventListener("change", (event) => { if (event.target.matches("select, input[type=date]")) released(); });
  return (state) => {
    waiting = { state };
    if (!typing && !pressed) now();
  };
}
