import { TECHNICIAN_WAIT_MS } from '../../device/maintenance/devices/wait.ts';
import { createMrzReader } from '../../drivers/id-reader/mrz/driver.ts';
import { describeLinkAddress } from '../command/options.ts';
import { comesOnline, createDiscardLog, createLinkWithTrouble } from '../devices/open-device.ts';
import { type DocumentReadResult, joinChipReader, nextDocument } from '../devices/reader.ts';
import { awayDeviceResult } from './away.ts';
import { type AcceptanceFinding, failedStep, passedStep, skipped } from './result.ts';
import type { AcceptanceContext } from './step.ts';

/** Code if the chip was read, but no trusted authority issued its signer, as with a specimen. */
const SIGNER_UNKNOWN = 'RDR-243';

/** Reads a specimen. Its check digits and signatures are checked; its data is not shown or kept. */
export async function identityDocumentStep(parts: AcceptanceContext): Promise<AcceptanceFinding> {
  const { profile, io, person, words } = parts;
  const { reader: row } = profile.devices;
  const { link: address, dialect, chip } = row;
  if (address === 'simulated') return skipped('simulated');
  const link = createLinkWithTrouble(address);
  const discarded = createDiscardLog(io);
  const zones = createMrzReader({
    ...row,
    link: link.factory,
    clock: io.clock,
    random: Math.random,
    today: () => new Date(),
    onDiscarded: discarded.note,
  });
  const beside = await joinChipReader(row, zones, io);
  if (!beside.ok) {
    await zones.close();
    return failedStep('RDR-251', beside.error.line);
  }
  const { reader, away: chipAway } = beside.value;
  try {
    // Before the wait for the reader: the document may already lie in it.
    const document = nextDocument(reader, TECHNICIAN_WAIT_MS / 1_000, io);
    if (!(await comesOnline(reader, io.clock))) {
      document.stop();
      const its = chipAway();
      return its
        ? failedStep(its.code, its.found, its.fix)
        : awayDeviceResult('reader', address, link.trouble(), discarded.bytes());
    }
    person.tell(words.document.putIn);
    const came = await document.came;
    if (came) person.tell(words.document.takeOut);
    return judged(came, chip !== undefined, [
      {
        kind: 'document reader',
        model: dialect?.name ?? 'lines',
        firmware: null,
        serial: null,
        at: describeLinkAddress(address),
      },
      ...(chip ? [{ kind: 'chip reader', model: chip.driver, firmware: null, serial: null, at: null }] : []),
    ]);
  } finally {
    await reader.close();
  }
}

function judged(
  read: DocumentReadResult | null,
  hasChip: boolean,
  devices: AcceptanceFinding['devices'],
): AcceptanceFinding {
  if (read === null) return failedStep('ACC-114', `no document in ${TECHNICIAN_WAIT_MS / 1_000} s`);
  if (!read.ok) {
    const { error } = read;
    const cause = 'cause' in error ? error.cause : undefined;
    if (hasChip && cause === SIGNER_UNKNOWN)
      return passedStep('chip-read', `its signer is not trusted here (${cause})`, devices);
    const what = error.kind === 'check-digit' ? `wrong check digit of ${error.failed.join(', ')}` : error.kind;
    return failedStep(cause ?? error.code, cause === undefined ? what : `${what} (${error.code})`);
  }
  if (!hasChip) return passedStep('zone-read', 'all check digits are right', devices);
  if (read.value.assurance === 'chip') return passedStep('chip-read', 'the signature of its chip is trusted', devices);
  return failedStep('ACC-114', 'only the zone was read: the document has no chip, or the reader did not find it');
}
