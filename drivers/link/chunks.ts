/**
 * Bytes that a link hands on at once, at the most; the system reads up to 65,536 at a time. What listens looks at each chunk in
 * one go and nothing else runs meanwhile; 4 kB are a third of a second at 115,200 baud, and more than any message here.
 */
export const MAX_CHUNK_BYTES = 4_096;

/** What was read, in chunks of its own bytes. A listener may close the link amid them: it hears no more then. */
export function handOn(read: Uint8Array, emit: (chunk: Uint8Array) => void): void {
  for (let from = 0; from < read.length; from += MAX_CHUNK_BYTES) {
    emit(Uint8Array.from(read.subarray(from, from + MAX_CHUNK_BYTES)));
  }
}
