import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  DocumentJob,
  DocumentPrinter,
  DocumentPrinterStatus,
  PrintProgress,
} from '../../drivers/document-printer/contract.ts';
import { settledBy } from '../support/settled.ts';

/** A driver and its printer, joined by whatever network, in simulated or in real time. */
export interface DocumentPrinterRig {
  readonly printer: DocumentPrinter;
  /** Lets time pass until the condition holds; rejects if it never does. */
  until(what: string, condition: () => boolean): Promise<void>;
  /** The documents that came out whole, byte for byte, the oldest first. */
  arrived(): Promise<readonly Uint8Array[]>;
  /** The printer is at work on the next job until it is released. */
  hold(): Promise<void>;
  release(): Promise<void>;
  /** The next job meets this after it has begun. */
  nextJobMeets(trouble: 'paper-jam' | 'cover-open' | 'paper-out'): Promise<void>;
  /** Somebody mends it. */
  mend(): Promise<void>;
  /** The printer is gone, and back. Where it has no memory of its jobs that is all the same to the kiosk. */
  unplug(): Promise<void>;
  plug(): Promise<void>;
  /** One more driver of the same kiosk at the same printer, as after a restart of the kiosk. */
  restarted(): DocumentPrinter & { close(): Promise<void> };
  close(): Promise<void>;
}

/** Pages with nothing on them but a number (ISO 32000-1), so that two documents are never the same bytes. */
export function pdfOf(pages: number, mark: string): Uint8Array {
  const page = (at: number) => `${at + 3} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n`;
  const kids = Array.from({ length: pages }, (_, at) => `${at + 3} 0 R`).join(' ');
  const objects = [
    '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n',
    `2 0 obj<</Type/Pages/Count ${pages}/Kids[${kids}]>>endobj\n`,
    ...Array.from({ length: pages }, (_, at) => page(at)),
  ];
  return new TextEncoder().encode(`%PDF-1.4\n% ${mark}\n${objects.join('')}trailer<</Root 1 0 R>>\n%%EOF\n`);
}

export const jobOf = (key: string, more: Partial<DocumentJob> = {}): DocumentJob => ({
  pdf: pdfOf(3, key),
  copies: 1,
  sheets: 3,
  jobName: 'K5-7QF2-41/1',
  key,
  ...more,
});

const NEVER = new AbortController().signal;

/** What every printer of whole sheets promises, whatever its network. */
export function documentPrinterContract(name: string, makeRig: () => Promise<DocumentPrinterRig>): void {
  describe(`a document printer: ${name}`, () => {
    let rig: DocumentPrinterRig;

    const online = (printer = rig.printer) => rig.until('online', () => printer.status().device === 'online');
    beforeEach(async () => {
      rig = await makeRig();
      await online();
    });
    afterEach(() => rig.close());

    const settled = <T>(work: Promise<T>): Promise<T> => settledBy((done) => rig.until('an end', done), work);
    const print = (job: DocumentJob, signal = NEVER) => settled(rig.printer.print(job, signal));

    /** A printing that is under way. */
    async function started(job: DocumentJob, signal = NEVER) {
      const stages: PrintProgress['stage'][] = [];
      const work = rig.printer.print(job, signal, ({ stage }) => stages.push(stage));
      await rig.until('it is at work', () => stages.includes('printing') || stages.includes('held-up'));
      return { work, stages };
    }

    async function expectCleanPrint(key: string): Promise<void> {
      await online();
      await rig.until('nothing stops it', () => rig.printer.status().blockedBy === null);
      const job = jobOf(key);
      expect(await print(job)).toMatchObject({ ok: true });
      expect((await rig.arrived()).at(-1)).toEqual(job.pdf);
    }

    it('is ready, and says what it holds', () => {
      const { supplies, ...status } = rig.printer.status();
      expect(status).toEqual({ device: 'online', blockedBy: null, paper: 'full', toner: 'full' });
      expect(supplies.some(({ kind, level }) => kind === 'paper' && Number(level) > 0)).toBe(true);
      expect(supplies.some(({ kind, level }) => kind === 'toner' && Number(level) > 0)).toBe(true);
    });

    it('prints a document whole and says so', async () => {
      const job = jobOf('whole', { copies: 2 });
      const stages: PrintProgress['stage'][] = [];
      const printed = await settled(rig.printer.print(job, NEVER, ({ stage }) => stages.push(stage)));
      expect(printed).toMatchObject({ ok: true, value: { jobId: expect.any(Number) } });
      expect(await rig.arrived()).toEqual([job.pdf]);
      expect(stages[0]).toBe('sending');
    });

    it('prints what has one key once, whoever asks and however often', async () => {
      const job = jobOf('once');
      const first = rig.printer.print(job, NEVER);
      const second = rig.printer.print(job, NEVER);
      const evidence = await settled(first);
      expect(evidence).toMatchObject({ ok: true });
      expect(await settled(second)).toEqual(evidence);
      const restarted = rig.restarted();
      await online(restarted);
      expect(await settled(restarted.print(job, NEVER))).toMatchObject({ ok: true });
      await settled(restarted.close());
      expect(await rig.arrived()).toEqual([job.pdf]);
    });

    it('prints documents one after the other', async () => {
      const [first, second] = [jobOf('first'), jobOf('second')];
      const both = Promise.all([rig.printer.print(first, NEVER), rig.printer.print(second, NEVER)]);
      expect(await settled(both)).toMatchObject([{ ok: true }, { ok: true }]);
      expect(await rig.arrived()).toEqual([first.pdf, second.pdf]);
    });

    it('takes no document that is no PDF, and sends nothing of it', async () => {
      const job = jobOf('no-pdf', { pdf: new TextEncoder().encode('%!PS-Adobe-3.0\n') });
      expect(await print(job)).toMatchObject({
        ok: false,
        error: { code: 'PRN-121', kind: 'refused', phase: 'before-write' },
      });
      expect(await settled(rig.printer.inquire(jobOf('no-pdf'), NEVER))).toEqual({
        ok: true,
        value: { known: 'nothing' },
      });
    });

    it('sends nothing for somebody who is gone already', async () => {
      expect(await print(jobOf('gone'), AbortSignal.abort())).toMatchObject({
        ok: false,
        error: { phase: 'before-write' },
      });
      expect(await settled(rig.printer.inquire(jobOf('gone'), NEVER))).toEqual({
        ok: true,
        value: { known: 'nothing' },
      });
    });

    it.each([
      ['paper-jam', 'PRN-114'],
      ['cover-open', 'PRN-112'],
      ['paper-out', 'PRN-111'],
    ] as const)(
      '%s in the middle is said, what is left is taken back, and the next document is whole',
      async (trouble, code) => {
        await rig.nextJobMeets(trouble);
        const work = rig.printer.print(jobOf('met'), NEVER);
        expect(await settled(work)).toEqual({
          ok: false,
          error: { code, kind: 'blocked', by: trouble, phase: 'after-write' },
        });
        const whole = (await rig.arrived()).length;
        await rig.mend();
        await expectCleanPrint('after-it');
        expect((await rig.arrived()).length).toBeLessThanOrEqual(whole + 2);
        expect(await print(jobOf('met'))).toMatchObject({ ok: false, error: { code } });
      },
    );

    it('takes back what somebody does not wait for', async () => {
      await rig.hold();
      const abort = new AbortController();
      const { work } = await started(jobOf('left'), abort.signal);
      abort.abort();
      await rig.release();
      expect(await settled(work)).toMatchObject({
        ok: false,
        error: { code: 'PRN-122', kind: 'ended', by: 'kiosk', phase: 'after-write' },
      });
      await expectCleanPrint('after-it');
    });

    it('is asked what became of a key', async () => {
      await rig.hold();
      const { work } = await started(jobOf('asked'));
      expect(await settled(rig.printer.inquire(jobOf('asked'), NEVER))).toEqual({
        ok: true,
        value: { known: 'under-way' },
      });
      await rig.release();
      const printed = await settled(work);
      expect(printed.ok).toBe(true);
      expect(await settled(rig.printer.inquire(jobOf('asked'), NEVER))).toMatchObject({
        ok: true,
        value: { known: 'printed' },
      });
      expect(await settled(rig.printer.inquire(jobOf('aske'), NEVER))).toEqual({
        ok: true,
        value: { known: 'nothing' },
      });
    });

    it('says of a printer that is gone in the middle that it is, and prints nothing of that again', async () => {
      await rig.hold();
      const { work } = await started(jobOf('torn'));
      await rig.unplug();
      expect(await settled(work)).toMatchObject({ ok: false, error: { code: 'PRN-101', phase: 'after-write' } });
      await rig.until('it is away', () => rig.printer.status().device !== 'online');
      expect(await print(jobOf('never'))).toEqual({
        ok: false,
        error: { code: 'PRN-101', kind: 'not-connected', phase: 'before-write' },
      });
      await rig.release();
      await rig.plug();
      await expectCleanPrint('after-it');
      const whole = await rig.arrived();
      expect(await print(jobOf('torn'))).toMatchObject({ ok: false, error: { phase: 'after-write' } });
      expect(await rig.arrived()).toEqual(whole);
    });

    it('takes back on a new start what the one before left in the printer', async () => {
      await rig.hold();
      const { work } = await started(jobOf('orphan'));
      const restarted = rig.restarted();
      await rig.release();
      await online(restarted);
      const printed = await settled(work);
      if (!printed.ok) expect(printed.error).toMatchObject({ code: 'PRN-122', by: 'printer' });
      expect(await settled(restarted.cancelWaiting(NEVER))).toEqual({ ok: true, value: 0 });
      await settled(restarted.close());
    });

    it('reports only changes', async () => {
      const seen: DocumentPrinterStatus[] = [];
      rig.printer.onStatus((status) => seen.push(status));
      await rig.nextJobMeets('paper-jam');
      await print(jobOf('met'));
      await rig.mend();
      await rig.until('nothing stops it', () => rig.printer.status().blockedBy === null);
      expect(seen.map(({ blockedBy }) => blockedBy)).toEqual(['paper-jam', null]);
    });
  });
}
