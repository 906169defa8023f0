import { expect, test } from 'vitest';
import { countWrongHomeTry, refuseAfterWrongHomeTries } from './look-ups.ts';
import { startBackOffice } from './server.ts';
import { type OfficeTables, openStore } from './store.ts';

const CLAIM = { kiosk: 'K5', reference: 'K5-7QF2-62', fin: '5ABCD12', documentNumber: 'AA1' };

test('when a kiosk has looked up 60 times, then it is refused with the seconds until the next quarter of an hour', async () => {
  let now = new Date('2026-11-27T10:01:00Z');
  const office = await startBackOffice({ now: () => now, random: Math.random });
  let nth = 0;
  const looksUp = (kiosk: string) =>
    fetch(`${office.url}/v1/applications/lookup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': `look-${nth++}` },
      body: JSON.stringify({ ...CLAIM, kiosk }),
    });
  for (let times = 0; times < 60; times++) expect((await looksUp('K5')).status).toBe(404);
  const refused = await looksUp('K5');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, String(14 * 60)]);
  expect(await refused.json()).toMatchObject({ status: 429, code: 'too-many-lookups', key: 'look-60' });
  expect((await looksUp('K7')).status).toBe(404);
  now = new Date('2026-11-27T10:15:00Z');
  expect((await looksUp('K5')).status).toBe(404);
  await office.close();
});

const KEPT_APART: readonly [string, string, boolean][] = [
  ['10.0.0.5', '10.0.0.6', false],
  ['::ffff:10.0.0.5', '10.0.0.5', true],
  ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', true],
  ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
  ['::1', '::2', true],
];

test.each(KEPT_APART)(
  'when the address %s has guessed too often, then the address %s is refused too: %s',
  async (one, other, together) => {
    const store = await openStore(undefined);
    const at = new Date('2026-11-27T10:01:00Z');
    const refused = (address: string) => (tables: OfficeTables) =>
      refuseAfterWrongHomeTries(tables, { reference: 'K5-7QF2-62', address }, at);
    await store.write(async (tables) => {
      for (let times = 0; times < 60; times += 1)
        await countWrongHomeTry(tables, { reference: `K5-AAAA-${times}`, address: one }, at);
    });
    expect(await store.read(refused(one))).toMatchObject({ status: 429 });
    expect((await store.read(refused(other))) !== null).toBe(together);
    await store.close();
  },
);
