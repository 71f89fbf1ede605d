// Work of a page that is not saved yet: nobody loses it without being asked.
import { t } from "./words.js";

const nothing = () => false;
let waiting = nothing;

// The page's own question whether there is such work; without one there is none.
export const guard = (asks = nothing) => { waiting = asks; };

// Whether the page may be left: nothing waits, or somebody says so.
export function mayLeave() {
  if (waiting() && !window.confirm(t("unsaved"))) return false;
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
