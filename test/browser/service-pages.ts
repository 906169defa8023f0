import { NO, YES } from '../../device/catalogue/question.ts';
import type { Service } from '../../device/catalogue/schema.ts';
import type { CitizenScreen } from '../../device/screen/screen.ts';
import type { SessionSnapshot } from '../../device/screen/to-screen.ts';
import {
  acceptedAnswer,
  currentQuestionOf,
  type FormContext,
  offeredChoiceOptions,
} from '../../device/session/steps/form/answering.ts';
import { decidingQuestionIds, fittingListOptions } from '../../device/session/steps/form/asking.ts';
import { isTypedQuestion } from '../../device/session/steps/form/typing.ts';
import type { Intent } from '../../device/words/intent.ts';
import type { Language } from '../../device/words/language.ts';
import { err } from '../../drivers/result.ts';
import { APPROVAL, AYSEL, type MachineRig, machineRig, PHONE_CODE } from '../rigs/machine-rig.ts';
import { exampleAnswer, unfitDays } from '../support/example-answers.ts';
import { type FakeDocuments, fakeDocuments } from '../support/fake-documents.ts';
import { FREE_SLOTS } from '../support/free-slots.ts';
import { goThroughChoices } from '../support/machine-ways.ts';
import { ALREADY_PAID_DUE, BILL_DUE, HELD_DUE, ROAD_FINE_DUE } from '../support/sample-dues.ts';

type Show = CitizenScreen['show'];
type Tier = Service['tiers'][number];

interface Walk {
  readonly rig: MachineRig;
  readonly service: Service;
  readonly documents: FakeDocuments;
  note(): void;
  isKnown(): boolean;
}

export interface DrawnPages {
  readonly service: string;
  readonly language: Language;
  readonly screens: readonly CitizenScreen[];
}

const EXPIRED = { ...AYSEL, expiryDate: '2026-01-01' };
const CHILD = { ...AYSEL, birthDate: '2024-01-01' };
type Otherwise = Pick<NonNullable<Parameters<typeof machineRig>[0]>, 'otherwise' | 'texts'>;

const NO_CENTRE = 0;
const MOST_PAGES_BACK = 40;
const PASSING: readonly Show[] = [
  'readingSlots',
  'readingDues',
  'prefilling',
  'quoting',
  'lodging',
  'issuing',
  'printing',
];

/**
 * @param service as in its file: not yet in a centre
 * @param options services and texts that differ from the catalogue
 * @throws if the service does not come to its end, or an unexpected page is on the way
 */
export async function drawServicePages(
  service: Service,
  language: Language,
  options: Otherwise = {},
): Promise<DrawnPages> {
  const found = new Map<string, CitizenScreen>();
  const centre = service.centres?.numbers[0];
  const walk = async (act: (walk: Walk) => Promise<void>, at: number | undefined) => {
    const documents = fakeDocuments();
    const rig = machineRig({ documents, ...options, ...(at !== undefined && { centre: at }) });
    const note = () => {
      const screen = rig.screen();
      found.set(keyOf(screen), found.get(keyOf(screen)) ?? screen);
    };
    rig.onChange(() => isPassing(rig.screen()) && note());
    await rig.settled();
    await rig.citizen({ do: 'start', language });
    await act({ rig, service, documents, note, isKnown: () => found.has(keyOf(rig.screen())) });
    await rig.crash();
  };
  await walk(lookFor, centre);
  if (centre !== undefined) await walk(notHere, NO_CENTRE);
  await walk(withTroubles, centre);
  if (service.identification !== 'none') await walk(withOtherCards, centre);
  for (const tier of service.tiers) await walk((each) => throughIt(each, tier), centre);
  await walk(service.printedOn === 'a4' ? documentTrouble : printTrouble, centre);
  if (service.paper === 'receipt') await walk(declined, centre);
  return { service: service.id, language, screens: [...found.values()] };
}

const isPassing = (screen: CitizenScreen): boolean =>
  PASSING.includes(screen.show) || (screen.show === 'choosingSlot' && screen.holding);

const keyOf = (screen: CitizenScreen): string => JSON.stringify({ ...screen, step: '' });

async function lookFor({ rig, service, note }: Walk): Promise<void> {
  for (const group of service.groups) {
    await rig.citizen({ do: 'group', group });
    note();
    await rig.citizen({ do: 'back' });
  }
  const screen = rig.screen();
  await rig.citizen({ do: 'search' });
  await rig.type(service.title[screen.language]);
  note();
  rig.reader.become('noDevice');
  rig.printer.become({ paper: 'out' });
  await rig.settled();
  note();
}

async function chosen({ rig, service }: Walk): Promise<void> {
  await rig.citizen({ do: 'choose', service: service.id });
  const { show } = rig.screen();
  if (show !== 'beforeYouStart') throw new Error(`${service.id} begins with ${show}`);
}

async function notHere(walk: Walk): Promise<void> {
  await chosen(walk);
  walk.note();
}

async function withTroubles(walk: Walk): Promise<void> {
  const { rig, note } = walk;
  await chosen(walk);
  rig.reader.become('noDevice');
  await rig.settled();
  note();
  rig.terminal.become('noDevice');
  await rig.settled();
  note();
  rig.printer.become({ paper: 'out' });
  await rig.settled();
  note();
}

async function withOtherCards(walk: Walk): Promise<void> {
  const { rig, note, service } = walk;
  await chosen(walk);
  await rig.citizen({ do: 'next' });
  for (const document of [CHILD, EXPIRED]) {
    rig.reader.read(document);
    await rig.settled();
    note();
  }
  if (!service.takesExpiredCard) return;
  expectShown(walk, 'answering');
  await throughQuestions(walk);
}

async function throughIt(walk: Walk, tier: Tier): Promise<void> {
  const { rig, note } = walk;
  await untilChecked(walk, tier);
  await paid(walk);
  if (rig.screen().show === 'previewing') {
    note();
    await rig.citizen({ do: 'next' });
    note();
    walk.documents.finish();
  } else rig.printer.finish();
  await rig.settled();
  expectShown(walk, 'done');
  note();
}

async function paid({ rig, note, service }: Walk): Promise<void> {
  const amount = amountOf(rig);
  if (amount === 0) return await rig.citizen({ do: 'next' });
  await rig.citizen({ do: 'pay' }, { do: 'method', method: 'card' });
  note();
  rig.terminal.settle({ known: 'approved', approval: { ...APPROVAL, amount } });
  await rig.settled();
  if (service.printedOn !== 'a4') return;
  rig.printer.finish();
  await rig.settled();
}

async function printTrouble(walk: Walk): Promise<void> {
  const { rig, note, service } = walk;
  await untilChecked(walk, service.tiers.at(-1)!);
  await paid(walk);
  rig.printer.finish(err({ code: 'PRN-111', kind: 'blocked', by: 'paper-out', phase: 'after-write' } as never));
  await rig.settled();
  expectShown(walk, 'printTrouble');
  note();
  await rig.citizen({ do: 'show-qr' });
  note();
}

/** If no money was paid, a copy for information replaces the document. */
async function documentTrouble(walk: Walk): Promise<void> {
  const { rig, note, documents } = walk;
  await untilChecked(walk, walk.service.tiers.at(-1)!);
  await paid(walk);
  await rig.citizen({ do: 'cancel' });
  expectShown(walk, 'wrongDocument');
  note();
  await rig.citizen({ do: 'back' }, { do: 'next' });
  documents.finish(err({ code: 'PRN-114', kind: 'blocked', by: 'paper-jam', phase: 'after-write' }));
  await rig.settled();
  expectShown(walk, 'printTrouble');
  note();
  const screen = rig.screen();
  if (screen.show === 'printTrouble' && !screen.canCopy) return;
  await rig.citizen({ do: 'next' });
  rig.printer.finish();
  await rig.settled();
  expectShown(walk, 'done');
  note();
}

async function declined(walk: Walk): Promise<void> {
  const { rig, note, service } = walk;
  await untilChecked(walk, service.tiers[0]!);
  if (amountOf(rig) === 0) return;
  await rig.citizen({ do: 'pay' }, { do: 'method', method: 'card' });
  rig.terminal.settle({ known: 'declined', resultCode: '05' });
  await rig.settled();
  expectShown(walk, 'trouble');
  note();
}

function amountOf(rig: MachineRig): number {
  const screen = rig.screen();
  return 'purchase' in screen && screen.purchase ? screen.purchase.amount : 0;
}

function expectShown({ rig, service }: Walk, show: Show): void {
  const screen = rig.screen();
  if (screen.show !== show) throw new Error(`${service.id} is at ${screen.show} and not at ${show}`);
}

async function untilChecked(walk: Walk, tier: Tier): Promise<void> {
  const { rig, note, service } = walk;
  if (service.paper === 'certificate') rig.office.state.answer = certificateOf(service);
  if (service.appointment) rig.office.state.answer = BOOKED;
  if (service.due) {
    rig.office.state.answer = { appointment: null, document: null };
    rig.office.state.dues = [BILL_DUE, ROAD_FINE_DUE, ALREADY_PAID_DUE, HELD_DUE];
  }
  await chosen(walk);
  await rig.citizen({ do: 'tier', tier: tier.id });
  note();
  await rig.citizen({ do: 'what-is-read' });
  if (rig.screen().show === 'whatIsRead') {
    note();
    await rig.citizen({ do: 'back' });
  }
  await rig.citizen({ do: 'next' });
  if (rig.screen().show === 'identifying') {
    note();
    rig.reader.read();
    await rig.settled();
  }
  if (rig.screen().show === 'offeringCode') await typeCode(walk);
  if (rig.screen().show === 'answering') await throughQuestions(walk);
  if (rig.screen().show === 'choosingPlace') await chooseTime(walk);
  if (rig.screen().show === 'choosingDue') await chooseDue(walk);
  await goThroughChoices(rig, note);
  expectShown(walk, 'checking');
  note();
}

async function typeCode({ rig, note }: Walk): Promise<void> {
  note();
  await rig.citizen({ do: 'next' });
  note();
  await rig.type(PHONE_CODE);
  note();
  await rig.citizen({ do: 'next' });
}

const BOOKED = {
  appointment: {
    ticket: 'G-047',
    window: '3',
    floor: 1,
    ahead: 0,
    wait: null,
    slot: { day: '2026-11-26', from: '09:00', until: '09:30' },
  },
  document: null,
};

async function chooseTime({ rig, note }: Walk): Promise<void> {
  note();
  await rig.citizen({ do: 'answer', value: FREE_SLOTS.places[0]!.id });
  note();
  for (const because of ['slot-taken', null]) {
    rig.office.state.noHold = because;
    await rig.citizen({ do: 'answer', value: '09:00' });
    note();
    await rig.citizen({ do: 'next' });
    note();
  }
}

async function chooseDue({ rig, note }: Walk): Promise<void> {
  note();
  await rig.citizen({ do: 'answer', value: '0' }, { do: 'next' });
  note();
  await rig.citizen({ do: 'answer', value: 'part' });
  await rig.citizen({ do: 'next' });
  note();
  await rig.type('5');
  await rig.citizen({ do: 'next' });
  note();
  await rig.citizen({ do: 'back' }, { do: 'answer', value: '0' }, { do: 'answer', value: '1' }, { do: 'next' });
  note();
  await rig.citizen({ do: 'back' }, { do: 'answer', value: 'all' });
  note();
  await rig.citizen({ do: 'next' });
}

const certificateOf = ({ title }: Service) => ({
  appointment: null,
  document: {
    number: 'AÜ-2026-000123',
    title: title.az,
    person: { name: 'MAMMADOVA AYSEL', fin: AYSEL.fin ?? '' },
    lines: [],
  },
});

async function throughQuestions(walk: Walk): Promise<void> {
  const { rig, note } = walk;
  note();
  const context = formOf(rig);
  const { id } = currentQuestionOf(context);
  const ways = waysOf(context);
  for (const [at, way] of ways.entries()) {
    const isLast = at === ways.length - 1;
    await answer(walk, way, isLast);
    const isKnown = walk.isKnown();
    note();
    if (rig.screen().show === 'answering' && (isLast || !isKnown)) await throughQuestions(walk);
    if (!isLast && rig.screen().show === 'choosingDue') {
      await chooseDue(walk);
      expectShown(walk, 'checking');
      note();
    }
    if (!isLast) await backTo(walk, id);
  }
}

/** One way if no other question depends on it. `null`: the earlier answer. */
function waysOf(context: FormContext): readonly (readonly Intent[] | null)[] {
  const question = currentQuestionOf(context);
  if (!decidingQuestionIds(context.service).includes(question.id))
    return [acceptedAnswer(context) === null ? exampleAnswer(context) : null];
  return valuesOf(context).map((value) => [{ do: 'answer', value }]);
}

function valuesOf(context: FormContext): readonly string[] {
  const question = currentQuestionOf(context);
  switch (question.kind) {
    case 'yes-no':
      return [YES, NO];
    case 'choice':
      return offeredChoiceOptions(question, context).map(({ value }) => value);
    case 'list':
      return fittingListOptions(question, context.answers).map(({ value }) => value);
    default:
      throw new Error(`${question.id} of ${context.service.id} decides, and nobody knows its answers`);
  }
}

/** Each part of a day has a page. */
async function answer({ rig, note }: Walk, way: readonly Intent[] | null, isShown: boolean): Promise<void> {
  const question = currentQuestionOf(formOf(rig));
  if (way !== null && isTypedQuestion(question)) {
    await rig.citizen({ do: 'next' });
    note();
  }
  for (const day of way === null ? [] : unfitDays(formOf(rig))) {
    await rig.citizen(...[day.slice(0, 4), day.slice(0, 7), day].map((value): Intent => ({ do: 'answer', value })));
    await rig.citizen({ do: 'next' });
    note();
    await rig.citizen({ do: 'answer', value: '' });
  }
  for (const intent of way ?? []) {
    await rig.citizen(intent);
    if (question.kind === 'date') note();
  }
  if (isShown) note();
  await rig.citizen({ do: 'next' });
  const { show } = rig.screen();
  if (show === 'answering' && currentQuestionOf(formOf(rig)) === question)
    throw new Error(`${question.id} is not answered`);
}

async function backTo({ rig, service }: Walk, question: string): Promise<void> {
  for (let pages = 0; pages < MOST_PAGES_BACK; pages += 1) {
    const screen = rig.screen();
    if (screen.show === 'answering' && screen.question.id === question) return;
    await rig.citizen({ do: 'back' });
  }
  throw new Error(`${service.id}: no way back to ${question}`);
}

function formOf(rig: MachineRig): FormContext {
  const session = rig.actor.getSnapshot().children['session']?.getSnapshot() as SessionSnapshot | undefined;
  const step = session?.children.step?.getSnapshot();
  if (!step) throw new Error('nobody asks a question');
  return step.context as FormContext;
}
