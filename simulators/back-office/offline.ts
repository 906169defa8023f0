import { err, ok, type Result } from '../../drivers/result.ts';
import { newReference } from './reference.ts';
import type { RegisterEntry } from './register.ts';
import { same } from './same.ts';
import type { Tables } from './store.ts';
import type { Refusal, WireLodgeRequest, WireMergeRequest, WireReferences, WireReserveRequest } from './wire.ts';

/*
 * What kiosks take while they are away from this office (docs/decisions/0034): references are given out before, and what was taken is handed over
 * sealed and lodged and registered in one step.
 */

/** The same for the same key. */
export async function reserveReferences(
  { reserved, applications }: Tables,
  key: string,
  { kiosk, count }: WireReserveRequest,
  random: () => number,
): Promise<Result<WireReferences, Refusal>> {
  const known = await reserved.ofBatch(key);
  if (known.length > 0)
    return known.length === count && known.every((each) => each.kiosk === kiosk)
      ? ok({ key, references: known.map(({ reference }) => reference) })
      : err({ status: 409, code: 'idempotency-conflict' });
  const references: string[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const reference = await newReference(
      kiosk,
      random,
      async (drawn) => (await reserved.find(drawn)) !== undefined || (await applications.last(drawn)) !== undefined,
    );
    await reserved.add({ reference, kiosk, batch: key, nth });
    references.push(reference);
  }
  return ok({ key, references });
}

/** What was sealed: `null` where it is for somebody else, or is no text of JSON. */
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

/**
 * What becomes of it: `known` is here already, `lost` was lodged with its answer lost and gets the reference that the applicant has, `new` is
 * neither.
 */
export async function mergeOf(
  { reserved, applications }: Tables,
  key: string,
  { kiosk, reference }: WireMergeRequest,
  request: WireLodgeRequest,
): Promise<Result<{ readonly is: 'known' | 'lost' | 'new'; readonly entry?: RegisterEntry }, Refusal>> {
  const entry = await applications.find(key);
  if (entry) {
    if (!same(entry.request, request)) return err({ status: 409, code: 'idempotency-conflict' });
    if (entry.reference === reference && entry.registered) return ok({ is: 'known', entry });
  }
  const owner = await reserved.find(reference);
  const other = await applications.last(reference);
  if (owner?.kiosk !== kiosk || (other && other.key !== key)) return err({ status: 422, code: 'unknown-reference' });
  if (!entry) return ok({ is: 'new' });
  return entry.state === 'lodged' ? ok({ is: 'lost', entry }) : err({ status: 409, code: 'withdrawn' });
}
