import { createCcnetValidator } from '../../drivers/bill-validator/ccnet/driver.ts';
import type { BillValidator, ValidatorEvent, ValidatorStatus } from '../../drivers/bill-validator/contract.ts';
import { type Clock, pause } from '../../drivers/clock.ts';
import type { LinkTrouble } from '../../drivers/link/link.ts';
import { formatAmount } from '../../drivers/money.ts';
import { ok, type Result } from '../../drivers/result.ts';
import type { Io } from '../command/io.ts';
import { loadProfileFile } from '../command/load-profile.ts';
import type { LinkAddress } from '../command/options.ts';
import { type CliOutcome, type CliTrouble, done, failed, misused } from '../command/outcome.ts';
import { formatTable, printJson } from '../command/output.ts';
import { findRunningKiosk } from '../command/running-kiosk.ts';
import { comesOnline, createLinkWithTrouble, linkAdvice, reachesStatus, whyLinkAway } from './open-device.ts';
import { tellKioskDeviceTested } from './tested.ts';

export interface ValidatorOptions {
  readonly link?: LinkAddress;
  readonly json?: true;
}

export interface ValidatorWatchOptions extends ValidatorOptions {
  /** Profile of a stopped kiosk. */
  readonly profile?: string;
  /** Seconds. */
  readonly wait?: number;
}

/** ms; a validator that was just switched on moves its motors first. */
const STARTED_MS = 20_000;

/** Connects, and prints the validator's identity and what blocks it. Takes no note. */
export async function validatorStatus(options: ValidatorOptions, io: Io): Promise<CliOutcome> {
  return withValidator(options, io, async (validator) => {
    await validatorStartsInTime(validator, io.clock);
    const status = validator.status();
    const { intake, blockedBy, notes, identity } = status;
    if (options.json) printJson(io, { ...status, code: blockedBy?.code ?? null });
    else
      io.out(
        formatTable([
          ['intake', intake],
          ['notes', notes.map(formatAmount).join(', ') || 'not told'],
          ['part number', identity?.partNumber ?? 'not told'],
          ['serial number', identity?.serialNumber ?? 'not told'],
        ]),
      );
    return blockedBy ? failed(`the bill validator is blocked: ${troubleWords(status)}`) : done;
  });
}

/** Opens the mouth of the validator, gives every note back and prints each event: no money moves. */
export async function validatorWatch(options: ValidatorWatchOptions, io: Io): Promise<CliOutcome> {
  const place = await linkOfValidator(options);
  if (!place.ok) return place;
  return withValidator({ ...options, ...place.value }, io, async (validator) => {
    const seen = { known: 0, refused: 0 };
    validator.onEvent((event) => {
      if (event.type === 'note.refused') seen.refused += 1;
      if (event.type === 'note.returned' && event.value !== null) seen.known += 1;
      if (options.json) printJson(io, event);
      else io.out(`${eventWords(event)}\n`);
    });
    validator.onStatus((status) => {
      if (options.json) printJson(io, { type: 'status.changed', ...status });
      else io.out(`${status.blockedBy ? troubleWords(status) : status.intake}\n`);
    });
    const stop = new AbortController();
    const release = io.onInterrupt(() => stop.abort());
    if (options.wait !== undefined) void pause(io.clock, options.wait * 1000, stop.signal).then(() => stop.abort());
    io.note('Put notes in; every one is given back. Ctrl-C ends.');
    await validator.accept(async ({ value }) => {
      io.note(`holds ${formatAmount(value)}, giving it back`);
      return { do: 'return' };
    }, stop.signal);
    release();
    if (seen.known > 0 && seen.refused === 0) tellKioskDeviceTested(options, ['billValidator'], io);
    return done;
  });
}

async function linkOfValidator({
  profile,
  link,
}: ValidatorWatchOptions): Promise<Result<{ readonly link?: LinkAddress }, CliTrouble>> {
  if (link || profile === undefined) return ok(link ? { link } : {});
  const loaded = loadProfileFile(profile);
  if (!loaded.ok) return loaded;
  const its = loaded.value.devices.billValidator?.link;
  if (its === undefined) return ok({});
  if (its === 'simulated')
    return misused(
      `the bill validator of ${profile} is simulated inside the kiosk: run \`asan-kiosk simulate bill-validator --tcp PORT\` and add --link tcp:127.0.0.1:PORT`,
    );
  const running = await findRunningKiosk(loaded.value.web.port);
  if (!running || running.simulated) return ok({ link: its });
  return failed('the kiosk is running and holds the bill validator: stop it first');
}

async function withValidator(
  options: ValidatorOptions,
  io: Io,
  use: (validator: BillValidator) => Promise<CliOutcome>,
): Promise<CliOutcome> {
  if (!options.link)
    return misused('the bill validator has no address: add --link serial:/dev/…@9600 or --link tcp:HOST:PORT');
  const link = createLinkWithTrouble(options.link);
  const validator = createCcnetValidator({
    link: link.factory,
    clock: io.clock,
    random: Math.random,
    onDiscarded: ({ bytes, why }) => io.note(`discarded ${bytes.length} bytes: ${why}`),
    recorded: null,
  });
  try {
    if (await comesOnline(validator, io.clock)) return await use(validator);
    if (options.json) printJson(io, { ...validator.status(), code: link.trouble()?.code ?? 'BIL-102' });
    return failed(
      `the bill validator at ${whyLinkAway(options.link, link.trouble(), 'BIL-102')}: ${validatorAdvice(options.link, link.trouble())}`,
    );
  } finally {
    await validator.close();
  }
}

export const validatorAdvice = (address: LinkAddress, trouble: LinkTrouble | undefined): string =>
  trouble
    ? linkAdvice(address, trouble)
    : 'look at the power and the cable of the validator; its protocol must be set to CCNET, 9600 baud';

/**
 * Waits until the validator has started and reports its identity or what blocks it, or is not online. Returns whether this came in time.
 */
export const validatorStartsInTime = (validator: BillValidator, clock: Clock): Promise<boolean> =>
  reachesStatus(
    validator,
    ({ intake, identity }) =>
      intake === 'blocked' || intake === 'unknown' || (intake === 'paused' && identity !== null),
    clock,
    STARTED_MS,
  );

function troubleWords({ blockedBy }: ValidatorStatus): string {
  if (!blockedBy) return 'nothing';
  const { kind, code } = blockedBy;
  return `${kind.replaceAll('-', ' ')}${'part' in blockedBy ? `: ${blockedBy.part}` : ''} (${code})`;
}

function eventWords(event: ValidatorEvent): string {
  const value = 'value' in event && event.value !== null ? ` ${formatAmount(event.value)}` : '';
  const why = 'reason' in event ? `: ${event.reason}` : 'why' in event ? `: ${event.why}` : '';
  return `${event.type}${value}${why}`;
}
