import { randomBytes } from 'node:crypto';
import { createActor, SimulatedClock } from 'xstate';
import { connectMachines } from '../../device/actors/actors.ts';
import type { KioskParts, TariffDifference } from '../../device/actors/kiosk-parts.ts';
import type { PrintDesk } from '../../device/actors/print-desk.ts';
import type { OfficeOperations } from '../../device/back-office/client.ts';
import type {
  BackOfficeTrouble,
  FoundApplication,
  LodgeRequest,
  OfficeQuote,
  OwnedApplicationRef,
  PhoneCodeRequest,
  PhoneMessageRequest,
  RegisteredApplication,
  RegistrationTrouble,
} from '../../device/back-office/contract.ts';
import type { DocumentOffice } from '../../device/back-office/documents.ts';
import type { DueListRequest, DueLookUpRequest, DueOffice } from '../../device/back-office/dues.ts';
import type { OwnApplicationChange } from '../../device/back-office/own.ts';
import type { HeldSlot, SlotHoldRequest, SlotOffice } from '../../device/back-office/slots.ts';
import type { Service } from '../../device/catalogue/schema.ts';
import { createApplicationActions } from '../../device/ledger/dealings.ts';
import type { StoredEntry } from '../../device/ledger/entry-table.ts';
import { type Ledger, openLedger } from '../../device/ledger/ledger.ts';
import type { ServiceUse } from '../../device/ledger/service-use.ts';
import { createSettlement } from '../../device/ledger/settlement.ts';
import { createTill, recordedNote } from '../../device/ledger/till.ts';
import { logSignerFromSeed } from '../../device/merkle/signer.ts';
import { CENTRE_STATE_UNKNOWN } from '../../device/opening/centre-watch.ts';
import { createHeldSlip } from '../../device/park/held-slip.ts';
import { createScanDesk } from '../../device/scan/desk.ts';
import { type ScreenSettings, toScreen } from '../../device/screen/to-screen.ts';
import { watchStateMachines } from '../../device/screen/watch.ts';
import { citizenEvent } from '../../device/session/visit/events.ts';
import { createTransparencyLog } from '../../device/transparency/log.ts';
import type { Due } from '../../device/words/due.ts';
import type { Intent } from '../../device/words/intent.ts';
import { fillLanguages } from '../../device/words/language.ts';
import { createCcnetValidator } from '../../drivers/bill-validator/ccnet/driver.ts';
import { emitter } from '../../drivers/emitter.ts';
import type {
  Assurance,
  ChipNews,
  IdentityDocument,
  IdReader,
  ReaderEvent,
  ReaderStatus,
} from '../../drivers/id-reader/contract.ts';
import { type Cable, cable } from '../../drivers/link/pair.ts';
import type {
  Approval,
  InquireOutcome,
  PaymentTerminal,
  PayOutcome,
  TerminalPrompt,
  TerminalStatus,
} from '../../drivers/payment-terminal/contract.ts';
import type { PrinterStatus, PrinterTrouble, Receipt, ReceiptPrinter } from '../../drivers/receipt-printer/contract.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import { type CcnetSimulator, createCcnetSimulator } from '../../simulators/bill-validator/ccnet.ts';
import { catalogue, quotedFor } from '../support/catalogue.ts';
import { CODE_SENT, fakeCodes, PHONE_CODE } from '../support/fake-codes.ts';
import { creditState, fakeCredits } from '../support/fake-credits.ts';
import { type FakeDocuments, fakeDocuments } from '../support/fake-documents.ts';
import { fakeKnown, knownState } from '../support/fake-known.ts';
import { fakeParked, parkedState } from '../support/fake-parked.ts';
import { fakePhones } from '../support/fake-phones.ts';
import { FREE_SLOTS, heldSlot } from '../support/free-slots.ts';
import { type TextChange, unchangedTexts, withTexts } from '../support/marked.ts';
import { ownOffice } from '../support/own-office.ts';
import { type Pending, pending } from '../support/pending.ts';
import { paidDue, quotedDue, ROAD_FINE_DUE } from '../support/sample-dues.ts';

export { CODE_SENT, PHONE_CODE };

/* All machines on a simulated clock; devices and office answer when the test says so. Tests with simulators cover the devices. */

export const AYSEL: IdentityDocument = {
  format: 'TD1',
  documentCode: 'I',
  issuer: 'AZE',
  documentNumber: 'AA1234567',
  surname: 'MAMMADOVA',
  givenNames: 'AYSEL',
  nationality: 'AZE',
  sex: 'F',
  birthDate: '1990-03-14',
  expiryDate: '2031-03-14',
  fin: '5ABC12D',
};

export const APPROVAL: Approval = {
  ref: { terminalId: '12345678', traceNumber: '000042', receiptNumber: '0008' },
  amount: 500,
  cardName: 'VISA',
  cardTail: '4021',
  authorisationCode: '123456',
  customerReceipt: [],
};

const SETTINGS: ScreenSettings = {
  centreName: fillLanguages({ az: 'Dövlət xidmətləri mərkəzi № 5', ru: 'Центр № 5', en: 'Centre No 5' }),
  centreShort: fillLanguages({ az: 'Mərkəz № 5', ru: 'Центр № 5', en: 'Centre No 5' }),
  kioskId: 'K5',
  statusUrl: 'https://status.example/a/',
  pxPerMm: 4.03,
  overpayLimit: 500,
  simulated: true,
};

export const LOG_SIGNER = logSignerFromSeed('asan-kiosk/K5', new Uint8Array(32).fill(5));
const SALT = new Uint8Array(16).fill(0x5a);

export interface NotesRig {
  readonly unit: CcnetSimulator;
  readonly cable: Cable;
  readonly clock: SimulatedClock;
}

export function notesRig(clock = new SimulatedClock()): NotesRig {
  const wire = cable();
  return { unit: createCcnetSimulator({ wire: wire.device, clock }), cable: wire, clock };
}

/** Counter of keys for codes, shared by all rigs: no two keys are alike. */
let keys = 0;

/** With `notes`, citizens can also pay in notes. */
export function machineRig(
  options: {
    readonly dated?: boolean;
    readonly localTime?: () => string;
    readonly notes?: NotesRig;
    readonly ledger?: Ledger;
    readonly written?: StoredEntry[];
    readonly desk?: PrintDesk;
    /** Document printer, and an office that seals documents. Default: none. */
    readonly documents?: FakeDocuments;
    readonly otherwise?: (service: Service) => Service;
    readonly texts?: TextChange;
    /** Ids. Default: all. */
    readonly services?: readonly string[];
    readonly byAppointment?: readonly string[];
    /** Default: the centre of the simulated profile. */
    readonly centre?: number;
    readonly used?: ServiceUse;
    /** Office over a wire. Default: the test decides when the office answers. */
    readonly backOffice?: OfficeOperations;
    readonly officeWatch?: KioskParts['office'];
    readonly opening?: NonNullable<KioskParts['centre']>;
    readonly identifiesByPhone?: boolean;
    readonly parksVisits?: boolean;
    readonly cabinet?: NonNullable<KioskParts['cabinet']>;
    /** Pages of staff. Default: none. */
    readonly maintenance?: NonNullable<KioskParts['maintenance']>;
    readonly idPrefix?: string;
  } = {},
) {
  const clock = options.notes?.clock ?? new SimulatedClock();
  const reader = fakeReader();
  const terminal = fakeTerminal();
  const printer = fakePrinter();
  const office = fakeOffice(options.otherwise);
  const documents = options.documents ?? fakeDocuments();
  const { texts = unchangedTexts } = options;
  const settings = texts(SETTINGS);
  const backOffice = options.backOffice ?? withTexts(Object.assign(office.contract, documents.office), texts);
  const ledger = options.ledger ?? openLedger({ file: ':memory:', now: () => new Date('2026-11-24T10:32:00Z') });
  const transparency = ledger.join((db) =>
    createTransparencyLog({ db, kioskId: SETTINGS.kioskId, signer: LOG_SIGNER, randomBytes: () => SALT }),
  );
  const written = options.written ?? [];
  ledger.onAppend((stored) => written.push(stored));
  const cardsLeft: number[] = [];
  const staffCalls: number[] = [];
  const bugs: unknown[] = [];
  const tariffs: TariffDifference[] = [];
  let ids = 0;
  let codes = ledger.open().length;
  const newId = () => {
    const { idPrefix = 'id' } = options;
    do ids += 1;
    while (ledger.find(`${idPrefix}-${ids}`));
    return `${idPrefix}-${ids}`;
  };
  const dealings = createApplicationActions({
    ledger,
    terminal: terminal.contract,
    backOffice,
    clock,
    newId,
    kioskId: 'K5',
    creditCode: () => `K5-7QF2-9XKD-0${++codes}`,
    timestamp: () => '2026-11-24T14:32:00+04:00',
  });
  const settlement = createSettlement({ ledger, dealings, clock, random: () => 1, onBug: (error) => bugs.push(error) });
  const validator =
    options.notes &&
    createCcnetValidator({
      link: options.notes.cable.host,
      clock,
      random: () => 0.5,
      onDiscarded: () => undefined,
      recorded: recordedNote(ledger),
    });
  let notes = 0;
  const till = validator
    ? createTill({ validator, ledger, newId: () => `note-${ledger.open().length}-${++notes}`, overpayLimit: 500 })
    : null;
  const heldSlip = createHeldSlip();
  const machine = connectMachines({
    reader: reader.contract,
    terminal: terminal.contract,
    printer: printer.contract,
    documentPrinter: options.documents?.contract ?? null,
    checkDocument: documents.check,
    ...(options.desk ? { desk: options.desk } : {}),
    billValidator: till,
    backOffice,
    ledger,
    dealings,
    settlement,
    transparency,
    serviceUse: { before: () => options.used ?? {} },
    ...(options.officeWatch && { office: options.officeWatch }),
    ...(options.opening && { centre: options.opening }),
    identifiesByPhone: options.identifiesByPhone ?? false,
    parksVisits: options.parksVisits ?? false,
    heldSlip,
    randomBytes,
    ...(options.cabinet && { cabinet: options.cabinet }),
    ...(options.maintenance && { maintenance: options.maintenance }),
    paper: settings,
    clock,
    newKey: () => `code-${++keys}`,
    localTime: options.localTime ?? (() => '2026-11-24T14:32'),
    clockBelieved: () => options.dated ?? true,
    onTariffDiffers: (what) => tariffs.push(what),
    onStaffCalled: () => staffCalls.push(clock.now()),
    onCardLeft: () => cardsLeft.push(clock.now()),
    onBug: (error) => bugs.push(error),
  });
  const watch = watchStateMachines();
  const all = catalogue(options.centre);
  const offered = all.services
    .filter(({ id }) => options.services?.includes(id) ?? true)
    .map((each) => (options.byAppointment?.includes(each.id) ? { ...each, appointment: true } : each))
    .map(options.otherwise ?? ((each) => each));
  const actor = createActor(machine, {
    clock,
    input: { catalogue: texts({ ...all, services: offered }) },
    inspect: watch.inspect,
  });
  actor.start();
  const scanned = createScanDesk({
    clock,
    snapshot: () => actor.getSnapshot(),
    settings,
    send: (event) => actor.send(event),
    heldSlip,
  });
  const settled = async () => {
    for (let turn = 0; turn < 50; turn++) await Promise.resolve();
  };
  return {
    clock,
    reader,
    terminal,
    printer,
    office,
    ledger,
    actor,
    bugs,
    /** Times in ms of a card left in the reader. */
    cardsLeft,
    /** Times in ms. */
    staffCalls,
    tariffs,
    written,
    settled,
    onChange: watch.onChange,
    screen: () =>
      toScreen(actor.getSnapshot(), settings, {
        centre: options.opening?.current() ?? CENTRE_STATE_UNKNOWN,
        since: null,
      }),
    async citizen(...intents: readonly Intent[]) {
      for (const intent of intents) {
        actor.send(citizenEvent(intent));
        await settled();
      }
    },
    async run(ms: number) {
      for (let left = ms; left > 0; left -= WIRE_STEP_MS) {
        clock.increment(WIRE_STEP_MS);
        for (let turn = 0; turn < 20; turn++) await Promise.resolve();
      }
    },
    async crash() {
      actor.stop();
      await Promise.all([settlement.close(), till?.close()]);
    },
    async wait(ms: number) {
      clock.increment(ms);
      await settled();
    },
    /** `null`: not UTF-8. */
    async scan(text: string | null) {
      const bytes = new TextEncoder().encode(text ?? '');
      const outcome = scanned({ type: 'code.scanned', code: { symbology: 'qr', bytes, text } });
      await settled();
      return outcome;
    },
    async scanInPart() {
      const outcome = scanned({ type: 'code.lost', trouble: { code: 'SCN-103', kind: 'cut-short' } });
      await settled();
      return outcome;
    },
    async type(text: string) {
      for (const key of text) actor.send(citizenEvent({ do: 'key', key }));
      await settled();
    },
  };
}

/** Milliseconds, well under the 150 ms between two polls of the validator. */
const WIRE_STEP_MS = 10;
export type MachineRig = ReturnType<typeof machineRig>;

function fakeReader() {
  const events = emitter<ReaderEvent>();
  const news = emitter<ChipNews>();
  const changes = emitter<ReaderStatus>();
  let status: ReaderStatus = { device: 'online', media: 'not-measured' };
  const contract: IdReader = {
    status: () => status,
    onStatus: changes.on,
    onEvent: events.on,
    onChipNews: news.on,
    close: async () => undefined,
  };
  return {
    contract,
    report: events.emit,
    tell: news.emit,
    read: (document: IdentityDocument = AYSEL, assurance: Assurance = 'zone') => {
      events.emit({ type: 'document.inserted' });
      events.emit({ type: 'document.read', result: ok({ document, assurance }) });
    },
    become(device: ReaderStatus['device'], media = status.media) {
      status = { device, media };
      changes.emit(status);
    },
  };
}

function fakeTerminal() {
  const changes = emitter<TerminalStatus>();
  let status: TerminalStatus = { device: 'online' };
  let sale = pending<PayOutcome>();
  let prompt: (prompt: TerminalPrompt) => void = () => undefined;
  const state = {
    sales: 0,
    inquiries: 0,
    aborted: false,
    answer: { known: 'not-paid' } as InquireOutcome,
    reversed: 0,
  };
  const contract: PaymentTerminal = {
    status: () => status,
    onStatus: changes.on,
    lastTransaction: async () => ok({ before: null }),
    pay(_intent, signal, onPrompt) {
      state.sales += 1;
      sale = pending();
      prompt = onPrompt;
      signal.addEventListener('abort', () => {
        state.aborted = true;
      });
      onPrompt('present-card');
      return sale.promise;
    },
    inquire: async () => {
      state.inquiries += 1;
      return state.answer;
    },
    reverse: async () => {
      state.reversed += 1;
      return ok(undefined);
    },
  };
  return {
    contract,
    state,
    prompt: (what: TerminalPrompt) => prompt(what),
    settle: (outcome: PayOutcome) => sale.settle(outcome),
    become(device: TerminalStatus['device']) {
      status = { device };
      changes.emit(status);
    },
  };
}

function fakePrinter() {
  const changes = emitter<PrinterStatus>();
  let status: PrinterStatus = { device: 'online', blockedBy: null, paper: 'full' };
  const jobs: { receipt: Receipt; signal: AbortSignal; done: Pending<Result<void, PrinterTrouble>> }[] = [];
  const contract: ReceiptPrinter = {
    capabilities: { columns: 48, cutter: true, nearEndSensor: true },
    status: () => status,
    onStatus: changes.on,
    newRoll: () => undefined,
    lengthMm: ({ lines }) => lines.length * 4,
    print(receipt, signal) {
      const done = pending<Result<void, PrinterTrouble>>();
      jobs.push({ receipt, signal, done });
      return done.promise;
    },
  };
  return {
    contract,
    jobs,
    finish: (result: Result<void, PrinterTrouble> = ok(undefined)) => jobs.at(-1)?.done.settle(result),
    become(next: Partial<PrinterStatus>) {
      status = { ...status, ...next };
      changes.emit(status);
    },
  };
}

function fakeOffice(otherwise?: (service: Service) => Service) {
  const state = {
    down: false,
    refuse: false,
    refusedKey: null as string | null,
    lodged: [] as { key: string; request: LodgeRequest }[],
    registered: [] as string[],
    withdrawn: [] as string[],
    surveys: [] as number[],
    /** Found application; `null`: none of this person. */
    found: null as FoundApplication | null,
    noPrice: null as string | null,
    quoted: null as OfficeQuote | null,
    copies: [] as number[],
    quoteOver: 0,
    claims: [] as OwnedApplicationRef[],
    changes: [] as { readonly key: string; readonly change: OwnApplicationChange }[],
    noChange: null as string | null,
    loseAnswers: false,
    alreadyBooked: false,
    codes: new Map<string, { readonly request: PhoneCodeRequest; readonly attempts: string[] }>(),
    ...knownState(),
    ...parkedState(),
    ...creditState(),
    noCode: null as string | null,
    moreCodes: true,
    tries: CODE_SENT.tries,
    /** Whether lodging and printing are refused as not confirmed. */
    unconfirmed: false,
    free: FREE_SLOTS,
    holds: new Map<string, SlotHoldRequest>(),
    noHold: null as string | null,
    extended: [] as string[],
    dues: [ROAD_FINE_DUE] as readonly Due[],
    dueQuestions: [] as (DueLookUpRequest | DueListRequest)[],
    noDue: null as string | null,
    /** Reason for which a due is neither quoted nor lodged. */
    goneDue: null as Extract<BackOfficeTrouble, { kind: 'refused' }> | null,
    duplicates: [] as string[],
    messages: new Map<string, PhoneMessageRequest>(),
    /** Answer in place of every registration's. */
    notRegistered: null as RegistrationTrouble | null,
    noMessage: null as string | null,
    answer: { appointment: { ticket: 'A-047', window: '12', ahead: 3 }, document: null } as Pick<
      RegisteredApplication,
      'appointment' | 'document'
    >,
  };
  const phones = fakePhones();
  const numberOf = (key: string) => `K5-7QF2-4${/\.(\d+)$/.exec(key)?.[1] ?? '1'}`;
  const down = () => err({ code: 'BKO-101', kind: 'unreachable', detail: 'down' } as const);
  const contract: Omit<OfficeOperations, keyof DocumentOffice> = {
    ...ownOffice(state),
    ...fakeCodes(state),
    ...fakeKnown(state),
    ...fakeParked(state),
    ...fakeDues(state),
    ...fakeSlots(state),
    ...fakeCredits(state),
    ...phones.office,
    sendMessage: async (key, request) => {
      if (state.down) return down();
      if (state.noMessage !== null) return err({ code: 'BKO-102', kind: 'refused', reason: state.noMessage });
      if (!state.messages.has(key)) state.messages.set(key, request);
      return ok({ number: CODE_SENT.number });
    },
    quote: async ({ service, tier, due, copies = 1 }) => {
      if (state.down) return down();
      if (state.goneDue !== null) return err(state.goneDue);
      if (due) return ok(quotedDue(service, due, state.dues));
      if (state.noPrice !== null) return err({ code: 'BKO-102', kind: 'refused', reason: state.noPrice });
      state.copies.push(copies);
      return ok(state.quoted ?? quotedFor(service, tier, otherwise));
    },
    lodge: async (key, request) => {
      if (state.down) return down();
      if (state.quoteOver > 0) {
        state.quoteOver -= 1;
        return err({ code: 'BKO-102', kind: 'refused', reason: 'quote-expired' });
      }
      if (state.unconfirmed) return refusedFor('not-confirmed');
      if (request.slot !== undefined && state.alreadyBooked) return refusedFor('already-booked');
      if (request.due && state.goneDue !== null) return err(state.goneDue);
      if (request.slot !== undefined && !state.holds.has(request.slot)) return refusedFor('slot-lost');
      state.lodged.push({ key, request });
      return ok({ id: key, reference: request.continues ?? numberOf(key) });
    },
    register: async (key) => {
      if (state.down) return down();
      if (state.notRegistered) return err(state.notRegistered);
      if (state.refuse || key === state.refusedKey) return refusedFor('not-eligible');
      state.registered.push(key);
      const paid = state.lodged.find((each) => each.key === key)?.request.due ?? null;
      const due = paid && paidDue(paid, state.dues);
      return ok({ reference: numberOf(key), registeredAt: '2026-11-24T14:32:00+04:00', ...state.answer, due });
    },
    withdraw: async (key) => {
      if (state.down) return down();
      state.reserved.delete(key);
      state.withdrawn.push(key);
      return ok(undefined);
    },
    lookUp: async (claim) => {
      if (state.down) return down();
      state.claims.push(claim);
      return state.found ? ok(state.found) : refusedFor('unknown-application');
    },
    duplicate: async (key) => {
      if (state.down) return down();
      if (state.unconfirmed) return err({ code: 'BKO-102', kind: 'refused', reason: 'not-confirmed' });
      state.duplicates.push(key);
      return ok(state.duplicates.length);
    },
    survey: async (_service, score) => {
      state.surveys.push(score);
      return ok(undefined);
    },
    healthy: async () => !state.down,
  };
  return { contract, state, phones, register: contract.register };
}

const refusedFor = (reason: string) => err({ code: 'BKO-102', kind: 'refused', reason } as const);
function fakeDues(state: ReturnType<typeof fakeOffice>['state']): DueOffice {
  const answer = async (request: DueLookUpRequest | DueListRequest) => {
    state.dueQuestions.push(request);
    if (state.down) return err({ code: 'BKO-101', kind: 'unreachable', detail: 'down' } as const);
    return state.noDue === null ? ok(state.dues) : refusedFor(state.noDue);
  };
  return { lookUpDues: answer, listDues: answer };
}

function fakeSlots(state: ReturnType<typeof fakeOffice>['state']): SlotOffice {
  const down = err({ code: 'BKO-101', kind: 'unreachable', detail: 'down' } as const);
  const held = (key: string): Result<HeldSlot, ReturnType<typeof refusedFor>['error']> => {
    const request = state.holds.get(key);
    return request ? ok(heldSlot(request)) : refusedFor('slot-lost');
  };
  return {
    freeSlots: async () => (state.down ? down : ok(state.free)),
    holdSlot: async (key, request) => {
      if (state.down) return down;
      if (state.noHold !== null) return refusedFor(state.noHold);
      state.holds.clear();
      state.holds.set(key, request);
      return held(key);
    },
    extendHold: async (key) => {
      if (state.down) return down;
      state.extended.push(key);
      return held(key);
    },
    releaseSlot: async (key) => {
      if (state.down) return down;
      state.holds.delete(key);
      return ok(undefined);
    },
  };
}
