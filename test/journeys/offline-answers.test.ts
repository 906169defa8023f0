import { expect, it, onTestFinished } from 'vitest';
import { SimulatedClock } from 'xstate';
import type { BackOfficeTrouble } from '../../device/back-office/contract.ts';
import type { OfflineMerge } from '../../device/back-office/offline-merge.ts';
import { toOfficeService } from '../../device/catalogue/offered.ts';
import { createOutboxForwarder } from '../../device/offline/forwarder.ts';
import { openOutbox } from '../../device/offline/outbox.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import { ApplicationRegister } from '../../simulators/back-office/register.ts';
import { openStore } from '../../simulators/back-office/store.ts';
import type { OfficeRefusal, WireLodgeRequest } from '../../simulators/back-office/wire.ts';
import { seededRandom } from '../../simulators/random.ts';
import { catalogue } from '../support/catalogue.ts';

const AT = '2026-11-24T10:00:00+04:00';
const NOW = () => new Date(AT);
const SERVICES = catalogue().services;
const TICKET: WireLodgeRequest = {
  kiosk: 'M1',
  service: 'queue-ticket',
  tier: SERVICES.find(({ id }) => id === 'queue-ticket')!.tiers[0]!.id,
  quote: null,
  continues: null,
  tariffDate: null,
  amount: 0,
  language: 'az',
  slot: null,
  ready: null,
  applicant: null,
  confirmation: null,
  answers: { topic: 'work' },
};
const TROUBLES: readonly Exclude<BackOfficeTrouble, { kind: 'refused' }>[] = [
  { code: 'BKO-101', kind: 'unreachable', detail: 'timeout' },
  { code: 'BKO-109', kind: 'busy' },
  { code: 'BKO-110', kind: 'foreign' },
];

/** `rests` waits for running requests. */
async function officeOf(random: () => number) {
  const store = await openStore(undefined);
  onTestFinished(() => store.close());
  const register = new ApplicationRegister({ now: NOW, random, store, services: SERVICES.map(toOfficeService) });
  let underWay = 0;
  const line = { isGood: true };

  async function asked<T>(ask: () => Promise<Result<T, OfficeRefusal>>): Promise<Result<T, BackOfficeTrouble>> {
    underWay += 1;
    const trouble = line.isGood || random() < 0.5 ? undefined : TROUBLES[Math.floor(random() * TROUBLES.length)];
    // A busy office does nothing. In other troubles it may have done the requested work.
    const isHeard = !trouble || (trouble.kind !== 'busy' && random() < 0.7);
    const answer = isHeard ? await ask() : undefined;
    underWay -= 1;
    if (trouble || !answer) return err(trouble ?? TROUBLES[0]!);
    return answer.ok ? answer : err({ code: 'BKO-102', kind: 'refused', reason: answer.error.code });
  }

  const merge: OfflineMerge = {
    reserve: (key, wanted) => asked(() => register.reserve(key, { kiosk: 'M1', ...wanted })),
    withdraw: (key, reason) => asked(() => register.withdraw(key, reason)),
    merge: (key, taken) =>
      asked(async () => {
        const merged = await register.merge(key, { kiosk: 'M1', ...taken, sealed: '' }, TICKET);
        return merged.ok ? ok(undefined) : merged;
      }),
  };
  return {
    merge,
    line,
    async rests() {
      do await new Promise((done) => setImmediate(done));
      while (underWay > 0);
    },
    keys: async (state: 'registered' | 'withdrawn') =>
      (await store.read(({ applications }) => applications.newest(1_000)))
        .filter((entry) => entry.state === state)
        .map(({ key }) => key)
        .sort(),
    known: async () => (await store.read(({ applications }) => applications.newest(1_000))).map(({ key }) => key),
  };
}

it.each([1, 2])(
  'when answers are lost (seed %i), then the office has withdrawn what the kiosk has withdrawn, and has all other applications',
  async (seed) => {
    const random = seededRandom(seed);
    const office = await officeOf(random);
    const outbox = openOutbox(':memory:');
    const clock = new SimulatedClock();
    const refused: string[] = [];
    const forwarder = createOutboxForwarder({
      outbox,
      office: office.merge,
      answers: () => true,
      clock,
      newKey: () => `batch-${random()}`,
      onRefused: (key, reason) => refused.push(`${key} ${reason}`),
      onReplaced: () => expect.fail('another board'),
      onMerged: () => undefined,
      onBug(error) {
        throw error;
      },
    });
    const turn = async () => {
      forwarder.look();
      await office.rests();
      clock.increment(15_000);
      await office.rests();
    };
    await turn();
    office.line.isGood = false;
    const wanted = new Set<string>();
    const left = new Set<string>();
    const leaves = (key: string) => {
      outbox.withdraw(key);
      left.add(key);
      wanted.delete(key);
    };
    for (let nth = 0; nth < 60; nth += 1) {
      const key = `v-${nth}`;
      expect(outbox.take({ key, takenAt: AT, sealed: new Uint8Array([1]), queue: null })).not.toBeNull();
      wanted.add(key);
      outbox.register(key);
      if (random() < 0.1) leaves(key);
      forwarder.look();
      const oldest = outbox.waiting()[0]?.key;
      if (oldest !== undefined && random() < 0.4) leaves(oldest);
      await turn();
    }
    office.line.isGood = true;
    for (let again = 0; again < 3; again += 1) await turn();
    expect([outbox.depth().waiting, refused]).toEqual([0, []]);
    const heard = new Set(await office.known());
    expect(await office.keys('registered')).toEqual([...wanted].sort());
    expect(await office.keys('withdrawn')).toEqual([...left].filter((key) => heard.has(key)).sort());
    expect((await office.keys('withdrawn')).length).toBeGreaterThan(3);
  },
);
