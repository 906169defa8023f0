import { err, ok, type Result } from '../../drivers/result.ts';
import { centreDay } from './centre-day.ts';
import { createRepeatableBytes } from './codes.ts';
import { isTextWithoutNul } from './database-text.ts';
import { documentFactsOf, verifyAddressOf } from './document-facts.ts';
import { drawSecret, matchesSecret } from './documents/code.ts';
import type { Seal } from './documents/seal.ts';
import type { StoredOfficeDocument } from './documents-table.ts';
import type { RegisterEntry } from './entry.ts';
import type { OfferedService } from './services.ts';
import type { OfficeStore, OfficeTables } from './store.ts';
import type { OfficeRefusal, WireOfficeDocument, WireVerified } from './wire.ts';

export interface OfficeDocumentsOptions {
  readonly now: () => Date;
  readonly services?: readonly OfferedService[];
  /** Absent: the same every time, for tests. */
  readonly secureBytes?: (count: number) => Uint8Array;
  readonly verifyUrl?: () => string;
  readonly seal?: Seal;
}

const SAMPLE_VERIFY_URL = 'https://verify.example/';

/** Each document once. Sheet and seal libraries are loaded with the first. */
export class OfficeDocuments {
  readonly #options: OfficeDocumentsOptions;
  readonly #store: OfficeStore;
  readonly #secureBytes: (count: number) => Uint8Array;
  readonly #underWay = new Map<string, Promise<StoredOfficeDocument>>();

  constructor(options: OfficeDocumentsOptions, store: OfficeStore) {
    this.#options = options;
    this.#store = store;
    this.#secureBytes = options.secureBytes ?? createRepeatableBytes();
  }

  async read(key: string, kiosk: string): Promise<Result<WireOfficeDocument, OfficeRefusal>> {
    const asked = await this.#store.read((tables) => mayRead(tables, key, kiosk));
    if (!asked.ok) return asked;
    const { entry, made } = asked.value;
    if (made) return ok(answerOf(key, entry, made));
    const fresh = await this.#make(entry);
    return this.#store.write(async (tables) => {
      const now = await mayRead(tables, key, kiosk);
      if (!now.ok) return now;
      if (!now.value.made) await tables.documents.add(fresh);
      return ok(answerOf(key, entry, now.value.made ?? fresh));
    });
  }

  #make(entry: RegisterEntry): Promise<StoredOfficeDocument> {
    const known = this.#underWay.get(entry.key);
    if (known) return known;
    const made = this.#made(entry).finally(() => this.#underWay.delete(entry.key));
    this.#underWay.set(entry.key, made);
    return made;
  }

  async #made(entry: RegisterEntry): Promise<StoredOfficeDocument> {
    const { now, services, verifyUrl = () => SAMPLE_VERIFY_URL } = this.#options;
    const [{ makeSheets }, { sampleSeal, sealPdf }] = await Promise.all([
      import('./documents/sheets.ts'),
      import('./documents/seal.ts'),
    ]);
    const code = drawSecret(this.#secureBytes);
    const agency = services?.find(({ id }) => id === entry.request.service)?.agency ?? 'Sınaq idarəsi';
    const facts = documentFactsOf(entry, (number) => verifyAddressOf(verifyUrl(), number, code), agency);
    if (!facts) throw new Error('an application without a document');
    const seal = this.#options.seal ?? sampleSeal();
    const sheets = await makeSheets(facts, now(), seal.name);
    const pdf = Buffer.from(sealPdf(sheets, seal)).toString('base64');
    const { number, title, issuedOn, validUntil } = facts;
    return { application: entry.key, number, pdf, code, title, agency, issuedOn, validUntil };
  }

  /** Says nothing of the citizen. All unknown papers get the same answer. */
  verify(number: string, code: string): Promise<Result<WireVerified, OfficeRefusal>> {
    return this.#store.read(async ({ documents, applications }) => {
      const made = isTextWithoutNul(number) ? await documents.numbered(number) : undefined;
      if (!made || !matchesSecret(code, made.code)) return err({ status: 404, code: 'unknown-document' });
      const { title, agency, issuedOn, validUntil } = made;
      const entry = await applications.find(made.application);
      const isOver = validUntil < centreDay(this.#options.now());
      const state = entry?.state === 'withdrawn' ? 'withdrawn' : isOver ? 'expired' : 'valid';
      return ok({ number, title, agency, issuedOn, validUntil, state });
    });
  }
}

const answerOf = (
  key: string,
  { reference }: RegisterEntry,
  { number, pdf }: StoredOfficeDocument,
): WireOfficeDocument => ({
  key,
  reference,
  number,
  pdf,
});

/** By the application's key, or a duplicate's. */
async function mayRead(
  { applications, documents }: OfficeTables,
  key: string,
  kiosk: string,
): Promise<Result<{ readonly entry: RegisterEntry; readonly made: StoredOfficeDocument | undefined }, OfficeRefusal>> {
  const original = await documents.applicationOf(key);
  const entry = await applications.find(original ?? key);
  const isTheirs = original !== undefined || entry?.request.kiosk === kiosk;
  if (!entry || !isTheirs || entry.state === 'lodged') return err({ status: 404, code: 'unknown-application' });
  if (entry.state === 'withdrawn') return err({ status: 409, code: 'withdrawn' });
  if (!entry.registered?.document) return err({ status: 422, code: 'no-document' });
  return ok({ entry, made: await documents.of(entry.key) });
}
