// The clock on the wall, as the photo's name and date hold it: 2026-01-12T10:30:00.
export function localTime(now = new Date()) {
  const two = (n) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}T${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}`;
}

// The day on that clock: 2026-01-12.
export const localDay = () => localTime().slice(0, 10);
