// What a person may do to the hairs of a close-up, as changes of its corrections. In hairs.json
// deletions come first, then cuts, then turns; drawn hairs come last. A hair that is to be changed in
// two ways is deleted and drawn anew.

const gap = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);
const nearest = (path, at) => path.reduce((best, p, i) => (gap(p, at) < gap(path[best], at) ? i : best), 0);

// The found hair to which a point of the corrections belongs.
function ownerOf(found, at) {
  const far = found.map((path) => gap(path[nearest(path, at)], at));
  return far.reduce((best, d, i) => (d < far[best] ? i : best), 0);
}

// The point of a path that is farthest from all other hairs: where the one meant cannot be mistaken.
function clearest(paths, mine) {
  const room = (p) => Math.min(...paths.map((path, i) => (i === mine ? Infinity : gap(path[nearest(path, p)], p))));
  return paths[mine].reduce((best, p) => (room(p) > room(best) ? p : best));
}

const copy = (said) => structuredClone({ add: [], delete: [], split: [], swap_ends: [], ...said });
const drawn = (hair) => (hair.diameter_um ? { path: hair.path, diameter_um: Math.round(hair.diameter_um) } : { path: hair.path });

// The hair found of number `of`, deleted and its parts as they are now drawn.
function drawnAnew(said, { found, hairs }, of) {
  const mine = (at) => ownerOf(found, at) === of;
  said.split = said.split.filter((at) => !mine(at));
  said.swap_ends = said.swap_ends.filter((at) => !mine(at));
  said.delete.push(clearest(found, of));
  said.add.push(...hairs.filter((hair) => hair.of === of && ["part", "turned"].includes(hair.origin)).map(drawn));
  return said;
}

const place = (said, hair) => said.add.findIndex((added) => JSON.stringify(added.path) === JSON.stringify(hair.path));

// The drawn hair of that path; a part of a found one becomes drawn first.
function asDrawn(state, hair) {
  const said = copy(state.corrections);
  if (hair.origin === "drawn") return [said, hair.of];
  drawnAnew(said, state, hair.of);
  return [said, place(said, hair)];
}

export function deleted(state, hair) {
  const said = copy(state.corrections);
  if (hair.origin === "found") said.delete.push(clearest(state.found, hair.of));
  if (hair.origin === "turned") {
    said.swap_ends = said.swap_ends.filter((at) => ownerOf(state.found, at) !== hair.of);
    said.delete.push(clearest(state.found, hair.of));
  }
  if (["found", "turned"].includes(hair.origin)) return said;
  const [anew, i] = asDrawn(state, hair);
  anew.add.splice(i, 1);
  return anew;
}

export function turned(state, hair) {
  const said = copy(state.corrections);
  if (hair.origin === "found") said.swap_ends.push(clearest(state.found, hair.of));
  if (hair.origin === "turned") said.swap_ends = said.swap_ends.filter((at) => ownerOf(state.found, at) !== hair.of);
  if (["found", "turned"].includes(hair.origin)) return said;
  const [anew, i] = asDrawn(state, hair);
  anew.add[i].path = anew.add[i].path.toReversed();
  return anew;
}

// Cut at the point of the hair that is nearest to `at`; nothing at its ends.
export function split(state, hair, at) {
  const i = nearest(hair.path, at);
  if (i === 0 || i === hair.path.length - 1) return undefined;
  const cut = hair.path[i];
  const said = copy(state.corrections);
  // Where hairs cross, the nearest one need not be the one meant.
  if (hair.origin === "found" && ownerOf(state.found, cut) === hair.of) {
    said.split.push(cut);
    return said;
  }
  if (hair.origin === "found") {
    said.delete.push(clearest(state.found, hair.of));
    said.add.push(drawn(hair));
  }
  const [anew, k] = hair.origin === "found" ? [said, said.add.length - 1] : asDrawn(state, hair);
  const { path, ...rest } = anew.add[k];
  anew.add.splice(k, 1, { ...rest, path: path.slice(0, i + 1) }, { path: path.slice(i) });
  return anew;
}

export function added(state, path) {
  const said = copy(state.corrections);
  said.add.push({ path });
  return said;
}
