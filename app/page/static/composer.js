// Below the messages: writing, answering, commands, photos and files.

import { $, h } from "./dom.js";
import { preview } from "./people.js";
import { deed, deedWithFile } from "./server.js";
import { askedOf, listen, openChat, store } from "./store.js";
import { sizeOf } from "./words.js";

let play;
let replyTo = null;  // the message being answered
let putAway = null;  // a question whose reply box was closed by hand
let parcel = null;   // {file, photo} waiting to be sent
let menu = [];       // commands of this member in this chat
let chosen = -1;     // place in the shown menu

export function prepare(playing) {
  play = playing;
  $("composer").addEventListener("submit", send);
  $("text").addEventListener("input", () => { fit(); offer(); });
  $("text").addEventListener("keydown", onKey);
  $("text").addEventListener("paste", (event) => take(event.clipboardData.files, event));
  $("commands").addEventListener("click", () => ($("menu").hidden ? offer(true) : close()));
  $("attach").addEventListener("click", () => $("file").click());
  $("file").addEventListener("change", () => { take($("file").files); $("file").value = ""; });
  $("start").querySelector("button").addEventListener("click", begin);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#menu, #commands, #text")) close();
  });
  prepareDrop();
  listen((what, about) => {
    if (what === "place" || what === "all") arrive();
    else if (what === "message" && about.chat === store.open) follow();
    else if (what === "chat" && about.id === store.open) arrive();
    else if (what === "reply") answer(about);
    else if (what === "draft") draft(about);
  });
}

async function arrive() {
  setReply(null);
  setParcel(null);
  close();
  const chat = openChat();
  $("start").hidden = Boolean(chat);
  $("composer").querySelector(".line").hidden = !chat;
  menu = [];
  if (!chat) return;
  follow();
  const [user, id] = [store.me, chat.id];
  const answer = await deed("menu", { user, chat: id });
  if (answer && store.me === user && store.open === id) menu = answer.commands;
}

/** Open the reply box when the bot asks this member; close it when the question is gone. */
function follow() {
  const asked = askedOf(store.me, openChat());
  if (asked && asked.id !== putAway) setReply(asked);
  else if (replyTo?.asks && !asked) setReply(null);
}

function answer(message) {
  setReply(message);
  $("text").focus();
}

/** Put a command into the box, ready to be sent. */
export function draft(words) {
  $("text").value = words;
  fit();
  close();
  $("text").focus();
}

async function begin() {
  const answer = await deed("follow", { user: store.me, url: "" });
  if (answer) play(store.me, answer.chat);
}

async function send(event) {
  event.preventDefault();
  const words = $("text").value.trim();
  const about = { user: store.me, chat: store.open, reply_to: replyTo?.id };
  if (!parcel && !words) return;
  $("send").disabled = true;
  const sent = parcel
    ? await deedWithFile("upload", { ...about, caption: words, as: parcel.photo ? "photo" : "document" }, parcel.file)
    : await deed("say", { ...about, text: words });
  $("send").disabled = false;
  if (!sent) return;
  $("text").value = "";
  putAway = null;
  fit();
  setReply(null);
  setParcel(null);
  close();
}

function onKey(event) {
  if (event.isComposing) return;
  const open = !$("menu").hidden;
  if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    mark(chosen + (event.key === "ArrowDown" ? 1 : -1));
  } else if (open && chosen >= 0 && (event.key === "Enter" || event.key === "Tab")) {
    event.preventDefault();
    $("menu").children[chosen].click();
  } else if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    $("composer").requestSubmit();
  } else if (event.key === "Escape") {
    if (open) close();
    else if (parcel) setParcel(null);
    else if (replyTo) { putAway = replyTo.id; setReply(null); }
  }
}

function fit() {
  const box = $("text");
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight, 160)}px`;
}

// -- command menu ---------------------------------------------------------------------------------

/** Commands that begin as typed; all of them when asked for by the button. */
function offer(all = false) {
  const typed = $("text").value;
  const fitting = all ? menu : menu.filter((each) => /^\/\w*$/.test(typed) && `/${each.command}`.startsWith(typed));
  const exact = !all && fitting.length === 1 && `/${fitting[0].command}` === typed;
  if (!fitting.length || exact) return close();
  $("menu").replaceChildren(...fitting.map((each) => h("li", {
    role: "option",
    onclick: () => { draft(`/${each.command}`); $("composer").requestSubmit(); },
  }, h("code", {}, `/${each.command}`), h("span", {}, each.description))));
  $("menu").hidden = false;
  mark(all ? -1 : 0);
}

function mark(place) {
  const rows = [...$("menu").children];
  chosen = rows.length ? (place + rows.length) % rows.length : -1;
  if (place < 0 && !rows.some((row) => row.ariaSelected === "true")) chosen = place === -1 ? -1 : chosen;
  rows.forEach((row, index) => row.setAttribute("aria-selected", String(index === chosen)));
  rows[chosen]?.scrollIntoView({ block: "nearest" });
}

function close() {
  $("menu").hidden = true;
  chosen = -1;
}

// -- reply and parcel -----------------------------------------------------------------------------

function setReply(message) {
  replyTo = message;
  $("quote").hidden = !message;
  $("text").placeholder = message?.placeholder || (message?.asks ? "写下答复" : "写消息，或按 / 选命令");
  if (!message) return;
  $("quote").replaceChildren(
    h("span.grow", {},
      h("strong", {}, message.asks ? "答复机器人的提问" : `回复${message.name}`),
      h("span.preview", {}, preview(message, { private: true }))),
    closing("不回复", () => { putAway = message.id; setReply(null); }));
}

function setParcel(next) {
  parcel = next;
  $("parcel").hidden = !next;
  if (!next) return;
  const choice = h("select", {
    "aria-label": "怎样发送",
    onchange: (event) => { parcel.photo = event.target.value === "photo"; },
  }, h("option", { value: "photo", selected: next.photo }, "按照片发"),
  h("option", { value: "document", selected: !next.photo }, "按文件发"));
  $("parcel").replaceChildren(
    h("span.grow", {}, h("strong", {}, next.file.name), h("span.preview", {}, sizeOf(next.file.size))),
    choice, closing("不发这个文件", () => setParcel(null)));
  $("text").focus();
}

const closing = (label, onclick) =>
  h("button.quiet", { type: "button", "aria-label": label, title: label, onclick }, "×");

function take(files, event = null) {
  const [file] = files || [];
  if (!file || !openChat()) return;
  event?.preventDefault();
  setParcel({ file, photo: /^image\/(png|jpeg|gif|webp)$/.test(file.type) });
}

function prepareDrop() {
  const pane = $("chat");
  let depth = 0;
  const shown = (by) => { depth = by; $("drop").hidden = depth <= 0; };
  pane.addEventListener("dragenter", (event) => {
    if (event.dataTransfer.types.includes("Files")) shown(depth + 1);
  });
  pane.addEventListener("dragleave", () => shown(Math.max(0, depth - 1)));
  pane.addEventListener("dragover", (event) => event.preventDefault());
  pane.addEventListener("drop", (event) => {
    shown(0);
    take(event.dataTransfer.files, event);
  });
}
