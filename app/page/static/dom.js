// Small tools for building the page: elements, safe HTML, pop-ups.

/** Make an element: h("button.primary", {onclick}, "发送"). Strings become text, never HTML. */
export function h(shape, attributes = {}, ...children) {
  const [tag, ...classes] = shape.split(".");
  const element = document.createElement(tag || "div");
  if (classes.length) element.className = classes.join(" ");
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "dataset") Object.assign(element.dataset, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

export const $ = (id) => document.getElementById(id);

const TAGS = new Set(["B", "I", "U", "S", "CODE", "PRE", "BLOCKQUOTE", "A", "TG-SPOILER"]);

/** The server's HTML once more through a sieve: known tags only, and of attributes only web links. */
export function safeFragment(html) {
  const source = new DOMParser().parseFromString(html, "text/html").body;
  const fragment = document.createDocumentFragment();
  for (const child of source.childNodes) sift(child, fragment);
  return fragment;
}

function sift(node, parent) {
  if (node.nodeType === Node.TEXT_NODE) {
    parent.append(node.textContent);
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  let target = parent;
  if (TAGS.has(node.tagName)) {
    target = document.createElement(node.tagName);
    if (node.tagName === "A") {
      const link = node.getAttribute("href") || "";
      if (/^https?:\/\//i.test(link)) {
        target.href = link;
        target.target = "_blank";
        target.rel = "noopener noreferrer";
      }
    }
    parent.append(target);
  }
  for (const child of node.childNodes) sift(child, target);
}

/** A note that goes away by itself. */
export function toast(words, kind = "") {
  const note = h("p.toast", {}, words);
  if (kind) note.classList.add(kind);
  $("toasts").append(note);
  setTimeout(() => note.remove(), Math.max(3500, words.length * 120));
}

/** A dialog; resolves with the value of the pressed button, "" when it was put away. */
export function ask(title, content, buttons) {
  return new Promise((resolve) => {
    const form = h(
      "form", { method: "dialog" },
      title ? h("h3", {}, title) : null,
      content,
      h("div.choices", {}, buttons.map(([value, label]) =>
        h(value ? "button.primary" : "button", { value }, label))),
    );
    const dialog = h("dialog", {
      onclose() {
        dialog.remove();
        resolve(dialog.returnValue);
      },
      onclick(event) {
        if (event.target === dialog) dialog.close("");
      },
    }, form);
    document.body.append(dialog);
    dialog.showModal();
    form.querySelector(".primary")?.focus();
  });
}

export const tell = (words) => ask("", h("p.said", {}, words), [["ok", "知道了"]]);
