import { describe, expect, it } from 'vitest';
import type { OfficeQuote } from '../../device/back-office/contract.ts';
import { copiesQuestion } from '../../device/catalogue/copies.ts';
import type { Service } from '../../device/catalogue/schema.ts';
import { PRINTER_INQUIRY_MS } from '../../device/session/document.machine.ts';
import { DOCUMENT_PATIENCE_MS } from '../../device/session/document.ts';
import { CHOICES_TIMEOUT_MS } from '../../device/session/printing.machine.ts';
import { IDLE_GRACE_MS, IDLE_MS, REGISTER_AGAIN_MS } from '../../device/session/session.setup.ts';
import type { Receipt } from '../../drivers/receipt-printer/contract.ts';
import { err } from '../../drivers/result.ts';
import { AYSEL, type MachineRig, machineRig } from '../rigs/machine-rig.ts';
import { documentFor, type FakeDocuments, fakeDocuments, LOST_PRINT_OUTCOME } from '../support/fake-documents.ts';
import { APPROVED_SALE, confirmByPhone } from '../support/machine-ways.ts';

const SERVICE = 'family-members-certificate';
const JAM = err({ code: 'PRN-114', kind: 'blocked', by: 'paper-jam', phase: 'after-write' } as const);
const textOf = ({ lines }: Receipt): string =>
  lines.map((line) => ('text' in line ? line.text : 'columns' in line ? line.columns.join(' ') : '')).join('\n');
const printEntries = (rig: MachineRig) =>
  rig.ledger
    .history('id-1')
    .map(({ entry }) => entry)
    .filter(({ kind }) => kind.startsWith('print'));

/** No service of the catalogue has a price and a document on sheets. */
const paid = (service: Service): Service => ({
  ...service,
  tiers: service.tiers.map((tier) => ({
    ...tier,
    prices: [{ from: '2020-01-01', until: null, duty: 500, fee: 0, commission: 0, source: 'test', verified: true }],
  })),
});

function rigWith(documents?: FakeDocuments, otherwise?: (service: Service) => Service) {
  const rig = machineRig({ ...(documents && { documents }), ...(otherwise && { otherwise }), services: [SERVICE] });
  rig.office.state.answer = {
    appointment: null,
    document: { number: 'AÜ-1', title: 't', person: { name: 'AYSEL MAMMADOVA', fin: '5ABC12D' }, lines: ['a line'] },
  };
  return rig;
}

async function untilChecking(rig: MachineRig) {
  await rig.settled();
  await rig.citizen({ do: 'start', language: 'en' }, { do: 'choose', service: SERVICE }, { do: 'next' });
  rig.reader.read(AYSEL);
  await rig.settled();
  await confirmByPhone(rig);
  await rig.type('bank');
  await rig.citizen({ do: 'next' });
  expect(rig.screen().show).toBe('checking');
}

const quoteOf = (amount: number): OfficeQuote => ({
  id: 'q',
  lines: [{ kind: 'duty', amount }],
  total: amount,
  tariffDate: null,
  validUntil: '2026-11-24T15:32:00+04:00',
});

async function untilPaid(rig: MachineRig) {
  rig.office.state.quoted = quoteOf(500);
  await untilChecking(rig);
  await rig.citizen({ do: 'pay' }, { do: 'method', method: 'card' });
  rig.terminal.settle(APPROVED_SALE);
  await rig.settled();
}

async function untilPreview(rig: MachineRig) {
  await untilChecking(rig);
  await rig.citizen({ do: 'next' });
  expect(rig.screen().show).toBe('previewing');
}

describe('a document on sheets', () => {
  it('when the citizen has seen the document and goes on, then the document is printed', async () => {
    const documents = fakeDocuments();
    const rig = rigWith(documents);
    await untilPreview(rig);
    expect(rig.screen()).toMatchObject({ document: { lines: ['a line'] }, sheets: 1 });
    expect(documents.jobs).toHaveLength(0);
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({
      show: 'printing',
      paper: 'document',
      late: { afterS: 33, endsAfterMinutes: 2 },
    });
    expect(documents.jobs[0]?.job).toMatchObject({ key: 'id-1.1', jobName: 'K5-7QF2-41', copies: 1, sheets: 1 });
    expect(printEntries(rig)).toEqual([{ kind: 'printing', copy: 1, on: 'sheets' }]);
    documents.finish();
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'done', outcome: 'certificate', printed: true });
    expect(rig.screen()).toMatchObject({ document: { on: 'sheets', sheets: 1, validUntil: '2027-02-24' } });
    expect(printEntries(rig)).toMatchObject([{ kind: 'printing' }, { kind: 'printed', copy: 1, on: 'sheets' }]);
    expect(rig.printer.jobs).toHaveLength(0);
    await rig.citizen({ do: 'finish' });
    await rig.settled();
    expect(rig.written.at(-1)?.entry).toEqual({ kind: 'closed', outcome: 'delivered' });
  });

  it('when the citizen says that the document is wrong, then it is not printed', async () => {
    const documents = fakeDocuments();
    const rig = rigWith(documents);
    await untilPreview(rig);
    await rig.citizen({ do: 'cancel' });
    expect(rig.screen()).toMatchObject({ show: 'wrongDocument', called: false });
    await rig.citizen({ do: 'call-staff' });
    expect(rig.screen()).toMatchObject({ show: 'wrongDocument', called: true });
    await rig.citizen({ do: 'back' });
    expect(rig.screen().show).toBe('previewing');
    await rig.citizen({ do: 'cancel' }, { do: 'finish' });
    await rig.settled();
    expect(rig.screen().show).toBe('attract');
    expect(documents.jobs).toHaveLength(0);
    expect(rig.written.at(-1)?.entry).toEqual({ kind: 'closed', outcome: 'deliveredWithoutPaper' });
  });

  it('when the citizen is gone, then the document leaves the screen', async () => {
    const rig = rigWith(fakeDocuments());
    await untilPreview(rig);
    await rig.wait(IDLE_MS);
    expect(rig.screen().idle).not.toBeNull();
    await rig.wait(IDLE_GRACE_MS);
    expect(rig.screen().show).toBe('attract');
  });

  it('when the document names another person, then it is not printed', async () => {
    const documents = fakeDocuments(documentFor('LEYLA ALIYEVA', '7XYZ34A'));
    const rig = rigWith(documents);
    await untilPreview(rig);
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'printTrouble', code: 'PRN-212', partlyPrinted: false });
    expect(documents.jobs).toHaveLength(0);
    expect(rig.bugs).toHaveLength(1);
  });

  it('when the citizen leaves and the sheets jam, then the visit ends, and no document is printed again', async () => {
    const documents = fakeDocuments();
    const rig = rigWith(documents);
    await untilPreview(rig);
    await rig.citizen({ do: 'next' }, { do: 'finish' });
    expect(rig.screen()).toMatchObject({ show: 'printing', leaving: true });
    documents.finish(JAM);
    await rig.settled();
    expect(rig.screen().show).toBe('attract');
    expect(documents.jobs).toHaveLength(1);
  });
});

describe('a document that did not come out whole', () => {
  async function inTrouble(outcome: Parameters<FakeDocuments['finish']>[0], documents = fakeDocuments()) {
    const rig = rigWith(documents);
    await untilPreview(rig);
    await rig.citizen({ do: 'next' });
    documents.finish(outcome);
    await rig.settled();
    return { rig, documents };
  }

  it('when the citizen asks for a new print, then the document is printed under another key', async () => {
    const { rig, documents } = await inTrouble(JAM);
    expect(rig.screen()).toMatchObject({ show: 'printTrouble', code: 'PRN-114', partlyPrinted: true, canCopy: true });
    documents.become({ blockedBy: 'paper-jam' });
    await rig.settled();
    expect(rig.screen()).toMatchObject({ canReprint: false });
    documents.become({ blockedBy: null });
    await rig.settled();
    await rig.citizen({ do: 'reprint' });
    expect(documents.jobs.map(({ job }) => job.key)).toEqual(['id-1.1', 'id-1.2']);
    documents.finish();
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'done', document: { on: 'sheets' } });
    expect(printEntries(rig)).toMatchObject([
      { kind: 'printing', copy: 1 },
      { kind: 'printFailed', copy: 1, torn: true, on: 'sheets' },
      { kind: 'printing', copy: 2 },
      { kind: 'printed', copy: 2, on: 'sheets' },
    ]);
  });

  it('when the citizen takes a copy for information, then the copy says so', async () => {
    const { rig } = await inTrouble(JAM);
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'printing', paper: 'certificate' });
    expect(textOf(rig.printer.jobs[0]!.receipt)).toContain('MƏLUMAT ÜÇÜN SURƏT');
    rig.printer.finish();
    await rig.settled();
    // A copy is not accepted anywhere, so the page names no next step.
    expect(rig.screen()).toMatchObject({ show: 'done', document: { on: 'copy' }, printed: true, next: [] });
  });

  it('when the state of the print is unknown, then the kiosk asks the printer, which says that the document is printed', async () => {
    const documents = fakeDocuments();
    documents.state.fate = null;
    const { rig } = await inTrouble(LOST_PRINT_OUTCOME, documents);
    expect(rig.screen()).toMatchObject({ show: 'printTrouble', code: 'PRN-103', canReprint: false });
    await rig.citizen({ do: 'reprint' });
    expect(documents.jobs).toHaveLength(1);
    documents.state.fate = { known: 'printed', evidence: { jobId: 1, sheets: 1 } };
    await rig.wait(PRINTER_INQUIRY_MS);
    expect(rig.screen()).toMatchObject({ show: 'done', document: { on: 'sheets' }, printed: true });
    expect(documents.state.asked).toEqual(['id-1.1', 'id-1.1']);
    expect(documents.jobs).toHaveLength(1);
    expect(printEntries(rig).at(-1)).toEqual({ kind: 'printed', copy: 1, on: 'sheets' });
  });

  it('when the printer was away and is back, then the kiosk asks the printer before any time passes', async () => {
    const documents = fakeDocuments();
    documents.state.fate = null;
    const { rig } = await inTrouble(LOST_PRINT_OUTCOME, documents);
    documents.become({ device: 'offline' });
    await rig.wait(PRINTER_INQUIRY_MS);
    expect(documents.state.asked).toHaveLength(1);
    documents.become({ device: 'online' });
    await rig.settled();
    expect(documents.state.asked).toEqual(['id-1.1', 'id-1.1']);
  });

  it('when the printer knows nothing of the document, then it is void and can be printed again', async () => {
    const { rig, documents } = await inTrouble(LOST_PRINT_OUTCOME);
    expect(documents.state.asked).toEqual(['id-1.1']);
    expect(rig.screen()).toMatchObject({ show: 'printTrouble', canReprint: true, partlyPrinted: true });
    await rig.citizen({ do: 'reprint' });
    expect(documents.jobs[1]?.job.key).toBe('id-1.2');
  });

  it('when the kiosk still asks the printer, then the page offers its buttons for the usual time', async () => {
    const documents = fakeDocuments();
    documents.state.fate = { known: 'under-way' };
    const { rig } = await inTrouble(LOST_PRINT_OUTCOME, documents);
    for (let asked = 0; asked * PRINTER_INQUIRY_MS < CHOICES_TIMEOUT_MS - PRINTER_INQUIRY_MS; asked++)
      await rig.wait(PRINTER_INQUIRY_MS);
    expect(rig.screen().show).toBe('printTrouble');
    await rig.wait(PRINTER_INQUIRY_MS);
    expect(rig.screen()).toMatchObject({ show: 'done', printed: false });
  });
});

describe('a document that cannot be read', () => {
  it('when the office still makes the document, then the kiosk waits', async () => {
    const documents = fakeDocuments();
    documents.state.atWork = true;
    const rig = rigWith(documents);
    await untilChecking(rig);
    await rig.citizen({ do: 'next' });
    expect(rig.screen().show).toBe('readingDocument');
    documents.state.atWork = false;
    await rig.wait(REGISTER_AGAIN_MS);
    expect(rig.screen().show).toBe('previewing');
  });

  it('when the office takes too long, then the page says so, and the citizen can ask again', async () => {
    const documents = fakeDocuments();
    documents.state.atWork = true;
    const rig = rigWith(documents);
    await untilChecking(rig);
    await rig.citizen({ do: 'next' });
    for (let waited = 0; waited <= DOCUMENT_PATIENCE_MS; waited += 1_000) await rig.wait(1_000);
    expect(rig.screen()).toMatchObject({ show: 'printTrouble', code: 'BKO-101', canReprint: true });
  });

  it('when the seal of the document is wrong, then it is neither shown nor printed', async () => {
    const documents = fakeDocuments(err({ code: 'BKO-122', kind: 'altered' }));
    const rig = rigWith(documents);
    await untilChecking(rig);
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'printTrouble', code: 'BKO-122', partlyPrinted: false });
    expect(documents.jobs).toHaveLength(0);
  });

  it('when the office is down, then the citizen can ask again, or take a copy', async () => {
    const documents = fakeDocuments();
    documents.state.down = true;
    const rig = rigWith(documents);
    await untilChecking(rig);
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'printTrouble', code: 'BKO-101', paper: 'document', canCopy: true });
    documents.state.down = false;
    await rig.citizen({ do: 'reprint' });
    expect(rig.screen().show).toBe('previewing');
    expect(documents.state.wanted).toEqual([
      { key: 'id-1', kiosk: 'K5' },
      { key: 'id-1', kiosk: 'K5' },
    ]);
  });
});

describe('a kiosk that cannot print a document', () => {
  it('when the kiosk has no A4 printer, then a warning comes before the card', async () => {
    const rig = rigWith();
    await rig.settled();
    await rig.citizen({ do: 'start', language: 'en' }, { do: 'choose', service: SERVICE });
    expect(rig.screen()).toMatchObject({ show: 'beforeYouStart', warnings: ['PRN-204'], blocked: null });
  });

  it('when the certificate can only be a copy, then its page offers a number for the window', async () => {
    const rig = machineRig({ services: [SERVICE, 'queue-ticket'] });
    await rig.settled();
    await rig.citizen({ do: 'start', language: 'en' }, { do: 'choose', service: SERVICE });
    expect(rig.screen()).toMatchObject({ ticket: 'queue-ticket' });
    await rig.citizen({ do: 'choose', service: 'queue-ticket' });
    expect(rig.screen()).toMatchObject({ show: 'beforeYouStart', service: 'Queue ticket', ticket: null });
    expect(rig.bugs).toEqual([]);
  });

  it('when the certificate comes on sheets, then its page offers no number for the window', async () => {
    const rig = machineRig({ documents: fakeDocuments(), services: [SERVICE, 'queue-ticket'] });
    await rig.settled();
    await rig.citizen({ do: 'start', language: 'en' }, { do: 'choose', service: SERVICE });
    expect(rig.screen()).toMatchObject({ show: 'beforeYouStart', ticket: null });
    const before = rig.screen();
    await rig.citizen({ do: 'choose', service: 'queue-ticket' });
    expect(rig.screen()).toEqual(before);
  });

  it.each([
    ['has a jam', { blockedBy: 'paper-jam' } as const],
    ['has too few sheets', { supplies: [{ kind: 'paper', name: 'main', level: 0, sheets: 0 }] } as const],
    ['has too little toner', { supplies: [{ kind: 'toner', name: 'Black', level: 0 }] } as const],
    ['is away', { device: 'offline' } as const],
  ])('when the A4 printer %s, then a warning comes, and the certificate is only a copy', async (_, change) => {
    const documents = fakeDocuments();
    documents.become(change);
    const rig = rigWith(documents);
    await untilChecking(rig);
    expect(rig.screen()).toMatchObject({ warnings: ['PRN-204'], blocked: null });
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'printing', paper: 'certificate' });
    expect(textOf(rig.printer.jobs[0]!.receipt)).toContain('MƏLUMAT ÜÇÜN SURƏT');
    expect(documents.jobs).toHaveLength(0);
  });

  it('when the kiosk cannot print a paid document, then the service is closed', async () => {
    const documents = fakeDocuments();
    documents.become({ blockedBy: 'toner-out' });
    const rig = rigWith(documents, paid);
    await rig.settled();
    await rig.citizen({ do: 'start', language: 'en' });
    expect(JSON.stringify(rig.screen())).toContain('PRN-116');
  });
});

describe('a document that was paid for', () => {
  it('when only the receipt is printed, then the document is not delivered', async () => {
    const rig = rigWith(fakeDocuments(), paid);
    await untilPaid(rig);
    rig.printer.finish();
    await rig.settled();
    await rig.citizen({ do: 'cancel' }, { do: 'finish' });
    await rig.settled();
    expect(rig.written.at(-1)?.entry).toEqual({ kind: 'closed', outcome: 'deliveredWithoutPaper' });
  });

  it('when the receipt is out, then the document follows, and the ledger has both', async () => {
    const documents = fakeDocuments();
    const rig = rigWith(documents, paid);
    await untilPaid(rig);
    expect(rig.screen()).toMatchObject({ show: 'printing', paper: 'receipt' });
    rig.printer.finish();
    await rig.settled();
    expect(rig.screen().show).toBe('previewing');
    await rig.citizen({ do: 'next' });
    documents.finish();
    await rig.settled();
    expect(rig.screen()).toMatchObject({ show: 'done', paid: 500, document: { on: 'sheets' }, printed: true });
    expect(printEntries(rig)).toMatchObject([
      { kind: 'printing', on: 'receipt' },
      { kind: 'printed', on: 'receipt' },
      { kind: 'printing', on: 'sheets' },
      { kind: 'printed', on: 'sheets' },
    ]);
  });
});

describe('several copies of a document', () => {
  const three = (service: Service): Service => ({
    ...service,
    copies: 3,
    questions: [...service.questions, ...copiesQuestion(3)],
  });

  async function untilCopies(rig: MachineRig) {
    await rig.settled();
    await rig.citizen({ do: 'start', language: 'en' }, { do: 'choose', service: SERVICE }, { do: 'next' });
    rig.reader.read(AYSEL);
    await rig.settled();
    await confirmByPhone(rig);
    await rig.type('bank');
    await rig.citizen({ do: 'next' }, { do: 'answer', value: '3' }, { do: 'next' });
    expect(rig.screen().show).toBe('checking');
  }

  it('when three copies are asked for, then the copies are one print job', async () => {
    const documents = fakeDocuments(documentFor('AYSEL MAMMADOVA', '5ABC12D', 2));
    const rig = rigWith(documents, three);
    await untilCopies(rig);
    await rig.citizen({ do: 'next' });
    expect(rig.screen()).toMatchObject({ show: 'previewing', sheets: 6 });
    await rig.citizen({ do: 'next' });
    expect(documents.jobs[0]?.job).toMatchObject({ copies: 3, sheets: 2 });
  });

  it('when copies have a price, then the office names the sum', async () => {
    const rig = rigWith(fakeDocuments(), (service) => three(paid(service)));
    rig.office.state.quoted = quoteOf(1_500);
    await untilCopies(rig);
    expect(rig.office.state.copies).toEqual([3]);
    expect(rig.screen()).toMatchObject({ purchase: { amount: 1_500 } });
    expect(rig.tariffs).toEqual([]);
  });

  it.each([
    ['at the start', true],
    ['after they were asked for', false],
  ])(
    'when the sheets are out %s, then the number of copies cannot be changed, and the page offers the number for the window',
    async (_, first) => {
      const documents = fakeDocuments();
      const rig = machineRig({ documents, otherwise: three, services: [SERVICE, 'queue-ticket'] });
      if (first) documents.become({ paper: 'out' });
      await (first ? untilChecking(rig) : untilCopies(rig));
      documents.become({ paper: 'out' });
      await rig.settled();
      const { rows } = rig.screen() as unknown as { readonly rows: readonly { readonly edit: string | null }[] };
      expect(rows.map(({ edit }) => edit)).not.toContain('copies');
      expect(rig.screen()).toMatchObject({ show: 'checking', warnings: ['PRN-204'], ticket: 'queue-ticket' });
      await rig.citizen({ do: 'choose', service: 'queue-ticket' });
      expect(rig.screen()).toMatchObject({ show: 'beforeYouStart', service: 'Queue ticket' });
      expect(rig.written).toEqual([]);
      expect(rig.bugs).toEqual([]);
    },
  );

  it('when the printer has too few sheets for the copies, then a warning comes', async () => {
    const documents = fakeDocuments();
    documents.become({ supplies: [{ kind: 'paper', name: 'main', level: 1, sheets: 2 }] });
    const rig = rigWith(documents, three);
    await untilCopies(rig);
    expect(rig.screen()).toMatchObject({ warnings: ['PRN-204'] });
  });
});
