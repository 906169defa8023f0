import { afterEach, describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { SIMULATED_STAFF_KEYS, type SimulatedBadgeId, simulatedBadge } from '../../../simulators/badge/badges.ts';
import { type BadgeFault, DesfireBadge } from '../../../simulators/badge/card.ts';
import { chipAnsweringWith, documentCard, type SimulatedCard } from '../../../simulators/id-reader/pn532/card.ts';
import { createPn532Simulator } from '../../../simulators/id-reader/pn532/pn532.ts';
import { seededRandom } from '../../../simulators/random.ts';
import { fromHex } from '../../bytes.ts';
import { createPn532Reader } from '../../id-reader/pn532/driver.ts';
import { cable } from '../../link/pair.ts';
import type { BadgeEvent, BadgeReader } from '../contract.ts';
import { createBadgeReader } from './driver.ts';

const KEY = fromHex(SIMULATED_STAFF_KEYS.badgeKey);
const open: BadgeReader[] = [];
afterEach(async () => {
  for (const reader of open.splice(0)) await reader.close();
});

async function rig({ takesUids = false } = {}) {
  const clock = new SimulatedClock();
  const wire = cable();
  const simulator = createPn532Simulator({ wire: wire.device, clock });
  const cards = createPn532Reader({ clock, link: wire.host, random: () => 0.5, onDiscarded: () => {} });
  const random = seededRandom(7);
  const randomBytes = (count: number) => Uint8Array.from({ length: count }, () => Math.floor(random() * 256));
  const reader = createBadgeReader({ cards, clock, takesUids, masterKey: KEY, randomBytes });
  open.push(reader);
  const told: BadgeEvent[] = [];
  const states: string[] = [];
  reader.onEvent((event) => told.push(event));
  reader.onStatus(({ device }) => states.push(device));
  async function pass(ms: number): Promise<void> {
    for (let at = 0; at < ms; at += 5) {
      clock.increment(5);
      for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
    }
  }
  await pass(100);
  return { wire, simulator, reader, told, states, pass };
}

const cardOf = (id: SimulatedBadgeId): SimulatedCard => simulatedBadge(id)!.card();
const read = (number: string): BadgeEvent => ({
  type: 'badge.read',
  result: { ok: true, value: { kind: 'desfire', number } },
});
const refused = (code: string): object => ({ type: 'badge.read', result: { ok: false, error: { code } } });

describe('a badge reader', () => {
  it.each(['EV2', 'EV3'] as const)(
    'when a badge of generation %s lies on the reader, then the number of the badge is read',
    async (generation) => {
      const r = await rig();
      const uid = fromHex('04112233445566');
      r.simulator.insert(
        new DesfireBadge({ id: 'a', uid, number: 'T-1', masterKey: KEY, random: () => 0.3, generation }),
      );
      await r.pass(300);
      expect(r.told).toEqual([read('T-1')]);
      r.simulator.remove();
      await r.pass(1_500);
      expect(r.told).toEqual([read('T-1'), { type: 'badge.removed' }]);
      expect(r.states).toEqual(['online']);
    },
  );

  it('when a badge has the key of another issuer, then it is not genuine', async () => {
    const r = await rig();
    r.simulator.insert(cardOf('copied'));
    await r.pass(300);
    expect(r.told).toMatchObject([refused('BDG-104')]);
  });

  it.each(['ticket', 'uid'] as const)('when the card %s has no key, then it is a foreign card', async (id) => {
    const r = await rig();
    r.simulator.insert(cardOf(id));
    await r.pass(300);
    expect(r.told).toMatchObject([refused('BDG-103')]);
  });

  it('when the profile takes UIDs, then a card without a key is read as a badge by its UID', async () => {
    const r = await rig({ takesUids: true });
    r.simulator.insert(cardOf('uid'));
    await r.pass(300);
    expect(r.told).toEqual([{ type: 'badge.read', result: { ok: true, value: { kind: 'uid', uid: 'a3c4d501' } } }]);
  });

  it('when the profile takes UIDs and the key of a badge is wrong, then the badge is refused', async () => {
    const r = await rig({ takesUids: true });
    r.simulator.insert(cardOf('copied'));
    await r.pass(300);
    expect(r.told).toMatchObject([refused('BDG-104')]);
  });

  it.each([
    ['04080808', true],
    ['08040404', false],
  ])('when the profile takes UIDs and a card has the UID %s, then the card is a badge: %s', async (uid, counts) => {
    const r = await rig({ takesUids: true });
    r.simulator.insert({ ...cardOf('ticket'), uid: fromHex(uid) });
    await r.pass(300);
    expect(r.told).toMatchObject([{ result: { ok: counts } }]);
  });

  it.each(['6d00', '9000', '91a0', '911c', '', '91'])(
    'when a card answers each command with %s, then it is a foreign card',
    async (answer) => {
      const r = await rig();
      r.simulator.insert(
        documentCard(
          'other',
          chipAnsweringWith(() => fromHex(answer)),
        ),
      );
      await r.pass(300);
      expect(r.told).toMatchObject([refused('BDG-103')]);
    },
  );

  it.each([
    ['damaged', 'BDG-104'],
    ['hidden-uid', 'BDG-103'],
  ] satisfies [BadgeFault, string][])('when the card has the fault %s, then the code is %s', async (fault, code) => {
    const r = await rig();
    const card = cardOf('technician') as DesfireBadge;
    card.faults.next(fault);
    r.simulator.insert(card);
    await r.pass(300);
    card.faults.assertSpent();
    expect(r.told).toMatchObject([refused(code)]);
  });

  it.each([1, 2, 3, 4, 5, 6, 7])('when the badge is pulled at command %i, then nothing is read', async (apdu) => {
    const r = await rig();
    r.simulator.insert(cardOf('technician'));
    r.simulator.removeAt(apdu);
    await r.pass(3_000);
    expect(r.told).toEqual([]);
    r.simulator.insert(cardOf('technician'));
    await r.pass(300);
    expect(r.told).toEqual([read('T-017')]);
  });

  it('when the card is silent once, then it is unreadable, and its next activation reads it', async () => {
    const r = await rig();
    const card = cardOf('technician') as DesfireBadge;
    card.faults.next('silent');
    r.simulator.insert(card);
    await r.pass(2_000);
    expect(r.told).toMatchObject([refused('BDG-105'), { type: 'badge.removed' }, read('T-017')]);
  });

  it('when a card computes for ever, then it is unreadable after three seconds', async () => {
    const r = await rig();
    r.simulator.insert(
      documentCard(
        'slow',
        chipAnsweringWith(() => fromHex('91af'), 60_000),
      ),
    );
    await r.pass(2_900);
    expect(r.told).toEqual([]);
    await r.pass(200);
    expect(r.told).toMatchObject([refused('BDG-105'), { type: 'badge.removed' }]);
  });

  it('when the cable is pulled while a badge lies there, then the badge is removed and the reader is away', async () => {
    const r = await rig();
    r.simulator.insert(cardOf('technician'));
    await r.pass(300);
    r.wire.unplug();
    await r.pass(100);
    expect(r.told).toEqual([read('T-017'), { type: 'badge.removed' }]);
    expect(r.states).toEqual(['online', 'noDevice']);
  });
});
