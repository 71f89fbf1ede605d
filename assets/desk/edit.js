// Changes of course.toml: sent with the hash of what this page was shown, so that nothing that
// somebody else wrote in between is lost.
import { notice } from "./dom.js";
import { post } from "./api.js";
import { t } from "./words.js";

// An editor of one course; `changed` is told the new state.
export function editor(state, changed) {
  let current = state;
  let waiting = Promise.resolve();
  const send = async (edits) => {
    notice();
    try {
      current = await post("/api/edit", { s: current.path }, { base: current.base, ...edits });
      changed(current);
      return true;
    } catch (error) {
      const lines = error.detail?.changed ?? [];
      notice([error.message, ...lines].join("\n"), true);
      if (error.detail?.state) {
        current = error.detail.state;
        changed(current);
        notice(`${t("changed_elsewhere")} ${lines.join("; ")}`, true);
      } else {
        changed(current);
      }
      return false;
    }
  };
  return {
    get state() { return current; },
    set state(value) { current = value; },
    // One after the other: the second edit begins from what the first one left.
    send: (edits) => (waiting = waiting.then(() => send(edits))),
    photo: (file, values) => (waiting = waiting.then(() => send({ photos: { [file]: values } }))),
    // Values, or what makes them of the state that the edit begins from.
    course: (values) => (waiting = waiting.then(() => send({ course: typeof values === "function" ? values(current) : values }))),
    // What else changes the course, and the state it leaves.
    after: (work) => {
      const done = waiting.then(async () => { current = await work(); changed(current); });
      waiting = done.catch(() => {});
      return done;
    },
  };
}
