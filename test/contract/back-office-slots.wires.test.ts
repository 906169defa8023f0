import { describe, expect, test } from 'vitest';
import type { LodgeRequest } from '../../device/back-office/contract.ts';
import type { SlotHoldRequest } from '../../device/back-office/slots.ts';
import { toOfficeService } from '../../device/catalogue/offered.ts';
import { catalogue } from '../support/catalogue.ts';
import { lodgeRequest } from './lodge-request.ts';
import { NEVER_ABORTED, officeRig, refusalResult, unwrap } from './office-rig.ts';

/* Appointments (docs/decisions/0026). */

const SERVICE = 'migration-permit';
const MINUTE_MS = 60_000;

const rig = officeRig('2026-11-24T10:00:00Z', { services: catalogue().services.map(toOfficeService) });

async function timeFor(people: number): Promise<SlotHoldRequest> {
  const { places } = unwrap(await rig.client.freeSlots({ kiosk: 'K5', service: SERVICE }, NEVER_ABORTED));
  for (const { id: place, days } of places)
    for (const { day, slots } of days) {
      const from = slots.find(({ free }) => free === people)?.from;
      if (from) return { kiosk: 'K5', service: SERVICE, place, day, from };
    }
  throw new Error('everything is booked out');
}

const application = (kiosk: string, slot: string): LodgeRequest =>
  lodgeRequest({ kiosk, slot, service: SERVICE, tier: 'as-told' });

describe('an appointment', () => {
  test('when a time is held, extended, lodged and registered, then the registration has that time', async () => {
    const wanted = await timeFor(1);
    const held = unwrap(await rig.client.holdSlot('hold-1', wanted, NEVER_ABORTED));
    expect(held).toMatchObject({ place: wanted.place, day: wanted.day, from: wanted.from, validSeconds: 600 });
    expect(unwrap(await rig.client.holdSlot('hold-1', wanted, NEVER_ABORTED))).toEqual(held);
    rig.later(8 * MINUTE_MS);
    expect(unwrap(await rig.client.extendHold('hold-1', 'K5', NEVER_ABORTED)).validSeconds).toBe(600);
    unwrap(await rig.client.lodge('a-1', application('K5', 'hold-1'), NEVER_ABORTED));
    unwrap(await rig.client.lodge('a-1', application('K5', 'hold-1'), NEVER_ABORTED));
    const { appointment } = unwrap(await rig.client.register('a-1', null, NEVER_ABORTED));
    const { day, from, until } = held;
    expect(appointment).toMatchObject({ window: held.window, ahead: 0, slot: { day, from, until } });
  });

  test('when a hold is released or its application withdrawn, then another kiosk can hold the time', async () => {
    const wanted = await timeFor(1);
    unwrap(await rig.client.holdSlot('hold-1', wanted, NEVER_ABORTED));
    expect(await rig.client.holdSlot('hold-2', { ...wanted, kiosk: 'K7' }, NEVER_ABORTED)).toEqual(
      refusalResult('slot-taken'),
    );
    unwrap(await rig.client.releaseSlot('hold-1', 'K5', NEVER_ABORTED));
    unwrap(await rig.client.releaseSlot('hold-1', 'K5', NEVER_ABORTED));
    unwrap(await rig.client.holdSlot('hold-3', { ...wanted, kiosk: 'K7' }, NEVER_ABORTED));
    unwrap(await rig.client.lodge('a-7', application('K7', 'hold-3'), NEVER_ABORTED));
    expect(await rig.client.holdSlot('hold-4', wanted, NEVER_ABORTED)).toEqual(refusalResult('slot-taken'));
    unwrap(await rig.client.withdraw('a-7', 'not-paid', NEVER_ABORTED));
    unwrap(await rig.client.holdSlot('hold-5', wanted, NEVER_ABORTED));
  });

  test('when the hold of a time has run out, then extending and lodging are refused, and nothing is stored', async () => {
    unwrap(await rig.client.holdSlot('hold-1', await timeFor(1), NEVER_ABORTED));
    rig.later(10 * MINUTE_MS);
    expect(await rig.client.extendHold('hold-1', 'K5', NEVER_ABORTED)).toEqual(refusalResult('slot-lost'));
    expect(await rig.client.lodge('a-1', application('K5', 'hold-1'), NEVER_ABORTED)).toEqual(
      refusalResult('slot-lost'),
    );
    expect(await rig.office.entries()).toEqual([]);
  });

  test("when the answer to the lodging is lost, then the kiosk can lodge again, and the appointment's time stays taken", async () => {
    const wanted = await timeFor(1);
    unwrap(await rig.client.holdSlot('hold-1', wanted, NEVER_ABORTED));
    rig.office.trouble.set('lost-answer');
    expect(await rig.client.lodge('a-1', application('K5', 'hold-1'), NEVER_ABORTED)).toMatchObject({
      error: { code: 'BKO-101' },
    });
    rig.office.trouble.set(null);
    unwrap(await rig.client.lodge('a-1', application('K5', 'hold-1'), NEVER_ABORTED));
    expect(await rig.client.holdSlot('hold-2', { ...wanted, kiosk: 'K7' }, NEVER_ABORTED)).toEqual(
      refusalResult('slot-taken'),
    );
  });
});

test('when two kiosks and a phone hold the last time at once, then one succeeds, and the others get slot-taken', async () => {
  const who = ['K5', 'K7', 'P1'];
  for (let round = 0; round < 20; round++) {
    const wanted = await timeFor(1);
    const held = await Promise.all(
      who.map(async (kiosk) => ({
        kiosk,
        result: await rig.client.holdSlot(`hold-${round}-${kiosk}`, { ...wanted, kiosk }, NEVER_ABORTED),
      })),
    );
    const got = held.filter(({ result }) => result.ok).map(({ kiosk }) => kiosk);
    expect(got).toHaveLength(1);
    for (const { result } of held.filter(({ kiosk }) => !got.includes(kiosk)))
      expect(result).toEqual(refusalResult('slot-taken'));
    const lodged = await Promise.all(
      who.map((kiosk) =>
        rig.client.lodge(`a-${round}-${kiosk}`, application(kiosk, `hold-${round}-${kiosk}`), NEVER_ABORTED),
      ),
    );
    expect(lodged.filter(({ ok }) => ok)).toHaveLength(1);
  }
  expect(await rig.office.entries()).toHaveLength(20);
});
