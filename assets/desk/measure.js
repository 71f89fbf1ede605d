// Measuring a course; the report opens inside, those before it are kept by date and method.
import { el, saying } from "./dom.js";
import { post } from "./api.js";
import { t, day, language } from "./words.js";
import { followed } from "./run.js";

export function measurePage(place, state) {
  const progress = el("div");
  const frame = el("div");
  const show = (report) => frame.replaceChildren(
    el("p", {}, el("a", { href: report.address, target: "_blank", rel: "noopener" }, t("open_alone"))),
    el("iframe", { class: "report", src: report.address, title: t("report") }));
  const kept = el("ul", { class: "row plain" });
  const list = (reports) => kept.replaceChildren(...(reports.length ? [] : [el("li", { class: "hint" }, t("no_reports"))]), ...reports.map((report) => el("li", {},
    el("button", { type: "button", onclick: () => show(report) },
      t("report_of", { day: day(report.date), method: report.method })))));
  const start = el("button", { class: "main", id: "measure", onclick: saying(async () => {
    start.disabled = true;
    try {
      const { run } = await post("/api/measure", {}, { s: state.path, lang: language });
      const ended = await followed(progress, run);
      if (ended.state === "failed") throw new Error(ended.message);
      if (ended.state === "stopped") return;
      list(ended.reports);
      show(ended.reports[0]);
    } finally {
      start.disabled = false;
    }
  }) }, t("measure"));
  place.replaceChildren(
    el("section", { class: "card" }, start, el("p", { class: "hint" }, state.problem ?? t("measure_hint")), progress),
    el("section", {}, el("h2", {}, t("reports")), kept), frame);
  list(state.reports);
  if (state.reports.length > 0) show(state.reports[0]);
}
