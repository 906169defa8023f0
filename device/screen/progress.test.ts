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

describe('progress line', () => {
  it('when a service lacks a step, then the progress line lacks this step', () => {
    const { services } = catalogue();
    const of = (id: string) => progressSteps(services.find((service) => service.id === id)!);
    expect(of('identity-card-replacement')).toEqual(['card', 'questions', 'check', 'payment', 'receipt']);
    expect(of('family-members-certificate')).toEqual(['card', 'questions', 'check', 'certificate']);
    expect(of('queue-ticket')).toEqual(['questions', 'check', 'ticket']);
  });

  it('when no service is chosen, then there is no progress line', async () => {
    const rig = machineRig();
    await rig.settled();
    expect(marks(rig)).toBeNull();
    await rig.citizen({ do: 'start', language: 'en' });
    expect(marks(rig)).toBeNull();
    await rig.citizen({ do: 'continue' });
    expect(marks(rig)).toBeNull();
  });

  it('when the citizen goes back to the page before the start, then the step of the card stays ticked', async () => {
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

  it('when the visit pays, prints and ends, then the line marks each step and at the end ticks all', async () => {
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

  it('when the visit stops before the check, then the line stands at the check', async () => {
    const rig = machineRig();
    rig.office.state.noPrice = 'not-eligible';
    await untilChecking(rig);
    expect([rig.screen().show, marks(rig)]).toEqual([
      'trouble',
      'card done, questions done, [check], payment, receipt',
    ]);
  });

  it('when the citizen cancels a payment, then the order of the steps stays the same', async () => {
    const rig = machineRig();
    await untilPaying(rig);
    const order = rig.screen().steps?.map(({ step }) => step);
    await rig.citizen({ do: 'cancel' });
    expect(rig.screen().steps?.map(({ step }) => step)).toEqual(order);
  });
});
