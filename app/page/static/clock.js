// The right side: the pretended clock, what to do next, and starting over.

import { draft } from "./composer.js";
import { $, ask, h } from "./dom.js";
import { post } from "./people.js";
import { deed } from "./server.js";
import { listen, store } from "./store.js";
import { clockOf, dayOf, hintWords, momentOf } from "./words.js";

let play;
let show;

export function prepare(playing, showing) {
  play = playing;
  show = showing;
  for (const button of document.querySelectorAll("[data-turn]")) {
    button.addEventListener("click", () => turn(JSON.parse(button.dataset.turn)));
  }
  $("turn-to").addEventListener("submit", (event) => {
    event.preventDefault();
    turn({ to: $("turn-to").querySelector("input").value });
  });
  $("restart").addEventListener("click", restart);
  listen((what) => {
    if (what === "all" || what === "clock") drawClock();
    if (what === "all" || what === "guide") drawGuide();
  });
}

function drawClock() {
  const { now, working, next, turning } = store.clock;
  $("time").textContent = clockOf(now);
  $("date").textContent = `${dayOf(now, true)} · ${working ? "工作日" : "休息日"}`;
  $("desk-chip").textContent = `${momentOf(now)}`;
  $("next").textContent = turning
    ? "时钟正在走，到点的提醒逐一发出……"
    : next ? `下一个时限：${momentOf(next)}` : "眼下没有等着的时限";
  $("clock").classList.toggle("turning", turning);
  const input = $("turn-to").querySelector("input");
  if (document.activeElement !== input) input.value = now.slice(0, 16);
  for (const button of $("clock").querySelectorAll("button")) {
    button.disabled = turning || (button.dataset.turn?.includes("next") && !next);
  }
}

async function turn(words) {
  store.clock = { ...store.clock, turning: true };
  drawClock();
  await deed("clock", words);
  store.clock = { ...store.clock, turning: false };
  drawClock();
}

function drawGuide() {
  const { hints, trouble } = store.guide;
  $("trouble").hidden = !trouble;
  $("trouble").textContent = trouble;
  $("hints").replaceChildren(...hints.map((hint) => {
    const person = store.people.get(hint.user);
    if (!person) return h("li", {}, h("p.hint", {}, hintWords(hint)));
    return h("li", {}, h("button.hint", {
      onclick: () => {
        play(person.id, hint.chat ?? person.id);
        show("chat");
        if (hint.command && hint.step !== "check_in") draft(hint.command);
      },
    }, h("strong", {}, `演${person.name}`), h("span.small", {}, post(person)),
    h("span", {}, hintWords(hint))));
  }));
  if (!hints.length) $("hints").replaceChildren(h("li.small", {}, "眼下没有建议，自由演练即可。"));
}

async function restart() {
  const choice = (label, options, selected) => {
    const select = h("select", {}, options.map(([value, words]) =>
      h("option", { value, selected: value === selected }, words)));
    return [select, h("label.field", {}, label, select)];
  };
  const [locality, localityField] = choice(
    "用哪个地方的规则", store.localities.map((each) => [each.id, each.name]), store.locality.id);
  const [plan, planField] = choice(
    "哪一项计划", store.plans.map((each) => [each.number, `${each.number} ${each.name}`]), store.plan.number);
  const answer = await ask("重新开始", h("div", {},
    h("p.small", {}, "布置一个全新的演示县，现在的群聊和账本不再显示。"), localityField, planField),
  [["", "取消"], ["go", "重新布置"]]);
  if (!answer) return;
  if (!(await deed("restart", { locality: locality.value, plan: plan.value }))) $("curtain").hidden = true;
}
