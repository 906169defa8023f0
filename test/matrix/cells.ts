import type { CitizenScreen } from '../../device/screen/screen.ts';
import { isVoidPaper, wholeReceipts } from '../contract/receipt-printer.ts';
import type { WiredRig } from './wired-rig.ts';

export interface ReturnedDevice {
  readonly meanwhile?: (rig: WiredRig) => Promise<void> | void;
}

export type Device =
  | 'reader'
  | 'terminal'
  | 'printer'
  | 'documentPrinter'
  | 'validator'
  | 'scanner'
  | 'code'
  | 'backOffice';

export const DEVICE_RETURNS: { readonly [D in Device]: Readonly<Record<string, ReturnedDevice>> } = {
  reader: {
    empty: { meanwhile: ({ reader }) => reader.remove() },
    'the same card': { meanwhile: ({ reader }) => reader.insert('aze-card-woman') },
    'another card': { meanwhile: ({ reader }) => reader.insert('aze-card-man') },
  },
  terminal: {
    'as it was': {},
    'a card was held to it': { meanwhile: ({ terminal }) => terminal.tap() },
    'somebody pressed stop': { meanwhile: ({ terminal }) => terminal.key('cancel') },
  },
  printer: {
    'as it was': {},
    'off and on, its buffer empty': { meanwhile: ({ printer }) => printer.powerCycle() },
    'paper out': { meanwhile: ({ printer }) => printer.setPaper('out') },
    'cover open': { meanwhile: ({ printer }) => printer.openCover() },
  },
  documentPrinter: {
    'as it was': {},
    'off and on, its jobs forgotten': { meanwhile: ({ documents }) => documents.powerCycle() },
    'cover open': { meanwhile: ({ documents }) => documents.openCover() },
  },
  validator: {
    'as it was': {},
    'off and on': {
      async meanwhile({ validator, run }) {
        validator.powerOff();
        await run(1_000);
        validator.powerOn();
      },
    },
    'after its ten seconds of patience': { meanwhile: ({ run }) => run(15_000) },
  },
  scanner: { 'as it was': {} },
  /** A code is held to the scanner; the device is never away. */
  code: { 'of a receipt': {}, foreign: {} },
  backOffice: { 'has it': {}, 'has it not': {}, 'is at it': {} },
};

const RECEIPT = 'https://status.example/a/K5-7QF2-62';

export const AWAY_MS = 2_000;
/** Milliseconds until every driver is ready, also the validator with its motors. */
export const BACK_MS = 8_000;

const AWAY: { readonly [D in Device]: (rig: WiredRig, found: string) => void } = {
  reader: ({ cables }) => cables.reader.unplug(),
  terminal: ({ cables }) => cables.terminal.unplug(),
  printer: ({ cables }) => cables.printer.unplug(),
  documentPrinter: ({ cables }) => cables.documentPrinter.unplug(),
  validator: ({ cables }) => cables.validator.unplug(),
  scanner: ({ cables }) => cables.scanner.unplug(),
  code: ({ scanner }, found) => scanner.scan(found === 'foreign' ? '4006381333931' : RECEIPT),
  backOffice: ({ office }, found) =>
    office.become(found === 'has it' ? 'loses-answers' : found === 'has it not' ? 'down' : 'busy'),
};

const BACK: { readonly [D in Device]: (rig: WiredRig) => void } = {
  reader: ({ cables }) => cables.reader.plug(),
  terminal: ({ cables }) => cables.terminal.plug(),
  printer: ({ cables }) => cables.printer.plug(),
  documentPrinter: ({ cables }) => cables.documentPrinter.plug(),
  validator: ({ cables }) => cables.validator.plug(),
  scanner: ({ cables }) => cables.scanner.plug(),
  code: () => undefined,
  backOffice: ({ office }) => office.become('up'),
};

export interface CellOutcome {
  readonly screens: readonly [before: string, away: string, back: string];
  readonly end: string;
}

export async function runCell(
  rig: WiredRig,
  device: Device,
  name: string,
  found: ReturnedDevice,
): Promise<CellOutcome> {
  const before = labelOf(rig.screen());
  AWAY[device](rig, name);
  await rig.run(AWAY_MS);
  const away = labelOf(rig.screen());
  await found.meanwhile?.(rig);
  BACK[device](rig);
  await rig.run(BACK_MS);
  const back = labelOf(rig.screen());
  await goHome(rig);
  return { screens: [before, away, back], end: endOf(rig) };
}

const HOME_MS = 400_000;

/** Returns whether the pages for staff came before the next citizen. */
export async function goHome(rig: WiredRig): Promise<boolean> {
  let maintained = false;
  for (const cable of Object.values(rig.cables)) cable?.plug();
  closeCabinet(rig);
  rig.office.become('up');
  rig.printer.closeCover();
  rig.printer.refill();
  rig.documents.closeCover();
  rig.documents.clearJam();
  rig.documents.hold(false);
  rig.reader.remove();
  for (let ms = 0; ms < HOME_MS; ms += 500) {
    // The citizen takes a note that hangs out of the intake.
    rig.validator.take();
    await rig.run(500);
    const { show } = rig.screen();
    if (show === 'attract' && rig.ledger.open().length === 0) return maintained;
    maintained ||= show === 'maintaining';
    if (show === 'maintaining' || rig.places().some((place) => place.startsWith('session')))
      await rig.citizen({ do: 'finish' });
  }
  throw new Error(`no rest: ${rig.places().join(', ')}; open: ${JSON.stringify(rig.ledger.open())}`);
}

function closeCabinet({ cabinet }: WiredRig): void {
  cabinet?.contacts.move('door', false);
  cabinet?.contacts.move('serviceKey', false);
  cabinet?.badges.remove();
  cabinet?.keys.free();
}

/** Text of the outcomes in the ledger, and of the holder of each sum and paper. */
export function endOf({ written, terminal, validator, printer, documents }: WiredRig): string {
  const outcomes = written.flatMap(({ entry }) => (entry.kind === 'closed' ? [entry.outcome] : []));
  const money = [
    ...(terminal.approvedTotal > 0 ? [`card ${terminal.approvedTotal / 100}`] : []),
    ...(validator.state().cassette.length > 0 ? [`${validator.state().cassette.length} notes`] : []),
  ];
  const count = (name: string, of: number) => (of > 0 ? [`${of} ${name}`] : []);
  return [
    ...outcomes,
    ...money,
    ...count('valid', wholeReceipts(printer).length),
    ...count('sheets', documents.sheets().length),
    ...count('void', printer.papers().filter(isVoidPaper).length),
  ].join(', ');
}

export function labelOf(screen: CitizenScreen): string {
  const idle = screen.idle ? ' (idle?)' : '';
  return `${screen.show}${detailsOf(screen)
    .filter((each) => each !== null)
    .map((each) => ` ${each}`)
    .join('')}${idle}`;
}

function detailsOf(screen: CitizenScreen): readonly (string | number | null)[] {
  switch (screen.show) {
    case 'outOfService':
      return screen.because;
    case 'attract':
      return screen.notices;
    case 'choosing':
      return [
        ...screen.services.map(({ unavailable }) => unavailable ?? 'open'),
        screen.canContinue ? null : 'none continued',
        ...screen.notices,
      ];
    case 'browsing':
      return screen.services.map(({ unavailable }) => unavailable ?? 'open');
    case 'searching':
      return screen.results.map((each) => (each.leads === 'service' ? (each.unavailable ?? 'open') : each.leads));
    case 'enteringCode':
      return [screen.problem, screen.locked ? 'locked' : null];
    case 'found':
      return [
        screen.state,
        screen.money,
        screen.next,
        ...screen.offers,
        screen.note,
        screen.blocked && `blocked by ${screen.blocked}`,
      ];
    case 'dealing':
      return [screen.what, screen.trouble];
    case 'askingCancel':
      return [screen.money];
    case 'readingReply':
      return [screen.rated];
    case 'beforeYouStart':
    case 'checking':
      return [...screen.warnings, screen.blocked && `blocked by ${screen.blocked}`];
    case 'identifying':
      return [screen.stage, screen.trouble, screen.phoneProblem];
    case 'identifyingByPhone':
      return [screen.stage];
    case 'maintaining':
      return [screen.content.page];
    case 'choosingPayment':
      return [
        screen.closed.card,
        screen.closed.cash,
        screen.purchase.credit ? `credit ${screen.purchase.credit.amount / 100}` : null,
      ];
    case 'typingCredit':
      return [screen.problem, screen.asking ? 'asking' : null];
    case 'paying':
      return [screen.stage, screen.money];
    case 'payingCash':
      return [screen.stage, screen.inserted / 100, screen.trouble];
    case 'noteTooLarge':
      return [screen.note / 100, screen.missing / 100];
    case 'credited':
      return [screen.credit.amount / 100, screen.credit.printed ? 'on paper' : 'without paper', screen.because];
    case 'trouble':
      return [screen.code, screen.money, screen.canRetry ? 'retry' : null];
    case 'issuing':
      return [screen.money];
    case 'printTrouble':
      return [
        screen.code,
        screen.canReprint ? 'reprint' : null,
        screen.canCopy ? 'copy' : null,
        screen.partlyPrinted ? 'partly printed' : null,
      ];
    case 'receiptQr':
      return [screen.canReprint ? 'reprint' : null];
    case 'done':
      return [screen.printed ? 'printed' : 'not printed', screen.document?.on ?? null];
    default:
      return [];
  }
}
