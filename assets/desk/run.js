// A run of the program: started, followed and, if wanted, stopped.
import { el, saying } from "./dom.js";
import { get, post } from "./api.js";
import { t } from "./words.js";

const PAUSE_MS = 300;

// Shows the progress in `place` until the run ends; gives what it ended with.
export async function followed(place, run) {
  const bar = el("progress", { "aria-label": t("measuring") });
  const what = el("p", { class: "hint", role: "status" });
  const stop = el("button", { type: "button", onclick: saying(() => post("/api/run/stop", {}, { run })) }, t("stop"));
  place.replaceChildren(bar, what, stop);
  for (;;) {
    const state = await get("/api/run", { run });
    if (state.expected > 0) {
      bar.max = state.expected;
      bar.value = state.done;
    }
    what.textContent = state.what ?? t("measuring");
    if (state.state !== "running") {
      place.replaceChildren();
      return state;
    }
    await new Promise((wake) => setTimeout(wake, PAUSE_MS));
  }
}
