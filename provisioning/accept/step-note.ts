import { randomUUID } from 'node:crypto';
import { cashSettingsOf } from '../../device/config/cash.ts';
import { readLedgerQueries } from '../../device/ledger/book.ts';
import { createTill, recordedNote } from '../../device/ledger/till.ts';
import { findBlockingApplication } from '../../device/maintenance/devices/trial-sale.ts';
import { TECHNICIAN_WAIT_MS, waitForFirst } from '../../device/maintenance/devices/wait.ts';
import { withAnyOf } from '../../drivers/abort.ts';
import { createCcnetValidator } from '../../drivers/bill-validator/ccnet/driver.ts';
import type { BillValidator, ValidatorEvent, ValidatorStatus } from '../../drivers/bill-validator/contract.ts';
import { formatAmount } from '../../drivers/money.ts';
import { describeLinkAddress, type LinkAddress } from '../command/options.ts';
import { validatorAdvice, validatorStartsInTime } from '../devices/bill-validator.ts';
import { comesOnline, createLinkWithTrouble, whyLinkAway } from '../devices/open-device.ts';
import { type AcceptanceFinding, failedStep, passedStep, skipped, type TestedDevice } from './result.ts';
import type { AcceptanceContext } from './step.ts';

/** Takes one note and gives it back. A note that was kept by mistake gets into the ledger, as in the kiosk. */
export async function banknoteStep(parts: AcceptanceContext): Promise<AcceptanceFinding> {
  const { profile, io, ledger, ledgerFile } = parts;
  const its = profile.devices.billValidator;
  if (!its) return skipped('not-fitted');
  if (its.link === 'simulated') return skipped('simulated');
  const open = readLedgerQueries(ledgerFile, findBlockingApplication);
  if (open) return failedStep('ACC-117', `${open.application?.reference ?? open.id} is not settled`);
  const link = createLinkWithTrouble(its.link);
  const validator = createCcnetValidator({
    link: link.factory,
    clock: io.clock,
    random: Math.random,
    recorded: recordedNote(ledger),
    onDiscarded: ({ bytes, why }) => io.note(`discarded ${bytes.length} bytes: ${why}`),
  });
  const till = createTill({ validator, ledger, newId: randomUUID, ...cashSettingsOf(profile.cash) });
  try {
    if (!(await comesOnline(validator, io.clock))) {
      const why = link.trouble();
      return failedStep(why?.code ?? 'BIL-102', whyLinkAway(its.link, why, 'BIL-102'), validatorAdvice(its.link, why));
    }
    await validatorStartsInTime(validator, io.clock);
    const { blockedBy } = validator.status();
    if (blockedBy) return failedStep(blockedBy.code, blockedBy.kind);
    return await inAndOut(parts, validator, its.link);
  } finally {
    await till.close();
  }
}

async function inAndOut(
  { io, person, words, stop }: AcceptanceContext,
  validator: BillValidator,
  at: LinkAddress,
): Promise<AcceptanceFinding> {
  const enough = new AbortController();
  person.tell(words.note.putIn);
  const taking = withAnyOf([stop, enough.signal], (either) =>
    validator.accept(async ({ value }) => {
      person.tell(words.note.held(formatAmount(value)));
      person.tell(words.note.take);
      return { do: 'return' };
    }, either),
  );
  const event = await waitForFirst<ValidatorEvent>((give) => validator.onEvent((each) => isEnd(each) && give(each)), {
    clock: io.clock,
    limitMs: TECHNICIAN_WAIT_MS,
    signal: stop,
  });
  enough.abort();
  await taking;
  return judged(event, deviceOf(validator.status(), describeLinkAddress(at)));
}

const isEnd = ({ type }: ValidatorEvent): boolean => type !== 'note.inserted' && type !== 'cheat.suspected';

function judged(event: ValidatorEvent | null, device: TestedDevice): AcceptanceFinding {
  switch (event?.type) {
    case 'note.returned':
      return passedStep('note-given-back', event.value === null ? '' : formatAmount(event.value), [device]);
    case 'note.refused':
      return failedStep('ACC-115', `the note was refused: ${event.reason}`);
    case 'note.stacked':
      return failedStep(
        'ACC-115',
        'the note went into the cassette: the ledger lists it, and staff have to take it out',
      );
    case 'credit.doubted':
      return failedStep(
        'ACC-115',
        `it is not known where the note is (${event.why}): the ledger lists it, and staff have to count the cash`,
      );
    default:
      return failedStep('ACC-115', `no note in ${TECHNICIAN_WAIT_MS / 1_000} s`);
  }
}

const deviceOf = ({ identity }: ValidatorStatus, at: string): TestedDevice => ({
  kind: 'bill validator',
  model: identity?.partNumber ?? null,
  firmware: null,
  serial: identity?.serialNumber ?? null,
  at,
});
