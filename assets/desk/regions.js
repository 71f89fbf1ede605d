// Regions of a view on its baseline: the atlas to begin with, polygons drawn, moved, named, undone.
// Saved as regions.geojson, in baseline pixels, as other programs read it.
import { el, shape, dragged, placeOn, notice, saying } from "./dom.js";
import { address, get, put } from "./api.js";
import { t, named } from "./words.js";
import { guard, guarded } from "./unsaved.js";

const centre = (ring) => ring.reduce(([x, y], [px, py]) => [x + px / ring.length, y + py / ring.length], [0, 0]);

// Turns and stretches a ring about its centre.
function shaped(ring, degrees, factor) {
  const [cx, cy] = centre(ring);
  const [sin, cos] = [Math.sin(degrees * Math.PI / 180), Math.cos(degrees * Math.PI / 180)];
  return ring.map(([x, y]) => [cx + factor * (cos * (x - cx) - sin * (y - cy)), cy + factor * (sin * (x - cx) + cos * (y - cy))]);
}

// The parts of a ring on either side of the line through two places, closed along it.
function halves(ring, [a, b]) {
  const beside = ([x, y]) => (b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]);
  const side = (p) => Math.sign(beside(p)) || 1;
  const parts = { 1: [], [-1]: [] };
  ring.forEach((p, i) => {
    const q = ring[(i + 1) % ring.length];
    parts[side(p)].push(p);
    if (side(p) === side(q)) return;
    const f = beside(p) / (beside(p) - beside(q));
    const on = [p[0] + f * (q[0] - p[0]), p[1] + f * (q[1] - p[1])];
    parts[1].push(on);
    parts[-1].push(on);
  });
  return [parts[1], parts[-1]];
}

// Cuts rings, holes among them, by the line through two places; nothing where the line misses them.
function cut(rings, line) {
  const parts = [[], []];
  for (const ring of rings) halves(ring, line).forEach((half, i) => { if (half.length > 2) parts[i].push(half); });
  return parts.every((part) => part.length > 0) ? parts : undefined;
}

export async function regionsPage(place, state) {
  const baselines = state.photos.filter((photo) => photo.baseline === photo.file && !photo.excluded);
  if (baselines.length === 0) {
    place.replaceChildren(el("p", {}, t("regions_need_photo")));
    return undefined;
  }
  let kept = await get("/api/regions", { s: state.path });
  let photo = baselines[0];
  let size = [1, 1];
  let regions = [];
  let drawing;
  let picked = -1;
  const past = [];
  let saved = "[]";
  const stage = el("div", { class: "stage", id: "regions-stage" });
  const svg = shape("svg", { preserveAspectRatio: "none", "aria-hidden": "true" });
  const list = el("ul", { class: "regions-list" });
  const finishing = el("button", { type: "button", id: "finish-region", disabled: true, onclick: () => drawing && finish() }, t("finish_region"));
  const ours = (feature) => (feature.view ?? photo.view) === photo.view;
  // Drawn in the pixels of another photo, which is not the baseline any more.
  const astray = (feature) => Boolean(feature.photo) && feature.photo.normalize("NFC") !== photo.file.normalize("NFC");
  const keep = () => past.push(JSON.stringify(regions));
  const full = ([x, y]) => [x * size[0] - 0.5, y * size[1] - 0.5];
  const path = (ring) => `M${ring.map((p) => p.join(" ")).join("L")}Z`;

  function draw() {
    const unit = size[0] / 120;
    finishing.disabled = drawing?.kind !== "polygon";
    svg.setAttribute("viewBox", `0 0 ${size[0]} ${size[1]}`);
    const shapes = regions.flatMap((region, i) => {
      const outline = shape("path", { class: i === picked ? "region picked" : "region", d: region.rings.map(path).join(""), "stroke-width": unit / 3, "fill-rule": "evenodd" });
      let from;
      outline.addEventListener("pointerdown", (event) => { if (!drawing) { keep(); picked = i; from = full(placeOn(stage, event)); } });
      dragged(stage, outline, {
        move: (at) => {
          if (drawing) return;
          const to = full(at);
          region.rings = region.rings.map((ring) => ring.map(([x, y]) => [x + to[0] - from[0], y + to[1] - from[1]]));
          from = to;
          outline.setAttribute("d", region.rings.map(path).join(""));
        },
        end: () => { if (!drawing) fill(); },
      });
      const handles = i !== picked ? [] : region.rings.flatMap((ring) => ring.map((point, k) => {
        const handle = shape("circle", { class: "handle", cx: point[0], cy: point[1], r: unit, "stroke-width": unit / 5 });
        handle.addEventListener("pointerdown", keep);
        dragged(stage, handle, {
          move: (at) => {
            ring[k] = full(at);
            handle.setAttribute("cx", ring[k][0]);
            handle.setAttribute("cy", ring[k][1]);
            outline.setAttribute("d", region.rings.map(path).join(""));
          },
        });
        return handle;
      }));
      const [x, y] = centre(region.rings[0]);
      const label = shape("text", { x, y, "font-size": 3.2 * unit, fill: "#fff", stroke: "#000", "stroke-width": unit / 3, "text-anchor": "middle", "pointer-events": "none" });
      label.textContent = named(region.name);
      return [outline, ...handles, label];
    });
    const line = drawing ? [shape("polyline", { class: "outline", points: drawing.points.map((p) => p.join(",")).join(" "), "stroke-width": unit / 3 }), ...drawing.points.map((p) => shape("circle", { class: "mark", cx: p[0], cy: p[1], r: unit * 0.8 }))] : [];
    svg.replaceChildren(...shapes, ...line);
  }

  function fill() {
    list.replaceChildren(...regions.map((region, i) => {
      const name = el("input", { value: region.name, maxLength: 100, "aria-label": t("region_name"), onchange: () => { keep(); region.name = name.value.trim() || region.name; fill(); } });
      const change = (degrees, factor) => () => { keep(); region.rings = region.rings.map((ring) => shaped(ring, degrees, factor)); fill(); };
      return el("li", { class: "card" }, name, el("div", { class: "row" },
        el("button", { type: "button", "aria-pressed": String(i === picked), onclick: () => { picked = i; fill(); } }, t("edit_corners")),
        el("button", { type: "button", "aria-label": t("turn_left"), onclick: change(-5, 1) }, "↺"),
        el("button", { type: "button", "aria-label": t("turn_right"), onclick: change(5, 1) }, "↻"),
        el("button", { type: "button", "aria-label": t("larger"), onclick: change(0, 1.05) }, "+"),
        el("button", { type: "button", "aria-label": t("smaller"), onclick: change(0, 1 / 1.05) }, "−"),
        el("button", { type: "button", onclick: () => { picked = i; drawing = { kind: "cut", points: [] }; notice(t("cut_hint")); draw(); } }, t("split")),
        el("button", { type: "button", onclick: () => { keep(); regions.splice(i, 1); picked = -1; fill(); } }, t("delete"))));
    }));
    if (regions.length === 0) list.replaceChildren(el("li", { class: "hint" }, t("no_regions")));
    draw();
  }

  function finish() {
    const { kind, points } = drawing;
    drawing = undefined;
    keep();
    if (kind === "cut" && points.length === 2) {
      const parts = cut(regions[picked].rings, points);
      if (parts) regions.splice(picked, 1, ...parts.map((rings, i) => ({ ...regions[picked], name: `${regions[picked].name} ${i + 1}`, rings })));
      else notice(t("cut_missed"), true);
    } else if (points.length > 2) {
      regions.push({ name: t("region_n", { n: regions.length + 1 }), view: photo.view, rings: [points] });
      picked = regions.length - 1;
    }
    fill();
  }

  stage.addEventListener("click", (event) => {
    if (!drawing) return;
    const at = full(placeOn(stage, event));
    const [from] = drawing.points;
    // A click on the first corner closes the outline.
    if (drawing.kind === "polygon" && drawing.points.length > 2 && Math.hypot(at[0] - from[0], at[1] - from[1]) < size[0] / 60) { finish(); return; }
    drawing.points.push(at);
    if (drawing.kind === "cut" && drawing.points.length === 2) finish();
    else draw();
  });

  const open = saying(async () => {
    size = (await get("/api/size", { s: state.path, f: photo.file })).size_px;
    const mine = kept.regions.filter(ours);
    const elsewhere = mine.filter(astray);
    regions = mine.filter((region) => !astray(region)).map((region) => structuredClone(region));
    stage.replaceChildren(el("img", { alt: photo.file, draggable: false, src: address("/api/image", { s: state.path, f: photo.file, w: 1400 }) }), svg);
    picked = -1;
    drawing = undefined;
    past.length = 0;
    saved = JSON.stringify(regions);
    guard(() => JSON.stringify(regions) !== saved || drawing !== undefined);
    fill();
    if (elsewhere.length > 0) notice(t("regions_elsewhere_drawn", { names: elsewhere.map((region) => named(region.name)).join(", "), file: elsewhere[0].photo, baseline: photo.file }), true);
  });
  // Writes this view's regions beside those of the other views; over what somebody else wrote in the
  // meantime only where a person says so.
  const stored = async () => {
    const lost = kept.regions.filter((region) => ours(region) && astray(region));
    if (lost.length > 0 && !window.confirm(t("regions_replaced", { names: lost.map((region) => named(region.name)).join(", "), file: lost[0].photo }))) return undefined;
    const others = kept.regions.filter((region) => !ours(region));
    // A region without a view is one of every view, and stays so.
    const all = [...others, ...regions.map((region) => {
      const view = region.view ?? (baselines.length > 1 ? null : photo.view);
      return { ...region, view, photo: view ? photo.file : null };
    })];
    try {
      return await put("/api/regions", { s: state.path }, { base: kept.base, regions: all });
    } catch (error) {
      const now = error.status === 409 ? error.detail : undefined;
      const names = now?.regions?.filter(ours).map((region) => named(region.name)).join(", ");
      if (names === undefined || !window.confirm(t("regions_elsewhere", { names: names || "–" }))) throw error;
      kept = now;
      return stored();
    }
  };
  const giveUp = () => { drawing = undefined; notice(); draw(); };
  // Of an outline that is being drawn the last corner, else the last change.
  const undo = () => {
    if (drawing) {
      drawing.points.pop();
      if (drawing.points.length === 0) giveUp();
      else draw();
      return;
    }
    const last = past.pop();
    if (last) { regions = JSON.parse(last); picked = -1; fill(); }
  };
  const pressed = (event) => { if (event.key === "Escape" && drawing) giveUp(); };
  const view = el("select", { id: "regions-view", "aria-label": t("view") }, baselines.map((p) => el("option", {}, t(`view_${p.view}`))));
  guarded(view, () => { photo = baselines[view.selectedIndex]; open(); });
  const buttons = el("div", { class: "row" }, view,
    el("button", { type: "button", id: "draw-region", onclick: () => { drawing = { kind: "polygon", points: [] }; notice(t("draw_hint")); draw(); } }, t("draw_region")),
    finishing,
    el("button", { type: "button", onclick: saying(async () => { keep(); const atlas = await get("/api/atlas", { s: state.path, f: photo.file }); regions = atlas.regions; fill(); notice(atlas.note ?? ""); }) }, t("lay_atlas")),
    el("button", { type: "button", id: "undo-region", onclick: undo }, t("undo")),
    el("button", { class: "main", id: "save-regions", onclick: saying(async (event) => {
      const { target } = event;
      const drawn = JSON.stringify(regions);
      target.disabled = true;
      const now = await stored().finally(() => { target.disabled = false; });
      if (!now) return;
      kept = now;
      saved = drawn;
      notice(`${t("saved")} ${state.reports.length ? t("regions_changed") : ""}`);
    }) }, t("save_regions")),
    el("a", { href: address("/api/regions.geojson", { s: state.path }), download: "regions.geojson" }, t("geojson_out")));
  const bring = el("input", { type: "file", accept: ".geojson,.json", onchange: saying(async () => {
    const [file] = bring.files;
    // So that the same file, mended, can be chosen again.
    const text = await file.text().finally(() => { bring.value = ""; });
    const read = await put("/api/regions/read", { s: state.path }, { text });
    const others = read.regions.filter((region) => !ours(region));
    keep();
    // Whoever reads a file in for this photo says that it lies on it.
    regions = read.regions.filter(ours).map((region) => ({ ...region, photo: null }));
    fill();
    if (others.length > 0) notice(t("geojson_other_views", { n: others.length, names: others.map((region) => region.name).join(", ") }), true);
  }) });
  place.replaceChildren(buttons, el("div", { class: "pair" }, stage, el("div", {}, el("p", { class: "hint" }, t("regions_hint")), list, el("label", { class: "pick second" }, bring, el("span", {}, t("geojson_in"))))));
  document.addEventListener("keydown", pressed);
  await open();
  return () => document.removeEventListener("keydown", pressed);
}
