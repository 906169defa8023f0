import { withAnyOf } from '../../../drivers/abort.ts';
import type { ValidatorEvent } from '../../../drivers/bill-validator/contract.ts';
import type { Clock } from '../../../drivers/clock.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Till } from '../../ledger/till.ts';
import { type DeviceTest, type DeviceTestOutcome, failedTestOutcome, TEST_STOPPED } from './contract.ts';
import { isMoneyOpen } from './trial-sale.ts';
import { TECHNICIAN_WAIT_MS, waitForFirst } from './wait.ts';

export interface NoteTestParts {
  readonly till: Pick<Till, 'status' | 'onStatus' | 'onEvent' | 'giveBack'>;
  readonly ledger: Pick<Ledger, 'open' | 'forStaff'>;
  readonly clock: Clock;
}

/** Takes one note into escrow and gives it back. If the validator keeps the note, the ledger has it, as in a visit. */
export const noteTest =
  ({ till, ledger, clock }: NoteTestParts): DeviceTest =>
  async ({ show, signal }) => {
    if (isMoneyOpen(ledger)) return failedTestOutcome('ACC-117');
    const { blockedBy } = till.status();
    if (blockedBy) return failedTestOutcome(blockedBy.code);
    const enough = new AbortController();
    // Before `accepting`, the validator refuses notes.
    const ready = () => till.status().intake === 'accepting' && show({ at: 'insert-note' });
    const off = till.onStatus(ready);
    ready();
    const taking = withAnyOf([signal, enough.signal], (either) =>
      till.giveBack(either, (value) => show({ at: 'take-note', value })),
    );
    const ending = waitForFirst<ValidatorEvent>(
      (give) => till.onEvent((each) => (isEnd(each) ? give(each) : undefined)),
      { clock, limitMs: TECHNICIAN_WAIT_MS, signal },
    ).finally(() => {
      off();
      enough.abort();
    });
    const [event] = await Promise.all([ending, taking]);
    return event === null && signal.aborted ? TEST_STOPPED : judged(event);
  };

const isEnd = ({ type }: ValidatorEvent): boolean => type !== 'note.inserted' && type !== 'cheat.suspected';

const judged = (event: ValidatorEvent | null): DeviceTestOutcome =>
  event?.type === 'note.returned'
    ? { is: 'passed', found: { saw: 'note-given-back', value: event.value }, kinds: ['billValidator'] }
    : failedTestOutcome('ACC-115');
