import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SimulatedClock } from 'xstate';
import { type Browser, startBrowser } from './browser.ts';
import { HANG_MS, MOST_BROWSERS, START_MS } from './hang.ts';
import { keepBrowser } from './keep-browser.ts';

/* The processes are real, a shell that waits; only the time between them is simulated. */

const STAYS = ['sh', '-c', 'sleep 600 & exec sleep 600'];
const ENDS = ['sh', '-c', 'exit 3'];

let clock: SimulatedClock;
let said: string[];
let pages: string[];
let page: string;
let command: readonly string[];
let kept: ReturnType<typeof keepBrowser>;
let last: Browser;

const begin = () => {
  kept = keepBrowser({
    page: () => page,
    start(its) {
      pages.push(its);
      last = startBrowser(command, process.env);
      return last;
    },
    clock,
    say: (line) => said.push(line),
  });
};

beforeEach(() => {
  clock = new SimulatedClock();
  said = [];
  pages = [];
  page = 'file:///start.html';
  command = STAYS;
});
afterEach(() => kept.stop());

const alive = () => kept.onNews({ heardMs: 0 });

it('leaves a browser alone whose page answers, and one whose kiosk is away', () => {
  begin();
  for (let second = 0; second < 100; second += 1) {
    clock.increment(1_000);
    alive();
  }
  for (let second = 0; second < 1_000; second += 1) {
    clock.increment(1_000);
    kept.onNews(null);
  }
  // The kiosk is back, and the page has not found it yet.
  kept.onNews({ heardMs: null });
  expect([pages.length, said]).toEqual([1, []]);
});

it('starts another one when the page stops answering, with all of the first one ended', async () => {
  begin();
  const first = last;
  alive();
  clock.increment(HANG_MS + 1);
  kept.onNews({ heardMs: HANG_MS + 1 });
  expect(await first.ended).toBe('SIGKILL');
  clock.increment(1_000);
  expect(pages).toHaveLength(2);
  expect(said).toEqual(['SVC-102: the page answers no heartbeat; another one is started in 1 s']);
});

it('gives a browser time to start, and no more', () => {
  begin();
  clock.increment(START_MS);
  kept.onNews({ heardMs: null });
  expect(said).toEqual([]);
  clock.increment(1);
  kept.onNews({ heardMs: null });
  expect(said).toHaveLength(1);
});

it('gives up after so many that ended one after the other', async () => {
  command = ENDS;
  begin();
  let end: string | null = null;
  void kept.ended.then((how) => {
    end = how;
  });
  await vi.waitFor(() => {
    clock.increment(15_000);
    expect(end).toBe('gave-up');
  }, 20_000);
  expect(pages).toHaveLength(MOST_BROWSERS);
  expect(said).toHaveLength(MOST_BROWSERS);
  expect(said[0]).toContain('exit code 3');
});

it('goes to the start page as soon as there is one, which is no failure', async () => {
  page = 'file:///out-of-service.html';
  begin();
  page = 'file:///start.html';
  kept.onNews(null);
  await vi.waitFor(() => expect(pages).toEqual(['file:///out-of-service.html', 'file:///start.html']), 20_000);
  expect(said).toEqual([]);
});

it('says that a program is not there', async () => {
  command = ['/nowhere/cage'];
  begin();
  await vi.waitFor(() => expect(said[0]).toContain('ENOENT'), 20_000);
});

it('is over when it is stopped, and its browser with it', async () => {
  begin();
  await kept.stop();
  expect(await kept.ended).toBe('stopped');
  expect(await last.ended).toBe('SIGKILL');
});
