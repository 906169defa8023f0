import { get } from 'node:http';
import { PAGE_NEWS_ROUTE, type PageNews } from '../../device/web/page-life.ts';
import { jsonIn } from '../../device/words/json.ts';
import { type Clock, createTimer } from '../../drivers/clock.ts';

/** Until the kiosk is asked again after it was away, in milliseconds. */
const AGAIN_MS = 1_000;
/** A kiosk that says nothing for so long does not live: it tells something every second. Nor one that does not answer. */
export const SILENT_MS = 5_000;
/** A line of the kiosk has twenty letters. */
const LONGEST_LINE = 1_000;

export interface PageNewsOptions {
  /** Of the kiosk, such as `http://127.0.0.1:8080`; `null` while nobody knows it. */
  readonly url: () => string | null;
  readonly clock: Clock;
  /** What the kiosk says of its page; `null`: the kiosk is away. At least every few seconds one or the other. */
  readonly onNews: (news: PageNews | null) => void;
}

/** `null`: no line of a kiosk. While it is away any program of this machine may have its port. */
function newsIn(line: string): PageNews | null {
  const its = jsonIn(line);
  if (typeof its !== 'object' || its === null || !('heardMs' in its)) return null;
  const { heardMs } = its;
  return heardMs === null || (typeof heardMs === 'number' && heardMs >= 0) ? { heardMs } : null;
}

/** Listens to what the kiosk says of its page, for as long as it is wanted. Returns how to stop. */
export function followPageNews({ url, clock, onNews }: PageNewsOptions): () => void {
  let stopped = false;
  let hangUp = () => {};
  const again = createTimer(clock, connect);
  const tell = (news: PageNews | null) => {
    if (!stopped) onNews(news);
  };

  function away(): void {
    if (stopped) return;
    onNews(null);
    again.start(AGAIN_MS);
  }

  function connect(): void {
    const at = url();
    if (at === null) away();
    else hangUp = listen(at, clock, tell, away);
  }

  connect();
  return () => {
    stopped = true;
    again.stop();
    hangUp();
  };
}

/** One connection. Returns how to end it; `onEnd` is called once, however it ends. */
function listen(at: string, clock: Clock, onNews: PageNewsOptions['onNews'], onEnd: () => void): () => void {
  let over = false;
  let answered = false;
  // A connection that was not answered waits for a kiosk that is away: further ones would wait behind it.
  const silence = createTimer(clock, () => (answered ? end() : waits()));
  const request = get(`${at}${PAGE_NEWS_ROUTE}`, { agent: false }, (response) => {
    answered = true;
    if (response.statusCode !== 200) return end();
    let rest = '';
    response.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = `${rest}${chunk}`.split('\n');
      rest = lines.pop() ?? '';
      const news = lines.map(newsIn);
      if (rest.length > LONGEST_LINE || news.includes(null)) return end();
      if (news.length > 0) silence.start(SILENT_MS);
      for (const its of news) onNews(its);
    });
    response.on('close', end);
    response.on('error', end);
  });
  request.on('error', end);
  silence.start(SILENT_MS);
  return end;

  function waits(): void {
    onNews(null);
    silence.start(SILENT_MS);
  }

  function end(): void {
    if (over) return;
    over = true;
    silence.stop();
    request.destroy();
    onEnd();
  }
}
