// The desk's pages by address: #/ is the clinic, #/cohort all subjects, #/s/SUBJECT/PAGE one of them.
import { el, notice } from "./dom.js";
import { guard, mayLeave } from "./unsaved.js";
import { get } from "./api.js";
import { speak, t, language } from "./words.js";
import { clinicPage } from "./clinic.js";
import { cohortPage } from "./cohort.js";
import { photosPage } from "./photos.js";
import { coursePage } from "./course.js";
import { alignPage } from "./align.js";
import { regionsPage } from "./regions.js";
import { measurePage } from "./measure.js";
import { capturePage } from "./capture.js";
import { closeupsPage } from "./closeups.js";

const PAGES = {
  photos: photosPage,
  course: coursePage,
  capture: capturePage,
  align: alignPage,
  regions: regionsPage,
  closeups: closeupsPage,
  measure: measurePage,
};

let leave;

function tabs(subject, current) {
  const link = (page) => el("li", {}, el("a", {
    href: `#/s/${encodeURIComponent(subject)}/${page}`,
    "aria-current": page === current ? "page" : null,
  }, t(`tab_${page}`)));
  return el("ul", { class: "tabs" }, Object.keys(PAGES).map(link));
}

// That nothing can be stored is said on every page of the folder, not at the first thing lost.
function readOnly(why) {
  const place = document.getElementById("read-only");
  place.hidden = !why;
  place.textContent = why ?? "";
}

async function show() {
  leave?.();
  leave = undefined;
  guard();
  notice();
  const main = document.getElementById("main");
  const crumbs = document.getElementById("crumbs");
  const [, kind, subject, page = "photos", more] = location.hash.split("/").map(decodeURIComponent);
  main.setAttribute("aria-busy", "true");
  try {
    if (kind === "s" && subject && PAGES[page]) {
      const state = await get("/api/course", { s: subject });
      readOnly(state.read_only);
      crumbs.replaceChildren(el("a", { href: "#/" }, t("clinic")), " › ", el("span", {}, state.subject));
      const place = el("div");
      main.replaceChildren(el("h1", {}, state.subject), tabs(subject, page), place);
      leave = await PAGES[page](place, state, more);
    } else if (kind === "cohort") {
      crumbs.replaceChildren(el("a", { href: "#/" }, t("clinic")), " › ", el("span", {}, t("cohort")));
      leave = await cohortPage(main);
    } else {
      crumbs.replaceChildren();
      leave = await clinicPage(main, readOnly);
    }
  } catch (error) {
    main.replaceChildren(el("p", { class: "bad" }, error.message), el("p", {}, el("a", { href: "#/" }, t("clinic"))));
  }
  main.removeAttribute("aria-busy");
  document.getElementById("foot").textContent = t("disclaimer");
}

const chooser = document.getElementById("language");
chooser.addEventListener("change", async () => {
  if (!mayLeave()) { chooser.value = language; return; }
  await speak(chooser.value);
  await show();
});
await speak();
chooser.value = language;
window.addEventListener("hashchange", (event) => {
  if (mayLeave()) show();
  else history.replaceState(null, "", event.oldURL);
});
await show();
