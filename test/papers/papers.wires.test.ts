import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGE_CODES } from '../../device/words/language.ts';
import { partByCommit, seedOfCommit } from '../support/commit.ts';
import * as papers from './same-facts.ts';
import { type Hall, openHall, type VisitRecord, wholeVisit } from './whole-visit.ts';

/* `PAPERS=all` takes each language. */

const ALWAYS = [
  'identity-card-replacement',
  'road-fine',
  'payment-of-dues',
  'complaint',
  'power-of-attorney',
  'queue-ticket',
];
const ALL = process.env['PAPERS'] === 'all';
const PROPERTIES = Object.values(papers);

const TURNS = ALL ? LANGUAGE_CODES.map((_, turn) => turn) : [seedOfCommit()];

const wrongIn = (visited: VisitRecord): readonly string[] => PROPERTIES.flatMap((property) => property(visited));

describe.each(TURNS)('outputs of a visit (%i)', (turn) => {
  let hall: Hall;
  beforeAll(async () => {
    hall = await openHall();
  });
  afterAll(() => hall.close());

  it('when the visit is over, then screen, papers, message, codes and sheets agree', async () => {
    const { services } = hall;
    const some = new Set([...services.filter(({ id }) => ALWAYS.includes(id)), ...partByCommit(services, 8)]);
    const wrong: Record<string, readonly string[]> = {};
    for (const [at, service] of services.entries()) {
      if (!ALL && !some.has(service)) continue;
      const language = LANGUAGE_CODES[(at + turn) % LANGUAGE_CODES.length]!;
      const lines = wrongIn(await wholeVisit(hall, service, language));
      if (lines.length > 0) wrong[`${service.id} in ${language}`] = lines;
    }
    expect(wrong).toEqual({});
  }, 120_000);
});
