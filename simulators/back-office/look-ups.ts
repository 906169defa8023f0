import type { Tables } from './store.ts';
import type { Refusal } from './wire.ts';

const WINDOW_MS = 15 * 60_000;
/** More than a kiosk can ask for as fast as people type codes: three in a visit, a visit a minute. */
const MOST_OF_A_KIOSK = 60;

/**
 * How often each kiosk may ask what became of a reference: whoever tries references with the data of a card is stopped. Counts this
 * time.
 *
 * @returns why it is not answered now, with the seconds until the next window begins; or `null`
 */
export async function refuseLookUp({ tally }: Tables, kiosk: string, at: Date): Promise<Refusal | null> {
  const window = String(Math.floor(at.getTime() / WINDOW_MS));
  if ((await tally.add('look-up', window, kiosk)) <= MOST_OF_A_KIOSK) return null;
  const leftMs = WINDOW_MS - (at.getTime() % WINDOW_MS);
  return { status: 429, code: 'too-many-lookups', retryAfterSeconds: Math.ceil(leftMs / 1_000) };
}
