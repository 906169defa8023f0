import type { ZvtKind } from './messages.ts';
import { nextMessageNumber } from './status-tlv.ts';

export type Numbering = ReturnType<typeof createNumbering>;

const ANSWERS: ReadonlySet<ZvtKind> = new Set(['positive-ack', 'negative-ack']);

/**
 * Numbers the messages of one dialogue, TLV 1F73 [PA00P015 13.08, chapter 5]. The registration offers numbers; both sides use them if the
 * answer has one. Each side counts its own messages. An answer (80, 84) has its message's number; a repeat keeps its number.
 */
export function createNumbering(offered: boolean) {
  let agreed = false;
  let own = 0;
  let theirs: { readonly kind: ZvtKind; readonly number: number } | undefined;
  return {
    numberFor(kind: ZvtKind): number | undefined {
      if (ANSWERS.has(kind)) return agreed ? theirs?.number : undefined;
      if (kind === 'registration' ? !offered : !agreed) return undefined;
      own = nextMessageNumber(own);
      return own;
    },
    /** Returns whether the message repeats the last number. */
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
