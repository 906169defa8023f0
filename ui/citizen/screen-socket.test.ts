import { beforeEach, describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import type { CitizenScreen } from '../../device/screen/screen.ts';
import { CLOSE_CODE_NO_KEY, CLOSE_CODE_TAKEN_OVER, FROM_START_PAGE_HASH } from '../../device/web/glass.ts';
import {
  DISMISSAL_BY_CLOSE_CODE,
  FIRST_RETRY_MS,
  FROM_START_PAGE,
  LAST_RETRY_MS,
  LONGEST_SCREEN_SILENCE_MS,
  ScreenSocket,
  type SocketLike,
} from './screen-socket.ts';

class PretendSocket {
  onmessage: SocketLike['onmessage'] = null;
  onclose: SocketLike['onclose'] = null;
  readyState = 0;
  readonly sent: string[] = [];

  send(text: string): void {
    this.sent.push(text);
  }

  show(step: string): void {
    this.readyState = 1;
    this.hears({ screen: { show: 'starting', step } });
  }

  hears(message: object): void {
    this.onmessage?.call(this as unknown as WebSocket, { data: JSON.stringify(message) } as MessageEvent);
  }

  close(): void {
    this.drop(1_005);
  }

  drop(code = 1006): void {
    this.readyState = 3;
    this.onclose?.call(this as unknown as WebSocket, { code } as CloseEvent);
  }
}

let clock: SimulatedClock;
let sockets: PretendSocket[];
let seen: string[];
let socket: ScreenSocket;

const latest = () => sockets.at(-1)!;

function alive(ms: number): void {
  for (let beat = 1; beat * 500 <= ms; beat += 1) {
    clock.increment(500);
    latest().hears({ beat });
  }
}

function begin(leave: (() => void) | null): void {
  clock = new SimulatedClock();
  sockets = [];
  seen = [];
  socket = new ScreenSocket(
    {
      open: () => {
        const opened = new PretendSocket();
        sockets.push(opened);
        return opened as unknown as SocketLike;
      },
      setTimeout: (act, ms) => clock.setTimeout(act, ms),
      clearTimeout: (id) => clock.clearTimeout(id as number),
      leave,
    },
    {
      onScreen: (screen: CitizenScreen) => seen.push(screen.step),
      onClosed: () => seen.push('closed'),
      onDismissed: (why) => seen.push(why),
      onKey: ({ key, step }) => seen.push(`${key} on ${step}`),
    },
  );
  socket.start();
}

beforeEach(() => begin(null));

it('when the kiosk marks a page from the start page, then the page knows the mark', () => {
  expect(FROM_START_PAGE).toBe(FROM_START_PAGE_HASH);
});

it('when a key of the keypad comes, then the page hears it, unless the page is covered', () => {
  latest().show('a');
  latest().hears({ key: 'down', step: 'a' });
  clock.increment(LONGEST_SCREEN_SILENCE_MS);
  latest().hears({ key: 'select', step: 'a' });
  expect(seen).toEqual(['a', 'down on a', 'closed']);
});

describe('socket of a page from the start page', () => {
  beforeEach(() => begin(() => seen.push('left')));

  const quiet = () => {
    clock.increment(60_000);
    return [...seen, sockets.length];
  };

  it('when the socket ends, then the page is covered and goes back to the start page at once, without a new connection', () => {
    latest().show('a');
    latest().drop();
    expect(seen).toEqual(['a', 'closed', 'left']);
    expect(quiet()).toEqual(['a', 'closed', 'left', 1]);
  });

  it('when the page abandons its connection, then it is covered and goes back to the start page, once', () => {
    latest().show('a');
    socket.abandon();
    expect(latest().readyState).toBe(3);
    socket.abandon();
    latest().show('b');
    expect(quiet()).toEqual(['a', 'closed', 'left', 1]);
  });

  it('when the device is silent on an open socket, then the page is covered, and renews the socket at the next message', () => {
    latest().show('a');
    alive(1_000);
    expect(quiet()).toEqual(['a', 'closed', 1]);
    latest().hears({ beat: 9 });
    latest().show('b');
    expect([sockets.length, sockets[0]?.readyState]).toEqual([2, 3]);
    expect(seen).toEqual(['a', 'closed', 'b']);
  });

  it('when the device dies silently, or just when its messages come again, then the page goes back to the start page', () => {
    latest().show('a');
    quiet();
    latest().drop();
    expect([...seen, sockets.length]).toEqual(['a', 'closed', 'left', 1]);
    begin(() => seen.push('left'));
    latest().show('a');
    quiet();
    latest().close = () => undefined;
    latest().hears({ beat: 9 });
    latest().drop();
    expect([...seen, sockets.length]).toEqual(['a', 'closed', 'left', 1]);
  });

  it('when no first screen comes, then the page is covered, and stays while its connection waits', () => {
    expect(quiet()).toEqual(['closed', 1]);
  });

  it('when the cookie is of another process, then the page reports no-key and goes back to the start page a moment later', () => {
    latest().drop(CLOSE_CODE_NO_KEY);
    expect(seen).toEqual(['no-key']);
    expect(quiet()).toEqual(['no-key', 'left', 1]);
  });

  it('when another page took over, then the page stays, or two pages would take over from each other for ever', () => {
    latest().show('a');
    latest().drop(CLOSE_CODE_TAKEN_OVER);
    expect(quiet()).toEqual(['a', 'taken-over', 1]);
  });
});

describe('socket to the device', () => {
  it('when screens come, then they are shown', () => {
    latest().show('a');
    latest().show('b');
    expect(seen).toEqual(['a', 'b']);
  });

  it.each([
    [CLOSE_CODE_NO_KEY, 'no-key'],
    [CLOSE_CODE_TAKEN_OVER, 'taken-over'],
  ])('when the socket is closed with %i, then the reason is shown and the page does not reconnect', (code, why) => {
    latest().show('a');
    latest().drop(code);
    clock.increment(60_000);
    expect([seen, sockets.length]).toEqual([['a', why], 1]);
    expect(Object.keys(DISMISSAL_BY_CLOSE_CODE)).toContain(String(code));
  });

  it('when no first screen comes in time, then the page is covered', () => {
    clock.increment(LONGEST_SCREEN_SILENCE_MS - 1);
    expect(seen).toEqual([]);
    clock.increment(1);
    expect(seen).toEqual(['closed']);
  });

  it('when the socket was lost for 2 s, then the page is covered, once', () => {
    latest().show('a');
    alive(10_000);
    latest().drop();
    clock.increment(LONGEST_SCREEN_SILENCE_MS - 1);
    expect(seen).toEqual(['a']);
    clock.increment(1);
    for (let i = 0; i < 20; i++) {
      if (latest().readyState !== 3) latest().drop();
      clock.increment(LAST_RETRY_MS);
    }
    expect(seen).toEqual(['a', 'closed']);
  });

  it('when the page abandons its connection, then it is covered, and connects again after a pause', () => {
    latest().show('a');
    socket.abandon();
    expect([seen, sockets.length]).toEqual([['a', 'closed'], 1]);
    clock.increment(FIRST_RETRY_MS);
    latest().show('b');
    expect([seen, sockets.length]).toEqual([['a', 'closed', 'b'], 2]);
  });

  it('when a restart takes less than 2 s, then the page is not covered', () => {
    latest().show('a');
    latest().drop();
    clock.increment(FIRST_RETRY_MS);
    latest().show('b');
    alive(10_000);
    expect(seen).toEqual(['a', 'b']);
  });

  it('when the device is silent on an open socket, then the page is covered and opens another socket', () => {
    latest().show('a');
    alive(1_000);
    clock.increment(LONGEST_SCREEN_SILENCE_MS);
    expect(seen).toEqual(['a', 'closed']);
    expect(latest().readyState).toBe(3);
    clock.increment(FIRST_RETRY_MS);
    expect(sockets).toHaveLength(2);
    latest().show('a');
    expect(seen).toEqual(['a', 'closed', 'a']);
  });

  it('when the device stays away, then retries slow down to a limit, and start fast after the next loss', () => {
    const waits: number[] = [];
    latest().show('a');
    for (let i = 0; i < 7; i++) {
      const before = sockets.length;
      latest().drop();
      let waited = 0;
      while (sockets.length === before) {
        clock.increment(FIRST_RETRY_MS);
        waited += FIRST_RETRY_MS;
      }
      waits.push(waited);
    }
    expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000, 4_000, 4_000]);
    latest().show('b');
    latest().drop();
    clock.increment(FIRST_RETRY_MS);
    expect(sockets).toHaveLength(9);
    expect(seen).toEqual(['a', 'closed', 'b']);
  });

  it('when an intent is sent, then it has its step and the newest heartbeat of its socket', () => {
    latest().show('a');
    latest().hears({ beat: 7 });
    expect(socket.send('a', { do: 'next' })).toBe(true);
    expect(latest().sent).toEqual(['{"heard":7}', '{"step":"a","beat":7,"intent":{"do":"next"}}']);
    latest().drop();
    clock.increment(FIRST_RETRY_MS);
    latest().show('a');
    socket.send('a', { do: 'next' });
    expect(latest().sent).toEqual(['{"step":"a","beat":0,"intent":{"do":"next"}}']);
  });

  it('when a heartbeat comes, then it is answered; screens are not', () => {
    latest().show('a');
    alive(1_500);
    latest().show('b');
    expect(latest().sent).toEqual(['{"heard":1}', '{"heard":2}', '{"heard":3}']);
  });

  it('when no socket is open, then an intent is dropped and never sent later', () => {
    latest().show('a');
    latest().drop();
    expect(socket.send('a', { do: 'pay' })).toBe(false);
    clock.increment(FIRST_RETRY_MS);
    latest().show('a');
    expect(latest().sent).toEqual([]);
  });

  it('when a socket was replaced, then its messages are ignored', () => {
    const old = latest();
    old.show('a');
    old.drop();
    clock.increment(FIRST_RETRY_MS);
    latest().show('b');
    old.show('ghost');
    old.drop();
    expect(seen).toEqual(['a', 'b']);
    expect(sockets).toHaveLength(2);
  });
});
