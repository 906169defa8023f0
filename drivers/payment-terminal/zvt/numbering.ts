import type { ZvtKind } from './messages.ts';
import { nextSequence } from './status-tlv.ts';

/**
 * Message numbers of one dialogue, TLV 1F73 [PA00P015 13.08, chapter 5]. The registration offers them; they are used if the terminal's
 * answer has one. Each side counts its own messages. An answer (80, 84) has the number of the message it answers. A repeat keeps its
 * number.
 */
export type Numbering = ReturnType<typeof createNumbering>;

const ANSWERS: ReadonlySet<ZvtKind> = new Set(['positive-ack', 'negative-ack']);

export function createNumbering(offered: boolean) {
  let agreed = false;
  let own = 0;
  let theirs: { readonly kind: ZvtKind; readonly number: number } | undefined;
  return {
    /** Number for our next message of this kind, if any. */
    numberFor(kind: ZvtKind): number | undefined {
      if (ANSWERS.has(kind)) return agreed ? theirs?.number : undefined;
      if (kind === 'registration' ? !offered : !agreed) return undefined;
      own = nextSequence(own);
      return own;
    },
    /** Notes a message of the terminal. Returns whether it is a repeat: it has the number of the message before. */
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
