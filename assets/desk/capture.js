// Photographing: the live picture with the baseline's outline and ghost over it, what to move, the
// shot by button, key or foot switch, and the program's answer at once.
import { el, notice, saying } from "./dom.js";
import { address, get, post, sendBytes } from "./api.js";
import { t, day } from "./words.js";

const FRAME_SIDE = 480;
const PAUSE_MS = 250;

const jpeg = (canvas, quality) => new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));

function drawn(video, side) {
  const scale = Math.min(1, side / Math.max(video.videoWidth, video.videoHeight));
  const canvas = el("canvas", { width: Math.round(video.videoWidth * scale), height: Math.round(video.videoHeight * scale) });
  canvas.getContext("2d").drawImage(video, 0, 0, canvas.width, canvas.height);
  return canvas;
}

export async function capturePage(place, state) {
  const baselines = state.photos.filter((photo) => photo.baseline === photo.file && !photo.excluded);
  const video = el("video", { autoplay: true, playsInline: true, muted: true });
  const ghost = el("img", { class: "over", alt: "", hidden: true });
  ghost.style.opacity = "0.35";
  const hint = el("p", { class: "hold", id: "pose", role: "status", hidden: true });
  const stage = el("div", { class: "stage", id: "capture-stage" }, video, ghost, hint);
  const answer = el("div", { id: "shot-answer" });
  const cameras = el("select", { "aria-label": t("camera") });
  const view = el("select", { id: "capture-view", "aria-label": t("view") }, baselines.map((photo) => el("option", { value: photo.view }, t(`view_${photo.view}`))));
  let stream;
  let alive = true;
  let watching = false;

  const baseline = () => baselines[view.selectedIndex];
  const showGhost = () => {
    const photo = baseline();
    ghost.hidden = !photo;
    if (photo) ghost.src = address("/api/ghost", { s: state.path, f: photo.file });
  };
  view.addEventListener("change", showGhost);

  const watch = async () => {
    watching = true;
    while (alive && stream) {
      if (video.videoWidth > 0 && baseline()) {
        try {
          const frame = await jpeg(drawn(video, FRAME_SIDE), 0.8);
          const pose = await sendBytes("POST", "/api/pose", { s: state.path, f: baseline().file }, frame);
          hint.hidden = false;
          hint.textContent = pose.hints.map((key) => t(`pose_${key}`)).join(", ");
          hint.dataset.hints = pose.hints.join(" ");
          hint.classList.toggle("ready", pose.hints.includes("hold"));
          if (pose.ghost) ghost.style.transform = pose.ghost;
        } catch (error) {
          hint.hidden = false;
          hint.textContent = error.message;
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
    stream = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false });
    video.srcObject = stream;
    const devices = (await navigator.mediaDevices.enumerateDevices()).filter((device) => device.kind === "videoinput");
    const chosen = stream.getVideoTracks()[0].getSettings().deviceId;
    cameras.replaceChildren(...devices.map((device, i) => el("option", { value: device.deviceId, selected: device.deviceId === chosen }, device.label || `${t("camera")} ${i + 1}`)));
    showGhost();
    if (!watching) watch();
  });
  cameras.addEventListener("change", open);

  const shoot = saying(async () => {
    if (!stream || video.videoWidth === 0) { notice(t("no_camera"), true); return; }
    const shot = await jpeg(drawn(video, Infinity), 0.95);
    answer.replaceChildren(el("p", { class: "hint" }, t("looking_at_shot")));
    const said = await sendBytes("POST", "/api/shot", { s: state.path, view: view.value || newView.value }, shot);
    show(said);
  });

  function show(said) {
    answer.replaceChildren(el("section", { class: "card" },
      el("h2", { class: { keep: "good", again: "bad", warn: "warn" }[said.advice] }, t(`advice_${said.advice}`)),
      said.reasons.map((text) => el("p", {}, text)),
      el("p", { class: "hint" }, t("visit_count", { n: said.photos_of_visit, day: day(said.date) })),
      el("p", { class: "source" }, `${said.file} · ${said.sha256.slice(0, 16)}`),
      el("button", { type: "button", id: "discard", onclick: saying(async () => {
        await post("/api/edit", { s: state.path }, { base: said.base, photos: { [said.file]: { exclude: true } } });
        answer.replaceChildren(el("p", {}, t("left_out")));
      }) }, t("leave_out"))));
  }

  const newView = el("select", { "aria-label": t("view") }, ["vertex", "midline", "frontal", "left-temporal", "right-temporal", "occipital", "closeup"].map((name) => el("option", { value: name }, t(`view_${name}`))));
  const press = (event) => {
    if (["INPUT", "SELECT", "BUTTON", "TEXTAREA"].includes(event.target.tagName)) return;
    if ([" ", "Enter", "PageDown", "b"].includes(event.key)) { event.preventDefault(); shoot(); }
  };
  document.addEventListener("keydown", press);
  place.replaceChildren(
    el("div", { class: "row" },
      el("button", { type: "button", id: "open-camera", onclick: open }, t("open_camera")), cameras,
      baselines.length ? view : newView,
      el("button", { class: "main", id: "shutter", onclick: shoot }, t("shutter"))),
    el("p", { class: "hint" }, t("capture_hint")), stage, answer);
  return () => {
    alive = false;
    stream?.getTracks().forEach((track) => track.stop());
    stream = undefined;
    document.removeEventListener("keydown", press);
  };
}
