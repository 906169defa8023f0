import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parkedIdOf, sealVisit } from '../../device/park/seal.ts';
import { AYSEL } from '../rigs/machine-rig.ts';
import { NEVER_ABORTED, officeRig, refusalResult, unwrap } from './office-rig.ts';

/* docs/decisions/0090 */

const rig = officeRig('2026-11-24T10:00:00Z');
const NEXT_DAY = '2026-11-25T10:00:00.000Z';
const MINUTE_MS = 60_000;

function made(until = NEXT_DAY) {
  const key = randomBytes(32);
  return { id: parkedIdOf(key), visit: { kiosk: 'K5', ...sealVisit(key, AYSEL, '{"answers":{}}', until) } };
}

const store = (id: string, visit: ReturnType<typeof made>['visit']) => rig.client.storeParked(id, visit, NEVER_ABORTED);
const read = (id: string, kiosk = 'K7') => rig.client.readParked(id, kiosk, NEVER_ABORTED);

describe('a parked visit at the office', () => {
  test('when a kiosk stores it, then another kiosk reads it as it was, also twice', async () => {
    const { id, visit } = made();
    unwrap(await store(id, visit));
    for (let nth = 0; nth < 2; nth++) {
      const { sealed, until } = unwrap(await read(id));
      expect(until).toBe(NEXT_DAY);
      expect(Buffer.from(sealed).equals(Buffer.from(visit.sealed))).toBe(true);
    }
  });

  test('when the request is repeated, then one visit is kept, and another visit under its key is a conflict', async () => {
    const { id, visit } = made();
    unwrap(await store(id, visit));
    unwrap(await store(id, visit));
    expect(await rig.office.parked()).toHaveLength(1);
    expect(await store(id, made().visit)).toEqual(refusalResult('idempotency-conflict'));
  });

  test('when it was deleted, then it is gone from the register, and deleting it again changes nothing', async () => {
    const { id, visit } = made();
    unwrap(await store(id, visit));
    unwrap(await rig.client.deleteParked(id, 'K7', NEVER_ABORTED));
    unwrap(await rig.client.deleteParked(id, 'K7', NEVER_ABORTED));
    expect(await read(id)).toEqual(refusalResult('not-parked'));
    expect(await rig.office.parked()).toEqual([]);
  });

  test('when its end has come, then it is refused and gone from the register', async () => {
    const { id, visit } = made();
    unwrap(await store(id, visit));
    rig.now = new Date(Date.parse(NEXT_DAY) - 1);
    unwrap(await read(id));
    rig.now = new Date(NEXT_DAY);
    expect(await read(id)).toEqual(refusalResult('not-parked'));
    expect(await rig.office.parked()).toEqual([]);
  });

  test('when its end is over, or more than a day and five minutes away, then it is refused', async () => {
    const at = Date.parse(NEXT_DAY) + 5 * MINUTE_MS;
    const late = made(new Date(at).toISOString());
    unwrap(await store(late.id, late.visit));
    const later = made(new Date(at + 1).toISOString());
    expect(await store(later.id, later.visit)).toEqual(refusalResult('not-parked'));
    const over = made('2026-11-24T10:00:00.000Z');
    expect(await store(over.id, over.visit)).toEqual(refusalResult('not-parked'));
  });

  test('when the office stores it, then the register has its id, its ciphertext and its end, and nothing of the person', async () => {
    const { id, visit } = made();
    unwrap(await store(id, visit));
    const [kept] = await rig.office.parked();
    expect(Object.keys(kept ?? {}).sort()).toEqual(['key', 'sealed', 'until']);
    const bytes = Buffer.from(kept?.sealed ?? '', 'base64').toString('latin1');
    for (const value of [AYSEL.documentNumber, AYSEL.fin ?? '', AYSEL.surname, 'answers'])
      expect(bytes).not.toContain(value);
  });
});
