import { err, ok, type Result } from '../../drivers/result.ts';
import { centreDay } from './centre-day.ts';
import { sameEveryTime } from './codes.ts';
import { addressOf, factsOf, validUntilOf } from './document-facts.ts';
import { drawSecret, isSecret } from './documents/code.ts';
import type { Seal } from './documents/seal.ts';
import type { MadeDocument } from './documents-table.ts';
import type { RegisterEntry } from './register.ts';
import type { OfferedService } from './services.ts';
import type { OfficeStore, Tables } from './store.ts';
import type { Refusal, WireOfficeDocument, WireVerified } from './wire.ts';

export interface DocumentsOptions {
  readonly now: () => Date;
  readonly services?: readonly OfferedService[];
  /** Bytes that nobody can guess; without it the same every time, for tests. */
  readonly secureBytes?: (count: number) => Uint8Array;
  /** Where documents are verified; asked when the first is made. */
  readonly verifyUrl?: () => string;
  /** Absent: that of the sample office. */
  readonly seal?: Seal;
}

/** As the profile of the simulated kiosk has it. */
const SAMPLE_VERIFY_URL = 'https://verify.example/';

/** Makes documents, each once at a time. What makes sheets and seals is loaded with the first. */
export class Documents {
  readonly #options: DocumentsOptions;
  readonly #store: OfficeStore;
  readonly #secureBytes: (count: number) => Uint8Array;
  readonly #underWay = new Map<string, Promise<MadeDocument>>();

  constructor(options: DocumentsOptions, store: OfficeStore) {
    this.#options = options;
    this.#store = store;
    this.#secureBytes = options.secureBytes ?? sameEveryTime();
  }

  /** Made at the first time, and kept before it is given. */
  async read(key: string, kiosk: string): Promise<Result<WireOfficeDocument, Refusal>> {
    const asked = await this.#store.read((tables) => mayRead(tables, key, kiosk));
    if (!asked.ok) return asked;
    const made = asked.value.made ?? (await this.#make(asked.value.entry));
    return this.#store.write(async (tables) => {
      // It may have been withdrawn meanwhile, or made for somebody who asked at the same time.
      const allowed = await mayRead(tables, key, kiosk);
      if (!allowed.ok) return allowed;
      const { entry, made: before } = allowed.value;
      const number = entry.registered?.document?.number ?? '';
      if (!before) await tables.documents.add(entry.key, number, made);
      return ok({ key, reference: entry.reference, number, pdf: (before ?? made).pdf });
    });
  }

  /** Whoever asks while it is being made gets the very same. */
  #make(entry: RegisterEntry): Promise<MadeDocument> {
    const known = this.#underWay.get(entry.key);
    if (known) return known;
    const made = this.#made(entry).finally(() => this.#underWay.delete(entry.key));
    this.#underWay.set(entry.key, made);
    return made;
  }

  async #made(entry: RegisterEntry): Promise<MadeDocument> {
    const { now, services, verifyUrl = () => SAMPLE_VERIFY_URL } = this.#options;
    const [{ makeSheets }, { sampleSeal, sealed }] = await Promise.all([
      import('./documents/sheets.ts'),
      import('./documents/seal.ts'),
    ]);
    const code = drawSecret(this.#secureBytes);
    const agency = services?.find(({ id }) => id === entry.request.service)?.agency ?? 'Sınaq idarəsi';
    const facts = factsOf(entry, (number) => addressOf(verifyUrl(), number, code), agency);
    if (!facts) throw new Error('an application without a document');
    const seal = this.#options.seal ?? sampleSeal();
    const sheets = await makeSheets(facts, now(), seal.name);
    const pdf = Buffer.from(sealed(sheets, seal)).toString('base64');
    const { number, title, issuedOn, validUntil } = facts;
    return { application: entry.key, number, pdf, code, title, agency, issuedOn, validUntil };
  }

  /** What whoever has the paper is told: nothing of the person. One answer for all that is not known. */
  async verify(number: string, code: string): Promise<Result<WireVerified, Refusal>> {
    const { entry, document } = await this.#store.read((tables) => byNumber(tables, number));
    const { registered, state } = entry ?? {};
    if (!entry || !registered?.document || !document || !isSecret(code, document.code))
      return err({ status: 404, code: 'unknown-document' });
    const validUntil = validUntilOf(registered);
    const isOver = validUntil < centreDay(this.#options.now());
    return ok({
      ...{ number, title: registered.document.title, agency: this.#agencyOf(entry), validUntil },
      issuedOn: centreDay(new Date(registered.registeredAt)),
      state: state === 'withdrawn' ? 'withdrawn' : isOver ? 'expired' : 'valid',
    });
  }
}

interface Readable {
  readonly entry: RegisterEntry;
  /** `undefined`: nobody asked for it yet. */
  readonly made: MadeDocument | undefined;
}

async function byNumber({ applications, documents }: Tables, number: string) {
  const found = await documents.byNumber(number);
  return { entry: found && (await applications.find(found.application)), document: found?.made };
}

/** Whether a kiosk may have the document of an application: its own, or one of which it has the key of a duplicate. */
async function mayRead(tables: Tables, key: string, kiosk: string): Promise<Result<Readable, Refusal>> {
  const { applications, documents } = tables;
  const own = await applications.find(key);
  const duplicated = own?.request.kiosk === kiosk ? undefined : await documents.duplicateOf(key);
  const entry = duplicated === undefined ? own : await applications.find(duplicated);
  if (!entry || (duplicated === undefined && entry.request.kiosk !== kiosk) || entry.state === 'lodged')
    return err({ status: 404, code: 'unknown-application' });
  if (entry.state === 'withdrawn') return err({ status: 409, code: 'withdrawn' });
  if (!entry.registered?.document) return err({ status: 422, code: 'no-document' });
  return ok({ entry, made: await documents.find(entry.key) });
}
