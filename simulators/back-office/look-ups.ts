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
  return refused(await tally.add(WHAT, windowOf(at), kiosk), at);
}

/** The same of what is done about a reference, without counting: `noteMiss` counts where it was nobody's, or somebody else's. */
export async function refuseClaim({ tally }: Tables, kiosk: string, at: Date): Promise<Refusal | null> {
  return refused((await tally.of(WHAT, windowOf(at), kiosk)) + 1, at);
}

export async function noteMiss({ tally }: Tables, kiosk: string, at: Date): Promise<void> {
  await tally.add(WHAT, windowOf(at), kiosk);
}

const WHAT = 'look-up';

const windowOf = (at: Date): string => String(Math.floor(at.getTime() / WINDOW_MS));

function refused(times: number, at: Date): Refusal | null {
  if (times <= MOST_OF_A_KIOSK) return null;
  const leftMs = WINDOW_MS - (at.getTime() % WINDOW_MS);
  return { status: 429, code: 'too-many-lookups', retryAfterSeconds: Math.ceil(leftMs / 1_000) };
}
