// Measuring a course; the report opens inside, those before it are kept by date and method.
import { el, saying } from "./dom.js";
import { post } from "./api.js";
import { localDay } from "./clock.js";
import { t, day, language } from "./words.js";
import { followed } from "./run.js";

export function measurePage(place, state) {
  const progress = el("div");
  const frame = el("div");
  const show = (report) => frame.replaceChildren(
    el("p", {}, el("a", { href: report.address, target: "_blank", rel: "noopener" }, t("open_alone")),
      (report.beside ?? []).flatMap((found) => [" · ", el("a", { href: found.address, target: "_blank", rel: "noopener" }, found.file === "patient.html" ? t("patient_sheet") : found.file)])),
    el("iframe", { class: "report", src: report.address, title: t("report") }));
  const kept = el("ul", { class: "row plain" });
  const list = (reports) => kept.replaceChildren(...(reports.length ? [] : [el("li", { class: "hint" }, t("no_reports"))]), ...reports.map((report) => el("li", {},
    el("button", { type: "button", onclick: () => show(report) },
      t("report_of", { day: day(report.date), method: report.method })))));
  // What keeps the course from being measured, said once: before, or by the run that failed.
  const hint = el("p", { class: "hint", role: "status" }, state.problem ?? t("measure_hint"));
  const follow = async (run) => {
    start.disabled = true;
    hint.className = "hint";
    hint.textContent = t("measure_hint");
    try {
      const ended = await followed(progress, await run());
      if (ended.state === "failed") {
        hint.textContent = ended.message;
        hint.className = "bad";
        return;
      }
      if (ended.state === "stopped") return;
      list(ended.reports);
      show(ended.reports[0]);
    } finally {
      start.disabled = false;
    }
  };
  const begun = async () => (await post("/api/measure", {}, { s: state.path, lang: language, day: localDay() })).run;
  const start = el("button", { class: "main", id: "measure", onclick: saying(() => follow(begun)) }, t("measure"));
  place.replaceChildren(
    el("section", { class: "card" }, start, hint, progress),
    el("section", {}, el("h2", {}, t("reports")), kept), frame);
  list(state.reports);
  if (state.reports.length > 0) show(state.reports[0]);
  // Begun before this page was opened, here or in another window.
  if (state.run) saying(follow)(() => state.run);
}
