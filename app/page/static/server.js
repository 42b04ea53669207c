// The two ways to the server: deeds over HTTP, news over a WebSocket.

import { toast } from "./dom.js";

/** Do something; a refusal is shown and answers null. */
export async function deed(name, words) {
  return send(name, { headers: { "Content-Type": "application/json" }, body: JSON.stringify(words) });
}

/** The same with a file. */
export async function deedWithFile(name, words, file) {
  const form = new FormData();
  for (const [key, value] of Object.entries(words)) {
    if (value !== null && value !== undefined) form.append(key, value);
  }
  form.append("file", file, file.name);
  return send(name, { body: form });
}

async function send(name, request) {
  try {
    const answer = await fetch(`/do/${name}`, { method: "POST", ...request });
    const words = await answer.json();
    if (answer.ok) return words;
    toast(words.error, "bad");
  } catch {
    toast("没有送到：程序可能已停止。", "bad");
  }
  return null;
}

let socket = null;

/** Listen for news until the page is closed; lost connections are taken up again. */
export function listenToNews(hear, standing) {
  socket = new WebSocket(`ws://${location.host}/live`);
  socket.addEventListener("open", () => standing(true));
  socket.addEventListener("message", (event) => hear(JSON.parse(event.data)));
  socket.addEventListener("close", () => {
    standing(false);
    setTimeout(() => listenToNews(hear, standing), 1000);
  });
}

export function tellSeen(user, chat, message) {
  if (socket?.readyState === WebSocket.OPEN) {
    socket.send(JSON.stringify({ seen: [user, chat, message] }));
  }
}
