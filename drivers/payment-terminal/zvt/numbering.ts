import type { ZvtKind } from './messages.ts';
import { nextSequence } from './status-tlv.ts';

/**
 * The numbers of one dialogue's messages, TLV 1F73 [PA00P015 13.08, chapter 5]. They are offered with the registration
 * and used from then on if the terminal's answer to it has one. Each side counts its own messages; an answer (80, 84)
 * carries the number of what it answers; a repeat keeps its number.
 */
export type Numbering = ReturnType<typeof createNumbering>;

const ANSWERS: ReadonlySet<ZvtKind> = new Set(['positive-ack', 'negative-ack']);

export function createNumbering(offered: boolean) {
  let agreed = false;
  let own = 0;
  let theirs: { readonly kind: ZvtKind; readonly number: number } | undefined;
  return {
    /** The number to write into our next message of this kind, if any. */
    numberFor(kind: ZvtKind): number | undefined {
      if (ANSWERS.has(kind)) return agreed ? theirs?.number : undefined;
      if (kind === 'registration' ? !offered : !agreed) return undefined;
      own = nextSequence(own);
      return own;
    },
    /** Notes a message of the terminal and its number. `true`: it is that of the one before, so this is a repeat. */
    heard(kind: ZvtKind, sequence: number | undefined): boolean {
      const number = offered ? sequence : undefined;
      if (ANSWERS.has(kind)) {
        agreed ||= number !== undefined && number === own;
        return false;
      }
      if (number === undefined) {
        theirs = undefined;
        return false;
      }
      const repeat = theirs?.kind === kind && theirs.number === number;
      theirs = { kind, number };
      return repeat;
    },
  };
}
