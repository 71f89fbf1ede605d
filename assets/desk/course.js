// What is said about the course: treatment, sessions, marks, control.
import { el } from "./dom.js";
import { calendar } from "./calendar.js";
import { editor } from "./edit.js";
import { t, day, named } from "./words.js";

const numbers = (text) => text.split(/[^0-9]+/).filter(Boolean).map(Number);

function field(label, value, change, properties = {}) {
  const input = el("input", { value: value ?? "", onchange: () => change(input.value.trim()), ...properties });
  return el("label", { class: "field" }, el("span", {}, label), input);
}

// Today's month, or that of the last session.
const startOf = (state) => state.sessions.at(-1) ?? state.photos.map((photo) => photo.date).filter(Boolean).sort()[0] ?? new Date().toISOString().slice(0, 10);

function sessions(state, edit, shown, moved) {
  const set = (days) => edit.course({ sessions: [...new Set(days)].sort() });
  const toggle = (date) => set(state.sessions.includes(date) ? state.sessions.filter((other) => other !== date) : [...state.sessions, date]);
  const item = (date) => el("li", {}, day(date), el("button", {
    type: "button", "aria-label": t("remove_session", { day: day(date) }), onclick: () => toggle(date),
  }, "×"));
  return el("section", { class: "card" }, el("h2", {}, t("sessions")),
    el("p", { class: "hint" }, t("sessions_hint")),
    calendar({ sessions: state.sessions, photos: state.photos.map((photo) => photo.date), marks: state.marks.map((mark) => mark.date), shown, press: toggle, moved }),
    el("p", { class: "source legend" }, el("span", { class: "key session" }), t("session"), el("span", { class: "key photo-day" }), t("photos"), el("span", { class: "key mark-day" }), t("mark")),
    el("ul", { class: "calendar", id: "sessions" }, state.sessions.map(item)),
    field(t("planned_sessions"), state.planned_sessions, (text) => edit.course({ planned_sessions: text ? Number(text) : null }), { type: "number", min: 1, max: 1000 }),
    field(t("interval_days"), state.interval_days?.join(" – "), (text) => edit.course({ interval_days: numbers(text).length === 2 ? numbers(text) : null }), { inputMode: "numeric", placeholder: "7 – 14" }));
}

function control(state, edit) {
  const choice = (name) => {
    const box = el("input", { type: "checkbox", checked: state.control.includes(name), onchange: () => edit.course({ control: box.checked ? [...state.control, name] : state.control.filter((other) => other !== name) }) });
    return el("label", { class: "tick" }, box, named(name));
  };
  return el("fieldset", {}, el("legend", {}, t("control")), el("div", { class: "row" }, [...new Set([...state.control, ...state.control_choices])].map(choice)), el("p", { class: "hint" }, t("control_hint")));
}

export function coursePage(place, first) {
  const edit = editor(first, fill);
  let shown = startOf(first);
  function fill(state) {
    const moved = (month) => { shown = month; fill(state); };
    place.replaceChildren(el("div", { class: "pair" },
      sessions(state, edit, shown, moved),
      el("section", { class: "card" }, el("h2", {}, t("tab_course")),
        field(t("subject"), state.subject, (text) => edit.course({ subject: text || null }), { maxLength: 200 }),
        el("p", { class: "hint" }, t("subject_hint")),
        field(t("treatment"), state.treatment, (text) => edit.course({ treatment: text || null }), { maxLength: 200 }),
        field(t("marks_months"), state.marks_months.join(", "), (text) => edit.course({ marks_months: numbers(text).length ? numbers(text) : null })),
        state.marks.length ? el("ul", { class: "hint" }, state.marks.map((mark) => el("li", {}, `${t("month_n", { n: mark.month })}: ${day(mark.date)}${mark.photo ? ` · ${t("photos")} ✓` : ""}`))) : null,
        control(state, edit))));
  }
  fill(first);
}
