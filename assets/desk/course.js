// What is said about the course: treatment, sessions, marks, control; and the curve's calendar.
import { el } from "./dom.js";
import { editor } from "./edit.js";
import { t, day } from "./words.js";

const numbers = (text) => text.split(/[^0-9]+/).filter(Boolean).map(Number);
const names = (text) => text.split(",").map((name) => name.trim()).filter(Boolean);

function field(label, value, change, properties = {}) {
  const input = el("input", { value: value ?? "", onchange: () => change(input.value.trim()), ...properties });
  return el("label", { class: "row" }, el("span", { class: "grow" }, label), input);
}

function sessions(state, edit) {
  const add = el("input", { type: "date", id: "session-date", "aria-label": t("session_day") });
  const set = (days) => edit.course({ sessions: [...new Set(days)].sort() });
  const item = (date) => el("li", {}, day(date), el("button", {
    type: "button", "aria-label": t("remove_session", { day: day(date) }),
    onclick: () => set(state.sessions.filter((other) => other !== date)),
  }, "×"));
  return el("section", { class: "card" }, el("h2", {}, t("sessions")),
    el("ul", { class: "calendar", id: "sessions" }, state.sessions.map(item)),
    el("div", { class: "row" }, add, el("button", { type: "button", id: "add-session", onclick: () => add.value && set([...state.sessions, add.value]) }, t("add_session"))),
    field(t("planned_sessions"), state.planned_sessions, (text) => edit.course({ planned_sessions: text ? Number(text) : null }), { type: "number", min: 1, max: 1000 }),
    field(t("interval_days"), state.interval_days?.join(" – "), (text) => edit.course({ interval_days: numbers(text).length === 2 ? numbers(text) : null }), { inputMode: "numeric", placeholder: "7 – 14" }));
}

export function coursePage(place, first) {
  const edit = editor(first, fill);
  function fill(state) {
    place.replaceChildren(
      el("section", { class: "card" }, el("h2", {}, t("tab_course")),
        field(t("subject"), state.subject, (text) => edit.course({ subject: text || null }), { maxLength: 200 }),
        el("p", { class: "hint" }, t("subject_hint")),
        field(t("treatment"), state.treatment, (text) => edit.course({ treatment: text || null }), { maxLength: 200 }),
        field(t("marks_months"), state.marks_months.join(", "), (text) => edit.course({ marks_months: numbers(text).length ? numbers(text) : null })),
        field(t("control"), state.control.join(", "), (text) => edit.course({ control: names(text) })),
        el("p", { class: "hint" }, t("control_hint"))),
      sessions(state, edit));
  }
  fill(first);
}
