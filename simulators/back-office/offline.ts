import { err, ok, type Result } from '../../drivers/result.ts';
import type { RegisterEntry } from './entry.ts';
import { newReference } from './reference.ts';
import { isEqualJson } from './same.ts';
import type { OfferedService } from './services.ts';
import type { OfficeTables } from './store.ts';
import type { OfficeRefusal, WireLodgeRequest, WireRegistered } from './wire.ts';
import type { WireMergedApplication, WireMergeRequest, WireReferences, WireReserveRequest } from './wire-records.ts';

/*
 * Applications that kiosks take while the office is out of reach (docs/decisions/0034). Kiosks get references in advance. Later the office
 * lodges and registers each sealed application in one step.
 */

/**
 * Gives a kiosk references; the same key gets the same answer. Epoch `null` begins the next stock of this kiosk. The newest epoch gets more
 * of its stock. An older epoch is refused: its board was replaced, and the new board has the newest stock.
 */
export async function reserveReferences(
  { reserved, applications }: OfficeTables,
  key: string,
  { kiosk, count, epoch: held }: WireReserveRequest,
  { random, now }: { readonly random: () => number; readonly now: () => Date },
): Promise<Result<WireReferences, OfficeRefusal>> {
  const known = await reserved.ofBatch(key);
  if (known.length > 0 && (known.length !== count || known.some((each) => each.kiosk !== kiosk)))
    return err({ status: 409, code: 'idempotency-conflict' });
  const newest = await reserved.newestEpoch(kiosk);
  const asked = known[0]?.epoch ?? held;
  if (asked !== null && asked < newest) return err({ status: 409, code: 'stale-epoch' });
  if (known[0]) return ok({ key, epoch: known[0].epoch, references: known.map(({ reference }) => reference) });
  // A restored office may know only older epochs.
  const epoch = held === newest ? newest : Math.max(newest, held ?? 0) + 1;
  if (epoch !== newest) await reserved.begin(kiosk, epoch, now());
  const references: string[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const reference = await newReference(
      kiosk,
      random,
      async (drawn) => (await reserved.find(drawn)) !== undefined || (await applications.last(drawn)) !== undefined,
    );
    await reserved.add({ reference, kiosk, epoch, batch: key, nth });
    references.push(reference);
  }
  return ok({ key, epoch, references });
}

/** The unsealed content; `null` if it is sealed for another recipient, or is no JSON text. */
export async function unseal(sealed: string, identity: string | undefined): Promise<Record<string, unknown> | null> {
  if (identity === undefined) return null;
  const { Decrypter } = await import('age-encryption');
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  try {
    const value: unknown = JSON.parse(await decrypter.decrypt(Buffer.from(sealed, 'base64'), 'text'));
    return typeof value === 'object' ? (value as Record<string, unknown> | null) : null;
  } catch {
    return null;
  }
}

/** `known`: registered already. `lost`: lodged without an answer to the kiosk; keeps the reference. `new`: neither. */
async function mergeOf(
  { reserved, applications }: OfficeTables,
  key: string,
  { kiosk, reference, takenAt }: WireMergeRequest,
  request: WireLodgeRequest,
): Promise<Result<{ readonly is: 'known' | 'lost' | 'new'; readonly entry?: RegisterEntry }, OfficeRefusal>> {
  const entry = await applications.find(key);
  if (entry) {
    if (!isEqualJson(entry.request, request)) return err({ status: 409, code: 'idempotency-conflict' });
    if (entry.reference === reference && entry.registered) return ok({ is: 'known', entry });
  }
  const owner = await reserved.find(reference);
  const other = await applications.last(reference);
  if (owner?.kiosk !== kiosk || (other && other.key !== key)) return err({ status: 422, code: 'unknown-reference' });
  // Used before the kiosk lost its stock: valid. The rest of the stock is void.
  const ended = await reserved.ended(kiosk, owner.epoch);
  if (ended !== undefined && Date.parse(takenAt) > ended) return err({ status: 422, code: 'void-reference' });
  if (!entry) return ok({ is: 'new' });
  return entry.state === 'lodged' ? ok({ is: 'lost', entry }) : err({ status: 409, code: 'withdrawn' });
}

export interface OfflineMergeResult {
  readonly merged: WireMergedApplication;
  readonly first: boolean;
}

interface ToMerge {
  readonly key: string;
  readonly taken: WireMergeRequest;
  readonly request: WireLodgeRequest;
}

/** Lodges a new application by `lodge`, and registers it with the reference on the applicant's paper. */
export async function mergeOfflineApplication(
  tables: OfficeTables,
  { key, taken, request }: ToMerge,
  services: readonly OfferedService[],
  lodge: () => Promise<Result<unknown, OfficeRefusal>>,
): Promise<Result<OfflineMergeResult, OfficeRefusal>> {
  const { reference, takenAt } = taken;
  const merge = await mergeOf(tables, key, taken, request);
  if (!merge.ok) return merge;
  const { is } = merge.value;
  const answer = { merged: { key, reference }, first: is !== 'known' };
  if (is === 'known') return ok(answer);
  if (!mayBeTaken(request, services)) return err({ status: 422, code: 'not-offline' });
  if (is === 'new') {
    const lodged = await lodge();
    if (!lodged.ok) return lodged;
  }
  const entry = (await tables.applications.find(key))!;
  const registered = { key, reference, registeredAt: takenAt, appointment: calledAs(taken), document: null };
  await tables.applications.change(entry, {
    ...entry,
    reference,
    lodgedAt: takenAt,
    state: 'registered',
    payment: null,
    registered,
    final: true,
  });
  return ok(answer);
}

/** Free, needs no data of the office, continues nothing. */
function mayBeTaken(request: WireLodgeRequest, services: readonly OfferedService[]): boolean {
  const service = services.find(({ id }) => id === request.service);
  const { amount, quote, continues, confirmation, slot, due } = request;
  const wants = [quote, continues, confirmation, slot ?? null, due ?? null];
  return service?.offline === true && amount === 0 && wants.every((wanted) => wanted === null);
}

const calledAs = ({ ticket, kiosk }: WireMergeRequest): WireRegistered['appointment'] =>
  ticket === null ? null : { ticket, window: kiosk, ahead: 0, floor: null, wait: null };
