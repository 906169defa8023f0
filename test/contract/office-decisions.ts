import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toOfficeService } from '../../device/catalogue/offered.ts';
import type { Result } from '../../drivers/result.ts';
import { ApplicationRegister } from '../../simulators/back-office/register.ts';
import { type OfficeStore, openStore } from '../../simulators/back-office/store.ts';
import type { OfficeRefusal, WireLodgeRequest } from '../../simulators/back-office/wire.ts';
import { seededRandom } from '../../simulators/random.ts';
import { catalogue } from '../support/catalogue.ts';
import { type LastSlotOffice, raceForLastSlots } from './last-slot.ts';
import { lodgeRequest } from './lodge-request.ts';
import { unwrap } from './office-rig.ts';
import type { StorePlace } from './office-store.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
const FIN = '5ZK1C7M';
const CODE = '483920';
const WHO = { fin: FIN, documentNumber: 'AA1204587' };

const TICKET: WireLodgeRequest = lodgeRequest({ service: 'queue-ticket', answers: { topic: 'identity' } });

const CERTIFICATE: WireLodgeRequest = {
  ...TICKET,
  service: 'criminal-record-certificate',
  applicant: { ...WHO, surname: 'MAMMADOVA', givenNames: 'AYSEL', birthDate: '1990-01-02', assurance: 'chip' },
  answers: {},
};

/** Declares the rule that the office decides once, however often a request is repeated and at which of two offices on one store. */
export function officeDecisionsContract(name: string, newPlace: () => Promise<StorePlace>): void {
  describe(`decisions of the office: ${name}`, () => {
    let its: StorePlace;
    let stores: readonly OfficeStore[];
    let offices: readonly ApplicationRegister[];
    let sent: string[];
    let now: Date;

    beforeEach(async () => {
      its = await newPlace();
      const first = await openStore(its.place);
      stores = its.place === undefined ? [first] : [first, await openStore(its.place)];
      sent = [];
      now = NOW;
      offices = stores.map(
        (store, nth) =>
          new ApplicationRegister({
            store,
            now: () => now,
            random: seededRandom(nth + 1),
            drawCode: () => CODE,
            services: catalogue().services.map(toOfficeService),
            sms: ({ text }) => sent.push(text),
          }),
      );
    });
    afterEach(async () => {
      await Promise.all(stores.map((store) => store.close()));
      await its.remove();
    });

    const at = (nth: number): ApplicationRegister => offices[nth % offices.length]!;
    const together = <T>(
      ask: (office: ApplicationRegister, nth: number) => Promise<T>,
      times = 6,
    ): Promise<readonly T[]> => Promise.all(Array.from({ length: times }, (_, nth) => ask(at(nth), nth)));

    /** Several times at once and then again; all answers must be equal. */
    async function once<T>(ask: (office: ApplicationRegister) => Promise<Result<T, OfficeRefusal>>): Promise<T> {
      const answers = [...(await together(ask)), await ask(at(1))];
      const values = answers.map(unwrap);
      expect(new Set(values.map((value) => JSON.stringify(value))).size).toBe(1);
      return values[0]!;
    }

    const entries = () => stores[0]!.read(({ applications }) => applications.newest());
    const conflict = { ok: false, error: { status: 409, code: 'idempotency-conflict' } };

    it('when each request is repeated at both offices, then each key is decided once', async () => {
      const asked = { kiosk: 'K5', service: 'passport', tier: '10-working-days' };
      const quote = await once((office) => office.quote('q-1', asked));
      expect(await at(1).quote('q-1', { ...asked, kiosk: 'K7' })).toEqual(conflict);
      expect(quote.id).toBe('Q-q-1');
      const lodged = await together((office) => office.lodge('a-1', CERTIFICATE));
      expect(lodged.map(unwrap).filter(({ first }) => first)).toHaveLength(1);
      expect(new Set(lodged.map((each) => unwrap(each).lodged.reference)).size).toBe(1);
      expect(await at(1).lodge('a-1', { ...CERTIFICATE, language: 'ru' })).toEqual(conflict);
      const registered = await once((office) => office.register('a-1', null, true));
      expect(registered.document?.number).toBe('AÜ-2026-000001');
      await once((office) => office.sendMessage('a-1', { kiosk: 'K5', language: 'az' }));
      expect(sent).toHaveLength(1);
      const { reference } = registered;
      const claim = { ...WHO, reference, kiosk: 'K5', assurance: 'chip', confirmation: null } as const;
      expect((await once((office) => office.duplicate('d-1', claim))).number).toBe(1);
      expect((await once((office) => office.duplicate('d-2', claim))).number).toBe(2);
      await once((office) => office.survey('s-1', { service: 'passport', score: 5 }));
      expect(await at(1).survey('s-1', { service: 'passport', score: 1 })).toEqual(conflict);
      await once((office) => office.withdraw('a-1', 'credited'));
      expect(await entries()).toMatchObject([{ key: 'a-1', state: 'withdrawn', duplicates: ['d-1', 'd-2'] }]);
      expect(await stores[0]!.read(({ surveys }) => surveys.all())).toHaveLength(1);
    });

    it('when 24 applications come at once, then their numbers have no gap and no repetition', async () => {
      const lodged = await together((office, nth) => office.lodge(`a-${nth}`, nth % 2 ? TICKET : CERTIFICATE), 24);
      const ids = lodged.map((each) => unwrap(each).lodged.id);
      expect([...ids].sort()).toEqual(ids.map((_, nth) => `BO-2026-${String(nth + 1).padStart(6, '0')}`));
      expect(new Set(lodged.map((each) => unwrap(each).lodged.reference)).size).toBe(24);
      const registered = await together((office, nth) => office.register(`a-${nth}`, null, true), 24);
      const numbers = registered
        .map(unwrap)
        .map(({ document, appointment }) =>
          document ? Number(document.number.slice(-6)) : Number(appointment?.ticket.slice(-3)) - 46,
        );
      expect([...numbers].sort((a, b) => a - b)).toEqual(numbers.map((_, nth) => nth + 1));
      const counts = await stores[0]!.read(({ queue }) => queue.of('2026-11-24'));
      expect(counts.reduce((sum, { people }) => sum + people, 0)).toBe(12);
    });

    it('when one office issued a code or a quote, then the other office knows it', async () => {
      const asked = { kiosk: 'K5', language: 'az', ...WHO };
      await once((office) => office.codes.send('c-1', asked));
      expect(sent).toHaveLength(1);
      expect(await at(1).codes.send('c-1', { ...asked, kiosk: 'K7' })).toEqual(conflict);
      expect(await at(1).codes.check('c-1', 'c-1.1', { kiosk: 'K5', digits: '000000' })).toMatchObject({
        value: { outcome: 'wrong', tries: 2 },
      });
      const right = await once((office) => office.codes.check('c-1', 'c-1.2', { kiosk: 'K5', digits: CODE }));
      expect(right).toMatchObject({ outcome: 'right', tries: 1 });
      const applicant = { ...CERTIFICATE.applicant!, assurance: 'zone' as const };
      const confirmed = { ...CERTIFICATE, applicant, confirmation: 'c-1' };
      unwrap(await at(1).lodge('a-1', confirmed));
      expect(await at(0).lodge('a-2', confirmed)).toMatchObject({ error: { code: 'not-confirmed' } });
      const quoted = unwrap(await at(0).quote('q-1', { kiosk: 'K5', service: 'passport', tier: '10-working-days' }));
      const { id: quote, total: amount, tariffDate } = quoted;
      const passport = { ...CERTIFICATE, service: 'passport', tier: '10-working-days', quote, amount, tariffDate };
      unwrap(await at(1).lodge('a-3', passport));
    });

    it('when both offices are asked, then they count codes and look-ups together', async () => {
      const codes = await together((office, nth) =>
        office.codes.send(`c-${nth}`, { kiosk: 'K5', language: 'az', ...WHO }),
      );
      expect(codes.filter(({ ok }) => ok)).toHaveLength(3);
      const newest = codes.findIndex(({ ok }) => ok);
      expect(newest).toBeGreaterThanOrEqual(0);
      const claim = { ...WHO, reference: 'K5-7QF2-62', kiosk: 'K5' };
      const looked = await together((office, nth) => office.lookUp(`l-${nth}`, claim), 70);
      const refused = looked.filter((each) => !each.ok && each.error.code === 'too-many-lookups');
      expect(refused).toHaveLength(10);
    });

    it('when a document number or a reference has a null character, then nothing is found', async () => {
      const unknown = { ok: false, error: { status: 404, code: 'unknown-document' } };
      expect(await at(0).documents.verify('A\0', '7QF2-0K4M-XW9R-3TBD')).toEqual(unknown);
      expect(
        await at(0).readStatusPageFacts({ reference: 'K5-\0', address: '127.0.0.1', documentNumber: 'AA1204587' }),
      ).toEqual({ ok: true, value: null });
    });

    it('when several kiosks continue an application at once, then one application stays lodged', async () => {
      const { lodged } = unwrap(await at(0).lodge('a-1', CERTIFICATE));
      const ask = (office: ApplicationRegister, nth: number) =>
        office.lodge(`b-${nth}`, { ...CERTIFICATE, kiosk: `K${nth}`, continues: lodged.reference, amount: 0 });
      const held = await together(ask);
      expect(held.filter(({ ok }) => ok)).toHaveLength(6);
      const states = (await entries()).map(({ state }) => state);
      expect(states.filter((state) => state === 'lodged')).toHaveLength(1);
      expect(new Set((await entries()).map(({ reference }) => reference)).size).toBe(1);
    });

    it('when two kiosks and a phone ask for the last free time at once, then one gets it', async () => {
      const asked = offices.map((office): LastSlotOffice => office);
      expect(await raceForLastSlots({ offices: asked, rounds: 24, seed: 7 })).toEqual({ races: 24, wrong: [] });
    });
  });
}
