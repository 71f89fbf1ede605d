// Requests to the desk. Every answer is JSON; a refusal is thrown with what the desk says.

export class Refused extends Error {
  constructor(status, message, detail) {
    super(message);
    this.status = status;
    this.detail = detail;
  }
}

// What the program says to a request is said in this language.
let lang;
// What is said where nobody answers; replaced by the words of the language chosen.
let ended = "The desk has ended: start tricholapse serve again and open the address that it prints.";
export const speakWith = (language, gone) => { lang = language; ended = gone ?? ended; };

// A request; where nobody answers, the desk has ended.
async function asked(...request) {
  try {
    return await fetch(...request);
  } catch {
    throw new Refused(0, ended);
  }
}

const query = (names) =>
  Object.entries(names)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join("&");

export const address = (path, names = {}) => {
  const asked = query(lang ? { lang, ...names } : names);
  return asked ? `${path}?${asked}` : path;
};

async function answer(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, body.error ?? response.statusText, body.detail);
  return body;
}

export const get = async (path, names) => answer(await asked(address(path, names)));

const send = (method) => async (path, names, body) =>
  answer(await asked(address(path, names), {
    method,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body ?? {}),
  }));

export const post = send("POST");
export const put = send("PUT");

// Bytes (a photo) as they are.
export const sendBytes = async (method, path, names, bytes) =>
  answer(await asked(address(path, names), {
    method,
    headers: { "content-type": "application/octet-stream" },
    body: bytes,
  }));
