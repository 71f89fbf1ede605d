// A head as each view shows it, small: from above it is turned as the forehead points.
import { shape } from "./dom.js";

const TURN = { up: 0, right: 90, down: 180, left: 270 };
const line = (d) => shape("path", { d });
const dot = (cx, cy) => shape("circle", { cx, cy, r: 1.6, class: "full" });
const skull = () => shape("ellipse", { cx: 24, cy: 25, rx: 13, ry: 16 });

const SHAPES = {
  vertex: () => [skull(), line("M20.5 10 L24 4 L27.5 10"), line("M11 22 q-4 3 0 7"), line("M37 22 q4 3 0 7"), shape("circle", { cx: 24, cy: 30, r: 4 })],
  midline: () => [skull(), line("M20.5 10 L24 4 L27.5 10"), line("M11 22 q-4 3 0 7"), line("M37 22 q4 3 0 7"), line("M24 12 V39")],
  frontal: () => [skull(), line("M11.5 20 Q24 11 36.5 20"), dot(19, 25), dot(29, 25), line("M24 27 v5"), line("M19 35 q5 3 10 0")],
  occipital: () => [skull(), line("M11 22 q-4 3 0 7"), line("M37 22 q4 3 0 7"), line("M12.5 32 Q24 38 35.5 32"), line("M20 40 v5 M28 40 v5")],
  "left-temporal": () => [line("M14 38 Q9 33 11 28 L6 27 L11 20 Q13 8 25 8 Q40 9 39 25 Q38 36 30 40 Z"), line("M25 24 q6 -3 6 3 q-1 4 -5 5"), dot(16, 22)],
  "right-temporal": () => [line("M34 38 Q39 33 37 28 L42 27 L37 20 Q35 8 23 8 Q8 9 9 25 Q10 36 18 40 Z"), line("M23 24 q-6 -3 -6 3 q1 4 5 5"), dot(32, 22)],
  closeup: () => [shape("circle", { cx: 21, cy: 21, r: 13 }), line("M30.5 30.5 L42 42"), line("M15 28 q2 -8 0 -13"), line("M21 29 q3 -8 1 -15"), line("M27 28 q1 -6 0 -11")],
};

// `seen`: nobody said the forehead's edge, the program sees it.
export function pictogram(view, front, seen = false) {
  const shapes = SHAPES[view.startsWith("closeup") ? "closeup" : view] ?? SHAPES.vertex;
  const turn = TURN[front];
  const parts = shape("g", turn === undefined ? {} : { transform: `rotate(${turn} 24 24)` }, shapes());
  return shape("svg", { viewBox: "0 0 48 48", class: seen ? "pictogram only-seen" : "pictogram", "aria-hidden": "true" }, parts);
}
