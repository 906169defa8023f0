import { expect } from 'vitest';
import { insertedCash } from '../../device/ledger/cash.ts';
import { cashListOf } from '../../device/ledger/cash-list.ts';
import { recountCash } from '../support/recount.ts';
import { type MachineRig, machineRig, notesRig } from './machine-rig.ts';

export const DUTY = 5_000;

export async function cashRig(options: Pick<NonNullable<Parameters<typeof machineRig>[0]>, 'cabinet'> = {}) {
  const notes = notesRig();
  const rig = machineRig({ notes, ...options });
  await rig.run(6_000);
  return { rig, notes };
}

/** Goes to the choice of payment, with a term of 50 manats such as *3 working days*. */
export async function untilChoosing(rig: MachineRig): Promise<void> {
  await rig.citizen(
    { do: 'start', language: 'az' },
    { do: 'choose', service: 'identity-card-replacement' },
    { do: 'tier', tier: '3-working-days' },
    { do: 'next' },
  );
  rig.reader.read();
  await rig.settled();
  await rig.citizen({ do: 'answer', value: 'worn-out' }, { do: 'next' });
  await rig.type('501234567');
  await rig.citizen({ do: 'next' }, { do: 'pay' });
}

export async function untilNotes(rig: MachineRig): Promise<void> {
  await untilChoosing(rig);
  await rig.citizen({ do: 'method', method: 'cash' });
  await rig.run(1_000);
  expect(rig.screen()).toMatchObject({ show: 'payingCash', stage: 'insert', inserted: 0 });
}

export type CashRig = Awaited<ReturnType<typeof cashRig>>;

export async function runRigUntil(
  rig: MachineRig,
  what: string,
  holds: () => boolean,
  limitMs = 30_000,
): Promise<void> {
  for (let ms = 0; ms < limitMs && !holds(); ms += 50) await rig.run(50);
  if (!holds()) throw new Error(`this never happened: ${what}; the screen is ${JSON.stringify(rig.screen())}`);
}

export async function insertNote({ rig, notes }: CashRig, manat: number): Promise<void> {
  let inside = false;
  await runRigUntil(rig, `${manat} drawn in`, () => {
    inside ||= notes.unit.insert({ manat });
    return inside;
  });
}

export async function putInAndKeep(both: CashRig, manat: number): Promise<void> {
  await untilAskedAboutNote(both, manat);
  await both.rig.citizen({ do: 'answer', value: 'keep' });
}

export async function untilAskedAboutNote(both: CashRig, manat: number): Promise<void> {
  await insertNote(both, manat);
  await runRigUntil(both.rig, 'the question', () => both.rig.screen().show === 'noteTooLarge');
}

export const insertedAmount = (rig: MachineRig) => {
  const screen = rig.screen();
  return screen.show === 'payingCash' ? screen.inserted : -1;
};

export async function putInAndWait(both: CashRig, manat: number): Promise<void> {
  const before = insertedAmount(both.rig);
  await insertNote(both, manat);
  await runRigUntil(both.rig, `${manat} counted`, () => insertedAmount(both.rig) !== before);
}

export const cashList = ({ written }: MachineRig) => cashListOf(written);
export const entryKinds = (rig: MachineRig, id = 'id-1') => rig.ledger.history(id).map(({ entry }) => entry.kind);
export const closingEntry = (rig: MachineRig, id = 'id-1') =>
  rig.ledger.history(id).findLast(({ entry }) => entry.kind === 'closed')?.entry;
export const cassetteCount = ({ notes }: CashRig) => notes.unit.state().cassette.length;
export const paperOf = (rig: MachineRig) => JSON.stringify(rig.printer.jobs.at(-1)?.receipt);

/** Checks that every qəpik in the cassette is spent, credited, or belongs to a note on the staff list. */
export function expectNoteValueInOnePlace({ rig, notes }: CashRig): void {
  const values: Record<number, number> = { 16: 100, 17: 20_000, 18: 500, 19: 1_000, 20: 2_000, 21: 5_000, 22: 10_000 };
  const inside = notes.unit.state().cassette.reduce((sum, { type }) => sum + (values[type] ?? 0), 0);
  const ids = new Set(rig.written.map(({ applicationId }) => applicationId));
  let spent = 0;
  let doubtful = 0;
  for (const id of ids) {
    const application = rig.ledger.find(id);
    if (!application) throw new Error(id);
    expect(application.accounts).toEqual(recountCash(application));
    if (application.paidBy === 'cash' && !application.refused) spent += application.amount;
    if (application.last === 'cashIntent') spent += insertedCash(application);
    spent += application.credits.reduce((sum, { amount }) => sum + amount, 0);
    for (const { last, value } of application.notes) if (last === 'noteInDoubt') doubtful += value;
  }
  expect(inside).toBeGreaterThanOrEqual(spent);
  expect(inside - spent).toBeLessThanOrEqual(doubtful);
  expect(rig.bugs).toEqual([]);
}
