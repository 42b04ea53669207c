// The page: wires the parts together and keeps the address (#member/chat) in step.

import * as clock from "./clock.js";
import * as composer from "./composer.js";
import { $, toast } from "./dom.js";
import * as people from "./people.js";
import { listenToNews } from "./server.js";
import { changed, chatsOf, openChat, store, takeAll, takeChat, takeMessage, takePeople } from "./store.js";
import * as stream from "./stream.js";

/** Play somebody, in the chat named or the one most like the present. */
export function play(user, chat = null) {
  if (!store.people.has(user)) return;
  const possible = chatsOf(user);
  const wanted = chat ?? (openChat()?.private ? user : store.open);
  store.me = user;
  store.open = (possible.find((each) => each.id === wanted) || possible[0]).id;
  history.replaceState(null, "", `#${store.me}/${store.open}`);
  changed("place");
}

export function show(pane) {
  document.body.dataset.pane = pane;
  $("desk-chip").setAttribute("aria-expanded", String(pane === "desk"));
}

function hear(news) {
  if (news.kind === "all") {
    takeAll(news);
    $("curtain").hidden = true;
    const [user, chat] = location.hash.slice(1).split("/").map(Number);
    const first = store.departments[0].people.find((person) => person.roles.includes("部门联络员"));
    play(store.people.has(user) ? user : first.id, store.chats.has(chat) ? chat : store.group);
    changed("all");
  } else if (news.kind === "restarting") {
    $("curtain").hidden = false;
  } else if (!store.ready) {
    return;
  } else if (news.kind === "message") {
    takeMessage(news.message);
    changed("message", news.message);
  } else if (news.kind === "chat") {
    takeChat(news.chat);
    changed("chat", news.chat);
  } else if (news.kind === "answer") {
    store.answers.set(news.query, news);
    changed("answer", news);
  } else if (news.kind === "people") {
    takePeople(news);
    changed("people");
  } else if (news.kind === "clock" || news.kind === "guide") {
    store[news.kind] = news;
    changed(news.kind);
  }
}

function standing(connected) {
  $("banner").hidden = connected;
  $("banner").textContent = connected ? "" : "与程序的连接断了，正在重连……（程序停了就请重新运行）";
}

people.prepare(play, show);
stream.prepare(play);
composer.prepare(play);
clock.prepare(play, show);
$("back").addEventListener("click", () => show("people"));
$("desk-chip").addEventListener("click", () =>
  show(document.body.dataset.pane === "desk" ? "chat" : "desk"));
$("desk-close").addEventListener("click", () => show("chat"));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.body.dataset.pane === "desk") show("chat");
  if ((event.ctrlKey || event.metaKey) && event.key === "k") {
    event.preventDefault();
    show("people");
    $("find").focus();
  }
});
addEventListener("unhandledrejection", () => toast("网页出错，请刷新。", "bad"));
listenToNews(hear, standing);
