/** Largest chunk of a link. */
export const MAX_CHUNK_BYTES = 4_096;

/**
 * Passes on bytes in chunks (the system reads up to 65,536 at once), because a listener blocks everything else. 4 kB are a third of a
 * second at 115,200 baud, more than any message here. If a listener closes the link, it gets no more chunks.
 */
export function emitInChunks(read: Uint8Array, emit: (chunk: Uint8Array) => void): void {
  for (let from = 0; from < read.length; from += MAX_CHUNK_BYTES) {
    emit(Uint8Array.from(read.subarray(from, from + MAX_CHUNK_BYTES)));
  }
}
