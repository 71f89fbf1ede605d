// Baseline beside a photo: the program's alignment with its certificate, and pairs of points by hand.
import { el, shape, dragged, placeOn, notice, saying } from "./dom.js";
import { address, get, post } from "./api.js";
import { editor } from "./edit.js";
import { guard, guarded } from "./unsaved.js";
import { isCloseup } from "./photos.js";
import { t, day, figure, percentage, language } from "./words.js";

const LOUPE = 4;

// A photo with its points; positions are in full-resolution pixels of the upright photo.
function picture(state, file, size, changed) {
  const svg = shape("svg", { preserveAspectRatio: "none", viewBox: `0 0 ${size[0]} ${size[1]}`, "aria-hidden": "true" });
  const url = address("/api/image", { s: state.path, f: file, w: 1400 });
  const loupe = el("div", { class: "loupe", hidden: true });
  loupe.style.backgroundImage = `url("${url}")`;
  const stage = el("div", { class: "stage", tabIndex: 0, role: "application", "aria-label": t("points_on", { file }) }, el("img", { src: url, alt: "", draggable: false }), svg, loupe);
  const magnify = ([x, y]) => {
    const box = stage.getBoundingClientRect();
    loupe.hidden = false;
    loupe.style.backgroundSize = `${box.width * LOUPE}px ${box.height * LOUPE}px`;
    const radius = loupe.offsetWidth / 2;
    loupe.style.backgroundPosition = `${radius - x * box.width * LOUPE}px ${radius - y * box.height * LOUPE}px`;
    loupe.style.left = `${Math.min(Math.max(x * box.width - radius, 0), box.width - 2 * radius)}px`;
    loupe.style.top = `${y * box.height > 2.5 * radius ? y * box.height - 2.4 * radius : y * box.height + radius * 0.4}px`;
  };
  const draw = (points) => {
    const unit = size[0] / 100;
    svg.replaceChildren(...points.map((point, i) => {
      const circle = shape("circle", { class: "mark", cx: point[0], cy: point[1], r: unit, "stroke-width": unit / 6 });
      dragged(stage, circle, {
        move: (at) => { magnify(at); changed("move", i, [at[0] * size[0] - 0.5, at[1] * size[1] - 0.5]); },
        end: () => { loupe.hidden = true; changed("end", i); },
      });
      return shape("g", {}, circle, Object.assign(shape("text", { x: point[0] + 1.4 * unit, y: point[1], "font-size": 3 * unit, fill: "#ffd34d", stroke: "#000", "stroke-width": unit / 3 }), { textContent: String(i + 1) }));
    }));
  };
  stage.addEventListener("pointermove", (event) => { if (event.buttons === 0) magnify(placeOn(stage, event)); });
  stage.addEventListener("pointerleave", () => { loupe.hidden = true; });
  stage.addEventListener("click", (event) => {
    if (event.target.classList?.contains("mark")) return;
    const [x, y] = placeOn(stage, event);
    changed("add", undefined, [x * size[0] - 0.5, y * size[1] - 0.5]);
  });
  return { stage, draw };
}

function certificate(answer) {
  const number = (value, digits, unit) => (value === null || value === undefined ? t("not_known") : `${figure(value, digits)}${unit}`);
  const status = [t("alignment"), el("strong", { class: { ok: "good", weak: "warn", failed: "bad" }[answer.status] }, t(`alignment_${answer.status}`))];
  // Of a pair that is not aligned there is nothing to measure.
  const rows = answer.status === "failed" ? [status] : [
    status,
    [t("residual"), number(answer.residual_permille, 1, " ‰")],
    [t("overlap"), answer.overlap === null || answer.overlap === undefined ? t("not_known") : percentage(answer.overlap)],
    [t("turn"), number(answer.rotation_deg, 1, "°")],
  ];
  return el("div", {},
    el("dl", { class: "facts" }, rows.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])),
    answer.by_hand ? el("p", { class: "source" }, t("by_hand", { n: answer.by_hand }), ". ", t(`alone_${answer.alone}`)) : null,
    [answer.reason, answer.hint].filter(Boolean).map((text) => el("p", { class: "source warn" }, text)));
}

// The aligned pictures: slider, flicker or checkerboard.
function comparison(state, pair) {
  const names = { s: state.path, reference: pair.reference, moving: pair.moving, points: pair.points, v: pair.version };
  const base = el("img", { alt: t("baseline"), src: address("/api/aligned", { ...names, which: "reference" }) });
  const over = el("img", { alt: t("photo"), class: "over", src: address("/api/aligned", { ...names, which: "moving" }) });
  const slide = el("input", { type: "range", min: 0, max: 100, value: 50, "aria-label": t("slider") });
  const stage = el("div", { class: "stage compare" }, base, over);
  let timer;
  const ways = {
    slider: () => { over.style.clipPath = `inset(0 0 0 ${slide.value}%)`; },
    flicker: () => { over.style.clipPath = "none"; timer = setInterval(() => { over.hidden = !over.hidden; }, 600); },
    checkerboard: () => {
      over.style.clipPath = "none";
      over.style.maskImage = "conic-gradient(#000 25%, transparent 0 50%, #000 0 75%, transparent 0)";
      over.style.maskSize = "25% 25%";
    },
  };
  const choose = (way) => {
    clearInterval(timer);
    over.hidden = false;
    over.style.maskImage = "none";
    slide.hidden = way !== "slider";
    ways[way]();
    buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.value === way)));
  };
  slide.addEventListener("input", ways.slider);
  const buttons = Object.keys(ways).map((way) => el("button", { type: "button", value: way, onclick: () => choose(way) }, t(way)));
  choose("slider");
  return [el("div", { class: "row" }, buttons), slide, stage, () => clearInterval(timer)];
}

export async function alignPage(place, first, wanted) {
  const edit = editor(first, () => {});
  const usable = first.photos.filter((photo) => !photo.excluded && !photo.problem && photo.view);
  const paired = usable.filter((photo) => photo.baseline && photo.baseline !== photo.file);
  // The spot of close-ups is found by the hairs' roots; points on them would be passed over.
  const movings = paired.filter((photo) => !isCloseup(photo.view));
  if (movings.length === 0) {
    place.replaceChildren(el("p", {}, t(paired.length > 0 ? "align_not_closeups" : "align_needs_two")));
    return undefined;
  }
  const doubted = (photo) => ["failed", "weak"].includes(photo.measured?.status);
  // First the pair that was asked for, then one that the newest report refused.
  const chosen = (movings.find((photo) => photo.file === wanted) ?? movings.find(doubted) ?? movings[0]).file;
  const chooser = el("select", { id: "pair", "aria-label": t("photo") }, movings.map((photo) => el("option", { value: photo.file, selected: photo.file === chosen }, [t(`view_${photo.view}`), day(photo.date), photo.file, doubted(photo) && t(`alignment_${photo.measured.status}`)].filter(Boolean).join(" · "))));
  const body = el("div");
  let leave = () => {};
  let opened = 0;
  const open = async () => {
    leave();
    leave = () => {};
    opened += 1;
    const mine = opened;
    const moving = edit.state.photos.find((photo) => photo.file === chooser.value);
    const reference = edit.state.photos.find((photo) => photo.file === moving.baseline);
    // The address names the pair shown; and of the pair before nothing stays that could be pressed.
    history.replaceState(null, "", `#/s/${encodeURIComponent(first.path)}/align/${encodeURIComponent(moving.file)}`);
    body.replaceChildren();
    notice();
    const pair = el("div");
    try {
      const left = await pairOf(pair, edit, reference, moving, () => { if (mine === opened) body.replaceChildren(pair); });
      if (mine === opened) leave = left; else left();
    } catch (error) {
      if (mine === opened) body.replaceChildren(el("p", { class: "bad", id: "no-pair", role: "status" }, error.message));
    }
  };
  guarded(chooser, open);
  place.replaceChildren(el("div", { class: "row" }, chooser), body);
  await open();
  return () => leave();
}

// A photo's size; without it there is no photo on which to mark anything.
async function sizeOf(state, photo) {
  try {
    return (await get("/api/size", { s: state.path, f: photo.file })).size_px;
  } catch (error) {
    throw new Error(error.status === 0 ? error.message : `${photo.file}: ${t("cannot_open", { why: error.message })}`);
  }
}

// Other photos whose points belong to the baseline's as they were: with other places on the baseline they
// mean nothing.
function mateless(state, reference, moving, places) {
  const before = state.photos.find((photo) => photo.file === reference.file).landmarks;
  if (JSON.stringify(before) === JSON.stringify(places)) return [];
  return state.photos.filter((photo) => photo.baseline === reference.file && ![reference.file, moving.file].includes(photo.file) && photo.landmarks.length > 0);
}

// The pair in `body`, which `shown` puts on the page once both photos can be opened.
async function pairOf(body, edit, reference, moving, shown) {
  const state = edit.state;
  const [sizeR, sizeM] = await Promise.all([reference, moving].map((photo) => sizeOf(state, photo)));
  const points = { reference: [...reference.landmarks], moving: [...moving.landmarks] };
  const past = [];
  let saved = JSON.stringify(points);
  const facts = el("div", { class: "card", id: "certificate", role: "status" });
  const show = el("div");
  let leave = () => {};
  let asked = 0;
  let failing = false;
  const pairs = () => Math.min(points.reference.length, points.moving.length);
  const body_of = () => ({ reference: reference.file, moving: moving.file, points: pairs() >= 2 ? points.reference.slice(0, pairs()).map((p, i) => [...p, ...points.moving[i]]) : null });
  // While one question is out, further ones wait: only the last of them is asked.
  let out = false;
  let next;
  const ask = async (whole) => {
    if (out) { next = { whole: whole || next?.whole }; return; }
    out = true;
    try {
      await asking(whole);
    } finally {
      out = false;
    }
    if (next) { const again = next; next = undefined; await ask(again.whole); }
  };
  const asking = saying(async (whole) => {
    asked += 1;
    const mine = asked;
    const question = body_of();
    const answer = await post("/api/align", { s: state.path, lang: language }, question);
    if (mine !== asked) return;
    failing = question.points !== null && answer.status === "failed";
    facts.replaceChildren(certificate(answer), answer.misfit_px.length ? el("p", { id: "misfit" }, t("misfit", { px: figure(Math.max(...answer.misfit_px), 1), each: answer.misfit_px.map((v) => figure(v, 1)).join("; ") })) : answer.status !== "failed" ? el("p", { class: "hint" }, t("points_hint")) : "");
    if (!whole) return;
    leave();
    if (answer.status === "failed") { show.replaceChildren(el("p", { class: "warn" }, t(question.points ? "not_aligned_points" : "not_aligned"))); return; }
    const [row, slide, stage, stop] = comparison(state, { reference: reference.file, moving: moving.file, points: question.points?.flat().join(","), version: answer.version });
    leave = stop;
    show.replaceChildren(row, slide, stage);
  });
  const draw = () => { pictures.reference.draw(points.reference); pictures.moving.draw(points.moving); };
  const keep = () => past.push(JSON.stringify(points));
  const changed = (which) => (what, i, at) => {
    if (what === "add") { keep(); points[which].push(at); draw(); ask(true); }
    if (what === "move") { points[which][i] = at; ask(false); }
    if (what === "end") { draw(); ask(true); }
  };
  const pictures = {
    reference: picture(state, reference.file, sizeR, changed("reference")),
    moving: picture(state, moving.file, sizeM, changed("moving")),
  };
  const undo = el("button", { type: "button", id: "undo", onclick: () => { const last = past.pop(); if (last) { Object.assign(points, JSON.parse(last)); draw(); ask(true); } } }, t("undo"));
  const clear = el("button", { type: "button", onclick: () => { keep(); points.reference = []; points.moving = []; draw(); ask(true); } }, t("clear_points"));
  const save = el("button", { class: "main", id: "save-points", onclick: async () => {
    if (points.reference.length !== points.moving.length || points.reference.length === 1) { notice(t("points_uneven"), true); return; }
    const value = (list) => (list.length ? list : null);
    const others = mateless(edit.state, reference, moving, points.reference);
    if (others.length > 0 && !window.confirm(t("points_of_others", { files: others.map((photo) => photo.file).join(", ") }))) return;
    const edits = [[reference, points.reference], [moving, points.moving], ...others.map((photo) => [photo, []])];
    if (await edit.send({ photos: Object.fromEntries(edits.map(([photo, list]) => [photo.file, { landmarks: value(list) }])) })) {
      saved = JSON.stringify(points);
      notice(failing ? `${t("saved")} ${t("not_aligned_points")}` : t("saved"), failing);
    }
  } }, t("save_points"));
  body.replaceChildren(
    el("div", { class: "pair" },
      el("figure", {}, el("figcaption", {}, `${t("baseline")} · ${day(reference.date)}`), pictures.reference.stage),
      el("figure", {}, el("figcaption", {}, `${t("photo")} · ${day(moving.date)}`), pictures.moving.stage)),
    el("div", { class: "row" }, undo, clear, save), facts, show);
  draw();
  shown();
  guard(() => JSON.stringify(points) !== saved);
  await ask(true);
  return () => leave();
}
