// The middle: the messages of the open chat.

import { $, ask, h, safeFragment, tell, toast } from "./dom.js";
import { avatar, post } from "./people.js";
import { deed, tellSeen } from "./server.js";
import { changed, listen, openChat, ordered, store } from "./store.js";
import { clockOf, dayOf, sizeOf } from "./words.js";

const NEAR = 120;       // pixels from the end that still count as reading along
const PATIENCE = 30000; // milliseconds after which a press is given up
const COMMAND = /(^|[\s（(：:，、])(\/[a-z]{4,})(?![\w/])/g;

let play;
let atEnd = true;
const pressed = new Map(); // query id -> what to do with the answer

export function prepare(playing) {
  play = playing;
  listen((what, about) => {
    if (what === "place") drawAll();
    else if (what === "message" && about.chat === store.open) drawOne(about);
    else if (what === "chat" && about.id === store.open) drawHead();
    else if (what === "answer") settle(about);
  });
  $("stream").addEventListener("scroll", () => {
    atEnd = nearEnd();
    if (atEnd) $("to-end").hidden = true;
  });
  new ResizeObserver(() => atEnd && toEnd()).observe($("stream"));
  $("to-end").addEventListener("click", toEnd);
  document.addEventListener("visibilitychange", look);
}

function drawHead() {
  const chat = openChat();
  const name = store.people.get(store.me).name;
  $("chat-title").textContent = chat && !chat.private ? chat.title : store.bot.name;
  $("chat-about").textContent = chat && !chat.private
    ? `正在演${name} · 群成员 ${chat.members.length}`
    : `正在演${name} · 与机器人的私聊`;
}

function drawAll() {
  drawHead();
  const chat = openChat();
  const messages = chat ? ordered(chat) : [];
  const parts = [];
  let before = null;
  for (const message of messages) {
    if (newDay(before, message)) parts.push(dayLine(message));
    parts.push(messageRow(message, before));
    before = message;
  }
  if (!messages.length) parts.push(h("p.empty", {}, "还没有消息。点“开始”和机器人打招呼。"));
  $("stream").replaceChildren(...parts);
  toEnd();
  look();
}

function drawOne(message) {
  const stream = $("stream");
  const along = nearEnd() || message.sender === store.me;
  const old = stream.querySelector(`[data-message="${message.id}"]`);
  const all = ordered(openChat());
  if (message.deleted) {
    old?.remove();
    return;
  }
  const before = all[all.indexOf(message) - 1] || null;
  if (old) {
    old.replaceWith(messageRow(message, before));
  } else {
    stream.querySelector(".empty")?.remove();
    if (newDay(before, message)) stream.append(dayLine(message));
    stream.append(messageRow(message, before));
  }
  if (along) toEnd();
  else if (!old) $("to-end").hidden = false;
  look();
}

const newDay = (before, message) => before?.at.slice(0, 10) !== message.at.slice(0, 10);
const dayLine = (message) => h("p.day", {}, h("span", {}, dayOf(message.at)));

function messageRow(message, before) {
  const dataset = { message: message.id };
  if (message.service) return h("p.service", { dataset }, h("span", {}, message.service));
  const mine = message.sender === store.me;
  const sender = store.people.get(message.sender);
  const follows = before && !before.service && before.sender === message.sender && !newDay(before, message);
  const group = !openChat().private;
  const row = h("article.message", { dataset, "aria-label": `${message.name} ${clockOf(message.at)}` });
  row.classList.toggle("mine", mine);
  row.classList.toggle("follows", Boolean(follows));
  if (group && !mine) row.append(follows ? h("span.avatar.none") : avatar(sender, message.bot));
  const colour = sender ? store.departments.indexOf(sender.department) % 8 : "bot";
  const bubble = h("div.bubble", {},
    group && !mine && !follows
      ? h("p.sender", { dataset: { colour } }, message.name,
        h("span", {}, message.bot ? "机器人" : post(sender)))
      : null,
    message.reply_to ? quoted(message.reply_to) : null,
    message.photo ? photo(message.photo) : null,
    message.document ? parcel(message.document) : null,
    message.text ? h("div.text", {}, withCommands(safeFragment(message.html))) : null,
    h("p.stamp", {},
      message.edited ? `已编辑 ${clockOf(message.edited)}` : clockOf(message.at)));
  const body = h("div.body", {}, bubble, message.buttons.length ? keyboard(message) : null);
  row.append(body, h("button.reply", {
    title: "回复", "aria-label": `回复${message.name}`, onclick: () => changed("reply", message),
  }, "↩"));
  bubble.addEventListener("dblclick", () => changed("reply", message));
  bubble.addEventListener("click", (event) => onLink(event));
  return row;
}

function quoted(id) {
  const message = openChat().messages.get(id);
  if (!message) return h("div.quoted", {}, h("span", {}, "原消息已删除"));
  return h("button.quoted", {
    type: "button",
    onclick: () => {
      const row = $("stream").querySelector(`[data-message="${id}"]`);
      row?.scrollIntoView({ block: "center" });
      row?.classList.add("found");
      setTimeout(() => row?.classList.remove("found"), 1200);
    },
  }, h("strong", {}, message.name),
  h("span", {}, message.text || (message.photo ? "［照片］" : message.document?.name || "")));
}

function photo(file) {
  const [width, height] = [file.width || 4, file.height || 3];
  return h("a.photo", { href: `/file/${file.id}`, target: "_blank", rel: "noopener" },
    h("img", { src: `/file/${file.id}`, alt: "照片", width, height, onload: () => nearEnd() && toEnd() }));
}

function parcel(file) {
  const kind = file.name.includes(".") ? file.name.split(".").pop().slice(0, 4).toUpperCase() : "文件";
  return h("a.document", { href: `/file/${file.id}`, download: file.name, title: `下载 ${file.name}` },
    h("span.kind", { "aria-hidden": "true" }, kind),
    h("span.grow", {}, h("span.title", {}, file.name), h("span.preview", {}, `${sizeOf(file.size)} · 下载`)));
}

/** Commands in a text can be clicked, as in Telegram; here they go to the composer first. */
function withCommands(fragment) {
  const texts = [];
  const walker = document.createTreeWalker(fragment, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (!walker.currentNode.parentElement?.closest("a,code,pre")) texts.push(walker.currentNode);
  for (const text of texts) {
    const pieces = [];
    let from = 0;
    for (const match of text.data.matchAll(COMMAND)) {
      const at = match.index + match[1].length;
      pieces.push(text.data.slice(from, at));
      pieces.push(h("button.command", { type: "button", onclick: () => changed("draft", match[2]) }, match[2]));
      from = at + match[2].length;
    }
    if (pieces.length) text.replaceWith(...pieces, text.data.slice(from));
  }
  return fragment;
}

// -- buttons --------------------------------------------------------------------------------------

function keyboard(message) {
  return h("div.keyboard", {}, message.buttons.map((row) => h("div.keys", {}, row.map((button) =>
    h("button", {
      type: "button",
      title: button.url || null,
      onclick: (event) => (button.url ? openLink(button.url) : press(message, button, event.currentTarget)),
    }, button.text, button.url ? h("span.away", { "aria-hidden": "true" }, "↗") : null)))));
}

async function press(message, button, key) {
  if (key.classList.contains("busy")) return;
  key.classList.add("busy");
  key.setAttribute("aria-busy", "true");
  const rest = () => {
    key.classList.remove("busy");
    key.removeAttribute("aria-busy");
  };
  const sent = await deed("press", {
    user: store.me, chat: message.chat, message: message.id, data: button.data });
  if (!sent) return rest();
  const late = setTimeout(() => {
    pressed.delete(sent.query);
    rest();
    toast("机器人没有应答这次按键。", "bad");
  }, PATIENCE);
  pressed.set(sent.query, () => {
    clearTimeout(late);
    rest();
  });
  const early = store.answers.get(sent.query);
  if (early) settle(early);
}

function settle(answer) {
  const done = pressed.get(answer.query);
  if (!done) return;
  pressed.delete(answer.query);
  done();
  if (answer.text) (answer.alert ? tell : toast)(answer.text);
}

// -- links ----------------------------------------------------------------------------------------

function onLink(event) {
  const link = event.target.closest("a[href]");
  if (link && link.hostname === "t.me") {
    event.preventDefault();
    openLink(link.href);
  }
}

/** A link to the bot: somebody opens it; who, is asked, for links are passed on. */
async function openLink(url) {
  const address = new URL(url, location.href);
  if (address.hostname !== "t.me") {
    window.open(url, "_blank", "noopener");
    return;
  }
  const who = h("select", { "aria-label": "打开的人" }, [...store.people.values()].map((person) =>
    h("option", { value: person.id, selected: person.id === store.me }, `${person.name}（${post(person)}）`)));
  const chosen = await ask("打开机器人的链接",
    h("label", {}, h("p.small", {}, "链接可以转给别人。这次由谁点开？"), who),
    [["", "取消"], ["open", "点开"]]);
  if (!chosen) return;
  const user = Number(who.value);
  const answer = await deed("follow", { user, url });
  if (answer) play(user, answer.chat);
}

// -- reading --------------------------------------------------------------------------------------

function nearEnd() {
  const stream = $("stream");
  return stream.scrollHeight - stream.scrollTop - stream.clientHeight < NEAR;
}

function toEnd() {
  atEnd = true;
  $("stream").scrollTop = $("stream").scrollHeight;
  $("to-end").hidden = true;
}

/** The member being played has looked at the open chat, if the page can be seen at all. */
function look() {
  const chat = openChat();
  if (!chat || document.hidden) return;
  const last = ordered(chat).at(-1);
  const key = `${store.me}/${chat.id}`;
  if (!last || (store.seen.get(key) || 0) >= last.id) return;
  store.seen.set(key, last.id);
  tellSeen(store.me, chat.id, last.id);
  changed("seen");
}
