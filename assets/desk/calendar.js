// A month at a time: days of sessions are pressed on and off; days with photos and marks are shown.
import { el } from "./dom.js";
import { t, language, day as written } from "./words.js";

const iso = (year, month, day) => `${year}-${String(month + 1).padStart(2, "0")}-${String(day).padStart(2, "0")}`;

// `shown` is a day of the month to begin with; `press` is told the day that was pressed.
export function calendar({ sessions, photos, marks, shown, press, moved }) {
  const [year, month] = shown.split("-").map(Number);
  const first = new Date(year, month - 1, 1);
  const title = first.toLocaleDateString(language, { month: "long", year: "numeric" });
  const step = (by, label, text) => el("button", {
    type: "button", "aria-label": label, "data-key": text,
    onclick: () => { const next = new Date(year, month - 1 + by, 1); moved(iso(next.getFullYear(), next.getMonth(), 1)); },
  }, text);
  const names = Array.from({ length: 7 }, (_, i) => new Date(2026, 5, 1 + i).toLocaleDateString(language, { weekday: "short" }));
  const blank = (first.getDay() + 6) % 7;
  const days = new Date(year, month, 0).getDate();
  const cell = (n) => {
    const date = iso(year, month - 1, n);
    const [session, photo, mark] = [sessions.includes(date), photos.includes(date), marks.includes(date)];
    const what = [session && t("session"), photo && t("photos"), mark && t("mark")].filter(Boolean);
    return el("button", {
      type: "button", "data-day": date, "data-key": date, "aria-pressed": String(session),
      "aria-label": [written(date), ...what].join(", "),
      class: [photo && "with-photo", mark && "with-mark"].filter(Boolean).join(" "),
      onclick: () => press(date),
    }, String(n));
  };
  return el("div", { class: "month" },
    el("div", { class: "row" }, step(-1, t("month_before"), "‹"), el("strong", { class: "grow", role: "status" }, title), step(1, t("month_after"), "›")),
    el("div", { class: "days" },
      names.map((name) => el("span", { class: "source", "aria-hidden": "true" }, name)),
      Array.from({ length: blank }, () => el("span")),
      Array.from({ length: days }, (_, i) => cell(i + 1))));
}
