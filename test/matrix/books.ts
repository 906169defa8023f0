import type { Application } from '../../device/ledger/application.ts';
import { insertedCash } from '../../device/ledger/cash.ts';
import { restToPay } from '../../device/ledger/reserved.ts';
import { PAPER_WORDS } from '../../device/receipt/words.ts';
import { paperLines } from '../../drivers/receipt-printer/paper/paper-rows.ts';
import { wholeReceipts } from '../contract/receipt-printer.ts';
import { recountCash } from '../support/recount.ts';
import type { WiredRig } from './wired-rig.ts';

/** Values of the notes in qəpik, by the validator's type. */
const NOTES: Readonly<Record<number, number>> = {
  16: 100,
  17: 20_000,
  18: 500,
  19: 1_000,
  20: 2_000,
  21: 5_000,
  22: 10_000,
};
const OF_A_PERSON = ['MAMMADOVA', 'AYSEL', '501234567'];

export function contradictions(rig: WiredRig): readonly string[] {
  const ids = new Set(rig.written.map(({ applicationId }) => applicationId));
  const applications = [...ids].map((id) => rig.ledger.find(id)).filter((each) => each !== undefined);
  return [
    ...rig.bugs.map((bug) => `a bug: ${String(bug)}`),
    ...applications.flatMap((application) => ofApplication(application, rig)),
    ...ofMoney(applications, rig),
    ...ofPaper(applications, rig),
    ...ofMemory(rig),
    ...rig.office.unvouched().map((id) => `${id} is for a person that no phone confirmed`),
  ];
}

const when = (wrong: boolean, what: string): readonly string[] => (wrong ? [what] : []);

function ofApplication(application: Application, { office, ledger }: WiredRig): readonly string[] {
  const { id, last, approval, refused, duplicate } = application;
  const closed = ledger.history(id).findLast(({ entry }) => entry.kind === 'closed')?.entry;
  const outcome = closed?.kind === 'closed' ? closed.outcome : null;
  const delivered = outcome === 'delivered' || outcome === 'deliveredWithoutPaper';
  const page = office.pages.get(id)?.state ?? 'none';
  const sales = ledger.history(id).filter(({ entry }) => entry.kind === 'approved').length;
  return [
    ...when(last !== 'closed', `${id} is not closed`),
    ...when(
      duplicate === null && delivered !== (page === 'registered'),
      `${id} is ${outcome} here and ${page} at the back office`,
    ),
    ...when(sales > 1, `${id} was paid by card ${sales} times`),
    ...when(
      JSON.stringify(application.accounts) !== JSON.stringify(recountCash(application)),
      `${id} has the cash accounts ${JSON.stringify(application.accounts)}`,
    ),
    ...when(delivered && refused, `${id} was refused and delivered`),
    ...when(outcome === 'abandoned' && approval !== null, `${id} is abandoned and paid`),
  ];
}

function ofMoney(applications: readonly Application[], { terminal, validator, ledger }: WiredRig): readonly string[] {
  const kept = applications.filter(({ id, approval }) => {
    const back = ledger.history(id).some(({ entry }) => entry.kind === 'reversed');
    return approval !== null && !back;
  });
  const card = kept.reduce((sum, application) => sum + restToPay(application), 0);
  const inside = validator.state().cassette.reduce((sum, { type }) => sum + (NOTES[type] ?? Number.NaN), 0);
  const spent = applications.reduce((sum, application) => sum + insertedCash(application) + creditsOf(application), 0);
  return [
    ...when(card !== terminal.approvedTotal, `the terminal has ${terminal.approvedTotal}, the ledger ${card}`),
    ...when(inside !== spent, `the cassette has ${inside}, the ledger ${spent}`),
  ];
}

const creditsOf = ({ credits }: Application) => credits.reduce((sum, { amount }) => sum + amount, 0);

function ofPaper(applications: readonly Application[], { printer, office }: WiredRig): readonly string[] {
  const texts = wholeReceipts(printer)
    .map((paper) => paperLines(paper).join('\n'))
    // A slip about an open payment proves nothing, so it does not count.
    .filter((text) => !/\/D[PSRB]$/m.test(text))
    // The slip of a parked visit has no application, either.
    .filter((text) => !text.includes(PAPER_WORDS.az.parked.title));
  const ids = texts.map((text) => {
    const owner = applications.find(
      ({ id, reference }) => text.includes(`T-${id}`) || (reference && text.includes(reference)),
    );
    return owner?.id ?? 'none';
  });
  return ids.flatMap((id, index) => [
    ...when(ids.indexOf(id) !== index, `two valid papers of ${id}`),
    ...when(id === 'none', 'a valid paper of nobody in the ledger'),
    ...when(
      office.pages.get(id)?.state === 'withdrawn' && !/QALIQ KODU/.test(texts[index] ?? ''),
      `a valid paper of ${id}, which was taken back`,
    ),
  ]);
}

function ofMemory({ actor, written }: WiredRig): readonly string[] {
  const left = JSON.stringify(actor.getPersistedSnapshot());
  const noted = JSON.stringify(written);
  return OF_A_PERSON.flatMap((text) => [
    ...when(left.includes(text), `${text} is left in the machines`),
    ...when(noted.includes(text), `${text} is in the ledger`),
  ]);
}
