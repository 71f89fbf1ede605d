// All subjects of the clinic: last visit, next mark, what was refused; search; a new subject.
import { el, saying } from "./dom.js";
import { get, post } from "./api.js";
import { t, day } from "./words.js";

const href = (subject) => `#/s/${encodeURIComponent(subject)}/photos`;

function markText(subject) {
  if (!subject.next_mark) return "–";
  const due = t("month_n", { n: subject.next_mark.month });
  const text = `${due}: ${day(subject.next_mark.date)}`;
  return subject.next_mark.missed ? el("span", { class: "warn" }, `${text} (${t("missed")})`) : text;
}

function line(subject) {
  return el("tr", {},
    el("td", { "data-label": t("subject") }, el("a", { href: href(subject.path) }, subject.subject),
      subject.subject === subject.path ? null : el("p", { class: "source" }, subject.path)),
    el("td", { "data-label": t("last_visit") }, subject.last_visit ? day(subject.last_visit) : "–"),
    el("td", { "data-label": t("next_mark") }, markText(subject)),
    el("td", { "data-label": t("photos") }, String(subject.photos)),
    el("td", { "data-label": t("refused") }, subject.undated > 0
      ? el("a", { class: "warn", href: href(subject.path) }, t("undated_short", { n: subject.undated }))
      : subject.problem
      ? el("span", { class: "warn" }, subject.problem)
      : subject.refused.map((text) => el("p", { class: "source warn" }, text))));
}

function newSubject() {
  const name = el("input", { id: "new-name", required: true, maxLength: 100, autocomplete: "off" });
  const form = el("form", { class: "row", onsubmit: saying(async (event) => {
    event.preventDefault();
    const made = await post("/api/subjects", {}, { name: name.value });
    location.hash = href(made.path);
  }) },
  el("label", { htmlFor: "new-name" }, t("new_subject")), name,
  el("button", { class: "main" }, t("create")));
  return el("section", { class: "card" }, form, el("p", { class: "hint" }, t("new_subject_hint")));
}

export async function clinicPage(main, readOnly) {
  const clinic = await get("/api/clinic");
  readOnly(clinic.read_only);
  const body = el("tbody");
  const search = el("input", { type: "search", id: "search", autocomplete: "off" });
  const count = el("p", { class: "hint", role: "status" });
  const fill = () => {
    const wanted = search.value.trim().toLocaleLowerCase();
    const shown = clinic.subjects.filter((s) => `${s.subject} ${s.path}`.toLocaleLowerCase().includes(wanted));
    body.replaceChildren(...shown.map(line));
    table.hidden = clinic.subjects.length === 0;
    search.disabled = table.hidden;
    count.textContent = table.hidden ? t("no_subjects") : t("n_of_subjects", { n: shown.length, all: clinic.subjects.length });
  };
  const heads = ["subject", "last_visit", "next_mark", "photos", "refused"].map((key) => el("th", { scope: "col" }, t(key)));
  const table = el("div", { class: "scroll card clinic", tabIndex: 0, role: "region", "aria-label": t("clinic") },
    el("table", {}, el("thead", {}, el("tr", {}, heads)), body));
  search.addEventListener("input", fill);
  fill();
  main.replaceChildren(
    el("h1", {}, clinic.name),
    newSubject(),
    el("div", { class: "row" },
      el("label", { htmlFor: "search" }, t("search")), el("span", { class: "grow" }, search),
      el("a", { class: "button", href: "#/cohort" }, t("cohort"))),
    count, table);
}
