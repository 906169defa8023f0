import { get } from 'node:http';
import { PAGE_HEALTH_ROUTE, type PageHealthReport } from '../../device/web/page-life.ts';
import { parseJson } from '../../device/words/json.ts';
import { type Clock, createTimer } from '../../drivers/clock.ts';

const AGAIN_MS = 1_000;
/** Longest silence in ms; a living kiosk answers sooner, and sends a line every second. */
export const LONGEST_KIOSK_SILENCE_MS = 5_000;
/** Letters; the kiosk's lines have twenty. */
const LONGEST_LINE = 1_000;

export interface PageNewsOptions {
  /** Address of the kiosk, such as `http://127.0.0.1:8080`; `null`: unknown. */
  readonly url: () => string | null;
  readonly clock: Clock;
  /** Called at least every few seconds; `null`: the kiosk is away. */
  readonly onNews: (news: PageHealthReport | null) => void;
}

/** `null`: not the kiosk's line. While the kiosk is away, any program may have its port. */
function newsIn(line: string): PageHealthReport | null {
  const its = parseJson(line);
  if (typeof its !== 'object' || its === null || !('heardMs' in its)) return null;
  const { heardMs } = its;
  return heardMs === null || (typeof heardMs === 'number' && heardMs >= 0) ? { heardMs } : null;
}

/** Follows the kiosk's news of its page. Returns the function that stops it. */
export function followPageNews({ url, clock, onNews }: PageNewsOptions): () => void {
  let stopped = false;
  let hangUp = () => {};
  const again = createTimer(clock, connect);
  const tell = (news: PageHealthReport | null) => {
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

/** `onEnd` is called once in any case. */
function listen(at: string, clock: Clock, onNews: PageNewsOptions['onNews'], onEnd: () => void): () => void {
  let over = false;
  let answered = false;
  // Further connections would queue behind this one until the kiosk is back.
  const silence = createTimer(clock, () => (answered ? end() : waits()));
  const request = get(`${at}${PAGE_HEALTH_ROUTE}`, { agent: false }, (response) => {
    answered = true;
    if (response.statusCode !== 200) return end();
    let rest = '';
    response.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = `${rest}${chunk}`.split('\n');
      rest = lines.pop() ?? '';
      const news = lines.map(newsIn);
      if (rest.length > LONGEST_LINE || news.includes(null)) return end();
      if (news.length > 0) silence.start(LONGEST_KIOSK_SILENCE_MS);
      for (const its of news) onNews(its);
    });
    response.on('close', end);
    response.on('error', end);
  });
  request.on('error', end);
  silence.start(LONGEST_KIOSK_SILENCE_MS);
  return end;

  function waits(): void {
    onNews(null);
    silence.start(LONGEST_KIOSK_SILENCE_MS);
  }

  function end(): void {
    if (over) return;
    over = true;
    silence.stop();
    request.destroy();
    onEnd();
  }
}
