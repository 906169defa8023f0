import { get } from 'node:http';
import { createInterface } from 'node:readline';
import { PAGE_NEWS_ROUTE, type PageNews } from '../../device/web/page-life.ts';
import { type Clock, createTimer } from '../../drivers/clock.ts';

/** Until the kiosk is asked again after it was away, in milliseconds. */
const AGAIN_MS = 1_000;
/** A kiosk that says nothing for so long does not live: it tells something every second. */
const SILENT_MS = 5_000;

export interface PageNewsOptions {
  /** Of the kiosk, such as `http://127.0.0.1:8080`; `null` while nobody knows it. */
  readonly url: () => string | null;
  readonly clock: Clock;
  /** What the kiosk says of its page; `null`: the kiosk is away. At least every few seconds one or the other. */
  readonly onNews: (news: PageNews | null) => void;
}

/** Listens to what the kiosk says of its page, for as long as it is wanted. Returns how to stop. */
export function followPageNews({ url, clock, onNews }: PageNewsOptions): () => void {
  let stopped = false;
  let hangUp = () => {};
  const again = createTimer(clock, connect);

  function away(): void {
    if (stopped) return;
    onNews(null);
    again.start(AGAIN_MS);
  }

  function connect(): void {
    const at = url();
    if (at === null) away();
    else listen(at);
  }

  function listen(at: string): void {
    let over = false;
    const silence = createTimer(clock, () => end());
    const request = get(`${at}${PAGE_NEWS_ROUTE}`, { agent: false }, (response) => {
      if (response.statusCode !== 200) return end();
      const lines = createInterface({ input: response });
      lines.on('line', (line) => {
        silence.start(SILENT_MS);
        if (!stopped) onNews(JSON.parse(line) as PageNews);
      });
      lines.on('close', end);
      lines.on('error', end);
    });
    request.on('error', end);
    silence.start(SILENT_MS);
    hangUp = end;

    function end(): void {
      if (over) return;
      over = true;
      silence.stop();
      request.destroy();
      away();
    }
  }

  connect();
  return () => {
    stopped = true;
    again.stop();
    hangUp();
  };
}
