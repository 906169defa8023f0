import { expect, it } from 'vitest';
import { startBackOffice } from '../../simulators/back-office/server.ts';
import { seededRandom } from '../../simulators/random.ts';
import { creditVerbs } from './credit-verbs.ts';
import { runVerb } from './verbs.ts';

it('when the desk types a credit twice or a wrong code, then the credit is paid out once, and each refusal says why', async () => {
  const office = await startBackOffice({ now: () => new Date('2026-11-24T10:00:00Z'), random: seededRandom(1) });
  try {
    const said: string[] = [];
    const verbs = creditVerbs(office, (_, __, words) => said.push(words));
    const pay = (rest: string) => runVerb(`pay out ${rest}`, verbs);
    expect(await pay('K5-7QF2-9XKD-96')).toMatchObject({ kind: 'refused', why: expect.stringMatching(/code and sum/) });
    expect(await pay('k5-7qf2-9xkd-96 5.00')).toEqual({ kind: 'done' });
    expect(await pay('K5-7QF2-9XKD-96 5.00')).toEqual({
      kind: 'refused',
      why: 'K5-7QF2-9XKD-96 is not paid out: nothing is left on it',
    });
    for (const wrong of ['K5-7QF2-9XKE-96', 'K5-7QF2-9XKD', '5.00'])
      expect(await pay(`${wrong} 5.00`)).toMatchObject({ kind: 'refused', why: expect.stringMatching(/compare it/) });
    expect(await pay('k57qfz9xkd96 5.00')).toMatchObject({ kind: 'refused', why: expect.stringMatching(/compare it/) });
    expect(await pay('k57qf29xkd96 5.00')).toMatchObject({ kind: 'refused', why: expect.stringMatching(/nothing/) });
    expect(said).toEqual(['K5-7QF2-9XKD-96: 5,00 AZN paid out']);
  } finally {
    await office.close();
  }
});
