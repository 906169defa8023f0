import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parkedIdOf, sealVisit } from '../../device/park/seal.ts';
import { AYSEL } from '../rigs/machine-rig.ts';
import { NEVER_ABORTED, officeRig, refusalResult, unwrap } from './office-rig.ts';

/* docs/decisions/0072 */

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
  test('when a kiosk stores a visit, then another kiosk reads it unchanged, also twice', async () => {
    const { id, visit } = made();
    unwrap(await store(id, visit));
    for (let nth = 0; nth < 2; nth++) {
      const { sealed, until } = unwrap(await read(id));
      expect(until).toBe(NEXT_DAY);
      expect(Buffer.from(sealed).equals(Buffer.from(visit.sealed))).toBe(true);
    }
  });

  test('when the kiosk repeats the request, then the office keeps one visit, and another visit under its key is a conflict', async () => {
    const { id, visit } = made();
    unwrap(await store(id, visit));
    unwrap(await store(id, visit));
    expect(await rig.office.parked()).toHaveLength(1);
    expect(await store(id, made().visit)).toEqual(refusalResult('idempotency-conflict'));
  });

  test('when a kiosk deletes a visit, then the register has lost it, and a second deletion changes nothing', async () => {
    const { id, visit } = made();
    unwrap(await store(id, visit));
    unwrap(await rig.client.deleteParked(id, 'K7', NEVER_ABORTED));
    unwrap(await rig.client.deleteParked(id, 'K7', NEVER_ABORTED));
    expect(await read(id)).toEqual(refusalResult('not-parked'));
    expect(await rig.office.parked()).toEqual([]);
  });

  test('when a visit expires, then the office refuses it, and the register has lost it', async () => {
    const { id, visit } = made();
    unwrap(await store(id, visit));
    rig.now = new Date(Date.parse(NEXT_DAY) - 1);
    unwrap(await read(id));
    rig.now = new Date(NEXT_DAY);
    expect(await read(id)).toEqual(refusalResult('not-parked'));
    expect(await rig.office.parked()).toEqual([]);
  });

  test('when the expiry time has passed, or is more than a day and five minutes away, then the office refuses the visit', async () => {
    const at = Date.parse(NEXT_DAY) + 5 * MINUTE_MS;
    const late = made(new Date(at).toISOString());
    unwrap(await store(late.id, late.visit));
    const later = made(new Date(at + 1).toISOString());
    expect(await store(later.id, later.visit)).toEqual(refusalResult('not-parked'));
    const over = made('2026-11-24T10:00:00.000Z');
    expect(await store(over.id, over.visit)).toEqual(refusalResult('not-parked'));
  });

  test('when the office stores a visit, then the register has id, ciphertext and expiry time, and nothing of the person', async () => {
    const { id, visit } = made();
    unwrap(await store(id, visit));
    const [kept] = await rig.office.parked();
    expect(Object.keys(kept ?? {}).sort()).toEqual(['key', 'sealed', 'until']);
    const bytes = Buffer.from(kept?.sealed ?? '', 'base64').toString('latin1');
    for (const value of [AYSEL.documentNumber, AYSEL.fin ?? '', AYSEL.surname, 'answers'])
      expect(bytes).not.toContain(value);
  });
});
