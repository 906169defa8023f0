import type { SnapshotFrom } from 'xstate';
import { shownServiceText } from '../../../catalogue/easy.ts';
import { mayCardBeLeftBy } from '../../visit/identified.ts';
import { defineVisitStep, type StepViewInput } from '../../visit/step.ts';
import { type ConfirmContext, confirmMachine, type PhoneCodeProblem } from './confirm.machine.ts';
import { areAllDigitsTyped } from './phone-code.ts';

export type ConfirmView =
  | {
      readonly show: 'offeringCode';
      readonly service: string;
      readonly sending: boolean;
      readonly problem: Exclude<PhoneCodeProblem, 'wrong'> | null;
      readonly takeCard: boolean;
    }
  | {
      readonly show: 'typingCode';
      readonly number: string;
      readonly digits: string;
      readonly whole: boolean;
      readonly checking: boolean;
      readonly minutes: number;
      readonly tries: number;
      readonly problem: Exclude<PhoneCodeProblem, 'over'> | null;
      readonly more: boolean;
    };

type Snapshot = SnapshotFrom<typeof confirmMachine>;

function view({ value, context }: Snapshot, seen: StepViewInput): ConfirmView {
  if (value !== 'typing' && value !== 'checking') return offeringView(context, value === 'sending', seen);
  const { sent, digits, problem } = context;
  if (!sent) throw new Error('the page of digits needs a code that was sent');
  return {
    show: 'typingCode',
    number: sent.number,
    digits,
    whole: areAllDigitsTyped(digits),
    checking: value === 'checking',
    minutes: Math.floor(sent.validSeconds / 60),
    tries: sent.tries,
    problem: value === 'checking' || problem === 'over' ? null : problem,
    more: sent.more,
  };
}

function offeringView(
  { service, person, problem }: ConfirmContext,
  sending: boolean,
  seen: StepViewInput,
): ConfirmView {
  return {
    show: 'offeringCode',
    service: shownServiceText(service, 'title', seen),
    sending,
    problem: sending || problem === 'wrong' ? null : problem,
    takeCard: mayCardBeLeftBy(person, seen.devices),
  };
}

const typedKey = (digits: string) => (digits === '' ? 'none' : areAllDigitsTyped(digits) ? 'all' : 'some');

export const confirmStepDefinition = defineVisitStep({
  needs: ['service', 'person'],
  adds: ['confirmed'],
  reopens: false,
  progress: 'card',
  machine: confirmMachine,
  takes: ['citizen.key', 'citizen.erase', 'citizen.next', 'citizen.retry', 'citizen.back', 'citizen.language'],
  view,
  key: ({ context: { digits, problem, sent } }: Snapshot) => [typedKey(digits), problem !== null, sent?.more],
});
