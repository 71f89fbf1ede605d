// The desk's words in the language chosen; the table is the program's own.
import { get, speakWith } from "./api.js";

let table = {};
export let language = localStorage.getItem("language") ?? (navigator.language ?? "en").slice(0, 2);

export async function speak(chosen = language) {
  const answer = await get("/api/words", { lang: chosen });
  language = answer.lang;
  table = answer.words;
  speakWith(language, table.desk_ended);
  localStorage.setItem("language", language);
  document.documentElement.lang = language;
  document.getElementById("skip").textContent = table.skip;
  document.getElementById("language-label").textContent = table.language;
  document.getElementById("crumbs").setAttribute("aria-label", table.where);
}

// The words under `key`, with {names} filled in.
export const t = (key, values = {}) =>
  Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, value), table[key] ?? key);

// A view or a region by the report's name for it; one of somebody's own as it is.
export const named = (name) => table[`name_${name}`] ?? name;

export const day = (iso) =>
  iso ? new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(`${iso}T00:00:00Z`)) : t("no_date");

// A figure as the language writes it; what rounds to nothing has no sign.
export const figure = (value, digits) =>
  new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: "negative" }).format(value).replace("-", "−");

// A share as whole percent.
export const percentage = (share) => new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 }).format(share);
