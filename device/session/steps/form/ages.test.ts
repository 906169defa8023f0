import { describe, expect, it } from 'vitest';
import { createActor } from 'xstate';
import { type MachineRig, machineRig } from '../../../../test/rigs/machine-rig.ts';
import { catalogue } from '../../../../test/support/catalogue.ts';
import { PLAIN_DISPLAY } from '../../../words/display.ts';
import type { Language } from '../../../words/language.ts';
import { UNANSWERED_DEVICES } from '../../visit/devices.ts';
import type { StepEvent } from '../../visit/events.ts';
import { formMachine } from './form.machine.ts';
import { formStepDefinition } from './step.ts';

const CATALOGUE = catalogue();
const CHILD = { 'child-surname': 'Quliyev', 'child-given-names': 'Murad', 'child-fin': '5ABC10D', mobile: '501234567' };

function born(id: string, tierId: string, { dated = true, day = '' } = {}) {
  const service = CATALOGUE.services.find((each) => each.id === id)!;
  const tier = service.tiers.find((each) => each.id === tierId)!;
  const actor = createActor(formMachine, {
    input: {
      ...({
        catalogue: CATALOGUE,
        devices: UNANSWERED_DEVICES,
        language: 'en',
        today: '2026-11-27',
        dated,
        used: {},
      } as const),
      service,
      tier,
      only: 'child-birth-date',
      from: 'before',
      answers: { ...CHILD, ...(day !== '' && { 'child-birth-date': day }) },
    },
  }).start();
  const does = (...events: readonly StepEvent[]) => {
    for (const event of events) actor.send(event);
  };
  return {
    says: (day: string) =>
      does(
        ...['', day.slice(0, 4), day.slice(0, 7), day].map((value): StepEvent => ({ type: 'citizen.answer', value })),
        { type: 'citizen.next' },
      ),
    takes: (value: string) => does({ type: 'citizen.answer', value }),
    next: () => does({ type: 'citizen.next' }),
    page(language: Language = 'en') {
      const seen = {
        language,
        display: PLAIN_DISPLAY,
        devices: UNANSWERED_DEVICES,
        qrOf: (reference: string) => reference,
      };
      const { question } = formStepDefinition.view(actor.getSnapshot(), seen);
      if (question.kind !== 'date') throw new Error(`at ${question.id}`);
      return question;
    },
    output: () => actor.getSnapshot().output,
  };
}

describe('a birth date', () => {
  it('when the birth date does not fit the term, then the page refuses it and names the term that fits', () => {
    const at = born('passport-child', 'age-0');
    at.says('2020-05-23');
    expect(at.page()).toMatchObject({
      problem: 'What you chose is not for a child of this age. This is:',
      fitting: [{ value: 'age-3-to-17', label: 'From 3 to 17 years, 10 working days' }],
      groups: [],
      parts: [{ label: '2020' }, { label: 'May' }, { part: 'day', label: '23', reopen: '2020-05' }],
    });
    expect(at.page('az').problem).toBe('Seçdiyiniz bu yaşda uşaq üçün deyil. Bu uşağa uyğundur:');
    expect(at.page('ru').problem).toBe('Выбранное не подходит ребёнку этого возраста. Подходит:');
    expect(at.output()).toBeUndefined();
  });

  it('when the citizen takes the term that fits, then the birth date is accepted with it', () => {
    const at = born('passport-child', 'age-0');
    at.says('2020-05-23');
    at.takes('no such term');
    at.takes('age-1-to-2');
    expect(at.page().problem).not.toBeNull();
    at.takes('age-3-to-17');
    expect(at.page()).toMatchObject({ problem: null, fitting: [], note: 'From 3 to 17 years, 10 working days' });
    at.next();
    expect(at.output()).toMatchObject({
      end: 'done',
      facts: { answers: { 'child-birth-date': '2020-05-23' }, tier: { id: 'age-3-to-17' } },
    });
  });

  it('when the citizen touches a part on the page of the refusal, then the birth date can be changed', () => {
    const at = born('passport-child', 'age-0');
    at.says('2020-05-23');
    at.takes('2020-05');
    expect(at.page()).toMatchObject({ problem: null, fitting: [], complete: false });
    at.says('2026-05-23');
    expect(at.output()).toMatchObject({ end: 'done', facts: { tier: { id: 'age-0' } } });
  });

  it.each([
    ['en', 'This service is for children under 15. Check the date, or choose another service.'],
    ['az', 'Bu xidmət 15 yaşadək uşaqlar üçündür. Tarixi yoxlayın və ya başqa xidmət seçin.'],
    ['ru', 'Эта услуга – для детей до 15 лет. Проверьте дату или выберите другую услугу.'],
  ] as const)(
    'when the service is not for the child, then the birth date is refused and the page names the ages: %s',
    (language, said) => {
      const at = born('identity-card-child', '10-days');
      at.says('2010-05-23');
      expect(at.page(language)).toMatchObject({ problem: said, fitting: [] });
      at.says('2012-05-23');
      expect(at.output()).toMatchObject({ end: 'done' });
    },
  );

  it('when the child has its birthday today, then it is a year older', () => {
    const at = born('identity-card-child', '10-days');
    at.says('2011-11-27');
    expect(at.page().problem).not.toBeNull();
    at.says('2011-11-28');
    expect(at.output()).toMatchObject({ end: 'done' });
  });

  it('when the citizen has chosen another term since, then the page opens with the term that fits', () => {
    const at = born('passport-child', 'age-0', { day: '2020-05-23' });
    expect(at.page()).toMatchObject({ fitting: [{ value: 'age-3-to-17' }] });
  });

  it('when the kiosk does not know the date, then it accepts the day without comparing ages', () => {
    const at = born('passport-child', 'age-0', { dated: false });
    at.says('2020-05-23');
    expect(at.output()).toMatchObject({ end: 'done', facts: { tier: { id: 'age-0' } } });
  });
});

describe('a visit with a birth date', () => {
  async function untilChecked(): Promise<MachineRig> {
    const rig = machineRig();
    await rig.settled();
    await rig.citizen({ do: 'start', language: 'en' }, { do: 'choose', service: 'passport-child' });
    await rig.citizen({ do: 'tier', tier: 'age-3-to-17' }, { do: 'next' });
    rig.reader.read();
    await rig.settled();
    for (const text of ['Quliyev', 'Murad']) {
      await rig.type(text);
      await rig.citizen({ do: 'next' });
    }
    await rig.citizen(...['2020', '2020-05', '2020-05-23'].map((value) => ({ do: 'answer', value }) as const));
    await rig.citizen({ do: 'next' });
    for (const text of ['5ABC10D', '501234567']) {
      await rig.type(text);
      await rig.citizen({ do: 'next' });
    }
    return rig;
  }

  it('when the citizen changes the term, then the birth date comes again before payment', async () => {
    const rig = await untilChecked();
    expect(rig.screen()).toMatchObject({ show: 'checking', purchase: { amount: 3500 } });
    await rig.citizen({ do: 'edit', what: 'tier' }, { do: 'tier', tier: 'age-0' }, { do: 'next' });
    expect(rig.screen()).toMatchObject({
      show: 'answering',
      question: { id: 'child-birth-date', fitting: [{ value: 'age-3-to-17' }] },
    });
    await rig.citizen({ do: 'answer', value: 'age-3-to-17' });
    await rig.citizen({ do: 'next' }, { do: 'next' }, { do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'checking', purchase: { amount: 3500 } });
  });

  it('when the term follows the birth date, then the price is asked for again', async () => {
    const rig = await untilChecked();
    await rig.citizen({ do: 'edit', what: 'child-birth-date' });
    await rig.citizen(...['', '2026', '2026-05', '2026-05-23'].map((value) => ({ do: 'answer', value }) as const));
    await rig.citizen({ do: 'next' }, { do: 'answer', value: 'age-0' }, { do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'checking', purchase: { amount: 1500 } });
  });
});
