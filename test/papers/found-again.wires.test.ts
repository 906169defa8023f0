import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainMoment } from '../../device/words/format.ts';
import { type Citizen, citizenIn, goOn, type Hall, HOLDER, openHall, printedPaper, wholeVisit } from './whole-visit.ts';

let hall: Hall;
beforeAll(async () => {
  hall = await openHall();
});
afterAll(() => hall.close());

const named = (id: string) => hall.services.find((each) => each.id === id)!;

async function untilFound({ rig, still, touch }: Citizen, number: string): Promise<void> {
  await still();
  await touch({ do: 'start', language: 'az' }, { do: 'continue' });
  await rig.type(number);
  await touch({ do: 'next' });
  rig.reader.read(HOLDER);
  await still();
}

describe('the numbers on the last page of a certificate', () => {
  it('when the citizen types a number, with or without its Azerbaijani letter, then the kiosk finds the application', async () => {
    const { last, entry } = await wholeVisit(hall, named('family-members-certificate'), 'az');
    const { reference: number } = last.screen;
    expect(number).toMatch(/^AÜ-/);
    for (const typed of [
      number,
      number.replace('Ü', 'U'),
      number.replace('Ü', 'U').replaceAll('-', ''),
      entry.reference,
    ]) {
      const citizen = citizenIn(hall);
      await untilFound(citizen, typed);
      expect(citizen.rig.screen()).toMatchObject({ show: 'found', reference: entry.reference });
      await citizen.rig.crash();
    }
  });

  it('when another person types a number, then the kiosk finds nothing', async () => {
    const { last } = await wholeVisit(hall, named('family-members-certificate'), 'az');
    const citizen = citizenIn(hall);
    const { rig, still, touch } = citizen;
    await still();
    await touch({ do: 'start', language: 'az' }, { do: 'continue' });
    await rig.type(last.screen.reference);
    await touch({ do: 'next' });
    rig.reader.read({ ...HOLDER, fin: '2QJ80WT' });
    await still();
    expect(rig.screen()).toMatchObject({ show: 'enteringCode', problem: 'unknown' });
    await rig.crash();
  });
});

describe('the ticket of an appointment that is moved', () => {
  it('when the ticket is printed, then it shows the minute of printing', async () => {
    const { entry } = await wholeVisit(hall, named('power-of-attorney'), 'az');
    hall.later(7);
    const citizen = citizenIn(hall);
    await untilFound(citizen, entry.reference);
    await citizen.touch({ do: 'answer', value: 'move' });
    for (let screen = citizen.rig.screen(); screen.show !== 'found'; screen = citizen.rig.screen())
      await goOn(hall, citizen);
    await citizen.touch({ do: 'next' });
    const [paper] = citizen.rig.printer.jobs.map(({ receipt }) =>
      printedPaper(receipt).lines.join(' ').replace(/\s+/g, ' '),
    );
    expect(paper).toContain(plainMoment(hall.minute()));
    await citizen.rig.crash();
  });
});
