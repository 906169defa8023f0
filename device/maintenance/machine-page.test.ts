import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fromPromise, SimulatedClock } from 'xstate';
import { err, ok } from '../../drivers/result.ts';
import type { LoggedEvent } from '../log/logged-event.ts';
import { logSignerFromSeed } from '../merkle/signer.ts';
import { parseCheckpoint } from '../proof/checkpoint.ts';
import { parseNote } from '../proof/note.ts';
import { verifySignature } from '../proof/signature.ts';
import { createLogTail } from '../technician/log-tail.ts';
import { type LogPage, openLogPage } from './log-page.ts';
import { type MachineFacts, networkAddressesNow } from './machine/facts.ts';
import { powerMachine } from './machine/power.machine.ts';
import { programHash, programNote } from './machine/program-note.ts';
import type { StewardAnswer } from './machine/steward.ts';
import { type MachinePage, type MachinePageOptions, openMachinePage } from './machine-page.ts';

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

const FACTS = { now: '2026-12-02T11:20', closure: null, log: [] } as unknown as MachineFacts;

function page(answer: StewardAnswer, changes: Partial<MachinePageOptions> = {}) {
  const clock = new SimulatedClock();
  const did: string[] = [];
  const page = openMachinePage(
    {
      power: powerMachine.provide({
        actors: {
          askSteward: fromPromise(async ({ input: { act } }) => {
            did.push(`ask ${act}`);
            return answer;
          }),
        },
      }),
      facts: () => FACTS,
      measure: async () => undefined,
      nextOpening: () => '2026-12-03T09:00',
      record: (act, _, about) => void did.push(['record', act, about].filter(Boolean).join(' ')),
      close: (reason, until) => void did.push(`close ${reason} ${until}`),
      open: () => void did.push('open'),
      clockBelieved: () => true,
      clock,
      ...changes,
    },
    { authority: { badge: 'T-017', by: 'badge' }, admit: vi.fn(), changed: () => undefined, done: () => undefined },
  );
  const view = () => page.view() as MachinePage;
  const answers = (...values: string[]) => {
    for (const value of values) page.take({ do: 'answer', value });
  };
  return { page, answers, clock, did, view };
}

const diskFull = () => {
  throw Object.assign(new Error('no space left'), { errno: -28 });
};

describe('page of the machine', () => {
  it('when restart is touched and confirmed, then it is in the ledger and root is asked once', async () => {
    const { answers, did, view } = page(ok({}));
    answers('restart');
    expect([view().power, did]).toEqual([{ act: 'restart', stage: 'confirming' }, []]);
    answers('yes', 'yes');
    await settled();
    answers('power-off', 'close');
    expect([view().power, view().closing, did]).toEqual([
      { act: 'restart', stage: 'ending' },
      null,
      ['record restart', 'ask restart'],
    ]);
  });

  it.each(['back', 'time'])('when the confirmation ends by %s, then root is not asked', (by) => {
    const { page: its, answers, clock, did, view } = page(ok({}));
    answers('power-off');
    clock.increment(29_999);
    expect(view().power).toEqual({ act: 'power-off', stage: 'confirming' });
    if (by === 'back') its.take({ do: 'back' });
    else clock.increment(1);
    answers('yes');
    expect([view().power, did]).toEqual([null, []]);
  });

  it('when root refuses, then the page shows the code', async () => {
    const { answers, view } = page(err({ code: 'SVC-107', found: 'no socket' }));
    answers('restart', 'yes');
    await settled();
    expect(view()).toMatchObject({ power: null, trouble: 'SVC-107' });
  });

  it('when staff close the kiosk, then reason and return time are chosen, and the ledger has it first', () => {
    const { page: its, answers, did, view } = page(ok({}));
    answers('close', 'paper');
    expect(view().closing).toEqual({
      ask: 'until',
      reason: 'paper',
      times: [
        { value: 'hours-0.5', until: '2026-12-02T11:50' },
        { value: 'hours-1', until: '2026-12-02T12:20' },
        { value: 'hours-2', until: '2026-12-02T13:20' },
        { value: 'hours-4', until: '2026-12-02T15:20' },
        { value: 'opening', until: '2026-12-03T09:00' },
        { value: 'unknown', until: null },
      ],
    });
    its.take({ do: 'back' });
    expect(view().closing).toEqual({ ask: 'reason' });
    answers('nonsense', 'repair', 'hours-3', 'opening');
    expect([view().closing, did]).toEqual([null, ['record closure repair', 'close repair 2026-12-03T09:00']]);
    answers('open');
    expect(did.slice(2)).toEqual(['record opening', 'open']);
  });

  it('when a minute passes before the touch, then the shown return time is saved', () => {
    let now = '2026-12-02T11:20';
    const { answers, did } = page(ok({}), { facts: () => ({ ...FACTS, now }) });
    answers('close', 'paper');
    now = '2026-12-02T11:21';
    answers('hours-1');
    expect(did).toEqual(['record closure paper', 'close paper 2026-12-02T12:20']);
  });

  it('when the clock is not set, then only an unknown return time is proposed', () => {
    const { answers, did, view } = page(ok({}), { clockBelieved: () => false });
    answers('close', 'paper');
    expect(view().closing).toMatchObject({ times: [{ value: 'unknown', until: null }] });
    answers('hours-1', 'unknown');
    expect(did).toEqual(['record closure paper', 'close paper null']);
  });

  it.each([['restart', 'yes'], ['close', 'paper', 'unknown'], ['open']])(
    'when the disk is full, then %s is not carried out and the page says so',
    (...touches) => {
      const { answers, did, view } = page(ok({}), { record: diskFull });
      answers(...touches);
      expect([did, view().trouble]).toEqual([[], 'not-recorded']);
    },
  );

  it('when writing the record fails by a bug, then the touch throws', () => {
    const { answers } = page(ok({}), {
      record: () => {
        throw new TypeError('a bug');
      },
    });
    expect(() => answers('open')).toThrow(TypeError);
  });
});

describe('log of the last hour', () => {
  it('when the log has more lines than fit, then its parts are turned one by one', () => {
    const lines = Array.from({ length: 15 }, (_, nth) => ({ event: `e${nth}` }) as LoggedEvent);
    const done = vi.fn();
    const log = openLogPage(
      { log: () => lines },
      { authority: { badge: null, by: 'service-key' }, admit: vi.fn(), changed: () => undefined, done },
    );
    const part = () => {
      const view = log.view() as LogPage;
      return [view.part, view.parts, view.lines[0]?.event];
    };
    expect(part()).toEqual([1, 3, 'e0']);
    log.take({ do: 'answer', value: 'newer' });
    for (const _ of [1, 2, 3]) log.take({ do: 'answer', value: 'older' });
    expect(part()).toEqual([3, 3, 'e14']);
    log.take({ do: 'answer', value: 'newer' });
    expect(part()).toEqual([2, 3, 'e7']);
    log.take({ do: 'back' });
    expect(done).toHaveBeenCalledOnce();
  });
});

describe('program note', () => {
  const root = mkdtempSync(join(tmpdir(), 'kiosk-program-'));
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  const signer = logSignerFromSeed('asan-kiosk/K5', new Uint8Array(32).fill(5));

  it('when a file of the program changes, then the hash changes; the key of the log signs the program note', async () => {
    expect(await programHash(root)).toBeNull();
    mkdirSync(join(root, 'dist/device'), { recursive: true });
    writeFileSync(join(root, 'dist/device/a.js'), 'one');
    const one = await programHash(root);
    // printf '%s  dist/device/a.js\n' "$(printf one | sha256sum | cut -d' ' -f1)" | sha256sum
    expect(one).toBe('acba919e7cf53a009c82b3122eb78e6e58b6e8f8b8c77c0ec52a39aa901a736b');
    writeFileSync(join(root, 'dist/device/a.js'), 'two');
    expect(await programHash(root)).not.toBe(one);
    const note = programNote({ version: '2.0.0', hash: one ?? '', moment: null }, signer);
    const parsed = parseNote(note);
    expect(parsed?.text).toBe(`asan-kiosk/K5\nprogram 2.0.0\nsha256 ${one}\nclock not set\n`);
    expect(parseCheckpoint(parsed?.text ?? '')).toBeNull();
    const [signature] = parsed?.signatures ?? [];
    expect(signature && verifySignature(signer.key, parsed?.text ?? '', signature.signature)).not.toBeNull();
  });
});

it('when an hour has passed, then the log of the last hour has no older line', () => {
  let now = 0;
  const tail = createLogTail(() => {}, { now: () => now });
  const line = (event: string) => tail.write(JSON.stringify({ at: '', level: 'info', event }));
  line('old');
  now = 1;
  line('new');
  now = 3_600_001;
  expect(tail.since(3_600_000).map(({ event }) => event)).toEqual(['new']);
  expect(tail.newest()).toHaveLength(2);
});

it('when network cards have addresses, then loopback is left out', () => {
  const card = (address: string, internal: boolean) => ({ address, internal });
  expect(networkAddressesNow({ lo: [card('127.0.0.1', true)], eth0: [card('192.0.2.7', false)], eth1: [] })).toEqual([
    { name: 'eth0', addresses: ['192.0.2.7'] },
  ]);
});
