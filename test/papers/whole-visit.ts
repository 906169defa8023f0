import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { SimulatedClock } from 'xstate';
import { createBackOffice, type OfficeOperations } from '../../device/back-office/client.ts';
import { toOfficeService } from '../../device/catalogue/offered.ts';
import type { Service } from '../../device/catalogue/schema.ts';
import { createDocumentCheck } from '../../device/document/check.ts';
import type { CitizenScreen } from '../../device/screen/screen.ts';
import type { SessionSnapshot } from '../../device/screen/to-screen.ts';
import { REGISTER_AGAIN_MS } from '../../device/session/session.setup.ts';
import type { FormContext } from '../../device/session/steps/form/answering.ts';
import { plainMoment } from '../../device/words/format.ts';
import type { Intent } from '../../device/words/intent.ts';
import type { Language } from '../../device/words/language.ts';
import type { IdentityDocument } from '../../drivers/id-reader/contract.ts';
import type { Receipt } from '../../drivers/receipt-printer/contract.ts';
import { encodeReceipt } from '../../drivers/receipt-printer/dialects/encode.ts';
import { interpretEscpos } from '../../drivers/receipt-printer/dialects/paper.ts';
import { paperLines } from '../../drivers/receipt-printer/paper/paper-rows.ts';
import { requirePrinterModel } from '../../drivers/receipt-printer/paper/profile.ts';
import type { SealedDocumentFacts } from '../../drivers/sealed-document/contract.ts';
import { readSealedDocument } from '../../drivers/sealed-document/read.ts';
import { sampleSeal } from '../../simulators/back-office/documents/seal.ts';
import type { RegisterEntry } from '../../simulators/back-office/entry.ts';
import { startBackOffice } from '../../simulators/back-office/server.ts';
import type { WireRegistered } from '../../simulators/back-office/wire.ts';
import { seededRandom } from '../../simulators/random.ts';
import { primaryIntent } from '../model/offers.ts';
import { APPROVAL, AYSEL, type MachineRig, machineRig } from '../rigs/machine-rig.ts';
import { catalogue } from '../support/catalogue.ts';
import { exampleAnswer } from '../support/example-answers.ts';
import { fakeDocuments } from '../support/fake-documents.ts';
import { newestCode } from '../support/phone-code.ts';
import { certificateDer, pdfTextOf } from '../support/sealed-documents.ts';
import { type Page, pageOf } from './glass-text.ts';

const MODEL = requirePrinterModel('epson-tm-t20');
export const STATUS_URL = 'https://status.example/a/';
export const HOLDER: IdentityDocument = {
  ...AYSEL,
  documentNumber: 'AA1204587',
  birthDate: '1990-03-15',
  fin: '5ZK1C7M',
};
const MOST_TOUCHES = 150;
/** Minutes between visits, longer than the wait before another code or look-up. */
const MINUTES_BETWEEN = 10;

export interface PrintedPaper {
  readonly lines: readonly string[];
  readonly codes: readonly string[];
}

export interface VisitRecord {
  readonly service: Service;
  readonly language: Language;
  /** Time of printing at the centre: `24.11.2026 14:32`. */
  readonly minute: string;
  readonly check: Page & { readonly screen: Extract<CitizenScreen, { show: 'checking' }> };
  readonly last: Page & { readonly screen: Extract<CitizenScreen, { show: 'done' }> };
  readonly papers: readonly PrintedPaper[];
  readonly message: string | null;
  readonly sheets: readonly { readonly text: string; readonly facts: SealedDocumentFacts }[];
  readonly entry: RegisterEntry & { readonly registered: WireRegistered };
  readonly before: Page & { readonly screen: Extract<CitizenScreen, { show: 'beforeYouStart' }> };
}

export function printedPaper(receipt: Receipt): PrintedPaper {
  const papers = interpretEscpos(encodeReceipt(receipt, MODEL), { model: MODEL });
  return {
    lines: papers.flatMap(paperLines),
    codes: papers.flatMap(({ rows }) => rows.flatMap((row) => (row.kind === 'qr' ? [row.data] : []))),
  };
}

export type Hall = Awaited<ReturnType<typeof openHall>>;

/** Opens a centre with one kiosk. */
export async function openHall() {
  let now = Date.parse('2026-11-24T04:00:00Z');
  const services = catalogue().services;
  const office = await startBackOffice({
    now: () => new Date(now),
    random: seededRandom(41),
    statusUrl: STATUS_URL,
    verifyUrl: 'https://verify.example/',
    services: services.map(toOfficeService),
  });
  const client = createBackOffice({
    baseUrl: office.url,
    timeoutMs: 10_000,
    newKey: randomUUID,
    clock: new SimulatedClock(),
  });
  const line = counted(client);
  return {
    services,
    office,
    line,
    minute: () => new Date(now + 4 * 3_600_000).toISOString().slice(0, 16),
    later: (minutes: number) => {
      now += minutes * 60_000;
    },
    close: () => office.close(),
  };
}

function counted(client: OfficeOperations) {
  let waiting = 0;
  const answering =
    (ask: (...question: readonly unknown[]) => Promise<unknown>) =>
    async (...question: readonly unknown[]) => {
      waiting += 1;
      try {
        return await ask(...question);
      } finally {
        waiting -= 1;
      }
    };
  const entries = Object.entries(client).map(([name, ask]) => [name, answering(ask as never)]);
  return { office: Object.fromEntries(entries) as OfficeOperations, waiting: () => waiting };
}

const CHECK = createDocumentCheck({
  load: async () => ({ read: readSealedDocument, believed: [certificateDer(sampleSeal())] }),
  now: () => null,
  today: () => '2026-11-24',
});

export type Citizen = ReturnType<typeof citizenIn>;

export function citizenIn(hall: Hall) {
  const documents = { ...fakeDocuments(), check: CHECK };
  const rig = machineRig({
    documents,
    backOffice: hall.line.office,
    localTime: hall.minute,
    idPrefix: `id-${randomUUID().slice(0, 8)}`,
  });
  async function still(): Promise<void> {
    do {
      await setImmediate();
      await rig.settled();
    } while (hall.line.waiting() > 0);
    await rig.settled();
  }
  const touch = async (...intents: readonly Intent[]): Promise<void> => {
    for (const intent of intents) {
      await rig.citizen(intent);
      await still();
    }
  };
  return { rig, documents, still, touch };
}

const formOf = ({ actor }: MachineRig): FormContext => {
  const session = actor.getSnapshot().children['session']?.getSnapshot() as SessionSnapshot | undefined;
  return session?.children.step?.getSnapshot().context as FormContext;
};

/**
 * Goes on from the present page to the next: by its first choice, an example answer, an approved card, a finished print. Throws if nothing
 * leads on.
 */
export async function goOn(hall: Hall, { rig, documents, still, touch }: Citizen): Promise<void> {
  const screen = rig.screen();
  const on = primaryIntent(screen);
  switch (screen.show) {
    case 'identifying':
      rig.reader.read(HOLDER);
      return still();
    case 'typingCode':
      await rig.type(newestCode(hall.office.phone.messages()) ?? '');
      return touch({ do: 'next' });
    case 'answering':
      return touch(...exampleAnswer(formOf(rig)), { do: 'next' });
    case 'checking':
      return touch({ do: screen.purchase.amount > 0 ? 'pay' : 'next' });
    case 'choosingPayment':
      return touch({ do: 'method', method: 'card' });
    case 'paying':
      rig.terminal.settle({ known: 'approved', approval: { ...APPROVAL, amount: screen.purchase.amount } });
      return still();
    case 'printing':
      rig.printer.finish();
      documents.finish();
      return still();
    case 'issuing':
      await rig.wait(REGISTER_AGAIN_MS);
      return still();
    default:
      if (!on) throw new Error(`nothing leads on from ${screen.show}`);
      return touch(on);
  }
}

/** Makes a visit from the first page to the last, and returns its outputs. */
export async function wholeVisit(hall: Hall, service: Service, language: Language): Promise<VisitRecord> {
  hall.later(MINUTES_BETWEEN);
  const citizen = citizenIn(hall);
  const { rig, still, touch } = citizen;
  await still();
  await touch({ do: 'start', language }, { do: 'choose', service: service.id });
  const seen = new Map<CitizenScreen['show'], CitizenScreen>();
  for (let touches = 0; rig.screen().show !== 'done'; touches += 1) {
    const screen = rig.screen();
    if (touches > MOST_TOUCHES) throw new Error(`${service.id} never came to its last page; it is at ${screen.show}`);
    seen.set(screen.show, screen);
    if (screen.show === 'paying') hall.later(1);
    await goOn(hall, citizen);
  }
  const before = await pageNamed('beforeYouStart', seen.get('beforeYouStart'));
  const check = await pageNamed('checking', seen.get('checking'));
  const last = await pageNamed('done', rig.screen());
  const minute = hall.minute();
  const message = await messageAfter(hall, citizen);
  const entry = (await hall.office.entries()).at(-1);
  const papers = rig.printer.jobs.map(({ receipt }) => printedPaper(receipt));
  const sheets = citizen.documents.jobs.map(({ job }) => ({ text: pdfTextOf(job.pdf), facts: sealedFacts(job.pdf) }));
  await rig.crash();
  if (!entry?.registered) throw new Error(`${service.id} is not registered`);
  const common = { service, language, before, check, last, papers, sheets, message };
  return { ...common, minute: plainMoment(minute), entry: { ...entry, registered: entry.registered } };
}

async function pageNamed<S extends CitizenScreen['show']>(show: S, screen: CitizenScreen | undefined) {
  if (screen?.show !== show) throw new Error(`there was no page ${show}`);
  return { ...(await pageOf(screen)), screen: screen as Extract<CitizenScreen, { show: S }> };
}

async function messageAfter(hall: Hall, { rig, touch }: Citizen): Promise<string | null> {
  const screen = rig.screen();
  if (screen.show !== 'done' || screen.message?.state !== 'offered') return null;
  await touch({ do: 'send-message' });
  return hall.office.phone.messages()[0]?.text ?? null;
}

function sealedFacts(pdf: Uint8Array): SealedDocumentFacts {
  const sealed = readSealedDocument(pdf, [certificateDer(sampleSeal())], null);
  if (!sealed.ok) throw new Error(JSON.stringify(sealed.error));
  return sealed.value.facts;
}
