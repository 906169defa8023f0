import type { BackOfficeTrouble } from '../../../back-office/contract.ts';
import type {
  ConfirmContext,
  ConfirmEnd,
  PhoneCodeCheckInput,
  PhoneCodeCheckOutput,
  SendPhoneCodeOutput,
} from './confirm.machine.ts';

const DIGITS = 6;

type Change = Partial<ConfirmContext>;

export const NO_CODE_SENT = { code: null, askedIn: null, sent: null, digits: '', attempt: 1, problem: null } as const;

export const areAllDigitsTyped = (digits: string): boolean => digits.length === DIGITS;

export function addDigit(context: ConfirmContext, key: string): Change {
  const { digits } = context;
  return /^[0-9]$/.test(key) && digits.length < DIGITS ? changed(context, digits + key) : {};
}

export const removeDigit = (context: ConfirmContext): Change =>
  context.digits === '' ? {} : changed(context, context.digits.slice(0, -1));

/** After an unanswered check, other digits count as another attempt. */
function changed({ attempt, problem }: ConfirmContext, digits: string): Change {
  return { digits, problem: null, attempt: problem?.startsWith('BKO-') ? attempt + 1 : attempt };
}

export function phoneCodeCheckInputOf({ code, attempt, digits }: ConfirmContext): PhoneCodeCheckInput {
  if (code === null) throw new Error('a check needs a code that was sent');
  return { code, attempt, digits };
}

export function takeCodeRequestAnswer(context: ConfirmContext, { code, askedIn, result }: SendPhoneCodeOutput): Change {
  if (result.ok) return { ...NO_CODE_SENT, code, askedIn, sent: result.value };
  return refused(result.error) ?? { code, askedIn, problem: problemOf(result.error, context) };
}

export function takeCodeCheckAnswer(context: ConfirmContext, output: PhoneCodeCheckOutput): Change {
  const { code, sent: its, attempt } = context;
  if (code === null || its === null) throw new Error('the answer to a check needs a code that was sent');
  if (!output.ok) return refused(output.error) ?? { problem: problemOf(output.error, context) };
  const { outcome, tries } = output.value;
  switch (outcome) {
    case 'right':
      return { digits: '', end: { end: 'done', facts: { confirmed: { by: 'code', code } } } };
    case 'wrong':
      return { digits: '', problem: 'wrong', attempt: attempt + 1, sent: { ...its, tries } };
    case 'over':
      return its.more ? { ...NO_CODE_SENT, problem: 'over' } : ends('BKO-115');
    default:
      return outcome satisfies never;
  }
}

const ends = (code: Extract<ConfirmEnd, { end: 'cannot' }>['code']): Change => ({
  digits: '',
  end: { end: 'cannot', code },
});

/** End of the step after a refusal; `null`: no refusal, another try may help. */
function refused(error: BackOfficeTrouble): Change | null {
  if (error.kind !== 'refused') return null;
  if (error.reason === 'no-phone') return ends('BKO-114');
  return ends(error.reason === 'too-many-codes' ? 'BKO-115' : 'BKO-102');
}

const problemOf = (error: BackOfficeTrouble, { problem }: ConfirmContext): ConfirmContext['problem'] =>
  error.kind === 'refused' ? problem : error.code;
