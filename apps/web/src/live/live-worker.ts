import { browserSurroundings, LiveStream, missed } from './live-stream';

/** What pages say to the worker. */
export type LiveWish = 'looks' | 'away' | 'renew';

/** A page that says nothing for so long was closed without a word. */
const silentMs = 60_000;

const pages = new Map<MessagePort, number>();
const stream = new LiveStream(browserSurroundings, (message) => {
  for (const page of pages.keys()) page.postMessage(message);
});

const leave = (page: MessagePort) => {
  pages.delete(page);
  stream.want(page, false);
};

addEventListener('connect', (event) => {
  const [page] = (event as MessageEvent).ports;
  if (!page) return;
  page.onmessage = ({ data }: MessageEvent<LiveWish>) => {
    // A page that comes to an open stream read its lists before it could hear.
    if (!pages.has(page) && stream.isOpen) page.postMessage(missed);
    pages.set(page, Date.now());
    if (data === 'renew') stream.renew();
    else stream.want(page, data === 'looks');
  };
});

setInterval(() => {
  for (const [page, heard] of pages) if (Date.now() - heard > silentMs) leave(page);
}, silentMs / 2);
