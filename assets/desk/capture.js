// Photographing: the live picture with the baseline's outline and ghost over it, what to move, the
// shot by button, key or foot switch, and the program's answer at once.
import { el, shape, notice, saying } from "./dom.js";
import { address, get, post, sendBytes } from "./api.js";
import { VIEWS } from "./photos.js";
import { localTime } from "./clock.js";
import { t, day, language } from "./words.js";

const FRAME_SIDE = 480;
const PAUSE_MS = 250;

const jpeg = (canvas, quality) => new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));

function drawn(video, side) {
  const scale = Math.min(1, side / Math.max(video.videoWidth, video.videoHeight));
  const canvas = el("canvas", { width: Math.round(video.videoWidth * scale), height: Math.round(video.videoHeight * scale) });
  canvas.getContext("2d").drawImage(video, 0, 0, canvas.width, canvas.height);
  return canvas;
}

// The live picture with what is laid over it.
function livePicture() {
  const video = el("video", { autoplay: true, playsInline: true, muted: true });
  const ghost = el("img", { class: "ghost", alt: "", hidden: true });
  const outline = shape("svg", { class: "live", viewBox: "0 0 1 1", preserveAspectRatio: "none", "aria-hidden": "true" });
  const hint = el("p", { class: "hold", id: "pose", role: "status", hidden: true });
  const stage = el("div", { class: "stage", id: "capture-stage" }, video, ghost, outline, hint);
  // Head sizes are shares of the long side, so the baseline's long side lies on the picture's.
  const fit = () => {
    const [w, h] = [video.videoWidth, video.videoHeight];
    if (!w) return;
    stage.style.maxWidth = `calc(75vh * ${w / h})`;
    if (!ghost.naturalWidth) return;
    const scale = Math.max(w, h) / Math.max(ghost.naturalWidth, ghost.naturalHeight);
    ghost.style.width = `${100 * scale * ghost.naturalWidth / w}%`;
    ghost.style.height = `${100 * scale * ghost.naturalHeight / h}%`;
  };
  ghost.addEventListener("load", fit);
  video.addEventListener("resize", fit);
  const say = (pose) => {
    hint.hidden = false;
    hint.textContent = pose.hints.map((key) => t(`pose_${key}`)).join(", ");
    hint.dataset.hints = pose.hints.join(" ");
    const ready = pose.hints.includes("hold");
    hint.classList.toggle("ready", ready);
    outline.replaceChildren(shape("polygon", { class: ready ? "ready" : "", points: pose.outline.map((p) => p.join(",")).join(" ") }));
  };
  const fail = (text) => { hint.hidden = false; hint.textContent = text; };
  return { stage, video, ghost, say, fail };
}

export async function capturePage(place, first) {
  let state = first;
  const { stage, video, ghost, say, fail } = livePicture();
  const answer = el("div", { id: "shot-answer" });
  const cameras = el("select", { "aria-label": t("camera"), hidden: true });
  const named = [...new Set([...state.photos.filter((photo) => photo.first_of_view).map((photo) => photo.view), ...VIEWS])];
  const view = el("select", { id: "capture-view" }, named.map((name) => el("option", { value: name }, t(`view_${name}`))));
  const against = el("p", { class: "hint", id: "against" });
  let stream;
  let alive = true;
  let watching = false;

  const baseline = () => state.photos.find((photo) => photo.view === view.value && photo.first_of_view);
  const showGhost = () => {
    const photo = baseline();
    ghost.hidden = !photo || !stream;
    if (photo) ghost.src = address("/api/ghost", { s: state.path, f: photo.file });
    against.textContent = photo ? t("against", { day: day(photo.date), file: photo.file }) : t("first_of_view");
  };
  view.addEventListener("change", showGhost);

  const watch = async () => {
    watching = true;
    while (alive && stream) {
      if (video.videoWidth > 0 && baseline()) {
        try {
          const frame = await jpeg(drawn(video, FRAME_SIDE), 0.8);
          say(await sendBytes("POST", "/api/pose", { s: state.path, f: baseline().file, view: view.value }, frame));
        } catch (error) {
          fail(error.message);
        }
      }
      await new Promise((wake) => setTimeout(wake, PAUSE_MS));
    }
    watching = false;
  };

  const open = saying(async () => {
    stream?.getTracks().forEach((track) => track.stop());
    const wanted = { width: { ideal: 4096 }, height: { ideal: 3072 } };
    if (cameras.value) wanted.deviceId = { exact: cameras.value };
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false });
    } catch (error) {
      throw new Error(t("camera_refused", { why: error.message }));
    }
    video.srcObject = stream;
    stage.hidden = false;
    shutter.disabled = false;
    const devices = (await navigator.mediaDevices.enumerateDevices()).filter((device) => device.kind === "videoinput");
    const chosen = stream.getVideoTracks()[0].getSettings().deviceId;
    cameras.replaceChildren(...devices.map((device, i) => el("option", { value: device.deviceId, selected: device.deviceId === chosen }, device.label || `${t("camera")} ${i + 1}`)));
    cameras.hidden = devices.length < 2;
    showGhost();
    if (!watching) watch();
  });
  cameras.addEventListener("change", open);

  // A foot switch that bounces takes one photo.
  let shooting = false;
  const shoot = saying(async () => {
    if (shooting) return;
    shooting = true;
    try { await taken(); } finally { shooting = false; }
  });
  const taken = async () => {
    if (!stream || video.videoWidth === 0) { notice(t("no_camera"), true); return; }
    const shot = await jpeg(drawn(video, Infinity), 0.95);
    answer.replaceChildren(el("p", { class: "hint", role: "status" }, t("looking_at_shot")));
    try {
      show(await sendBytes("POST", "/api/shot", { s: state.path, view: view.value, at: localTime(), lang: language }, shot));
    } catch (error) {
      answer.replaceChildren();
      throw error;
    }
    state = await get("/api/course", { s: state.path });
    showGhost();
  };

  function show(said) {
    const again = el("button", { type: "button", id: "discard", onclick: saying(async () => {
      await post("/api/edit", { s: state.path }, { base: said.base, photos: { [said.file]: { exclude: true } } });
      answer.replaceChildren(el("p", { role: "status" }, t("left_out")));
      state = await get("/api/course", { s: state.path });
      showGhost();
    }) }, t("again_without"));
    const keep = el("button", { type: "button", id: "keep-shot", onclick: () => answer.replaceChildren(el("p", { role: "status" }, t("kept_shot", { n: said.photos_of_visit }))) }, t("keep_shot"));
    (said.advice === "again" ? again : keep).classList.add("main");
    answer.replaceChildren(el("section", { class: "card" },
      el("h2", { class: { keep: "good", again: "bad", warn: "warn" }[said.advice], role: "status" }, t(`advice_${said.advice}`)),
      said.reasons.map((text) => el("p", {}, text)),
      el("p", {}, t("visit_count", { n: said.photos_of_visit, day: day(said.date) })),
      el("div", { class: "row" }, keep, again),
      el("p", { class: "source" }, `${said.file} · SHA-256 ${said.sha256.slice(0, 16)}…`)));
  }

  const press = (event) => {
    if (["INPUT", "SELECT", "BUTTON", "TEXTAREA"].includes(event.target.tagName)) return;
    if ([" ", "Enter", "PageDown", "b"].includes(event.key)) { event.preventDefault(); shoot(); }
  };
  document.addEventListener("keydown", press);
  const shutter = el("button", { type: "button", class: "main", id: "shutter", disabled: true, onclick: shoot }, t("shutter"));
  stage.hidden = true;
  place.replaceChildren(
    el("section", { class: "card" },
      el("div", { class: "row" },
        el("label", { class: "row", htmlFor: "capture-view" }, t("view"), view),
        el("button", { type: "button", id: "open-camera", onclick: open }, t("open_camera")), cameras, shutter),
      against, el("p", { class: "hint" }, t("capture_hint"))),
    el("div", { class: "capture" }, stage, answer));
  showGhost();
  return () => {
    alive = false;
    stream?.getTracks().forEach((track) => track.stop());
    stream = undefined;
    document.removeEventListener("keydown", press);
  };
}
