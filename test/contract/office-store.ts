import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { personKey } from '../../simulators/back-office/continuing.ts';
import type { RegisterEntry } from '../../simulators/back-office/entry.ts';
import { type OfficeStore, openStore } from '../../simulators/back-office/store.ts';

export interface StorePlace {
  readonly place: string | undefined;
  remove(): Promise<void>;
}

const NOW = new Date('2026-11-24T10:00:00Z');
const later = (ms: number) => new Date(NOW.getTime() + ms);
const PERSON = { fin: '5ABCD12', documentNumber: 'AA1' };

function entryOf(key: string, own: Partial<RegisterEntry> = {}, kiosk = 'K5'): RegisterEntry {
  return {
    key,
    id: `BO-${key}`,
    reference: `${kiosk}-${key}`,
    state: 'lodged',
    lodgedAt: NOW.toISOString(),
    request: {
      kiosk,
      quote: null,
      continues: null,
      service: 'passport',
      tier: null,
      tariffDate: null,
      amount: 0,
      language: 'az',
      ready: null,
      confirmation: null,
      answers: { zeta: '1', alpha: '2', '10': '3' },
      applicant: { ...PERSON, surname: 'MƏMMƏDOVA', givenNames: 'AYSEL', birthDate: '1990-01-02', assurance: 'zone' },
    },
    payment: null,
    registered: null,
    final: false,
    withdrawn: null,
    duplicates: [],
    ...own,
  };
}

const REGISTERED = { key: '', reference: '', registeredAt: NOW.toISOString(), appointment: null, document: null };
const SLOT = { place: 'window-3', day: '2026-11-25', from: '09:30', until: '10:00', window: '3', floor: 1 };

/** `newPlace` gives an empty store. */
export function officeStoreContract(name: string, newPlace: () => Promise<StorePlace>): void {
  describe(`a store of the back office: ${name}`, () => {
    let its: StorePlace;
    let store: OfficeStore;
    beforeEach(async () => {
      its = await newPlace();
      store = await openStore(its.place);
    });
    afterEach(async () => {
      await store.close();
      await its.remove();
    });

    const add = (...entries: readonly RegisterEntry[]) => store.write(({ applications }) => applications.add(entries));
    const change = (before: RegisterEntry, after: RegisterEntry) =>
      store.write(({ applications }) => applications.change(before, after));

    it('when the store is new, then it is empty', async () => {
      const nothing = await store.read(async ({ applications, surveys }) => [
        await applications.newest(),
        await applications.states(),
        await applications.count(),
        await applications.find('a'),
        await surveys.all(),
        await surveys.count(),
      ]);
      expect(nothing).toEqual([[], { lodged: 0, registered: 0, withdrawn: 0 }, 0, undefined, [], 0]);
    });

    it('when an application is stored, then the store finds it unchanged, with its answers in their order', async () => {
      const entry = entryOf('a', { message: { language: 'az', at: NOW.toISOString(), number: '•• 67' }, slot: SLOT });
      await add(entry);
      const found = await store.read(({ applications }) => applications.find('a'));
      expect(found).toEqual(entry);
      expect(JSON.stringify(found)).toBe(JSON.stringify(entry));
    });

    it('when two applications share a reference, then the last one is found, and all are in their order', async () => {
      const [first, second] = [entryOf('a'), entryOf('b', { reference: 'K5-a' })];
      await add(first, entryOf('c'));
      await add(second);
      await store.read(async ({ applications }) => {
        expect(await applications.last('K5-a')).toEqual(second);
        expect(await applications.last('K5-z')).toBeUndefined();
        expect((await applications.newest()).map(({ key }) => key)).toEqual(['a', 'c', 'b']);
        expect((await applications.newest(2)).map(({ key }) => key)).toEqual(['c', 'b']);
      });
    });

    it('when applications change state, then the counts of states follow', async () => {
      const entry = entryOf('a');
      await add(entry, entryOf('b'), entryOf('c', { state: 'registered', registered: REGISTERED }));
      const registered: RegisterEntry = { ...entry, state: 'registered', registered: REGISTERED };
      await change(entry, registered);
      const counts = () =>
        store.read(async ({ applications }) => [
          await applications.states(),
          await applications.issued(),
          await applications.count(),
        ]);
      expect(await counts()).toEqual([{ lodged: 1, registered: 2, withdrawn: 0 }, 2, 3]);
      await change(registered, { ...registered, final: true });
      await change(registered, { ...registered, state: 'withdrawn' });
      expect(await counts()).toEqual([{ lodged: 1, registered: 1, withdrawn: 1 }, 2, 3]);
    });

    it('when a key is added twice in a batch, then the whole batch fails', async () => {
      await add(entryOf('a'));
      await expect(add(entryOf('b'), entryOf('a'))).rejects.toThrow();
      expect(await store.read(({ applications }) => applications.count())).toBe(1);
      expect(await store.read(({ applications }) => applications.find('b'))).toBeUndefined();
    });

    it('when the applications of a kiosk are read in pages, then each application is listed once, oldest first', async () => {
      const minutes = fc.array(fc.tuple(fc.constantFrom('K5', 'K7'), fc.nat(8)), { maxLength: 25 });
      await fc.assert(
        fc.asyncProperty(
          minutes,
          fc.nat(8),
          fc.nat(8),
          fc.integer({ min: 1, max: 7 }),
          async (lodged, one, two, most) => {
            const place = await newPlace();
            const other = await openStore(place.place);
            const entries = lodged.map(([kiosk, minute], nth) =>
              entryOf(`a-${nth}`, { lodgedAt: later(minute * 60_000).toISOString() }, kiosk),
            );
            await other.write(({ applications }) => applications.add(entries));
            const [fromMs, toMs] = [one, two].map((minute) => later(minute * 60_000).getTime()) as [number, number];
            const seen: string[] = [];
            for (let pages = 0; pages <= entries.length; pages++) {
              const asked = { kiosk: 'K5', fromMs, toMs, after: seen.at(-1), most };
              const page = await other.read(({ applications }) => applications.page(asked));
              seen.push(...page.map(({ key }) => key));
              if (page.length < most) break;
            }
            const its = entries
              .map((entry) => ({ entry, at: Date.parse(entry.lodgedAt) }))
              .filter(({ entry, at }) => entry.request.kiosk === 'K5' && at >= fromMs && at < toMs)
              .sort((a, b) => a.at - b.at);
            expect(seen).toEqual(its.map(({ entry }) => entry.key));
            await other.close();
            await place.remove();
          },
        ),
        { numRuns: 12 },
      );
    });

    it('when messages of a person are counted, then only messages after the moment count', async () => {
      const message = (at: Date) => ({ message: { language: 'az', at: at.toISOString(), number: '•• 67' } });
      await add(entryOf('a', message(NOW)), entryOf('b', message(later(1))), entryOf('c'));
      const count = (person: string, since: Date) =>
        store.read(({ applications }) => applications.messagesSince(person, since.getTime()));
      expect(await count(personKey(PERSON), NOW)).toBe(1);
      expect(await count(personKey(PERSON), later(-1))).toBe(2);
      expect(await count(personKey({ ...PERSON, fin: null }), later(-1))).toBe(0);
    });

    it('when an application is withdrawn, then its appointment is no longer booked', async () => {
      const entry = entryOf('a', { slot: SLOT });
      await add(entry, entryOf('b', { slot: { ...SLOT, day: '2026-11-27' } }), entryOf('c'));
      const booked = () =>
        store.read(({ applications }) => applications.booked('window-3', '2026-11-24', '2026-11-26'));
      expect(await booked()).toEqual([{ place: 'window-3', day: '2026-11-25', from: '09:30' }]);
      await change(entry, { ...entry, state: 'withdrawn' });
      expect(await booked()).toEqual([]);
    });

    it('when the hold of a time has run out or is over, then the time is not held, and old holds are deleted', async () => {
      const hold = (key: string, kiosk: string, validMs: number, over = false) => ({
        request: { kiosk, service: 'x', place: SLOT.place, day: SLOT.day, from: SLOT.from },
        key,
        slot: SLOT,
        validUntil: NOW.getTime() + validMs,
        over,
      });
      const own = hold('own', 'K5', 60_000);
      await store.write(async ({ holds }) => {
        for (const each of [own, hold('good', 'K7', 1), hold('ran-out', 'K8', 0), hold('over', 'K9', 60_000, true)])
          await holds.put(each, NOW);
      });
      const held = () =>
        store.read(({ holds }) => holds.held(SLOT.place, SLOT.day, SLOT.day, { kiosk: 'K5', now: NOW }));
      expect(await held()).toHaveLength(1);
      expect(await store.read(({ holds }) => holds.ofKiosk('K5'))).toEqual([own]);
      await store.write(({ holds }) => holds.put({ ...own, over: true }, NOW));
      expect(await store.read(({ holds }) => holds.ofKiosk('K5'))).toEqual([]);
      expect(await store.read(({ holds }) => holds.find('own'))).toEqual({ ...own, over: true });
      await store.write(({ holds }) => holds.put(hold('new', 'K5', 7_200_000), later(3_600_002)));
      expect(await store.read(({ holds }) => holds.find('good'))).toBeUndefined();
      expect(await held()).toEqual([]);
    });

    it('when a quote ran out over an hour ago, then the next quote deletes it', async () => {
      const quoted = (key: string, validUntil: Date) => ({
        request: { kiosk: 'K5', service: 'x', tier: 'y' },
        quote: {
          key,
          id: `Q-${key}`,
          lines: [],
          total: 0,
          tariffDate: null,
          validUntil: validUntil.toISOString(),
        },
      });
      await store.write(({ quotes }) => quotes.add(quoted('a', NOW), NOW));
      await store.write(({ quotes }) => quotes.add(quoted('b', later(3_600_000)), later(3_600_000)));
      expect(await store.read(({ quotes }) => quotes.find('Q-a'))).toEqual(quoted('a', NOW));
      await store.write(({ quotes }) => quotes.add(quoted('c', later(9_000_000)), later(3_600_001)));
      expect(await store.read(({ quotes }) => quotes.find('Q-a'))).toBeUndefined();
    });

    it('when a queue or a tally counts, then the count is by window and day, or by period', async () => {
      await store.write(async ({ queue, tally }) => {
        for (const ahead of [3, 0, 3]) await queue.add('2026-11-24', { window: '12', ahead, people: 1 });
        await queue.add('2026-11-23', { window: '12', ahead: 3, people: 5 });
        const times = [await tally.add('look-up', '1', 'K5'), await tally.add('look-up', '1', 'K5')];
        expect([...times, await tally.add('guess', '9', 'K5'), await tally.of('look-up', '1', 'K7')]).toEqual([
          1, 2, 1, 0,
        ]);
        await tally.add('look-up', '2', 'K7');
        expect([await tally.of('look-up', '1', 'K5'), await tally.of('guess', '9', 'K5')]).toEqual([0, 1]);
      });
      const counts = await store.read(({ queue }) => queue.of('2026-11-24'));
      expect([...counts].sort((a, b) => a.ahead - b.ahead)).toEqual([
        { window: '12', ahead: 0, people: 1 },
        { window: '12', ahead: 3, people: 2 },
      ]);
    });

    it('when dues and accesses are stored, then dues are found by key, and accesses by person', async () => {
      const access = (key: string, ms: number) => ({
        key,
        at: later(ms).toISOString(),
        person: 'fin 5ABCD12',
        kiosk: 'K5',
        register: 'addresses',
        title: 'family',
        reader: 'K5',
        application: 'a',
      });
      await store.write(async ({ dues, accesses }) => {
        await dues.put('due-1', { amount: 100 });
        await dues.put('due-1', { amount: 100, paid: true });
        await dues.put('due-2', { amount: 7 });
        for (const each of [access('r-1', 0), access('r-2', 1), access('r-1', 5)]) await accesses.add(each);
      });
      await store.read(async ({ dues, accesses }) => {
        expect(await dues.find('due-1')).toEqual({ amount: 100, paid: true });
        expect(await dues.find('due-2')).toEqual({ amount: 7 });
        expect(await accesses.ofPerson('fin 5ABCD12', 9)).toEqual([access('r-2', 1), access('r-1', 0)]);
        expect(await accesses.ofPerson('fin 5ABCD12', 1)).toEqual([access('r-2', 1)]);
        expect(await accesses.ofApplication('a')).toEqual([access('r-1', 0), access('r-2', 1)]);
      });
    });

    it('when applications are imported, then all are stored and found, or none', async () => {
      await add(entryOf('a'));
      const slot = { ...SLOT, day: '2026-11-26' };
      await store.import([[entryOf('b', { slot }), entryOf('c')], [entryOf('d', { reference: 'K5-c' })]]);
      await expect(store.import([[entryOf('e')], [entryOf('a')]])).rejects.toThrow();
      await store.read(async ({ applications }) => {
        expect((await applications.newest()).map(({ key }) => key)).toEqual(['a', 'b', 'c', 'd']);
        expect((await applications.last('K5-c'))?.key).toBe('d');
        expect(await applications.booked(SLOT.place, SLOT.day, '2026-11-30')).toHaveLength(1);
        expect(await applications.states()).toEqual({ lodged: 4, registered: 0, withdrawn: 0 });
      });
      await add(entryOf('e'));
      expect(await store.read(({ applications }) => applications.count())).toBe(5);
    });

    it('when a write throws, then nothing of the write is stored', async () => {
      const work = store.write(async ({ applications, surveys }) => {
        await applications.add([entryOf('a')]);
        await surveys.add({ key: 's', service: 'x', score: 5, at: NOW.toISOString() });
        throw new Error('the power went');
      });
      await expect(work).rejects.toThrow('the power went');
      await store.read(async ({ applications, surveys }) => {
        expect([await applications.count(), await surveys.count(), await surveys.all()]).toEqual([0, 0, []]);
      });
    });

    it('when 40 writes run at once, then each write sees the result of the write before', async () => {
      const stores = its.place === undefined ? [store] : [store, await openStore(its.place)];
      const lodge = (nth: number) =>
        stores[nth % stores.length]!.write(async ({ applications }) => {
          const number = await applications.count();
          await applications.add([entryOf(`a-${number}`)]);
          return number;
        });
      const numbers = await Promise.all(Array.from({ length: 40 }, (_, nth) => lodge(nth)));
      expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, nth) => nth));
      await Promise.all(stores.slice(1).map((each) => each.close()));
    });

    it('when a read runs during a write, then the read sees all of the write or nothing', async () => {
      let seen: Promise<number> | undefined;
      await store.write(async ({ applications }) => {
        await applications.add([entryOf('a')]);
        seen = store.read((other) => other.applications.count());
        await applications.add([entryOf('b')]);
      });
      // PostgreSQL reads beside the writer, SQLite after it.
      expect([0, 2]).toContain(await seen);
      expect(await store.read(({ applications }) => applications.count())).toBe(2);
    });

    it('when the store is opened again, then the earlier data is there', async () => {
      if (its.place === undefined) return;
      await add(entryOf('a'), entryOf('b'));
      await store.write(({ surveys }) => surveys.add({ key: 's', service: 'x', score: 5, at: NOW.toISOString() }));
      await store.close();
      store = await openStore(its.place);
      await store.read(async ({ applications, surveys }) => {
        expect(await applications.newest()).toEqual([entryOf('a'), entryOf('b')]);
        expect(await surveys.all()).toHaveLength(1);
      });
    });
  });
}
