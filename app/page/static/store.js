// What the page knows, and whom it tells when that changes.

export const store = {
  ready: false,
  me: null,          // id of the member being played
  open: null,        // id of the open chat
  bot: null,
  people: new Map(), // id -> {id, name, roles, bound, department}
  departments: [],
  chats: new Map(),  // id -> {id, private, title, members, messages: Map}
  seen: new Map(),   // "user/chat" -> message id
  answers: new Map(),// callback query id -> {text, alert}
  clock: null,
  guide: { hints: [], asked: [], trouble: "" },
};

const listeners = new Set();
export const listen = (listener) => listeners.add(listener);
export function changed(what, about) {
  for (const listener of listeners) listener(what, about);
}

export const me = () => store.people.get(store.me);
export const openChat = () => store.chats.get(store.open);
export const ordered = (chat) => [...chat.messages.values()];
export const lastOf = (chat) => ordered(chat).at(-1);

/** The chats a member sits in, the private chat last (made up when it was never started). */
export function chatsOf(user) {
  const groups = [...store.chats.values()].filter(
    (chat) => !chat.private && !chat.gone && chat.members.includes(user));
  const own = store.chats.get(user) ||
    { id: user, private: true, title: store.bot.name, members: [user], messages: new Map(), unborn: true };
  return [...groups, own];
}

export function unread(user, chat) {
  const seen = store.seen.get(`${user}/${chat.id}`) || 0;
  return ordered(chat).filter(
    (message) => message.id > seen && message.sender !== user && !message.service).length;
}

/** The question the bot has put to this member here and that is not answered yet. */
export function askedOf(user, chat) {
  const mine = ordered(chat).filter(
    (message) => message.sender === user || message.asks?.includes(user));
  const last = mine.at(-1);
  return last?.asks ? last : null;
}

/** Where a member would have to look first: asked in private, or unread there. */
export function callsFor(user) {
  const own = store.chats.get(user);
  return own ? { unread: unread(user, own), asked: store.guide.asked.includes(user) } : { unread: 0, asked: false };
}

/** Everything anew, as told by the server. */
export function takeAll(all) {
  takePeople(all.people);
  store.bot = all.bot;
  store.chats = new Map(all.chats.map((chat) => [chat.id, withMessages(chat)]));
  store.seen = new Map(all.seen.map(([user, chat, number]) => [`${user}/${chat}`, number]));
  store.answers.clear();
  store.clock = all.clock;
  store.guide = all.guide;
  store.ready = true;
}

/** Who there is: changes when somebody new is bound. */
export function takePeople(told) {
  for (const part of ["locality", "plan", "plans", "localities", "departments", "group"]) {
    store[part] = told[part];
  }
  store.people = new Map(told.departments.flatMap((department) =>
    department.people.map((person) => [person.id, { ...person, department }])));
}

function withMessages(chat) {
  return { ...chat, messages: new Map(chat.messages.map((message) => [message.id, message])) };
}

export function takeMessage(message) {
  const chat = store.chats.get(message.chat);
  if (!chat) return;
  if (message.deleted) chat.messages.delete(message.id);
  else chat.messages.set(message.id, message);
}

export function takeChat(shape) {
  const known = store.chats.get(shape.id);
  store.chats.set(shape.id, { ...shape, messages: known ? known.messages : new Map() });
}
