import { describe, expect, it } from 'vitest';
import { openLedger } from '../../device/ledger/ledger.ts';
import { seededRandom } from '../../simulators/random.ts';
import { cardVisit, type DegradationRig, degradationRig, personVisit } from '../rigs/degradation-rig.ts';
import { seedOfCommit } from '../support/commit.ts';
import { EASY_PERSON, naturalPerson } from '../support/natural-person.ts';

/* docs/decisions/0059 has the odds. */

/** `npm run prove -- degradation`: 1,000 with many seeds. */
const PEOPLE = Number(process.env['DEGRADATION_PEOPLE'] ?? 20);
const SEEDS = Number(process.env['DEGRADATION_SEEDS'] ?? 1);
const FIRST_SEED = Number(process.env['DEGRADATION_SEED'] ?? seedOfCommit());
const LIMIT_MS = 60_000 + PEOPLE * SEEDS * 3_000;

const WORN = [{ worn: true }, { worn: true }];
const levels = ({ logged }: DegradationRig, kind: string) =>
  logged.flatMap((line) => (line['kind'] === kind ? [`${line['code']} ${line['state'] ?? 'usual'}`] : []));

async function withWornChips(people: number, its: DegradationRig): Promise<void> {
  for (let person = 1; person <= people; person++) await cardVisit(its, person % 2 === 0 ? WORN : [{}]);
}

describe('chip reader that fails', () => {
  it('when it fails for three of seven people, then the next is read by the zone, as in a kiosk without a chip reader', async () => {
    const its = await degradationRig({ chips: true });
    await withWornChips(5, its);
    expect(its.monitor.readsChips()).toBe(true);
    await withWornChips(1, its);
    await cardVisit(its, WORN);
    expect(levels(its, 'chipReader')).toEqual(['RDR-252 degraded', 'RDR-252 withdrawn']);
    its.insertCard({ worn: true });
    await its.rig.run(6_000);
    its.removeCard();
    await its.rig.run(6_000);
    expect(its.rig.screen()).toMatchObject({ show: 'attract', notices: [] });
    await personVisit(its, { ...EASY_PERSON, cards: [{ worn: true }], pays: 'card' });
    expect(its.rig.written.at(-1)?.entry).toMatchObject({ kind: 'closed', outcome: 'delivered' });
    await its.rig.close();
  });

  it('when the kiosk restarts, then chips are still not read, and chips that are read behind the zone bring them back', async () => {
    const ledger = openLedger({ file: ':memory:', now: () => new Date('2026-11-24T10:32:00Z') });
    const first = await degradationRig({ chips: true, ledger });
    for (let nth = 0; nth < 3; nth++) await cardVisit(first, WORN);
    expect(first.monitor.readsChips()).toBe(false);
    const its = await degradationRig({ chips: true, ledger });
    expect(its.monitor.readsChips()).toBe(false);
    for (let nth = 0; nth < 20 && !its.monitor.readsChips(); nth++) await cardVisit(its, [{}], 6_000);
    expect(levels(its, 'chipReader')).toEqual(['RDR-252 usual']);
  });
});

describe('device that fails for person after person', () => {
  it('when no zone is read, then services with a card are closed between visits, and open again after a test', async () => {
    const its = await degradationRig();
    for (let nth = 0; nth < 5; nth++) await cardVisit(its, [{ unreadable: true }, { unreadable: true }]);
    expect(its.rig.screen()).toMatchObject({ show: 'attract', notices: ['RDR-109'] });
    its.monitor.passed('reader');
    await its.rig.run(100);
    expect(its.rig.screen()).toMatchObject({ show: 'attract', notices: [] });
  });

  it('when one person puts a card in wrongly again and again before a visit, then the reader stays', async () => {
    const its = await degradationRig();
    for (let nth = 0; nth < 5; nth++) {
      its.insertCard({ unreadable: true });
      await its.rig.run(6_000);
      its.removeCard();
      await its.rig.run(6_000);
    }
    expect(its.rig.screen()).toMatchObject({ show: 'attract', notices: [] });
    expect(levels(its, 'reader')).toEqual([]);
    await its.rig.close();
  });

  it('when the validator refuses note after note, then notes are not offered to the next person', async () => {
    const its = await degradationRig();
    const person = { ...EASY_PERSON, pays: 'cash', notes: [true, true] } as const;
    for (let nth = 0; nth < 4; nth++) await personVisit(its, person);
    expect(its.rig.screen()).toMatchObject({ show: 'attract', notices: ['BIL-113'] });
    expect(levels(its, 'billValidator')).toEqual(['BIL-113 degraded', 'BIL-113 withdrawn']);
    await personVisit(its, { ...person, pays: 'card' });
    expect(its.rig.written.at(-1)?.entry).toMatchObject({ kind: 'closed', outcome: 'delivered' });
    expect(its.rig.bugs).toEqual([]);
  });

  it('when the terminal reads no cards, then cards are not offered to the next person', async () => {
    const its = await degradationRig();
    for (let nth = 0; nth < 4; nth++)
      await personVisit(its, { ...EASY_PERSON, pays: 'card', declines: ['64', '64'], abandons: true });
    expect(its.rig.screen()).toMatchObject({ show: 'attract', notices: ['TRM-110'] });
    await personVisit(its, { ...EASY_PERSON, pays: 'cash' });
    expect(its.rig.written.at(-1)?.entry).toMatchObject({ kind: 'closed', outcome: 'delivered' });
  });
});

it(
  `when people use a kiosk without device faults, with natural failures, then nothing is withdrawn (seed ${FIRST_SEED})`,
  async () => {
    for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      const its = await degradationRig({ chips: true });
      const random = seededRandom(seed);
      for (let nth = 0; nth < PEOPLE; nth++) await personVisit(its, naturalPerson(random));
      expect([seed, its.logged.filter(({ state }) => state === 'withdrawn'), its.rig.bugs]).toEqual([seed, [], []]);
      await its.rig.close();
    }
  },
  LIMIT_MS,
);
