import { Counted } from './counted.ts';
import type { Refusal } from './wire.ts';

const WINDOW_MS = 15 * 60_000;
/** More than a kiosk can ask for as fast as people type codes: three in a visit, a visit a minute. */
const MOST_OF_A_KIOSK = 60;

/** How often each kiosk may ask what became of a reference: whoever tries references with the data of a card is stopped. */
export class LookUps {
  readonly #asked = new Counted((at) => String(Math.floor(at.getTime() / WINDOW_MS)));

  /** Why it is not answered now, with the seconds until the next window begins; or `null`. It is counted. */
  refuse(kiosk: string, at: Date): Refusal | null {
    return this.#judge(this.#asked.add(kiosk, at), at);
  }

  /** The same for a claim that is no look-up: it is counted only with `miss`, where nothing of this person's was found. */
  refuseClaim(kiosk: string, at: Date): Refusal | null {
    return this.#judge(this.#asked.of(kiosk, at) + 1, at);
  }

  miss(kiosk: string, at: Date): void {
    this.#asked.add(kiosk, at);
  }

  #judge(count: number, at: Date): Refusal | null {
    if (count <= MOST_OF_A_KIOSK) return null;
    const leftMs = WINDOW_MS - (at.getTime() % WINDOW_MS);
    return { status: 429, code: 'too-many-lookups', retryAfterSeconds: Math.ceil(leftMs / 1_000) };
  }
}
