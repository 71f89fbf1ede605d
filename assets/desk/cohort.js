// The whole clinic measured in one go, and the page that shows all subjects together.
import { el, saying } from "./dom.js";
import { get, post } from "./api.js";
import { t } from "./words.js";
import { followed } from "./run.js";

export async function cohortPage(main) {
  const progress = el("div");
  const report = el("div");
  const show = (address) => report.replaceChildren(address
    ? el("iframe", { class: "report", src: address, title: t("cohort") })
    : el("p", { class: "hint" }, t("cohort_none")));
  const follow = saying(async (run) => {
    const ended = await followed(progress, await run());
    if (ended.state === "failed") throw new Error(ended.message);
    if (ended.state === "done") show(ended.report);
  });
  const start = el("button", { class: "main", id: "measure-all", onclick: () => follow(async () => (await post("/api/cohort")).run) }, t("measure_all"));
  main.replaceChildren(el("h1", {}, t("cohort")), el("div", { class: "card" }, start, el("p", { class: "hint" }, t("measure_all_hint")), progress), report);
  const known = await get("/api/cohort");
  show(known.report);
  // Begun before this page was opened.
  if (known.run) follow(() => known.run);
}
