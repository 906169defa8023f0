import { fromCallback, fromPromise } from 'xstate';
import type { IdReader } from '../../drivers/id-reader/contract.ts';
import type { PaymentTerminal } from '../../drivers/payment-terminal/contract.ts';
import type { ReceiptPrinter } from '../../drivers/receipt-printer/contract.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import type { BackOffice, Claim, LodgeRequest } from '../back-office/contract.ts';
import type { Catalogue } from '../catalogue/types.ts';
import type { Dealings, Quote } from '../ledger/dealings.ts';
import type { EntryKind } from '../ledger/entries.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Settlement } from '../ledger/settlement.ts';
import type { Till } from '../ledger/till.ts';
import { cashMachine } from '../session/cash.machine.ts';
import { documentOf, quoteOf, type SessionContext, serviceOf, tierOf } from '../session/context.ts';
import { createKioskMachine } from '../session/kiosk.machine.ts';
import type { PaperSettings } from '../session/paper-content.ts';
import { paymentMachine, type SaleCommand, type SaleEvent } from '../session/payment.machine.ts';
import { printingMachine } from '../session/printing.machine.ts';
import { foundOf } from '../session/routing.ts';
import { createSessionMachine } from '../session/session.machine.ts';
import type { DuplicateOutput, LodgeOutput, RegisterOutput } from '../session/session.setup.ts';
import { STEPS } from '../session/steps/registry.ts';
import type { Devices } from '../session/visit/devices.ts';
import type { DevicesChanged, DocumentEvent } from '../session/visit/events.ts';
import type { Person } from '../session/visit/facts.ts';
import type { Storage } from '../storage/storage.ts';
import type { TransparencyLog } from '../transparency/log.ts';
import type { TroubleCode } from '../words/trouble.ts';
import { cardsByVisit } from './cards-by-visit.ts';
import { paperActors } from './paper-actors.ts';
import { paperWatch } from './paper-need.ts';
import { createPrintDesk, type PrintDesk } from './print-desk.ts';
import { tillActor } from './till-actor.ts';

export interface KioskParts {
  readonly reader: IdReader;
  readonly terminal: PaymentTerminal;
  readonly printer: ReceiptPrinter;
  /** The way of every paper to the printer; absent: the kiosk's own. */
  readonly desk?: PrintDesk;
  /** `null` where no bill validator is fitted. */
  readonly till: Till | null;
  readonly backOffice: BackOffice;
  readonly ledger: Ledger;
  readonly dealings: Dealings;
  readonly settlement: Settlement;
  readonly transparency: Pick<TransparencyLog, 'receiptProof'>;
  /** The disk of the ledger; absent: one with room. */
  readonly storage?: Pick<Storage, 'state' | 'onChange'>;
  readonly paper: PaperSettings;
  /** Local date and time of the centre, `YYYY-MM-DDTHH:MM`. */
  readonly localTime: () => string;
  /** Whether `localTime` can be promised and printed. */
  readonly clockBelieved: () => boolean;
  readonly onStaffCalled: () => void;
  /** A machine threw: a bug of ours, to be logged with its stack. */
  readonly onBug: (error: unknown) => void;
}

/** The machines with their real actors: the one place where a machine's wish becomes a call. */
export function connectMachines(parts: KioskParts) {
  const claims = claimsOf(parts);
  const cards = cardsByVisit();
  const desk = parts.desk ?? createPrintDesk(parts.printer, parts.onBug);
  const papers = paperActors({ ...parts, claims, desk, moment: () => momentOf(parts) });
  const session = createSessionMachine(parts.paper).provide({
    actors: {
      pay: paymentMachine.provide({ actors: paymentActors(claims, parts) }),
      print: printingMachine.provide({
        actors: { print: papers.print },
        actions: {
          callStaff: parts.onStaffCalled,
          noteCodeShown: ({ context }) => {
            parts.ledger.append(context.applicationId, { kind: 'codeShown' });
          },
        },
      }),
      takeCash: cashMachine.provide({
        actors: { till: tillActor(claims, parts) },
        actions: { callStaff: parts.onStaffCalled },
      }),
      giveCredit: papers.giveCredit,
      printSlip: papers.printSlip,
      ...officeActors(claims, parts),
    },
    actions: {
      reportScore: ({ context }) => {
        // Whether it arrives is nobody's concern: the visit ends all the same.
        if (context.survey !== null)
          void parts.backOffice.survey(serviceOf(context).id, context.survey, new AbortController().signal);
      },
    },
  });
  return createKioskMachine(session, () => ({
    today: parts.localTime().slice(0, 10),
    dated: parts.clockBelieved(),
  })).provide({
    actors: {
      watchDevices: watchDevices(parts, cards),
      recover: fromPromise(async ({ signal }) => {
        await parts.settlement.recover(signal);
      }),
    },
    actions: {
      releaseApplications: claims.release,
      openDesk: ({ context }) => {
        cards.begin(context.visit);
        desk.openSession(context.visit);
      },
      closeDesk: ({ context }) => {
        cards.end();
        desk.endSession(context.visit);
      },
      reportBug: (_, { error }) => parts.onBug(error),
    },
  });
}

/** Keeps the settlement away from an application while a visit, or an effect that outlives it, deals with it. */
export interface Claims {
  take(applicationId: string): void;
  release(): void;
  during<T>(applicationId: string, work: () => Promise<T>): Promise<T>;
}

function claimsOf({ settlement }: KioskParts): Claims {
  const held = new Map<string, () => void>();
  return {
    take(id) {
      if (!held.has(id)) held.set(id, settlement.claim(id));
    },
    release() {
      for (const release of held.values()) release();
      held.clear();
    },
    async during(id, work) {
      const release = settlement.claim(id);
      try {
        return await work();
      } finally {
        release();
      }
    },
  };
}

/** After these there is less paper, which no status of a printer tells. */
const USED_PAPER: ReadonlySet<EntryKind> = new Set(['printed', 'printFailed', 'creditPrinted', 'slipPrinted']);

function watchDevices(parts: KioskParts, cards: ReturnType<typeof cardsByVisit>) {
  const { reader, terminal, printer, till, settlement, ledger, paper, storage } = parts;
  type News = DevicesChanged | DocumentEvent;
  return fromCallback<{ type: 'none' }, Catalogue, News>(({ input: catalogue, sendBack }) => {
    const tooLittlePaper = paperWatch(printer, catalogue, paper);
    const read = (): Devices => ({
      reader: reader.status(),
      terminal: terminal.status(),
      printer: printer.status(),
      tooLittlePaper: tooLittlePaper(printer.status()),
      validator: till?.status() ?? null,
      noteInDoubt: settlement.noteInDoubt(),
      paymentInDoubt: settlement.inDoubt(),
      roomOnDisk: storage === undefined || storage.state() === 'enough',
    });
    const tell = () => sendBack({ type: 'devices.changed', devices: read() });
    const back = () => {
      settlement.nudge();
      tell();
    };
    const stops = [
      reader.onStatus(tell),
      terminal.onStatus(back),
      printer.onStatus(tell),
      settlement.onChange(tell),
      storage?.onChange(tell) ?? (() => undefined),
      ledger.onAppend(({ entry }) => {
        if (USED_PAPER.has(entry.kind)) tell();
      }),
      till?.onStatus(tell) ?? (() => undefined),
      // It may be about a note of a visit that is over.
      till?.onEvent(settlement.nudge) ?? (() => undefined),
      reader.onEvent((event) => {
        if (cards.heard(event)) sendBack(event);
      }),
      reader.onChipNews?.((news) => {
        if (news.type === 'chip.progress' && cards.areOurs()) sendBack(news);
      }),
    ];
    tell();
    return () => {
      for (const stop of stops) stop?.();
    };
  });
}

function paymentActors(claims: Claims, { dealings }: KioskParts) {
  return {
    sell: fromCallback<SaleCommand, { readonly applicationId: string }, SaleEvent>(({ input, sendBack, receive }) => {
      const cancel = new AbortController();
      receive(() => cancel.abort());
      const sale = claims.during(input.applicationId, () =>
        dealings.pay(input.applicationId, cancel.signal, (prompt) => sendBack({ type: 'sale.prompted', prompt })),
      );
      // A rejection is a bug and goes to the process's handler; the ledger says what had been meant by then.
      void sale.then((outcome) => sendBack({ type: 'sale.settled', outcome }));
      return () => cancel.abort();
    }),
    ask: fromPromise(({ input, signal }: { input: { readonly applicationId: string }; signal: AbortSignal }) =>
      claims.during(input.applicationId, () => dealings.ask(input.applicationId, signal)),
    ),
  };
}

const momentOf = ({ localTime, clockBelieved }: KioskParts): string | null => (clockBelieved() ? localTime() : null);

function officeActors(claims: Claims, parts: KioskParts) {
  const { dealings, backOffice, ledger, transparency, paper } = parts;
  return {
    lodge: fromPromise<LodgeOutput, SessionContext>(async ({ input, signal }) => {
      const applicationId = input.applicationId ?? dealings.quote(quoteFor(input)).id;
      claims.take(applicationId);
      const lodged = await claims.during(applicationId, () =>
        dealings.lodge(applicationId, lodgeRequest(input, paper.kioskId), signal),
      );
      if (!lodged.ok) return { applicationId, result: lodged };
      return { applicationId, result: ok({ reference: lodged.value.reference ?? applicationId }) };
    }),
    register: fromPromise<RegisterOutput, { readonly applicationId: string }>(async ({ input, signal }) => {
      const answer = await claims.during(input.applicationId, () => dealings.register(input.applicationId, signal));
      if (!answer.ok) return answer;
      const credit = ledger.find(input.applicationId)?.credits.at(-1) ?? null;
      const proof = transparency.receiptProof(input.applicationId);
      return ok({ registered: answer.value, at: momentOf(parts), credit, proof });
    }),
    find: STEPS.find.machine.provide({
      actors: { lookUp: fromPromise(({ input, signal }) => backOffice.lookUp(input, signal)) },
    }) as never,
    duplicate: fromPromise<DuplicateOutput, SessionContext>(async ({ input, signal }) => {
      const numbered = await dealings.numberDuplicate(claimOf(input), signal);
      if (!numbered.ok) return numbered;
      const { id: applicationId, number } = numbered.value;
      claims.take(applicationId);
      const { id: service, paper: kind } = serviceOf(input);
      dealings.bookDuplicate(numbered.value, { service, paper: kind });
      return ok({ applicationId, number });
    }),
    giveBack: fromPromise<Result<void, TroubleCode>, { readonly applicationId: string }>(async ({ input, signal }) => {
      const answer = await claims.during(input.applicationId, () => dealings.reverse(input.applicationId, signal));
      return answer.ok ? ok(undefined) : err(answer.error);
    }),
  };
}

/** One more paper is asked for by the person whose card was read. */
function claimOf(context: SessionContext): Claim {
  const document = documentOf(context);
  if (!document) throw new Error('nobody may ask for an application without a document');
  return { reference: foundOf(context).reference, fin: document.fin, documentNumber: document.documentNumber };
}

function quoteFor(context: SessionContext): Quote {
  const { id: service, paper } = serviceOf(context);
  const { total: amount, tariffDate } = quoteOf(context);
  return { service, tier: tierOf(context).id, tariffDate, amount, paper };
}

function lodgeRequest(context: SessionContext, kiosk: string): LodgeRequest {
  const { lodging, facts } = context;
  if (!lodging) throw new Error('this state needs what is lodged');
  const { paper: _, ...quote } = quoteFor(context);
  return {
    ...quote,
    kiosk,
    continues: facts.found?.reference ?? null,
    ...lodging,
    applicant: facts.person ? applicantOf(facts.person) : null,
    answers: facts.answers ?? {},
  };
}

const applicantOf = ({ document, assurance }: Person): LodgeRequest['applicant'] => ({
  assurance,
  fin: document.fin,
  documentNumber: document.documentNumber,
  surname: document.surname,
  givenNames: document.givenNames,
  birthDate: document.birthDate,
});
