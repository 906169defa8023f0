import { expect, test } from 'vitest';
import { startBackOffice } from './server.ts';

const CLAIM = { kiosk: 'K5', reference: 'K5-7QF2-62', fin: '5ABCD12', documentNumber: 'AA1' };

test('a kiosk looks up sixty times in a quarter of an hour, and is told when it may again', async () => {
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
