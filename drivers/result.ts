/** Failures of the world are values; failures that only a bug causes are thrown. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
export const err = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });

/** The message of anything that was thrown. Some libraries throw plain text. */
export const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** Returns `null` if the promise rejects. For things that may be absent: a file on a stick that is pulled out, or that other systems lack. */
export const nullIfRejected = <T>(found: Promise<T>): Promise<T | null> => found.catch(() => null);
