import { describe, expect, it } from 'vitest';
import { AYSEL, machineRig } from '../../test/rigs/machine-rig.ts';
import { catalogue } from '../../test/support/catalogue.ts';
import { untilChecking, untilPaying, untilPrinting } from '../../test/support/machine-ways.ts';
import { progressSteps } from './progress.ts';

type Rig = ReturnType<typeof machineRig>;

const marks = (rig: Rig): string | null =>
  rig
    .screen()
    .steps?.map(({ step, state }) => (state === 'done' ? `${step} done` : state === 'present' ? `[${step}]` : step))
    .join(', ') ?? null;

describe('the line of progress', () => {
  it('leaves out what a service does not have', () => {
    const { services } = catalogue();
    const of = (id: string) => progressSteps(services.find((service) => service.id === id)!);
    expect(of('identity-card-replacement')).toEqual(['card', 'questions', 'check', 'payment', 'receipt']);
    expect(of('family-members-certificate')).toEqual(['card', 'questions', 'check', 'certificate']);
    expect(of('queue-ticket')).toEqual(['questions', 'check', 'ticket']);
  });

  it('is not there before a service is chosen, nor while an application of before is looked for', async () => {
    const rig = machineRig();
    await rig.settled();
    expect(marks(rig)).toBeNull();
    await rig.citizen({ do: 'start', language: 'en' });
    expect(marks(rig)).toBeNull();
    await rig.citizen({ do: 'continue' });
    expect(marks(rig)).toBeNull();
  });

  it('goes from the card to the questions, and back to what it takes with the card still ticked', async () => {
    const rig = machineRig();
    await rig.settled();
    await rig.citizen({ do: 'start', language: 'en' }, { do: 'choose', service: 'identity-card-replacement' });
    expect(marks(rig)).toBe('card, questions, check, payment, receipt');
    await rig.citizen({ do: 'next' });
    expect(marks(rig)).toBe('[card], questions, check, payment, receipt');
    rig.reader.read(AYSEL);
    await rig.settled();
    expect(marks(rig)).toBe('card done, [questions], check, payment, receipt');
    await rig.citizen({ do: 'back' });
    expect(rig.screen().show).toBe('beforeYouStart');
    expect(marks(rig)).toBe('card done, questions, check, payment, receipt');
  });

  it('stands at the payment, at the paper, and is all ticked at the end', async () => {
    const paying = machineRig();
    await untilPaying(paying);
    expect(marks(paying)).toBe('card done, questions done, check done, [payment], receipt');
    const rig = machineRig();
    await untilPrinting(rig);
    expect(marks(rig)).toBe('card done, questions done, check done, payment done, [receipt]');
    rig.printer.finish();
    await rig.settled();
    expect(rig.screen().show).toBe('done');
    expect(marks(rig)).toBe('card done, questions done, check done, payment done, receipt done');
  });

  it('stands where the visit was stopped before the check', async () => {
    const rig = machineRig();
    rig.office.state.noPrice = 'not-eligible';
    await untilChecking(rig);
    expect([rig.screen().show, marks(rig)]).toEqual([
      'trouble',
      'card done, questions done, [check], payment, receipt',
    ]);
  });

  it('keeps its order while one row is changed from the check', async () => {
    const rig = machineRig();
    await untilPaying(rig);
    const order = rig.screen().steps?.map(({ step }) => step);
    await rig.citizen({ do: 'cancel' });
    expect(rig.screen().steps?.map(({ step }) => step)).toEqual(order);
  });
});
