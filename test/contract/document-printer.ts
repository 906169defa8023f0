import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  DocumentJob,
  DocumentPrinter,
  DocumentPrinterStatus,
  PrintProgress,
} from '../../drivers/document-printer/contract.ts';
import { settleWith } from '../support/settled.ts';

export interface DocumentPrinterRig {
  readonly printer: DocumentPrinter;
  until(what: string, condition: () => boolean): Promise<void>;
  /** Whole, oldest first. */
  arrived(): Promise<readonly Uint8Array[]>;
  hold(): Promise<void>;
  release(): Promise<void>;
  nextJobMeets(trouble: 'paper-jam' | 'cover-open' | 'paper-out'): Promise<void>;
  mend(): Promise<void>;
  /** Pulls the cable. A printer that stores no jobs may be restarted instead. */
  unplug(): Promise<void>;
  plug(): Promise<void>;
  restarted(): DocumentPrinter & { close(): Promise<void> };
  close(): Promise<void>;
}

/** PDF (ISO 32000-1) with only a mark on its pages, so that two documents never have the same bytes. */
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

/** Sample job of three sheets with this key; `more` replaces fields. */
export const sampleJob = (key: string, more: Partial<DocumentJob> = {}): DocumentJob => ({
  pdf: pdfOf(3, key),
  copies: 1,
  sheets: 3,
  jobName: 'K5-7QF2-41/1',
  key,
  ...more,
});

const NEVER = new AbortController().signal;

export function documentPrinterContract(name: string, makeRig: () => Promise<DocumentPrinterRig>): void {
  describe(`a document printer: ${name}`, () => {
    let rig: DocumentPrinterRig;

    const online = (printer = rig.printer) => rig.until('online', () => printer.status().device === 'online');
    beforeEach(async () => {
      rig = await makeRig();
      await online();
    });
    afterEach(() => rig.close());

    const settled = <T>(work: Promise<T>): Promise<T> => settleWith((done) => rig.until('an end', done), work);
    const print = (job: DocumentJob, signal = NEVER) => settled(rig.printer.print(job, signal));

    async function started(job: DocumentJob, signal = NEVER) {
      const stages: PrintProgress['stage'][] = [];
      const work = rig.printer.print(job, signal, ({ stage }) => stages.push(stage));
      await rig.until('it is at work', () => stages.includes('printing') || stages.includes('held-up'));
      return { work, stages };
    }

    async function expectCleanPrint(key: string): Promise<void> {
      await online();
      await rig.until('nothing stops it', () => rig.printer.status().blockedBy === null);
      const job = sampleJob(key);
      expect(await print(job)).toMatchObject({ ok: true });
      expect((await rig.arrived()).at(-1)).toEqual(job.pdf);
    }

    it('when the printer is online, then the status names no blocking trouble and has the state of its supplies', () => {
      const { supplies, ...status } = rig.printer.status();
      expect(status).toEqual({ device: 'online', blockedBy: null, paper: 'full', toner: 'full' });
      expect(supplies.some(({ kind, level }) => kind === 'paper' && Number(level) > 0)).toBe(true);
      expect(supplies.some(({ kind, level }) => kind === 'toner' && Number(level) > 0)).toBe(true);
    });

    it('when a document is printed, then it arrives byte for byte, and the evidence has a job id', async () => {
      const job = sampleJob('whole', { copies: 2 });
      const stages: PrintProgress['stage'][] = [];
      const printed = await settled(rig.printer.print(job, NEVER, ({ stage }) => stages.push(stage)));
      expect(printed).toMatchObject({ ok: true, value: { jobId: expect.any(Number) } });
      expect(await rig.arrived()).toEqual([job.pdf]);
      expect(stages[0]).toBe('sending');
    });

    it('when one key is printed again, also after a restart, then the document comes out once', async () => {
      const job = sampleJob('once');
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

    it('when two documents are printed at once, then they come out one after the other', async () => {
      const [first, second] = [sampleJob('first'), sampleJob('second')];
      const both = Promise.all([rig.printer.print(first, NEVER), rig.printer.print(second, NEVER)]);
      expect(await settled(both)).toMatchObject([{ ok: true }, { ok: true }]);
      expect(await rig.arrived()).toEqual([first.pdf, second.pdf]);
    });

    it('when the document is not a PDF, then it is refused before the first byte', async () => {
      const job = sampleJob('no-pdf', { pdf: new TextEncoder().encode('%!PS-Adobe-3.0\n') });
      expect(await print(job)).toMatchObject({
        ok: false,
        error: { code: 'PRN-121', kind: 'refused', phase: 'before-write' },
      });
      expect(await settled(rig.printer.inquire(sampleJob('no-pdf'), NEVER))).toEqual({
        ok: true,
        value: { known: 'nothing' },
      });
    });

    it('when the print is aborted before it starts, then nothing is sent', async () => {
      expect(await print(sampleJob('gone'), AbortSignal.abort())).toMatchObject({
        ok: false,
        error: { phase: 'before-write' },
      });
      expect(await settled(rig.printer.inquire(sampleJob('gone'), NEVER))).toEqual({
        ok: true,
        value: { known: 'nothing' },
      });
    });

    it.each([
      ['paper-jam', 'PRN-114'],
      ['cover-open', 'PRN-112'],
      ['paper-out', 'PRN-111'],
    ] as const)(
      'when %s stops a job, then the job fails, nothing of it follows, and the next document is whole',
      async (trouble, code) => {
        await rig.nextJobMeets(trouble);
        const work = rig.printer.print(sampleJob('met'), NEVER);
        expect(await settled(work)).toEqual({
          ok: false,
          error: { code, kind: 'blocked', by: trouble, phase: 'after-write' },
        });
        const whole = (await rig.arrived()).length;
        await rig.mend();
        await expectCleanPrint('after-it');
        expect((await rig.arrived()).length).toBeLessThanOrEqual(whole + 2);
        expect(await print(sampleJob('met'))).toMatchObject({ ok: false, error: { code } });
      },
    );

    it('when the kiosk aborts the print during the job, then the driver cancels the job', async () => {
      await rig.hold();
      const abort = new AbortController();
      const { work } = await started(sampleJob('left'), abort.signal);
      abort.abort();
      await rig.release();
      expect(await settled(work)).toMatchObject({
        ok: false,
        error: { code: 'PRN-122', kind: 'ended', by: 'kiosk', phase: 'after-write' },
      });
      await expectCleanPrint('after-it');
    });

    it('when a key is inquired, then its job is under way, printed, or unknown', async () => {
      await rig.hold();
      const { work } = await started(sampleJob('asked'));
      expect(await settled(rig.printer.inquire(sampleJob('asked'), NEVER))).toEqual({
        ok: true,
        value: { known: 'under-way' },
      });
      await rig.release();
      const printed = await settled(work);
      expect(printed.ok).toBe(true);
      expect(await settled(rig.printer.inquire(sampleJob('asked'), NEVER))).toMatchObject({
        ok: true,
        value: { known: 'printed' },
      });
      expect(await settled(rig.printer.inquire(sampleJob('aske'), NEVER))).toEqual({
        ok: true,
        value: { known: 'nothing' },
      });
    });

    it('when the printer disappears during a job, then the print fails with PRN-101, and its key is never printed again', async () => {
      await rig.hold();
      const { work } = await started(sampleJob('torn'));
      await rig.unplug();
      expect(await settled(work)).toMatchObject({ ok: false, error: { code: 'PRN-101', phase: 'after-write' } });
      await rig.until('it is away', () => rig.printer.status().device !== 'online');
      expect(await print(sampleJob('never'))).toEqual({
        ok: false,
        error: { code: 'PRN-101', kind: 'not-connected', phase: 'before-write' },
      });
      await rig.release();
      await rig.plug();
      await expectCleanPrint('after-it');
      const whole = await rig.arrived();
      expect(await print(sampleJob('torn'))).toMatchObject({ ok: false, error: { phase: 'after-write' } });
      expect(await rig.arrived()).toEqual(whole);
    });

    it('when a new driver starts, then it cancels the job that the driver before left', async () => {
      await rig.hold();
      const { work } = await started(sampleJob('orphan'));
      const restarted = rig.restarted();
      await rig.release();
      await online(restarted);
      const printed = await settled(work);
      if (!printed.ok) expect(printed.error).toMatchObject({ code: 'PRN-122', by: 'printer' });
      expect(await settled(restarted.cancelWaiting(NEVER))).toEqual({ ok: true, value: 0 });
      await settled(restarted.close());
    });

    it('when a paper jam comes and goes, then the status reports only changes', async () => {
      const seen: DocumentPrinterStatus[] = [];
      rig.printer.onStatus((status) => seen.push(status));
      await rig.nextJobMeets('paper-jam');
      await print(sampleJob('met'));
      await rig.mend();
      await rig.until('nothing stops it', () => rig.printer.status().blockedBy === null);
      expect(seen.map(({ blockedBy }) => blockedBy)).toEqual(['paper-jam', null]);
    });
  });
}
