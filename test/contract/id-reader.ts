import { describe, expect, it, type TestContext } from 'vitest';
import type { IdReader, ReaderEvent, ReaderStatus } from '../../drivers/id-reader/contract.ts';

/** A promise resolves when the hand has acted, not when the reader noticed. */
export interface ReaderBench {
  readonly reader: IdReader;
  insert(document: 'valid' | 'other-valid' | 'no-expiry' | 'forged'): Promise<void>;
  insertUnreadable(): Promise<void>;
  insertAndTakeAway(): Promise<void>;
  remove(): Promise<void>;
  unplug(): Promise<void>;
  plug(): Promise<void>;
  until(what: string, condition: () => boolean): Promise<void>;
  quiet(): Promise<void>;
  close(): Promise<void>;
}

/** Its tests may run in parallel. */
export function idReaderContract(name: string, makeBench: () => Promise<ReaderBench>): void {
  describe(`id reader: ${name}`, () => {
    async function start({ onTestFinished }: Pick<TestContext, 'onTestFinished'>) {
      const bench = await makeBench();
      onTestFinished(() => bench.close());
      const events: ReaderEvent[] = [];
      const statuses: ReaderStatus[] = [];
      bench.reader.onEvent((event) => events.push(event));
      bench.reader.onStatus((status) => statuses.push(status));
      await bench.until('online', isOnline(bench.reader));
      return { bench, events, statuses };
    }

    async function reading(at: { bench: ReaderBench; events: ReaderEvent[] }, act: () => Promise<void>) {
      const before = at.events.length;
      await act();
      await at.bench.until('a reading', () => at.events.slice(before).some(({ type }) => type === 'document.read'));
      const [first, second, ...more] = at.events.slice(before);
      expect(first).toEqual({ type: 'document.inserted' });
      expect(more).toEqual([]);
      if (second?.type !== 'document.read') throw new Error('an insertion is followed by its reading');
      return second.result;
    }

    it('when a document is inserted, then the document is read with ISO dates', async (context) => {
      const at = await start(context);
      const result = await reading(at, () => at.bench.insert('valid'));
      expect(result).toMatchObject({ ok: true });
      if (!result.ok) return;
      const { document } = result.value;
      expect(document.birthDate).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(document.expiryDate).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(document.fin).toMatch(/^[0-9A-Z]{7}$/);
      expect(['zone', 'chip']).toContain(result.value.assurance);
    });

    it('when two documents follow each other, then each is read once', async (context) => {
      const at = await start(context);
      const first = await reading(at, () => at.bench.insert('valid'));
      await at.bench.remove();
      await at.bench.quiet();
      const second = await reading(at, () => at.bench.insert('other-valid'));
      expect(first.ok && second.ok).toBe(true);
      expect(first).not.toEqual(second);
      await at.bench.quiet();
      expect(at.events).toHaveLength(4);
    });

    it('when a document has no expiry date, then its expiryDate is null', async (context) => {
      const at = await start(context);
      const result = await reading(at, () => at.bench.insert('no-expiry'));
      expect(result).toMatchObject({ ok: true, value: { document: { expiryDate: null } } });
    });

    it('when check digits are wrong, then RDR-102 names their field', async (context) => {
      const at = await start(context);
      const result = await reading(at, () => at.bench.insert('forged'));
      expect(result).toMatchObject({ ok: false, error: { code: 'RDR-102' } });
      expect(!result.ok && result.error.code === 'RDR-102' && result.error.failed).toContain('documentNumber');
    });

    it('when a document is unreadable, then the reading fails with RDR-101', async (context) => {
      const at = await start(context);
      const result = await reading(at, () => at.bench.insertUnreadable());
      expect(result).toEqual({ ok: false, error: { code: 'RDR-101', kind: 'unreadable' } });
    });

    it('when a document is removed too early, then the reader reports this and reads the next document', async (context) => {
      const at = await start(context);
      const result = await reading(at, () => at.bench.insertAndTakeAway());
      expect(result).toEqual({ ok: false, error: { code: 'RDR-103', kind: 'removed-early' } });
      const next = await reading(at, () => at.bench.insert('valid'));
      expect(next.ok).toBe(true);
    });

    it('when the reader is unplugged and plugged in, then the driver reports both and reads again', async (context) => {
      const at = await start(context);
      await at.bench.unplug();
      await at.bench.until('away', () => at.bench.reader.status().device === 'noDevice');
      await at.bench.plug();
      await at.bench.until('back', isOnline(at.bench.reader));
      const result = await reading(at, () => at.bench.insert('valid'));
      expect(result.ok).toBe(true);
    });

    it('when the reader is unplugged and plugged in, then each status differs from the one before', async (context) => {
      const at = await start(context);
      await at.bench.unplug();
      await at.bench.until('away', () => at.bench.reader.status().device === 'noDevice');
      await at.bench.plug();
      await at.bench.until('back', isOnline(at.bench.reader));
      at.statuses.forEach((status, index) => {
        expect(status).not.toEqual(at.statuses[index - 1]);
      });
    });

    it('when the cable was out with a document inside, then the reader works again', async (context) => {
      const at = await start(context);
      await reading(at, () => at.bench.insert('valid'));
      await at.bench.unplug();
      await at.bench.until('away', () => at.bench.reader.status().device === 'noDevice');
      await at.bench.plug();
      await at.bench.until('back', isOnline(at.bench.reader));
      await at.bench.remove();
      await at.bench.quiet();
      const result = await reading(at, () => at.bench.insert('valid'));
      expect(result.ok).toBe(true);
    });

    it('when the reader is closed, then no report follows', async (context) => {
      const at = await start(context);
      await at.bench.reader.close();
      const { length } = at.events;
      await at.bench.insert('valid');
      await at.bench.quiet();
      expect(at.events).toHaveLength(length);
    });
  });
}

const isOnline = (reader: IdReader) => () => reader.status().device === 'online';
