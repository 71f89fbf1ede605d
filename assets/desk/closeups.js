// The hairs of a close-up over the photo: picked, deleted, split, turned round, drawn; undone; kept in
// hairs.json beside the photo.
import { el, shape, placeOn, notice, saying } from "./dom.js";
import { address, get, post, put } from "./api.js";
import { editor } from "./edit.js";
import { added, deleted, split, turned } from "./hairs.js";
import { t, day, figure } from "./words.js";
import { guard, guarded, mayLose } from "./unsaved.js";

const ZOOMS = [1, 1.5, 2, 3, 4];
const tenth = (v) => Math.round(10 * v) / 10;
const points = (path) => path.map((p) => p.join(",")).join(" ");

function stageOf(file) {
  const svg = shape("svg", { preserveAspectRatio: "none", "aria-hidden": "true" });
  const image = el("img", { alt: "", draggable: false });
  const stage = el("div", { class: "stage hairs", id: "hairs-stage", tabIndex: 0, role: "application", "aria-label": t("hairs_on", { file }) }, image, svg);
  return { stage, svg, image };
}

function counts(state, unmatched) {
  const { applied } = state;
  const scale = state.px_per_mm ? t("hairs_scale", { n: figure(state.px_per_mm, 1) }) : t("hairs_no_scale");
  const touched = applied.added + applied.deleted + applied.split + applied.swapped > 0;
  return el("div", { class: "card", id: "hairs-count", role: "status" },
    el("strong", {}, t("hairs_counted", { n: state.counted })),
    touched ? el("p", { class: "source", id: "hairs-by-hand" }, t("hairs_by_hand", applied)) : null,
    el("p", { class: state.px_per_mm ? "source" : "source warn" }, scale),
    unmatched.map((what) => el("p", { class: "source warn" }, t("unmatched", { what }))));
}

const legend = () => el("p", { class: "source legend" }, ["found", "hand", "uncounted"].flatMap((kind) => [
  el("span", { class: `key hair-${kind}` }), t(`hair_legend_${kind}`)]));

async function editing(body, course, photo) {
  const names = { s: course.path, f: photo.file };
  let state = await get("/api/hairs", names);
  let base = state.base;
  let saved = JSON.stringify(state.corrections);
  let picked;
  // Undefined, or { kind: "draw", path } or { kind: "split" }.
  let doing;
  const past = [];
  const { stage, svg, image } = stageOf(photo.file);
  const [width, height] = state.size_px;
  image.src = address("/api/closeup", { ...names, v: photo.version });
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  const scroll = el("div", { class: "scroll-both", tabIndex: 0, role: "region", "aria-label": photo.file }, stage);
  const facts = el("div");
  const at = (event) => { const [x, y] = placeOn(stage, event); return [tenth(x * width - 0.5), tenth(y * height - 0.5)]; };

  function draw() {
    const unit = width / 900;
    const kinds = (hair) => ["hair", hair.origin === "found" ? "hair-found" : "hair-hand", hair.counted ? "" : "hair-uncounted"].join(" ");
    const shapes = state.hairs.flatMap((hair, i) => {
      const on = i === picked ? " picked" : "";
      const pick = shape("polyline", { class: "hair-grip", points: points(hair.path), "stroke-width": 9 * unit, "data-hair": i });
      pick.addEventListener("click", (event) => {
        if (doing?.kind === "draw") return;
        event.stopPropagation();
        if (doing?.kind === "split" && i === picked) { cut(at(event)); return; }
        doing = undefined;
        picked = i === picked ? undefined : i;
        fill();
      });
      return [
        shape("polyline", { class: kinds(hair) + on, points: points(hair.path), "stroke-width": 2 * unit }),
        shape("circle", { class: kinds(hair) + on, cx: hair.path[0][0], cy: hair.path[0][1], r: 3.5 * unit }), pick];
    });
    const line = doing?.kind === "draw" ? [shape("polyline", { class: "hair hair-hand picked", points: points(doing.path), "stroke-width": 2 * unit }), ...doing.path.map((p) => shape("circle", { class: "mark", cx: p[0], cy: p[1], r: 3.5 * unit }))] : [];
    svg.replaceChildren(...shapes, ...line);
  }

  function fill() {
    const hair = state.hairs[picked];
    for (const button of [remove, swap, cutter]) button.disabled = !hair;
    drawer.setAttribute("aria-pressed", String(doing?.kind === "draw"));
    cutter.setAttribute("aria-pressed", String(doing?.kind === "split"));
    finish.hidden = doing?.kind !== "draw";
    back.disabled = past.length === 0 && !doing;
    save.disabled = JSON.stringify(state.corrections) === saved;
    facts.replaceChildren(counts(state, state.applied.unmatched));
    draw();
  }

  const change = saying(async (corrections, remember = true) => {
    const before = state.corrections;
    const next = await post("/api/hairs", names, corrections);
    if (remember) past.push(before);
    state = { ...state, ...next };
    picked = undefined;
    doing = undefined;
    fill();
  });
  const cut = (place) => {
    const corrections = split(state, state.hairs[picked], place);
    if (corrections) change(corrections);
  };
  const button = (id, word, press, more = {}) => el("button", { type: "button", id, onclick: press, ...more }, t(word));
  const remove = button("hair-delete", "delete", () => change(deleted(state, state.hairs[picked])));
  const swap = button("hair-swap", "hair_swap", () => change(turned(state, state.hairs[picked])));
  const cutter = button("hair-split", "split", () => { doing = { kind: "split" }; notice(t("hair_split_hint")); fill(); });
  const drawer = button("hair-draw", "hair_add", () => { picked = undefined; doing = { kind: "draw", path: [] }; notice(t("hair_add_hint")); fill(); });
  const finish = button("hair-finish", "finish_region", () => {
    const { path } = doing;
    notice();
    if (new Set(path.map(String)).size > 1) change(added(state, path));
    else { doing = undefined; fill(); }
  });
  const back = button("hair-undo", "undo", () => {
    if (doing) { if (doing.path?.length) doing.path.pop(); else doing = undefined; fill(); return; }
    const before = past.pop();
    if (before) change(before, false);
  });
  const save = button("hairs-save", "hairs_save", saying(async () => {
    try {
      const kept = await put("/api/hairs", names, { base, corrections: state.corrections });
      base = kept.base;
      state = kept;
      saved = JSON.stringify(state.corrections);
      fill();
      notice(t("saved"));
    } catch (error) {
      if (error.status === 409 && error.detail?.base) { base = error.detail.base; state = error.detail; saved = JSON.stringify(state.corrections); past.length = 0; picked = undefined; fill(); }
      throw error;
    }
  }), { class: "main" });
  const zoom = el("select", { id: "zoom", onchange: () => { stage.style.width = `${100 * Number(zoom.value)}%`; } }, ZOOMS.map((by) => el("option", { value: by }, `${100 * by} %`)));

  stage.addEventListener("click", (event) => {
    if (doing?.kind === "draw") { doing.path.push(at(event)); fill(); return; }
    if (doing?.kind === "split") { cut(at(event)); return; }
    picked = undefined;
    fill();
  });
  const press = (event) => {
    if (["INPUT", "SELECT", "TEXTAREA"].includes(event.target.tagName)) return;
    if (["Delete", "Backspace"].includes(event.key) && state.hairs[picked]) { event.preventDefault(); remove.click(); }
    if (event.key === "Escape") { doing = undefined; picked = undefined; fill(); }
  };
  document.addEventListener("keydown", press);
  body.replaceChildren(
    el("p", { class: "hint" }, t("hairs_hint")),
    el("div", { class: "row tools" }, remove, swap, cutter, drawer, finish, back, save, el("label", { class: "row", htmlFor: "zoom" }, t("zoom"), zoom)),
    scroll, legend(), facts);
  fill();
  guard(() => JSON.stringify(state.corrections) !== saved || doing?.path?.length > 0);
  return () => document.removeEventListener("keydown", press);
}

export async function closeupsPage(place, first, wanted) {
  const photos = first.photos.filter((photo) => photo.view?.startsWith("closeup") && !photo.excluded && !photo.problem);
  if (photos.length === 0) {
    place.replaceChildren(el("p", {}, t("closeups_none")));
    return undefined;
  }
  const chosen = (photos.find((photo) => photo.file === wanted) ?? photos[0]).file;
  const chooser = el("select", { id: "closeup", "aria-label": t("photo") }, photos.map((photo) => el("option", { value: photo.file, selected: photo.file === chosen }, `${day(photo.date)} · ${photo.file}`)));
  const body = el("div");
  let leave = () => {};
  const open = saying(async () => {
    leave();
    leave = () => {};
    body.replaceChildren(el("p", { class: "hint", role: "status" }, t("looking_at_shot")));
    const photo = first.photos.find((one) => one.file === chooser.value);
    try {
      leave = await editing(body, edit.state, photo);
    } catch (error) {
      body.replaceChildren(el("p", { class: "warn" }, error.message));
    }
    body.append(scaleOf(edit, photo, open));
  });
  const edit = editor(first, () => {});
  guarded(chooser, open);
  place.replaceChildren(el("div", { class: "row" }, chooser), body);
  await open();
  return () => leave();
}

// The scale of the photo, as a person gives it.
function scaleOf(edit, photo, changed) {
  const scale = edit.state.photos.find((one) => one.file === photo.file)?.px_per_mm;
  const field = el("input", { type: "number", min: 1, max: 5000, step: "any", value: scale ?? "", onchange: async () => {
    if (!field.reportValidity()) return;
    // Another scale is another trace: corrections that are not stored are lost with it.
    if (!mayLose()) { field.value = scale ?? ""; return; }
    if (await edit.photo(photo.file, { px_per_mm: field.value ? Number(field.value) : null })) changed();
  } });
  return el("label", { class: "field narrow" }, el("span", {}, t("px_per_mm")), field);
}
