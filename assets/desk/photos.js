// The photos of a course: brought in, dated, named, turned, left out. What the program assumed
// stands beside what a person said.
import { el, notices, saying } from "./dom.js";
import { address, get, sendBytes } from "./api.js";
import { editor } from "./edit.js";
import { dayInput } from "./day_field.js";
import { redrawing } from "./redraw.js";
import { pictogram } from "./pictogram.js";
import { t, day } from "./words.js";

export const VIEWS = ["vertex", "midline", "frontal", "left-temporal", "right-temporal", "occipital", "closeup"];
const ARROWS = { up: "↑", down: "↓", left: "←", right: "→" };
export const isCloseup = (view) => view.startsWith("closeup");
// In these views the forehead may point anywhere; in the others the view itself says it.
const fromAbove = (view) => !isCloseup(view) && !["frontal", "occipital", "left-temporal", "right-temporal"].includes(view);
// No view: asks for a name.
const OWN = " ";
const percent = (share) => Math.floor(100 * share);

function viewChoice(photo, edit) {
  const names = VIEWS.includes(photo.view) || !photo.view ? VIEWS : [...VIEWS, photo.view];
  const option = (name) => el("option", { value: name, selected: name === photo.view }, VIEWS.includes(name) ? t(`view_${name}`) : name);
  const choose = () => {
    const name = choice.value === OWN ? window.prompt(t("own_view_hint"), "closeup-")?.trim() : choice.value;
    if (name) edit.photo(photo.file, { view: name });
    else choice.value = photo.view ?? "";
  };
  const choice = el("select", { "data-key": `${photo.file} view`, onchange: choose },
    photo.view ? null : el("option", { value: "", selected: true }, "?"), names.map(option), el("option", { value: OWN }, t("own_view")));
  return el("label", { class: "wide" }, t("view"), choice);
}

// The last day that a photo can be of, wherever the clinic lies.
const tomorrow = () => new Date(Date.now() + 24 * 3600 * 1000).toISOString().slice(0, 10);

function dateField(photo, edit) {
  const store = (date) => edit.photo(photo.file, { date });
  return el("label", {}, t("date"), dayInput(photo.date, store, { max: tomorrow(), "data-key": `${photo.file} date` }));
}

const frontGiven = (photo, state) => state.fronts[photo.view] ?? state.front;

// The forehead's arrow for the photo's view, as given; asked for where nobody gave it.
function frontChoice(photo, state, edit) {
  const given = frontGiven(photo, state);
  const buttons = ["up", "left", "right", "down"].map((front) => el("button", {
    type: "button", class: front, "aria-pressed": String(given === front), "aria-label": t(`front_${front}`), "data-key": `${photo.file} ${front}`,
    onclick: () => edit.send({ fronts: { [photo.view]: front } }),
  }, ARROWS[front]));
  return el("fieldset", {}, el("legend", {}, t("forehead")), el("div", { class: "fronts" }, buttons),
    el("p", { class: given ? "source" : "source warn" }, t(given ? "given_by_person" : "front_not_said")),
    el("div", { class: "seen-front" }));
}

// Views of heads that the networks tell apart: from above they cannot tell which.
const likeView = (view) => (fromAbove(view) ? "vertex" : view);

// What the program sees of the view, and one press to say the same.
function seenView(photo, seen, edit) {
  if (!seen.head) return [el("span", { class: "warn" }, t("seen_no_head"))];
  if (!seen.view_clear) return [t("seen_view_unclear")];
  const said = photo.view_source !== "assumed";
  if (said && likeView(photo.view) === seen.view) return [t("seen_agrees", { sure: percent(seen.view_share) })];
  const told = t("seen_view", { view: t(`view_${seen.view}`), sure: percent(seen.view_share) });
  return [el("span", { class: said ? "warn" : "" }, told), " ",
    el("button", { type: "button", class: "accept", onclick: () => edit.photo(photo.file, { view: seen.view }) }, t("take_over"))];
}

// The same of the forehead.
function seenFront(photo, seen, state, edit) {
  if (!seen.head || !seen.front_clear) return [t("seen_front_unclear")];
  const given = frontGiven(photo, state);
  if (given === seen.front) return [t("seen_agrees", { sure: percent(seen.front_share) })];
  const told = `${t("seen_front", { front: t(`front_${seen.front}`), sure: percent(seen.front_share) })} ${ARROWS[seen.front]}`;
  return [el("span", { class: given ? "warn" : "" }, told), " ",
    el("button", { type: "button", class: "accept", onclick: () => edit.send({ fronts: { [photo.view]: seen.front } }) }, t("take_over"))];
}

const needsFront = (photo) => !photo.excluded && photo.view && photo.first_of_view && fromAbove(photo.view);

// What the newest report says against the photo, and the way to mend it.
function lastReport(photo, state) {
  const { status, reason } = photo.measured ?? {};
  if (!["failed", "weak", "rejected"].includes(status)) return null;
  return el("p", { class: `source bad last-report ${status}` }, t(`last_report_${status}`, { reason: reason ?? "" }), " ",
    photo.excluded || status === "rejected" || isCloseup(photo.view) ? null : el("a", { href: `#/s/${encodeURIComponent(state.path)}/align/${encodeURIComponent(photo.file)}` }, t("align_here")));
}

// In the place of a thumbnail that cannot be made stands why.
async function whyUnread(image, place, photo, state) {
  image.hidden = true;
  await get("/api/size", { s: state.path, f: photo.file }).catch((error) => {
    place.textContent = t("cannot_open", { why: error.message });
    // The newest report refused it for the same.
    place.closest(".photo").querySelector(".last-report.rejected")?.remove();
  });
}

function card(photo, state, edit) {
  const excluded = el("input", { type: "checkbox", checked: photo.excluded, "data-key": `${photo.file} excluded`, onchange: () => edit.photo(photo.file, { exclude: excluded.checked }) });
  const front = fromAbove(photo.view) ? frontGiven(photo, state) : undefined;
  const sign = el("span", { class: "sign" }, pictogram(photo.view, front, fromAbove(photo.view) && !front));
  const said = el("p", { class: "source seen", role: "status" });
  const unread = el("p", { class: "source bad unread" });
  const item = el("li", { class: photo.excluded ? "photo excluded" : "photo" },
    el("div", { class: "with-sign" },
      el("img", { class: "thumb", loading: "lazy", draggable: false, alt: "", src: address("/api/thumb", { s: state.path, f: photo.file, v: photo.version }), onerror: (event) => whyUnread(event.target, unread, photo, state) }), sign),
    el("span", { class: "name" }, photo.file), unread,
    dateField(photo, edit),
    el("p", { class: photo.date ? "source" : "source bad" }, [photo.date && day(photo.date), t(`date_from_${photo.date_source ?? "nowhere"}`)].filter(Boolean).join(" · ")),
    photo.problem ? el("details", { class: "source" }, el("summary", {}, t("why")), photo.problem) : null,
    viewChoice(photo, edit),
    el("p", { class: photo.view_source === "assumed" ? "source warn" : "source" }, t(`view_from_${photo.view_source}`)),
    said,
    needsFront(photo) ? frontChoice(photo, state, edit) : null,
    el("label", {}, t("leave_out"), excluded),
    lastReport(photo, state),
    photo.notes.map((note) => el("p", { class: "source warn" }, note)));
  const tell = (seen) => {
    if (isCloseup(photo.view)) return;
    said.replaceChildren(...seenView(photo, seen, edit));
    const place = item.querySelector(".seen-front");
    place?.replaceChildren(el("p", { class: "source seen", role: "status" }, seenFront(photo, seen, state, edit)));
    if (place && seen.front_clear) item.querySelector(`.fronts .${seen.front}`).classList.add("detected");
    if (fromAbove(photo.view) && !front && seen.front_clear) sign.replaceChildren(pictogram(photo.view, seen.front, true));
  };
  return { item, tell };
}

// Until the thumbnails that one sees are there, for a few seconds at most.
async function standing() {
  const waiting = (image) => !image.complete && image.getBoundingClientRect().top < window.innerHeight;
  for (let i = 0; i < 20 && [...document.querySelectorAll("img.thumb")].some(waiting); i += 1) {
    await new Promise((wake) => setTimeout(wake, 200));
  }
}

// What the program sees on the photos, asked for one after the other once the page stands.
function looking(path, changed) {
  const known = new Map();
  const key = (photo) => `${photo.file} ${photo.version}`;
  let photos = [];
  let busy = false;
  let alive = true;
  const work = async () => {
    busy = true;
    await standing();
    for (;;) {
      const next = photos.find((photo) => !known.has(key(photo)));
      if (!alive || !next) break;
      // A photo that cannot be read says so elsewhere.
      const seen = await get("/api/seen", { s: path, f: next.file, v: next.version }).catch(() => undefined);
      known.set(key(next), seen);
      if (alive && seen) changed(next.file, seen);
    }
    busy = false;
  };
  return {
    of: (photo) => known.get(key(photo)),
    // Baselines first: their forehead turns the regions.
    look: (all) => { photos = all.filter((photo) => !isCloseup(photo.view)).sort((a, b) => Number(needsFront(b)) - Number(needsFront(a))); if (!busy) work(); },
    stop: () => { alive = false; },
  };
}

// Everything that nobody said and the program sees clearly, as one edit.
function unsaid(state, of) {
  const edits = { photos: {}, fronts: {} };
  for (const photo of state.photos.filter((one) => !one.excluded)) {
    const seen = of(photo);
    if (!seen?.head) continue;
    if (photo.view_source === "assumed" && seen.view_clear) edits.photos[photo.file] = { view: seen.view };
    if (needsFront(photo) && photo.view_source !== "assumed" && !frontGiven(photo, state) && seen.front_clear) edits.fronts[photo.view] = seen.front;
  }
  return edits;
}

const already = (error) => error.status === 409;

// The files let go over the page, those in folders with the folder's name before theirs: it may hold the day.
async function dropped(transfer) {
  const found = [];
  const within = async (entry, folder) => {
    if (entry.isFile) {
      const file = await new Promise((taken, failed) => { entry.file(taken, failed); });
      found.push({ file, name: folder + file.name });
      return;
    }
    const reader = entry.createReader();
    // A reader gives a hundred entries at a time.
    for (;;) {
      const some = await new Promise((taken, failed) => { reader.readEntries(taken, failed); });
      if (some.length === 0) return;
      for (const one of some) if (!one.name.startsWith(".")) await within(one, `${folder}${entry.name}/`);
    }
  };
  // Read at once: after the first wait the list of what was dropped is empty.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const files = [...transfer.files];
  if (entries.length === 0) return files.map((file) => ({ file, name: file.name }));
  for (const entry of entries) await within(entry, "");
  return found;
}

async function bring(files, state) {
  const told = [];
  let brought = 0;
  for (const { file, name } of files) {
    try {
      // A file that is gone by now is no desk that has ended.
      await file.slice(0, 1).arrayBuffer();
    } catch (error) {
      told.push([`${name}: ${t("cannot_open", { why: error.message })}`, true]);
      continue;
    }
    try {
      await sendBytes("PUT", "/api/photo", { s: state.path, name }, file);
      brought += 1;
    } catch (error) {
      told.push([`${name}: ${error.message}`, !already(error)]);
      // Of another file the desk may think otherwise; where nobody answers, nothing more is sent.
      if (error.status === 0 || error.status >= 500) break;
    }
  }
  return [brought, told];
}

function dropPlace(taken) {
  const input = el("input", { type: "file", multiple: true, id: "choose", accept: "image/*,.heic,.heif,.tif,.tiff", onchange: () => { const files = [...input.files]; input.value = ""; taken(files.map((file) => ({ file, name: file.name }))); } });
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
  return place;
}

// Photos let go anywhere on the page are taken, and never opened in its place; gives what ends that.
function droppedAnywhere(taken) {
  const over = (event) => event.preventDefault();
  const drop = saying(async (event) => { event.preventDefault(); await taken(await dropped(event.dataTransfer)); });
  document.addEventListener("dragover", over);
  document.addEventListener("drop", drop);
  return () => {
    document.removeEventListener("dragover", over);
    document.removeEventListener("drop", drop);
  };
}

export function photosPage(place, first) {
  const list = el("ul", { class: "photos", id: "photos" });
  const said = el("div");
  const all = el("p", {});
  const redraw = redrawing(list, fill);
  const edit = editor(first, redraw);
  let cards = new Map();
  const eyes = looking(first.path, (file, seen) => { cards.get(file)?.tell(seen); offer(); });
  function offer() {
    const edits = unsaid(edit.state, eyes.of);
    const n = Object.keys(edits.photos).length + Object.keys(edits.fronts).length;
    all.replaceChildren(...(n > 1 ? [el("button", { type: "button", id: "take-over-all", onclick: () => edit.send(edits) }, t("take_over_all", { n }))] : []));
  }
  function fill(state) {
    cards = new Map(state.photos.map((photo) => [photo.file, card(photo, state, edit)]));
    list.replaceChildren(...[...cards.values()].map(({ item }) => item));
    if (state.photos.length === 0) list.replaceChildren(el("li", { class: "hint" }, t("no_photos")));
    const undated = state.photos.filter((photo) => !photo.date && !photo.excluded).length;
    const problem = undated > 0 ? t("undated_photos", { n: undated }) : state.problem;
    said.replaceChildren(...[problem, ...state.warnings].filter(Boolean).map((text) => el("p", { class: "warn" }, text)));
    state.photos.forEach((photo) => { const seen = eyes.of(photo); if (seen) cards.get(photo.file).tell(seen); });
    offer();
    eyes.look(state.photos);
  }
  const taken = saying(async (files) => {
    const [brought, told] = await bring(files, edit.state);
    await edit.after(() => get("/api/course", { s: first.path }));
    notices([...(brought > 0 ? [[t("n_brought", { n: brought }), false]] : []), ...told]);
  });
  place.replaceChildren(dropPlace(taken), said, all, list);
  fill(first);
  const stop = droppedAnywhere(taken);
  return () => { eyes.stop(); stop(); };
}
