import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createActor, fromPromise, SimulatedClock } from 'xstate';
import { err, ok } from '../../../drivers/result.ts';
import { signerOf } from '../../merkle/signer.ts';
import { parseCheckpoint } from '../../proof/checkpoint.ts';
import { parseNote } from '../../proof/note.ts';
import { verifySignature } from '../../proof/signature.ts';
import { createLogTail } from '../../technician/log-tail.ts';
import { type MachineFacts, networkNow } from './facts.ts';
import { type MachineDeed, machinePageMachine, machineView } from './machine-page.machine.ts';
import { programHash, programNote } from './program-note.ts';
import type { StewardAnswer } from './steward.ts';

/** Promises of the actors are settled. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

function page(answer: StewardAnswer) {
  const clock = new SimulatedClock();
  const deeds: MachineDeed[] = [];
  const did: unknown[] = [];
  const actor = createActor(
    machinePageMachine.provide({
      actors: {
        askSteward: fromPromise(async ({ input: { deed } }) => {
          did.push(deed);
          return answer;
        }),
      },
      actions: {
        record: (_, deed) => void deeds.push(deed),
        close: (_, closure) => void did.push(closure),
        open: () => void did.push('open'),
      },
    }),
    { clock },
  );
  actor.start();
  const view = () => machineView(actor.getSnapshot(), {} as MachineFacts);
  return { actor, clock, deeds, did, view };
}

describe('page of the machine', () => {
  it('when restart is touched and confirmed, then it is in the ledger and the machine is asked once', async () => {
    const { actor, deeds, did, view } = page(ok({}));
    actor.send({ type: 'machine.restart' });
    expect([view().power, deeds, did]).toEqual([{ deed: 'restart', stage: 'confirming' }, [], []]);
    actor.send({ type: 'machine.confirm' });
    actor.send({ type: 'machine.confirm' });
    await settled();
    expect([view().power, deeds, did]).toEqual([
      { deed: 'restart', stage: 'ending' },
      [{ deed: 'restart' }],
      ['restart'],
    ]);
  });

  it.each(['back', 'time'])('when the confirmation ends by %s, then nothing is asked', (by) => {
    const { actor, clock, did, view } = page(ok({}));
    actor.send({ type: 'machine.power-off' });
    clock.increment(29_999);
    expect(view().power).toEqual({ deed: 'power-off', stage: 'confirming' });
    if (by === 'back') actor.send({ type: 'machine.back' });
    else clock.increment(1);
    actor.send({ type: 'machine.confirm' });
    expect([view().power, did]).toEqual([null, []]);
  });

  it('when the machine refuses, then the page shows the code', async () => {
    const { actor, view } = page(err({ code: 'SVC-107', found: 'no socket' }));
    actor.send({ type: 'machine.restart' });
    actor.send({ type: 'machine.confirm' });
    await settled();
    expect(view()).toMatchObject({ power: null, trouble: 'SVC-107' });
  });

  it('when staff close and open the kiosk, then each is in the ledger first', () => {
    const { actor, deeds, did } = page(ok({}));
    const closure = { reason: 'paper', until: '2026-12-02T14:30' } as const;
    actor.send({ type: 'machine.close', ...closure });
    actor.send({ type: 'machine.open' });
    expect([deeds, did]).toEqual([
      [{ deed: 'close', ...closure }, { deed: 'open' }],
      [closure, 'open'],
    ]);
  });
});

describe('program note', () => {
  const root = mkdtempSync(join(tmpdir(), 'kiosk-program-'));
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  const signer = signerOf('asan-kiosk/K5', new Uint8Array(32).fill(5));

  it('when a file of the program changes, then the hash changes, and the note is signed by the key of the log', async () => {
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

it('when cards have addresses, then loopback is left out', () => {
  const card = (address: string, internal: boolean) => ({ address, internal });
  expect(networkNow({ lo: [card('127.0.0.1', true)], eth0: [card('192.0.2.7', false)], eth1: [] })).toEqual([
    { name: 'eth0', addresses: ['192.0.2.7'] },
  ]);
});
