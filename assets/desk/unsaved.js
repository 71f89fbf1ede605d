// Work of a page that is not saved yet: nobody loses it without being asked.
import { t } from "./words.js";

const nothing = () => false;
let waiting = nothing;

// The page's own question whether there is such work; without one there is none.
export const guard = (asks = nothing) => { waiting = asks; };

// Whether what waits may be lost: nothing does, or somebody says so.
export const mayLose = () => !waiting() || window.confirm(t("unsaved"));

// Whether the page may be left; then nothing waits any more.
export function mayLeave() {
  if (!mayLose()) return false;
  guard();
  return true;
}

// The choice of what a page shows: `open` only where the work on what it shows may be left.
export function guarded(choice, open) {
  let shown = choice.selectedIndex;
  choice.addEventListener("change", () => {
    if (!mayLeave()) { choice.selectedIndex = shown; return; }
    shown = choice.selectedIndex;
    open();
  });
}

window.addEventListener("beforeunload", (event) => { if (waiting()) event.preventDefault(); });
