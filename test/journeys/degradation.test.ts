import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../simulators/random.ts';
import { cardVisit, degradationRig, naturalPerson, personVisit } from '../rigs/degradation-rig.ts';

describe('chip reader that fails', () => {
  it('when it fails for every second person, then the kiosk reads zones only from the seventh person on', async () => {
    const its = await degradationRig({ chips: true });
    for (let person = 1; person <= 6; person++) {
      expect(its.monitor.readsChips()).toBe(true);
      await cardVisit(its, [{ worn: person % 2 === 0 }, { worn: person % 2 === 0 }]);
    }
    expect(its.monitor.readsChips()).toBe(false);
  });
});

it('natural', async () => {
  const its = await degradationRig({ chips: true });
  const random = seededRandom(1);
  const began = Date.now();
  for (let n = 0; n < 60; n++) {
    const p = naturalPerson(random);
    try { await personVisit(its, p); } catch (e) { console.log(n, p, its.rig.screen()); throw e; }
  }
  console.log(Date.now() - began, its.logged, its.rig.bugs, its.rig.ledger.memo('degradation').load());
});
