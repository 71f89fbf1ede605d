// What is said about the course: treatment, sessions, marks, control.
import { el } from "./dom.js";
import { calendar } from "./calendar.js";
import { dayInput } from "./day_field.js";
import { editor } from "./edit.js";
import { redrawing } from "./redraw.js";
import { t, day, named } from "./words.js";

function field(label, value, change, properties = {}) {
  const input = el("input", { value: value ?? "", "data-key": label, onchange: () => change(input.value.trim(), input), ...properties });
  return el("label", { class: "field" }, el("span", {}, label), input);
}

// Why a text is no list of `least` to `most` whole numbers from 1 to `top`: the words' key; the numbers where it is.
function wholeNumbers(text, { least, most, top, rising, apart }) {
  const parts = text.split(/[\s,;–]+|(?<=\d)-/).filter(Boolean);
  if (!parts.every((part) => /^[1-9]\d{0,4}$/.test(part) && Number(part) <= top)) return { problem: "not_whole_numbers" };
  const numbers = parts.map(Number);
  if (numbers.length < least || numbers.length > most) return { problem: least === 2 ? "not_a_pair" : "not_one_number" };
  if (rising && numbers[0] > numbers[1]) return { problem: "not_a_pair" };
  if (apart && new Set(numbers).size < numbers.length) return { problem: "number_twice" };
  return { numbers };
}

// A field for whole numbers, or none; what is no such list is told beside it, and nothing is stored.
function numbersField(label, value, rule, change, properties = {}) {
  const told = el("p", { class: "source bad", role: "alert" });
  const checked = (text, input) => {
    const { numbers, problem } = text === "" ? { numbers: null } : wholeNumbers(text, rule);
    told.textContent = problem ? t(problem, { text, top: rule.top }) : "";
    input.setAttribute("aria-invalid", String(Boolean(problem)));
    if (!problem) change(numbers);
  };
  return el("div", {}, field(label, value, checked, properties), told);
}

// Today's month, or that of the last session.
const startOf = (state) => state.sessions.at(-1) ?? state.photos.map((photo) => photo.date).filter(Boolean).sort()[0] ?? new Date().toISOString().slice(0, 10);

function sessions(state, edit, shown, moved) {
  const toggled = (all, date) => (all.includes(date) ? all.filter((other) => other !== date) : [...all, date]);
  const toggle = (date) => edit.course((now) => ({ sessions: [...new Set(toggled(now.sessions, date))].sort() }));
  const item = (date) => el("li", {}, day(date), el("button", {
    type: "button", "aria-label": t("remove_session", { day: day(date) }), "data-key": `remove ${date}`, onclick: () => toggle(date),
  }, "×"));
  return el("section", { class: "card" }, el("h2", {}, t("sessions")),
    el("p", { class: "hint" }, t("sessions_hint")),
    calendar({ sessions: state.sessions, photos: state.photos.map((photo) => photo.date), marks: state.marks.map((mark) => mark.date), shown, press: toggle, moved }),
    el("p", { class: "source legend" }, el("span", { class: "key session" }), t("session"), el("span", { class: "key photo-day" }), t("photos"), el("span", { class: "key mark-day" }), t("mark")),
    el("ul", { class: "calendar", id: "sessions" }, state.sessions.map(item)),
    numbersField(t("planned_sessions"), state.planned_sessions, { least: 1, most: 1, top: 1000 }, (given) => edit.course({ planned_sessions: given?.[0] ?? null }), { inputMode: "numeric" }),
    numbersField(t("interval_days"), state.interval_days?.join(" – "), { least: 2, most: 2, top: 3650, rising: true }, (given) => edit.course({ interval_days: given }), { inputMode: "numeric", placeholder: "7 – 14" }));
}

function control(state, edit) {
  const choice = (name) => {
    const box = el("input", { type: "checkbox", checked: state.control.includes(name), "data-key": `control ${name}`, onchange: () => { const { checked } = box; edit.course((now) => ({ control: [...now.control.filter((other) => other !== name), ...(checked ? [name] : [])] })); } });
    return el("label", { class: "tick" }, box, named(name));
  };
  return el("fieldset", {}, el("legend", {}, t("control")), el("div", { class: "row" }, [...new Set([...state.control, ...state.control_choices])].map(choice)), el("p", { class: "hint" }, t("control_hint")));
}

export function coursePage(place, first) {
  const redraw = redrawing(place, fill);
  const edit = editor(first, redraw);
  let shown = startOf(first);
  function fill(state) {
    const moved = (month) => { shown = month; redraw(edit.state); };
    place.replaceChildren(el("div", { class: "pair" },
      sessions(state, edit, shown, moved),
      el("section", { class: "card" }, el("h2", {}, t("tab_course")),
        field(t("subject"), state.subject, (text) => edit.course({ subject: text || null }), { maxLength: 200 }),
        el("p", { class: "hint" }, t("subject_hint")),
        field(t("treatment"), state.treatment, (text) => edit.course({ treatment: text || null }), { maxLength: 200 }),
        numbersField(t("marks_months"), state.marks_months.join(", "), { least: 1, most: 100, top: 600, apart: true }, (given) => edit.course({ marks_months: given })),
        el("label", { class: "field" }, el("span", {}, t("course_start")), dayInput(state.start, (start) => edit.course({ start }), { "data-key": "start" })),
        el("p", { class: "hint" }, t("course_start_hint")),
        state.start && state.start !== state.sessions[0] ? el("p", { class: "source warn" }, t("marks_from_start", { day: day(state.start) })) : null,
        state.marks.length ? el("ul", { class: "hint" }, state.marks.map((mark) => el("li", {}, `${t("month_n", { n: mark.month })}: ${day(mark.date)}${mark.photo ? ` · ${t("photos")} ✓` : ""}`))) : null,
        control(state, edit))));
  }
  fill(first);
}
