import { currentQuestionOf, type FormContext, registerOptionsHere } from '../../device/session/steps/form/answering.ts';
import { VISIT_STEPS } from '../../device/session/steps/registry.ts';
import { citizenEvent } from '../../device/session/visit/events.ts';
import { KNOWN_CHILD, KNOWN_PHONE } from '../model/known-answers.ts';
import { catalogue } from '../support/catalogue.ts';
import { exampleAnswer } from '../support/example-answers.ts';
import type { InventedService, WalkedStep } from './step.ts';

/** Form step of a service, for a child that the register knows. `kinds` collects the kinds of pages that the test sees. */
export function formStepForChild(kinds = new Set<string>()): {
  readonly step: WalkedStep;
  readonly madeUp: InventedService;
} {
  const service = catalogue().services.find(({ id }) => id === 'identity-card-child')!;
  const answers = {
    'child-surname': KNOWN_CHILD.surname,
    'child-given-names': KNOWN_CHILD.givenNames,
    'child-birth-date': KNOWN_CHILD.birthDate,
    'child-fin': KNOWN_CHILD.fin,
    mobile: '501234567',
  };
  const prefill = { key: 'known-1', children: [KNOWN_CHILD, { ...KNOWN_CHILD, fin: '6ABC10D' }], phone: KNOWN_PHONE };
  const answersTo = (given: unknown) => {
    const context = given as FormContext;
    kinds.add(registerOptionsHere(context).length > 0 ? 'list' : currentQuestionOf(context).kind);
    return exampleAnswer(context).map(citizenEvent);
  };
  const examples = ['another', 'child-1', 'registered'].map((value) => ({ type: 'citizen.answer', value }) as const);
  return {
    step: { ...VISIT_STEPS.form, examples } as unknown as WalkedStep,
    madeUp: { service, answers, prefill, answersTo },
  };
}
