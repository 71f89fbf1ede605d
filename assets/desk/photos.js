// The photos of a course: brought in, dated, named, turned, left out. What the program assumed
// stands beside what a person said.
import { el, notice, saying } from "./dom.js";
import { address, get, sendBytes } from "./api.js";
import { editor } from "./edit.js";
import { t } from "./words.js";

export const VIEWS = ["vertex", "midline", "frontal", "left-temporal", "right-temporal", "occipital", "closeup"];
const PICTOGRAMS = { vertex: "◉", midline: "◍", frontal: "◓", "left-temporal": "◐", "right-temporal": "◑", occipital: "◒", closeup: "⊕" };
const ARROWS = { up: "↑", down: "↓", left: "←", right: "→" };

function viewChoice(photo, edit) {
  const names = VIEWS.includes(photo.view) || !photo.view ? VIEWS : [...VIEWS, photo.view];
  const option = (name) => el("option", { value: name, selected: name === photo.view }, `${PICTOGRAMS[name] ?? "○"} ${t(`view_${name}`)}`);
  const choice = el("select", { onchange: () => edit.photo(photo.file, { view: choice.value }) },
    photo.view ? null : el("option", { value: "", selected: true }, "?"), names.map(option));
  return el("label", { class: "wide" }, t("view"), choice);
}

function dateField(photo, edit) {
  const field = el("input", { type: "date", value: photo.date ?? "", onchange: () => field.value && edit.photo(photo.file, { date: field.value }) });
  return el("label", {}, t("date"), field);
}

// The forehead's arrow for the photo's view, as given; asked for where nobody gave it.
function frontChoice(photo, state, edit) {
  const given = state.fronts[photo.view] ?? state.front;
  const buttons = ["up", "left", "right", "down"].map((front) => el("button", {
    type: "button", class: front, "aria-pressed": String(given === front), "aria-label": t(`front_${front}`),
    onclick: () => edit.send({ fronts: { [photo.view]: front } }),
  }, ARROWS[front]));
  return el("fieldset", {}, el("legend", {}, t("forehead")), el("div", { class: "fronts" }, buttons),
    el("p", { class: "source" }, t(given ? "given_by_person" : "front_not_seen")));
}

// What the newest report says against the photo, and the way to mend it.
function lastReport(photo, state) {
  const { status, reason } = photo.measured ?? {};
  if (!["failed", "weak", "rejected"].includes(status)) return null;
  return el("p", { class: "source bad" }, t(`last_report_${status}`, { reason: reason ?? "" }), " ",
    photo.excluded || status === "rejected" ? null : el("a", { href: `#/s/${encodeURIComponent(state.path)}/align/${encodeURIComponent(photo.file)}` }, t("align_here")));
}

function card(photo, state, edit) {
  const excluded = el("input", { type: "checkbox", checked: photo.excluded, onchange: () => edit.photo(photo.file, { exclude: excluded.checked }) });
  const needsFront = !photo.excluded && photo.view && photo.view !== "closeup" && photo.first_of_view;
  return el("li", { class: photo.excluded ? "photo excluded" : "photo" },
    el("img", { class: "thumb", loading: "lazy", alt: "", src: address("/api/thumb", { s: state.path, f: photo.file, v: photo.version }) }),
    el("span", { class: "name" }, photo.file),
    photo.problem ? el("p", { class: "bad source" }, photo.problem) : null,
    dateField(photo, edit),
    el("p", { class: "source" }, t(`date_from_${photo.date_source ?? "nowhere"}`)),
    viewChoice(photo, edit),
    el("p", { class: photo.view_source === "assumed" ? "source warn" : "source" }, t(`view_from_${photo.view_source}`)),
    needsFront ? frontChoice(photo, state, edit) : null,
    el("label", {}, t("leave_out"), excluded),
    lastReport(photo, state),
    photo.notes.map((note) => el("p", { class: "source warn" }, note)));
}

const already = (error) => error.status === 409;

async function bring(files, state) {
  const told = [];
  let brought = 0;
  for (const file of files) {
    try {
      await sendBytes("PUT", "/api/photo", { s: state.path, name: file.name }, file);
      brought += 1;
    } catch (error) {
      told.push(`${file.name}: ${error.message}`);
      if (!already(error) && error.status !== 415 && error.status !== 413) break;
    }
  }
  return [brought, told];
}

function dropPlace(path, taken) {
  const input = el("input", { type: "file", multiple: true, id: "choose", accept: "image/*,.heic,.heif,.tif,.tiff", onchange: () => taken([...input.files]) });
  const place = el("div", { class: "drop", id: "drop" },
    el("p", {}, t("drop_here")),
    el("label", { class: "pick" }, input, el("span", {}, t("choose_photos"))),
    el("p", { class: "hint" }, t("drop_hint")));
  for (const name of ["dragenter", "dragover"]) {
    place.addEventListener(name, (event) => { event.preventDefault(); place.classList.add("over"); });
  }
  for (const name of ["dragleave", "drop"]) {
    place.addEventListener(name, (event) => { event.preventDefault(); place.classList.remove("over"); });
  }
  place.addEventListener("drop", (event) => taken([...event.dataTransfer.files]));
  return place;
}

export function photosPage(place, first) {
  const list = el("ul", { class: "photos", id: "photos" });
  const said = el("div");
  const edit = editor(first, fill);
  function fill(state) {
    list.replaceChildren(...state.photos.map((photo) => card(photo, state, edit)));
    if (state.photos.length === 0) list.replaceChildren(el("li", { class: "hint" }, t("no_photos")));
    said.replaceChildren(...[state.problem, ...state.warnings].filter(Boolean).map((text) => el("p", { class: "warn" }, text)));
  }
  const taken = saying(async (files) => {
    const [brought, told] = await bring(files, edit.state);
    edit.state = await get("/api/course", { s: first.path });
    fill(edit.state);
    notice([t("n_brought", { n: brought }), ...told].join(" · "), told.length > 0);
  });
  place.replaceChildren(dropPlace(first.path, taken), said, list);
  fill(first);
}
