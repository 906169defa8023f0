import type { Clock } from '../../clock.ts';
import { emitter } from '../../emitter.ts';
import type { Link, LinkFactory, LinkTrouble } from '../../link/link.ts';
import { err } from '../../result.ts';

export interface ReopeningOptions {
  readonly clock: Clock;
  /** Whether the other side may hang up now without anybody being told: it was connected and at rest. */
  readonly atRest: () => boolean;
  /** It hung up, and is being called again. */
  readonly onHungUp: () => void;
  /** There is a connection again; what was agreed on the old one is forgotten. `false`: nothing came of it. */
  readonly onReopened: (link: Link) => Promise<boolean>;
}

/** A device that hangs up sooner than this after it answered is not saving power, it is broken. */
const AT_REST_MS = 1_000;
const NOT_OPEN: LinkTrouble = { code: 'LNK-103', kind: 'went-down', detail: 'the other side hung up' };

/**
 * A link that survives being hung up on at rest: some terminals close the socket when nothing was said for a while
 * (seen on a VX820). It calls once again, and only when nobody answers does it go down.
 */
export function reopeningLink(factory: LinkFactory, options: ReopeningOptions): LinkFactory {
  return () => createReopening(factory, options);
}

function createReopening(factory: LinkFactory, options: ReopeningOptions): Link {
  const { clock } = options;
  const incoming = emitter<Uint8Array>();
  const wentDown = emitter<LinkTrouble>();
  let inner = factory();
  let openedAt = 0;
  let state: 'new' | 'open' | 'calling' | 'ended' = 'new';

  async function open(): ReturnType<Link['open']> {
    listen(inner);
    const opened = await inner.open();
    if (opened.ok) {
      openedAt = clock.now();
      state = 'open';
    }
    return opened;
  }

  function listen(to: Link): void {
    to.onBytes((bytes) => {
      if (to === inner) incoming.emit(bytes);
    });
    to.onDown((why) => {
      if (to !== inner || state === 'ended') return;
      if (state === 'open' && options.atRest() && clock.now() - openedAt >= AT_REST_MS) void callAgain(why);
      else down(why);
    });
  }

  async function callAgain(why: LinkTrouble): Promise<void> {
    state = 'calling';
    options.onHungUp();
    inner = factory();
    const again = inner;
    listen(again);
    const opened = await again.open();
    if (state !== 'calling') return void (await again.close());
    if (!opened.ok) return down(why);
    openedAt = clock.now();
    state = 'open';
    if (!(await options.onReopened(link))) down(why);
  }

  function down(why: LinkTrouble): void {
    if (state === 'ended') return;
    state = 'ended';
    wentDown.emit(why);
    incoming.clear();
    wentDown.clear();
  }

  const link: Link = {
    open,
    write: (bytes) => (state === 'open' ? inner.write(bytes) : Promise.resolve(err(NOT_OPEN))),
    async close() {
      state = 'ended';
      incoming.clear();
      wentDown.clear();
      await inner.close();
    },
    onBytes: incoming.on,
    onDown: wentDown.on,
  };
  return link;
}
