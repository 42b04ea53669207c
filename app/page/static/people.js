// The left side: who is being played, their chats, and everybody else by department.

import { $, h } from "./dom.js";
import { callsFor, chatsOf, lastOf, listen, me, store, unread } from "./store.js";
import { clockOf } from "./words.js";

const COLOURS = 8;
let play;
let show;
const drawn = new Map(); // what each list showed last: a list is not redrawn under a finger in vain

function unchanged(list, ...facts) {
  const now = JSON.stringify(facts);
  const same = drawn.get(list) === now;
  drawn.set(list, now);
  return same;
}

export function prepare(playing, showing) {
  play = playing;
  show = showing;
  $("find").addEventListener("input", drawMembers);
  $("find").addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    $("members").querySelector("button.person")?.click();
  });
  $("members").addEventListener("keydown", walk);
  listen((what) => {
    if (!store.ready || what === "clock" || what === "answer") return;
    if (["all", "place", "people"].includes(what)) drawMe();
    drawChats();
    drawMembers();
    if (what === "all" || what === "place") {
      $("members").querySelector('[aria-pressed="true"]')?.scrollIntoView({ block: "nearest" });
    }
  });
}

/** A round mark with the first character; departments share a colour. */
export function avatar(person, bot = false) {
  if (bot) return h("span.avatar.bot", { "aria-hidden": "true" }, "哨");
  const place = person?.department ? store.departments.indexOf(person.department) : 0;
  const mark = h("span.avatar", { "aria-hidden": "true" }, (person?.name || "?").slice(0, 1));
  mark.dataset.colour = place % COLOURS;
  return mark;
}

/** 商务 · 部门联络员 */
export function post(person) {
  if (!person) return "";
  const roles = person.roles.join("、") || "未绑定";
  return person.department?.short ? `${person.department.short} · ${roles}` : roles;
}

function drawMe() {
  $("locality").textContent = `${store.locality.name}规则 · ${store.plan.name}`;
  $("me").replaceChildren(
    avatar(me()),
    h("div.grow", {},
      h("p.small", {}, "正在扮演"),
      h("strong", {}, me().name),
      h("p.small", {}, post(me()))),
  );
}

function drawChats() {
  const chats = chatsOf(store.me);
  const shown = chats.map((chat) => [chat.id, chat.title, lastOf(chat), unread(store.me, chat)]);
  if (unchanged("chats", store.me, store.open, shown)) return;
  $("chats").replaceChildren(...chats.map((chat) => {
    const last = lastOf(chat);
    const count = unread(store.me, chat);
    const open = chat.id === store.open;
    return h("li", {}, h("button.row", {
      "aria-current": open ? "true" : null,
      onclick: () => {
        play(store.me, chat.id);
        show("chat");
      },
    },
    chat.private ? avatar(null, true) : h("span.avatar.group", { "aria-hidden": "true" }, "群"),
    h("span.grow", {},
      h("span.title", {}, chat.private ? `${chat.title}（机器人私聊）` : chat.title),
      h("span.preview", {}, last ? preview(last, chat) : "尚未开始")),
    h("span.side", {},
      h("time", {}, last ? clockOf(last.at) : ""),
      count && !open ? h("span.badge", {}, String(count)) : null)));
  }));
}

export function preview(message, chat) {
  const who = chat.private || message.service ? "" : `${message.name}：`;
  const what = message.service || message.text ||
    (message.photo ? "［照片］" : message.document ? `［文件］${message.document.name}` : "");
  return who + what.replace(/\s+/g, " ").slice(0, 60);
}

function drawMembers() {
  const wanted = $("find").value.trim();
  const calls = [...store.people.keys()].map(callsFor);
  if (unchanged("members", wanted, store.me, store.departments, calls)) return;
  const focused = document.activeElement?.dataset?.user;
  const groups = store.departments.map((department) => {
    const found = department.people.filter((person) =>
      `${department.name}${department.short}${person.name}${person.roles.join("")}`.includes(wanted));
    if (!found.length) return null;
    return h("section", {},
      h("h3", {}, department.name, department.part ? h("span.part", {}, department.part) : null),
      found.map(memberRow));
  }).filter(Boolean);
  $("members").replaceChildren(...(groups.length ? groups : [h("p.small.none", {}, "没有这样的成员")]));
  if (focused) $("members").querySelector(`[data-user="${focused}"]`)?.focus();
}

function memberRow(person) {
  const calls = callsFor(person.id);
  return h("button.row.person", {
    dataset: { user: person.id },
    "aria-pressed": String(person.id === store.me),
    onclick: () => {
      $("find").value = "";
      play(person.id);
    },
  },
  avatar(store.people.get(person.id)),
  h("span.grow", {},
    h("span.title", {}, person.name),
    h("span.preview", {}, person.roles.join("、") || "机器人不认识这个人")),
  calls.asked ? h("span.badge.asked", {}, "待答") : null,
  calls.unread ? h("span.badge", { title: "私聊未读" }, String(calls.unread)) : null);
}

/** Arrow keys walk through the members. */
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const rows = [...$("members").querySelectorAll("button.person")];
  const next = rows[rows.indexOf(document.activeElement) + step];
  if (next) {
    event.preventDefault();
    next.focus();
  }
}
