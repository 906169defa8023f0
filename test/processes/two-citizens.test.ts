import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { toOfficeService } from '../../device/catalogue/offered.ts';
import { type ReferenceBackOffice, startBackOffice } from '../../simulators/back-office/server.ts';
import { simulatedDocument } from '../../simulators/id-reader/documents.ts';
import { seededRandom } from '../../simulators/random.ts';
import { catalogue } from '../support/catalogue.ts';
import { disagreements, readBooks, readLedger } from '../support/four-books.ts';
import { type KioskProcess, startKioskProcess, withOfficeAt, withoutIssueOfGoods } from '../support/kiosk-process.ts';
import { confirmBySocket, payBySocket, type SocketCitizen, socketCitizenAt } from '../support/socket-citizen.ts';

/* A proxy to the office answers late and swaps the answers to two kiosks. No byte of the other person may be on screen, paper, log or disk. */

const LOOK = { interval: 10, timeout: 40_000 };

interface Place {
  readonly kiosk: KioskProcess;
  readonly document: 'aze-card-woman' | 'aze-card-man';
  citizen: SocketCitizen;
  shown: string;
}

let office: ReferenceBackOffice;
let places: readonly [Place, Place];

beforeAll(async () => {
  office = await startBackOffice({
    now: () => new Date(),
    random: seededRandom(17),
    services: catalogue().services.map(toOfficeService),
  });
  const shared = (profile: string, folder: string) => withoutIssueOfGoods(withOfficeAt(office.url)(profile, folder));
  const [one, two] = await Promise.all([
    startKioskProcess(shared),
    startKioskProcess((profile, folder) => shared(profile, folder).replace('id: K5', 'id: K7')),
  ]);
  const nobody = {} as SocketCitizen;
  places = [
    { kiosk: one, document: 'aze-card-woman', citizen: nobody, shown: '' },
    { kiosk: two, document: 'aze-card-man', citizen: nobody, shown: '' },
  ];
});
afterAll(async () => {
  await Promise.all(places.map(({ kiosk }) => kiosk.stop()));
  await office.close();
});
beforeEach(async () => {
  await both(async (place) => {
    place.citizen = await socketCitizenAt(place.kiosk.url);
  });
});
afterEach(async () => {
  office.trouble.set(null);
  await both(async (place) => {
    place.shown += place.citizen.everything();
    await place.citizen.leave();
  });
});

const both = async (act: (place: Place) => Promise<unknown>): Promise<void> => {
  await Promise.all(places.map(act));
};

async function untilQuestions({ kiosk, citizen, document }: Place, service: string): Promise<void> {
  await citizen.sees('attract');
  citizen.does({ do: 'start', language: 'az' });
  await citizen.sees('choosing', ({ services }) =>
    services.some(({ id, unavailable }) => id === service && !unavailable),
  );
  citizen.does({ do: 'choose', service });
  await citizen.sees('beforeYouStart', ({ blocked }) => blocked === null);
  citizen.does({ do: 'next' });
  await citizen.sees('identifying');
  await kiosk.dock({ device: 'reader', do: 'insert', document, how: 'whole' });
  if (service === 'family-members-certificate') await confirmBySocket(citizen, () => office.phone.messages());
  await citizen.sees('answering');
  await kiosk.dock({ device: 'reader', do: 'remove' });
}

async function untilCheckingCertificate(place: Place): Promise<void> {
  await untilQuestions(place, 'family-members-certificate');
  for (const key of 'bank') place.citizen.does({ do: 'key', key });
  place.citizen.does({ do: 'next' });
  await place.citizen.sees('checking', ({ blocked }) => blocked === null);
}

async function untilCheckingCard(place: Place): Promise<void> {
  const { citizen } = place;
  await untilQuestions(place, 'identity-card-replacement');
  citizen.does({ do: 'answer', value: 'worn-out' });
  citizen.does({ do: 'next' });
  await citizen.sees('answering', ({ number }) => number === 2);
  for (const key of '501234567') citizen.does({ do: 'key', key });
  citizen.does({ do: 'next' });
  await citizen.sees('checking', ({ blocked }) => blocked === null);
}

const foreignAnswers = ({ kiosk }: Place) => kiosk.output().split('"answer.foreign"').length - 1;

async function swappedOnceMore(act: () => Promise<unknown>): Promise<void> {
  const before = places.map(foreignAnswers);
  await act();
  await vi.waitFor(() => {
    for (const [nth, place] of places.entries()) expect(foreignAnswers(place)).toBeGreaterThan(before[nth] ?? 0);
  }, LOOK);
}

async function finishes({ citizen }: Place): Promise<void> {
  await citizen.sees('done', ({ printed }) => printed);
  citizen.does({ do: 'finish' });
  await citizen.sees('attract');
}

async function printsAndFinishes(place: Place): Promise<void> {
  await place.citizen.sees('previewing');
  place.citizen.does({ do: 'next' });
  await finishes(place);
}

async function marksOf({ document, kiosk }: Place): Promise<readonly string[]> {
  const zone = simulatedDocument(document)?.zone.join('\n') ?? '';
  const own = (await office.entries()).filter(({ request }) => kioskIdOf(kiosk) === request.kiosk);
  return own.flatMap(({ key, id, reference, request: { applicant }, registered }) => [
    ...(applicant ? [applicant.surname, applicant.givenNames, applicant.documentNumber, applicant.fin ?? zone] : []),
    key,
    id,
    reference,
    ...(registered?.document ? [registered.document.number, ...registered.document.lines.slice(1, -1)] : []),
  ]);
}

const kioskIdOf = (kiosk: KioskProcess) => (kiosk === places[0].kiosk ? 'K5' : 'K7');

async function everythingOf({ kiosk, shown, citizen }: Place): Promise<string> {
  const { printer } = await kiosk.state();
  const papers = JSON.stringify(printer.papers);
  const files = readdirSync(kiosk.folder)
    .filter((name) => !name.endsWith('.tmp'))
    .map((name) => join(kiosk.folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'latin1') + readFileSync(path, 'utf8'));
  return [shown, citizen.everything(), papers, kiosk.output(), ...files].join('\n');
}

async function expectNothingForeign(): Promise<void> {
  const [one, two] = places;
  const wholes = [await everythingOf(one), await everythingOf(two)];
  const marks = [await marksOf(one), await marksOf(two)];
  for (const nth of [0, 1])
    expect((marks[nth] ?? []).filter((mark) => wholes[nth]?.includes(mark)).length).toBeGreaterThan(4);
  expect((marks[1] ?? []).filter((mark) => wholes[0]?.includes(mark))).toEqual([]);
  expect((marks[0] ?? []).filter((mark) => wholes[1]?.includes(mark))).toEqual([]);
}

async function expectAgreement(): Promise<void> {
  await both(async ({ kiosk }) => {
    await vi.waitFor(() => {
      for (const { entries } of readLedger(kiosk.folder)) expect(entries.at(-1)?.kind).toBe('closed');
    }, LOOK);
    const books = await readBooks(kiosk, []);
    const register = (await office.entries()).filter(({ request }) => request.kiosk === kioskIdOf(kiosk));
    expect(disagreements({ ...books, register })).toEqual([]);
  });
}

describe('two people at once, and their answers exchanged', () => {
  it('when every answer was swapped once, then each citizen still gets the certificate with their own name', async () => {
    await both(untilCheckingCertificate);
    office.trouble.set('swapped');
    await swappedOnceMore(() => both(async ({ citizen }) => citizen.does({ do: 'next' })));
    await both(({ citizen }) =>
      citizen.sees('trouble', ({ code, canRetry, reference }) => code === 'BKO-110' && canRetry && reference === null),
    );
    // Each kiosk gets the answer to its own repeated lodging. After that, the answers are swapped again.
    office.trouble.set('slow');
    await both(async ({ citizen }) => {
      citizen.does({ do: 'retry' });
      await citizen.sees('lodging');
    });
    await swappedOnceMore(async () => {
      await vi.waitFor(() => expect(office.waiting()).toBe(2), LOOK);
      office.trouble.set(null);
      await new Promise(setImmediate);
      office.trouble.set('swapped');
    });
    office.trouble.set(null);
    await both(printsAndFinishes);
    await expectNothingForeign();
    await expectAgreement();
  });

  it('when registrations are swapped, then each citizen pays once and gets only their own receipt', async () => {
    await both(untilCheckingCard);
    await both(async ({ kiosk, citizen }) => {
      await payBySocket(citizen, 'card');
      await kiosk.until(({ terminal }) => terminal.display.stage === 'present-card');
    });
    office.trouble.set('swapped');
    await swappedOnceMore(() => both(({ kiosk }) => kiosk.dock({ device: 'terminal', do: 'tap' })));
    office.trouble.set(null);
    await both(finishes);
    await expectNothingForeign();
    await expectAgreement();
    for (const { kiosk } of places) expect((await kiosk.state()).terminal.saleCount).toBe(1);
  });

  it('when answers come late and in any order, then both visits end well', async () => {
    office.trouble.set('delayed');
    await both(async (place) => {
      await untilCheckingCertificate(place);
      place.citizen.does({ do: 'next' });
      await printsAndFinishes(place);
    });
    await expectNothingForeign();
    await expectAgreement();
  });
});
