// Words of the page: dates and the suggestions of the guide.

const WEEKDAYS = ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"];

/** The pretended county keeps Beijing time whatever this computer thinks: read the ISO text. */
export const clockOf = (iso) => iso.slice(11, 16);

export function dayOf(iso, withYear = false) {
  const [year, month, day] = iso.slice(0, 10).split("-").map(Number);
  const weekday = WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()];
  return `${withYear ? `${year}年` : ""}${month}月${day}日 ${weekday}`;
}

export function momentOf(iso) {
  const [, month, day] = iso.slice(0, 10).split("-").map(Number);
  return `${month}月${day}日 ${clockOf(iso)}`;
}

export function sizeOf(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

const HINTS = {
  answer: () => "机器人在等这个人回答，写好发出即可",
  open_task: (about) => `在工作群发 /renwu，选“${about}”开任务`,
  bind_group: () => "在工作群发 /bangding，把本群绑定到任务",
  whistle: (about) => `在工作群发 /chuishao（${about}）`,
  check_in: (about) => `在工作群点“${about}”，或发 /baodao`,
  draw: () => "在工作群发 /chouqu，开始随机抽取",
  witness: () => "在工作群点“我来见证”",
  commit: (about) => `见证人 ${about}：在私聊里写下密数，或点“替我生成”`,
  reveal: (about) => `见证人 ${about}：在私聊里公开密数`,
  match: () => "在工作群发 /pipei，随机匹配检查人员",
  visit: (about) => `组长在私聊发 /luru：告知并进场检查“${about}”`,
  enter: (about) => `在私聊发 /luru，接着录入“${about}”`,
  publish: () => "在私聊发 /gongshi，办平台录入和公示",
  follow_up: () => "在私聊发 /zhenggai，办整改复查",
  summarise: () => "在工作群发 /zongjie，生成工作总结",
  archive: () => "在工作群发 /guidang，生成案卷并归档",
  done: () => "案卷已归档。点“重新开始”可换一个属地再演一遍。",
};

export const hintWords = (hint) => (HINTS[hint.step] || (() => hint.step))(hint.about);
