import type { Clock } from '../../../drivers/clock.ts';
import type { IdReader, ReaderEvent } from '../../../drivers/id-reader/contract.ts';
import { type DeviceTest, type DeviceTestOutcome, failedTestOutcome, TEST_STOPPED } from './contract.ts';
import { TECHNICIAN_WAIT_MS, waitForFirst } from './wait.ts';

/** Code for a signer that is no trusted authority, as of a specimen. The chip was read. */
const SIGNER_UNKNOWN = 'RDR-243';

interface Read {
  readonly reader: IdReader;
  readonly hasChip: boolean;
  readonly clock: Clock;
}

type DocumentRead = Extract<ReaderEvent, { readonly type: 'document.read' }>['result'];

/** Reads a specimen or a card. Only codes and the assurance leave this function: no data of the document is shown or stored. */
export const documentTest =
  ({ reader, hasChip, clock }: Read): DeviceTest =>
  async ({ show, signal }) => {
    show({ at: 'insert-document' });
    const read = await waitForFirst<DocumentRead>(
      (give) =>
        reader.onEvent((event) => (event.type === 'document.read' ? give(event.result) : show({ at: 'working' }))),
      { clock, limitMs: TECHNICIAN_WAIT_MS, signal },
    );
    if (read === null) return signal.aborted ? TEST_STOPPED : failedTestOutcome('ACC-114');
    show({ at: 'remove-document' });
    return judged(read, hasChip);
  };

function judged(read: DocumentRead, hasChip: boolean): DeviceTestOutcome {
  if (!read.ok) {
    const { error } = read;
    const cause = 'cause' in error ? error.cause : undefined;
    return hasChip && cause === SIGNER_UNKNOWN ? CHIP : failedTestOutcome(cause ?? error.code);
  }
  if (!hasChip) return { is: 'passed', found: { saw: 'zone-read' }, kinds: ['reader'] };
  return read.value.assurance === 'chip' ? CHIP : failedTestOutcome('ACC-114');
}

const CHIP: DeviceTestOutcome = { is: 'passed', found: { saw: 'chip-read' }, kinds: ['reader', 'chipReader'] };
