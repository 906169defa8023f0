import { describe, expect, it } from 'vitest';
import { createActor } from 'xstate';
import { ANSWERS_TO_EVERY_QUESTION, serviceWithEveryQuestion } from '../../../../test/contract/every-question.ts';
import { AYSEL } from '../../../../test/rigs/machine-rig.ts';
import { PLAIN_DISPLAY } from '../../../words/display.ts';
import { sameInEveryLanguage } from '../../../words/language.ts';
import { UNANSWERED_DEVICES } from '../../visit/devices.ts';
import type { StepEvent } from '../../visit/events.ts';
import { formMachine } from './form.machine.ts';
import { formStepDefinition } from './step.ts';

const service = serviceWithEveryQuestion();
const person = { document: AYSEL, assurance: 'zone' } as const;
const catalogue = {
  doors: [],
  groups: [],
  mine: sameInEveryLanguage([]),
  services: [service],
  holidays: { annual: [], dated: [] },
};

function opened(only: string | null, answers: Readonly<Record<string, string>> = ANSWERS_TO_EVERY_QUESTION) {
  const common = {
    catalogue,
    devices: UNANSWERED_DEVICES,
    language: 'en',
    today: '2026-11-24',
    dated: true,
    used: {},
    from: 'before',
  } as const;
  const actor = createActor(formMachine, { input: { ...common, service, person, only, answers } }).start();
  const page = () => {
    const { question, number, of } = formStepDefinition.view(actor.getSnapshot(), {
      language: 'en',
      display: PLAIN_DISPLAY,
      devices: UNANSWERED_DEVICES,
      qrOf: (reference) => reference,
    });
    return [question.id, number, of] as const;
  };
  const does = (...events: readonly StepEvent[]) => {
    for (const event of events) actor.send(event);
  };
  const chooses = (value: string) => does({ type: 'citizen.answer', value }, { type: 'citizen.next' });
  const types = (text: string) =>
    does(...Array.from(text, (key): StepEvent => ({ type: 'citizen.key', key })), { type: 'citizen.next' });
  return { page, does, chooses, types, output: () => actor.getSnapshot().output };
}

describe('one changed answer', () => {
  it('when no other question becomes necessary, then only the changed question is asked', () => {
    const at = opened('has-car');
    at.chooses('no');
    expect(at.output()).toEqual({ end: 'done', facts: { answers: { ...ANSWERS_TO_EVERY_QUESTION, 'has-car': 'no' } } });
  });

  it('when other questions become necessary, then exactly these questions are asked', () => {
    const at = opened('child-more');
    const visited: string[] = [];
    at.chooses('yes');
    visited.push(at.page()[0]);
    at.types('Quliyeva');
    visited.push(at.page()[0]);
    at.types('Nur');
    visited.push(at.page()[0]);
    for (const part of ['2019', '2019-02']) at.does({ type: 'citizen.answer', value: part });
    at.chooses('2019-02-28');
    visited.push(at.page()[0]);
    at.types('6XYZ10D');
    expect(visited).toEqual(['child-2-surname', 'child-2-given-names', 'child-2-birth-date', 'child-2-fin']);
    expect(at.output()).toMatchObject({ end: 'done', facts: { answers: { 'child-2-birth-date': '2019-02-28' } } });
  });

  it('when the citizen goes back before the new questions are answered, then no answer is changed', () => {
    const at = opened('home-region');
    at.chooses('ganja');
    expect(at.page()[0]).toBe('home-settlement');
    at.does({ type: 'citizen.back' });
    expect(at.page()[0]).toBe('home-region');
    at.does({ type: 'citizen.back' });
    expect(at.output()).toEqual({ end: 'back', facts: {} });
  });
});

describe('the number of a question', () => {
  it('when an answer is touched, then the number of questions changes at once', () => {
    const at = opened('has-car');
    const [, number, of] = at.page();
    at.does({ type: 'citizen.answer', value: 'no' });
    expect(at.page()).toEqual(['has-car', number, of - 1]);
  });

  it('when the card has an answer, then its question is not counted', () => {
    const at = opened(null, {});
    at.chooses('worn-out');
    expect(at.page().slice(0, 2)).toEqual(['where', 2]);
    at.chooses('shop');
    at.types('The lamp is out');
    expect(at.page().slice(0, 2)).toEqual(['from', 4]);
  });
});

describe('a touch that goes on', () => {
  const goOn = (value: string) => ({ type: 'citizen.answer', value, goOn: true }) as const;

  it('when the only answer of the last question is touched, then the form ends with it', () => {
    const at = opened('has-car');
    at.does(goOn('no'));
    expect(at.output()).toEqual({ end: 'done', facts: { answers: { ...ANSWERS_TO_EVERY_QUESTION, 'has-car': 'no' } } });
  });

  it('when the answer makes another question necessary, then its page opens', () => {
    const [touched, chosen] = [opened('child-more'), opened('child-more')];
    touched.does(goOn('yes'));
    chosen.chooses('yes');
    expect(touched.page()).toEqual(chosen.page());
    expect(touched.page()[0]).not.toBe('child-more');
  });

  it('when the value is no answer of the question, then the page stays, and nothing is answered', () => {
    const at = opened('has-car');
    at.does(goOn('perhaps'));
    expect(at.page()[0]).toBe('has-car');
    expect(at.output()).toBeUndefined();
  });

  it.each(['several', 'date', 'text'])(
    'when the question wants more than one touch (%s), then the page stays',
    (kind) => {
      const question = service.questions.find((each) => each.kind === kind)!;
      const at = opened(question.id, {});
      at.does(goOn(question.kind === 'several' ? question.options[0]!.value : '2020'));
      expect(at.page()[0]).toBe(question.id);
      expect(at.output()).toBeUndefined();
    },
  );
});

describe('several answers', () => {
  it('when several answers are touched, then the kiosk keeps them in the order of the page and needs at least one', () => {
    const at = opened('where', { ...ANSWERS_TO_EVERY_QUESTION, where: 'cafe' });
    const touch = (value: string) => at.does({ type: 'citizen.answer', value });
    touch('cafe');
    at.does({ type: 'citizen.next' });
    expect(at.output()).toBeUndefined();
    for (const value of ['cafe', 'nowhere', 'shop']) touch(value);
    at.does({ type: 'citizen.next' });
    expect(at.output()).toMatchObject({ facts: { answers: { where: 'shop,cafe' } } });
  });
});
