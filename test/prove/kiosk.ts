import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createActor } from 'xstate';
import { connectMachines } from '../../device/actors/actors.ts';
import { createBackOffice } from '../../device/back-office/client.ts';
import { toOfficeService } from '../../device/catalogue/offered.ts';
import type { Catalogue } from '../../device/catalogue/schema.ts';
import { createCentreClock } from '../../device/clock/centre-time.ts';
import { createDocumentCheck } from '../../device/document/check.ts';
import {
  type Application,
  canBeInquired,
  canReverseSale,
  isPaymentInDoubt,
  UNMATCHED_ANSWER,
} from '../../device/ledger/application.ts';
import { type ApplicationActions, createApplicationActions } from '../../device/ledger/dealings.ts';
import { openLedger } from '../../device/ledger/ledger.ts';
import { nextSettlementStep } from '../../device/ledger/next-step.ts';
import { createSettlement } from '../../device/ledger/settlement.ts';
import { createTill, recordedNote } from '../../device/ledger/till.ts';
import { toScreen } from '../../device/screen/to-screen.ts';
import { watchStateMachines } from '../../device/screen/watch.ts';
import { citizenEvent } from '../../device/session/visit/events.ts';
import { openTransparency } from '../../device/transparency/open.ts';
import { fillLanguages } from '../../device/words/language.ts';
import { createCcnetValidator } from '../../drivers/bill-validator/ccnet/driver.ts';
import { createIppPrinter } from '../../drivers/document-printer/ipp/driver.ts';
import { httpPost } from '../../drivers/document-printer/ipp/http-post.ts';
import { emitter } from '../../drivers/emitter.ts';
import type { IdentityDocument, IdReader, ReaderEvent } from '../../drivers/id-reader/contract.ts';
import { createReceiptPrinter } from '../../drivers/kinds/receipt-printer.ts';
import { tcpLink } from '../../drivers/link/tcp.ts';
import { createZvtTerminal } from '../../drivers/payment-terminal/zvt/driver.ts';
import type { PrinterMemo } from '../../drivers/receipt-printer/job/memory.ts';
import { requirePrinterModel } from '../../drivers/receipt-printer/paper/profile.ts';
import { ok } from '../../drivers/result.ts';
import { readSealedDocument } from '../../drivers/sealed-document/read.ts';
import { sampleSeal } from '../../simulators/back-office/documents/seal.ts';
import { duesOfPerson } from '../../simulators/back-office/due-samples.ts';
import { primaryIntent } from '../model/offers.ts';
import { sampleCreditCode } from '../support/sample-credit.ts';
import { createCitizen } from './citizen.ts';
import { fastClock } from './fast-clock.ts';
import { isFrameWithNews } from './no-poll.ts';
import { plantBugInPorts, plantInFile } from './planted.ts';
import { createPoints } from './points.ts';
import type { CitizenPlan, KioskOrder, KioskProcessReport, VisitOrder } from './protocol.ts';
import { type CutGrain, tapLedger, tapLink, tapOffice, tapPost } from './taps.ts';

/*
 * The kiosk without its page. It gets one order on standard input, settles what it owes and serves one citizen. It kills itself at the
 * given point.
 */

const HOST = '127.0.0.1';
/** Milliseconds of the fast clock, longer than the bank takes. */
const MESSAGE_MS = 10_000;
/** No heartbeat: the number of points must not depend on the duration. */
const BEAT_MS = 120_000;
/** Refusals beyond one for each reversal, before the kiosk counts as at rest. Silence is no refusal. */
const MORE_TRIES = 2;
/** Real milliseconds. */
const LOOK_MS = 2;

const HOLDER: IdentityDocument = {
  format: 'TD1',
  documentCode: 'I',
  issuer: 'AZE',
  documentNumber: 'AA1234567',
  surname: 'MAMMADOVA',
  givenNames: 'AYSEL',
  nationality: 'AZE',
  sex: 'F',
  birthDate: '1990-03-14',
  expiryDate: '2041-03-14',
  fin: '5ABC12D',
};

/** Price in qəpik: above 100 ₼ the terminal asks for a PIN, and fees are added. */
const WITHOUT_PIN = 9_500;

const SETTINGS = {
  centreName: fillLanguages({ az: 'Mərkəz № 5', ru: 'Центр № 5', en: 'Centre No 5' }),
  centreShort: fillLanguages({ az: 'Mərkəz № 5', ru: 'Центр № 5', en: 'Centre No 5' }),
  kioskId: 'K5',
  statusUrl: 'https://status.example/a/',
  pxPerMm: 4.03,
  overpayLimit: 500,
  simulated: true,
};

const MAY_OPEN: ReadonlySet<string> = new Set(['choosing', 'choosingPayment']);

const say = (word: KioskProcessReport): void => void process.stdout.write(`${JSON.stringify(word)}\n`);
const bug = (error: unknown): void => say({ is: 'bug', what: error instanceof Error ? `${error.stack}` : `${error}` });
process.on('uncaughtException', bug);
process.on('unhandledRejection', bug);

const input = createInterface({ input: process.stdin });
const lines = input[Symbol.asyncIterator]();
const nextLine = async (): Promise<string> => (await lines.next()).value ?? process.exit(0);

void nextLine().then((line) => serve(JSON.parse(line) as KioskOrder));

async function serve(order: KioskOrder): Promise<void> {
  const points = createPoints();
  const clock = fastClock(order.speed);
  const now = () => new Date(Date.now() + order.laterMs);
  const time = createCentreClock(now);
  const devices = { clock, random: Math.random, onDiscarded: () => undefined };
  const link = (name: string, port: number, grain: CutGrain = order.grain, counts?: (bytes: Uint8Array) => boolean) =>
    tapLink({ name, grain, points, ...(counts && { counts }) }, tcpLink({ host: HOST, port }));
  points.begin(order.fatal);
  const file = join(order.folder, 'ledger.db');
  plantInFile(order.planted, file);
  const opened = tapLedger(openLedger({ file, now }), points);
  const { log: transparency } = openTransparency({ ledger: opened, ledgerFile: file, kioskId: 'K5', randomBytes });
  const memo = opened.memo<PrinterMemo>('printer');
  const { ledger, terminal } = plantBugInPorts(order.planted, {
    ledger: opened,
    terminal: createZvtTerminal({
      ...devices,
      link: link('terminal', order.terminal.port),
      framing: order.terminal.framing,
      issueOfGoods: order.terminal.issuesGoods,
      password: '000000',
      charset: 'utf8',
      saleInDoubt: () => opened.open().some(isPaymentInDoubt),
      saleMayGoBack: () => opened.open().some(canReverseSale),
      now,
      timings: { messageMs: MESSAGE_MS, heartbeat: BEAT_MS },
    }),
  });
  const printer = createReceiptPrinter({
    ...devices,
    link: link('printer', order.printerPort, 'rough'),
    model: requirePrinterModel('epson-tm-t20'),
    memory: { rollMm: null, load: memo.load, save: memo.save },
    timings: { heartbeat: BEAT_MS },
  });
  const till = order.validatorPort
    ? createTill({
        validator: createCcnetValidator({
          ...devices,
          link: link('validator', order.validatorPort, 'rough', isFrameWithNews),
          timings: { answerMs: MESSAGE_MS },
          recorded: recordedNote(ledger),
        }),
        ledger,
        newId: randomUUID,
        overpayLimit: 500,
      })
    : null;
  const backOffice = createBackOffice({
    baseUrl: await tapOffice(order.officePort, { name: 'office', grain: order.grain, points }),
    timeoutMs: 10_000,
    clock,
    newKey: randomUUID,
  });
  const documentPrinter = order.documentsPort
    ? createIppPrinter({
        ...devices,
        user: 'asan-kiosk K5',
        uri: 'ipp://localhost/ipp/print',
        purges: true,
        post: tapPost(points, httpPost({ host: HOST, port: order.documentsPort, path: '/ipp/print', tls: false })),
        timings: { heartbeat: BEAT_MS },
      })
    : null;
  const checkDocument = createDocumentCheck({
    load: async () => ({ read: readSealedDocument, believed: [Uint8Array.from(sampleSeal().certificate.raw)] }),
    now,
    today: () => time.local().slice(0, 10),
  });
  let refusals = 0;
  const dealt = createApplicationActions({
    ledger,
    terminal,
    backOffice,
    newId: randomUUID,
    kioskId: 'K5',
    creditCode: (applicationId, nth) => sampleCreditCode('K5', applicationId, nth),
    timestamp: time.stamp,
    clock,
  });
  /** Whether the kiosk has asked for a stray sale: before, only the terminal may know it. */
  let compared = false;
  const dealings: ApplicationActions = {
    ...dealt,
    async lookForStraySale(signal) {
      const looked = await dealt.lookForStraySale(signal);
      compared ||= looked.ok;
      return looked;
    },
    async reverse(id, signal) {
      const answer = await dealt.reverse(id, signal);
      if (!answer.ok && (answer.error === 'TRM-103' || answer.error === UNMATCHED_ANSWER)) refusals += 1;
      return answer;
    },
  };
  const settlement = createSettlement({ ledger, dealings, clock, random: Math.random, onBug: bug });
  const reader = readerWith();
  const machine = connectMachines({
    reader: reader.contract,
    terminal,
    printer,
    documentPrinter,
    checkDocument,
    billValidator: till,
    backOffice,
    ledger,
    dealings,
    settlement,
    transparency,
    paper: SETTINGS,
    newKey: randomUUID,
    localTime: time.local,
    clockBelieved: () => true,
    onStaffCalled: () => undefined,
    onCardLeft: () => undefined,
    onBug: bug,
  });
  const watch = watchStateMachines();
  const actor = createActor(machine, { clock, input: { catalogue: order.catalogue }, inspect: watch.inspect });

  /** Whether the kiosk is at rest. A reversal that is refused at each try stays: only staff can end it. */
  const atRest = () => {
    const kiosk = actor.getSnapshot();
    if (!kiosk.matches({ open: 'attract' })) return false;
    if (documentPrinter && documentPrinter.status().device !== 'online') return false;
    const open = ledger.open();
    if (!compared && !open.some(canBeInquired)) return false;
    if (open.length === 0) return true;
    const theirs = open.filter(isForStaff);
    const goesBack = open.length - theirs.length;
    if (goesBack === 0) return true;
    return (
      open.every((each) => each.last === 'reversing' || theirs.includes(each)) && refusals >= goesBack + MORE_TRIES
    );
  };
  const rest = () =>
    new Promise<void>((resolve) => {
      const look = setInterval(() => {
        if (!atRest()) return;
        clearInterval(look);
        resolve();
      }, LOOK_MS);
    });

  actor.start();
  await rest();
  const idsOf = (applications: readonly Application[]) => applications.map(({ id }) => id);
  const unsettled = idsOf(ledger.open().filter((each) => !isForStaff(each)));
  const staff = [...ledger.forStaff().applications, ...idsOf(ledger.open().filter(isForStaff))];
  say({ is: 'at-rest', staff, unsettled, points: points.passed() });
  const visit = JSON.parse(await nextLine()) as VisitOrder;
  points.begin(visit.fatal);
  refusals = 0;
  const onScreen = createCitizen(visit.plan, () => reader.insert(holderOf(visit.plan, order.catalogue)));
  let seen = '';
  let gone = false;
  const look = () => {
    const screen = toScreen(actor.getSnapshot(), SETTINGS);
    const on = JSON.stringify(primaryIntent(screen));
    const ticked = 'sum' in screen ? screen.sum.count : '';
    const now = `${screen.show} ${ticked} ${'stage' in screen ? screen.stage : ''} ${'number' in screen ? screen.number : ''} ${on}`;
    if (now === seen && !MAY_OPEN.has(screen.show)) return;
    seen = now;
    const intents = onScreen(screen);
    gone ||= intents === null;
    for (const intent of intents ?? []) actor.send(citizenEvent(intent));
  };
  watch.onChange(look);
  look();
  await new Promise<void>((resolve) => {
    const ended = setInterval(() => {
      if (!gone) return;
      clearInterval(ended);
      resolve();
    }, LOOK_MS);
  });
  await rest();
  if (visit.fatal === null) keepCompiledCode();
  say({ is: 'left', points: points.passed() });
}

/** The launcher writes V8's code cache only at a normal exit. With it each later process needs about 15 % less processor time. */
const keepCompiledCode = (): void => void process.emit('exit', 0);

function isForStaff(application: Application): boolean {
  return nextSettlementStep(application).do === 'leave-to-staff';
}

/** Each visit has another person, so dues of an earlier visit do not interfere. */
function holderOf({ dues }: CitizenPlan, { services }: Catalogue): IdentityDocument {
  if (!dues) return HOLDER;
  const kinds = services
    .map(toOfficeService)
    .flatMap(({ id: service, group, due }) => (due?.by === 'number' ? [{ service, group, due }] : []));
  const today = new Date().toISOString().slice(0, 10);
  for (;;) {
    const fin = randomBytes(4).toString('hex').slice(0, 7).toUpperCase();
    const dues = duesOfPerson(kinds, { ...HOLDER, fin }, today);
    const sum = dues.reduce((all, { reduced }) => all + reduced, 0);
    if (dues.length === 3 && sum < WITHOUT_PIN) return { ...HOLDER, fin };
  }
}

function readerWith() {
  const events = emitter<ReaderEvent>();
  const contract: IdReader = {
    status: () => ({ device: 'online', media: 'not-measured' }),
    onStatus: () => () => undefined,
    onEvent: events.on,
    close: async () => undefined,
  };
  return {
    contract,
    /** A document with a chip needs no code to a phone. That code moves no money; test/journeys/confirm.test.ts interrupts it. */
    insert(document: IdentityDocument) {
      setImmediate(() => {
        events.emit({ type: 'document.inserted' });
        events.emit({ type: 'document.read', result: ok({ document, assurance: 'chip' }) });
      });
    },
  };
}
