// Elements from plain values. Text always becomes text, never markup.

export function el(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "class") element.className = value;
    else if (key in element && !key.startsWith("aria")) element[key] = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

export function shape(name, properties = {}, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value);
  }
  element.append(...children.flat().filter(Boolean));
  return element;
}

export function notice(text = "", bad = false) {
  const place = document.getElementById("notice");
  place.textContent = text;
  place.className = bad ? "bad" : "";
}

// Several notices at once, each with whether it is bad.
export function notices(lines) {
  const place = document.getElementById("notice");
  place.replaceChildren(...lines.map(([text, bad]) => el("span", { class: bad ? "line bad" : "line" }, text)));
  place.className = lines.length > 0 && lines.every(([, bad]) => bad) ? "bad" : "";
}

// Runs an action and shows what the desk says against it.
export const saying = (action) => async (...args) => {
  notice();
  try {
    return await action(...args);
  } catch (error) {
    notice(error.message, true);
    return undefined;
  }
};

// A press of a pointer on a shape, followed until it is let go, in fractions of the stage (0..1).
export function dragged(stage, target, { move, end }) {
  target.addEventListener("pointerdown", (down) => {
    down.preventDefault();
    down.stopPropagation();
    target.setPointerCapture(down.pointerId);
    const follow = (event) => move(placeOn(stage, event), event);
    const stop = (event) => {
      target.removeEventListener("pointermove", follow);
      target.removeEventListener("pointerup", stop);
      target.removeEventListener("pointercancel", stop);
      end?.(placeOn(stage, event), event);
    };
    target.addEventListener("pointermove", follow);
    target.addEventListener("pointerup", stop);
    target.addEventListener("pointercancel", stop);
  });
}

export function placeOn(stage, event) {
  const box = stage.getBoundingClientRect();
  const part = (value, from, size) => Math.min(1, Math.max(0, (value - from) / size));
  return [part(event.clientX, box.left, box.width), part(event.clientY, box.top, box.height)];
}
