import { type MessageText } from './message';

export interface Letter {
  subject: string;
  text: string;
  html: string;
}

export interface LetterItem extends MessageText {
  /** Where it can be opened; null for what is about no report. */
  link: string | null;
}

const style = {
  page: 'margin:0;padding:24px;background:#f5f6f8;font-family:"PingFang SC","Microsoft YaHei",sans-serif;color:#1f2329',
  card: 'max-width:600px;margin:0 auto 12px;padding:20px 24px;background:#ffffff;border-top:3px solid #a8201a',
  title: 'margin:0 0 12px;font-size:17px;line-height:1.5',
  line: 'margin:0 0 6px;font-size:15px;line-height:1.7;white-space:pre-wrap',
  link: 'color:#a8201a',
  foot: 'max-width:600px;margin:16px auto 0;font-size:13px;color:#5c6370',
};

const foot = '此邮件由报审系统自动发出，请勿直接回复。可在“通知设置”中调整接收方式。';

/** A letter of one message, or a digest of several, readable with and without HTML. */
export function letterOf(items: readonly LetterItem[]): Letter {
  const single = items.length === 1 ? items[0] : undefined;
  const subject = single ? `【报审】${single.title}` : `【报审】您有${items.length}条通知`;
  const text = items
    .map((item) => [item.title, ...item.body, ...(item.link ? [item.link] : [])].join('\n'))
    .concat(foot)
    .join('\n\n');
  const html = [
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">',
    `<title>${escapeHtml(subject)}</title></head><body style='${style.page}'>`,
    ...items.map(card),
    `<p style='${style.foot}'>${escapeHtml(foot)}</p></body></html>`,
  ].join('');
  return { subject: subject.replace(/[\r\n]+/g, ' '), text, html };
}

function card(item: LetterItem): string {
  const lines = item.body.map((line) => `<p style='${style.line}'>${escapeHtml(line)}</p>`).join('');
  const link = item.link
    ? `<p style='${style.line}'><a style='${style.link}' href="${escapeHtml(item.link)}">在报审中打开</a></p>`
    : '';
  return `<div style='${style.card}'><h1 style='${style.title}'>${escapeHtml(item.title)}</h1>${lines}${link}</div>`;
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
