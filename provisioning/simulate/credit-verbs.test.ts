import { expect, it } from 'vitest';
import { startBackOffice } from '../../simulators/back-office/server.ts';
import { seededRandom } from '../../simulators/random.ts';
import { creditVerbs } from './credit-verbs.ts';
import { speak } from './verbs.ts';

it('when the desk pays a credit out twice, then it does so once and says why not again', async () => {
  const office = await startBackOffice({ now: () => new Date('2026-11-24T10:00:00Z'), random: seededRandom(1) });
  try {
    const said: string[] = [];
    const verbs = creditVerbs(office, (_, __, words) => said.push(words));
    const pay = (rest: string) => speak(`pay out ${rest}`, verbs);
    expect(await pay('K5-7QF2-9XKD-41')).toMatchObject({ kind: 'refused', why: expect.stringMatching(/code and sum/) });
    expect(await pay('k5-7qf2-9xkd-41 5.00')).toEqual({ kind: 'done' });
    expect(await pay('K5-7QF2-9XKD-41 5.00')).toEqual({
      kind: 'refused',
      why: 'K5-7QF2-9XKD-41 is not paid out: nothing is left on it',
    });
    expect(said).toEqual(['K5-7QF2-9XKD-41: 5,00 AZN paid out']);
  } finally {
    await office.close();
  }
});
